"""The numbered results beside the map: the map's equal for keyboard and screen reader."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand
from brandmap.text import phrase
from brandmap.ui import state as page_state
from brandmap.ui.html import draw_html, status
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState, go


def draw_sentence(state: PageState) -> None:
    """The filter in words; announced to screen readers when it changes."""
    draw_html(status(state.view.filters.sentence(state.collection, state.lang)))


def draw_numbers(state: PageState) -> None:
    """One button per result, numbered as on the map; pressing the selected one again clears the selection."""
    by_id = state.collection.dataset.by_id
    st.session_state["w_result"] = state.view.brand if state.view.brand in {b.id for b in state.kept} else None
    st.pills(
        phrase("results.heading", state.lang),
        [brand.id for brand in state.kept],
        key="w_result",
        format_func=lambda id_: f"{by_id[id_].number} {label_text(by_id[id_].name[state.lang])}",
        on_change=_choose,
        label_visibility="collapsed",
        wrap=True,
    )


def draw_overview(state: PageState) -> None:
    """Every result with its summary, for reading before one is chosen. One element: a filter changes all of it."""
    draw_html(fragment(*(_row_html(brand, state) for brand in state.kept)))


def _row_html(brand: Brand, state: PageState) -> Html:
    lang = state.lang
    place = state.collection.gazetteer.unit(brand.adcode).name[lang]
    return fragment(
        tag("p", f"{brand.number} {brand.name[lang]} · {place}", style="margin:.2rem 0 0;font-weight:600"),
        tag("p", brand.summary[lang], style="margin:.2rem 0 1rem;opacity:.85;font-size:.94rem"),
    )


def select(brand_id: str | None) -> None:
    """Select a brand (or none); the filters stay."""
    go(replace(page_state.read().view, brand=brand_id))


def _choose() -> None:
    select(st.session_state["w_result"])
