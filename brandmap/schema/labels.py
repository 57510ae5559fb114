"""Name the columns of a table: labels, and the two columns of a pair of languages."""

from __future__ import annotations

from brandmap.records import LANGS, Text
from brandmap.schema.columns import Table


def language_of(column: str) -> str:
    """``zh`` or ``en`` for one of a pair of columns, else ""."""
    stem, _, lang = column.rpartition("_")
    return lang if stem and lang in LANGS else ""


def counterpart(column: str) -> str:
    """The other column of a pair."""
    stem, _, lang = column.rpartition("_")
    return f"{stem}_{'en' if lang == 'zh' else 'zh'}"


def label(table: Table, stem: str) -> Text:
    """The label of a column; of a pair, without the “（中文）” that tells the two apart."""
    for column in table.columns:
        if column.name == stem:
            return Text(column.label_zh, column.label_en)
        if column.name == f"{stem}_zh":
            return Text(column.label_zh.removesuffix("（中文）"), column.label_en.removesuffix(" (Chinese)"))
    raise KeyError(f"table {table.name} has no column {stem!r}")
