"""Read what a workbook tells besides values: number formats, hidden rows, formulas that failed or have no result."""

from __future__ import annotations

import io
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import xlrd

from brandmap.intake.limits import UPLOADED, WIDEST

_LOWEST = UPLOADED.others  # rows looked at
#: Built-in date formats of Chinese Excel, which the library takes for numbers.
_CHINESE_DATES = {*range(27, 32), 36, *range(50, 55), 57, 58}
_CHINESE_TIMES = {32, 33, 34, 35, 55, 56}
#: A row and a column, both counted from 0.
Cell = tuple[int, int]


@dataclass
class Notes:
    """Formats and rules broken by cell, hidden rows and columns, and the numbers that two rows share."""

    formats: dict[Cell, str] = field(default_factory=dict)
    rules: dict[Cell, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bool = False
    rows_twice: list[int] = field(default_factory=list)


def notes_by_sheet(parts: Mapping[str, bytes]) -> dict[str, Notes]:
    """Read the notes of every sheet of an XLSX package by title; none where a part cannot be read."""
    notes: dict[str, Notes] = {}
    with suppress(ElementTree.ParseError, KeyError, ValueError):
        low = {name.lower(): part for name, part in parts.items()}
        formats = _formats(low)
        targets = {
            attribute(item, "Id"): posixpath.normpath(posixpath.join("/xl", attribute(item, "Target")))[1:].lower()
            for item in ElementTree.fromstring(low["xl/_rels/workbook.xml.rels"])
        }
        for item in ElementTree.fromstring(low["xl/workbook.xml"]).iter():
            if name_of(item) == "sheet":
                sheet = notes[attribute(item, "name")] = Notes()
                with suppress(ElementTree.ParseError, KeyError, ValueError):
                    _take_notes(low[targets[attribute(item, "id")]], formats, sheet)
    return notes


def _take_notes(part: bytes, formats: list[str], notes: Notes) -> None:
    numbers: set[int] = set()
    number = 0
    for _, item in ElementTree.iterparse(io.BytesIO(part)):
        if name_of(item) == "row":
            number = int(item.get("r", number + 1))
            if number in numbers:
                notes.rows_twice.append(number)
            numbers.add(number)
            if _hidden(item):
                notes.hidden_rows.add(number - 1)
            for column, cell in _cells(item):
                _note_cell((number - 1, column), cell, formats, notes)
            item.clear()
        elif name_of(item) == "col" and _hidden(item) and int(item.get("min", 1)) <= WIDEST:
            notes.hidden_columns = True


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their columns; one without a reference stands behind the one before."""
    column = -1
    for cell in row:
        reference = cell.get("r", "").rstrip("0123456789")
        column = column + 1
        if reference:
            column = -1
            for letter in reference:
                column = 26 * (column + 1) + ord(letter.upper()) - 65
        yield column, cell


def _note_cell(at: Cell, cell: Element, formats: list[str], notes: Notes) -> None:
    style, kind = int(cell.get("s", 0)), cell.get("t")
    if 0 < style < len(formats) and formats[style]:
        notes.formats[at] = formats[style]
    inside = {name_of(child): child for child in cell}
    result = inside.get("v")
    if kind == "e":
        notes.rules[at] = "failed_formula"
    elif "f" in inside and (result is None or not (kind == "str" or (result.text or "").strip())):
        notes.rules[at] = "uncalculated_formula"  # the result of a text formula may be the empty text


def _formats(parts: Mapping[str, bytes]) -> list[str]:
    """List the number format of every cell style; "" for those that change nothing."""
    codes = {9: "0%", 10: "0.00%"} | dict.fromkeys(_CHINESE_DATES, "date") | dict.fromkeys(_CHINESE_TIMES, "date time")
    formats: list[str] = []
    with suppress(KeyError, ElementTree.ParseError, ValueError):
        root = ElementTree.fromstring(parts["xl/styles.xml"])
        for item in root.iter():
            if name_of(item) == "numFmt":
                codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
        for group in root:
            if name_of(group) == "cellXfs":
                formats = [codes.get(int(item.get("numFmtId", "0")), "") for item in group]
    return formats


def name_of(item: Element) -> str:
    """Give an element's name, whatever its namespace."""
    return item.tag.rpartition("}")[2]


def attribute(item: Element, name: str) -> str:
    """Give an attribute, whatever its namespace; "" where there is none."""
    return next((value for key, value in item.attrib.items() if key.rpartition("}")[2] == name), "")


def _hidden(item: Element) -> bool:
    return item.get("hidden") in ("1", "true")


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
