"""The map of one model on a slide: its home counties with their surroundings, and a small map of the province that
shows where this is. Native shapes throughout, one per administrative unit, cut at the edge of the map."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.locator import locator_title
from brandmap.drawing.surroundings import home_frame, placed_names, round_length, seen, shown_in
from brandmap.exports.pptx.province_map import DPI, MapDrawing
from brandmap.exports.pptx.shapes import INK, LAND, QUIET, RULE, Box, Line, plain, plate, theme_hex, write
from brandmap.markup import clean
from brandmap.places.projection import PROVINCE, XY, layer_codes, province_frame
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.width import text_width

AROUND = (0.75, 1.2, 1.35, 1.2)  # inches between the home and the edge: top, right, bottom (above the inset), left
INSET = (1.75, 1.3)  # inches
OUTSIDE, COUNTY_LINE = "e4e9ee", "bcc5ce"
NAME, HOME_NAME = 12.0, 16.0  # points
PIN = 0.3  # inches


def draw_home_map(slide: Any, brand: Brand, collection: Collection, lang: Lang, box: Box) -> Any:
    """One group; its description says what it shows."""
    above, right, below, left = (inches * DPI for inches in AROUND)
    frame = home_frame(brand, collection, box.w * DPI, box.h * DPI, (above, right, below, left))
    group = slide.shapes.add_group_shape()
    group.name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(brand.adcode).name[lang])
    group._element.nvGrpSpPr.cNvPr.set("descr", clean(locator_title([brand], collection, lang)))
    draw = MapDrawing(group, collection, lang, box, frame)
    plate(group, box, fill=OUTSIDE, rounded=False)
    for shape in seen((PROVINCE,), frame):
        draw.outlined(shape, fill=LAND, line=RULE, width=1.5)
    homes = home_codes(brand, collection)
    for shape in seen([code for code in layer_codes("counties") if code not in homes], frame):
        draw.outlined(shape, fill=LAND, line=COUNTY_LINE, width=0.5)
    for shape in seen(homes, frame):
        draw.home(brand, draw.outlined(shape, fill=LAND, line=RULE, width=1))
    for shape in seen("prefectures", frame):
        draw.outlined(shape, fill="", line=RULE, width=1.25)
    for shape in seen([place.adcode for place in brand.pictured], frame):
        # On the home itself the theme's colour would not be seen.
        line = INK if shape.adcode in homes else theme_hex(brand, collection)
        draw.dashed(draw.outlined(shape, fill="", line=line, width=1.75))
    # Outlines that leave the map run along its edge: one even line covers them.
    edge = plate(group, box, rounded=False)
    edge.fill.background()
    edge.line.color.rgb, edge.line.width = RGBColor.from_string(RULE), Pt(1.5)
    _names(draw, brand)
    draw.pins([brand])
    _scale_bar(draw)
    _inset(draw, brand)
    return group


def _names(draw: MapDrawing, brand: Brand) -> None:
    """The home's name at its pin, and those of its neighbours that find room."""
    gazetteer, frame = draw.collection.gazetteer, draw.frame
    home = gazetteer.unit(brand.adcode)
    x, y = frame.xy(home_point(brand, draw.collection))
    words = home.short_zh if draw.lang == "zh" else home.short_en
    wide = _pixels(words, HOME_NAME)
    _text(draw, words, (x, y + (PIN / 2 + 0.15) * DPI), wide, Line(words, HOME_NAME, bold=True))
    wide_inset, high_inset = INSET[0] * DPI, INSET[1] * DPI
    taken = [
        ((x, y + 0.15 * DPI), max(wide, PIN * DPI), (PIN + 0.4) * DPI),
        ((wide_inset / 2, frame.height - high_inset / 2), wide_inset, high_inset),
        ((frame.width - 0.7 * DPI, frame.height - 0.2 * DPI), 1.4 * DPI, 0.4 * DPI),  # the scale bar
    ]
    named, inside = [], set[str]()
    for shape in seen("counties", frame):
        unit = gazetteer.unit(shape.adcode)
        if unit.adcode != brand.adcode:
            said = unit.short_zh if draw.lang == "zh" else unit.short_en
            if unit.adcode in home_codes(brand, draw.collection):
                inside.add(said)  # a quiet grey could not be read on the theme's colour
            named.append((said, frame.xy(unit.label), _pixels(said, NAME)))
    for said, where, pixels in placed_names(named, taken, frame, NAME * 1.5 / 72 * DPI):
        _text(draw, said, where, pixels, Line(said, NAME, colour=INK if said in inside else QUIET))


def _scale_bar(draw: MapDrawing) -> None:
    length = round_length(draw.frame, 1.2 * DPI)
    long = draw.frame.pixels(length)
    x, y = draw.frame.width - 0.15 * DPI, draw.frame.height - 0.12 * DPI
    ends = [draw.box.x + (x - long) / DPI, draw.box.y + y / DPI, draw.box.x + x / DPI, draw.box.y + y / DPI]
    bar = draw.group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Inches, ends))
    bar.line.color.rgb, bar.line.width = RGBColor.from_string(INK), Pt(2)
    words = phrase("card.kilometres", draw.lang, n=length)
    _text(draw, words, (x - long / 2, y - 0.13 * DPI), _pixels(words, NAME), Line(words, NAME))


def _inset(draw: MapDrawing, brand: Brand) -> None:
    """The whole province, small: the home filled, pictured places dashed, and a frame around what the map shows."""
    box = Box(draw.box.x, draw.box.y + draw.box.h - INSET[1], *INSET)
    group = draw.group.shapes.add_group_shape()
    group.name = phrase("deck.map_shape", draw.lang, name=draw.collection.gazetteer.unit(PROVINCE).name[draw.lang])
    ground = plate(group, box, fill="ffffff", rounded=False)
    ground.line.color.rgb, ground.line.width = RGBColor.from_string(RULE), Pt(1.5)
    frame = province_frame(box.w * DPI, box.h * DPI, (8.0, 8.0, 8.0, 8.0))
    small = MapDrawing(group, draw.collection, draw.lang, box, frame)
    small.unit(PROVINCE, fill=LAND, line=RULE, width=0.75)
    for code in home_codes(brand, draw.collection):
        small.home(brand, small.unit(code, fill=LAND, line=RULE, width=0.25))
    for place in brand.pictured:
        line = theme_hex(brand, draw.collection)
        small.dashed(small.unit(place.adcode, fill="", line=line, width=0.75))
    left, top, right, bottom = (pixels / DPI for pixels in shown_in(frame, draw.frame))
    edges = (Inches(box.x + left), Inches(box.y + top), Inches(right - left), Inches(bottom - top))
    view = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *edges)
    plain(view)
    view.fill.background()
    view.line.color.rgb, view.line.width = RGBColor.from_string(INK), Pt(1.25)


def _pixels(words: str, points: float) -> float:
    return text_width(words) * points / 72 * DPI


def _text(draw: MapDrawing, words: str, middle: XY, pixels: float, line: Line) -> None:
    """Words in one line around a middle (pixels of the map)."""
    wide, high = pixels / DPI + 0.1, (line.size or NAME) * 1.5 / 72
    x, y = draw.box.x + middle[0] / DPI, draw.box.y + middle[1] / DPI
    shape = draw.group.shapes.add_textbox(Inches(x - wide / 2), Inches(y - high / 2), Inches(wide), Inches(high))
    shape.name = words
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    write(frame, [line], draw.lang, NAME, PP_ALIGN.CENTER)
