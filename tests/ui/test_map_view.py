"""What comes back from the map's frame is untrusted, and each event counts once."""

import json

import pytest
import streamlit as st
import streamlit_folium

from brandmap.ui import front_files, map_view
from brandmap.ui.map_view import MapEvent

COMMAND = json.dumps({"visible": ["gangu-orchard"], "deck": {"total": 20}})


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
    map_view.draw_map(command, key="map", height=500, on_event=print)


def handed_over(frame, *values):
    """The events that a map hands over when the browser sends these values one after the other."""
    events = []
    map_view.draw_map(COMMAND, key="map", height=500, on_event=events.append)
    for value in values:
        st.session_state[frame.sent[0]["key"]] = value
        frame.sent[0]["on_change"]()
    return events


def test_an_event_is_handed_over_once(frame):
    assert handed_over(frame, message(), message()) == [MapEvent("abc123", 1, "select", brand="gangu-orchard")]


def test_the_same_brand_chosen_again_is_a_new_event(frame):
    first, again = handed_over(frame, message(), message(count=2))
    assert (first.count, again.count, again.brand) == (1, 2, "gangu-orchard")


def test_counting_starts_anew_with_a_new_frame_and_an_older_value_stays_dealt_with(frame):
    seventh, first = handed_over(frame, message(count=7), message(mount="xyz789"), message(mount="xyz789"))
    assert (seventh.count, first.mount, first.count) == (7, "xyz789", 1)


def test_a_step_of_the_deck(frame):
    assert handed_over(frame, message(event="step", step=20.0)) == [MapEvent("abc123", 1, "step", step=20)]


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
        message(event="step", step=21),
        message(event="step", step=0),
        message(event="step", step="1"),
    ],
)
def test_anything_else_from_the_browser_is_ignored(frame, value):
    assert handed_over(frame, value) == []


def test_only_the_command_differs_between_runs(frame):
    draw()
    frame.value = message()
    draw()
    draw(COMMAND.replace("gangu-orchard", "kang-pepper"))
    varying = {"feature_group", "on_change"}
    constant = [{name: value for name, value in sent.items() if name not in varying} for sent in frame.sent]
    assert constant[0] == constant[1] == constant[2]
    assert len({sent["feature_group"] for sent in frame.sent}) == 2
    links = frame.sent[0]["js_links"] + frame.sent[0]["css_links"]
    folder = f"../../front/{front_files.version()}/"
    assert links == [folder + name for name in ("leaflet.js", "map.js", "leaflet.css", "brandmap.css")]
