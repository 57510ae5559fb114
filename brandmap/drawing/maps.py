"""Draw the maps of slides and pages: one model's home with its surroundings, and the province with all models.

A ``MapPen`` writes them in the format of the file, as native shapes or as lines of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import hypot
from typing import Protocol, Self

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.colours import INK, PAPER, QUIET, colour_of
from brandmap.drawing.surroundings import home_frame, names_with_room, round_length, section_in, shapes_in_frame
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, XY, MapFrame, Shape, province_frame, shapes
from brandmap.places.spread import separate
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.width import text_width

LAND, OUTSIDE, COUNTY_LINE, LINE = "#f6f4ee", "#e4e9ee", "#c3cbd3", "#7b8794"
Sides = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True)
class Sizes:
    """Hold the sizes of the parts of a map of one model, in points."""

    margin: Sides  # from the home counties to the edge: top, right, bottom (above the inset), left
    inset: XY  # width, height of the small map of the province
    pin: float  # diameter
    number: float  # font size on the pin, as the next two: names of neighbours, name of the home
    name: float
    home: float
    line: float  # width of lines, as a multiple of those on a slide


PAGE = Sizes((22.0, 38.0, 46.0, 38.0), (58.0, 43.0), 13.0, 8.0, 8.0, 9.5, 0.6)
SLIDE = Sizes((54.0, 86.0, 97.0, 86.0), (126.0, 94.0), 17.0, 10.0, 12.0, 16.0, 1.0)


class MapPen(Protocol):
    """Draw parts of a map. Positions are points (right, down) from its upper left corner, colours #rrggbb."""

    def box(self, name: str, sides: Sides, *, fill: str = "", line: str = "", width: float = 0) -> None:
        """Draw a rectangle."""

    def unit(
        self, unit: Shape, *, fill: str = "", line: str, width: float, dashed: bool = False, pale: bool = False
    ) -> None:
        """Draw one administrative unit; on a ``pale`` fill names can be read."""

    def pin(self, brand: Brand, middle: XY, size: float, number: float) -> None:
        """Draw a disc with the model's number."""

    def line(self, start: XY, end: XY, colour: str, width: float) -> None:
        """Draw a straight line."""

    def words(self, words: str, middle: XY, size: float, colour: str, *, bold: bool = False) -> None:
        """Write words in one line."""

    def group(self, name: str, sides: Sides) -> AbstractContextManager[Self]:
        """Open a group of shapes; yield a pen whose positions count from the upper left corner of ``sides``."""


def draw_home_map(pen: MapPen, brand: Brand, collection: Collection, lang: Lang, frame: MapFrame, sizes: Sizes) -> None:
    """Draw the home counties filled among their neighbours, pictured counties with dashes, names, a scale bar and the
    province as an inset."""
    homes, colour, edge = home_codes(brand, collection), colour_of(brand, collection), _edge(frame)
    pen.box(phrase("deck.map_ground", lang), edge, fill=OUTSIDE)
    for unit in shapes_in_frame((PROVINCE,), frame):
        pen.unit(unit, fill=LAND, line=LINE, width=1.5 * sizes.line)
    for unit in shapes_in_frame("counties", frame):
        if unit.adcode not in homes:
            pen.unit(unit, line=COUNTY_LINE, width=0.5 * sizes.line)
    _homes(pen, brand, collection, shapes_in_frame(homes, frame), sizes.line)
    for unit in shapes_in_frame("prefectures", frame):
        pen.unit(unit, line=LINE, width=1.25 * sizes.line)
    for unit in pictured_units(brand, frame):
        # A home is filled with the theme's colour: a dash of the same colour would not be seen.
        pen.unit(unit, line=INK if unit.adcode in homes else colour, width=1.75 * sizes.line, dashed=True)
    # Outlines cut at the edge of the map run along it; this frame covers them evenly.
    pen.box(phrase("deck.map_edge", lang), edge, line=LINE, width=1.5 * sizes.line)
    _names(pen, brand, collection, lang, frame, sizes)
    pen.pin(brand, frame.xy(home_point(brand, collection)), sizes.pin, sizes.number)
    _scale_bar(pen, frame, lang, sizes)
    _inset(pen, brand, collection, lang, frame, sizes)


def map_frame(brand: Brand, collection: Collection, width: float, height: float, sizes: Sizes) -> MapFrame:
    """Return the section of the earth that the map of one model shows."""
    return home_frame(brand, collection, width, height, sizes.margin)


def pictured_units(brand: Brand, frame: MapFrame) -> list[Shape]:
    """Return the places named in captions that lie in the map: its legend must explain their dashed outlines."""
    return shapes_in_frame([place.adcode for place in brand.pictured], frame)


