"""Declare every table and column of the data folder, once, in ``tables.toml``.

Validation, labels, table headings, the upload template and docs/data-dictionary.md all loop over ``TABLES``; nothing
else lists columns.
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


def _columns(name: str, given: dict[str, Any]) -> Iterator[Column]:
    """Make the column of one line of the declaration, or the two columns of a text in both languages."""
    zh, en, allowed = given.pop("zh"), given.pop("en"), given.pop("allowed", "")
    if allowed:
        given["allowed"] = getattr(columns, allowed.upper())
    lengths = given.pop("lengths", None)
    if lengths is None:
        yield Column(name=name, label_zh=zh, label_en=en, **given)
        return
    for lang, length, marks in zip(LANGS, lengths, (("中文", "Chinese"), ("英文", "English")), strict=True):
        given |= {"label_zh": f"{zh}（{marks[0]}）", "label_en": f"{en} ({marks[1]})", "max_length": length}
        yield Column(name=f"{name}_{lang}", **given)


def _tables() -> Iterator[Table]:
    declared: Mapping[str, Any] = tomllib.loads(
        (resources.files("brandmap.schema") / "tables.toml").read_text(encoding="utf-8")
    )
    for name, table in declared.items():
        whole = tuple(column for stem, given in table["columns"].items() for column in _columns(stem, given))
        yield Table(name, table["title"]["zh"], table["title"]["en"], tuple(table["key"]), whole)


#: All tables by name; one comes after those it refers to.
TABLES: dict[str, Table] = {table.name: table for table in _tables()}
