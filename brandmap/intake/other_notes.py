"""Read from ODS and XLS workbooks what workbook_notes reads from XLSX: percentages, failed formulas, hidden rows."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import xlrd

from brandmap.intake.limits import UPLOADED, WIDEST
from brandmap.intake.workbook_notes import Notes, attribute, name_of

_LOWEST = UPLOADED.others  # rows looked at


def ods_notes(content: bytes) -> dict[str, Notes]:
    """Read the notes of every sheet of an ODS workbook by title."""
    notes: dict[str, Notes] = {}
    with suppress(ElementTree.ParseError, ValueError):
        for _, table in ElementTree.iterparse(io.BytesIO(content)):
            if name_of(table) == "table":
                sheet = notes[attribute(table, "name")] = Notes()
                sheet.hidden_columns = any(
                    attribute(item, "visibility") == "collapse"
                    for item in table.iter()
                    if name_of(item) == "table-column"
                )
                for rows, row in _repeated(table.iter(), "table-row", "number-rows-repeated"):
                    if attribute(row, "visibility") in ("collapse", "filter"):
                        sheet.hidden_rows.update(rows)
                    for columns, cell in _repeated(row, "table-cell", "number-columns-repeated"):
                        if attribute(cell, "value-type") == "percentage":
                            sheet.formats |= {(number, column): "0%" for number in rows for column in columns}
    return notes


def _repeated(items: Iterable[Element], name: str, count: str) -> Iterator[tuple[range, Element]]:
    """Yield the elements of a name, each with the rows or columns it stands for."""
    start = 0
    for item in items:
        if name_of(item) in (name, f"covered-{name}"):
            end = start + int(attribute(item, count) or 1)
            yield range(min(start, _LOWEST), min(end, _LOWEST)), item
            start = end


def xls_notes(data: bytes) -> dict[str, Notes]:
    """Read the notes of every sheet of an XLS workbook by title; none where it cannot be read."""
    notes: dict[str, Notes] = {}
    with suppress(xlrd.XLRDError, xlrd.compdoc.CompDocError, ArithmeticError, LookupError, ValueError):
        with open(os.devnull, "w") as silence:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=silence)
        for page in book.sheets():
            sheet = notes[page.name] = Notes()
            sheet.hidden_rows = {row for row, info in page.rowinfo_map.items() if info.hidden}
            sheet.hidden_columns = any(info.hidden for info in page.colinfo_map.values())
            for row in range(min(page.nrows, _LOWEST)):
                for column, cell in enumerate(page.row(row)[:WIDEST]):
                    if cell.ctype == xlrd.XL_CELL_ERROR:
                        sheet.rules[row, column] = "failed_formula"
                    elif cell.ctype == xlrd.XL_CELL_NUMBER:
                        style = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
                        sheet.formats[row, column] = "" if style == "General" else style
    return notes
