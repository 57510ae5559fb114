"""Translate Streamlit's own words into the language of the page.

Streamlit speaks English and has no setting for it: the names of its buttons, which a screen reader says and a pointer
shows, “No results”, the sign that it is working. On a Chinese page a script replaces
exactly the sentences listed in ``text/phrases/streamlit.toml``, wherever they turn up outside texts of ours and of the
data. It goes by what is said and not by how Streamlit builds its page: what a new version says differently stays
English, and ``tests/browser/test_language.py`` notices.

The script is given the catalogue and nothing else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components

from brandmap.markup import Html, fragment, raw_element, tag
from brandmap.records import Lang
from brandmap.text import catalogue, phrase
from brandmap.ui.html import draw_html

_SCRIPT_LANG = "_own_words"  # session key: the language that the script in the page was last given
_NO_ROOM = raw_element("style", "div:has(> .st-key-own_words){position:absolute}")
_FOLDER = Path(__file__).resolve().parent / "static"
_SOURCE = f"component/{__name__}.own_words"


def draw(lang: Lang) -> None:
    """Draw the script where the page does not have it yet. It stays when its element goes, so it is sent once and not
    with every run; the container keeps its place."""
    _serve()
    draw_html(_NO_ROOM)
    with st.container(key="own_words"):
        if st.session_state.get(_SCRIPT_LANG) != lang:
            draw_html(script(lang), scripts=True)
    st.session_state[_SCRIPT_LANG] = lang


@cache
def _serve() -> None:
    """Have Streamlit serve the script: a file, so that a Content-Security-Policy need not allow it.

    Not when this module is imported: the production server does that before there is a Streamlit to tell."""
    components.declare_component("own_words", path=str(_FOLDER))


@cache
def script(lang: Lang) -> Html:
    """Return the elements that translate into ``lang``, keep the focus in its place and say when the server is gone."""
    pairs = json.dumps(words(lang), ensure_ascii=False)
    translate = {"data_lang": lang, "data_words": pairs, "data_map": phrase("map.frame_name", lang)}
    connection = tag("script", src=f"{_SOURCE}/connection.js", data_lost=phrase("frame.lost", lang))
    return fragment(
        tag("script", src=f"{_SOURCE}/own_words.js", **translate), tag("script", src=f"{_SOURCE}/focus.js"), connection
    )


def words(lang: Lang) -> list[tuple[str, str]]:
    """Return pairs: a text of Streamlit's, its translation."""
    texts = (text for key, text in catalogue().items() if key.startswith("streamlit."))
    return [(text.en, text[lang]) for text in texts if text[lang] != text.en]
