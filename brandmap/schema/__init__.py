"""Declare every table and column of the data folder, once.

Validation, labels, table headings, the upload template and docs/data-dictionary.md all loop over ``TABLES``; nothing
else lists columns. A text column that exists in both languages is declared once per language (``problem_zh``,
``problem_en``).
"""

from __future__ import annotations

from brandmap.schema.brands import BRANDS
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
from brandmap.schema.companions import EDITIONS, FIGURES, FINDER, MEASURES, PLACES, SOURCES, TEACHING, TERMS, THEMES

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

#: Order matters: a table comes after those it refers to.
TABLES: dict[str, Table] = {
    t.name: t for t in (SOURCES, THEMES, TERMS, FINDER, EDITIONS, BRANDS, MEASURES, FIGURES, PLACES, TEACHING)
}
