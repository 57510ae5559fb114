"""Shapes of CSV: delimiters, quotes, ragged rows, headings, and sizes at and over every limit."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

from brandmap.intake.limits import MAX_CELL, MAX_COLUMNS, PUBLISHED
from brandmap.schema import TABLES
from tests.hostile.corpus import MODEL, ROW, cell, csv_of, file, left_out, named, refused, rows_of

G = "shape"
SPARE = "an editor's column"


def _delimited(mark: str):
    """The whole file with another delimiter."""

    def change(text: str) -> str:
        heading, rows = rows_of(text.encode())
        return csv_of(heading, rows, delimiter=mark)

    return change


def _line(text: str, row: int, change) -> str:
    """The text with one line changed. No cell of brands.csv holds a line break."""
    lines = text.splitlines()
    lines[row - 1] = change(lines[row - 1])
    return "\n".join(lines) + "\n"


def _heading(text: str, change) -> str:
    return _line(text, 1, change)


def _columns(text: str, change) -> str:
    """The table with its list of columns changed; a column of a new name is empty."""
    heading, rows = rows_of(text.encode())
    return csv_of(change(heading), rows, restval="")  # type: ignore[arg-type]


def _repeated(text: str) -> str:
    return text.rstrip("\r\n") + "\n" + text.splitlines()[ROW - 1] + "\n"


def _file_of(size: int):
    return lambda text: text + "\n" * (size - len(text.encode()))


def _quote_all(text: str) -> str:
    heading, rows = rows_of(text.encode())
    return csv_of(heading, rows, quoting=1)  # type: ignore[arg-type]


def _title_above(text: str) -> str:
    return "甘肃警务模式一览表\n" + text


CASES = [
    *[
        file(G, f"delimited by {name}", _delimited(mark))
        for name, mark in {"tabs": "\t", "semicolons": ";", "full-width commas": "，"}.items()
    ],
    file(G, "delimited by bars", _delimited("|")),
    file(G, "every cell in quotation marks", _quote_all),
    file(G, "blank lines at the end and between", lambda text: text.replace("\n", "\n\n") + "\n\n\n"),
    file(G, "empty cells after the last column of a row", lambda text: _line(text, ROW, lambda line: line + ",,,")),
    file(G, "100,000 empty cells after the last column", lambda text: _line(text, ROW, lambda line: line + "," * 100_000)),
    file(G, "a million empty cells in one row", lambda text: _line(text, ROW, lambda line: line + "," * 1_000_000)),
    file(G, "a row of commas alone", lambda text: text + "," * 50 + "\n"),
    file(G, "a row one cell short", lambda text: _line(text, ROW, lambda line: line.split(",", 1)[1]), left_out("ragged_row"), changed=frozenset({MODEL})),
    file(G, "a row one cell too long", lambda text: _line(text, ROW, lambda line: "x," + line), left_out("ragged_row"), changed=frozenset({MODEL})),
    file(G, "a row of 100,000 cells", lambda text: _line(text, ROW, lambda line: line + ",x" * 100_000), left_out("ragged_row"), changed=frozenset({MODEL})),
    file(G, "a row of one word", lambda text: text + "备注\n", left_out("not_a_record", row=12)),
    file(G, "a quotation mark never closed", lambda text: _line(text, ROW, lambda line: '"' + line), refused("broken_quotes", ROW)),
    file(G, "a word after a closing quotation mark", lambda text: _line(text, ROW, lambda line: '"huining-melon"x,' + line.split(",", 1)[1]), refused("broken_quotes", ROW)),
    file(G, "a quotation mark inside a bare cell", lambda text: _line(text, ROW, lambda line: line.replace("瓜田警务", '瓜田"警务"')), changed=frozenset({MODEL})),
    file(G, "cut in the middle of a row", lambda text: text[: text.rindex("linxia-night") + 200], refused("broken_quotes", 11)),
    file(G, "a line for Excel that names the comma", lambda text: "sep=,\r\n" + text),
    file(G, "a line for Excel that names the semicolon", lambda text: "SEP=;\n" + _delimited(";")(text)),
    file(G, "columns of latitude and longitude", lambda text: _columns(text, lambda names: [*names, "lon", "纬度"]), named(("brands", 1, "coordinate_column"), ("brands", 1, "coordinate_column"))),
    file(G, "CR, LF and CRLF mixed", lambda text: "".join(line + ("\r", "\n", "\r\n")[n % 3] for n, line in enumerate(text.splitlines()))),
    file(G, "a BOM in the middle, as joining files leaves", lambda text: _line(text, ROW, lambda line: "\ufeff" + line)),
    file(G, "empty", lambda _: b"", refused("empty_file")),
    file(G, "blank lines alone", lambda _: "\r\n \r\n\t\r\n", refused("empty_file")),
    file(G, "a BOM alone", lambda _: b"\xef\xbb\xbf", refused("empty_file")),
    file(G, "the heading alone", lambda text: text.splitlines()[0], refused("no_rows")),
    file(G, "rows without a heading", lambda text: text.split("\n", 1)[1], refused("missing_column", 1)),
    file(G, "a title above the heading", _title_above, named(("brands", 1, "lines_above"))),
    file(G, "blank lines above the heading", lambda text: "\n\n" + text),
    file(G, "columns in reverse order", lambda text: _columns(text, lambda names: names[::-1])),
    file(G, "an extra column", lambda text: _columns(text, lambda names: [*names, SPARE]), named(("brands", 1, "unknown_column"))),
    file(G, "an extra column whose name is a script", lambda text: _columns(text, lambda names: [*names, "<script>alert(1)</script>{{7*7}}"]), named(("brands", 1, "unknown_column"))),
    file(G, "a nameless column", lambda text: _columns(text, lambda names: [*names, ""])),
    file(G, "a missing optional column", lambda text: _columns(text, lambda names: [n for n in names if n != "months"]), changed=frozenset({"kang-pepper"})),
    file(G, "a missing required column", lambda text: _columns(text, lambda names: [n for n in names if n != "theme"]), refused("missing_column", 1)),
    file(G, "a column twice", lambda text: _heading(text, lambda line: line.replace("note_en", "note_zh")), refused("duplicate_column", 1)),
    file(G, "a heading in capitals with blanks", lambda text: _heading(text, lambda line: " " + line.upper().replace(",", " , "))),
    file(G, "a heading in full-width letters", lambda text: _heading(text, lambda line: line.replace("id,number", "ｉｄ,ｎｕｍｂｅｒ"))),
    file(G, "zero-width characters in the heading", lambda text: _heading(text, lambda line: line.replace("id,", "i\u200bd\ufeff,", 1))),
    file(G, "a heading in Cyrillic look-alikes", lambda text: _heading(text, lambda line: line.replace("theme,", "thеmе,", 1)), refused("missing_column", 1)),
    file(G, "a heading of a million columns", lambda _: "a," * 1_000_000, refused("too_many_columns")),
    file(G, "a heading of a million empty columns", lambda _: "," * 1_000_000, refused("empty_file")),
    file(G, "as many columns as allowed", lambda text: _columns(text, lambda names: names + [f"x{i}" for i in range(MAX_COLUMNS - len(names))]), named(*[("brands", 1, "unknown_column")] * (MAX_COLUMNS - len(TABLES["brands"].columns)))),
    file(G, "one column too many", lambda text: _columns(text, lambda names: names + [f"x{i}" for i in range(MAX_COLUMNS + 1 - len(names))]), refused("too_many_columns")),
    file(G, "a column name of a million characters", lambda text: _columns(text, lambda names: [*names, "x" * 1_000_000]), named(("brands", 1, "unknown_column"))),
    file(G, "200,000 rows", lambda text: text + "x,y\n" * 200_000, refused("too_many_rows")),
    file(G, "200,000 blank lines", lambda text: text + "\n" * 200_000),
    file(G, "a file one byte too large", _file_of(PUBLISHED.bytes + 1), refused("too_large")),
    file(G, "a duplicate row", _repeated, left_out("duplicate_key", row=12)),
    cell(G, "a duplicate id in full-width letters", {"id": "ｍａｑｕ-ecology"}, left_out("duplicate_key")),
    cell(G, "a duplicate id with a zero-width blank", {"id": "maqu\u200b-ecology"}, left_out("duplicate_key")),
    cell(G, "a duplicate number", {"number": "1"}, left_out("duplicate_number")),
    cell(G, "a blank id", {"id": " "}, left_out("required")),
    cell(G, "a cell of 100,000 characters", {"problem_zh": "长" * 100_000}, left_out("too_long")),
    cell(G, "a cell of 300,000 characters", {"problem_zh": "长" * 300_000}, left_out("too_long")),
    cell(G, "a cell one character too long", {"name_zh": "长" * 31}, left_out("too_long")),
    cell(G, "a cell as long as allowed", {"name_zh": "长" * 30}, name__zh="长" * 30),
    cell(G, "an unused cell over the limit", {"problem_en": "x" * (MAX_CELL + 1)}, left_out("too_long")),
    cell(G, "a line break in a paragraph", {"problem_zh": "一\r\n二\r三\u2028四"}, problem__zh="一\n二\n三\n四"),
    cell(G, "a line break in a name", {"name_zh": "瓜田\n警务"}, left_out("line_break")),
    cell(G, "a carriage return in a name", {"name_zh": "瓜田\r警务"}, left_out("line_break")),
    cell(G, "a paragraph separator in a name", {"name_zh": "瓜田\u2029警务"}, left_out("line_break")),
    *[
        file(G, f"not a table: {name}", lambda _, data=data: data, refused(*expected))
        for name, (data, expected) in {
            "XLSX or ZIP": (b"PK\x03\x04" + bytes(200), ("not_text",)),
            "OLE2 .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), ("not_text",)),
            "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(50), ("not_text",)),
            "gzip": (b"\x1f\x8b\x08\x00" + bytes(20), ("not_text",)),
            "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("other_format",)),
            "HTML": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", ("other_format",)),
            "JSON": (b'[{"id": 1}, {"id": 2}]', ("missing_column", 1)),
            "XML entities": (b'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', ("other_format",)),
            "SVG": (b'\xef\xbb\xbf\n<svg onload="alert(1)"/>', ("other_format",)),
            "Rich Text": (b"{\\rtf1\\ansi x}", ("other_format",)),
            "SYLK": (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", ("other_format",)),
            "an old XML spreadsheet": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', ("other_format",)),
            "JPEG": (b"\xff\xd8\xff\xe0JFIF" + bytes(range(1, 255)), ("encoding", 1)),
            "RAR": (b"Rar!\x1a\x07\x00", ("not_text",)),
            "an empty ZIP": (b"PK\x05\x06" + bytes(18), ("not_text",)),
        }.items()
    ],
]  # fmt: skip
