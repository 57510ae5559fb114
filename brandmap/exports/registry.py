"""Every kind of file that can be taken away, in one table; the command line, the pages and the tests loop over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Literal

from brandmap.collection.filters import Collection, Filters
from brandmap.text.languages import ExportLang

Kind = Literal["lesson", "map", "data"]


@dataclass(frozen=True)
class TakeawayFormat:
    """A kind of file. ``label`` is an entry of the catalogue; ``function`` is where its builder is, imported when it
    is first called: nobody who only looks at the map loads the makers of slides."""

    name: str
    suffix: str
    mime: str
    kind: Kind
    function: str  # module:name under brandmap.exports

    @property
    def label(self) -> str:
        return f"takeaway.{self.name}"

    def build(self, collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
        """The file of what ``filters`` keep."""
        module, name = self.function.split(":")
        builder: Callable[[Collection, Filters, ExportLang, date], bytes] = getattr(
            import_module(f"brandmap.exports.{module}"), name
        )
        return builder(collection, filters, lang, today)

    def filename(self, collection: Collection, filters: Filters, lang: ExportLang) -> str:
        """Plain ASCII, says how much is inside: gansu-policing-models_4-of-10_zh.pptx."""
        language = "zh-en" if lang == "both" else lang
        kept, total = len(filters.keep(collection)), len(collection.dataset.brands)
        variant = "_answers" if self.name.endswith("_answers") else ""
        return f"gansu-policing-models_{kept}-of-{total}_{language}{variant}.{self.suffix}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
REGISTRY: dict[str, TakeawayFormat] = {
    one.name: one
    for one in (
        TakeawayFormat(
            "pptx", "pptx", f"{_OFFICE}.presentationml.presentation", "lesson", "pptx.presentation:pptx_bytes"
        ),
        TakeawayFormat("pdf", "pdf", "application/pdf", "lesson", "pdf.handout:pdf_bytes"),
        TakeawayFormat("pdf_answers", "pdf", "application/pdf", "lesson", "pdf.handout:pdf_answers_bytes"),
        TakeawayFormat("html", "html", "text/html", "map", "html.one_file:html_bytes"),
        TakeawayFormat("png", "png", "image/png", "map", "picture:png_bytes"),
        TakeawayFormat("svg", "svg", "image/svg+xml", "map", "picture:svg_bytes"),
        TakeawayFormat("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", "data", "sheets.xlsx_file:xlsx_bytes"),
        TakeawayFormat("csv", "csv", "text/csv", "data", "sheets.csv_file:csv_bytes"),
        TakeawayFormat("geojson", "geojson", "application/geo+json", "data", "geojson_file:geojson_bytes"),
    )
}
