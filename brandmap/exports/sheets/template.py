"""Write the template a visitor fills in: a workbook with drop-downs, notes and lists, or a CSV file of the models.

Headings are the schema's column names, exactly as the reader wants them; row 2 is a filled example that is never shown.
The same published collection gives the same bytes.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from brandmap.exports.sheets.csv_file import csv_of
from brandmap.exports.sheets.xlsx_file import OPTIONS
from brandmap.intake.csv_file import OWN_SOURCE
from brandmap.intake.limits import UPLOADED
from brandmap.intake.upload import own_source
from brandmap.intake.workbook import TEMPLATE_SHEETS
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import LANGS, Dataset
from brandmap.schema import TABLES, Column, Table
from brandmap.tables.dictionary import HEADINGS, entries
from brandmap.text import phrase

#: Tables a visitor may fill, in the order of the sheets; only the first is needed.
FILLED: tuple[str, ...] = ("brands", "measures", "figures", "places", "editions", "sources")
#: Table → its example row by column.
EXAMPLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (resources.files("brandmap.exports.sheets") / "template_example.toml").read_text(encoding="utf-8")
)
HELP_SHEET, LIST_SHEET = TEMPLATE_SHEETS
_PROMPT_TITLE, _PROMPT = 32, 255  # characters Excel allows
_LISTED = {"place": "places_by_name", "adcode": "places_by_code"}  # column → list of the list sheet
_LAST = UPLOADED.models + 1  # the last row of a sheet that is read


@dataclass(frozen=True)
class _List:
    """Hold a block of the list sheet. Its first column holds what goes into a cell, the others explain it."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def template_csv() -> bytes:
    """Return ``brands.csv`` with its heading and the example row. UTF-8 with BOM, as spreadsheets want it."""
    return csv_of([[column.name for column in TABLES["brands"].columns], _example_row(TABLES["brands"])])


def template_xlsx(published: Dataset, gazetteer: Gazetteer) -> bytes:
    """Return the workbook: a sheet per table of FILLED, one of notes, one of lists."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        # With the present time two templates would differ.
        book.set_properties({"title": "template", "created": datetime(2025, 1, 1)})
        lists = {one.name: one for one in _lists(published, gazetteer)}
        ranges = _ranges(lists.values())
        for name in FILLED:
            _write_table(book, TABLES[name], ranges)
        _write_help(book)
        _write_lists(book, tuple(lists.values()))
    return buffer.getvalue()


def sheet_title(table: Table) -> str:
    """Return the name of a sheet, which begins with the table's so that the reader recognises it."""
    return f"{table.name} {table.title_zh}"


def _example_row(table: Table) -> list[str]:
    return [EXAMPLES[table.name].get(column.name, "") for column in table.columns]


def _write_table(book: Workbook, table: Table, ranges: Mapping[str, str]) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#D6E4F2", "bottom": 1, "num_format": "@"})
    optional = book.add_format({"bg_color": "#F0F3F7", "bottom": 1, "num_format": "@"})
    example = book.add_format(
        {"italic": True, "font_color": "#7A5B00", "bg_color": "#FFF6DB", "text_wrap": True, "valign": "top",
         "num_format": "@"}
    )  # fmt: skip
    # Text, or a spreadsheet would turn 6-8 into a date and 021 into 21.
    typed = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet_title(table))
    for position, (column, text) in enumerate(zip(table.columns, _example_row(table), strict=True)):
        page.set_column(position, position, _width(column), typed)
        page.write_string(0, position, column.name, needed if column.required else optional)
        page.write_string(1, position, text, example)
        page.data_validation(1, position, _LAST - 1, position, _validation(column, ranges))
    page.freeze_panes(1, 1)


def _width(column: Column) -> int:
    if column.kind == "prose" or column.max_length > 100:
        return 40
    return 24 if column.kind in ("text", "list", "url") else 14


def _validation(column: Column, ranges: Mapping[str, str]) -> dict[str, Any]:
    """Return the choices and the hint that a spreadsheet shows in a cell of the column."""
    title = f"{column.label_zh} {column.label_en}"
    need = phrase("own_data.needed" if column.required else "own_data.may_be_empty", "zh")
    hint = f"{column.help_zh}。{need}\n{column.help_en}."
    offered = _offered(column, ranges)
    if not offered:
        return {"validate": "any", "input_title": _cut(title, _PROMPT_TITLE), "input_message": _cut(hint, _PROMPT)}
    return {
        "validate": "list",
        "source": f"={offered}",
        "input_title": _cut(title, _PROMPT_TITLE),
        "input_message": _cut(hint, _PROMPT),
        "error_title": _cut(title, _PROMPT_TITLE),
        "error_message": _cut(f"{phrase('own_data.not_listed', 'zh')}\n{phrase('own_data.not_listed', 'en')}", _PROMPT),
        # Several values separated by semicolons, names in pinyin and sources of one's own are right too.
        "error_type": "stop" if column.kind == "id" and column.refers_to in ("", "themes") else "information",
    }


