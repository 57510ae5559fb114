"""Draw the map with streamlit-folium, and turn what comes back into events, each exactly once.

Leaflet, boundaries and our scripts come by a route of ours (``front_files``): nothing is fetched from outside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit_folium import st_folium

from brandmap.front.layer import CommandLayer, base_map
from brandmap.ui import front_files

RETURNED = "brandmap"  # the one key our script sends
MAX_EVENTS = 999_999_999
_MOUNT = re.compile(r"[a-z0-9]{1,16}")


@dataclass(frozen=True)
class MapEvent:
    """What the reader did in the map: chose a brand (``brand``) or turned to a ``step`` of the deck.

    ``mount`` names the life of the map frame and ``count`` numbers its events from 1.
    """

    mount: str
    count: int
    event: Literal["select", "step"]
    brand: str | None = None
    step: int = 0


def draw_map(command: str, *, key: str, height: int, on_event: Callable[[MapEvent], None] | None = None) -> None:
    """Draw the map in the state ``command`` (from ``front.command``) describes.

    A new event is handed to ``on_event`` in the widget's callback, before the script runs. ``key`` and ``height``
    (pixels) must stay the same on every run of a page, or the map is mounted anew.
    """
    handled = f"_{key}_handled"

    def changed() -> None:
        value = st.session_state.get(key)
        stamp, last = _stamp(value), st.session_state.get(handled)
        if stamp is None or (last is not None and last[0] == stamp[0] and stamp[1] <= last[1]):
            return
        st.session_state[handled] = stamp
        event = _event(value, command)
        if event is not None and on_event is not None:
            on_event(event)

    st_folium(
        base_map(f"../../{front_files.FOLDER}/{front_files.version()}/"),  # seen from streamlit-folium's own frame
        key=key,
        height=height,
        width=None,
        returned_objects=[RETURNED],
        feature_group_to_add=CommandLayer(command),
        on_change=changed if on_event is not None else None,
    )


def receipt(key: str) -> str:
    """Name the last message of the map that has been dealt with, "mount:count"."""
    return ":".join(map(str, st.session_state.get(f"_{key}_handled", ())))


def _sent(value: object) -> dict[str, Any]:
    inner = value.get(RETURNED) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _stamp(value: object) -> tuple[str, int] | None:
    """(mount, count) of a well-formed message, whatever else it says."""
    sent = _sent(value)
    mount, count = sent.get("mount"), _whole(sent.get("count"))
    if not isinstance(mount, str) or not _MOUNT.fullmatch(mount):
        return None
    if count is None or not 1 <= count <= MAX_EVENTS:
        return None
    return mount, count


def _event(value: object, command: str) -> MapEvent | None:
    """Read the event in a stamped message; None unless it names a brand or step of the command it answers."""
    stamp, sent = _stamp(value), _sent(value)
    if stamp is None:
        return None
    known = json.loads(command)
    brand = sent.get("brand")
    if sent.get("event") == "select" and brand in known.get("visible", ()):
        return MapEvent(*stamp, event="select", brand=brand)
    step, total = _whole(sent.get("step")), known.get("deck", {}).get("total", 0)
    if sent.get("event") == "step" and step is not None and 1 <= step <= total:
        return MapEvent(*stamp, event="step", step=step)
    return None


def _whole(value: object) -> int | None:
    """Read a whole number, also one that came as a float: JSON has one kind of number. None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
