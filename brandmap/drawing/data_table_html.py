"""The table of the data page as HTML: real text to read, select, print and listen to, sorted by any of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from pypinyin import Style, lazy_pinyin

from brandmap.collection.filters import Collection
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang
from brandmap.tables.brand_columns import COLUMN_BY_ID
from brandmap.tables.columns import Cell, TableColumn
from brandmap.text import phrase

_EM = 0.56  # of a column's least width per character of its stated width
_WIDEST = 44  # characters
_LINE = "1px solid rgba(128,128,128,.25)"
_CELL = (
    f"padding:.4rem .9rem .4rem .5rem;vertical-align:top;text-align:start;border-bottom:{_LINE};overflow-wrap:anywhere"
)
_HEAD = f"{_CELL};position:sticky;top:0;background:light-dark(#f3f5f8,#1d252f);font-weight:600;white-space:nowrap"
#: Scrolls by itself in both directions, so that its heading stays in sight and the page no wider than a phone.
_FRAME = f"overflow:auto;max-height:min(44rem,80vh);border:{_LINE};border-radius:.4rem"
_ARROWS = {"ascending": "▲", "descending": "▼"}


def ordered(
    brands: Sequence[Brand], collection: Collection, lang: Lang, by: str, descending: bool = False
) -> tuple[Brand, ...]:
    """By what the column says: numbers by size, Chinese by pinyin; what says nothing comes last either way."""
    column = COLUMN_BY_ID[by]
    said = {brand.id: column.value(brand, collection, lang) for brand in brands}
    silent = ("", None, phrase("text.not_published", lang))
    known = [brand for brand in brands if said[brand.id] not in silent]
    known.sort(key=lambda brand: _rank(said[brand.id], lang), reverse=descending)
    return (*known, *(brand for brand in brands if said[brand.id] in silent))


def table_html(
    brands: Sequence[Brand], collection: Collection, lang: Lang, columns: Sequence[str], by: str, descending: bool
) -> str:
    """One row per brand in the order given; ``by`` and ``descending`` say in the heading how that is."""
    chosen = [COLUMN_BY_ID[id_] for id_ in columns]
    direction = "descending" if descending else "ascending"
    heads = "".join(_head(column, lang, direction if column.id == by else "") for column in chosen)
    rows = "".join(
        "<tr>" + "".join(_cell(column, column.value(brand, collection, lang)) for column in chosen) + "</tr>"
        for brand in brands
    )
    name = escape_markup(phrase("data.table_name", lang))
    # A frame that scrolls must be reachable by keyboard.
    return (
        f'<div role="region" aria-label="{name}" tabindex="0" style="{_FRAME}">'
        f'<table style="border-collapse:separate;border-spacing:0;font-size:.875rem;min-width:100%">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _rank(value: Cell, lang: Lang) -> tuple[float, list[str]]:
    if isinstance(value, int | float):
        return float(value), []
    text = str(value).casefold()
    return 0.0, lazy_pinyin(text, style=Style.TONE3) if lang == "zh" else [text]


def _head(column: TableColumn, lang: Lang, direction: str) -> str:
    sorted_ = f' aria-sort="{direction}"' if direction else ""
    arrow = f' <span aria-hidden="true">{_ARROWS[direction]}</span>' if direction else ""
    width = min(column.width, _WIDEST) * _EM
    style = f"{_HEAD};min-width:{width:.1f}em"
    return f'<th scope="col"{sorted_} style="{style}">{escape_markup(column.heading[lang])}{arrow}</th>'


def _cell(column: TableColumn, value: Cell) -> str:
    shown = "" if value is None else escape_markup(value)
    if column.id == "name":
        return f'<th scope="row" style="{_CELL};font-weight:600">{shown}</th>'
    return f'<td style="{_CELL}">{shown}</td>'
