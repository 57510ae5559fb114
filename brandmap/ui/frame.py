"""Draw what surrounds every page: title, navigation, language, notices, filters.

``app.py`` calls ``run``, every page ``show``. A run of the whole script draws what stays the same (title, language
switch); what follows from the page state is one fragment, so that a filter or a selection runs nothing else.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from brandmap.collection.view import View
from brandmap.drawing.pieces import heading
from brandmap.drawing.style import style_sheet
from brandmap.front.bundle import style as front_style
from brandmap.intake.problems import DataError
from brandmap.markup import Html, fragment, raw_element, tag
from brandmap.records import LANGS, Lang
from brandmap.text import phrase
from brandmap.ui import audit, browse, front_files, notices, sign_in, state, turnstile
from brandmap.ui.html import draw_html
from brandmap.ui.pages import PAGES, PageSpec, navigation_html
from brandmap.ui.repairs import own_words
from brandmap.ui.state import PageState, go
from brandmap.ui.style import font_face, style

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent.parent
# A file of our own: Streamlit fetches the picture of an icon name from outside.
FAVICON = Path(__file__).resolve().parent / "favicon.svg"
_FRAME = "_frame"  # session key: set only while app.py runs a page
_CAME_FROM = "_frame_came_from"  # session key: the last page other than the deck

# Streamlit writes lang="en" in whatever language; screen readers and fonts depend on it. Constants, never data.
SET_LANGUAGE = {
    "zh": raw_element("script", 'document.documentElement.lang = "zh-CN"'),
    "en": raw_element("script", 'document.documentElement.lang = "en"'),
}

__all__ = ["came_from", "go", "page_link", "run", "show"]


@dataclass(frozen=True)
class Frame:
    """Hold the frame that a run of the whole script has drawn: ``links`` is the container of the navigation,
    ``collection`` the name of the collection it was drawn for."""

    spec: PageSpec
    links: DeltaGenerator
    collection: str


def run() -> None:
    """Draw the frame and run the page that the address names."""
    with turnstile.wait_turn(_say_busy):
        _run()


def _run() -> None:
    lang = state.browser_lang()
    # The navigation sets the title of each page; a title given here would replace it.
    st.set_page_config(page_icon=str(FAVICON), layout="wide", initial_sidebar_state="collapsed")
    if sign_in.required():
        st.set_page_config(page_title=phrase("frame.title", lang))
        if sign_in.obstacle() == "refused":
            audit.note("refused", "denied")
        sign_in.draw(lang)
        return
    state.take_address()
    try:
        current = state.read()
    except DataError as error:
        st.set_page_config(page_title=phrase("frame.title", lang))
        notices.draw_data_error(error, lang)
        return
    pages = _navigation(current.lang)
    page = st.navigation(list(pages.values()), position="hidden")
    spec = next(spec for spec in PAGES if pages[spec.name] is page or pages[spec.name].url_path == page.url_path)
    audit.note("page", page=spec.name)
    draw_html(
        fragment(
            SET_LANGUAGE[current.lang],
            font_face("English letters") if current.lang == "en" else "",
            style_sheet("pieces"),
            style("frame"),
        ),
        scripts=True,
    )
    own_words.draw(current.lang)
    links = _draw_header(current)
    if spec.filtered:
        _draw_links(links, current, spec)  # once: front/static/page.js has them follow the filters
    if not spec.full_screen:
        st.session_state[_CAME_FROM] = spec.name
    st.session_state[_FRAME] = Frame(spec, links, front_files.name_of(current.collection))
    try:
        page.run()
    finally:
        del st.session_state[_FRAME]


def show(draw: Callable[[PageState], None], *, section: str = "", once: Callable[[], None] | None = None) -> None:
    """Draw a page, now and after every change of the page state; every page's last line. ``once`` draws below it what
    does not follow from the page state: not again before another language, page or collection. ``section`` is one of
    ``style.css`` for it.

    On a fresh server Streamlit runs a deep-linked script of ``pages/`` by itself, without ``app.py``. Declaring the
    navigation and running again puts the frame around it.
    """
    frame = st.session_state.get(_FRAME)
    if frame is None:
        st.navigation(list(_navigation(state.browser_lang()).values()), position="hidden")
        st.rerun()
    if section:
        draw_html(style(section))
    if frame.spec.filtered:
        draw_html(fragment(raw_element("style", front_style("page")), style_sheet("card")))
        browse.draw_documents(state.read())
    _draw_page(draw, frame)
    if once:
        once()


@st.fragment(key="page")
def _draw_page(draw: Callable[[PageState], None], frame: Frame) -> None:
    """Draw all that follows from the page state, when it is this run's turn."""
    with turnstile.wait_turn(_say_busy):
        _draw_state(draw, frame)


