"""Write the report of a check as a workbook: every problem in a row, and the tables as read with the cells marked.

The marked sheets have the column names of the data folder: corrected, they can be given back.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from brandmap.exports.sheets.template import sheet_title
from brandmap.exports.sheets.xlsx_file import OPTIONS
from brandmap.intake.csv_file import RawTable, Row
from brandmap.intake.problems import Problem
from brandmap.intake.upload import Trial
from brandmap.intake.upload_report import headings, problem_row
from brandmap.records import LANGS, Lang
from brandmap.schema import TABLES
from brandmap.tables.brand_columns import COLUMN_BY_ID
from brandmap.text import phrase

MAX_LINES = 20_000  # problems in the list; nobody reads more
MAX_COMMENTS = 2_000  # cells with a comment; further ones are only coloured
_WIDTHS = (24, 8, 10, 30, 30, 50, 50)


def report_xlsx(trial: Trial, lang: Lang) -> bytes:
    """Return the workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        # With the present time two reports of the same file would differ.
        book.set_properties({"title": phrase("own_data.report_sheet", lang), "created": datetime(2025, 1, 1)})
        report = book.add_worksheet(phrase("own_data.report_sheet", lang))
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF5", "bottom": 1})
        marks = {
            True: book.add_format({"bg_color": "#FFF1C2", "text_wrap": True, "valign": "top", "num_format": "@"}),
            False: book.add_format({"bg_color": "#F9D2CE", "text_wrap": True, "valign": "top", "num_format": "@"}),
        }
        places: dict[tuple[str, int, str], str] = {}
        for name, table in trial.tables.items():
            if table.rows:
                places |= _write_rows(book, name, table, trial.problems, marks, lang)
        titles = headings(lang)
        for position, (title, width) in enumerate(
            zip((*titles[:2], phrase("own_data.report_cell", lang), *titles[2:]), _WIDTHS, strict=True)
        ):
            report.set_column(position, position, width)
            report.write_string(0, position, title, heading)
        for line, problem in enumerate(trial.problems[:MAX_LINES], 1):
            cells = list(problem_row(problem, lang))
            cells.insert(2, places.get((problem.table, problem.row or 0, problem.column), ""))
            for position, text in enumerate(cells):
                report.write_string(line, position, text, marks[problem.kept])
        report.freeze_panes(1, 0)
        report.autofilter(0, 0, min(len(trial.problems), MAX_LINES), len(_WIDTHS) - 1)
    return buffer.getvalue()


def _write_rows(
    book: Workbook, name: str, table: RawTable, problems: Sequence[Problem], marks: Mapping[bool, Format], lang: Lang
) -> dict[tuple[str, int, str], str]:
    """Write the rows of a table as read; return the address of each marked cell by table, row and column."""
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page = book.add_worksheet(sheet_title(TABLES[name]))
    columns = [column.name for column in TABLES[name].columns]
    extras = _extras(table.rows)
    for position, title in enumerate((*columns, *extras.values())):
        page.set_column(position, position, 24)
        page.write_string(0, position, title, marks[True] if title not in columns else text)
    by_cell: dict[tuple[int, str], list[Problem]] = {}
    for problem in problems:
        if problem.table == name and problem.row is not None:
            column = problem.column if problem.column in columns else columns[0]
            by_cell.setdefault((problem.row, column), []).append(problem)
    places: dict[tuple[str, int, str], str] = {}
    for line, row in enumerate(table.rows, 1):
        cells = {**row.cells, **{title: row.extras.get(key, "") for key, title in extras.items()}}
        for position, (column, cell) in enumerate(cells.items()):
            faults = by_cell.get((row.number, column), [])
            page.write_string(line, position, cell, marks[all(one.kept for one in faults)] if faults else text)
            if faults and len(places) < MAX_COMMENTS:
                words = "\n".join(f"{one.message(lang)} {one.remedy(lang)}" for one in faults)
                page.write_comment(line, position, words, {"x_scale": 2, "y_scale": 1.5})
            for fault in faults:
                places[name, row.number, fault.column] = f"{name}!{xl_rowcol_to_cell(line, position)}"
    page.freeze_panes(1, 1)
    return places


def _extras(rows: Sequence[Row]) -> dict[str, str]:
    """Name the columns of an export that are no columns of the table, by what they hold, as an export heads them."""
    headed = {
        f"{stem}_{lang}": phrase("export.translated", lang, heading=COLUMN_BY_ID[stem].heading[lang])
        for stem in ("measures", "figures", "locality", "pictured")
        for lang in LANGS
    }
    return {key: title for key, title in headed.items() if any(key in row.extras for row in rows)}
