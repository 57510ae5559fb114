"""Draw the small map of a handout as vectors: the home with its surroundings and, in a corner, the province that shows
where this is. Lengths in points; y upwards on the page and downwards on a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.surroundings import home_frame, placed_names, round_length, seen, shown_in
from brandmap.exports.fonts import FAMILY
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, XY, MapFrame, Shape, layer_codes, province_frame, shapes
from brandmap.records import Brand, Lang
from brandmap.text import phrase

PIN = 6.5  # radius
AROUND = (22.0, 38.0, 46.0, 38.0)  # between the home and the edge: top, right, bottom (above the inset), left
INSET = (58.0, 43.0)
NAME, HOME_NAME = 8.0, 9.5
LAND, OUTSIDE, COUNTY_LINE, LINE, INK, QUIET = map(
    HexColor, ("#f6f4ee", "#e4e9ee", "#c3cbd3", "#7b8794", "#1d2733", "#55606c")
)


def draw_map(
    canvas: Canvas,
    brand: Brand,
    collection: Collection,
    lang: Lang,
    left: float,
    bottom: float,
    wide: float,
    high: float,
) -> None:
    """Draw the home counties filled among their neighbours, pictured counties dashed, the numbered pin, names, a scale
    and the whole province small. ``left``, ``bottom``, ``wide`` and ``high`` are points on the page, upwards; what is
    drawn counts downwards from the map's upper left corner."""
    frame = home_frame(brand, collection, wide, high, AROUND)
    canvas.saveState()
    canvas.translate(left, bottom + high)
    canvas.scale(1, -1)
    canvas.setLineJoin(1)
    _ground(canvas, brand, collection, frame)
    _pin_and_names(canvas, brand, collection, lang, frame)
    _scale_bar(canvas, frame, lang)
    canvas.translate(0, high - INSET[1])
    _inset(canvas, brand, collection, frame)
    canvas.restoreState()


def _ground(canvas: Canvas, brand: Brand, collection: Collection, frame: MapFrame) -> None:
    colour, homes = HexColor(colour_of(brand, collection)), home_codes(brand, collection)
    edges = (0, 0, frame.width, frame.height)
    _box(canvas, edges, fill=OUTSIDE, line=LINE, width=0.6)
    _units(canvas, seen((PROVINCE,), frame), fill=LAND, line=LINE, width=0.9)
    _units(canvas, seen("counties", frame), fill=None, line=COUNTY_LINE, width=0.4)
    _units(canvas, seen(homes, frame), fill=_pale(colour), line=colour, width=0.7)
    _units(canvas, seen("prefectures", frame), fill=None, line=LINE, width=0.6)
    canvas.setDash(4, 2)
    for place in brand.pictured:
        # On the home itself the theme's colour would not be seen.
        line = INK if place.adcode in homes else colour
        _units(canvas, seen((place.adcode,), frame), fill=None, line=line, width=1.4)
    canvas.setDash()
    _box(canvas, edges, fill=None, line=LINE, width=0.9)


def _pin_and_names(canvas: Canvas, brand: Brand, collection: Collection, lang: Lang, frame: MapFrame) -> None:
    """Draw the home's name at its pin, and the names of its neighbours that find room."""
    x, y = frame.xy(home_point(brand, collection))
    canvas.setFillColor(HexColor(colour_of(brand, collection)))
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setLineWidth(0.8)
    canvas.circle(x, y, PIN, stroke=1, fill=1)
    _words(canvas, str(brand.number), (x, y), 8, HexColor(ink_on(colour_of(brand, collection))))
    home = _short(brand.adcode, collection, lang)
    _words(canvas, home, (x, y + PIN + 6), HOME_NAME, INK)
    taken = [
        ((x, y + 5), max(_wide(canvas, home, HOME_NAME), 2 * PIN), 2 * PIN + 12),
        ((INSET[0] / 2, frame.height - INSET[1] / 2), *INSET),
        ((frame.width - 28, frame.height - 10), 60.0, 20.0),  # the scale bar
    ]
    named = [
        (name, frame.xy(collection.gazetteer.unit(shape.adcode).label), _wide(canvas, name, NAME))
        for shape in seen([code for code in layer_codes("counties") if code != brand.adcode], frame)
        for name in (_short(shape.adcode, collection, lang),)
    ]
    for name, where, _ in placed_names(named, taken, frame, NAME * 1.3):
        _words(canvas, name, where, NAME, QUIET)


