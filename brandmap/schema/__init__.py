"""Read the tables and columns of the data folder from ``tables.toml``.

Validation, labels, table headings, the upload template and docs/data-dictionary.md all use ``TABLES``; columns are
declared nowhere else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from brandmap.records import LANGS
from brandmap.schema import columns
from brandmap.schema.columns import (
    COMMON_KINDS,
    EVIDENCE_STAGES,
    FINDER_QUESTIONS,
    PLAN_KINDS,
    SEASONS,
    TEACHING_KINDS,
    TERM_FACETS,
    THEME_ICONS,
    Column,
    Kind,
    Table,
)

__all__ = [
    "COMMON_KINDS",
    "EVIDENCE_STAGES",
    "FINDER_QUESTIONS",
    "PLAN_KINDS",
    "SEASONS",
    "TABLES",
    "TEACHING_KINDS",
    "TERM_FACETS",
    "THEME_ICONS",
    "Column",
    "Kind",
    "Table",
]


def _columns(name: str, declaration: dict[str, Any]) -> Iterator[Column]:
    """Make the column of a declaration, or two columns for a text in both languages."""
    zh, en, allowed = declaration.pop("zh"), declaration.pop("en"), declaration.pop("allowed", "")
    if allowed:
        declaration["allowed"] = getattr(columns, allowed.upper())
    lengths = declaration.pop("lengths", None)
    if lengths is None:
        yield Column(name=name, label_zh=zh, label_en=en, **declaration)
        return
    for lang, length, names in zip(LANGS, lengths, (("中文", "Chinese"), ("英文", "English")), strict=True):
        declaration |= {"label_zh": f"{zh}（{names[0]}）", "label_en": f"{en} ({names[1]})", "max_length": length}
        yield Column(name=f"{name}_{lang}", **declaration)


def _tables() -> Iterator[Table]:
    """Make the tables in the order of the declarations."""
    declarations: Mapping[str, Any] = tomllib.loads(
        (resources.files("brandmap.schema") / "tables.toml").read_text(encoding="utf-8")
    )
    for name, table in declarations.items():
        table_columns = tuple(c for stem, line in table["columns"].items() for c in _columns(stem, line))
        yield Table(name, table["title"]["zh"], table["title"]["en"], tuple(table["key"]), table_columns)


#: All tables by name; a table stands after those it refers to.
TABLES: dict[str, Table] = {table.name: table for table in _tables()}
