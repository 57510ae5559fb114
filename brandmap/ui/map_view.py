"""The map on a page: draws it with streamlit-folium and turns what comes back into events, each exactly once.

Leaflet, our scripts and the boundaries are served by Streamlit itself as files of three components; nothing is ever
fetched from outside.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import js_lib_leaflet
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from brandmap.front.layer import STATIC, CommandLayer, MapAssets, base_map
from brandmap.places.gazetteer import GEO_FOLDER

LEAFLET = Path(js_lib_leaflet.__file__).resolve().parent / "static" / "js_lib_leaflet"
FOLDERS: dict[str, Path] = {"leaflet": LEAFLET, "mapscript": STATIC, "geo": GEO_FOLDER}
RETURNED = "brandmap"  # the one key our script sends
MAX_EVENTS = 999_999_999
_MOUNT = re.compile(r"[a-z0-9]{1,16}")

for _name, _folder in FOLDERS.items():
    components.declare_component(_name, path=str(_folder))


@dataclass(frozen=True)
class MapEvent:
    """What the reader did in the map: chose a brand (``brand``), set the theme filter (``themes``, may be empty) or
    turned to a ``step`` of the deck.

    ``mount`` names the life of the map frame and ``count`` numbers its events from 1.
    """

    mount: str
    count: int
    event: Literal["select", "theme", "step"]
    brand: str | None = None
    themes: tuple[str, ...] = ()
    step: int = 0


def draw_map(
    command: str, *, key: str, height: int, on_event: Callable[[MapEvent], None] | None = None
) -> MapEvent | None:
    """Draw the map in the state ``command`` (from ``map_command``) describes.

    With ``on_event`` a new event is handed over in the widget's callback, before the script runs, and None is
    returned. Without, the new event is returned, once. ``key`` and ``height`` (pixels) must stay the same on every
    run of a page, or the map is mounted anew.
    """
    handled = f"_{key}_handled"

    def take(value: object) -> MapEvent | None:
        """The event in ``value`` unless it was dealt with before."""
        stamp = _stamp(value)
        last = st.session_state.get(handled)
        if stamp is None or (last is not None and last[0] == stamp[0] and stamp[1] <= last[1]):
            return None
        st.session_state[handled] = stamp
        return _event(value, command)

    def changed() -> None:
        event = take(st.session_state.get(key))
        if event is not None and on_event is not None:
            on_event(event)

    last = st.session_state.get(handled)
    value = st_folium(
        base_map(_assets()),
        key=key,
        height=height,
        width=None,
        returned_objects=[RETURNED],
        feature_group_to_add=CommandLayer(command, f"{last[0]}:{last[1]}" if last else ""),
        on_change=changed if on_event is not None else None,
    )
    return None if on_event is not None else take(value)


@cache
def _assets() -> MapAssets:
    """URLs relative to streamlit-folium's own frame, and one version over all files behind them."""
    digest = hashlib.sha256()
    for folder in FOLDERS.values():
        for file in sorted(folder.glob("*.*")):
            if file.suffix in {".js", ".css", ".geojson", ".csv"}:
                digest.update(file.read_bytes())
    leaflet, script, geo = (f"../{__name__}.{name}/" for name in FOLDERS)
    return MapAssets(leaflet=leaflet, script=script, geo=geo, version=digest.hexdigest()[:12])


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
    """The event in a stamped message; None unless it names brands and themes of the command it answers."""
    stamp, sent = _stamp(value), _sent(value)
    if stamp is None:
        return None
    known = json.loads(command)
    brand, themes = sent.get("brand"), sent.get("themes")
    if sent.get("event") == "select" and any(brand == one["id"] for one in known["brands"]):
        return MapEvent(*stamp, event="select", brand=brand)
    if sent.get("event") == "theme" and isinstance(themes, list):
        chosen = tuple(one["id"] for one in known["themes"] if one["id"] in themes)
        return MapEvent(*stamp, event="theme", themes=chosen)
    step, total = _whole(sent.get("step")), known.get("deck", {}).get("total", 0)
    if sent.get("event") == "step" and step is not None and 1 <= step <= total:
        return MapEvent(*stamp, event="step", step=step)
    return None


def _whole(value: object) -> int | None:
    """A whole number as int, also when it came as a float: JSON knows one kind of number. None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
