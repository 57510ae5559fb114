"""Pieces of a slide: texts with named Chinese and Latin fonts, boxes, and the map as native freeform shapes.

Lengths are inches on a 16:9 slide of 13.333 × 7.5, sizes are points. Colours of themes are the presentation's accent
colours, so that a new colour scheme recolours map and slides together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from brandmap.exports.fonts import lines_needed
from brandmap.filters import Collection
from brandmap.markup import clean
from brandmap.projection import MAX_TOLERANCE, PROVINCE, MapFrame, Shape, layer_codes, province_frame, shapes
from brandmap.records import Brand
from brandmap.svg import ink_on, safe_colour
from brandmap.svgmap import home_codes, home_point, locator_title, spread
from brandmap.text import phrase

CHINESE_FONT, LATIN_FONT = "Microsoft YaHei", "Arial"
WIDE, HIGH = 13.333, 7.5
INK, QUIET, RULE, LAND, SOFT = "1d2733", "55606c", "98a3af", "f1efe8", "f2f5f8"
DPI = 96.0  # pixels of a map frame per inch
#: Lines as multiples of a font's own, and how tall a font's line is: Chinese fonts are taller.
SPACING, TALL = {"zh": 1.05, "en": 1.15}, {"zh": 1.38, "en": 1.17}
GRAIN = 100  # units of a freeform per pixel
ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6,
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """Left, top, width and height in inches."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Line:
    """A paragraph and how it looks. ``size`` None: the box decides."""

    text: str
    size: float | None = None
    bold: bool = False
    colour: str = INK
    before: float = 0.0  # points of space above


def brand_colour(target: Any, brand: Brand, collection: Collection) -> None:
    """Give a fill's or line's ``color`` (or fore_color) the colour of the brand's theme."""
    order = list(collection.dataset.themes)
    place = order.index(brand.theme)
    if place < len(ACCENTS):
        target.theme_color = ACCENTS[place]
    else:
        target.rgb = RGBColor.from_string(theme_hex(brand, collection))


def theme_hex(brand: Brand, collection: Collection) -> str:
    return safe_colour(collection.dataset.themes[brand.theme].colour).lstrip("#")


def write(frame: Any, lines: Sequence[Line], lang: str, size: float, align: Any = None) -> None:
    """Paragraphs into a text frame, each run with its language and fonts."""
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.line_spacing = SPACING[lang]
        paragraph.space_before = Pt(line.before)
        run = paragraph.add_run()
        run.text = clean(line.text).replace("\n", "\v")
        style(run, lang, line.size or size, bold=line.bold, colour=line.colour)


