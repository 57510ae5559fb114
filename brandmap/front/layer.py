"""Build the map with folium: a base map that never changes.

streamlit-folium sends its script once; as long as that script and its links stay the same, the frame, its centre and
its zoom survive every rerun. The script reads all that changes from the page around the frame.
"""

from __future__ import annotations

from typing import Literal

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from brandmap.markup import guard_branca

guard_branca()

#: The object of the page that says what the map shows: filters and selection, or the deck.
Source = Literal["brandmapStore", "brandmapDeck"]
CENTRE = (37.7, 100.5)  # only until the script fits the province to the frame


class BrandMapScript(JSCSSMixin):
    """Load our scripts and mount them on the map this is added to. Its own script is one constant line."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.brandmap.mount({{ this._parent.get_name() }}, {{ this.folder|tojson }}, {{ this.source|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, folder: str, source: Source) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "BrandMapScript"
        self.folder = folder
        self.source = source
        # On the instance: the class lists of folium are shared by every map of the process.
        self.default_js = [("brandmap_map", f"{folder}map.js")]
        self.default_css = [("brandmap_css", f"{folder}brandmap.css")]


def base_map(folder: str, source: Source) -> folium.Map:
    """Make a fresh map without tiles whose every file is in ``folder``, a relative URL ending in "/" that changes with
    them. Two calls give maps that render the same script."""
    chart = folium.Map(
        location=CENTRE,
        zoom_start=5,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0,
        track_resize=False,  # our script does
    )
    chart.default_js = [("leaflet", f"{folder}leaflet.js")]
    chart.default_css = [("leaflet_css", f"{folder}leaflet.css")]
    chart.add_child(BrandMapScript(folder, source))
    return chart
