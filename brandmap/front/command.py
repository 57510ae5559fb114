"""Tell the map what to show: one JSON text, sent as base64 so that no character of it is active.

The text is a function of its arguments alone: the same state gives the same text, so the browser is told nothing when
nothing has changed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from brandmap.collection.filters import Collection
from brandmap.front.documents import DECIMALS, models
from brandmap.records import Lang, Point
from brandmap.text import phrase

#: The command of the map page: draw what the store of the page around the map holds.
FOLLOW = "{}"


@dataclass(frozen=True)
class ViewRequest:
    """A wish to move the map.

    ``fit`` is ``"province"`` or the corners ((south, west), (north, east)) in degrees. The map acts only when
    ``token`` differs from the last one it saw, so a repeated command never moves it.
    """

    fit: Literal["province"] | tuple[Point, Point]
    token: int


@dataclass(frozen=True)
class DeckState:
    """What the map's script needs to drive the trainers' deck: it hears the keys, in the map and around it.

    ``step`` is 1-based, ``pace`` the seconds per step of a deck that runs by itself (0: it does not). Without
    ``names`` the map does not name the models, which would give an answer away. ``notes`` is the presenter's window.
    ``receipt`` names the last message of the map that has been dealt with.
    """

    step: int
    total: int
    pace: int = 0
    names: bool = True
    notes: bool = False
    receipt: str = ""


def deck_command(
    collection: Collection,
    deck: DeckState,
    *,
    lang: Lang,
    visible: Iterable[str],
    selected: str | None,
    view: ViewRequest | None = None,
) -> str:
    """Build the command of a deck: the models with ids ``visible``, whatever the filters. Unknown ids are left out."""
    shown, by_id = set(visible), collection.dataset.by_id
    words = {name: phrase(f"present.{name}", lang) for name in ("black_hint", "paused")}
    command: dict[str, Any] = {
        "models": models(collection, lang),
        "visible": [id_ for id_ in by_id if id_ in shown],
        "edition": list(collection.shown),
        "selected": selected if selected in by_id else None,
        "view": None if view is None else {"fit": _corners(view.fit), "token": view.token},
        "deck": {**asdict(deck), "labels": words},
    }
    return json.dumps(command, ensure_ascii=False, separators=(",", ":"))


def packed(command: str) -> str:
    """Encode the command as base64 of its UTF-8: letters, digits, ``+``, ``/`` and ``=`` only.

    None of these is active in Jinja2, JavaScript, HTML or the patterns streamlit-folium replaces.
    """
    return base64.b64encode(command.encode("utf-8")).decode("ascii")


def _corners(fit: Literal["province"] | tuple[Point, Point]) -> str | list[list[float]]:
    if isinstance(fit, str):
        return fit
    return [[round(corner[0], DECIMALS), round(corner[1], DECIMALS)] for corner in fit]
