"""Show the filtered models as a table and as files."""

import streamlit as st

from brandmap.text import phrase
from brandmap.ui import data_table, exports, frame, own_data
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    if state.kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            data_table.draw_column_choice(state)
            data_table.draw_sorting(state)
            st.caption(phrase("data.intro", state.lang), width="stretch")
        data_table.draw_table(state)
        with st.container(key="take_away"):
            st.header(phrase("export.title", state.lang), anchor=False)
            exports.draw_exports(state, key="data")
    own_data.draw(state)
    data_table.draw_dictionary(state.lang)


frame.show(draw)
