"""Write maps on a page of a PDF. Lengths are points; y grows upwards on the page and downwards on a map."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.locator import locator_title
from brandmap.drawing.maps import PAGE, MapPen, Sides, draw_home_map, map_frame, pictured_units
from brandmap.exports.fonts import FAMILY
from brandmap.exports.pdf.document import Document
from brandmap.exports.pdf.style import BOLD
from brandmap.places.projection import XY, Shape
from brandmap.records import Brand, Lang

MAP = (72 * mm, 54 * mm)


def dashed_places(brand: Brand, collection: Collection, lang: Lang) -> list[str]:
    """Return the places outlined with dashes, which the map must explain."""
    units = pictured_units(brand, map_frame(brand, collection, *MAP, PAGE))
    return [collection.gazetteer.unit(unit.adcode).name[lang] for unit in units]


def draw_map(
    document: Document, brand: Brand, lang: Lang, left: float, top: float, size: tuple[float, float] = MAP
) -> None:
    """Draw the map of one model, described in words, its upper left corner at (``left``, ``top``)."""
    collection = document.collection
    described = document.tags.figure(locator_title([brand], collection, lang))
    with described, map_canvas(document.canvas, collection, left, top) as pen:
        draw_home_map(pen, brand, collection, lang, map_frame(brand, collection, *size, PAGE), PAGE)


@contextmanager
def map_canvas(canvas: Canvas, collection: Collection, left: float, top: float) -> Iterator[MapPen]:
    """Begin a map whose upper left corner is at (``left``, ``top``)."""
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(1, -1)
    canvas.setLineJoin(1)
    yield _MapCanvas(canvas, collection)
    canvas.restoreState()


class _MapCanvas:
    """Draw with a canvas turned upside down (``brandmap.drawing.maps.MapPen``)."""

    def __init__(self, canvas: Canvas, collection: Collection) -> None:
        self.canvas, self.collection = canvas, collection

    def box(self, _name: str, sides: Sides, *, fill: str = "", line: str = "", width: float = 0) -> None:
        self._look(fill, line, width)
        self.canvas.rect(*sides, stroke=bool(line), fill=bool(fill))

    def unit(
        self, unit: Shape, *, fill: str = "", line: str, width: float, dashed: bool = False, pale: bool = False
    ) -> None:
        self._look(fill, line, width, opacity=0.55 if pale else 1)
        self.canvas.setDash([4, 2] if dashed else [])
        path = self.canvas.beginPath()
        for ring in unit.rings:
            path.moveTo(*ring[0])
            for point in ring[1:]:
                path.lineTo(*point)
            path.close()
        self.canvas.drawPath(path, stroke=1, fill=bool(fill), fillMode=0)  # even-odd
        self.canvas.setDash([])

    def pin(self, brand: Brand, middle: XY, size: float, number: float) -> None:
        colour = colour_of(brand, self.collection)
        self._look(colour, "#ffffff", 0.8)
        words = self.collection.number(brand)
        wide = size * max(1, len(words) / 3)
        left, top = middle[0] - wide / 2, middle[1] - size / 2
        self.canvas.roundRect(left, top, wide, size, size / 2, stroke=1, fill=1)
        self.words(words, middle, number, ink_on(colour), bold=True)

    def line(self, start: XY, end: XY, colour: str, width: float) -> None:
        self._look("", colour, width)
        self.canvas.line(*start, *end)

    def words(self, words: str, middle: XY, size: float, colour: str, *, bold: bool = False) -> None:
        self.canvas.saveState()
        self.canvas.translate(*middle)
        self.canvas.scale(1, -1)
        self._look(colour, colour, BOLD * size)
        self.canvas.setFont(FAMILY, size)
        self.canvas.drawCentredString(0, -size * 0.35, words, mode=2 if bold else 0)  # 2: filled and outlined
        self.canvas.restoreState()

    @contextmanager
    def group(self, _name: str, sides: Sides) -> Iterator[Self]:
        self.canvas.saveState()
        self.canvas.translate(*sides[:2])
        yield self
        self.canvas.restoreState()

    def _look(self, fill: str, line: str = "", width: float = 0, opacity: float = 1) -> None:
        if fill:
            self.canvas.setFillColor(HexColor(fill), opacity)
        if line:
            self.canvas.setStrokeColor(HexColor(line))
            self.canvas.setLineWidth(width)
