"""Read CSV bytes, or the records of a sheet, into rows. Knows the schema's column names, not their rules.

Accepts what Chinese spreadsheets write: UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, tab, semicolon or
full-width comma, with or without the line ``sep=;`` some programs begin with. Limits are checked before parsing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from brandmap.intake.decoding import damaged_row, decode
from brandmap.intake.headings import EXTRA, column_of, heading_at, heading_key
from brandmap.intake.limits import LINES_ABOVE, MAX_CELL, MAX_COLUMNS, PUBLISHED, UPLOADED
from brandmap.intake.problems import Problem
from brandmap.records import LANGS
from brandmap.schema import Table
from brandmap.schema.labels import counterpart, language_of

EXAMPLE = "example"  # id of the row the template comes with; it is never shown
OWN_SOURCE = "own"  # source id for data that no published source stands behind
MANY_EMPTY = 8  # required cells; a row with more of them empty is a sum, a remark or a signature
MAX_NAME = 40  # characters of a column's name that a message repeats
#: What stands in the second row of a heading of two rows.
_SUBHEADINGS = ({"中文", "英文"}, {"chinese", "english"})
DELIMITERS = (",", "\t", ";", "，", "|")
#: How programs keep Excel from taking a text for a number.
_TEXT_FORMULA = re.compile(r'^="([^"]*)"$')
#: Tells Excel the delimiter; Excel does not show it as a row.
_DELIMITER_LINE = re.compile(r"\ufeff?sep=.?(?:\r\n|[\r\n])", re.IGNORECASE)
#: Headings under which people give coordinates. Ours are looked up, so that none can be swapped or be of another datum.
_COORDINATES = frozenset(("lat", "latitude", "lon", "lng", "long", "longitude", "纬度", "经度", "坐标", "coordinates"))

# Python's own limit of 131,072 characters would end the reading of a file at one long cell. No cell is longer than the
# file, and a cell over MAX_CELL costs its own row only.
csv.field_size_limit(PUBLISHED.bytes)


#: Records that are not blank, each with its spreadsheet row.
Records = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Row:
    """Hold one record. ``number`` is the row a spreadsheet shows, the heading being row 1. ``others`` are what further
    columns say that mean the same (主题 and Theme); ``extras`` what exports say in columns of their own; ``marks`` the
    rule a cell breaks by what it is (a picture, a formula without a result), by column."""

    table: str
    number: int
    cells: dict[str, str]
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def problem(
        self, rule: str, column: str = "", value: str | None = None, *, kept: bool = False, **words: object
    ) -> Problem:
        """Describe a fault of this row; ``value`` is the cell itself unless something else is given."""
        cell = self.cells.get(column, "") if value is None else value
        return Problem(self.table, rule, self.number, column, cell, values=words, kept=kept)


@dataclass(frozen=True)
class RawTable:
    """Hold what could be read of one file. ``rows`` is empty when a problem is fatal. ``only`` is the language it is in
    when it has nothing in the other one."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    encoding: str = ""
    delimiter: str = ""
    only: str = ""
    exported: bool = False


def read_table(table: Table, data: bytes, *, lenient: bool = False) -> RawTable:
    """Read the rows of ``data`` with every column of ``table`` present (missing optional ones as empty text).
    ``lenient`` is for a file that something published stands behind: it may lack a language and what has a default."""
    limits = UPLOADED if lenient else PUBLISHED
    if len(data) > limits.bytes:
        return _refused(table, "too_large", limit=limits.megabytes)
    text, encoding, fault = decode(data)
    if fault:
        return _refused(table, fault, row=damaged_row(data) if fault == "encoding" else None)
    text = _DELIMITER_LINE.sub("", text, count=1) if _DELIMITER_LINE.match(text) else text
    if not text.strip():
        return _refused(table, "empty_file")
    delimiter = _delimiter(table, text)
    records, broken_at = _records(text, delimiter, limits.others)
    raw = _refused(table, "broken_quotes", broken_at) if broken_at else read_records(table, records, lenient=lenient)
    return replace(raw, encoding=encoding, delimiter=delimiter)


