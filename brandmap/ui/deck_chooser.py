"""Draw the settings of the deck: models, order and autoplay, all kept in the address."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from brandmap.collection.deck import PACES, Deck, move_item
from brandmap.collection.view import LESSON_FORMS, WHOLE_DECK
from brandmap.records import Lang
from brandmap.text import phrase
from brandmap.ui import exports
from brandmap.ui import state as page_state
from brandmap.ui.labels import label_text
from brandmap.ui.state import MOST_OFFERED, PageState, go

MODES = ("filter", "all", "picked")


def draw(state: PageState, deck: Deck) -> None:
    """Draw the settings button of the bar and its popover."""
    lang = state.lang
    popover = st.popover(
        phrase("present.setup", lang), key="deck_setup", icon=":material/tune:", type="tertiary", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        _draw_mode(state)
        _draw_form(state)
        if mode(state) == "picked":
            _draw_picker(state)
        _draw_pace(state)
        if deck.brands:
            exports.draw_exports(state, key="deck", purposes=("lesson", "map"), brands=deck.brands, qr=False)
        st.caption(phrase("present.keys_help", lang))


def mode(state: PageState) -> str:
    """Return how the models of the deck are chosen: one of ``MODES``."""
    return "filter" if not state.view.deck else "all" if state.view.deck == WHOLE_DECK else "picked"


def _draw_mode(state: PageState) -> None:
    lang = state.lang
    counts = {"filter": len(state.kept), "all": len(state.collection.brands), "picked": ""}
    st.session_state["w_deck_mode"] = mode(state)
    st.segmented_control(
        phrase("present.show", lang),
        MODES,
        key="w_deck_mode",
        format_func=lambda one: phrase(f"present.show_{one}", lang, n=counts[one]),
        required=True,
        on_change=_change_mode,
    )


def _draw_picker(state: PageState) -> None:
    lang, name = state.lang, partial(number_and_place, state)
    st.session_state["w_deck"] = list(state.view.deck)
    st.pills(
        phrase("present.pick", lang),
        state.choices(state.view.deck if state.view.deck != WHOLE_DECK else ()),
        selection_mode="multi",
        key="w_deck",
        format_func=name,
        on_change=_pick,
    )
    if state.large:
        st.caption(phrase("compare.first", lang, n=MOST_OFFERED))
    last = len(state.view.deck) - 1
    with st.container(gap=None, key="deck_order"):
        for place, id_ in enumerate(state.view.deck):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _draw_arrow("earlier", -1, ":material/arrow_upward:", id_, name(id_), disabled=place == 0, lang=lang)
                _draw_arrow("later", 1, ":material/arrow_downward:", id_, name(id_), disabled=place == last, lang=lang)
                st.markdown(name(id_), width="content")


def _draw_arrow(direction: str, step: int, icon: str, id_: str, name: str, *, disabled: bool, lang: Lang) -> None:
    """Draw a button that moves a model; its label is for screen readers, the style sheet shows the arrow only."""
    label, key = phrase(f"present.{direction}", lang, name=name), f"deck_{direction}_{id_}"
    st.button(label, key=key, icon=icon, type="tertiary", disabled=disabled, on_click=_move, args=(id_, step))


def number_and_place(state: PageState, id_: str) -> str:
    """Call a model by its number and place: the audience sees the popover, and a name would give an answer away."""
    brand = state.collection.dataset.by_id[id_]
    return (
        f"{state.collection.number(brand)} {label_text(state.collection.gazetteer.unit(brand.adcode).name[state.lang])}"
    )


def _draw_form(state: PageState) -> None:
    lang = state.lang
    st.session_state["w_deck_form"] = state.view.lesson
    st.segmented_control(
        phrase("present.form", lang),
        LESSON_FORMS,
        key="w_deck_form",
        format_func=lambda one: phrase(f"present.form_{one}", lang),
        required=True,
        on_change=_change_form,
    )


def _draw_pace(state: PageState) -> None:
    lang = state.lang
    st.session_state["w_deck_pace"] = state.view.pace
    st.segmented_control(
        phrase("present.pace", lang),
        sorted({*PACES, state.view.pace}),
        key="w_deck_pace",
        format_func=lambda n: phrase("present.pace_seconds" if n else "present.pace_off", lang, n=n),
        help=phrase("present.pace_help", lang),
        required=True,
        on_change=_change_pace,
    )


def _change_mode() -> None:
    current = page_state.read()
    picked = current.view.deck if mode(current) == "picked" else tuple(brand.id for brand in current.kept)
    decks = {"filter": (), "all": WHOLE_DECK, "picked": picked}
    go(replace(current.view, deck=decks[st.session_state["w_deck_mode"]], step=1))


def _pick() -> None:
    """Write the picked models to the address: those already in the deck keep their place, new ones come last."""
    view, wanted = page_state.read().view, st.session_state["w_deck"] or ()
    kept = [id_ for id_ in view.deck if id_ in wanted]
    go(replace(view, deck=(*kept, *(id_ for id_ in wanted if id_ not in kept)), step=1))


def _move(id_: str, step: int) -> None:
    view = page_state.read().view
    if id_ in view.deck:
        go(replace(view, deck=move_item(view.deck, id_, step), step=1))


def _change_form() -> None:
    go(replace(page_state.read().view, lesson=st.session_state["w_deck_form"], step=1))


def _change_pace() -> None:
    go(replace(page_state.read().view, pace=st.session_state["w_deck_pace"]))