def _offered(column: Column, ranges: Mapping[str, str]) -> str:
    if column.refers_to == "brands":
        return f"'{sheet_title(TABLES['brands'])}'!$A$2:$A${_LAST}"
    return ranges.get(column.refers_to) or ranges.get(_LISTED.get(column.name, column.name), "")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _lists(published: Dataset, gazetteer: Gazetteer) -> Iterator[_List]:
    """List everything a drop-down offers, with its meaning in both languages."""
    places = [unit for unit in gazetteer if gazetteer.is_place(unit.adcode)]
    names = ("中文名称", "English name")
    yield _List(
        "places_by_code",
        ("adcode", *names, "市州", "Prefecture"),
        tuple(
            (unit.adcode, unit.name.zh, unit.name.en, *_both_names(gazetteer, unit.prefecture_adcode))
            for unit in places
        ),
    )
    yield _List("places_by_name", ("place",), tuple((unit.name.zh,) for unit in places))
    yield _List("themes", ("theme", *names), tuple((t.id, t.name.zh, t.name.en) for t in published.themes.values()))
    yield _List("terms", ("terms", *names), tuple((t.id, t.name.zh, t.name.en) for t in published.terms.values()))
    editions = published.editions.values()
    yield _List("editions", ("edition", *names), tuple((one.id, one.name.zh, one.name.en) for one in editions))
    sources = {OWN_SOURCE: own_source(date(2025, 1, 1)), **published.sources}
    yield _List("sources", ("source", *names), tuple((s.id, s.title.zh, s.title.en) for s in sources.values()))
    words = {"season": "season", "season_basis": "season", "evidence": "evidence", "role": "place_role"}
    words |= {"stated": "statement", "inferred": "statement"}
    for name, catalogue in words.items():
        column = (TABLES["places"] if name == "role" else TABLES["brands"]).column(name)
        rows = tuple((value, *(phrase(f"{catalogue}.{value}", lang) for lang in LANGS)) for value in column.allowed)
        yield _List(name, (name, *names), rows)


def _both_names(gazetteer: Gazetteer, adcode: str) -> tuple[str, str]:
    name = gazetteer.unit(adcode).name
    return name.zh, name.en


def _ranges(lists: Iterable[_List]) -> dict[str, str]:
    """Return where the values of each list stand, as a spreadsheet writes it."""
    ranges, position = {}, 0
    for one in lists:
        letter = xlsxwriter.utility.xl_col_to_name(position)
        ranges[one.name] = f"'{LIST_SHEET}'!${letter}$2:${letter}${len(one.rows) + 1}"
        position += len(one.headings) + 1
    return ranges


def _write_lists(book: Workbook, lists: Sequence[_List]) -> None:
    page = book.add_worksheet(LIST_SHEET)
    heading = book.add_format({"bold": True, "bg_color": "#E8EEF5", "bottom": 1})
    position = 0
    for one in lists:
        for column, title in enumerate(one.headings):
            page.set_column(position + column, position + column, 14 if column == 0 else 24)
            page.write_string(0, position + column, title, heading)
            for row, cells in enumerate(one.rows, 1):
                page.write_string(row, position + column, cells[column])
        position += len(one.headings) + 1
    page.freeze_panes(1, 0)


def _write_help(book: Workbook) -> None:
    """Write how to fill it in, then every column of every sheet with its rule, in both languages."""
    page = book.add_worksheet(HELP_SHEET)
    strong = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    heading = book.add_format({"bold": True, "bg_color": "#E8EEF5", "bottom": 1})
    text = book.add_format({"valign": "top", "text_wrap": True})
    page.set_column(0, 0, 16)
    page.set_column(1, 6, 30)
    row = 0
    for line in range(1, 9):
        for position, lang in enumerate(LANGS):
            # Wide enough to read: three columns for each language.
            first = 1 + 3 * position
            page.merge_range(row, first, row, first + 2, phrase(f"own_data.step_{line}", lang), text)
        page.write_number(row, 0, line, strong)
        page.set_row(row, 48)
        row += 1
    for name in FILLED:
        row = _write_columns(page, row + 1, TABLES[name], (strong, heading, text))


def _write_columns(page: Worksheet, row: int, table: Table, formats: tuple[Format, Format, Format]) -> int:
    strong, heading, text = formats
    page.write_string(row, 0, sheet_title(table), strong)
    titles = [phrase(f"dictionary.{name}", lang) for lang in LANGS for name in HEADINGS[1:]]
    titles.insert(0, " ".join(phrase("dictionary.column", lang) for lang in LANGS))
    for position, title in enumerate(titles):
        page.write_string(row + 1, position, title, heading)
    row += 2
    for zh, en in zip(entries(table, "zh"), entries(table, "en"), strict=True):
        for position, cell in enumerate((*zh.cells, *en.cells[1:])):
            page.write_string(row, position, cell, text)
        row += 1
    return row
