"""Draw notices above the page, and the page shown when there is no data."""

from __future__ import annotations

import streamlit as st

from brandmap.drawing.pieces import table_html
from brandmap.drawing.style import style_sheet
from brandmap.intake.problems import DataError, Problem
from brandmap.intake.upload_report import problem_row
from brandmap.records import Lang
from brandmap.text import phrase, plural
from brandmap.ui.html import draw_html
from brandmap.ui.state import PageState, own_snapshot, use_own
from brandmap.ui.style import style


def draw_notices(state: PageState) -> None:
    """Draw notices of own data, of ignored address parameters, and of newer data that could not be used."""
    if own_snapshot() is not None:
        _draw_own_banner(state)
    elif state.view.own:
        _draw_own_gone(state.lang)
    if state.refused:
        # A code span shows the value as it stands: markdown in it means nothing.
        listed = phrase("text.comma", state.lang).join(f"`{_code(r.name)}={_code(r.value)}`" for r in state.refused)
        st.warning(phrase("frame.refused", state.lang, listed=listed), icon=":material/link_off:")
    if state.snapshot.failure:
        st.warning(phrase("frame.data_failed", state.lang), icon=":material/database_off:")


def _draw_own_banner(state: PageState) -> None:
    """Say that these are not the published data, with the way back to them."""
    lang = state.lang
    with st.container(horizontal=True, vertical_alignment="center", key="own_banner"):
        draw_html(style("own_banner"), width="content")
        st.info(plural("own_data.banner", lang, len(state.collection.dataset.brands)), icon=":material/person_edit:")
        st.button(
            phrase("own_data.back", lang), icon=":material/undo:", on_click=use_own, args=(None,), key="w_own_back",
            help=phrase("own_data.back_help", lang),
        )  # fmt: skip


def _draw_own_gone(lang: Lang) -> None:
    """Say, until it has been read, that the file this address was made with is no longer here."""
    with st.container(horizontal=True, vertical_alignment="center", key="own_gone"):
        st.warning(phrase("own_data.gone", lang), icon=":material/person_off:")
        st.button(phrase("own_data.gone_read", lang), on_click=use_own, args=(None,), key="w_own_gone")


def draw_data_error(error: DataError, lang: Lang) -> None:
    """Draw all fatal problems together: file, row, column, value, rule, remedy."""
    draw_html(style_sheet("pieces"))
    st.title(phrase("frame.no_data", lang))
    st.write(phrase("frame.no_data_help", lang))
    draw_problems(error.problems, lang)


def draw_problems(problems: tuple[Problem, ...], lang: Lang) -> None:
    """Draw a table of problems in plain HTML: values are shown as they stand and can be copied."""
    heads = ("file", "row_heading", "column", "value_heading", "what", "how")
    rows = ((problem.file, *problem_row(problem, lang)[1:]) for problem in problems)
    draw_html(table_html([phrase(f"problem.{head}", lang) for head in heads], rows))


def _code(text: str) -> str:
    return text.replace("`", "'")
