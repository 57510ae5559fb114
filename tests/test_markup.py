"""Hostile text against everything in folium that takes text. The canary is a folder a payload would make."""

import branca.element
import folium
import jinja2
import pytest
from folium.plugins import MarkerCluster

from brandmap.markup import LiteralText, clean, escape_markup, guard_branca
from tests.hostile_models import PYTHON, TEXTS

ACTIVE = ("<img src=x", "<script>steal", 'steal()">', "${steal", "`+steal", "'+steal", "\ud800")  # of the raw texts
PLACE = (36.0, 104.0)


def geojson(identity="1", **properties):
    geometry = {"type": "Point", "coordinates": [104.0, 36.0]}
    feature = {"type": "Feature", "id": identity, "geometry": geometry, "properties": {"name": "x", **properties}}
    return {"type": "FeatureCollection", "features": [feature]}


SINKS = {
    "Popup": lambda t: folium.Marker(PLACE, popup=folium.Popup(t)),
    "Popup parse_html": lambda t: folium.Marker(PLACE, popup=folium.Popup(t, parse_html=True)),
    "Popup IFrame": lambda t: folium.Marker(PLACE, popup=folium.Popup(folium.IFrame(t))),
    "Tooltip": lambda t: folium.Marker(PLACE, tooltip=folium.Tooltip(t)),
    "tooltip=": lambda t: folium.CircleMarker(PLACE, tooltip=t),
    "DivIcon": lambda t: folium.Marker(PLACE, icon=folium.DivIcon(html=t)),
    "Icon": lambda t: folium.Marker(PLACE, icon=folium.Icon(icon=t)),
    "MarkerCluster": lambda t: MarkerCluster([PLACE], popups=[t]),
    "GeoJson value in tooltip": lambda t: folium.GeoJson(geojson(name=t), tooltip=folium.GeoJsonTooltip(["name"])),
    "GeoJson value in popup": lambda t: folium.GeoJson(geojson(name=t), popup=folium.GeoJsonPopup(["name"])),
    "GeoJson alias": lambda t: folium.GeoJson(geojson(), tooltip=folium.GeoJsonTooltip(["name"], aliases=[t])),
    "GeoJson id": lambda t: folium.GeoJson(geojson(identity=t)),
    "GeoJson style": lambda t: folium.GeoJson(geojson(), style_function=lambda _: {"color": t}),
    "GeoJson unused value": lambda t: folium.GeoJson(geojson(unused=t)),
    "FeatureGroup name": lambda t: folium.FeatureGroup(name=t),
    "TileLayer attr": lambda t: folium.TileLayer("https://example.invalid/{z}/{x}/{y}.png", attr=t),
}


def rendered(sink, text):
    chart = folium.Map(PLACE, tiles=None)
    SINKS[sink](text).add_to(chart)
    folium.LayerControl().add_to(chart)
    chart.get_root().html.add_child(folium.Element(text))
    return chart.get_root().render()


@pytest.fixture
def canary(tmp_path, monkeypatch):
    """The folder that must not come into being."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "canary"


@pytest.mark.parametrize("sink", SINKS)
def test_escaped_and_guarded_text_is_inert(sink, canary):
    guard_branca()
    for text in TEXTS:
        page = rendered(sink, escape_markup(text))
        assert not canary.exists(), text
        assert [active for active in ACTIVE if active in page] == [], text


def test_the_trial_is_real_without_escaper_and_guard_a_cell_runs_python(canary, monkeypatch):
    monkeypatch.setattr(branca.element, "Template", jinja2.Template)
    chart = folium.Map(PLACE, tiles=None)
    SINKS["DivIcon"](PYTHON).add_to(chart)
    chart.get_root().render()
    assert canary.exists()


@pytest.mark.parametrize("text", [PYTHON, "{{", "{% endmacro %}"])
def test_the_guard_alone_keeps_a_template_from_being_compiled(text, canary):
    guard_branca()
    assert text in rendered("FeatureGroup name", text)
    assert not canary.exists()


def test_the_guard_can_be_installed_twice_and_says_what_it_was_given():
    guard_branca()
    guard_branca()
    assert branca.element.Template is LiteralText
    assert branca.element.Element("{{ 1 + 1 }}").render() == "{{ 1 + 1 }}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甘谷县 <十>", "甘谷县 &#60;十&#62;"),
        ("&<>\"'`${}\\", "&#38;&#60;&#62;&#34;&#39;&#96;&#36;&#123;&#125;&#92;"),
        (36, "36"),
        ("a\ud800b\x00c\x85d\u202ee\u2069", "abcde"),
        ("two\nlines\tand a tab\r", "two\nlines\tand a tab"),
    ],
)
def test_escape_markup_writes_numeric_references(text, shown):
    assert escape_markup(text) == shown


def test_clean_leaves_every_ordinary_character():
    text = "“瓜田警务”，21:00–23:00 · 36万亩 < 40 & {x} 🍎 é"
    assert clean(text) == text
