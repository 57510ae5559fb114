"""Compare two to four models side by side."""

import streamlit as st

from brandmap.text import phrase
from brandmap.ui import compare_table, frame
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    st.header(phrase("compare.heading", state.lang), anchor=False)
    compare_table.draw(state)


frame.show(draw)