def _draw_state(draw: Callable[[PageState], None], frame: Frame) -> None:
    if sign_in.required():
        st.rerun()  # signed out in another tab, or the sign-in has expired
    current = state.begin()
    draw_html(_heading_html(frame.spec, current.lang))
    if front_files.name_of(current.collection) != frame.collection:
        st.rerun()
    notices.draw_notices(current)
    try:
        if frame.spec.filtered:
            browse.draw_filters(current)
        draw(current)
    except Exception:
        # Streamlit would show its own English message; the number lets an operator find the traceback in the log.
        number = secrets.token_hex(4)
        log.exception("page %s failed, number %s", frame.spec.name, number)
        st.error(phrase("frame.failed", current.lang, number=number), icon=":material/error:")
    if not frame.spec.full_screen and not frame.spec.filtered:
        _draw_links(frame.links, current, frame.spec)


def _say_busy() -> None:
    asked = st.query_params.get("lang")
    lang = asked if asked in LANGS else state.browser_lang()
    st.toast(phrase("frame.busy", lang), icon=":material/hourglass_top:")


def came_from() -> str:
    """Return the page that leaving the deck leads to: the one the presenter came from, else the map."""
    return str(st.session_state.get(_CAME_FROM, "map"))


def page_link(
    name: str, view: View, *, label: str, icon: str | None = None, help: str | None = None, part: str = ""
) -> None:
    """Draw a link to another page (a name of PAGES) that opens it in ``view``, a card at ``part``."""
    spec = next(spec for spec in PAGES if spec.name == name)
    st.page_link(_page(spec, "zh"), label=label, icon=icon, help=help, query_params=replace(view, part=part).to_query())


def _navigation(lang: Lang) -> dict[str, Page]:
    return {spec.name: _page(spec, lang) for spec in PAGES}


def _page(spec: PageSpec, lang: Lang) -> Page:
    title = f"{phrase(f'nav.{spec.name}', lang)} · {phrase('frame.title', lang)}"
    file = ROOT / "pages" / f"{spec.name}.py"
    return st.Page(file, title=title, url_path=spec.address, default=not spec.address)


def _draw_header(current: PageState) -> DeltaGenerator:
    """Draw title and language switch; return the container between them, for the links."""
    lang = current.lang
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="header"):
        draw_html(tag("p", phrase("frame.title", lang), class_="bm-site"), width="content")
        links = st.container(width="content")
        _draw_language_switch(current)
        sign_in.draw_sign_out(lang)
    return links


def _heading_html(spec: PageSpec, lang: Lang) -> Html:
    """Name the page; a script moves the focus here when the page changes."""
    return heading(
        1,
        phrase(f"page.{spec.name}", lang),
        id="page",
        data_page=spec.name,
        tabindex=-1,
        class_="bm-sr" if spec.picture else None,
    )


def _draw_links(place: DeltaGenerator, current: PageState, spec: PageSpec) -> None:
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
    with place:
        draw_html(navigation_html(spec, current.view, current.lang, base))


def _draw_language_switch(current: PageState) -> None:
    st.session_state["w_lang"] = current.lang
    st.segmented_control(
        phrase("frame.language", current.lang),
        LANGS,
        key="w_lang",
        format_func=lambda lang: phrase("text.language_name", lang),
        label_visibility="collapsed",
        required=True,
        on_change=_change_language,
        width="content",
    )


def _change_language() -> None:
    chosen = st.session_state["w_lang"]
    if chosen in LANGS:
        go(replace(state.read().view, lang=chosen))
