"""Read one workbook from standard input and write its sheets as JSON: a process of its own, with limits of its own.

A library reads the cells and nothing can stop it halfway; so the process ends itself when it has used too much time or
memory, and the server goes on. What the library does not tell (number formats, hidden rows, formulas without a result)
is read from the sheets' own parts; where that fails the cells are still there.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from brandmap.intake import limits
from brandmap.intake.workbook_cells import visible_text
from brandmap.intake.workbook_notes import Notes, notes_by_sheet, ods_notes, xls_notes

_BIG_PARTS = ("xl/worksheets/", "xl/sharedstrings.", "content.xml")
POLITENESS = 10  # visitors who look at pages come first
_READ = (".xml", ".rels", ".bin", "mimetype")


@dataclass
class Sheet:
    """One sheet. ``marks`` names the cells without a value, as [row, column, rule], both counted from 0."""

    title: str
    rows: list[list[str]]
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: bool = False
    merged: bool = False
    hidden_rows: int = 0
    hidden_columns: bool = False
    rows_twice: list[int] = field(default_factory=list)


class Refusal(Exception):
    """The workbook breaks a rule."""


def main() -> None:
    """Answer for the bytes on standard input."""
    os.nice(POLITENESS)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_SECONDS, limits.MAX_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_MEMORY, limits.MAX_MEMORY))
    try:
        sheets, notices = read(sys.stdin.buffer.read())
        answer: dict[str, Any] = {"sheets": [asdict(sheet) for sheet in sheets], "notices": notices}
    except Refusal as refusal:
        answer = {"rule": str(refusal)}
    except MemoryError:
        answer = {"rule": "too_costly"}
    json.dump(answer, sys.stdout)


def read(data: bytes) -> tuple[list[Sheet], list[str]]:
    """Read all sheets, and what is to be said of the whole file. Raises Refusal."""
    parts: dict[str, bytes] = {}
    if data.startswith(b"PK\x03\x04"):
        parts = package(data)
        data = repack(parts)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown_sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        if not shown_sheets:
            raise Refusal("broken_workbook")
        if len(shown_sheets) > limits.MAX_SHEETS:
            raise Refusal("too_many_sheets")
        content = parts.get("content.xml")
        notes = ods_notes(content) if content else notes_by_sheet(parts) if parts else xls_notes(data)
        sheets = [
            _sheet(book, about.name, about.visible != SheetVisibleEnum.Visible, notes.get(about.name, Notes()))
            for about in shown_sheets
        ]
    except (Refusal, MemoryError):
        raise
    except BaseException as error:  # the library panics in words of its own
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise Refusal("broken_workbook" if parts else "old_excel") from None
    about = {"external_links": "externallinks/", "formats_unread": "xl/workbook.bin"}
    return sheets, [rule for rule, part in about.items() if any(part in name.lower() for name in parts)]


def package(data: bytes) -> dict[str, bytes]:
    """Read the parts of an archive by name, pictures left out, once it is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        # zipfile raises RuntimeError for a password, NotImplementedError for a compression it does not know.
        raise Refusal("broken_workbook") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in archive.infolist()}
    # The sizes are what the archive claims; zipfile never expands an entry beyond its claim.
    if len(entries) > limits.MAX_ENTRIES or sum(entry.file_size for entry in entries.values()) > limits.MAX_EXPANDED:
        raise Refusal("bomb")
    if any(
        entry.file_size > max(limits.RATIO_FROM, limits.MAX_RATIO * entry.compress_size) for entry in entries.values()
    ):
        raise Refusal("bomb")
    names = {name.lower() for name in entries}
    if any(name.endswith(".iwa") for name in names):
        raise Refusal("numbers_file")
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise Refusal("macros")
    if not any(re.fullmatch(r"xl/workbook\d*\.(?:xml|bin)|content\.xml", name) for name in names):
        raise Refusal("not_workbook")
    parts: dict[str, bytes] = {}
    elements = 0
    for name, entry in entries.items():
        low = name.lower()
        if not low.endswith(_READ) or not low.startswith(
            ("xl/", "_rels/", "[content", "content", "mimetype", "meta-inf/")
        ):
            continue
        if entry.file_size > limits.MAX_PART and not low.startswith(_BIG_PARTS):
            raise Refusal("bomb")
        part = archive.read(entry)
        plain = part.replace(b"\x00", b"")  # UTF-16 too
        if not low.endswith(".bin") and (b"<!DOCTYPE" in plain or b"<!ENTITY" in plain):
            raise Refusal("unsafe_workbook")
        elements += plain.count(b"<")
        if elements > limits.MAX_ELEMENTS:
            raise Refusal("too_many_cells")
        parts[re.sub(r"(^|/)workbook\d+\.", r"\1workbook.", name)] = part
    return parts


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts anew under plain names, without what has no part in the cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _sheet(book: CalamineWorkbook, title: str, hidden: bool, notes: Notes) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    marks: list[tuple[int, int, str]] = []
    rows: list[list[str]] = []
    used = 0
    for number, cells in enumerate(_rows(sheet)):
        texts = []
        for position, cell in enumerate(cells[: limits.WIDEST]):
            text, rule = visible_text(cell, notes.formats.get((number, position), ""))
            noted = notes.rules.get((number, position), "")
            if noted == "failed_formula" or not text:
                rule = noted or rule
            if rule:
                marks.append((number, position, rule))
            texts.append(text)
        while texts and not texts[-1].strip():
            texts.pop()
        used += bool(texts)
        if used > limits.UPLOADED.others + limits.LINES_ABOVE:
            raise Refusal("too_many_rows")
        rows.append(texts)
    while rows and not rows[-1]:
        rows.pop()
    filled = {number for number, texts in enumerate(rows) if texts}
    return Sheet(
        title, rows, marks, hidden, bool(sheet.merged_cell_ranges), len(filled & notes.hidden_rows),
        notes.hidden_columns, notes.rows_twice,
    )  # fmt: skip


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """Yield the rows from the first row of the sheet on, whatever stands empty above or before the cells."""
    if sheet.start is None:
        return
    above, before = sheet.start
    for _ in range(min(above, limits.UPLOADED.others)):
        yield []
    blank = [""] * min(before, limits.WIDEST)
    for cells in sheet.to_python(skip_empty_area=True):
        yield [*blank, *cells]


if __name__ == "__main__":
    main()
