"""Read one workbook from standard input and write its sheets as JSON: a process of its own, with limits of its own.

A library reads the cells and nothing can stop it halfway; so the process ends itself when it has used too much time or
memory, and the server goes on. What the library does not tell (number formats, hidden rows, formulas without a result)
is read from the sheets' own parts; where that fails the cells are still there.
"""

from __future__ import annotations

import io
import json
import math
import posixpath
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from brandmap.intake.limits import (
    LINES_ABOVE,
    MAX_CELL,
    MAX_ELEMENTS,
    MAX_ENTRIES,
    MAX_EXPANDED,
    MAX_MEMORY,
    MAX_PART,
    MAX_RATIO,
    MAX_ROWS,
    MAX_SECONDS,
    MAX_SHEETS,
    RATIO_FROM,
    WIDEST,
)

_BIG_PARTS = ("xl/worksheets/", "xl/sharedstrings.", "content.xml")
_READ = (".xml", ".rels", ".bin", "mimetype")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
#: A format that shows digits and words only, such as 000 or "警务"0.
_DIGITS = re.compile(r'((?:"[^"]*"|\\.)*)(0+)((?:"[^"]*"|\\.)*)')
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PICTURE = re.compile(r"=(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
#: Built-in date formats of Chinese Excel, which the library takes for numbers.
_CHINESE_DATES = {*range(27, 32), 36, *range(50, 55), 57, 58}
_CHINESE_TIMES = {32, 33, 34, 35, 55, 56}


@dataclass
class Notes:
    """What is seen in a sheet's part besides its values: formats by cell, formulas without a result, hidden rows."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    failed: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bool = False
    rows_twice: list[int] = field(default_factory=list)


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
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    try:
        sheets, links = read(sys.stdin.buffer.read())
        answer: dict[str, Any] = {"sheets": [asdict(sheet) for sheet in sheets], "links": links}
    except Refusal as refusal:
        answer = {"rule": str(refusal)}
    except MemoryError:
        answer = {"rule": "too_costly"}
    json.dump(answer, sys.stdout)


def read(data: bytes) -> tuple[list[Sheet], bool]:
    """Read all sheets, and whether the file has links to others. Raises Refusal."""
    parts: dict[str, bytes] = {}
    if data.startswith(b"PK\x03\x04"):
        parts = package(data)
        data = repacked(parts)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown_sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        if not shown_sheets:
            raise Refusal("broken_workbook")
        if len(shown_sheets) > MAX_SHEETS:
            raise Refusal("too_many_sheets")
        notes = notes_by_sheet(parts)
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
    return sheets, any("externallinks/" in name.lower() for name in parts)


def package(data: bytes) -> dict[str, bytes]:
    """Read the parts of an archive by name, pictures left out, once it is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        # RuntimeError is zipfile's word for a password.
        raise Refusal("broken_workbook") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in archive.infolist()}
    # The sizes are what the archive claims; zipfile never expands an entry beyond its claim.
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries.values()) > MAX_EXPANDED:
        raise Refusal("bomb")
    if any(entry.file_size > max(RATIO_FROM, MAX_RATIO * entry.compress_size) for entry in entries.values()):
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
        if entry.file_size > MAX_PART and not low.startswith(_BIG_PARTS):
            raise Refusal("bomb")
        part = archive.read(entry)
        plain = part.replace(b"\x00", b"")  # UTF-16 too
        if not low.endswith(".bin") and (b"<!DOCTYPE" in plain or b"<!ENTITY" in plain):
            raise Refusal("unsafe_workbook")
        elements += plain.count(b"<")
        if elements > MAX_ELEMENTS:
            raise Refusal("too_many_cells")
        parts[re.sub(r"(^|/)workbook\d+\.", r"\1workbook.", name)] = part
    return parts


def repacked(parts: Mapping[str, bytes]) -> bytes:
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
        for position, cell in enumerate(cells[:WIDEST]):
            text, rule = seen(cell, notes.formats.get((number, position), ""))
            if (number, position) in notes.uncalculated and not text:
                rule = "uncalculated_formula"
            if (number, position) in notes.failed:
                rule = "failed_formula"
            if rule:
                marks.append((number, position, rule))
            texts.append(text)
        while texts and not texts[-1].strip():
            texts.pop()
        used += bool(texts)
        if used > 20 * MAX_ROWS + LINES_ABOVE:
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
    for _ in range(min(above, 20 * MAX_ROWS)):
        yield []
    blank = [""] * min(before, WIDEST)
    for cells in sheet.to_python(skip_empty_area=True):
        yield [*blank, *cells]


