"""Read a workbook (XLSX, XLS, XLSB or ODS) into rows per table: each sheet is one table, known by its title."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandmap.intake.csv_file import Records
from brandmap.intake.headings import column_of, heading_at
from brandmap.intake.joined_cells import JOINED
from brandmap.intake.limits import MAX_COLUMNS, MAX_SECONDS, MAX_SHEETS, UPLOADED
from brandmap.intake.problems import Problem
from brandmap.markup import clean
from brandmap.records import LANGS
from brandmap.schema import TABLES
from brandmap.text import phrase

#: The sheets of our own template that hold no data, and those in which WPS keeps its pictures.
TEMPLATE_SHEETS = ("说明 help", "列表 lists")
_WPS_SHEETS = ("WpsReserved_CellImgList",)
#: The sheet of an export that says where it is from, in either language or both.
_NOTES = tuple(phrase("provenance.sheet", lang) for lang in LANGS)
_SILENT = frozenset((*TEMPLATE_SHEETS, *_WPS_SHEETS, *_NOTES, " ".join(_NOTES)))
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and any workbook with a password
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 30  # seconds on the clock, for a machine that has much else to do


@dataclass(frozen=True)
class Workbook:
    """Hold records by table name, what was noticed, and the titles of the sheets read. ``tables`` is empty when a
    problem is fatal. ``marks`` names the cells without a value by table: (row, column) → rule, the row as a sheet
    counts."""

    tables: Mapping[str, Records]
    problems: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()
    marks: Mapping[str, Mapping[tuple[int, int], str]] | None = None


def is_workbook(data: bytes) -> bool:
    """Say whether the bytes are a spreadsheet file of any kind rather than text."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(data: bytes) -> Workbook:
    """Read the tables of a workbook."""
    if len(data) > UPLOADED.bytes:
        return _refused("too_large", limit=UPLOADED.megabytes)
    answer = _answer(data)
    if "rule" in answer:
        limits = {"too_many_rows": UPLOADED.others, "too_many_cells": UPLOADED.models, "too_many_sheets": MAX_SHEETS}
        rule = str(answer["rule"])
        return _refused(rule, limit=limits.get(rule, MAX_SECONDS), columns=MAX_COLUMNS)
    sheets = [sheet for sheet in answer["sheets"] if sheet["title"] not in _SILENT]
    notices = [Problem("brands", rule, kept=True) for rule in answer["notices"]]
    for sheet in sheets:
        if sheet["rows"]:
            notices += _notices(sheet)
    return _tables(sheets, notices)


def _answer(data: bytes) -> dict[str, Any]:
    """Ask the process that reads the cells."""
    try:
        process = subprocess.run(
            [sys.executable, "-m", "brandmap.intake.workbook_process"],
            cwd=_ROOT, input=data, capture_output=True, timeout=_PATIENCE, check=True,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(process.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"rule": "too_costly"}
    return answer


def _refused(rule: str, **values: object) -> Workbook:
    return Workbook({}, (Problem("brands", rule, fatal=True, values=values),))


def _notices(sheet: Mapping[str, Any]) -> list[Problem]:
    """List what nobody sees on the screen and is read all the same."""
    title = str(sheet["title"])
    rules = {
        "sheet_hidden": sheet["hidden"],
        "merged_cells": sheet["merged"],
        "columns_hidden": sheet["hidden_columns"],
    }
    notices = [Problem("brands", rule, value=title, kept=True) for rule, there in rules.items() if there]
    if hidden := sheet["hidden_rows"]:
        notices.append(Problem("brands", "rows_hidden", value=title, values={"n": hidden}, kept=True))
    table = _table_of_title(title) or "brands"
    return notices + [Problem(table, "row_twice", row, value=title) for row in sheet["rows_twice"]]


def _tables(sheets: Sequence[Mapping[str, Any]], notices: list[Problem]) -> Workbook:
    """Find the sheets that are tables; the first sheet with the right headings is the brands if none has that name."""
    names = [_table_of_title(sheet["title"]) for sheet in sheets]
    if "brands" not in names:
        nameless = (n for n, name in enumerate(names) if not name)
        first = next((n for n in nameless if len(sheets) == 1 or _names_brands(sheets[n]["rows"])), None)
        if first is None:
            return _refused("no_brand_sheet")
        names[first] = "brands"
    tables: dict[str, Records] = {}
    marks: dict[str, dict[tuple[int, int], str]] = {}
    titles: list[str] = []
    for name, sheet in zip(names, sheets, strict=True):
        title, rows = str(sheet["title"]), sheet["rows"]
        if not name or name in tables:
            if rows:
                notices.append(Problem(name or "brands", "sheet_ignored", value=title, kept=True))
        elif len(rows) > 1 or name == "brands" or (rows and name in JOINED.values()):
            tables[name] = [(number, [clean(cell) for cell in row]) for number, row in enumerate(rows, 1) if row]
            marks[name] = {(row + 1, column): rule for row, column, rule in sheet["marks"]}
            titles.append(title)
    return Workbook(tables, tuple(notices), tuple(titles), marks)


def _names_brands(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a heading with a column of the name of brands is there."""
    heading = rows[heading_at(TABLES["brands"], rows)] if rows else ()
    return any(column_of(TABLES["brands"], cell) in ("name_zh", "name_en") for cell in heading)


def _table_of_title(title: str) -> str:
    """Name the table of a sheet title: ``brands``, ``brands.csv``, ``模式 brands``, a table's title; "" if none."""
    words = title.casefold().removesuffix(".csv").split()
    for table in TABLES.values():
        titles = (table.title_zh, table.title_en.casefold(), f"{table.title_zh} {table.title_en}".casefold())
        if table.name in words or " ".join(words) in titles:
            return table.name
    return ""
