"""What the map is told and what the page draws from, and that nothing in it is active on the way."""

import base64
import json
import re
from dataclasses import replace

import folium
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string

from brandmap.collection.filters import Collection
from brandmap.drawing.icons import ICONS
from brandmap.front.bundle import STATIC, bundle
from brandmap.front.command import FOLLOW, DeckState, ViewRequest, deck_command, packed
from brandmap.front.documents import cards, index, models
from brandmap.front.layer import CommandLayer, base_map
from brandmap.records import Point, Text
from brandmap.schema import THEME_ICONS
from brandmap.settings import settings
from tests.hostile_models import TEXTS

FOLDER = "../front/0123456789ab/"
DECK = DeckState(3, 25)


def command(collection, **changes):
    wanted = {"lang": "zh", "visible": tuple(collection.dataset.by_id), "selected": None, "view": None} | changes
    return json.loads(deck_command(collection, wanted.pop("deck", DECK), **wanted))


def brand(collection, identity, lang="zh"):
    return next(one for one in models(collection, lang)["brands"] if one["id"] == identity)


def test_a_brand_stands_at_the_seat_of_its_county(collection, gazetteer):
    huining = brand(collection, "huining-melon")
    seat = gazetteer.unit("620422").seat
    assert (huining["n"], huining["place"], huining["counties"]) == (6, "会宁县", ["620422"])
    assert (huining["lat"], huining["lon"]) == (round(seat.lat, 4), round(seat.lon, 4))


def test_a_prefecture_wide_brand_has_its_eight_counties(collection):
    linxia = brand(collection, "linxia-night")
    assert linxia["home"] == "622900"
    assert linxia["counties"] == ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]


def test_a_pictured_place_is_kept_apart_from_home(collection):
    maqu = brand(collection, "maqu-ecology")
    assert [spot["adcode"] for spot in maqu["pictured"]] == ["620724"]  # Gaotai, Zhangye
    assert maqu["counties"] == ["623025"]


def test_words_are_in_one_language_only(collection):
    assert brand(collection, "huining-melon", "en")["name"] == collection.dataset.by_id["huining-melon"].name.en
    english = models(collection, "en")
    assert english["phrases"]["map.province"] == "Whole province"
    assert [theme["name"] for theme in english["themes"]] == [
        theme.name.en for theme in collection.dataset.themes.values()
    ]
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [one["id"] for one in english["brands"] if chinese.search(one["name"] + one["place"])] == []


def test_the_map_of_the_map_page_draws_what_the_page_holds():
    assert FOLLOW == "{}"


def test_the_same_deck_gives_the_same_text_whatever_the_order_of_the_ids(collection):
    ids = tuple(collection.dataset.by_id)
    texts = {
        deck_command(collection, DECK, lang="zh", visible=given, selected=None)
        for given in (ids, tuple(reversed(ids)), set(ids))
    }
    assert len(texts) == 1


def test_unknown_ids_are_left_out(collection):
    told = command(collection, visible=["gangu-orchard", "nowhere"], selected="nowhere")
    assert (told["visible"], told["selected"]) == (["gangu-orchard"], None)


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (None, None),
        (ViewRequest("province", 3), {"fit": "province", "token": 3}),
        (
            ViewRequest((Point(32.5, 104.0), Point(34.123456, 106.5)), 4),
            {"fit": [[32.5, 104.0], [34.1235, 106.5]], "token": 4},
        ),
    ],
)
def test_a_wish_to_move_the_map(collection, view, told):
    assert command(collection, view=view)["view"] == told


def test_the_map_says_whether_it_has_a_review_number(collection, monkeypatch):
    assert models(collection, "zh")["phrases"]["map.review"] == "本图无审图号"
    numbered = replace(settings(), review_number="甘S(2025)001号")
    monkeypatch.setattr("brandmap.front.documents.settings", lambda: numbered)
    assert models(collection, "zh")["phrases"]["map.review"] == "审图号：甘S(2025)001号"


def test_the_search_of_the_page_knows_what_the_server_knows(collection):
    entry = collection.index.entry("kang-pepper")
    assert index(collection)["entries"]["kang-pepper"] == {
        "text": entry.text, "latin": entry.latin, "pinyin": entry.pinyin, "initials": entry.initials,
    }  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_names_travel_as_base64_and_arrive_as_they_were(collection, gazetteer, text):
    first, *rest = collection.dataset.brands
    dataset = replace(collection.dataset, brands=(replace(first, name=Text(text, text)), *rest))
    hostile = Collection.of(dataset, gazetteer)
    told = deck_command(hostile, DECK, lang="zh", visible=[first.id], selected=None)
    assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", packed(told))
    assert base64.b64decode(packed(told)).decode("utf-8") == told
    layer = CommandLayer(told)
    script = _get_feature_group_string(layer, base_map(FOLDER))
    assert f'window.brandmap.apply("{packed(told)}");' in script
    assert script.count("\n") < 12
    shown = json.loads(told)["models"]["brands"][0]["name"]
    assert shown == "".join(sign for sign in text if sign.isprintable() and sign not in "\u202e\u202c")
    assert "<img" not in cards(hostile, "zh")[first.id].split("<h2")[1].split("</h2>")[0]


def test_the_base_map_is_the_same_on_every_run():
    scripts = []
    for _ in range(2):
        chart = base_map(FOLDER)
        chart.get_root().render()
        scripts.append(_get_map_string(chart))
    assert scripts[0] == scripts[1]
    assert 'window.brandmap.mount(map_div, "../front/0123456789ab/");' in scripts[0]


def test_every_link_of_the_map_is_local_and_folium_keeps_its_own():
    chart = base_map(FOLDER)
    page = chart.get_root().render()
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links == [FOLDER + name for name in ("leaflet.js", "leaflet.css", "map.js", "brandmap.css")]
    assert "http" not in page.replace("http-equiv", "")
    assert any(address.startswith("https://") for _, address in folium.Map.default_js)


def test_no_script_or_style_names_an_outside_address():
    for file in sorted(STATIC.iterdir()):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, file.name


def test_only_the_card_is_inserted_as_markup():
    """Cards are built and escaped in Python; every other text goes in as text."""
    users = [file.name for file in sorted(STATIC.glob("*.js")) if "innerHTML" in file.read_text(encoding="utf-8")]
    assert users == ["results.js"]


def test_a_bundle_holds_every_module_once_and_no_import():
    script = bundle("map")
    names = re.findall(r"^const \$(\w+) = ", script, re.MULTILINE)
    assert names[-1] == "map"
    assert len(names) == len(set(names))
    assert re.findall(r"^(?:import|export)\b", script, re.MULTILINE) == []


def test_every_theme_icon_is_drawn():
    assert tuple(ICONS) == THEME_ICONS
    assert all(re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9 .\-]+", path) for path in ICONS.values())


def test_a_deck_turns_on_its_keys(collection):
    document = command(collection, lang="en", deck=DeckState(3, 25, pace=20, names=False))
    labels = document["deck"].pop("labels")
    assert document["deck"] == {"step": 3, "total": 25, "pace": 20, "names": False, "notes": False, "receipt": ""}
    assert labels["black_hint"] == "Press B again to return"