def seen(cell: Any, style: str = "") -> tuple[str, str]:
    """Give the text a person sees in a cell, and the rule its content breaks."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell) and style:
        return _formatted(float(cell), style)
    text = shown(cell)
    return ("", "picture_cell") if _PICTURE.match(text) else (text, "")


def _formatted(number: float, style: str) -> tuple[str, str]:
    """Give a number as its format shows it, where that is not the number itself."""
    if style.startswith("date"):
        day = datetime(1899, 12, 30) + timedelta(days=min(max(number, 0), 2_900_000))
        return (day.strftime("%H:%M") if style == "date time" else day.date().isoformat()), ""
    section = style.split(";", maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", section)
    if bare.rstrip().endswith("%"):
        return f"{shown(float(format(number * 100, '.12g')))}%", ""
    if bare.rstrip().endswith(",") or "‰" in section or re.search(r"0!?[.,]0*[\"\\万千]", section):
        return shown(number), "scaled_number"
    if (match := _DIGITS.fullmatch(section)) and number == int(number) and number >= 0:
        before, after = ("".join(word or sign for word, sign in _QUOTED.findall(match[n])) for n in (1, 3))
        return f"{before}{int(number):0{len(match[2])}d}{after}", ""
    return shown(number), ""


def shown(cell: Any) -> str:
    """Give a cell's value as a person sees it."""
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
    if isinstance(cell, timedelta):
        hours, rest = divmod(int(cell.total_seconds()), 3600)
        return f"{hours:02d}:{rest // 60:02d}"
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(cell)[: 2 * MAX_CELL])
    return _plain(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def _plain(text: str) -> str:
    """Replace half characters of a broken pair, which no text may hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def notes_by_sheet(parts: Mapping[str, bytes]) -> dict[str, Notes]:
    """Read the notes of every sheet of an XLSX package by title; none where a part cannot be read."""
    found: dict[str, Notes] = {}
    with suppress(ElementTree.ParseError, KeyError, ValueError):
        low = {name.lower(): part for name, part in parts.items()}
        formats = _formats(low)
        targets = {
            _attribute(item, "Id"): posixpath.normpath(posixpath.join("/xl", _attribute(item, "Target")))[1:].lower()
            for item in ElementTree.fromstring(low["xl/_rels/workbook.xml.rels"])
        }
        for item in ElementTree.fromstring(low["xl/workbook.xml"]).iter():
            if item.tag.rpartition("}")[2] == "sheet":
                notes = found[_attribute(item, "name")] = Notes()
                with suppress(expat.ExpatError, KeyError, ValueError):
                    _take_notes(low[targets[_attribute(item, "id")]], formats, notes)
    return found


def _attribute(item: ElementTree.Element, name: str) -> str:
    """Give an attribute, whatever its namespace."""
    return next(value for key, value in item.attrib.items() if key.rpartition("}")[2] == name)


def _formats(parts: Mapping[str, bytes]) -> list[str]:
    """List the number format of every cell style; "" for those that change nothing."""
    codes = {9: "0%", 10: "0.00%"} | dict.fromkeys(_CHINESE_DATES, "date") | dict.fromkeys(_CHINESE_TIMES, "date time")
    formats: list[str] = []
    with suppress(KeyError, ElementTree.ParseError, ValueError):
        root = ElementTree.fromstring(parts["xl/styles.xml"])
        for item in root.iter():
            if item.tag.rpartition("}")[2] == "numFmt":
                codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
        for group in root:
            if group.tag.rpartition("}")[2] == "cellXfs":
                formats = [codes.get(int(item.get("numFmtId", "0")), "") for item in group]
    return formats


def _take_notes(part: bytes, formats: list[str], notes: Notes) -> None:
    """Walk over a sheet's elements once."""
    at, kind, in_value, waiting, rows = [0, -1], [""], [False], False, set[int]()

    def started(tag: str, attributes: dict[str, str]) -> None:
        nonlocal waiting
        name = tag.rpartition(":")[2]
        in_value[0] = name == "v"
        if name == "c":
            at[1] = _column(attributes["r"]) if "r" in attributes else at[1] + 1
            waiting = False
            kind[0] = attributes.get("t", "")
            if kind[0] == "e":
                notes.failed.add((at[0] - 1, at[1]))
            if style := formats[int(attributes["s"])] if 0 < int(attributes.get("s", 0)) < len(formats) else "":
                notes.formats[at[0] - 1, at[1]] = style
        elif name == "f":
            waiting = True
            notes.uncalculated.add((at[0] - 1, at[1]))
        elif name == "v" and waiting and kind[0] == "str":
            notes.uncalculated.discard((at[0] - 1, at[1]))  # the result may be the empty text
        elif name == "row":
            at[:] = [int(attributes["r"]) if "r" in attributes else at[0] + 1, -1]
            if at[0] in rows:
                notes.rows_twice.append(at[0])
            rows.add(at[0])
            if attributes.get("hidden") in ("1", "true"):
                notes.hidden_rows.add(at[0] - 1)
        elif name == "col" and attributes.get("hidden") in ("1", "true") and int(attributes.get("min", 1)) <= WIDEST:
            notes.hidden_columns = True

    def written(text: str) -> None:
        # Behind the formula's own text its result is all that a cell holds.
        if waiting and in_value[0] and text.strip():
            notes.uncalculated.discard((at[0] - 1, at[1]))

    parser = expat.ParserCreate()
    parser.CharacterDataHandler = written
    handler: Callable[[str, dict[str, str]], None] = started
    parser.StartElementHandler = handler
    parser.Parse(part, True)


def _column(reference: str) -> int:
    """Count the column of a reference such as AB12 from 0."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = 26 * column + ord(letter.upper()) - 64
    return column - 1


if __name__ == "__main__":
    main()
