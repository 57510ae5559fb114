"""Show the models at their counties, the results and the selected card."""

import streamlit as st

from brandmap.ui import detail_panel, frame, map_panel, result_list
from brandmap.ui.state import PageState, let_paint

HEIGHT = 600  # pixels, of the map and of the panel beside it


def draw(state: PageState) -> None:
    """What the reader waits for comes first, wherever it stands: the map, and the card if there is one."""
    sentence = st.container()
    sides = st.container(horizontal=True, gap="medium", key="sides")
    left = sides.container()
    with left:
        map_panel.draw(state, HEIGHT)
    if not state.selected:
        let_paint(state)
    with sides.container():
        chooser = st.container()
        detail_panel.draw(state, HEIGHT)
    if state.selected:
        let_paint(state)
    with sentence:
        result_list.draw_sentence(state)
    with left:
        result_list.draw_numbers(state)
    with chooser:
        detail_panel.draw_chooser(state)


frame.show(draw, section="map")