def draw_province_map(
    pen: MapPen, brands: Sequence[Brand], collection: Collection, width: float, height: float
) -> None:
    """Draw the province with homes filled and pins; close pins are moved apart, with a line to their true place."""
    frame = province_frame(width, height, (12.0, 12.0, 12.0, 12.0))
    for codes, fill, line, line_width in (
        ((PROVINCE,), LAND, LINE, 1.5),
        ("counties", "", COUNTY_LINE, 0.4),
        ("prefectures", "", LINE, 0.75),
    ):
        for unit in shapes(codes, frame, MAX_TOLERANCE):
            pen.unit(unit, fill=fill, line=line, width=line_width)
    for brand in brands:
        _homes(pen, brand, collection, shapes(home_codes(brand, collection), frame, MAX_TOLERANCE), 0.75)
        for unit in shapes([place.adcode for place in brand.pictured], frame, MAX_TOLERANCE):
            inside = unit.adcode in home_codes(brand, collection)
            pen.unit(unit, line=INK if inside else colour_of(brand, collection), width=1.25, dashed=True)
    size, number = (21.6, 12.0) if len(brands) > 1 else (SLIDE.pin, SLIDE.number)
    seats = [frame.xy(home_point(brand, collection)) for brand in brands]
    for brand, seat, middle in zip(brands, seats, separate(seats, size + 1.5), strict=True):
        if hypot(middle[0] - seat[0], middle[1] - seat[1]) > size / 3:
            pen.line(seat, middle, QUIET, 0.75)
        pen.pin(brand, middle, size, number)


def _edge(frame: MapFrame) -> Sides:
    return 0.0, 0.0, frame.width, frame.height


def _homes(pen: MapPen, brand: Brand, collection: Collection, units: Sequence[Shape], width: float) -> None:
    colour = colour_of(brand, collection)
    for unit in units:
        pen.unit(unit, fill=colour, line=colour, width=width, pale=True)


def _names(pen: MapPen, brand: Brand, collection: Collection, lang: Lang, frame: MapFrame, sizes: Sizes) -> None:
    """Write the home's name under its pin, and the names of its neighbours where there is room."""
    gazetteer, homes = collection.gazetteer, home_codes(brand, collection)

    def short_name(code: str) -> str:
        unit = gazetteer.unit(code)
        return unit.short_zh if lang == "zh" else unit.short_en

    (x, y), home = frame.xy(home_point(brand, collection)), short_name(brand.adcode)
    pen.words(home, (x, y + sizes.pin / 2 + sizes.home * 0.7), sizes.home, INK, bold=True)
    taken = [
        ((x, y + sizes.home / 2), max(text_width(home) * sizes.home, sizes.pin), sizes.pin + 1.6 * sizes.home),
        ((sizes.inset[0] / 2, frame.height - sizes.inset[1] / 2), *sizes.inset),
        # the scale bar
        ((frame.width - 4 * sizes.name, frame.height - 1.2 * sizes.name), 8 * sizes.name, 2.4 * sizes.name),
    ]
    codes = [unit.adcode for unit in shapes_in_frame("counties", frame) if unit.adcode != brand.adcode]
    home_names = {short_name(code) for code in codes if code in homes}
    candidates = [
        (short_name(code), frame.xy(gazetteer.unit(code).label), text_width(short_name(code)) * sizes.name)
        for code in codes
    ]
    for words, middle, _ in names_with_room(candidates, taken, frame, sizes.name * 1.4):
        # Grey could not be read on the theme's colour.
        pen.words(words, middle, sizes.name, INK if words in home_names else QUIET)


def _scale_bar(pen: MapPen, frame: MapFrame, lang: Lang, sizes: Sizes) -> None:
    kilometres, size = round_length(frame, 6 * sizes.name), sizes.name
    right, bottom = frame.width - 0.8 * size, frame.height - 0.6 * size
    left, words = right - frame.pixels(kilometres), phrase("card.kilometres", lang, n=kilometres)
    pen.line((left, bottom), (right, bottom), INK, 2 * sizes.line)
    # A plate under the words: boundaries must not run through the letters.
    plate_width, middle = text_width(words) * size + 4, ((left + right) / 2, bottom - 0.8 * size)
    plate = (middle[0] - plate_width / 2, middle[1] - 0.6 * size, plate_width, 1.2 * size)
    pen.box(phrase("deck.map_ground", lang), plate, fill=LAND)
    pen.words(words, middle, size, INK)


def _inset(pen: MapPen, brand: Brand, collection: Collection, lang: Lang, frame: MapFrame, sizes: Sizes) -> None:
    """Draw the small map of the province: the home filled, and a frame around the section that the large map shows."""
    whole = province_frame(*sizes.inset, (4.0, 4.0, 4.0, 4.0))
    name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(PROVINCE).name[lang])
    with pen.group(name, (0.0, frame.height - whole.height, whole.width, whole.height)) as small:
        small.box(phrase("deck.map_ground", lang), _edge(whole), fill=PAPER, line=LINE, width=1.5 * sizes.line)
        for unit in shapes((PROVINCE,), whole, MAX_TOLERANCE):
            small.unit(unit, fill=LAND, line=LINE, width=0.75 * sizes.line)
        _homes(small, brand, collection, shapes(home_codes(brand, collection), whole, MAX_TOLERANCE), 0.25)
        left, top, right, bottom = section_in(whole, frame)
        section = (left, top, right - left, bottom - top)
        small.box(phrase("deck.map_view", lang), section, line=INK, width=1.25 * sizes.line)
