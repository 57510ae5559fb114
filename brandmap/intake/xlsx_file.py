"""An XLSX workbook to the same CSV tables the reader knows, one per sheet named after a table.

Everything that could make a workbook costly or active is refused before openpyxl sees it: size, archive entries,
expanded size and ratio, document type declarations, number of elements, macros. Values are taken as a person sees them
in the sheet: 6.0 is 6, a date is year-month-day, a formula is its last result.
"""

from __future__ import annotations

import csv
import io
import math
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl

from brandmap.intake.csv_file import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from brandmap.intake.headings import column_of, heading_at
from brandmap.intake.problems import Problem
from brandmap.markup import clean
from brandmap.records import LANGS
from brandmap.schema import TABLES, Table
from brandmap.text import phrase

MAX_ENTRIES = 200  # files inside the archive
MAX_EXPANDED = 20 * 1024 * 1024  # bytes of all of them together
MAX_RATIO = 100  # expanded to packed, of an entry over RATIO_FROM; spreadsheets reach 5 to 40
RATIO_FROM = 256 * 1024
MAX_PART = 2 * 1024 * 1024  # bytes of a part that openpyxl reads as a whole: styles, workbook, relations
MAX_ELEMENTS = 400_000  # opening brackets in all parts; 500 rows of 80 cells need about 160,000
MAX_POSITION = 50_000  # the last row looked at, were it empty
WIDEST = 4 * MAX_COLUMNS  # columns looked at; beyond them is nothing but strays

#: The sheets of our own template that hold no data.
TEMPLATE_SHEETS = ("说明 help", "列表 lists")
#: The sheet of an export that says where it is from, in either language or both.
_NOTES = tuple(phrase("provenance.sheet", lang) for lang in LANGS)
_SILENT = frozenset((*TEMPLATE_SHEETS, *_NOTES, " ".join(_NOTES)))

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and any workbook with a password
_BIG_PARTS = ("xl/worksheets/", "xl/sharedstrings.xml")


@dataclass(frozen=True)
class Workbook:
    """CSV bytes by table name, what was noticed, and the titles of the sheets read. ``tables`` is empty
    when a problem is fatal."""

    tables: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()


class _Refusal(Exception):
    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.problem = Problem("brands", rule, fatal=True, values=values)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a spreadsheet file of any kind rather than text."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(data: bytes) -> Workbook:
    """The tables of an XLSX file. Never raises for any bytes."""
    try:
        notices = _inspected(data)
        sheets = _sheets(data, notices)
        return _tables(sheets, notices)
    except _Refusal as refusal:
        return Workbook({}, (refusal.problem,))


