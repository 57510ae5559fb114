"""What the map's frame is given is the same on every run, so that it is never mounted anew."""

import streamlit_folium

from brandmap.ui import front_files, map_view


def test_the_map_is_given_the_same_on_every_run_and_asked_for_nothing(monkeypatch):
    sent = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **given: sent.append(given) or {})
    for _ in range(2):
        map_view.draw_map("brandmapDeck", key="map", height=500)
    first, again = ({name: value for name, value in one.items() if name != "on_change"} for one in sent)
    assert first == again
    links = sent[0]["js_links"] + sent[0]["css_links"]
    folder = f"../../front/{front_files.version()}/"
    assert links == [folder + name for name in ("leaflet.js", "map.js", "leaflet.css", "brandmap.css")]
    assert sent[0]["returned_objects"] == []
