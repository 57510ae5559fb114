"""Draw the map of one model on a slide: its home counties with their surroundings, cut at the edge of the map, and a
small map of the province that shows where this is."""

from __future__ import annotations

from itertools import count

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.locator import locator_title
from brandmap.drawing.surroundings import home_frame, placed_names, round_length, seen, shown_in
from brandmap.exports.pptx.map_shapes import COUNTY_LINE, DPI, LAND, OUTSIDE, RULE, MapShapes
from brandmap.exports.pptx.markup import Box, group, line_style, shape
from brandmap.places.gazetteer import Unit
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, MapFrame, layer_codes, province_frame, shapes
from brandmap.records import Brand, Lang
from brandmap.text import phrase

AROUND = (0.75, 1.2, 1.35, 1.2)  # inches between the home and the edge: top, right, bottom (above the inset), left
INSET = (1.75, 1.3)  # inches
NAME, HOME_NAME = 12.0, 16.0  # points
PIN = 0.3  # inches


def draw_home_map(brand: Brand, collection: Collection, lang: Lang, box: Box, numbers: count[int]) -> str:
    """Return one group that says what it shows."""
    frame = _frame(brand, collection, box)
    whole, draw = next(numbers), MapShapes(collection, lang, box, frame, numbers)
    homes = home_codes(brand, collection)
    draw.ground(OUTSIDE, phrase("deck.map_ground", lang))
    for unit in seen((PROVINCE,), frame):
        draw.unit(unit, fill=LAND, line=RULE, points=1.5)
    for unit in seen([code for code in layer_codes("counties") if code not in homes], frame):
        draw.unit(unit, line=COUNTY_LINE, points=0.5)
    draw.home(brand, seen(homes, frame), 1)
    for unit in seen("prefectures", frame):
        draw.unit(unit, line=RULE, points=1.25)
    draw.pictured(brand, seen([place.adcode for place in brand.pictured], frame), 1.75)
    # Outlines that leave the map run along its edge: one even line covers them.
    draw.ground("", phrase("deck.map_edge", lang), 1.5)
    _add_names(draw, brand)
    draw.pins([brand])
    _add_scale_bar(draw)
    _add_inset(draw, brand)
    name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(brand.adcode).name[lang])
    return group(whole, name, box, "".join(draw.parts), locator_title([brand], collection, lang))


def pictured_places(brand: Brand, collection: Collection, box: Box) -> list[Unit]:
    """Return the places with a photograph that lie in the map, so that their dashed outlines need a word."""
    units = seen([place.adcode for place in brand.pictured], _frame(brand, collection, box))
    return [collection.gazetteer.unit(unit.adcode) for unit in units]


def _frame(brand: Brand, collection: Collection, box: Box) -> MapFrame:
    above, right, below, left = (inches * DPI for inches in AROUND)
    return home_frame(brand, collection, box.w * DPI, box.h * DPI, (above, right, below, left))


def _add_names(draw: MapShapes, brand: Brand) -> None:
    """Add the home's name at its pin, and those of its neighbours that find room."""
    gazetteer, frame = draw.collection.gazetteer, draw.frame
    x, y = frame.xy(home_point(brand, draw.collection))
    homes = home_codes(brand, draw.collection)

    def short(code: str) -> str:
        unit = gazetteer.unit(code)
        return unit.short_zh if draw.lang == "zh" else unit.short_en

    home = short(brand.adcode)
    draw.words(home, (x, y + (PIN / 2 + 0.15) * DPI), HOME_NAME, "tx1", bold=True)
    wide_inset, high_inset = INSET[0] * DPI, INSET[1] * DPI
    taken = [
        ((x, y + 0.15 * DPI), max(draw.width(home, HOME_NAME), PIN * DPI), (PIN + 0.4) * DPI),
        ((wide_inset / 2, frame.height - high_inset / 2), wide_inset, high_inset),
        ((frame.width - 0.7 * DPI, frame.height - 0.2 * DPI), 1.4 * DPI, 0.4 * DPI),  # the scale bar
    ]
    units = [gazetteer.unit(unit.adcode) for unit in seen("counties", frame) if unit.adcode != brand.adcode]
    inside = {short(unit.adcode) for unit in units if unit.adcode in homes}
    wanted = [(short(unit.adcode), frame.xy(unit.label), draw.width(short(unit.adcode), NAME)) for unit in units]
    for words, middle, _ in placed_names(wanted, taken, frame, NAME * 1.5 / 72 * DPI):
        # A quiet grey could not be read on the theme's colour.
        draw.words(words, middle, NAME, "tx1" if words in inside else "tx2")


def _add_scale_bar(draw: MapShapes) -> None:
    length = round_length(draw.frame, 1.2 * DPI)
    long = draw.frame.pixels(length)
    x, y = draw.frame.width - 0.15 * DPI, draw.frame.height - 0.12 * DPI
    draw.line((x - long, y), (x, y), "tx1", 2)
    words = phrase("card.kilometres", draw.lang, n=length)
    # On a plate of its own: boundaries do not run through its letters.
    wide, high = (draw.width(words, NAME) / DPI) + 0.06, 0.2
    left, top = draw.inches((x - long / 2, y - 0.13 * DPI))
    plate = Box(left - wide / 2, top - high / 2, wide, high)
    draw.parts.append(shape(next(draw.numbers), phrase("deck.map_ground", draw.lang), plate, fill=LAND))
    draw.words(words, (x - long / 2, y - 0.13 * DPI), NAME, "tx1")


def _add_inset(draw: MapShapes, brand: Brand) -> None:
    """Add the whole province, small: the home filled, pictured places dashed, and a frame around what the map shows."""
    box = Box(draw.box.x, draw.box.y + draw.box.h - INSET[1], *INSET)
    frame = province_frame(box.w * DPI, box.h * DPI, (8.0, 8.0, 8.0, 8.0))
    number = next(draw.numbers)
    small = MapShapes(draw.collection, draw.lang, box, frame, draw.numbers)
    small.ground("bg1", phrase("deck.map_ground", draw.lang), 1.5)
    for unit in shapes((PROVINCE,), frame, MAX_TOLERANCE):
        small.unit(unit, fill=LAND, line=RULE, points=0.75)
    small.home(brand, shapes(home_codes(brand, draw.collection), frame, MAX_TOLERANCE), 0.25)
    left, top, right, bottom = (pixels / DPI for pixels in shown_in(frame, draw.frame))
    view = Box(box.x + left, box.y + top, right - left, bottom - top)
    edge = line_style("tx1", 1.25)
    small.parts.append(shape(next(draw.numbers), phrase("deck.map_view", draw.lang), view, line=edge))
    name = phrase("deck.map_shape", draw.lang, name=draw.collection.gazetteer.unit(PROVINCE).name[draw.lang])
    draw.parts.append(group(number, name, box, "".join(small.parts)))
