"""CSV bytes to rows: delimiter, quotes and limits. Knows the schema's column names, not their rules.

Accepts what Chinese spreadsheets write: UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, tab, semicolon or
full-width comma, with or without the line ``sep=;`` some programs begin with. Limits are checked before parsing.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from brandmap.decoding import damaged_row, decoded
from brandmap.markup import clean
from brandmap.problems import Problem
from brandmap.schema import Table

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
MAX_COLUMNS = 80
MAX_CELL = 2_000  # characters
MAX_NAME = 40  # characters of a column's name that a message repeats
DELIMITERS = (",", "\t", ";", "，")
#: Tells Excel the delimiter; Excel does not show it as a row.
_DELIMITER_LINE = re.compile(r"\ufeff?sep=.?(?:\r\n|[\r\n])", re.IGNORECASE)
#: Headings under which people give coordinates. Ours are looked up, so that none can be swapped or be of another datum.
_COORDINATES = frozenset(("lat", "latitude", "lon", "lng", "long", "longitude", "纬度", "经度", "坐标", "coordinates"))

# Python's own limit of 131,072 characters would end the reading of a file at one long cell. No cell is longer than the
# file, and a cell over MAX_CELL costs its own row only.
csv.field_size_limit(MAX_BYTES)


@dataclass(frozen=True)
class Row:
    """One record. ``number`` is the row a spreadsheet shows, the heading being row 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RawTable:
    """What could be read of one file. ``rows`` is empty when a problem is fatal."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    encoding: str = ""


def read_table(table: Table, data: bytes) -> RawTable:
    """Rows of ``data`` with every column of ``table`` present (missing optional ones as empty text)."""
    if len(data) > MAX_BYTES:
        return _refused(table, "too_large", limit=MAX_BYTES // 1024 // 1024)
    text, encoding, fault = decoded(data)
    if fault:
        return _refused(table, fault, row=damaged_row(data) if fault == "encoding" else None)
    text = _DELIMITER_LINE.sub("", text, count=1) if _DELIMITER_LINE.match(text) else text
    if not text.strip():
        return _refused(table, "empty_file")
    records, broken_at = _records(table, text)
    if broken_at is not None:
        return _refused(table, "broken_quotes", row=broken_at)
    if not records:
        return _refused(table, "empty_file")
    (top, heading), body = records[0], records[1:]
    if len(heading) > MAX_COLUMNS:
        return _refused(table, "too_many_columns", limit=MAX_COLUMNS)
    if len(body) > MAX_ROWS:
        return _refused(table, "too_many_rows", limit=MAX_ROWS)
    names = [_column_name(cell) for cell in heading]
    problems = _heading_problems(table, names, top)
    if any(problem.fatal for problem in problems):
        return RawTable((), tuple(problems), encoding)
    rows: list[Row] = []
    for number, found in body:
        # Spreadsheets add empty cells at the end of a row: harmless, unlike a shifted row.
        cells = found[: max(len(names), _filled(found))]
        if len(cells) != len(names):
            values: dict[str, object] = {"found": len(cells), "expected": len(names)}
            problems.append(Problem(table.name, "ragged_row", number, values=values))
            continue
        given = dict(zip(names, cells, strict=True))
        rows.append(Row(number, {column.name: given.get(column.name, "").strip() for column in table.columns}))
    if not rows and not problems:
        problems.append(Problem(table.name, "no_rows", fatal=True))
    return RawTable(tuple(rows), tuple(problems), encoding)


def _column_name(cell: str) -> str:
    """The heading of a column for comparing: visible characters in NFKC, lower case, single blanks."""
    return " ".join(clean(unicodedata.normalize("NFKC", cell)).split()).casefold()


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    n = len(cells)
    while n and not cells[n - 1].strip():
        n -= 1
    return n


def _records(table: Table, text: str) -> tuple[list[tuple[int, list[str]]], int | None]:
    """The records that are not blank, each with its spreadsheet row; or the row at which quotes stop making sense."""
    # No heading within the limits is longer than this.
    first_line = text.lstrip()[: MAX_COLUMNS * MAX_CELL].splitlines()[0]
    known = {column.name for column in table.columns}
    delimiter = max(
        DELIMITERS, key=lambda mark: len(known & {n.strip(' "\r').casefold() for n in first_line.split(mark)})
    )
    records: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if _filled(record):
                records.append((number, record))
            if len(records) > MAX_ROWS + 1:
                break
    except csv.Error:
        return records, number + 1
    return records, None


def _heading_problems(table: Table, names: Sequence[str], row: int) -> list[Problem]:
    known = {column.name for column in table.columns}
    problems = [
        Problem(table.name, "missing_column", row, column.name, fatal=True)
        for column in table.columns
        if column.required and column.name not in names
    ]
    for position, name in enumerate(names):
        if name in names[:position] and name:
            problems.append(Problem(table.name, "duplicate_column", row, _shortened(name), fatal=True))
        elif name not in known and name:
            rule = "coordinate_column" if name in _COORDINATES else "unknown_column"
            problems.append(Problem(table.name, rule, row, _shortened(name)))
    return problems


def _shortened(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…"


def _refused(table: Table, rule: str, row: int | None = None, **values: object) -> RawTable:
    return RawTable((), (Problem(table.name, rule, row, fatal=True, values=values),))
