"""The closing comparison of a deck: native tables, as many slides as the rows need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from brandmap.collection.wording import CLOSING_COLUMNS, closing_words
from brandmap.exports.pptx.shapes import INK, QUIET, SOFT, WIDE, Box, Line, text_box, text_height, write
from brandmap.records import Brand, Lang
from brandmap.text import phrase

if TYPE_CHECKING:
    from brandmap.exports.pptx.slides import SlideMaker

TOP, ROOM, WHOLE = 1.7, 4.8, WIDE - 1.2  # inches: top, height and width of a table
SIZE, HEAD, PAD = 16.0, 0.45, 0.14  # points; inches; inches of a row that are not text


def draw_comparison(maker: SlideMaker, brands: Sequence[Brand]) -> None:
    """One row per model; a model whose row does not fit begins the next slide."""
    rows = [_cells(maker, brand) for brand in brands]
    pages = list(_paged(rows, maker.lang))
    for number, page in enumerate(pages, 1):
        title = phrase("deck.comparison", maker.lang)
        if len(pages) > 1:
            title = phrase("deck.comparison_of", maker.lang, n=number, total=len(pages))
        slide = maker.titled(title)
        _draw(slide, maker, page)
        maker.foot(slide)
        maker.note(slide, [Line(question[maker.lang]) for question in maker.collection.dataset.closing])


def _cells(maker: SlideMaker, brand: Brand) -> list[str]:
    """The words of the closing slide on the page, so that both show the same."""
    place = maker.collection.gazetteer.unit(brand.adcode).name[maker.lang]
    return [f"{brand.number} {brand.name[maker.lang]}\n{place}", *closing_words(brand, maker.collection, maker.lang)]


def _row_height(cells: Sequence[str], lang: Lang) -> float:
    inner = [(text, WHOLE * share - 0.2) for text, share in zip(cells, CLOSING_COLUMNS.values(), strict=True)]
    return max(text_height([Line(text)], wide, SIZE, lang) for text, wide in inner) + PAD


def _paged(rows: Sequence[list[str]], lang: Lang) -> Iterator[list[list[str]]]:
    page: list[list[str]] = []
    used = HEAD
    for cells in rows:
        high = _row_height(cells, lang)
        if page and used + high > ROOM:
            yield page
            page, used = [], HEAD
        page.append(cells)
        used += high
    if page:
        yield page


def _draw(slide: Any, maker: SlideMaker, rows: Sequence[Sequence[str]]) -> None:
    note = [Line(phrase("present.closing_note", maker.lang), colour=QUIET)]
    text_box(slide, Box((WIDE - WHOLE) / 2, TOP - 0.45, WHOLE, 0.35), note, maker.lang, (14, 13, 12))
    place = (Inches((WIDE - WHOLE) / 2), Inches(TOP), Inches(WHOLE), Inches(HEAD))
    table = slide.shapes.add_table(len(rows) + 1, len(CLOSING_COLUMNS), *place).table
    for column, share in zip(table.columns, CLOSING_COLUMNS.values(), strict=True):
        column.width = Inches(WHOLE * share)
    heads = [phrase(f"present.column_{name}", maker.lang) for name in CLOSING_COLUMNS]
    for number, cells in enumerate([heads, *rows]):
        table.rows[number].height = Inches(HEAD if number == 0 else _row_height(cells, maker.lang))
        for position, text in enumerate(cells):
            cell = table.cell(number, position)
            cell.margin_left = cell.margin_right = Inches(0.1)
            cell.margin_top = cell.margin_bottom = Inches(0.05)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            cell.fill.solid()
            fill = "37485a" if number == 0 else SOFT if number % 2 else "ffffff"
            cell.fill.fore_color.rgb = RGBColor.from_string(fill)
            colour = "ffffff" if number == 0 else INK
            line = Line(text, bold=number == 0 or position == 0, colour=colour)
            write(cell.text_frame, [line], maker.lang, SIZE)
