"""Read what a sheet's own part tells besides values: number formats, hidden rows, formulas without a result."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from brandmap.intake.limits import WIDEST

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
