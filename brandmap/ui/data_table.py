"""Draw the parts of the data page: the table of filtered models and the data dictionary."""

from __future__ import annotations

import streamlit as st

from brandmap.drawing.data_table_html import data_table_html, sorted_brands
from brandmap.drawing.pieces import table_html
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang
from brandmap.schema import TABLES, Table
from brandmap.tables.brand_columns import COLUMN_BY_ID, COLUMNS, DEFAULT_COLUMNS, EDITION_COLUMNS
from brandmap.tables.dictionary import HEADINGS, entries
from brandmap.text import phrase
from brandmap.ui.html import draw_html
from brandmap.ui.state import PageState

_CHOSEN = "data_columns"
_SORT, _DIRECTION = "data_sort", "data_direction"
_UP, _DOWN = "ascending", "descending"


def draw_column_choice(state: PageState) -> None:
    """Draw the button that opens the list of columns."""
    lang = state.lang
    st.session_state.setdefault(_CHOSEN, list(DEFAULT_COLUMNS))
    with st.popover(phrase("data.columns", lang), icon=":material/view_column:"):
        st.pills(
            phrase("data.columns_shown", lang),
            [
                column.id
                for column in COLUMNS
                if column.id not in EDITION_COLUMNS or len(state.collection.dataset.editions) > 1
            ],
            selection_mode="multi",
            key=_CHOSEN,
            format_func=lambda id_: COLUMN_BY_ID[id_].heading[lang],
            # Kept while the visitor looks at other pages.
            persist_state="session",
        )
        st.button(phrase("data.columns_reset", lang), on_click=_reset_columns, type="tertiary", icon=":material/undo:")


def draw_sorting(state: PageState) -> None:
    """Draw the choice of the column and direction to sort by."""
    lang = state.lang
    if st.session_state.get(_SORT) not in st.session_state[_CHOSEN]:
        st.session_state[_SORT] = next(iter(_columns()), None)
    st.selectbox(
        phrase("data.sort", lang),
        _columns(),
        key=_SORT,
        format_func=lambda id_: phrase("data.sort_by", lang, column=COLUMN_BY_ID[id_].heading[lang]),
        label_visibility="collapsed",
        filter_mode=None,
        width=230,
        persist_state="session",
    )
    st.segmented_control(
        phrase("data.direction", lang),
        (_UP, _DOWN),
        default=_UP,
        key=_DIRECTION,
        format_func=lambda one: phrase(f"data.{one}", lang),
        label_visibility="collapsed",
        required=True,
        width="content",
        persist_state="session",
    )


def draw_table(state: PageState) -> None:
    """Draw the chosen columns of the filtered models, in the order of COLUMNS."""
    lang, columns = state.lang, _columns()
    if not columns:
        st.info(phrase("data.no_columns", lang), icon=":material/view_column:")
        return
    by, descending = st.session_state[_SORT] or columns[0], st.session_state[_DIRECTION] == _DOWN
    brands = sorted_brands(state.kept, state.collection, lang, by, descending)
    draw_html(data_table_html(brands, state.collection, lang, columns, by, descending))


def draw_dictionary(lang: Lang) -> None:
    """Draw every column of every file, folded away."""
    with st.expander(phrase("dictionary.title", lang), icon=":material/menu_book:", key="dictionary"):
        st.markdown(phrase("dictionary.intro", lang))
        tabs = st.tabs([table.title(lang) for table in TABLES.values()], default=TABLES["brands"].title(lang))
        for tab, table in zip(tabs, TABLES.values(), strict=True):
            with tab:
                draw_html(dictionary_html(table, lang))


def dictionary_html(table: Table, lang: Lang) -> Html:
    """Build the HTML table of the columns of one file."""
    key = phrase("dictionary.key", lang, columns=phrase("text.comma", lang).join(table.key))
    heads = [phrase(f"dictionary.{name}", lang) for name in HEADINGS]
    return fragment(
        tag("p", f"{table.filename} · {key}", style="margin:0 0 .5rem 0;opacity:.8"),
        table_html(heads, (entry.cells for entry in entries(table, lang)), class_="bm-columns"),
    )


def _columns() -> list[str]:
    """List the ids of the chosen columns, in the order of COLUMNS."""
    return [column.id for column in COLUMNS if column.id in st.session_state[_CHOSEN]]


def _reset_columns() -> None:
    st.session_state[_CHOSEN] = list(DEFAULT_COLUMNS)
