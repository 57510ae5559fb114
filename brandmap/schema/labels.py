"""Name the columns of a table: labels, and the two columns of a pair of languages."""

from __future__ import annotations

from typing import Literal

from brandmap.records import LANGS, Lang, Text
from brandmap.schema.columns import Table


def language_of(column: str) -> Lang | Literal[""]:
    """Give ``zh`` or ``en`` for one of a pair of columns, else ""."""
    return next((lang for lang in LANGS if column.endswith(f"_{lang}") and column != f"_{lang}"), "")


def counterpart(column: str) -> str:
    """Name the other column of a pair."""
    stem, _, lang = column.rpartition("_")
    return f"{stem}_{'en' if lang == 'zh' else 'zh'}"


def label(table: Table, stem: str) -> Text:
    """Give the label of a column; of a pair, without the “（中文）” that tells the two apart."""
    for column in table.columns:
        if column.name == stem:
            return Text(column.label_zh, column.label_en)
        if column.name == f"{stem}_zh":
            return Text(column.label_zh.removesuffix("（中文）"), column.label_en.removesuffix(" (Chinese)"))
    raise KeyError(f"table {table.name} has no column {stem!r}")
