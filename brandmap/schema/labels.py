"""Find the label, the language and the translation of a column."""

from __future__ import annotations

from typing import Literal

from brandmap.records import LANGS, Lang, Text
from brandmap.schema.columns import Table


def language_of(column: str) -> Lang | Literal[""]:
    """Return the language of a column that exists in both languages, else ""."""
    return next((lang for lang in LANGS if column.endswith(f"_{lang}") and column != f"_{lang}"), "")


def counterpart(column: str) -> str:
    """Return the name of the same column in the other language."""
    stem, _, lang = column.rpartition("_")
    return f"{stem}_{'en' if lang == 'zh' else 'zh'}"


def label(table: Table, stem: str) -> Text:
    """Return the label of a column, without the name of a language (“（中文）”)."""
    for column in table.columns:
        if column.name == stem:
            return Text(column.label_zh, column.label_en)
        if column.name == f"{stem}_zh":
            return Text(column.label_zh.removesuffix("（中文）"), column.label_en.removesuffix(" (Chinese)"))
    raise KeyError(f"table {table.name} has no column {stem!r}")
