"""Ask a few questions and show the models that fit, with reasons."""

import streamlit as st

from brandmap.ui import finder_form, frame
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    outcome = finder_form.outcome_of(state)
    finder_form.draw_status(outcome, state)
    left, right = st.columns([2, 3], gap="large")
    with left:
        finder_form.draw_questions(state)
    with right:
        finder_form.draw_results(outcome, state)


frame.show(draw, section="finder")
