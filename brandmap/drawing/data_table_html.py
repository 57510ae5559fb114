"""Draw the table of the data page: real text to read, select, print and listen to, sorted by any of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from pypinyin import Style, lazy_pinyin

from brandmap.collection.filters import Collection
from brandmap.collection.wording import inferred_mark, seasons_text
from brandmap.markup import Html, tag
from brandmap.records import Brand, Lang
from brandmap.tables.brand_columns import COLUMN_BY_ID
from brandmap.tables.columns import Cell, TableColumn
from brandmap.text import phrase

_EM_PER_CHARACTER = 0.56  # least width of a column, by the width in characters that the schema gives it
_MAX_CHARACTERS = 44
_ARROWS = {"ascending": "▲", "descending": "▼"}


def sorted_brands(
    brands: Sequence[Brand], collection: Collection, lang: Lang, by: str, descending: bool = False
) -> tuple[Brand, ...]:
    """Sort by a column: numbers by size, Chinese by pinyin; brands without a value come last in either direction."""
    column = COLUMN_BY_ID[by]
    values = {brand.id: column.value(brand, collection, lang) for brand in brands}
    empty_values = ("", None, phrase("text.not_published", lang))
    brands_with_value = [brand for brand in brands if values[brand.id] not in empty_values]
    brands_with_value.sort(key=lambda brand: _sort_key(values[brand.id], lang), reverse=descending)
    return (*brands_with_value, *(brand for brand in brands if values[brand.id] in empty_values))


def data_table_html(
    brands: Sequence[Brand], collection: Collection, lang: Lang, columns: Sequence[str], by: str, descending: bool
) -> Html:
    """Draw one row per brand in the order given; ``by`` (a column) and ``descending`` only mark a heading."""
    shown_columns = [COLUMN_BY_ID[id_] for id_ in columns]
    direction = "descending" if descending else "ascending"
    headings = (_heading(column, lang, direction if column.id == by else None) for column in shown_columns)
    rows = (tag("tr", *(_cell(column, brand, collection, lang) for column in shown_columns)) for brand in brands)
    table = tag("table", tag("thead", tag("tr", *headings)), tag("tbody", *rows))
    # A frame that scrolls must be reachable by keyboard.
    return tag("div", table, role="region", aria_label=phrase("data.table_name", lang), tabindex=0, class_="bm-data")


def _sort_key(value: Cell, lang: Lang) -> tuple[float, list[str]]:
    if isinstance(value, int | float):
        return float(value), []
    text = str(value).casefold()
    return 0.0, lazy_pinyin(text, style=Style.TONE3) if lang == "zh" else [text]


def _heading(column: TableColumn, lang: Lang, direction: str | None) -> Html:
    arrow = [" ", tag("span", _ARROWS[direction], aria_hidden="true")] if direction else []
    width = f"min-width:{min(column.width, _MAX_CHARACTERS) * _EM_PER_CHARACTER:.1f}em"
    return tag("th", column.heading[lang], *arrow, scope="col", aria_sort=direction, style=width)


def _cell(column: TableColumn, brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Draw a cell, marking what the editors inferred."""
    value = seasons_text(brand, lang) if column.id == "season" else column.value(brand, collection, lang)
    words = "" if value is None else str(value) + inferred_mark(brand, column.id, lang)
    return tag("th", words, scope="row") if column.id == "name" else tag("td", words)
