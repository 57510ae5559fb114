"""The six theme icons, drawn for this project: SVG path data on a 24 × 24 grid, filled, recognisable at 14 px.

The map, the cards and the exports draw the same shapes. A hole runs in the opposite direction to the
outline around it, so that the default (non-zero) fill rule leaves it empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "leaf": "M21 3C9 3 4 7.5 4 13.5c0 1.5.3 2.8.9 4L2.5 20.5 4 22l2.8-2.9C8 19.7 9.3 20 11 20c7 0 10.5-6 10-17z"
        "M7 16.5 15.5 8C11.5 10 8.5 12.5 7 16.5z",
        "chip": "M6 6h12v12H6zM9.5 9.5v5h5v-5zM8 2h2v3H8zM14 2h2v3h-2zM8 19h2v3H8zM14 19h2v3h-2z"
        "M2 8h3v2H2zM2 14h3v2H2zM19 8h3v2h-3zM19 14h3v2h-3z",
        "mountain": "M1 20.5 9 6l4.2 7.5L16 9l7 11.5zM18.5 2a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 1 1 0-4.6z",
        "wheat": "M11 10h2v12h-2zM12 1c2.2 2.3 2.2 5 0 8-2.2-3-2.2-5.7 0-8z"
        "M13.3 14c0-3.2 2-5.2 5.5-5.5 0 3.3-2 5.5-5.5 5.5z"
        "M10.7 14c0-3.2-2-5.2-5.5-5.5 0 3.3 2 5.5 5.5 5.5zM13.3 20c0-3.2 2-5.2 5.5-5.5 0 3.3-2 5.5-5.5 5.5z"
        "M10.7 20c0-3.2-2-5.2-5.5-5.5 0 3.3 2 5.5 5.5 5.5z",
        "house": "M12 2 1.5 11.5h3.2V21H10v-6.5h4V21h5.3v-9.5h3.2z",
        "moon": "M21 14.5A9.5 9.5 0 1 1 9.5 3 7.5 7.5 0 0 0 21 14.5z"
        "M17 2l1.1 2.9L21 6l-2.9 1.1L17 10l-1.1-2.9L13 6l2.9-1.1z",
    }
)
