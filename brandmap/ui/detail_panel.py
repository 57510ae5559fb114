"""The panel beside the map: the card of the selected brand, or the results to choose from."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from brandmap.drawing.card import card_html
from brandmap.drawing.style import style_sheet
from brandmap.markup import fragment, tag
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.ui import compare_table, filter_bar, frame, result_list
from brandmap.ui.html import draw_html
from brandmap.ui.result_list import select
from brandmap.ui.state import PageState, link


def draw(state: PageState, height: int) -> None:
    """The panel, ``height`` pixels high; what is longer scrolls inside."""
    with st.container(height=height, border=True, key="panel"):
        if state.selected is not None:
            _draw_card(state, state.selected)
        elif state.kept:
            result_list.draw_overview(state)
        else:
            filter_bar.draw_empty(state)


def neighbours(state: PageState) -> tuple[Brand | None, Brand | None]:
    """The results before and after the selected brand, by number; from the ends there is none."""
    if state.selected is None:
        return None, state.kept[0] if state.kept else None
    number = state.selected.number
    before = [brand for brand in state.kept if brand.number < number]
    after = [brand for brand in state.kept if brand.number > number]
    return before[-1] if before else None, after[0] if after else None


def draw_chooser(state: PageState) -> None:
    """What stands above the panel: select box, previous, next, all results, link."""
    lang = state.lang
    by_id = state.collection.dataset.by_id
    options = [brand.id for brand in state.kept]
    if state.selected is not None and state.selected.id not in options:
        options = sorted([*options, state.selected.id], key=lambda id_: by_id[id_].number)
    st.session_state["w_brand"] = state.view.brand
    st.selectbox(
        phrase("results.choose", lang),
        options,
        key="w_brand",
        index=None,
        format_func=lambda id_: f"{by_id[id_].number} {by_id[id_].name[lang]}",
        placeholder=phrase("results.choose", lang),
        label_visibility="collapsed",
        on_change=_choose,
    )
    before, after = neighbours(state)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", horizontal_alignment="distribute"):
        _draw_step("previous", before, ":material/chevron_left:", "left", lang)
        _draw_step("next", after, ":material/chevron_right:", "right", lang)
        st.button(
            phrase("results.back", lang),
            key="close",
            icon=":material/list:",
            type="tertiary",
            disabled=state.selected is None,
            on_click=select,
            args=(None,),
        )
        address = st.popover(
            phrase("results.link", lang), key="copy_link", icon=":material/link:", type="tertiary", on_change="rerun"
        )
        if address.open:
            address.write(phrase("results.link_help", lang))
            address.code(link(state), language=None, wrap_lines=True)


def _draw_step(name: str, brand: Brand | None, icon: str, position: Literal["left", "right"], lang: Lang) -> None:
    st.button(
        phrase(f"results.{name}", lang),
        key=name,
        icon=icon,
        icon_position=position,
        type="tertiary",
        disabled=brand is None,
        on_click=select,
        args=(brand.id if brand else None,),
    )


def _choose() -> None:
    select(st.session_state["w_brand"])


def _draw_card(state: PageState, brand: Brand) -> None:
    lang = state.lang
    if brand not in state.kept:
        st.caption(phrase("results.filtered_out", lang))
    announced = phrase("results.announced", lang, number=brand.number, name=brand.name[lang])
    # Read out by screen readers when the selection changes; the card itself says the same to the eye.
    spoken = tag("p", announced, role="status", aria_live="polite", class_="bm-sr")
    draw_html(fragment(style_sheet("card"), spoken, card_html(brand, state.collection, lang)))
    with st.container(horizontal=True):
        frame.page_link(
            "compare",
            compare_table.added(state.view, brand.id),
            label=phrase("results.compare", lang),
            icon=":material/compare_arrows:",
        )
        frame.page_link("present", state.view, label=phrase("results.present", lang), icon=":material/slideshow:")
