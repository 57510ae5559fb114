"""Define the tables of an export: the models, and what belongs to them (measures, figures, places, sources …)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from brandmap.collection.filters import Collection
from brandmap.collection.provenance import sources_of
from brandmap.records import Brand, Edition, Figure, Lang, Place, Source, Text, Theme
from brandmap.schema import TABLES
from brandmap.tables.brand_columns import COLUMNS, place_name
from brandmap.tables.columns import LINE, NAME, NUMBER, PROSE, SHORT, TableColumn, data_frame, heading
from brandmap.text import day, or_not_published, phrase
from brandmap.text.languages import ExportLang


@dataclass(frozen=True)
class Sheet:
    """Describe one table of an export; ``records`` lists its rows for the exported models."""

    name: str  # of the table in the schema
    columns: tuple[TableColumn, ...]
    records: Callable[[Sequence[Brand], Collection], Iterable[Any]]

    @property
    def title(self) -> Text:
        return Text(TABLES[self.name].title_zh, TABLES[self.name].title_en)

    def table(self, brands: Sequence[Brand], collection: Collection, lang: ExportLang) -> pd.DataFrame:
        return data_frame(self.columns, self.records(brands, collection), collection, lang)


@dataclass(frozen=True)
class BrandItem:
    """Hold a measure, figure or place of a model, with its position among those of the model, counted from 1."""

    brand: Brand
    order: int
    value: Any


def _measures(brands: Sequence[Brand], _collection: Collection) -> list[BrandItem]:
    return [BrandItem(brand, order, measure) for brand in brands for order, measure in enumerate(brand.measures, 1)]


def _figures(brands: Sequence[Brand], _collection: Collection) -> list[BrandItem]:
    return [BrandItem(brand, order, figure) for brand in brands for order, figure in enumerate(brand.figures, 1)]


def _places(brands: Sequence[Brand], _collection: Collection) -> list[BrandItem]:
    return [BrandItem(brand, order, p) for brand in brands for order, p in enumerate((brand.home, *brand.pictured), 1)]


def _themes(brands: Sequence[Brand], collection: Collection) -> list[Theme]:
    used = {theme for brand in brands for theme in brand.themes}
    return [theme for theme in collection.dataset.themes.values() if theme.id in used]


def _sources(brands: Sequence[Brand], collection: Collection) -> list[Source]:
    return list(sources_of(brands, collection.dataset))


def _editions(brands: Sequence[Brand], collection: Collection) -> list[Edition]:
    used = {brand.edition for brand in brands}
    return [edition for id_, edition in collection.dataset.editions.items() if id_ in used]


def _source_title(edition: Edition, collection: Collection, lang: Lang) -> str:
    """Return the title of the source of an edition, or its id if a visitor's file does not have that source."""
    source = collection.dataset.sources.get(edition.source)
    return source.title[lang] if source else edition.source


def _value(figure: Figure) -> int | float:
    return int(figure.value) if figure.value == int(figure.value) else figure.value


def _role(place: Place, lang: Lang) -> str:
    return phrase(f"place_role.{place.role}", lang)


#: Columns that name the model to which a row belongs.
_BRAND_COLUMNS = (
    TableColumn("brand", heading("brands", "id"), lambda item, c, lang: item.brand.id, NAME, translated=False),
    TableColumn("name", heading("measures", "brand"), lambda item, c, lang: item.brand.name[lang], NAME),
)
_ORDER = TableColumn("order", heading("measures", "order"), lambda item, c, lang: item.order, NUMBER, translated=False)

SHEETS: tuple[Sheet, ...] = (
    Sheet("brands", COLUMNS, lambda brands, collection: brands),
    Sheet(
        "measures",
        (
            *_BRAND_COLUMNS,
            _ORDER,
            TableColumn("measure", heading("measures", "measure"), lambda item, c, lang: item.value[lang], PROSE),
        ),
        _measures,
    ),
    Sheet(
        "figures",
        (
            *_BRAND_COLUMNS,
            _ORDER,
            TableColumn("label", heading("figures", "label"), lambda item, c, lang: item.value.label[lang], LINE),
            TableColumn("value", heading("figures", "value"), lambda item, c, lang: _value(item.value), SHORT, False),
            TableColumn("unit", heading("figures", "unit"), lambda item, c, lang: item.value.unit[lang], SHORT),
            TableColumn(
                "as_printed",
                heading("figures", "as_printed"),
                lambda item, c, lang: item.value.as_printed,
                SHORT,
                False,
            ),
            TableColumn(
                "source",
                heading("figures", "source"),
                lambda item, c, lang: c.dataset.sources[item.value.source].title[lang],
                LINE,
            ),
        ),
        _figures,
    ),
    Sheet(
        "places",
        (
            *_BRAND_COLUMNS,
            TableColumn("role", heading("places", "role"), lambda item, c, lang: _role(item.value, lang), SHORT),
            TableColumn("adcode", heading("places", "adcode"), lambda item, c, lang: item.value.adcode, SHORT, False),
            TableColumn(
                "place", heading("brands", "place"), lambda item, c, lang: place_name(item.value.adcode, c, lang), NAME
            ),
            TableColumn(
                "locality", heading("places", "locality"), lambda item, c, lang: item.value.locality[lang], LINE
            ),
            TableColumn("what", heading("places", "what"), lambda item, c, lang: item.value.what[lang], LINE),
        ),
        _places,
    ),
    Sheet(
        "themes",
        (
            TableColumn("id", heading("themes", "id"), lambda theme, c, lang: theme.id, SHORT, translated=False),
            TableColumn("name", heading("themes", "name"), lambda theme, c, lang: theme.name[lang], NAME),
            TableColumn("meaning", heading("themes", "meaning"), lambda theme, c, lang: theme.meaning[lang], LINE),
            TableColumn("common", heading("themes", "common"), lambda theme, c, lang: theme.common[lang], PROSE),
        ),
        _themes,
    ),
    Sheet(
        "editions",
        (
            TableColumn("id", heading("editions", "id"), lambda edition, c, lang: edition.id, SHORT, translated=False),
            TableColumn("year", heading("editions", "year"), lambda edition, c, lang: edition.year, SHORT, False),
            TableColumn("name", heading("editions", "name"), lambda edition, c, lang: edition.name[lang], LINE),
            TableColumn("issuer", heading("editions", "issuer"), lambda edition, c, lang: edition.issuer[lang], NAME),
            TableColumn("source", heading("editions", "source"), _source_title, LINE),
        ),
        _editions,
    ),
    Sheet(
        "sources",
        (
            TableColumn("id", heading("sources", "id"), lambda source, c, lang: source.id, SHORT, translated=False),
            TableColumn("title", heading("sources", "title"), lambda source, c, lang: source.title[lang], LINE),
            TableColumn(
                "publisher", heading("sources", "publisher"), lambda source, c, lang: source.publisher[lang], NAME
            ),
            TableColumn(
                "published",
                heading("sources", "published"),
                lambda source, c, lang: day(source.published, lang),
                SHORT,
                False,
            ),
            TableColumn("byline", heading("sources", "byline"), lambda source, c, lang: source.byline[lang], LINE),
            TableColumn(
                "url",
                heading("sources", "url"),
                lambda source, c, lang: or_not_published(source.url, lang),
                LINE,
            ),
            TableColumn("notice", heading("sources", "notice"), lambda source, c, lang: source.notice[lang], PROSE),
        ),
        _sources,
    ),
)
