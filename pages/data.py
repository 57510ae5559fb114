"""The filtered models as a table and as files."""

import streamlit as st

from brandmap.text import phrase
from brandmap.ui import data_table, filter_bar, frame, result_list

state = frame.require()

st.subheader(phrase("data.title", state.lang), anchor=False)
result_list.draw_sentence(state)
if state.kept:
    with st.container(horizontal=True, vertical_alignment="center"):
        data_table.draw_column_choice(state)
        st.caption(phrase("data.intro", state.lang), width="stretch")
    data_table.draw_table(state)
    data_table.draw_downloads(state)
else:
    filter_bar.draw_empty(state)
data_table.draw_dictionary(state.lang)
