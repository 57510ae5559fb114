"""Show what the models of a theme share, their cards, and when they run."""

import streamlit as st

from brandmap.drawing.calendar_chart import night_hours_html, season_calendar_html
from brandmap.drawing.style import style_sheet
from brandmap.text import phrase
from brandmap.ui import frame, theme_cards
from brandmap.ui.html import draw_html
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    st.caption(phrase("themes.intro", state.lang))
    theme_cards.draw(state)
    if state.kept:
        st.header(phrase("themes.season_heading", state.lang), anchor=False)
        draw_html(style_sheet("calendar") + season_calendar_html(state.kept, state.collection, state.lang))
        st.header(phrase("themes.hours_heading", state.lang), anchor=False)
        draw_html(night_hours_html(state.kept, state.collection, state.lang))


frame.show(draw, section="themes")
