"""The command that tells the map what to show: one JSON document, sent as base64 so that no character of it is active.

The document is a function of its arguments alone: the same state gives the same string, so the browser is told
nothing when nothing has changed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from brandmap.drawing.icons import ICONS
from brandmap.markup import clean
from brandmap.records import Brand, Dataset, Lang, Place, Point, Text
from brandmap.settings import settings
from brandmap.text import phrase

VERSION = 1
DECIMALS = 4  # about ten metres
_LABELS = (
    "title", "themes", "all_themes", "home", "pictured", "zoom_in", "zoom_out", "fit_results", "province",
    "fullscreen", "fullscreen_exit", "wheel", "card", "failed", "attribution", "marker",
)  # fmt: skip


class PlaceUnit(Protocol):
    """What the map needs to know of an administrative unit (``brandmap.places.gazetteer.Unit`` has it)."""

    @property
    def adcode(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def seat(self) -> Point | None: ...
    @property
    def label(self) -> Point: ...


class Places(Protocol):
    """What the map needs of the gazetteer."""

    def unit(self, adcode: str) -> PlaceUnit: ...
    def counties(self, adcode: str) -> Sequence[PlaceUnit]: ...


@dataclass(frozen=True)
class ViewRequest:
    """A wish to move the map, made by a visible button outside it.

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
    """

    step: int
    total: int
    pace: int = 0
    names: bool = True
    notes: bool = False


def map_command(
    dataset: Dataset,
    gazetteer: Places,
    *,
    lang: Lang,
    visible: Iterable[str],
    selected: str | None,
    view: ViewRequest | None = None,
    themes: Collection[str] = (),
    pool: Iterable[str] | None = None,
    review_number: str | None = None,
    deck: DeckState | None = None,
) -> str:
    """The JSON text of the command.

    ``visible`` are the ids of the brands to draw. ``themes`` are the themes the filter has chosen and ``pool`` the ids
    that all *other* filters keep; with both, a theme clicked in the map's legend acts before the server has answered.
    Without ``pool`` the visible brands stand for it. Unknown ids are left out. ``review_number`` defaults to the
    setting of this installation. ``deck`` turns on the keys of the presentation. Every name and label is in ``lang``
    only. KeyError for a place the gazetteer lacks.
    """
    shown = set(visible)
    kept = shown if pool is None else shown | set(pool)
    number = settings().review_number if review_number is None else review_number
    labels = {name: phrase(f"map.{name}", lang) for name in _LABELS}
    labels["review"] = phrase("map.reviewed", lang, number=number) if number else phrase("map.not_reviewed", lang)
    document: dict[str, Any] = {
        "v": VERSION,
        "lang": lang,
        "brands": [_brand(brand, gazetteer, lang) for brand in dataset.brands],
        "themes": [
            {"id": theme.id, "name": clean(theme.name[lang]), "colour": theme.colour, "icon": ICONS[theme.icon]}
            for theme in dataset.themes.values()
        ],
        "visible": [brand.id for brand in dataset.brands if brand.id in shown],
        "pool": [brand.id for brand in dataset.brands if brand.id in kept],
        "chosen": [theme for theme in dataset.themes if theme in themes],
        "selected": selected if selected in dataset.by_id else None,
        "view": None if view is None else {"fit": _corners(view.fit), "token": view.token},
        "labels": labels,
    }
    if deck is not None:
        words = {name: phrase(f"present.{name}", lang) for name in ("black_hint", "paused")}
        document["deck"] = {**asdict(deck), "labels": words}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def packed(command: str) -> str:
    """The command as base64 of its UTF-8: letters, digits, ``+``, ``/`` and ``=`` only.

    None of these is active in Jinja2, JavaScript, HTML or the patterns streamlit-folium replaces.
    """
    return base64.b64encode(command.encode("utf-8")).decode("ascii")


def _brand(brand: Brand, gazetteer: Places, lang: Lang) -> dict[str, Any]:
    home = gazetteer.unit(brand.adcode)
    return {
        "id": brand.id,
        "n": brand.number,
        "name": clean(brand.name[lang]),
        "place": home.name[lang],
        **_position(home),
        "themes": list(brand.themes),
        "home": brand.adcode,
        "counties": [unit.adcode for unit in gazetteer.counties(brand.adcode)],
        "pictured": [spot for place in brand.pictured for spot in _spots(place, gazetteer)],
    }


def _spots(place: Place, gazetteer: Places) -> list[dict[str, Any]]:
    """One entry per county of a pictured place."""
    return [{"adcode": unit.adcode, **_position(unit)} for unit in gazetteer.counties(place.adcode)]


def _position(unit: PlaceUnit) -> dict[str, float]:
    """The seat; the label point where a unit has none."""
    point = unit.seat or unit.label
    return {"lat": round(point.lat, DECIMALS), "lon": round(point.lon, DECIMALS)}


def _corners(fit: Literal["province"] | tuple[Point, Point]) -> str | list[list[float]]:
    if isinstance(fit, str):
        return fit
    return [[round(corner[0], DECIMALS), round(corner[1], DECIMALS)] for corner in fit]
