"""Draw the finder page: the questions, with answers kept in the address, and the models that fit with reasons."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from brandmap.collection.comparison import MAX_COMPARED
from brandmap.collection.finder import Match, Outcome, find, rescues
from brandmap.collection.finder_words import none_reason
from brandmap.drawing.finder_html import match_html, others_html
from brandmap.drawing.style import style_sheet
from brandmap.text import phrase, plural
from brandmap.ui import frame
from brandmap.ui import state as page_state
from brandmap.ui.html import draw_html, status
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState, go

COMPARED = 3  # models a link to the comparison puts side by side


def draw_questions(state: PageState) -> None:
    """Draw a row of choices per question, set from the address and written back to it."""
    lang = state.lang
    table = state.collection.dataset.rules
    for question in table.questions:
        key = f"w_need_{question}"
        st.session_state[key] = [option.id for option in table.of(question) if option.id in state.view.need]
        st.pills(
            phrase(f"finder_question.{question}", lang),
            [option.id for option in table.of(question)],
            selection_mode="multi",
            key=key,
            format_func=lambda id_: label_text(table.options[id_].text[lang]),
            on_change=_answer,
            args=(question,),
            wrap=True,
        )
    if state.view.need:
        st.button(
            phrase("finder.clear", lang), key="clear_need", icon=":material/restart_alt:", on_click=_set, args=((),)
        )


def outcome_of(state: PageState) -> Outcome:
    """What the answers in the URL find."""
    return find(state.view.need, state.collection)


def draw_status(outcome: Outcome, state: PageState) -> None:
    """Announce how many models fit, above everything: on a phone the result itself is far below."""
    total = len(state.collection.dataset.brands)
    if not outcome.answered:
        words = phrase("finder.intro", state.lang)
    elif outcome.fitting:
        words = plural("finder.found", state.lang, len(outcome.fitting), total=total)
    else:
        words = phrase("finder.none_heading", state.lang, total=total)
    line = status(words, weight=700 if outcome.answered else 400)
    draw_html(style_sheet("finder") + line)


def draw_results(outcome: Outcome, state: PageState) -> None:
    """Draw the models that fit, or that none does; then the rule in words."""
    lang = state.lang
    if state.view.filters.active:
        st.caption(phrase("finder.unfiltered", lang, total=len(state.collection.dataset.brands)))
    if not outcome.answered:
        st.info(phrase("finder.start", lang), icon=":material/help:")
    elif outcome.fitting:
        _draw_fitting(outcome, state)
    else:
        _draw_none(outcome, state)
    if outcome.answered and outcome.others:
        with st.expander(plural("finder.others", lang, len(outcome.others))):
            draw_html(others_html(outcome.others, state.collection, lang))
    with st.expander(phrase("finder.rule_heading", lang)):
        st.markdown(phrase("finder.rule", lang))


def preselected(match: Match, outcome: Outcome) -> tuple[str, ...]:
    """Choose the models to compare with this one: it and the best others, in the order of the result."""
    others = [other.brand.id for other in outcome.fitting if other.brand.id != match.brand.id][: COMPARED - 1]
    return tuple(other.brand.id for other in outcome.fitting if other.brand.id in (*others, match.brand.id))


def _draw_fitting(outcome: Outcome, state: PageState) -> None:
    lang = state.lang
    st.caption(phrase("finder.share", lang))
    several = outcome.fitting[:MAX_COMPARED]
    if len(several) > 1:
        view = replace(state.view, compare=tuple(match.brand.id for match in several))
        label = phrase("finder.compare_top", lang, n=len(several))
        frame.page_link("compare", view, label=label, icon=":material/compare_arrows:")
    for match in outcome.fitting:
        with st.container(border=True, key=f"fit_{match.brand.id}"):
            draw_html(match_html(match, state.collection, lang))
            with st.container(horizontal=True, gap="medium"):
                view = replace(state.view, brand=match.brand.id)
                frame.page_link("map", view, label=phrase("finder.on_map", lang), icon=":material/map:")
                if len(outcome.fitting) > 1:
                    view = replace(state.view, compare=preselected(match, outcome))
                    frame.page_link(
                        "compare", view, label=phrase("finder.compare", lang), icon=":material/compare_arrows:"
                    )


def _draw_none(outcome: Outcome, state: PageState) -> None:
    """Say plainly that no model fits, with the single question that stands in the way, if there is one."""
    lang = state.lang
    total = len(state.collection.dataset.brands)
    with st.container(border=True, key="no_fit"):
        st.write(phrase(f"finder.none_{none_reason(outcome)}", lang, total=total))
        found = rescues(state.view.need, state.collection)
        if found:
            st.write(phrase("finder.rescue", lang))
        with st.container(horizontal=True):
            for question, n in found.items():
                label = plural("finder.drop", lang, n, question=phrase(f"finder_short.{question}", lang))
                st.button(label, key=f"drop_need_{question}", on_click=_drop, args=(question,))
            st.button(phrase("finder.clear", lang), key="clear_no_fit", on_click=_set, args=((),))


def _answer(question: str) -> None:
    state = page_state.read()
    chosen = st.session_state[f"w_need_{question}"] or ()
    options = state.collection.dataset.rules.options.values()
    _set(tuple(o.id for o in options if o.id in (chosen if o.question == question else state.view.need)))


def _drop(question: str) -> None:
    state = page_state.read()
    options = state.collection.dataset.rules.options
    _set(tuple(id_ for id_ in state.view.need if options[id_].question != question))


def _set(need: tuple[str, ...]) -> None:
    go(replace(page_state.read().view, need=need))
