"""Write maps on a slide: a native freeform per administrative unit, numbered pins, words, in the theme's colours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import PAPER, colour_of, ink_on
from brandmap.drawing.maps import Sides
from brandmap.exports.pptx.markup import (
    Box,
    Line,
    group,
    line_style,
    named,
    paint,
    paragraphs,
    placed,
    scheme_colour,
    shape,
)
from brandmap.places.projection import XY, Shape
from brandmap.records import Brand, Lang
from brandmap.text.width import text_width

GRAIN = 100  # units of a freeform per point


class MapShapes:
    """Add shapes to ``parts``, as a ``MapPen``. ``numbers`` gives each its number on the slide, (x, y)
    is the upper left corner of the map."""

    def __init__(
        self, collection: Collection, lang: Lang, numbers: count[int], parts: list[str], x: float = 0, y: float = 0
    ) -> None:
        self.collection, self.lang, self.numbers, self.parts, self.x, self.y = collection, lang, numbers, parts, x, y

    def box(self, name: str, sides: Sides, *, fill: str = "", line: str = "", width: float = 0) -> None:
        ground, edge = self._colour(fill), line_style(self._colour(line), width)
        self.parts.append(shape(next(self.numbers), name, self._place(sides), fill=ground, line=edge))

    def unit(
        self, unit: Shape, *, fill: str = "", line: str, width: float, dashed: bool = False, pale: bool = False
    ) -> None:
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
        where = self._place((left / GRAIN, top / GRAIN, wide / GRAIN, high / GRAIN))
        name = f"{self.collection.gazetteer.unit(unit.adcode).name[self.lang]} {unit.adcode}"
        colour = self._colour(fill) + ("+25" if pale and self._colour(fill).startswith("accent") else "")
        self.parts.append(
            f"<p:sp><p:nvSpPr>{named(next(self.numbers), name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{placed(where)}"
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{drawn}</a:path></a:pathLst></a:custGeom>'
            f"{paint(colour)}{line_style(self._colour(line), width, dashed=dashed)}</p:spPr></p:sp>"
        )

    def pin(self, brand: Brand, middle: XY, size: float, number: float) -> None:
        colour = colour_of(brand, self.collection)
        label = self.collection.number(brand)
        wide = size * max(1, len(label) / 3)
        words = [Line(label, number, bold=True, colour=self._colour(ink_on(colour)))]
        # Its place, not its name: the map stands before the name is told.
        name = f"{label} {self.collection.gazetteer.unit(brand.adcode).name[self.lang]}"
        where = self._place((middle[0] - wide / 2, middle[1] - size / 2, wide, size))
        self.parts.append(
            shape(
                next(self.numbers), name, where, form="ellipse", fill=self._colour(colour),
                line=line_style(self._colour(PAPER), 1), text=paragraphs(words, "en", "ctr"),
            )
        )  # fmt: skip

    def line(self, start: XY, end: XY, colour: str, width: float) -> None:
        (x, y), (u, v) = start, end
        turned = "".join(f' flip{axis}="1"' for axis, back in (("H", u < x), ("V", v < y)) if back)
        where = placed(self._place((min(x, u), min(y, v), abs(u - x), abs(v - y))))
        number = next(self.numbers)
        self.parts.append(
            f"<p:cxnSp><p:nvCxnSpPr>{named(number, f'线 {number}')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{where.replace("<a:xfrm", f"<a:xfrm{turned}", 1)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{line_style(self._colour(colour), width)}</p:spPr></p:cxnSp>"
        )

    def words(self, words: str, middle: XY, size: float, colour: str, *, bold: bool = False) -> None:
        wide, high = text_width(words) * size + 7, size * 1.5
        text = paragraphs([Line(words, size, bold=bold, colour=self._colour(colour))], self.lang, "ctr")
        where = self._place((middle[0] - wide / 2, middle[1] - high / 2, wide, high))
        self.parts.append(shape(next(self.numbers), words, where, text=text))

    @contextmanager
    def group(self, name: str, sides: Sides, description: str = "") -> Iterator[MapShapes]:
        number, x, y = next(self.numbers), self.x + sides[0], self.y + sides[1]
        inside = MapShapes(self.collection, self.lang, self.numbers, [], x, y)
        yield inside
        self.parts.append(group(number, name, self._place(sides), "".join(inside.parts), description))

    def _place(self, sides: Sides) -> Box:
        left, top, wide, high = sides
        return Box((self.x + left) / 72, (self.y + top) / 72, wide / 72, high / 72)

    def _colour(self, colour: str) -> str:
        return scheme_colour(colour, self.collection)
