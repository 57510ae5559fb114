"""Describe a column of a table, and turn columns into a pandas frame in one language or both.

With ``lang="both"`` a translated column appears twice, Chinese first, and a heading that serves both languages is
written in both: “序号 No.”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from brandmap.collection.filters import Collection
from brandmap.records import Lang, Text
from brandmap.schema import TABLES
from brandmap.schema.labels import label
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, in_words, languages

Cell = str | int | float | None
NUMBER, SHORT, NAME, LINE, PROSE = 6, 13, 20, 30, 56  # widths in characters


@dataclass(frozen=True)
class TableColumn:
    """One column. ``id`` is stable; ``value`` takes the record of a row (a Brand in the brand table), the collection
    and a language; an untranslated column has the same value in both."""

    id: str
    heading: Text
    value: Callable[[Any, Collection, Lang], Cell]
    width: int = SHORT
    translated: bool = True


def heading(table: str, stem: str) -> Text:
    """Return the schema's label of a column, without the “（中文）” that tells the two of a pair apart."""
    return label(TABLES[table], stem)


def spread(columns: Iterable[TableColumn], lang: ExportLang) -> list[tuple[TableColumn, Lang, str]]:
    """List the columns of a table in ``lang``: each with the language of its values and its heading."""
    headed: list[tuple[TableColumn, Lang, str]] = []
    for column in columns:
        if column.translated and lang == "both":
            headed += [
                (column, one, phrase("export.translated", one, heading=column.heading[one])) for one in languages(lang)
            ]
        else:
            headed.append((column, languages(lang)[0], in_words(column.heading, lang)))
    return headed


def frame(
    columns: Iterable[TableColumn], records: Iterable[Any], collection: Collection, lang: ExportLang
) -> pd.DataFrame:
    """One row per record, headings as in ``spread``."""
    kept = list(records)
    return pd.DataFrame(
        {
            title: _series([column.value(record, collection, one) for record in kept])
            for column, one, title in spread(columns, lang)
        }
    )


def _series(values: list[Cell]) -> pd.Series[Any]:
    """Whole numbers stay whole beside an empty cell; everything else keeps its own type."""
    whole = any(isinstance(value, int) for value in values) and all(isinstance(value, int | None) for value in values)
    return pd.Series(values, dtype="Int64" if whole else "object")
