"""Write the map of all models as a poster: names and places beside it, sources below it, all of it vectors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.lib.pagesizes import A1, A3, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance, provenance_lines
from brandmap.collection.wording import place_line
from brandmap.drawing.colours import INK, colour_of
from brandmap.drawing.locator import locator_title
from brandmap.drawing.maps import draw_province_map
from brandmap.exports.pdf.document import Document, fitting
from brandmap.exports.pdf.map import map_canvas
from brandmap.exports.pdf.style import Style
from brandmap.records import Brand, Lang
from brandmap.text.languages import ExportLang, languages

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
    document = Document(collection, provenance(collection, filters, today), filters.keep(collection), size)
    for one in languages(lang):
        document.canvas.scale(size[0] / WIDE, size[1] / HIGH)
        _page(document, one)
        document.show_page()
    return document.content(lang)


def _page(document: Document, lang: Lang) -> None:
    facts, brands, collection = document.facts, document.brands, document.collection
    width = WIDE - 2 * EDGE
    title = Style(lang, 16, width)
    document.begin(title.say("frame.title"), f"poster-{lang}", lang)
    head = [
        title.paragraph(title.say("frame.title"), title.heading(INK, 34)),
        title.paragraph(facts.filter_sentence[lang], title.quiet),
    ]
    document.fill(head, EDGE, HIGH - EDGE, width, HEAD)
    top, room = HIGH - EDGE - HEAD, HIGH - 2 * EDGE - HEAD - FOOT
    described = document.tags.figure(locator_title(brands, collection, lang))
    with described, map_canvas(document.canvas, collection, EDGE, top) as pen:
        draw_province_map(pen, brands, collection, width - COLUMN, room)
    names = fitting(lambda size: _names(brands, collection, Style(lang, size, COLUMN)), SIZES, COLUMN, room)
    document.fill(names, WIDE - EDGE - COLUMN, top, COLUMN, room)
    document.fill(fitting(lambda size: _notes(facts, Style(lang, size, width)), SIZES[2:], width, FOOT),
                  EDGE, EDGE + FOOT, width, FOOT)  # fmt: skip


def _notes(facts: Provenance, style: Style) -> list[Flowable]:
    return [style.paragraph(line, style.foot) for line in provenance_lines(facts, style.lang)]


def _names(brands: Sequence[Brand], collection: Collection, style: Style) -> list[Flowable]:
    story: list[Flowable] = []
    for brand in brands:
        name = f"{collection.number(brand)}  {style.text(brand.name)}"
        story.append(style.paragraph(name, style.heading(colour_of(brand, collection))))
        story.append(style.paragraph(place_line(brand.home, collection, style.lang), style.quiet))
    return story
