"""Files a visitor can take away: exactly what is filtered, in Chinese, English or both, with its provenance.

All builders are pure: the same collection, filters, language and day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from brandmap.exports.columns import EXPORT_LANGS, ExportLang
from brandmap.exports.csv_file import csv_bytes
from brandmap.exports.geojson_file import geojson_bytes
from brandmap.exports.xlsx_file import xlsx_bytes
from brandmap.filters import Collection, Filters

__all__ = ["EXPORT_LANGS", "FORMATS", "ExportLang", "Format", "filename"]


@dataclass(frozen=True)
class Format:
    """A kind of file. ``build(collection, filters, lang, today)`` gives its bytes."""

    name: str  # also the file's suffix and its phrase in [data]
    mime: str
    build: Callable[[Collection, Filters, ExportLang, date], bytes]


FORMATS: tuple[Format, ...] = (
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
    Format("csv", "text/csv", csv_bytes),
    Format("geojson", "application/geo+json", geojson_bytes),
)


def filename(kind: Format, lang: ExportLang, collection: Collection, filters: Filters) -> str:
    """A plain ASCII name that says how much of the collection is inside: gansu-policing-models_4-of-10_zh.csv."""
    language = "zh-en" if lang == "both" else lang
    kept, total = len(filters.keep(collection)), len(collection.dataset.brands)
    return f"gansu-policing-models_{kept}-of-{total}_{language}.{kind.name}"