def style(run: Any, lang: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN_FONT
    run.font.color.rgb = RGBColor.from_string(colour)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN" if lang == "zh" else "en-GB")
    properties.set("altLang", "en-GB" if lang == "zh" else "zh-CN")
    latin = properties.find(qn("a:latin"))
    east = etree.Element(qn("a:ea"))
    east.set("typeface", CHINESE_FONT)
    latin.addnext(east)


def text_box(
    slide: Any, box: Box, lines: Sequence[Line], lang: str, sizes: Sequence[float], *, middle: bool = False
) -> Any:
    """A text box whose text has the largest of ``sizes`` that fits."""
    shape = slide.shapes.add_textbox(*_emu(box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    write(frame, lines, lang, fitting_size(lines, box, sizes, lang))
    return shape


def fitting_size(lines: Sequence[Line], box: Box, sizes: Sequence[float], lang: str) -> float:
    """The largest size at which the lines, wrapped, are not higher than the box; the smallest if none is."""
    for size in sizes:
        if text_height(lines, box.w, size, lang) <= box.h:
            return size
    return sizes[-1]


def text_height(lines: Sequence[Line], width: float, size: float, lang: str) -> float:
    """Inches the lines take, wrapped in a column of ``width`` inches, a little more rather than less."""
    points = 0.0
    for line in lines:
        own = line.size or size
        rows = sum(lines_needed(part, width * 72 / own) for part in line.text.split("\n"))
        points += rows * own * SPACING[lang] * TALL[lang] + line.before
    return points / 72


def plate(slide: Any, box: Box, *, fill: str = SOFT, rounded: bool = True) -> Any:
    """A filled rectangle without outline."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(kind, *_emu(box))
    if rounded:
        shape.adjustments[0] = min(0.5, 0.08 / min(box.w, box.h))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    shape.line.fill.background()
    _plain(shape)
    return shape


def badge(slide: Any, box: Box, brand: Brand, collection: Collection, size: float) -> Any:
    """The number of a brand on a plate in its theme's colour."""
    shape = plate(slide, box)
    brand_colour(shape.fill.fore_color, brand, collection)
    _number(shape, brand, collection, size)
    return shape


def draw_map(
    slide: Any, brands: Sequence[Brand], collection: Collection, lang: str, box: Box, *, counties: bool
) -> Any:
    """The province as one group of freeforms: province, prefectures, the home counties filled, numbered pins.

    ``counties`` draws all counties, each a shape of its own. The group's description says what it shows.
    """
    frame = province_frame(box.w * DPI, box.h * DPI, (16.0, 16.0, 16.0, 16.0))
    group = slide.shapes.add_group_shape()
    group.name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(PROVINCE).name[lang])
    group._element.nvGrpSpPr.cNvPr.set("descr", clean(locator_title(brands, collection, lang)))
    draw = _MapDrawing(group, collection, lang, box, frame)
    draw.unit(PROVINCE, fill=LAND, line=RULE, width=1.5)
    if counties:
        for code in layer_codes("counties"):
            draw.unit(code, fill=LAND, line="d5d9de", width=0.4)
    for brand in brands:
        for code in home_codes(brand, collection):
            shape = draw.unit(code, fill=LAND, line=RULE, width=0.75)
            brand_colour(shape.fill.fore_color, brand, collection)
            brand_colour(shape.line.color, brand, collection)
            shape.fill.fore_color.brightness = 0.25
        for place in brand.pictured:
            shape = draw.unit(place.adcode, fill="", line=theme_hex(brand, collection), width=1.25)
            shape.line.dash_style = MSO_LINE.DASH
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
            step = etree.SubElement(path, qn("a:lnTo" if number else "a:moveTo"))
            etree.SubElement(step, qn("a:pt"), x=str(x - left), y=str(y - top))
        etree.SubElement(path, qn("a:close"))
    _plain(shape)
    return shape


def _plain(shape: Any) -> None:
    """Without the template's style, which brings a shadow that not every program lets go of."""
    style_ = shape._element.find(qn("p:style"))
    if style_ is not None:
        shape._element.remove(style_)


@dataclass(frozen=True)
class _MapDrawing:
    """Draws into ``group`` the parts of a map that lies in ``box``."""

    group: Any
    collection: Collection
    lang: str
    box: Box
    frame: MapFrame

    def unit(self, code: str, *, fill: str, line: str, width: float) -> Any:
        """One administrative unit as a freeform of all its rings, named after it. Without ``fill`` only its outline."""
        (unit,) = shapes((code,), self.frame, MAX_TOLERANCE)
        shape = freeform(self.group, unit, (self.box.x, self.box.y))
        shape.name = f"{self.collection.gazetteer.unit(code).name[self.lang]} {code}"
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(fill)
        else:
            shape.fill.background()
        shape.line.width = Pt(width)
        shape.line.color.rgb = RGBColor.from_string(line)
        return shape

    def pins(self, brands: Sequence[Brand]) -> None:
        """Numbered discs at the seats, moved apart where they are close, with a line to their true place."""
        size = 0.3 if len(brands) > 1 else 0.24
        seats = [self.frame.xy(home_point(brand, self.collection)) for brand in brands]
        for brand, seat, pin in zip(brands, seats, spread(seats, size * DPI + 2), strict=True):
            (x, y), (true_x, true_y) = ((self.box.x + a / DPI, self.box.y + b / DPI) for a, b in (pin, seat))
            if abs(x - true_x) + abs(y - true_y) > size / 3:
                ends = (Inches(true_x), Inches(true_y), Inches(x), Inches(y))
                leader = self.group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
                leader.line.color.rgb, leader.line.width = RGBColor.from_string("4a5561"), Pt(0.75)
            disc = self.group.shapes.add_shape(
                MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
            )
            _plain(disc)
            disc.fill.solid()
            brand_colour(disc.fill.fore_color, brand, self.collection)
            disc.line.color.rgb, disc.line.width = RGBColor.from_string("ffffff"), Pt(1)
            disc.name = f"{brand.number} {clean(brand.name[self.lang])}"
            _number(disc, brand, self.collection, 12 if size > 0.25 else 10)


def _number(shape: Any, brand: Brand, collection: Collection, size: float) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    ink = ink_on(f"#{theme_hex(brand, collection)}").lstrip("#")
    write(frame, [Line(str(brand.number), bold=True, colour=ink)], "en", size, PP_ALIGN.CENTER)
    frame.paragraphs[0].line_spacing = 1.0


def _emu(box: Box) -> tuple[int, int, int, int]:
    return Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h)
