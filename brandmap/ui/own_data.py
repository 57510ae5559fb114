"""Draw “try your own file” on the data page: template, upload, dry run, and use in this session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from brandmap.collection.filters import Collection
from brandmap.drawing.pieces import items_html, table_html
from brandmap.exports.registry import FORMATS
from brandmap.exports.sheets.report import report_xlsx
from brandmap.exports.sheets.template import template_csv, template_xlsx
from brandmap.intake.library import Snapshot
from brandmap.intake.limits import MAX_CELL, MAX_COLUMNS, MAX_EXPANDED, MEGABYTE, UPLOADED
from brandmap.intake.problems import Problem
from brandmap.intake.upload import Trial, try_out
from brandmap.intake.upload_report import headings, manner, problem_rows, summary, summed_up, verdict
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang
from brandmap.text import phrase
from brandmap.ui.exports import download
from brandmap.ui.html import draw_html
from brandmap.ui.repairs.context import forget_upload
from brandmap.ui.state import PageState, library, use_own
from brandmap.ui.style import style

_TRIAL = "_own_trial"  # session key: (file name, Trial) of the last file
_ROUND = "_own_round"  # session key: counts uploaders
_REPORTED = 200  # rows of the table of problems


def draw(state: PageState) -> None:
    """Draw the whole section, folded away until it is opened."""
    lang = state.lang
    with st.expander(phrase("own_data.title", lang), icon=":material/upload_file:", key="own_data"):
        st.markdown(phrase("own_data.intro", lang))
        st.markdown(phrase("own_data.place", lang))
        _draw_templates(lang)
        _draw_uploader(lang)
        if _TRIAL in st.session_state:
            name, trial = st.session_state[_TRIAL]
            _draw_trial(name, trial, lang)


def _draw_templates(lang: Lang) -> None:
    collection = library().current().collection
    with st.container(horizontal=True):
        workbook = partial(template_xlsx, collection.dataset, collection.gazetteer)
        _offer("template_xlsx", workbook, "template.xlsx", FORMATS["xlsx"].mime, lang)
        _offer("template_csv", template_csv, "template.csv", "text/csv", lang)


def _offer(name: str, data: Callable[[], bytes], file: str, mime: str, lang: Lang) -> None:
    words, help_ = (phrase(f"own_data.{key}", lang) for key in (name, f"{name}_help"))
    download(words, data, file, mime, key=f"own_{name}", help_=help_)


def _draw_uploader(lang: Lang) -> None:
    """Draw the limits, then the uploader."""
    st.caption(
        phrase(
            "own_data.limits", lang,
            megabytes=UPLOADED.megabytes, rows=UPLOADED.models, columns=MAX_COLUMNS, cell=f"{MAX_CELL:,}",
            expanded=MAX_EXPANDED // MEGABYTE,
        )
    )  # fmt: skip
    draw_html(_uploader_style(lang))
    key = f"own_file_{st.session_state.setdefault(_ROUND, 0)}"
    # No list of types: Streamlit would refuse others in English, our own check says why in the visitor's language.
    st.file_uploader(
        phrase("own_data.uploader", lang), key=key, max_upload_size=UPLOADED.megabytes, on_change=_take, args=(key,)
    )


def _take(key: str) -> None:
    """Check the chosen file and let go of it; the next uploader is a new, empty one."""
    file = st.session_state[key]
    if file is None:
        return
    published = library().current().collection
    trial = try_out(file.getvalue(), file.name, published.dataset, published.gazetteer)
    st.session_state[_TRIAL] = (file.name, trial)
    st.session_state[_ROUND] += 1
    forget_upload(file.file_id)


def _uploader_style(lang: Lang) -> Html:
    """Build the style of the section, with our words for the uploader."""
    megabytes = UPLOADED.megabytes
    names = ("choose", "formats", "too_big")
    return style("own_data", **{name: phrase(f"own_data.{name}", lang, megabytes=megabytes) for name in names})


def _draw_trial(name: str, trial: Trial, lang: Lang) -> None:
    st.header(phrase("own_data.result", lang), anchor=False)
    how = tag("span", manner(trial, lang), style="display:block;font-size:.875rem;opacity:.75")
    draw_html(tag("p", name, how, style="margin:0;overflow-wrap:anywhere"))
    if trial.dataset is None:
        st.error(verdict(trial, lang), icon=":material/error:")
    elif trial.passed:
        st.success(verdict(trial, lang), icon=":material/check_circle:")
    else:
        st.warning(verdict(trial, lang), icon=":material/warning:")
    draw_html(items_html("ul", summary(trial, lang), "bm-list"))
    if trial.problems:
        draw_html(problems_html(trial.problems, lang))
    with st.container(horizontal=True):
        if trial.dataset is not None:
            st.button(
                phrase("own_data.use", lang),
                type="primary",
                icon=":material/visibility:",
                key="w_own_use",
                on_click=_use,
            )
        if trial.problems:
            _offer("report", lambda: report_xlsx(trial, lang), "report.xlsx", FORMATS["xlsx"].mime, lang)
        st.button(phrase("own_data.discard", lang), icon=":material/close:", key="w_own_discard", on_click=_discard)


def _use() -> None:
    _, trial = st.session_state.pop(_TRIAL, ("", None))
    if trial is None or trial.dataset is None:
        return
    gazetteer = library().current().collection.gazetteer
    use_own(Snapshot(Collection.of(trial.dataset, gazetteer), trial.problems))


def _discard() -> None:
    st.session_state.pop(_TRIAL, None)


def problems_html(problems: tuple[Problem, ...], lang: Lang) -> Html:
    """Build the table of the dry run. Values are shown as the very text, whatever they hold."""
    rows = problem_rows(problems, lang)
    more = phrase("own_data.more", lang, n=len(rows) - _REPORTED) if len(rows) > _REPORTED else ""
    return fragment(
        tag("p", summed_up(problems, lang), style="margin:0 0 .5rem 0"),
        table_html(headings(lang), rows[:_REPORTED], class_="bm-fix"),
        tag("p", more, style="margin:.5rem 0 0 0"),
    )
