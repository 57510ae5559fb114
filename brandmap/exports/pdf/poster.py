"""Write the map of all models as a poster: names and places beside it, sources below it, all of it vectors."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from reportlab.lib.pagesizes import A1, A3, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance, provenance_lines
from brandmap.collection.wording import place_line
from brandmap.drawing.colours import colour_of
from brandmap.drawing.locator import locator_title
from brandmap.drawing.maps import draw_province_map
from brandmap.exports.fonts import FAMILY, font_face
from brandmap.exports.pdf.handout import filled, left_over, set_properties
from brandmap.exports.pdf.map import map_canvas
from brandmap.exports.pdf.style import Style
from brandmap.exports.pdf.tags import Tags
from brandmap.records import Brand, Lang
from brandmap.text.languages import ExportLang, html_lang, languages

WIDE, HIGH = landscape(A3)  # a poster of another size is the same, larger
EDGE, COLUMN, HEAD, FOOT = 15 * mm, 105 * mm, 30 * mm, 42 * mm
SIZES = (16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0)  # points


def poster_a3_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the poster on A3, a page per language."""
    return _poster(collection, filters, lang, today, landscape(A3))


def poster_a1_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the poster on A1, a page per language."""
    return _poster(collection, filters, lang, today, landscape(A1))


def _poster(
    collection: Collection, filters: Filters, lang: ExportLang, today: date, size: tuple[float, float]
) -> bytes:
    font_face()
    facts, brands = provenance(collection, filters, today), filters.keep(collection)
    buffer, whole = io.BytesIO(), html_lang("en" if lang == "en" else "zh")
    canvas = Canvas(buffer, pagesize=size, invariant=1, initialFontName=FAMILY, lang=whole)
    tags = Tags(canvas)
    for one in languages(lang):
        canvas.scale(size[0] / WIDE, size[1] / HIGH)
        _page(canvas, tags, collection, facts, brands, one)
        tags.end_page()
        canvas.showPage()
    tags.save(whole)
    set_properties(canvas, facts, lang)
    canvas.save()
    return buffer.getvalue()


def _page(
    canvas: Canvas, tags: Tags, collection: Collection, facts: Provenance, brands: Sequence[Brand], lang: Lang
) -> None:
    title = Style(lang, 16, WIDE - 2 * EDGE)
    tags.section(title.say("frame.title"), lang)
    head = [
        title.paragraph(title.say("frame.title"), title.heading("#1d2733", 34)),
        title.paragraph(facts.filter_sentence[lang], title.quiet),
    ]
    filled(canvas, head, EDGE, HIGH - EDGE, title.width, HEAD, tags)
    top, room = HIGH - EDGE - HEAD, HIGH - 2 * EDGE - HEAD - FOOT
    wide = WIDE - 2 * EDGE - COLUMN
    with tags.figure(locator_title(brands, collection, lang)), map_canvas(canvas, collection, EDGE, top) as pen:
        draw_province_map(pen, brands, collection, wide, room)
    _fitted(canvas, tags, [_names(brands, collection, Style(lang, size, COLUMN)) for size in SIZES],
            (WIDE - EDGE - COLUMN, top, COLUMN, room))  # fmt: skip
    notes = []
    for size in SIZES[2:]:
        style = Style(lang, size, WIDE - 2 * EDGE)
        notes.append([style.paragraph(line, style.foot) for line in provenance_lines(facts, lang)])
    _fitted(canvas, tags, notes, (EDGE, EDGE + FOOT, WIDE - 2 * EDGE, FOOT))


def _names(brands: Sequence[Brand], collection: Collection, style: Style) -> list[Flowable]:
    story: list[Flowable] = []
    for brand in brands:
        name = f"{collection.number(brand)}  {style.text(brand.name)}"
        story.append(style.paragraph(name, style.heading(colour_of(brand, collection))))
        story.append(style.paragraph(place_line(brand.home, collection, style.lang), style.quiet))
    return story


def _fitted(
    canvas: Canvas, tags: Tags, stories: Sequence[Sequence[Flowable]], sides: tuple[float, float, float, float]
) -> None:
    """Draw the first of ``stories``, from large to small letters, that fits: left, top, width and height."""
    left, top, wide, high = sides
    story = next((one for one in stories if not left_over(one, wide, high, columns=1)), stories[-1])
    filled(canvas, story, left, top, wide, high, tags)
