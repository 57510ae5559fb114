"""Write the table of models as CSV for spreadsheets: UTF-8 with BOM (for Chinese in Excel), CRLF, every cell quoted.

The file stays one tidy table, so its provenance is in the last columns, the same on every row except the source.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, bilingual, bilingual_phrase, provenance
from brandmap.records import Lang, Text
from brandmap.tables.brand_columns import COLUMN_BY_ID, COLUMNS
from brandmap.tables.columns import LINE, Cell, TableColumn, data_frame
from brandmap.tables.formulas import escape_formula
from brandmap.text.languages import ExportLang


def csv_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return all columns of what ``filters`` keep, then source, filter, date, attribution and notices."""
    facts = provenance(collection, filters, today)
    columns = [column for column in COLUMNS if column.id != "source"]
    table = data_frame([*columns, *_provenance_columns(facts)], filters.keep(collection), collection, lang)
    rows: list[Sequence[Any]] = [list(table.columns), *table.itertuples(index=False, name=None)]
    return csv_of(rows)


def csv_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return rows (heading first) as CSV; missing values become empty cells."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Any) -> Cell:
    if isinstance(cell, str):
        return escape_formula(cell)
    return "" if pd.isna(cell) else cell


def _provenance_columns(facts: Provenance) -> list[TableColumn]:
    notices = bilingual(lambda lang: " ".join((facts.award_notice[lang], facts.editorial_notice[lang])))
    generated = Text(facts.generated.isoformat(), facts.generated.isoformat())
    constants = (
        ("filter", facts.filter_sentence, True),
        ("exported", generated, False),
        ("attribution", facts.attribution, True),
        ("review", facts.review_notice, True),
        ("notes", notices, True),
        ("title", facts.title, True),
    )
    return [COLUMN_BY_ID["source"]] + [
        TableColumn(
            name,
            bilingual_phrase(f"provenance.{name}"),
            _constant(text),
            LINE,
            translated,
        )
        for name, text, translated in constants
    ]


def _constant(text: Text) -> Callable[[Any, Collection, Lang], Cell]:
    return lambda record, collection, lang: text[lang]
