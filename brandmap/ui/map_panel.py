"""The map of the map page: the command it is sent, and what its events do."""

from __future__ import annotations

from dataclasses import replace

from brandmap.front.command import map_command
from brandmap.ui import map_view
from brandmap.ui import state as page_state
from brandmap.ui.map_view import MapEvent
from brandmap.ui.state import PageState, go


def draw(state: PageState, height: int) -> None:
    """The map, ``height`` pixels high. Selection and legend write the URL like every other control."""
    filters = state.view.filters
    command = map_command(
        state.collection.dataset,
        state.collection.gazetteer,
        lang=state.lang,
        visible=[brand.id for brand in state.kept],
        selected=state.view.brand,
        themes=filters.theme,
        # What the other filters keep: a theme clicked in the map's legend acts there before we have answered.
        pool=[brand.id for brand in filters.without("theme").keep(state.collection)],
    )
    map_view.draw_map(command, key="map", height=height, on_event=_act)


def _act(event: MapEvent) -> None:
    """Runs before the script. The event comes from a browser: only known ids have an effect."""
    current = page_state.read()
    if event.event == "theme":
        chosen = tuple(theme for theme in current.collection.choices("theme") if theme in event.themes)
        go(current.view.with_filters(theme=chosen))
    elif event.brand in current.collection.dataset.by_id:
        go(replace(current.view, brand=event.brand))
