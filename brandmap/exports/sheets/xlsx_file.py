"""Write all tables as one workbook: a sheet per table, and one that says where the file comes from.

With both languages the Chinese and English columns stand side by side, so that one row is one record. Texts are
written as texts: nothing in the data is ever a formula or a link. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, bilingual_phrase, provenance
from brandmap.records import Lang
from brandmap.tables.columns import LINE, NAME, PROSE, TableColumn, language_columns
from brandmap.tables.formulas import starts_formula
from brandmap.tables.sheets import SHEETS
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, in_words, languages

LINE_HEIGHT, TALLEST = 15.0, 409.0  # points: of a line of text; of a row, which is all a spreadsheet allows
A4_CHARACTERS = 260  # in one row of a printed page that can still be read
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Styles:
    """Hold the cell formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {"valign": "top", "text_wrap": True}
        self.heading: Format = book.add_format({**base, "bold": True, "bg_color": "#E8EEF5", "bottom": 1})
        self.text: Format = book.add_format(base)
        # Text that looks like a formula stays text when somebody edits the cell or saves the sheet as CSV.
        self.quoted: Format = book.add_format({**base, "quote_prefix": True})
        self.label: Format = book.add_format({**base, "bold": True})


def xlsx_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the workbook of what ``filters`` keep."""
    facts = provenance(collection, filters, today)
    brands = filters.keep(collection)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        # With the present time two exports of the same day would differ.
        book.set_properties(
            {
                "title": in_words(facts.title, lang, " / "),
                "comments": in_words(facts.filter_sentence, lang, " / "),
                "created": datetime(today.year, today.month, today.day),
            }
        )
        styles = _Styles(book)
        for sheet in SHEETS:
            page = book.add_worksheet(in_words(sheet.title, lang))
            _write_table(page, language_columns(sheet.columns, lang), sheet.table(brands, collection, lang), styles)
        _write_provenance(book.add_worksheet(in_words(bilingual_phrase("provenance.sheet"), lang)), facts, lang, styles)
    return buffer.getvalue()


def _write_table(
    page: Worksheet, columns: list[tuple[TableColumn, Lang, str]], table: pd.DataFrame, styles: _Styles
) -> None:
    for position, (column, _, title) in enumerate(columns):
        page.set_column(position, position, column.width)
        page.write_string(0, position, title, styles.heading)
    widths = [column.width for column, _, _ in columns]
    page.set_row(0, row_height([title for _, _, title in columns], widths))
    row = 0
    for row, cells in enumerate(table.itertuples(index=False, name=None), 1):
        page.set_row(row, row_height(cells, widths))
        for position, cell in enumerate(cells):
            _write(page, (row, position), cell, styles)
    # The names stay in sight: up to and including the first translated column, of the Chinese one if there are two.
    fixed = next((n for n, (column, _, _) in enumerate(columns, 1) if column.id == "name"), 1)
    page.freeze_panes(1, fixed)
    page.autofilter(0, 0, row, len(columns) - 1)
    page.set_landscape()
    page.repeat_rows(0)
    if sum(column.width for column, _, _ in columns) <= A4_CHARACTERS:
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
    else:  # on one page nobody could read it: several beside each other, the names on each
        page.set_paper(8)  # A3
        page.set_print_scale(80)
        page.repeat_columns(0, fixed - 1)


def _write_provenance(page: Worksheet, facts: Provenance, lang: ExportLang, styles: _Styles) -> None:
    """Write one line per item: its name, then the text in each language."""
    prose = PROSE if lang == "both" else PROSE + LINE
    page.set_column(0, 0, NAME)
    page.set_column(1, len(languages(lang)), prose)
    page.write_string(0, 0, in_words(bilingual_phrase("provenance.item"), lang), styles.heading)
    for position, one in enumerate(languages(lang), 1):
        page.write_string(0, position, phrase("provenance.content", one), styles.heading)
    for row, (name, text) in enumerate(facts.items, 1):
        page.set_row(row, row_height([text[one] for one in languages(lang)], [prose, prose]))
        page.write_string(row, 0, in_words(bilingual_phrase(f"provenance.{name}"), lang), styles.label)
        for position, one in enumerate(languages(lang), 1):
            _write(page, (row, position), text[one], styles)
    page.freeze_panes(1, 1)
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def row_height(cells: Iterable[Any], widths: Iterable[float]) -> float:
    """Return the points a row needs so that no wrapped text is cut; widths as in a spreadsheet, in digits. Excel
    would find out by itself, other programs do not."""
    # A tenth wider than the characters, so that words are not cut at the edge.
    lines = (
        sum(max(1, math.ceil(_signs(line) * 1.1 / width)) for line in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=False)
        if isinstance(cell, str)
    )
    return min(TALLEST, LINE_HEIGHT * max(lines, default=1))


def _signs(text: str) -> int:
    """Return the width in digits: a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _write(page: Worksheet, at: tuple[int, int], cell: Any, styles: _Styles) -> None:
    """Write a cell at (row, column), counted from 0, by its own type."""
    if isinstance(cell, str):
        page.write_string(*at, cell, styles.quoted if starts_formula(cell) else styles.text)
    elif pd.isna(cell):
        page.write_blank(*at, None, styles.text)
    else:
        page.write_number(*at, cell, styles.text)
