"""Draw the deck on the screen: map and slide side by side, a slim bar below.

The map's script hears the keys (``static/keys.js``) and asks for a step by number; the buttons of the bar work without
it too. Everything shown follows from the URL, so reload and Back need nothing of their own.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from brandmap.collection.deck import Deck, deck_of, map_bounds
from brandmap.collection.wording import position_text
from brandmap.drawing.slide_notes import notes_html
from brandmap.drawing.slides import slide_html
from brandmap.drawing.style import style_sheet
from brandmap.front.command import DeckState, ViewRequest, deck_command
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang
from brandmap.text import phrase
from brandmap.ui import browse, deck_chooser, frame, map_view
from brandmap.ui import state as page_state
from brandmap.ui.html import draw_html
from brandmap.ui.map_view import MapEvent
from brandmap.ui.state import PageState, go
from brandmap.ui.style import style

MAP = "deck_chart"  # key of the map
HEIGHT = 640  # pixels, until the style sheet fits the map to the window


def draw(state: PageState) -> None:
    """Draw the slide of the step in the address, or which filter to drop when no model is left."""
    deck = deck_of(state.view, state.collection)
    step = deck.clamped(state.view.step)
    if not deck.slides:
        browse.draw_documents(state)
        browse.draw_filters(state)
        deck_chooser.draw(state, deck)
        return
    slide = deck.at(step)
    notes = state.view.notes
    draw_html(
        style_sheet("slides") + style("deck", *(["deck_notes"] if notes else ["deck_wide"] if slide.wide else []))
    )
    with st.container(key="deck_stage", horizontal=True, gap=None):
        with st.container(key="deck_map"):
            map_view.draw_map(_command(state, deck, step), key=MAP, height=HEIGHT, on_event=_act)
        with st.container(key="deck_slide"):
            choice = deck_chooser.choice_words(state, deck)
            shown = slide_html(deck, step, state.collection.beside(deck.brands), state.lang, choice=choice)
            draw_html(_beside_notes(deck, step, shown, state) if notes else shown)
    _draw_bar(state, deck, step)


def _command(state: PageState, deck: Deck, step: int) -> str:
    """Build the map command that zooms to the model of the slide, with the deck's models only."""
    slide = deck.at(step)
    # One token per place, so that the map stays still while the slides of one model pass.
    token = zlib.crc32(",".join(brand.id for brand in ((slide.brand,) if slide.brand else deck.brands)).encode())
    seen = slide if slide.brand else deck.slides[0]
    return deck_command(
        state.collection.beside(deck.brands),
        DeckState(
            step,
            len(deck),
            pace=0 if state.view.notes else state.view.pace,
            names=not slide.nameless,
            notes=state.view.notes,
            receipt=map_view.receipt(MAP),
        ),
        lang=state.lang,
        visible=[brand.id for brand in deck.brands],
        selected=slide.brand.id if slide.brand else None,
        view=ViewRequest(map_bounds(seen), token),
    )


def _beside_notes(deck: Deck, step: int, shown: Html, state: PageState) -> Html:
    """Build the presenter's window: the projected slide, small, and its notes."""
    notes = notes_html(deck.at(step), state.collection.beside(deck.brands), state.lang)
    return fragment(
        tag("h2", phrase("present.on_screen", state.lang), class_="bmd-seen"),
        shown,
        tag("section", notes, class_="bmd-notes"),
    )


def _act(event: MapEvent) -> None:
    """Answer a key, or a model chosen on the map; what does not fit the deck has no effect. Runs before the script."""
    current = page_state.read()
    if event.event == "step":
        _turn(event.step)
    elif event.brand:
        first = deck_of(current.view, current.collection).first_step(event.brand)
        if first is not None:
            _turn(first)


def _turn(step: int) -> None:
    go(replace(page_state.read().view, step=step))


def _draw_bar(state: PageState, deck: Deck, step: int) -> None:
    lang, last = state.lang, len(deck)
    turns = (
        ("first", ":material/first_page:", 1, step == 1),
        ("previous", ":material/chevron_left:", step - 1, step == 1),
        ("next", ":material/chevron_right:", step + 1, step == last),
        ("last", ":material/last_page:", last, step == last),
    )
    with st.container(key="deck_bar", horizontal=True, vertical_alignment="center", gap="small"):
        for name, icon, target, disabled in turns:
            st.button(
                phrase(f"present.{name}", lang),
                key=f"deck_{name}",
                icon=icon,
                type="tertiary",
                disabled=disabled,
                on_click=_turn,
                args=(target,),
            )
        draw_html(_progress_html(deck, step, lang))
        # These two act in the browser alone (static/keys.js).
        st.button(phrase("present.black", lang), key="deck_black", icon=":material/tv_off:", type="tertiary")
        st.button(phrase("present.full", lang), key="deck_full", icon=":material/fullscreen:", type="tertiary")
        if not state.view.notes:
            _draw_notes(state, deck, step)
            deck_chooser.draw(state, deck)
        with st.container(key="deck_leave", width="content"):
            # Back to where one was; the step stays in the address, so coming back resumes the deck.
            label, left = phrase("present.leave", lang), replace(state.view, pace=0, notes=False)
            frame.page_link(frame.came_from(), left, label=label, icon=":material/close:")


def _draw_notes(state: PageState, deck: Deck, step: int) -> None:
    """Draw the notes above the bar, and the link to a window of their own, which the audience does not see."""
    lang = state.lang
    notes = st.popover(
        phrase("present.notes", lang),
        key="deck_notes",
        icon=":material/speaker_notes:",
        type="tertiary",
        on_change="rerun",
    )
    if not notes.open:
        return
    if state.collection.dataset.own:
        # Another window is another session, which would show the published models.
        notes.caption(phrase("present.notes_window_own", lang))
    else:
        beside = replace(state.view, lang=lang, step=step, pace=0, notes=True)
        notes.link_button(
            phrase("present.notes_window", lang),
            f"?{urlencode(beside.to_query(), doseq=True)}",
            icon=":material/open_in_new:",
        )
        notes.caption(phrase("present.notes_window_help", lang))
    with notes:
        draw_html(notes_html(deck.at(step), state.collection.beside(deck.brands), lang))


def _progress_html(deck: Deck, step: int, lang: Lang) -> Html:
    """Show how many slides have passed, and which model and build this is."""
    here = deck.position(step)
    words = position_text(here, lang)
    bar = tag("div", style=f"height:100%;width:{here.slide / here.slides:.2%};background:#1f5c99")
    limits = {"aria_valuemin": 1, "aria_valuemax": here.slides, "aria_valuenow": here.slide}
    return tag(
        "div",
        tag("div", bar, role="progressbar", aria_label=words, **limits),
        tag("span", words, data_deck_count=step),
        class_="bmd-progress",
    )