def _inspected(data: bytes) -> list[Problem]:
    """Notices about an archive that is safe to open."""
    if len(data) > MAX_BYTES:
        raise _Refusal("too_large", limit=MAX_BYTES // 1024 // 1024)
    if data.startswith(_OLE):
        raise _Refusal("old_excel")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspected_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        # RuntimeError is zipfile's word for a password.
        raise _Refusal("broken_workbook") from None


def _inspected_archive(archive: zipfile.ZipFile) -> list[Problem]:
    entries = archive.infolist()
    # The sizes are what the archive claims; zipfile never expands an entry beyond its claim.
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANDED:
        raise _Refusal("bomb")
    if any(entry.file_size > max(RATIO_FROM, MAX_RATIO * entry.compress_size) for entry in entries):
        raise _Refusal("bomb")
    names = {_name(entry) for entry in entries}
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise _Refusal("not_workbook")
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise _Refusal("macros")
    if sum(_elements(archive, entry) for entry in entries if _name(entry).endswith((".xml", ".rels"))) > MAX_ELEMENTS:
        raise _Refusal("too_many_cells", limit=MAX_ROWS, columns=MAX_COLUMNS)
    if any("externallinks/" in name for name in names):
        return [Problem("brands", "external_links", kept=True)]
    return []


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.lower().lstrip("/")


def _elements(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """How many opening brackets a part has, once it is known to be harmless."""
    name = _name(entry)
    if entry.file_size > MAX_PART and not name.startswith(_BIG_PARTS):
        raise _Refusal("bomb")
    plain = archive.read(entry).replace(b"\x00", b"")  # UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _Refusal("unsafe_workbook")
    if name == "[content_types].xml" and b"macroEnabled" in plain:
        raise _Refusal("macros")
    return plain.count(b"<")


def _sheets(data: bytes, notices: list[Problem]) -> list[tuple[str, list[list[str]]]]:
    """Title and rows of every sheet, as text. What nobody sees on the screen is read too, and said."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet, _rows(sheet)) for sheet in book.worksheets if sheet.title not in _SILENT]
        hidden = [sheet.title for sheet, rows in sheets if rows and sheet.sheet_state != "visible"]
        notices += [Problem("brands", "sheet_hidden", value=title, kept=True) for title in hidden]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # openpyxl does not tell where cells are merged when it reads row by row.
            parts = {sheet.title: archive.read(sheet._worksheet_path) for sheet, rows in sheets if rows}
        notices += [
            Problem("brands", "merged_cells", value=title, kept=True)
            for title, part in parts.items()
            if b"<mergeCell " in part
        ]
        return [(sheet.title, rows) for sheet, rows in sheets]
    except _Refusal:
        raise
    except Exception:
        # openpyxl raises whatever it stumbles over; none of it means anything to a visitor.
        raise _Refusal("broken_workbook") from None


def _rows(sheet: Any) -> list[list[str]]:
    """Rows from row 1 to the last that holds something."""
    sheet.reset_dimensions()  # what the file says about its size need not be true
    rows: list[list[str]] = []
    blank = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1):
        texts = [] if cells.count(None) == len(cells) else [shown(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if number > MAX_POSITION or (texts and number > MAX_ROWS + 1):
            raise _Refusal("too_many_rows", limit=MAX_ROWS)
        if texts:
            rows += [[] for _ in range(blank)]
            rows.append(texts)
            blank = 0
        else:
            blank += 1
    return rows


def shown(cell: Any) -> str:
    """A cell's value as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and math.isfinite(cell):
        return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return clean(str(cell).replace("\r\n", "\n").replace("\r", "\n"))


def _tables(sheets: Sequence[tuple[str, list[list[str]]]], notices: list[Problem]) -> Workbook:
    """The sheets that are tables; the first sheet with the right headings is the brands if none has that name."""
    named = [(_table_named(title), title, rows) for title, rows in sheets]
    if not any(name == "brands" for name, _, _ in named):
        for position, (name, title, rows) in enumerate(named):
            if not name and (len(sheets) == 1 or _names_brands(rows)):
                named[position] = ("brands", title, rows)
                break
        else:
            raise _Refusal("no_brand_sheet")
    tables: dict[str, bytes] = {}
    titles: list[str] = []
    for name, title, rows in named:
        if not name:
            if rows:
                notices.append(Problem("brands", "sheet_ignored", value=title, kept=True))
        elif name in tables:
            notices.append(Problem(name, "sheet_ignored", value=title, kept=True))
        elif name == "brands" or len(rows) > 1:
            tables[name] = csv_text(TABLES[name], rows)
            titles.append(title)
    return Workbook(tables, tuple(notices), tuple(titles))


def _names_brands(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a heading with a column of the name of brands is there."""
    if not rows:
        return False
    heading = {column_of(TABLES["brands"], cell) for cell in rows[heading_at(TABLES["brands"], rows)]}
    return bool({"name_zh", "name_en"} & heading)


def _table_named(title: str) -> str:
    """The table a sheet title names: ``brands``, ``brands.csv``, ``模式 brands``, a table's title; "" if none."""
    words = title.casefold().removesuffix(".csv").split()
    for table in TABLES.values():
        titles = (table.title_zh, table.title_en.casefold(), f"{table.title_zh} {table.title_en}".casefold())
        if table.name in words or " ".join(words) in titles:
            return table.name
    return ""


def csv_text(table: Table, rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as UTF-8 CSV, each filled up to the width of the heading so that empty cells at the end do not shift it."""
    width = len(rows[heading_at(table, rows)]) if rows else 0
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([*row, *[""] * (width - len(row))])
    return text.getvalue().encode()
