"""Draw the block of exports: one button per format, and the QR code of the page's link."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial

import streamlit as st

from brandmap.collection.filters import Collection, Filters
from brandmap.drawing.svg import svg_image
from brandmap.exports.qr import is_loopback, qr_svg
from brandmap.exports.registry import FORMATS, PURPOSES, ExportFormat, Purpose
from brandmap.records import Brand, Lang
from brandmap.settings import today
from brandmap.text import phrase
from brandmap.text.languages import EXPORT_LANGS, ExportLang
from brandmap.ui import audit, sign_in
from brandmap.ui.html import draw_html
from brandmap.ui.state import MOST_OFFERED, PageState, link

LABEL_WIDTH = 64  # pixels, of the word before a row of buttons
_LARGE = threading.Lock()


def draw_exports(
    state: PageState,
    *,
    key: str,
    purposes: tuple[Purpose, ...] = PURPOSES,
    brands: tuple[Brand, ...] | None = None,
    qr: bool = True,
) -> None:
    """Draw a button per format of ``purposes``. The files hold what the filters keep, or just ``brands`` in the order
    given (a comparison, a hand-picked deck). A file is made when its button is pressed. ``key`` tells blocks apart."""
    lang = state.lang
    collection, filters = state.collection, state.view.filters
    if brands is not None:
        collection, filters = collection.with_brands(brands), Filters()
    if not filters.keep(collection):
        st.caption(phrase("export.nothing", lang))
        return
    st.caption(phrase("export.intro", lang))
    # A key per language: whoever changes the language of the page gets files in it, unless told otherwise here.
    chosen = st.segmented_control(
        phrase("export.language", lang),
        EXPORT_LANGS,
        default=lang,
        required=True,
        format_func=lambda one: phrase(f"data.file_{one}", lang),
        key=f"{key}_language_{lang}",
    )
    for purpose in purposes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":small[{phrase(f'export.for_{purpose}', lang)}]", width=LABEL_WIDTH)
            for one in FORMATS.values():
                if one.purpose == purpose:
                    _draw_button(one, chosen, collection, filters, lang, key)
    if qr:
        with st.popover(phrase("export.qr", lang), icon=":material/qr_code_2:", type="tertiary"):
            draw_qr(state, key=key)


def draw_qr(state: PageState, *, key: str) -> None:
    """Draw the QR code of the current view, its link as text and a button that saves the code."""
    lang, address = state.lang, link(state)
    picture = qr_svg(address)
    if picture is None:
        st.caption(phrase("export.qr_too_long", lang))
        return
    st.caption(phrase("export.qr_help", lang))
    if is_loopback(address):
        st.warning(phrase("export.qr_loopback", lang), icon=":material/phonelink_off:")
    if state.collection.dataset.own:
        st.warning(phrase("export.qr_own", lang), icon=":material/person_off:")
    draw_html(svg_image(picture, phrase("export.qr_alt", lang, url=address), style="width:240px;max-width:100%"))
    st.code(address, language=None, wrap_lines=True)
    download(
        phrase("export.qr_save", lang),
        lambda: picture,
        "gansu-policing-models_qr.svg",
        "image/svg+xml",
        key=f"{key}_qr",
    )


def _draw_button(
    chosen: ExportFormat, file_lang: ExportLang, collection: Collection, filters: Filters, lang: Lang, key: str
) -> None:
    who = sign_in.visitor()  # known now, not when the file is made
    name = chosen.filename(collection, filters, file_lang)
    key, help_ = f"{key}_{chosen.name}", chosen.help[lang]
    make = partial(_build, chosen, collection, filters, file_lang, who)
    download(chosen.label[lang], make, name, chosen.mime, key=key, help_=help_)


def download(
    label: str, data: Callable[[], str | bytes], name: str, mime: str, *, key: str, help_: str | None = None
) -> None:
    """Draw a button that makes a file and saves it; the page does not change by it."""
    icon = ":material/download:"
    st.download_button(label, data, name, mime, key=key, help=help_, icon=icon, on_click="ignore")


def _build(chosen: ExportFormat, collection: Collection, filters: Filters, file_lang: ExportLang, who: str) -> bytes:
    """Make the file and note it in the audit log. Files of many models, which take up to a minute, are made one after
    the other, so that several leave the processor to those who look at pages; others need not wait for them."""
    result = "failed"
    models = len(filters.keep(collection))
    try:
        with _LARGE if models > MOST_OFFERED else nullcontext():
            content = chosen.build(collection, filters, file_lang, today())
        result = "ok"
        return content
    finally:
        audit.note("export", result, who=who, format=chosen.name, lang=file_lang, models=models)
