"""Map: the models at their counties, the results and the selected card."""

import streamlit as st

from brandmap.ui import detail_panel, frame, map_panel, result_list

HEIGHT = 600  # pixels, of the map and of the panel beside it

state = frame.require()
result_list.draw_sentence(state)
left, right = st.columns([3, 2], gap="medium")
with left:
    map_panel.draw(state, HEIGHT)
    result_list.draw_numbers(state)
with right:
    detail_panel.draw(state, HEIGHT)
