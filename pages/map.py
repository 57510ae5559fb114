"""Show the models at their counties, and beside the map the results or the selected card."""

import streamlit as st

from brandmap.ui import browse, frame, map_view
from brandmap.ui.state import PageState

HEIGHT = 600  # pixels, until the style sheet fits the map to the window


def draw(state: PageState) -> None:
    """Nothing follows from the page state but the filters above: map, list and card draw it in the browser."""


def draw_sides() -> None:
    """Draw map and list once; both draw what the page holds."""
    with st.container(key="sides"):
        map_view.draw_map("brandmapStore", key="map", height=HEIGHT)
        browse.draw_results()


frame.show(draw, section="map", once=draw_sides)