def read_records(
    table: Table, records: Records, marks: Mapping[tuple[int, int], str] | None = None, *, lenient: bool = True
) -> RawTable:
    """Read the heading and the rows of a file. A sheet has ``marks``, which name cells without a value: (row, column
    from 0) → rule."""
    if not records:
        return _refused(table, "empty_file")
    at = heading_at(table, [cells[:MAX_COLUMNS] for _, cells in records])
    (top, heading), body = records[at], records[at + 1 :]
    if body and _is_subheading(body[0][1]):
        heading, body = _join_headings(heading, body[0][1]), body[1:]
    if len(heading) > MAX_COLUMNS:
        return _refused(table, "too_many_columns", limit=MAX_COLUMNS)
    columns = [column_of(table, cell) for cell in heading]
    below = sum(bool(column_of(table, cells[0])) for _, cells in records[:MAX_COLUMNS] if cells)
    if below > max(3, sum(map(bool, columns))):
        return _refused(table, "transposed", top)
    body = [(number, cells) for number, cells in body if not _is_no_record(table, columns, cells)]
    if len(body) > (most := (UPLOADED if lenient else PUBLISHED).rows(table.name)):
        return _refused(table, "too_many_rows", limit=most)
    only = _only_language(columns) if lenient else ""
    problems = [Problem(table.name, "lines_above", records[0][0], values={"row": top}, kept=True)] if at else []
    problems += _heading_problems(table, heading, columns, top, only, lenient)
    problems += _nameless_problems(table, heading, body, whole=marks is not None)
    if any(problem.fatal for problem in problems):
        return RawTable((), tuple(problems))
    rows: list[Row] = []
    for number, given in body:
        # Spreadsheets add empty cells at the end of a row: harmless, unlike a shifted row. A sheet has no shifted rows.
        cells = given[: len(columns) if marks is not None else max(len(columns), _filled(given))]
        if marks is not None or _is_fragment(table, cells):
            cells = cells + [""] * (len(columns) - len(cells))
        if len(cells) != len(columns):
            values: dict[str, object] = {"found": len(cells), "expected": len(columns)}
            problems.append(Problem(table.name, "ragged_row", number, values=values))
        else:
            of_row = {name: rule for n, name in enumerate(columns) if name and (rule := (marks or {}).get((number, n)))}
            rows.append(_row(table, number, columns, cells, of_row))
    if not rows and not problems:
        problems.append(Problem(table.name, "no_rows", fatal=True))
    if lenient and not only and (only := _blank_language(table, columns, rows)):
        problems.append(Problem(table.name, f"only_{only}", top, kept=True))
    exported = any(column.startswith(EXTRA) for column in columns)
    return RawTable(tuple(rows), tuple(problems), only=only, exported=exported)


def _row(table: Table, number: int, columns: Sequence[str], cells: Sequence[str], marks: dict[str, str]) -> Row:
    given: dict[str, list[str]] = {}
    for column, cell in zip(columns, cells, strict=True):
        given.setdefault(column, []).append(cell.strip())
    # The first column that says something counts; the others are compared with it later.
    filled = {column: [cell for cell in texts if cell] for column, texts in given.items()}
    return Row(
        table.name,
        number,
        {
            column.name: _TEXT_FORMULA.sub(r"\1", next(iter(filled.get(column.name, ())), ""))
            for column in table.columns
        },
        {name: tuple(filled[name][1:]) for name in given if len(filled[name]) > 1 and name and EXTRA not in name},
        {column.removeprefix(EXTRA): texts[0] for column, texts in given.items() if column.startswith(EXTRA)},
        marks,
    )


def _is_subheading(cells: Sequence[str]) -> bool:
    return {cell.strip().casefold() for cell in cells} - {""} in _SUBHEADINGS


