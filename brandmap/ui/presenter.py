"""Draw the deck: the map beside the slides, and below both the bar with the settings.

Slides, bar and notes are one part of the page, drawn by scripts (``front/static/deck_page.js``), which also write the
step to the address.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from brandmap.collection.deck import deck_of
from brandmap.drawing.style import style_sheet
from brandmap.front import deck as deck_document
from brandmap.ui import browse, deck_chooser, frame, front_files, map_view
from brandmap.ui.html import draw_html
from brandmap.ui.pages import PAGES
from brandmap.ui.state import PageState
from brandmap.ui.style import style

HEIGHT = 640  # pixels, until the style sheet fits the map to the window
_OWN_DECK = "_own_deck"  # session key: (what the last deck of the visitor's own data was built from, the deck)


def draw(state: PageState) -> None:
    """Draw the deck of the address, or which filter to drop when no model is left."""
    deck = deck_of(state.view, state.collection)
    if not deck.slides:
        browse.draw_documents(state)
        browse.draw_filters(state)
        deck_chooser.draw(state, deck)
        return
    notes = state.view.notes
    draw_html(style_sheet("slides") + style("deck", *(["deck_notes"] if notes else [])))
    if not notes:
        with st.container(key="deck_map"):
            map_view.draw_map("brandmapDeck", key="deck_chart", height=HEIGHT)
    with st.container(key="deck_bar", horizontal=True, vertical_alignment="center", gap="small"):
        _draw_deck(state)
        if not notes:
            deck_chooser.draw(state, deck)


def _draw_deck(state: PageState) -> None:
    query, collection = deck_document.deck_query(state.view), state.collection
    left = next(page for page in PAGES if page.name == frame.came_from())
    data: dict[str, Any] = {} if front_files.public(collection) else {"document": _own_deck(state, query)}
    browse.part(
        "deck",
        key="deck",
        fingerprint=front_files.name_of(collection),
        lang=state.lang,
        query=query,
        pace=0 if state.view.notes else state.view.pace,
        notes=state.view.notes,
        own=collection.dataset.own,
        leave=left.address,
        **data,
    )


def _own_deck(state: PageState, query: str) -> object:
    """Build a deck that has no public address, once; the session keeps it."""
    key = (front_files.name_of(state.collection), state.lang, query)
    stored_key, document = st.session_state.get(_OWN_DECK, (None, None))
    if stored_key != key:
        document = deck_document.document(state.view, state.collection, state.lang)
        st.session_state[_OWN_DECK] = (key, document)
    return document
