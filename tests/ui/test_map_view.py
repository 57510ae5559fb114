"""What comes back from the map's frame is untrusted, and each event counts once."""

import json

import pytest
import streamlit as st
import streamlit_folium

from brandmap.ui import map_view
from brandmap.ui.map_view import MapEvent

COMMAND = json.dumps({"brands": [{"id": "gangu-orchard"}], "themes": [{"id": "ecology"}, {"id": "tourism"}]})


def message(**changes):
    return {"brandmap": {"mount": "abc123", "count": 1, "event": "select", "brand": "gangu-orchard"} | changes}


@pytest.fixture
def frame(monkeypatch):
    """The frame's side of st_folium: ``value`` is what it answers, ``sent`` what it was given on each run."""

    class Frame:
        def __init__(self):
            self.value = {}
            self.sent = []

        def __call__(self, **arguments):
            self.sent.append(arguments)
            return self.value

    frame = Frame()
    monkeypatch.setattr(streamlit_folium, "_component_func", frame)
    monkeypatch.setattr(st, "session_state", {})
    return frame


def draw(command=COMMAND):
    return map_view.draw_map(command, key="map", height=500)


def test_an_event_is_returned_once(frame):
    frame.value = message()
    assert draw() == MapEvent("abc123", 1, "select", brand="gangu-orchard")
    assert draw() is None


def test_the_same_brand_chosen_again_is_a_new_event(frame):
    frame.value = message()
    draw()
    frame.value = message(count=2)
    assert draw() == MapEvent("abc123", 2, "select", brand="gangu-orchard")


def test_counting_starts_anew_with_a_new_frame_and_an_older_value_stays_dealt_with(frame):
    frame.value = message(count=7)
    draw()
    frame.value = message(mount="xyz789", count=1)
    assert draw() == MapEvent("xyz789", 1, "select", brand="gangu-orchard")
    assert draw() is None


def test_themes_are_those_of_the_command_in_its_order(frame):
    frame.value = message(event="theme", themes=["tourism", "ecology", "none", 3])
    assert draw() == MapEvent("abc123", 1, "theme", themes=("ecology", "tourism"))


@pytest.mark.parametrize(
    "value",
    [
        {},
        None,
        "select",
        {"brandmap": ["select"]},
        message(mount=None),
        message(mount="<b>"),
        message(count=0),
        message(count=True),
        message(count="1"),
        message(count=10**12),
        message(count=1.5),
        message(count=float("nan")),
        message(brand="nowhere"),
        message(brand={"id": "gangu-orchard"}),
        message(event="delete"),
        message(event="theme", themes="ecology"),
    ],
)
def test_anything_else_from_the_browser_is_ignored(frame, value):
    frame.value = value
    assert draw() is None


def test_only_the_command_differs_between_runs(frame):
    draw()
    frame.value = message()
    draw()
    draw(COMMAND.replace("ecology", "community"))
    varying = {"feature_group", "on_change"}
    constant = [{name: value for name, value in sent.items() if name not in varying} for sent in frame.sent]
    assert constant[0] == constant[1] == constant[2]
    assert len({sent["feature_group"] for sent in frame.sent}) == 2
    links = frame.sent[0]["js_links"] + frame.sent[0]["css_links"]
    assert all(link.startswith("../brandmap.ui.map_view.") for link in links)


def test_the_next_command_says_which_event_has_been_dealt_with(frame):
    frame.value = message(count=3)
    draw()
    draw()
    assert '"abc123:3"' in frame.sent[1]["feature_group"]


def test_a_callback_gets_the_event_instead_of_the_caller(frame):
    seen = []
    assert map_view.draw_map(COMMAND, key="map", height=500, on_event=seen.append) is None
    st.session_state["map"] = None
    key = frame.sent[0]["key"]
    st.session_state[key] = message()
    frame.sent[0]["on_change"]()
    frame.sent[0]["on_change"]()
    assert seen == [MapEvent("abc123", 1, "select", brand="gangu-orchard")]
