"""Write the models as a series of cards, one to a page of A5, to hang up or to hand round: map, pictures, measures."""

from __future__ import annotations

from datetime import date
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.lineage import history_text
from brandmap.collection.provenance import provenance, provenance_lines
from brandmap.collection.wording import award_text, inferred_mark, place_line
from brandmap.drawing.colours import colour_of
from brandmap.exports.pdf.document import Document, fitting
from brandmap.exports.pdf.map import draw_map
from brandmap.exports.pdf.pictures import Pictures
from brandmap.exports.pdf.style import Style
from brandmap.markup import clean
from brandmap.records import Brand, Lang
from brandmap.text import or_not_published
from brandmap.text.languages import ExportLang, languages

EDGE, FOOT, BAND = 11 * mm, 24 * mm, 4 * mm
SIZES = (11.0, 10.0, 9.5, 9.0, 8.5, 8.0)  # points
MAP_HIGH = 52 * mm


def pdf_cards_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return a card per model, and a last page that says where they are from."""
    document = Document(
        collection, provenance(collection, filters, today), filters.keep(collection), A5, edge=EDGE, foot=FOOT
    )
    for one in languages(lang):
        for brand in document.brands:
            _card(document, brand, one)
        document.begin(Style(one, 1, 1).say("deck.source"), f"source-{one}", one)
        room = document.high - EDGE - FOOT
        notes = fitting(partial(_notes, document, one), SIZES, document.width, room)
        _rest(document, notes, document.high - EDGE, one)
    return document.content(lang)


def _card(document: Document, brand: Brand, lang: Lang) -> None:
    collection, width = document.collection, document.width
    colour = colour_of(brand, collection)
    document.begin(f"{collection.number(brand)} {clean(brand.name[lang])}", f"{brand.id}-{lang}", lang)
    with document.tags.artifact():
        document.canvas.setFillColor(HexColor(colour))
        document.canvas.rect(0, document.high - BAND, document.wide, BAND, stroke=0, fill=1)
    top = document.high - EDGE
    head = fitting(lambda size: _head(brand, collection, Style(lang, size, width)), SIZES, width, top / 4)
    top -= document.fill(head, EDGE, top, width, top / 2)[1] + 2 * mm
    draw_map(document, brand, lang, EDGE, top, (width, MAP_HIGH))
    top -= MAP_HIGH + 3 * mm
    body = fitting(lambda size: _body(brand, collection, Style(lang, size, width)), SIZES, width, top - FOOT)
    _rest(document, body, top, lang)


def _rest(document: Document, story: list[Flowable], top: float, lang: Lang) -> None:
    """Fill the page from ``top``, and others if it does not hold the story."""
    while story:
        story, _ = document.fill(story, EDGE, top, document.width, top - FOOT)
        document.end_page(lang)
        top = document.high - EDGE


def _head(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    name = f"{collection.number(brand)}  {style.text(brand.name)}"
    lines = (place_line(brand.home, collection, style.lang), history_text(brand, collection, style.lang))
    return [
        style.paragraph(name, style.heading(colour_of(brand, collection), style.size * 2)),
        *(style.paragraph(line, style.quiet) for line in lines if line),
    ]


def _body(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    heading = style.heading(colour_of(brand, collection))
    problem = style.say("card.scanning") + inferred_mark(brand, "problem", style.lang)
    evidence = style.say("deck.verdict", evidence=style.say(f"evidence.{brand.evidence}"))
    award = style.say("deck.award", award=or_not_published(award_text(brand, style.lang), style.lang))
    return [
        style.paragraph(problem, heading),
        style.paragraph(style.text(brand.problem)),
        style.paragraph(style.say("card.response"), heading),
        Pictures(brand, collection, style),
        *(style.listed(brand.measures) or [style.paragraph(style.text(brand.mechanism))]),
        style.paragraph(evidence, style.quiet),
        style.paragraph(award, style.quiet),
    ]


def _notes(document: Document, lang: Lang, size: float) -> list[Flowable]:
    style = Style(lang, size, document.width)
    lines = [style.paragraph(line) for line in provenance_lines(document.facts, lang)]
    return [style.paragraph(style.say("deck.source"), style.heading("#1d2733", 15)), *lines]