def _join_headings(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Join a heading of two rows: 名称 over 中文 and 英文 is 名称（中文） and 名称（英文）."""
    names: list[str] = []
    group = ""
    for position, lang in enumerate(below):
        group = (above[position].strip() if position < len(above) else "") or (group if lang.strip() else "")
        names.append(f"{group}（{lang.strip()}）" if lang.strip() else group)
    return [*names, *above[len(below) :]]


def _is_no_record(table: Table, columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Say whether nothing but a running number was dragged down into this row, or whether it repeats the heading."""
    filled = [(column, cell) for column, cell in zip(columns, cells, strict=False) if cell.strip()]
    if len(filled) > 3:
        return all(column and column_of(table, cell) == column for column, cell in filled)
    return [column for column, _ in filled] in (["number"], ["order"])


def _is_fragment(table: Table, cells: Sequence[str]) -> bool:
    """Say whether so little stands in a row that it is a sum, a remark or a signature."""
    return sum(column.required for column in table.columns) - sum(bool(cell.strip()) for cell in cells) > MANY_EMPTY


def _only_language(columns: Sequence[str]) -> str:
    """Name the language of the texts when the heading has no column for the other one."""
    languages = {language_of(column) for column in columns if not column.startswith(EXTRA)} - {""}
    return languages.pop() if len(languages) == 1 else ""


def _blank_language(table: Table, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Name the language of the texts when no row has any in the other one, the template's example aside."""
    given = [row.cells for row in rows if row.cells.get("id") != EXAMPLE]
    for lang in LANGS:
        needed = [c.name for c in table.columns if c.required and language_of(c.name) == lang and c.name in columns]
        there = [counterpart(name) for name in needed]
        if needed and given and not any(cells[name] for cells in given for name in there):
            return lang if any(cells[name] for cells in given for name in needed) else ""
    return ""


def _filled(cells: Sequence[str]) -> int:
    """Count the cells up to the last that is not blank."""
    n = len(cells)
    while n and not cells[n - 1].strip():
        n -= 1
    return n


def _delimiter(table: Table, text: str) -> str:
    """Find the mark by which the lines at the top name the most columns."""
    # No heading within the limits is longer than this.
    lines = text.lstrip()[: MAX_COLUMNS * MAX_CELL].splitlines()[:LINES_ABOVE]

    def columns(mark: str) -> int:
        cells = [[cell.strip(' "') for cell in line.split(mark, MAX_COLUMNS)] for line in lines]
        return max(sum(bool(column_of(table, cell)) for cell in line) for line in cells)

    return max(DELIMITERS, key=columns)


def _records(text: str, delimiter: str, most: int) -> tuple[Records, int | None]:
    """List the records that are not blank, few more than ``most``, each with its spreadsheet row; and the row at which
    quotes go wrong."""
    records: Records = []
    number = 0
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if _filled(record):
                records.append((number, record))
            if len(records) > most + LINES_ABOVE:
                break
    except csv.Error:
        return records, number + 1
    return records, None


def _heading_problems(
    table: Table, heading: Sequence[str], columns: Sequence[str], row: int, only: str, lenient: bool
) -> list[Problem]:
    """Say which columns are missing, twice there or unknown; and whether the texts are in one language."""
    problems = [
        Problem(table.name, "missing_column", row, column.name, fatal=True)
        for column in table.columns
        if column.required and column.name not in columns
        if not (only and language_of(column.name) not in ("", only)) and not (lenient and column.default is not None)
    ]
    if only and table.name == "brands":
        problems.append(Problem(table.name, f"only_{only}", row, kept=True))
    names = [heading_key(cell) for cell in heading]
    for position, (name, column) in enumerate(zip(names, columns, strict=True)):
        short = name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…"
        again = name in names[:position]
        if name and column and again:
            problems.append(Problem(table.name, "duplicate_column", row, short, fatal=True))
        elif name and not column and not again:  # named once
            rule = "coordinate_column" if name in _COORDINATES else "unknown_column"
            problems.append(Problem(table.name, rule, row, short, kept=True))
    return problems


def _nameless_problems(table: Table, heading: Sequence[str], body: Records, *, whole: bool) -> Iterator[Problem]:
    """Name the first cell that stands below no name; of a ``whole`` sheet also beside the heading."""
    nameless = [n for n, name in enumerate(heading) if not heading_key(name)]
    for number, cells in body:
        strays = [cells[n] for n in nameless if n < len(cells)] + list(cells[len(heading) :] if whole else ())
        if stray := next(filter(str.strip, strays), ""):
            yield Problem(table.name, "nameless_column", number, value=stray, kept=True)
            return


def _refused(table: Table, rule: str, row: int | None = None, **values: object) -> RawTable:
    return RawTable((), (Problem(table.name, rule, row, fatal=True, values=values),))
