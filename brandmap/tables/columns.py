"""Describe a column of a table, and turn columns into a pandas frame in one language or both.

With ``lang="both"`` a translated column becomes two, Chinese first; any other column has a heading in both languages:
“序号 No.”.
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
    """Describe a column. ``value`` gets the record of a row (such as a Brand), the collection and a language."""

    id: str
    heading: Text
    value: Callable[[Any, Collection, Lang], Cell]
    width: int = SHORT  # in characters
    translated: bool = True  # False: the value is the same in both languages


def heading(table: str, stem: str) -> Text:
    """Return the schema's label of a column, without the name of a language."""
    return label(TABLES[table], stem)


def language_columns(columns: Iterable[TableColumn], lang: ExportLang) -> list[tuple[TableColumn, Lang, str]]:
    """List the columns of a table in ``lang``, each as (column, language of its values, heading)."""
    result: list[tuple[TableColumn, Lang, str]] = []
    for column in columns:
        if column.translated and lang == "both":
            result += [
                (column, one, phrase("export.translated", one, heading=column.heading[one])) for one in languages(lang)
            ]
        else:
            result.append((column, languages(lang)[0], in_words(column.heading, lang)))
    return result


def data_frame(
    columns: Iterable[TableColumn], records: Iterable[Any], collection: Collection, lang: ExportLang
) -> pd.DataFrame:
    """Make a table with one row per record and the columns of ``language_columns``."""
    rows = list(records)
    return pd.DataFrame(
        {
            title: _series([column.value(record, collection, one) for record in rows])
            for column, one, title in language_columns(columns, lang)
        }
    )


def _series(values: list[Cell]) -> pd.Series[Any]:
    """Make a column in which whole numbers stay whole, even if a cell is empty."""
    whole = any(isinstance(value, int) for value in values) and all(isinstance(value, int | None) for value in values)
    return pd.Series(values, dtype="Int64" if whole else "object")
