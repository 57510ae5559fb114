"""Draw the map for publication as SVG, on white paper, always light.

Pins with icons, prefecture and county lines, legend, numbered list, and everything a printed map must say: source,
attribution, review notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.collection.provenance import review_notice, source_line
from brandmap.drawing.colours import INK, QUIET, colour_of, ink_on, safe_colour
from brandmap.drawing.locator import OUTLINE, area_path, border_path, home_areas, leader_line
from brandmap.drawing.svg import icon_shape, svg_document, text_at
from brandmap.markup import Html, fragment, tag
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, XY, MapFrame, province_frame
from brandmap.places.spread import separate
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.width import text_width, wrap_lines

SHEET_WIDTH = 1200.0  # units the layout is drawn in; the picture is scaled to the width asked for
MARGIN = 32.0
PIN_SIZE = (44.0, 24.0)  # width, height
MAX_LIST_ROWS = 20  # more do not fit beside the map
INK_FILL, QUIET_INK = {"fill": INK}, {"fill": QUIET}
BOLD = {**INK_FILL, "font_weight": "700"}
#: A light outline of the letters of a name, so that no boundary runs through them.
HALO = {"fill": "none", "stroke": "#f6f4ee", "stroke_width": "3", "stroke_linejoin": "round", "aria_hidden": "true"}
NAME_INK = QUIET_INK
DASHED = {"fill": "none", "stroke": QUIET, "stroke_width": "1.6", "stroke_dasharray": "5 3"}
SCALE_BAR_KM = 200


def figure_svg(
    brands: Sequence[Brand],
    collection: Collection,
    *,
    lang: Lang,
    width: int = 1600,
    height: int = 1130,
    title: str,
    filter_sentence: str,
    legend: bool = True,
    day_made: date | None = None,
) -> Html:
    """Draw the province with ``brands``, ``width`` × ``height`` pixels; ``day_made`` is printed under it."""
    sheet = (SHEET_WIDTH, SHEET_WIDTH * height / width)
    heading, heading_bottom = _heading(title, filter_sentence)
    notes, notes_top = _notes(brands, collection, lang, sheet[1], day_made)
    frame = province_frame(*sheet, (heading_bottom + 16, MARGIN, sheet[1] - notes_top + 16, MARGIN))
    # A small picture gets simplified boundaries.
    tolerance = MAX_TOLERANCE if width < 900 else 0.0
    content = fragment(
        tag("rect", width=f"{sheet[0]:g}", height=sheet[1], fill="#fff"),
        tag("path", d=area_path(PROVINCE, frame, tolerance), fill="#f6f4ee", fill_rule="evenodd"),
        tag("path", d=border_path("counties", frame, tolerance), **OUTLINE, stroke_width=".5", stroke_opacity=".4"),
        *(home_areas(brand, collection, frame, tolerance) for brand in brands),
        tag("path", d=border_path("prefectures", frame, tolerance), **OUTLINE, stroke_width=1),
        tag("path", d=area_path(PROVINCE, frame, tolerance), **OUTLINE, stroke_width="1.8"),
        *(_pictured_outlines(brand, collection, frame, tolerance) for brand in brands),
        _pins(brands, collection, frame, lang),
        heading,
        notes,
        _scale_bar(frame, lang, notes_top),
        _legend(brands, collection, lang, notes_top) if legend else "",
        _list(brands, collection, lang, heading_bottom) if legend else "",
    )
    return svg_document(content, width, height, f"{title} {filter_sentence}".strip(), sheet)


def _heading(title: str, filter_sentence: str) -> tuple[Html, float]:
    """Draw title and filter; return them and the y of their lower edge."""
    y, parts = 26.0, []
    for line in wrap_lines(title, (SHEET_WIDTH - 2 * MARGIN) / 28)[:2]:
        y += 32
        parts.append(text_at(MARGIN, y, line, size=28, **BOLD))
    for line in wrap_lines(filter_sentence, (SHEET_WIDTH - 2 * MARGIN) / 16)[:3]:
        y += 24
        parts.append(text_at(MARGIN, y, line, size=16, **QUIET_INK))
    return fragment(*parts), y


def _notes(
    brands: Sequence[Brand], collection: Collection, lang: Lang, bottom: float, day_made: date | None
) -> tuple[Html, float]:
    """Draw the sources and notices under the map; return them and the y of their upper edge."""
    known = collection.dataset.sources
    used = [known[id_] for id_ in dict.fromkeys(brand.source for brand in brands)]
    notes = [phrase("card.figure_source", lang, source=source_line(source, lang)) for source in used]
    notes += [f"{phrase('export.attribution', lang)}{phrase('text.semicolon', lang)}{review_notice(lang)}"]
    if day_made is not None:
        notes.append(phrase("card.drawn", lang, date=day_made.isoformat()))
    lines = [line for note in notes for line in wrap_lines(note, (SHEET_WIDTH - 2 * MARGIN) / 12)]
    top = bottom - 22 - 18 * (len(lines) - 1)
    rule = tag("path", d=f"M{MARGIN:g} {top - 22:.1f}H{SHEET_WIDTH - MARGIN:g}", stroke="#c9d0d7", stroke_width=1)
    texts = [text_at(MARGIN, top + 18 * i, line, size=12, **QUIET_INK) for i, line in enumerate(lines)]
    return fragment(rule, *texts), top - 22


def _pictured_outlines(brand: Brand, collection: Collection, frame: MapFrame, tolerance: float) -> Html:
    """Draw a dashed outline around the places that captions of the source name. It is dark where the area itself has
    the theme's colour, being a home."""
    colour, homes = colour_of(brand, collection), home_codes(brand, collection)
    outlines = (
        tag(
            "path",
            data_pictured=place.adcode,
            d=area_path(place.adcode, frame, tolerance),
            **{**DASHED, "stroke": INK if place.adcode in homes else colour},
        )
        for place in brand.pictured
    )
    return fragment(*outlines)


