"""Draw the finder page: the questions, with answers kept in the address, and the models that fit with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from brandmap.collection.comparison import MAX_COMPARED
from brandmap.collection.finder import Match, Outcome, find, questions_to_clear
from brandmap.collection.finder_words import headline, none_fit_text
from brandmap.drawing.finder_html import list_html, match_html
from brandmap.drawing.style import style_sheet
from brandmap.markup import fragment, tag
from brandmap.text import phrase, plural
from brandmap.ui import exports, frame
from brandmap.ui import state as page_state
from brandmap.ui.html import draw_html, status
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState, go

MAX_CLOSEST = 3  # models shown in full if none fits
COMPARED = 3  # models that a link to the comparison puts side by side


def draw_questions(state: PageState) -> None:
    """Draw a row of choices per question, set from the address and written back to it."""
    lang = state.lang
    table = state.collection.dataset.rules
    for question in table.questions:
        key = f"w_need_{question}"
        st.session_state[key] = [option.id for option in table.options_of(question) if option.id in state.view.need]
        st.pills(
            phrase(f"finder_question.{question}", lang),
            [option.id for option in table.options_of(question)],
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
    """Find the models that fit the answers in the address."""
    return find(state.view.need, state.collection)


def draw_status(outcome: Outcome, state: PageState) -> None:
    """Announce how many models fit, above everything: on a phone the result itself is far below."""
    words = headline(outcome, len(state.collection.brands), state.lang)
    skip = tag("a", phrase("site.skip", state.lang), href="#fits", class_="bm-skip") if outcome.answered else ""
    draw_html(fragment(style_sheet("finder"), status(words, weight=700 if outcome.answered else 400), skip))


def draw_results(outcome: Outcome, state: PageState) -> None:
    """Draw the models that fit or come closest, the others with what does not match, and the rule in words."""
    lang = state.lang
    draw_html(tag("span", id="fits", tabindex=-1))
    if state.view.filters.active_groups:
        st.caption(phrase("finder.unfiltered", lang, total=len(state.collection.brands)))
    if not outcome.answered:
        st.info(phrase("finder.start", lang), icon=":material/help:")
    elif outcome.fitting:
        st.caption(phrase("finder.share", lang))
        _draw_matches(outcome.fitting, state)
    else:
        _draw_none(outcome, state)
    shown = outcome.fitting or outcome.partly
    further = outcome.partly if outcome.fitting else outcome.partly[MAX_CLOSEST:]
    if further:
        with st.expander(plural("finder.partly_list", lang, len(further)), expanded=bool(outcome.fitting)):
            draw_html(list_html(further, state.collection, lang))
    if outcome.others:
        nearest = not shown and bool(outcome.others[0].matched_substance)
        with st.expander(plural("finder.others", lang, len(outcome.others)), expanded=nearest):
            draw_html(list_html(outcome.others, state.collection, lang))
    if shown:
        with st.expander(phrase("finder.take", lang), icon=":material/download:"):
            exports.draw_exports(state, key="finder", brands=tuple(match.brand for match in shown), qr=False)
    with st.expander(phrase("finder.rule_heading", lang)):
        st.markdown(phrase("finder.rule", lang))


def preselected(match: Match, matches: Sequence[Match]) -> tuple[str, ...]:
    """Choose the models to compare with this one: it and the best others, in the order of the result."""
    others = [other.brand.id for other in matches if other.brand.id != match.brand.id][: COMPARED - 1]
    return tuple(other.brand.id for other in matches if other.brand.id in (*others, match.brand.id))


def _draw_matches(matches: Sequence[Match], state: PageState) -> None:
    """Draw a box per model with links to its card, a comparison and its lesson."""
    lang = state.lang
    several = matches[:MAX_COMPARED]
    if len(several) > 1:
        view = replace(state.view, compare=tuple(match.brand.id for match in several))
        label = phrase("finder.compare_top", lang, n=len(several))
        frame.page_link("compare", view, label=label, icon=":material/compare_arrows:")
    for match in matches:
        with st.container(border=True, key=f"fit_{match.brand.id}"):
            draw_html(match_html(match, state.collection, lang))
            with st.container(horizontal=True, gap="medium"):
                view = replace(state.view, brand=match.brand.id)
                label = phrase("finder.on_map", lang)
                frame.page_link("map", view, label=label, icon=":material/map:", part="transfer")
                if len(matches) > 1:
                    view = replace(state.view, compare=preselected(match, matches))
                    frame.page_link(
                        "compare", view, label=phrase("finder.compare", lang), icon=":material/compare_arrows:"
                    )
                view = replace(state.view, deck=(match.brand.id,), step=1)
                frame.page_link("present", view, label=phrase("finder.present", lang), icon=":material/slideshow:")


def _draw_none(outcome: Outcome, state: PageState) -> None:
    """Say that no model fits and why, show the closest ones, and where to look next."""
    lang = state.lang
    with st.container(border=True, key="no_fit"):
        st.write(none_fit_text(outcome, len(state.collection.brands), lang))
        counts = questions_to_clear(state.view.need, state.collection)
        if counts:
            st.write(phrase("finder.rescue", lang))
        with st.container(horizontal=True):
            for question, n in counts.items():
                label = plural("finder.drop", lang, n, question=phrase(f"finder_short.{question}", lang))
                st.button(label, key=f"drop_need_{question}", on_click=_drop, args=(question,))
            st.button(phrase("finder.clear", lang), key="clear_no_fit", on_click=_set, args=((),))
        if not outcome.circumstances_only:
            st.write(phrase("finder.next", lang))
            with st.container(horizontal=True, gap="medium"):
                frame.page_link("map", state.view, label=phrase("finder.search", lang), icon=":material/search:")
                frame.page_link("data", state.view, label=phrase("finder.template", lang), icon=":material/table:")
    if outcome.partly:
        if not outcome.circumstances_only:
            st.header(phrase("finder.closest", lang), anchor=False)
        _draw_matches(outcome.partly[:MAX_CLOSEST], state)


def _answer(question: str) -> None:
    state = page_state.read()
    chosen = st.session_state[f"w_need_{question}"] or ()
    rules = state.collection.dataset.rules
    if none_of_these := rules.contradicting(chosen):
        # “None of these” removes the other answers when it is pressed last; otherwise it is removed itself.
        pressed = [id_ for id_ in none_of_these if id_ not in state.view.need]
        chosen = pressed or [id_ for id_ in chosen if id_ not in none_of_these]
    options = rules.options.values()
    _set(tuple(o.id for o in options if o.id in (chosen if o.question == question else state.view.need)))


def _drop(question: str) -> None:
    state = page_state.read()
    options = state.collection.dataset.rules.options
    _set(tuple(id_ for id_ in state.view.need if options[id_].question != question))


def _set(need: tuple[str, ...]) -> None:
    go(replace(page_state.read().view, need=need))
