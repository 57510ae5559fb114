"""Draw the compare page: the choice of two to four models, kept in the address, and the comparison."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from brandmap.collection.comparison import MAX_COMPARED, MIN_COMPARED, compare, starters, suggestions
from brandmap.collection.lineage import lineages
from brandmap.collection.view import View
from brandmap.drawing.comparison_html import comparison_html
from brandmap.drawing.style import style_sheet
from brandmap.records import Brand
from brandmap.text import phrase
from brandmap.ui import exports
from brandmap.ui import state as page_state
from brandmap.ui.html import draw_html, status
from brandmap.ui.labels import label_text
from brandmap.ui.state import MOST_OFFERED, PageState, go

MAX_LINEAGES = 6  # models over several years that an empty comparison offers
_FULL = "compare_full"  # session key: a fifth model was asked for


def draw(state: PageState) -> None:
    """Draw the picker, then the comparison, or say how many models are missing for one."""
    by_id = state.collection.dataset.by_id
    chosen = [by_id[id_] for id_ in state.view.compare]
    names = phrase("text.comma", state.lang).join(brand.name[state.lang] for brand in chosen)
    draw_html(status(phrase("compare.announced", state.lang, names=names) if names else "", class_="bm-sr"))
    with st.container(key="compare_controls"):
        _draw_picker(state, chosen)
        if len(chosen) < MIN_COMPARED:
            _draw_explanation(state, chosen)
        if chosen:
            _draw_changes(state, chosen)
        else:
            _draw_starters(state)
    if len(chosen) >= MIN_COMPARED:
        collection = state.collection.numbered_together(chosen)
        comparison = comparison_html(compare(chosen, collection, state.lang), collection, state.lang)
        draw_html(style_sheet("calendar", "comparison") + comparison)
        with st.container(key="compare_notes"):
            st.caption(phrase("compare.print", state.lang))
            st.header(phrase("export.title", state.lang), anchor=False)
            exports.draw_exports(state, key="compare", brands=tuple(chosen))


def added(view: View, brand_id: str) -> View:
    """Add a model to the comparison of ``view``, unless it is there already or four are."""
    if brand_id in view.compare or len(view.compare) >= MAX_COMPARED:
        return view
    return replace(view, compare=(*view.compare, brand_id))


def _draw_picker(state: PageState, chosen: list[Brand]) -> None:
    lang = state.lang
    by_id = state.collection.dataset.by_id
    st.session_state["w_compare"] = list(state.view.compare)
    st.pills(
        phrase("compare.pick", lang, most=MAX_COMPARED, n=len(chosen)),
        state.choices(state.view.compare),
        selection_mode="multi",
        key="w_compare",
        format_func=lambda id_: f"{state.collection.number(by_id[id_])} {label_text(by_id[id_].name[lang])}",
        on_change=_choose,
        wrap=True,
    )
    if st.session_state.pop(_FULL, False):
        st.warning(phrase("compare.too_many", lang, most=MAX_COMPARED), icon=":material/filter_4:")
    if state.large:
        st.caption(phrase("compare.first", lang, n=MOST_OFFERED))
    elif state.view.filters.active_groups:
        st.caption(phrase("compare.unfiltered", lang))


def _draw_explanation(state: PageState, chosen: list[Brand]) -> None:
    words = phrase("compare.need_two", state.lang)
    if chosen:
        words = phrase("compare.need_one", state.lang, name=label_text(chosen[0].name[state.lang]))
    st.info(words, icon=":material/compare_arrows:")


def _draw_changes(state: PageState, chosen: list[Brand]) -> None:
    """Offer models that share a theme or a term with those chosen, and a button that removes all. Pressing a chosen
    pill again removes that one."""
    lang = state.lang
    proposals = suggestions(chosen, state.collection, lang) if len(chosen) < MAX_COMPARED else ()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="compare_change"):
        if proposals:
            st.markdown(f":small[{phrase('compare.suggest', lang)}]", width="content")
        for suggestion in proposals:
            brand = suggestion.brand
            words = {
                "number": state.collection.number(brand),
                "name": label_text(brand.name[lang]),
                "label": label_text(suggestion.label),
            }
            st.button(
                phrase(f"compare.add_{suggestion.kind}", lang, **words),
                key=f"add_{brand.id}",
                icon=":material/add:",
                type="tertiary",
                on_click=_set,
                args=(added(state.view, brand.id).compare,),
            )
        st.button(
            phrase("compare.clear", lang),
            key="remove_all",
            icon=":material/close:",
            type="tertiary",
            on_click=_set,
            args=((),),
        )


def _draw_starters(state: PageState) -> None:
    lang = state.lang
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="compare_start"):
        st.markdown(f":small[{phrase('compare.start', lang)}]", width="content")
        for theme, brands in starters(state.collection).items():
            name = label_text(state.collection.dataset.themes[theme].name[lang])
            numbers = phrase("text.comma", lang).join(map(state.collection.number, brands))
            st.button(
                phrase("compare.starter", lang, theme=name, numbers=numbers),
                key=f"start_{theme}",
                on_click=_set,
                args=(tuple(brand.id for brand in brands),),
            )
        for line in lineages(state.collection)[:MAX_LINEAGES]:
            numbers = phrase("text.comma", lang).join(map(state.collection.numbered_together(line).number, line))
            st.button(
                phrase("compare.lineage", lang, name=label_text(line[-1].name[lang]), numbers=numbers),
                key=f"line_{line[0].id}",
                on_click=_set,
                args=(tuple(brand.id for brand in line[-MAX_COMPARED:]),),
            )


def _choose() -> None:
    """Write the chosen models to the address in the order of choice; a fifth is refused with a notice."""
    view = page_state.read().view
    chosen = st.session_state["w_compare"] or ()
    kept = [id_ for id_ in view.compare if id_ in chosen]
    kept += [id_ for id_ in chosen if id_ not in kept]
    if len(kept) > MAX_COMPARED:
        st.session_state[_FULL] = True
    _set(tuple(kept[:MAX_COMPARED]))


def _set(ids: tuple[str, ...]) -> None:
    go(replace(page_state.read().view, compare=ids))
