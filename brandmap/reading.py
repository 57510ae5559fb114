"""CSV bytes to rows: encoding, delimiter, quotes and limits. Knows the schema's column names, not their rules.

Accepts what Chinese spreadsheets write: UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, tab, semicolon or
full-width comma. Limits are checked before parsing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from brandmap.problems import Problem
from brandmap.schema import Table

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
MAX_COLUMNS = 80
MAX_CELL = 2_000  # characters
DELIMITERS = (",", "\t", ";", "，")


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
        return _refused(table, fault)
    if not text.strip():
        return _refused(table, "empty_file")
    records, broken_at = _records(table, text)
    if broken_at is not None:
        return _refused(table, "broken_quotes", row=broken_at)
    heading, body = records[0], records[1:]
    if len(heading) > MAX_COLUMNS:
        return _refused(table, "too_many_columns", limit=MAX_COLUMNS)
    if len(body) > MAX_ROWS:
        return _refused(table, "too_many_rows", limit=MAX_ROWS)
    names = [" ".join(name.split()).casefold() for name in heading]
    problems = _heading_problems(table, names)
    if any(problem.fatal for problem in problems):
        return RawTable((), tuple(problems), encoding)
    rows: list[Row] = []
    for number, cells in enumerate(body, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        # Spreadsheets drop or add empty cells at the end of a row: harmless, unlike a shifted row.
        while len(cells) > len(names) and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != len(names):
            values: dict[str, object] = {"found": len(cells), "expected": len(names)}
            problems.append(Problem(table.name, "ragged_row", number, values=values))
            continue
        given = dict(zip(names, cells, strict=True))
        rows.append(Row(number, {column.name: given.get(column.name, "").strip() for column in table.columns}))
    if not rows and not problems:
        problems.append(Problem(table.name, "no_rows", fatal=True))
    return RawTable(tuple(rows), tuple(problems), encoding)


def decoded(data: bytes) -> tuple[str, str, str]:
    """Text, name of the encoding found, and the broken rule ("" if none)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        return "", "", "not_text"
    else:
        candidates = ("utf-8-sig", "gb18030")
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            return "", "", "not_text"
        if encoding == "gb18030" and not _plausible(text):
            break
        return text, encoding, ""
    return "", "", "encoding"


def _plausible(text: str) -> bool:
    """Whether GB18030 gave Chinese rather than the debris of another encoding.

    GB18030 decodes nearly any bytes. Real Chinese text stays almost wholly within GB2312's 6,763 common characters.
    """
    foreign = [char for char in text if not char.isascii()]
    if any("\ue000" <= char <= "\uf8ff" for char in foreign):
        return False
    common = sum(_in_gb2312(char) for char in foreign)
    return common >= 0.9 * len(foreign)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _records(table: Table, text: str) -> tuple[list[list[str]], int | None]:
    """All records, or the spreadsheet row at which quotes stop making sense."""
    first_line = text.split("\n", 1)[0]
    known = {column.name for column in table.columns}
    delimiter = max(
        DELIMITERS, key=lambda mark: len(known & {n.strip(' "\r').casefold() for n in first_line.split(mark)})
    )
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            records.append(record)
            if len(records) > MAX_ROWS + 1:
                break
    except csv.Error:
        return records, len(records) + 1
    return records, None


def _heading_problems(table: Table, names: Sequence[str]) -> list[Problem]:
    known = {column.name for column in table.columns}
    problems = [
        Problem(table.name, "missing_column", 1, column.name, fatal=True)
        for column in table.columns
        if column.required and column.name not in names
    ]
    for position, name in enumerate(names):
        if name in names[:position] and name:
            problems.append(Problem(table.name, "duplicate_column", 1, name, fatal=True))
        elif name not in known and name:
            problems.append(Problem(table.name, "unknown_column", 1, name))
    return problems


def _refused(table: Table, rule: str, row: int | None = None, **values: object) -> RawTable:
    return RawTable((), (Problem(table.name, rule, row, fatal=True, values=values),))