def _pins(brands: Sequence[Brand], collection: Collection, frame: MapFrame, lang: Lang) -> Html:
    """Draw the pins, moved apart where seats are close, and the names of prefectures that no pin covers."""
    seats = [frame.xy(home_point(brand, collection)) for brand in brands]
    pins = separate(seats, PIN_SIZE[0] + 2)
    parts = []
    for unit in collection.gazetteer.prefectures():
        x, y = frame.xy(unit.label)
        name = unit.short_zh if lang == "zh" else unit.short_en
        half = text_width(name) * 6.5 + PIN_SIZE[0] / 2
        if all(abs(x - px) > half or abs(y - py) > PIN_SIZE[1] for px, py in pins):
            # Two texts: office programs do not know paint-order and would paint the halo over the letters.
            parts += [text_at(x, y + 4, name, size=13, anchor="middle", **paint) for paint in (HALO, NAME_INK)]
    parts += [leader_line(seat, pin, PIN_SIZE[1] / 3) for seat, pin in zip(seats, pins, strict=True)]
    parts += [_pin(brand, collection, pin) for brand, pin in zip(brands, pins, strict=True)]
    return fragment(*parts)


def _pin(brand: Brand, collection: Collection, middle: XY) -> Html:
    """Draw a rounded plate in the theme's colour with icon and number."""
    colour, (width, height) = colour_of(brand, collection), PIN_SIZE
    ink = ink_on(colour)
    x, y = middle[0] - width / 2, middle[1] - height / 2
    number = collection.number(brand)
    replaces_icon = len(number) > 3
    size = 1.5 * width / len(number) if replaces_icon else 14.0 if len(number) < 3 else 24.0 / len(number)
    centre = middle[0] if replaces_icon else x + 31
    plate = {"width": f"{width:g}", "height": f"{height:g}", "rx": f"{height / 2:g}"}
    return fragment(
        tag("rect", x=x, y=y, **plate, fill=colour, stroke="#fff", stroke_width="1.5"),
        "" if replaces_icon else icon_shape(collection.dataset.themes[brand.theme].icon, x + 6, y + 4.5, 15, ink),
        text_at(centre, y + 17, number, size=size, anchor="middle", fill=ink, font_weight="700"),
    )


