"""The filters in the sidebar, shared by the pages: theme, season, prefecture, search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from brandmap.collection.filters import FACETS, Filters
from brandmap.collection.search import MAX_QUERY, search_text
from brandmap.records import Lang
from brandmap.text import phrase
from brandmap.ui import state as page_state
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState, go


def draw_heading(lang: Lang) -> None:
    st.subheader(phrase("filters.heading", lang), anchor=False)


def draw(state: PageState) -> None:
    """The filter panel with live counts. Widgets are set from the URL on every run and write back to it."""
    lang = state.lang
    st.session_state["w_q"] = state.view.filters.q
    st.text_input(
        phrase("filters.search", lang),
        key="w_q",
        type="search",
        icon=":material/search:",
        placeholder=phrase("filters.search_placeholder", lang),
        help=phrase("filters.search_help", lang),
        max_chars=MAX_QUERY,
        on_change=_change_search,
        live=True,
    )
    counts = state.view.filters.facet_counts(state.collection)
    for facet in FACETS:
        key = f"w_{facet}"
        tally = counts[facet]
        st.session_state[key] = list(getattr(state.view.filters, facet))
        st.pills(
            phrase(f"filters.{facet}", lang),
            state.collection.choices(facet),
            selection_mode="multi",
            key=key,
            format_func=partial(_choice, state, facet, tally),
            on_change=_change_facet,
            args=(facet,),
        )
    if state.view.filters.active:
        st.button(
            phrase("filters.clear", lang),
            key="clear_filters",
            icon=":material/filter_alt_off:",
            on_click=clear,
            width="stretch",
        )


def draw_empty(state: PageState) -> None:
    """Instead of an empty result: which single condition to drop, and what that would show."""
    lang = state.lang
    with st.container(border=True, key="empty_result"):
        st.markdown(f"**{phrase('filters.empty_heading', lang)}**")
        rescues = state.view.filters.rescues(state.collection)
        if rescues:
            st.write(phrase("filters.empty_help", lang))
        with st.container(horizontal=True):
            for group, n in rescues.items():
                label = phrase(f"filters.drop_{group}", lang, n=n)
                st.button(label, key=f"drop_{group}", on_click=_drop, args=(group,))
            st.button(phrase("filters.clear", lang), key="clear_empty", on_click=clear)


def clear() -> None:
    """Callback: drop every filter, keep the rest of the view."""
    view = page_state.read().view
    go(view.with_filters(**{group: getattr(Filters(), group) for group in view.filters.active}))


def _choice(state: PageState, facet: str, tally: Mapping[str, int], value: str) -> str:
    label = state.collection.short_label(facet, value, state.lang)
    return f"{label_text(_capital(label))} {tally[value]}"


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _change_facet(facet: str) -> None:
    current = page_state.read()
    chosen = st.session_state[f"w_{facet}"] or ()
    ordered = tuple(value for value in current.collection.choices(facet) if value in chosen)
    go(current.view.with_filters(**{facet: ordered}))


def _change_search() -> None:
    go(page_state.read().view.with_filters(q=search_text(st.session_state["w_q"] or "") or ""))


def _drop(group: str) -> None:
    view = page_state.read().view
    go(view.with_filters(**{group: getattr(Filters(), group)}))
