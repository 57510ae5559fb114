"""The brand table as CSV for spreadsheets: UTF-8 with BOM (Excel needs it for Chinese), CRLF, every cell quoted.

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
from brandmap.collection.provenance import Provenance, in_both, provenance, said_in_both
from brandmap.records import Lang, Text
from brandmap.tables.brand_columns import COLUMN_BY_ID, COLUMNS
from brandmap.tables.columns import LINE, Cell, TableColumn, frame
from brandmap.tables.formulas import neutralised
from brandmap.text.languages import ExportLang


def csv_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """All columns of what ``filters`` keep, then source, filter, date, attribution and notices."""
    said = provenance(collection, filters, today)
    columns = [column for column in COLUMNS if column.id != "source"]
    table = frame([*columns, *_provenance_columns(said)], filters.keep(collection), collection, lang)
    rows: list[Sequence[Any]] = [list(table.columns), *table.itertuples(index=False, name=None)]
    return csv_of(rows)


def csv_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows (heading first) as CSV; missing values become empty cells."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Any) -> Cell:
    if isinstance(cell, str):
        return neutralised(cell)
    return "" if pd.isna(cell) else cell


def _provenance_columns(said: Provenance) -> list[TableColumn]:
    notices = in_both(lambda lang: " ".join((said.award_notice[lang], said.editorial_notice[lang])))
    generated = Text(said.generated.isoformat(), said.generated.isoformat())
    constants = (
        ("filter", said.filter_sentence, True),
        ("exported", generated, False),
        ("attribution", said.attribution, True),
        ("review", said.review_notice, True),
        ("notes", notices, True),
        ("title", said.title, True),
    )
    return [COLUMN_BY_ID["source"]] + [
        TableColumn(
            name,
            said_in_both(f"provenance.{name}"),
            _constant(text),
            LINE,
            translated,
        )
        for name, text, translated in constants
    ]


def _constant(text: Text) -> Callable[[Any, Collection, Lang], Cell]:
    return lambda record, collection, lang: text[lang]
