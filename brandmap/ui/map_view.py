"""Draw the map with streamlit-folium. It shows what the page around it holds, and tells Python nothing.

Leaflet, boundaries and our scripts come by a route of ours (``front_files``): nothing is fetched from outside.
"""

from __future__ import annotations

from streamlit_folium import st_folium

from brandmap.front.layer import Source, base_map
from brandmap.ui import front_files


def draw_map(source: Source, *, key: str, height: int) -> None:
    """Draw the map that follows ``source``. ``key`` and ``height`` (pixels) must stay the same on every run of a page,
    or the map is mounted anew."""
    folder = f"../../{front_files.FOLDER}/{front_files.version()}/"  # seen from streamlit-folium's own frame
    st_folium(base_map(folder, source), key=key, height=height, width=None, returned_objects=[])