def _scale_bar(canvas: Canvas, frame: MapFrame, lang: Lang) -> None:
    length = round_length(frame, 44)
    left, right = frame.width - 6 - frame.pixels(length), frame.width - 6
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1)
    canvas.line(left, frame.height - 5, right, frame.height - 5)
    words = phrase("card.kilometres", lang, n=length)
    # On a plate: boundaries do not run through its letters.
    wide = _wide(canvas, words, NAME) + 4
    plate = ((left + right - wide) / 2, frame.height - 16, wide, 9.5)
    _box(canvas, plate, fill=LAND, line=LAND, width=0)
    canvas.setStrokeColor(INK)
    _words(canvas, words, ((left + right) / 2, frame.height - 10), NAME, INK)


def _inset(canvas: Canvas, brand: Brand, collection: Collection, frame: MapFrame) -> None:
    """Draw the whole province, small, and a frame around what the map shows."""
    colour = HexColor(colour_of(brand, collection))
    _box(canvas, (0, 0, *INSET), fill=HexColor("#ffffff"), line=LINE, width=0.9)
    whole = province_frame(*INSET, (3.0, 3.0, 3.0, 3.0))
    _units(canvas, shapes((PROVINCE,), whole, MAX_TOLERANCE), fill=LAND, line=LINE, width=0.5)
    homes = home_codes(brand, collection)
    _units(canvas, shapes(homes, whole, MAX_TOLERANCE), fill=colour, line=colour, width=0.2)
    canvas.setDash(1.5, 1)
    pictured = [place.adcode for place in brand.pictured]
    _units(canvas, shapes(pictured, whole, MAX_TOLERANCE), fill=None, line=colour, width=0.6)
    canvas.setDash()
    x, y, right, below = shown_in(whole, frame)
    _box(canvas, (x, y, right - x, below - y), fill=None, line=INK, width=0.7)


def _units(canvas: Canvas, units: Iterable[Shape], *, fill: Any, line: Any, width: float) -> None:
    canvas.setStrokeColor(line)
    canvas.setLineWidth(width)
    if fill is not None:
        canvas.setFillColor(fill)
    for shape in units:
        path = canvas.beginPath()
        for ring in shape.rings:
            path.moveTo(*ring[0])
            for point in ring[1:]:
                path.lineTo(*point)
            path.close()
        canvas.drawPath(path, stroke=1, fill=int(fill is not None), fillMode=0)  # even-odd


def _box(canvas: Canvas, box: tuple[float, float, float, float], *, fill: Any, line: Any, width: float) -> None:
    canvas.setStrokeColor(line)
    canvas.setLineWidth(width)
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.rect(*box, stroke=1, fill=int(fill is not None))


def _words(canvas: Canvas, words: str, middle: XY, size: float, colour: Any) -> None:
    """Write words upright on a map whose y grows downwards."""
    canvas.saveState()
    canvas.translate(*middle)
    canvas.scale(1, -1)
    canvas.setFillColor(colour)
    canvas.setFont(FAMILY, size)
    canvas.drawCentredString(0, -size * 0.35, words)
    canvas.restoreState()


def _wide(canvas: Canvas, words: str, size: float) -> float:
    return float(canvas.stringWidth(words, FAMILY, size))


def _short(code: str, collection: Collection, lang: Lang) -> str:
    unit = collection.gazetteer.unit(code)
    return unit.short_zh if lang == "zh" else unit.short_en


def _pale(colour: Any) -> Any:
    return Color(colour.red, colour.green, colour.blue, 0.55)
