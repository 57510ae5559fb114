"""The map on a slide: one group of native freeform shapes, each an administrative unit under its own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.locator import locator_title
from brandmap.exports.pptx.shapes import LAND, RULE, Box, brand_colour, plain, theme_hex, write_number
from brandmap.markup import clean
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, MapFrame, Shape, layer_codes, province_frame, shapes
from brandmap.places.spread import separate
from brandmap.records import Brand, Lang
from brandmap.text import phrase

DPI = 96.0  # pixels of a map frame per inch
GRAIN = 100  # units of a freeform per pixel
MOVE_TO, LINE_TO, POINT, CLOSE = map(qn, ("a:moveTo", "a:lnTo", "a:pt", "a:close"))  # looked up once, used per point


def draw_map(slide: Any, brands: Sequence[Brand], collection: Collection, lang: Lang, box: Box) -> Any:
    """The province as one group of freeforms: province, prefectures, the home counties filled, numbered pins.

    Each county is a shape of its own. The group's description says what it shows.
    """
    frame = province_frame(box.w * DPI, box.h * DPI, (16.0, 16.0, 16.0, 16.0))
    group = slide.shapes.add_group_shape()
    group.name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(PROVINCE).name[lang])
    group._element.nvGrpSpPr.cNvPr.set("descr", clean(locator_title(brands, collection, lang)))
    draw = MapDrawing(group, collection, lang, box, frame)
    draw.unit(PROVINCE, fill=LAND, line=RULE, width=1.5)
    for code in layer_codes("counties"):
        draw.unit(code, fill=LAND, line="d5d9de", width=0.4)
    for brand in brands:
        for code in home_codes(brand, collection):
            draw.home(brand, draw.unit(code, fill=LAND, line=RULE, width=0.75))
        for place in brand.pictured:
            draw.dashed(draw.unit(place.adcode, fill="", line=theme_hex(brand, collection), width=1.25))
    for code in layer_codes("prefectures"):
        draw.unit(code, fill="", line=RULE, width=0.75)
    draw.pins(brands)
    return group


def freeform(group: Any, unit: Shape, origin: tuple[float, float]) -> Any:
    """A freeform of all rings of ``unit`` (pixels), with pixel (0, 0) at ``origin`` in inches.

    python-pptx measures the whole outline again for every point; here it draws the box only, and the points are put
    into it.
    """
    rings = [[(round(x * GRAIN), round(y * GRAIN)) for x, y in ring] for ring in unit.rings]
    left, top = (min(point[axis] for ring in rings for point in ring) for axis in (0, 1))
    right, bottom = (max(point[axis] for ring in rings for point in ring) for axis in (0, 1))
    builder = group.shapes.build_freeform(left, top, scale=Inches(1) / DPI / GRAIN)
    builder.add_line_segments([(right, bottom)], close=True)
    shape = builder.convert_to_shape(Inches(origin[0]), Inches(origin[1]))
    path = next(shape._element.iter(qn("a:path")))
    for child in list(path):
        path.remove(child)
    for ring in rings:
        for number, (x, y) in enumerate(ring):
            step = etree.SubElement(path, LINE_TO if number else MOVE_TO)
            etree.SubElement(step, POINT, x=str(x - left), y=str(y - top))
        etree.SubElement(path, CLOSE)
    plain(shape)
    return shape


@dataclass(frozen=True)
class MapDrawing:
    """Draws into ``group`` the parts of a map that lies in ``box``."""

    group: Any
    collection: Collection
    lang: Lang
    box: Box
    frame: MapFrame

    def unit(self, code: str, *, fill: str, line: str, width: float) -> Any:
        """One administrative unit as a freeform of all its rings, named after it. Without ``fill`` only its outline."""
        (unit,) = shapes((code,), self.frame, MAX_TOLERANCE)
        return self.outlined(unit, fill=fill, line=line, width=width)

    def outlined(self, unit: Shape, *, fill: str, line: str, width: float) -> Any:
        """The same for an outline that is known already, such as one cut at the edge of the map."""
        shape = freeform(self.group, unit, (self.box.x, self.box.y))
        shape.name = f"{self.collection.gazetteer.unit(unit.adcode).name[self.lang]} {unit.adcode}"
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(fill)
        else:
            shape.fill.background()
        shape.line.width = Pt(width)
        shape.line.color.rgb = RGBColor.from_string(line)
        return shape

    def home(self, brand: Brand, shape: Any) -> None:
        """Fill ``shape`` in the colour of the brand's theme."""
        brand_colour(shape.fill.fore_color, brand, self.collection)
        brand_colour(shape.line.color, brand, self.collection)
        shape.fill.fore_color.brightness = 0.25

    def dashed(self, shape: Any) -> None:
        """Where a photograph was taken."""
        shape.line.dash_style = MSO_LINE.DASH

    def pins(self, brands: Sequence[Brand]) -> None:
        """Numbered discs at the seats, moved apart where they are close, with a line to their true place."""
        size = 0.3 if len(brands) > 1 else 0.24
        seats = [self.frame.xy(home_point(brand, self.collection)) for brand in brands]
        for brand, seat, pin in zip(brands, seats, separate(seats, size * DPI + 2), strict=True):
            (x, y), (true_x, true_y) = ((self.box.x + a / DPI, self.box.y + b / DPI) for a, b in (pin, seat))
            if abs(x - true_x) + abs(y - true_y) > size / 3:
                ends = (Inches(true_x), Inches(true_y), Inches(x), Inches(y))
                leader = self.group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
                leader.line.color.rgb, leader.line.width = RGBColor.from_string("4a5561"), Pt(0.75)
            disc = self.group.shapes.add_shape(
                MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
            )
            plain(disc)
            disc.fill.solid()
            brand_colour(disc.fill.fore_color, brand, self.collection)
            disc.line.color.rgb, disc.line.width = RGBColor.from_string("ffffff"), Pt(1)
            disc.name = f"{brand.number} {clean(brand.name[self.lang])}"
            write_number(disc, brand, self.collection, 12 if size > 0.25 else 10)
