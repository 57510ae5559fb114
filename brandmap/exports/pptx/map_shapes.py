"""Draw the parts of a map on a slide: one native freeform per administrative unit, numbered pins, words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.exports.pptx.markup import (
    Box,
    Colour,
    Line,
    brand_colour,
    brand_ink,
    line_style,
    named,
    paint,
    paragraphs,
    placed,
    shape,
)
from brandmap.places.projection import XY, MapFrame, Shape
from brandmap.places.spread import separate
from brandmap.records import Brand, Lang
from brandmap.text.width import text_width

DPI = 96.0  # pixels of a map frame per inch
GRAIN = 100  # units of a freeform per pixel
LAND, OUTSIDE, RULE, COUNTY_LINE = "bg2", "tx2+85", "tx2+45", "tx2+70"
PIN = {True: (0.3, 12.0), False: (0.24, 10.0)}  # inches and points, with several pins on a map or one


class MapShapes:
    """Collect the shapes of a map that lies in ``box``; ``numbers`` gives each its number on the slide."""

    def __init__(self, collection: Collection, lang: Lang, box: Box, frame: MapFrame, numbers: count[int]) -> None:
        self.collection, self.lang, self.box, self.frame, self.numbers = collection, lang, box, frame, numbers
        self.parts: list[str] = []

    def ground(self, colour: Colour, name: str, line: float = 0) -> None:
        """Add a plate that fills the map, or its edge alone."""
        edge = line_style(RULE if line else "", line)
        self.parts.append(shape(next(self.numbers), name, self.box, fill=colour, line=edge))

    def unit(self, unit: Shape, *, fill: Colour = "", line: Colour, points: float, dashed: bool = False) -> None:
        """Add one administrative unit, named after it; without ``fill`` only its outline."""
        rings = [[(round(x * GRAIN), round(y * GRAIN)) for x, y in ring] for ring in unit.rings]
        left, top = (min(point[axis] for ring in rings for point in ring) for axis in (0, 1))
        wide, high = (
            max(max(point[axis] for ring in rings for point in ring) - least, 1)
            for axis, least in ((0, left), (1, top))
        )
        drawn = "".join(
            f'<a:moveTo><a:pt x="{ring[0][0] - left}" y="{ring[0][1] - top}"/></a:moveTo>'
            + "".join(f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in ring[1:])
            + "<a:close/>"
            for ring in rings
        )
        inch = DPI * GRAIN
        where = Box(self.box.x + left / inch, self.box.y + top / inch, wide / inch, high / inch)
        name = f"{self.collection.gazetteer.unit(unit.adcode).name[self.lang]} {unit.adcode}"
        self.parts.append(
            f"<p:sp><p:nvSpPr>{named(next(self.numbers), name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{placed(where)}"
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{drawn}</a:path></a:pathLst></a:custGeom>'
            f"{paint(fill) if fill else '<a:noFill/>'}{line_style(line, points, dashed=dashed)}</p:spPr></p:sp>"
        )

    def home(self, brand: Brand, units: Sequence[Shape], points: float) -> None:
        """Add the home counties in the colour of the model's theme."""
        colour = brand_colour(brand, self.collection)
        for unit in units:
            self.unit(unit, fill=colour if len(colour) == 6 else f"{colour}+25", line=colour, points=points)

    def pictured(self, brand: Brand, units: Sequence[Shape], points: float) -> None:
        """Add dashed outlines where photographs were taken; dark on the home, where the theme's colour is not seen."""
        for unit in units:
            inside = unit.adcode in home_codes(brand, self.collection)
            line = "tx1" if inside else brand_colour(brand, self.collection)
            self.unit(unit, line=line, points=points, dashed=True)

    def pins(self, brands: Sequence[Brand]) -> None:
        """Add numbered discs at the seats, moved apart where they are close, with a line to their true place."""
        size, points = PIN[len(brands) > 1]
        seats = [self.frame.xy(home_point(brand, self.collection)) for brand in brands]
        for brand, seat, pin in zip(brands, seats, separate(seats, size * DPI + 2), strict=True):
            if hypot(pin[0] - seat[0], pin[1] - seat[1]) > size * DPI / 3:
                self.line(seat, pin, "tx2", 0.75)
            x, y = self.inches(pin)
            words = [Line(str(brand.number), points, bold=True, colour=brand_ink(brand, self.collection))]
            # Its place, not its name: the map stands before the name is told.
            name = f"{brand.number} {self.collection.gazetteer.unit(brand.adcode).name[self.lang]}"
            self.parts.append(
                shape(
                    next(self.numbers), name, Box(x - size / 2, y - size / 2, size, size), form="ellipse",
                    fill=brand_colour(brand, self.collection), line=line_style("bg1", 1),
                    text=paragraphs(words, "en", "ctr"),
                )
            )  # fmt: skip

    def line(self, start: XY, end: XY, colour: Colour, points: float) -> None:
        """Add a straight line between two pixels."""
        (x, y), (u, v) = self.inches(start), self.inches(end)
        turned = "".join(f' flip{axis}="1"' for axis, back in (("H", u < x), ("V", v < y)) if back)
        where = placed(Box(min(x, u), min(y, v), abs(u - x), abs(v - y))).replace("<a:xfrm", f"<a:xfrm{turned}", 1)
        number = next(self.numbers)
        self.parts.append(
            f"<p:cxnSp><p:nvCxnSpPr>{named(number, f'线 {number}')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{where}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_style(colour, points)}</p:spPr>'
            "</p:cxnSp>"
        )

    def words(self, words: str, middle: XY, size: float, colour: Colour, *, bold: bool = False) -> None:
        """Add words in one line around a pixel."""
        x, y = self.inches(middle)
        wide, high = self.width(words, size) / DPI + 0.1, size * 1.5 / 72
        text = paragraphs([Line(words, size, bold=bold, colour=colour)], self.lang, "ctr")
        where = Box(x - wide / 2, y - high / 2, wide, high)
        self.parts.append(shape(next(self.numbers), words, where, text=text))

    def inches(self, pixel: XY) -> XY:
        """Return where a pixel of the map lies on the slide."""
        return self.box.x + pixel[0] / DPI, self.box.y + pixel[1] / DPI

    @staticmethod
    def width(words: str, size: float) -> float:
        """Return the pixels that words take."""
        return text_width(words) * size / 72 * DPI