def _legend(brands: Sequence[Brand], collection: Collection, lang: Lang, bottom: float) -> Html:
    """Draw the icons of the themes and explain the dashed outline; bottom left, where the province leaves room."""
    used = {brand.theme for brand in brands}
    themes = [theme for id_, theme in collection.dataset.themes.items() if id_ in used]
    pictured = any(brand.pictured for brand in brands)
    rows = len(themes) + pictured
    y = bottom - 20 - 28 * rows
    parts = [text_at(MARGIN, y, phrase("card.legend", lang), size=14, **BOLD)] if rows else []
    for theme in themes:
        y += 28
        colour = safe_colour(theme.colour)
        parts += [
            tag("rect", x=f"{MARGIN:g}", y=y - 16, width=22, height=22, rx=5, fill=colour),
            icon_shape(theme.icon, MARGIN + 4, y - 12, 14, ink_on(colour)),
            text_at(MARGIN + 32, y, theme.name[lang], size=14, **INK_FILL),
        ]
    if pictured:
        y += 28
        parts += [
            tag("rect", x=f"{MARGIN + 1:g}", y=y - 13, width=20, height=15, **DASHED),
            text_at(MARGIN + 32, y, phrase("card.pictured", lang), size=14, **INK_FILL),
        ]
    return fragment(*parts)


def _list(brands: Sequence[Brand], collection: Collection, lang: Lang, top: float) -> Html:
    """List number, name and place of each brand; top right, where the province leaves room."""
    rows = []
    for brand in brands[:MAX_LIST_ROWS]:
        unit = collection.gazetteer.unit(brand.adcode)
        place = unit.name.zh if lang == "zh" else unit.short_en
        rows.append((collection.number(brand), colour_of(brand, collection), f"{brand.name[lang]} · {place}"))
    plate = max((26.0, *(8.0 * len(number) for number, _, _ in rows)))
    width = min(460.0, max((text_width(words) * 14 for _, _, words in rows), default=0.0) + plate + 10)
    x, y = SHEET_WIDTH - MARGIN - width, top + 8
    parts = []
    for number, colour, words in rows:
        y += 26
        parts += [
            tag("rect", x=x, y=y - 15, width=f"{plate:g}", height=20, rx=10, fill=colour),
            text_at(x + plate / 2, y - 0.5, number, size=12, anchor="middle", fill=ink_on(colour), font_weight="700"),
            text_at(x + plate + 8, y, wrap_lines(words, (width - plate - 8) / 14 + 1)[0], size=14, **INK_FILL),
        ]
    if len(brands) > MAX_LIST_ROWS:
        more = phrase("card.more", lang, n=len(brands) - MAX_LIST_ROWS)
        parts.append(text_at(x + plate + 8, y + 26, more, size=14, **QUIET_INK))
    return fragment(*parts)


def _scale_bar(frame: MapFrame, lang: Lang, bottom: float) -> Html:
    """Draw a bar of 200 km, bottom right; its length is right within 0.4 % everywhere in the province."""
    length = frame.pixels(SCALE_BAR_KM)
    x, y = SHEET_WIDTH - MARGIN - length, bottom - 14
    words = phrase("card.kilometres", lang, n=SCALE_BAR_KM)
    path = f"M{x:.1f} {y - 6:.1f}V{y:.1f}H{x + length:.1f}V{y - 6:.1f}"
    bar = tag("path", d=path, fill="none", stroke=QUIET, stroke_width="1.2")
    return bar + text_at(x + length / 2, y - 6, words, size=12, anchor="middle", **QUIET_INK)
