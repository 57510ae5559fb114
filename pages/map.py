"""Map: the models at their counties, the results and the selected card."""

import streamlit as st

from brandmap.ui import detail_panel, frame, map_panel, result_list

HEIGHT = 600  # pixels, of the map and of the panel beside it
# Streamlit has no smallest width for a container: without one the map is squeezed instead of the panel moving below.
STYLE = "<style>.st-key-sides>:first-child{flex:3 1 27rem}.st-key-sides>:last-child{flex:2 1 22rem}</style>"

state = frame.require()
result_list.draw_sentence(state)
st.html(STYLE)
with st.container(horizontal=True, gap="medium", key="sides"):
    with st.container():
        map_panel.draw(state, HEIGHT)
        result_list.draw_numbers(state)
    with st.container():
        detail_panel.draw(state, HEIGHT)
