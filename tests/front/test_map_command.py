"""The command channel: what the map is told, and that nothing in it is active on the way."""

import base64
import json
import re
from dataclasses import replace

import folium
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string

from brandmap.drawing.icons import ICONS
from brandmap.front.command import DeckState, ViewRequest, map_command, packed
from brandmap.front.layer import SCRIPTS, STATIC, STYLE, CommandLayer, MapAssets, base_map
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import Point, Text
from brandmap.schema import THEME_ICONS
from tests.hostile_models import TEXTS

GAZETTEER = load_gazetteer()
DATASET = load(folder_files(), GAZETTEER).dataset
IDS = tuple(DATASET.by_id)
ASSETS = MapAssets(leaflet="../leaflet/", script="../mapscript/", geo="../geo/", version="0123456789ab")


def command(**changes):
    wanted = {"lang": "zh", "visible": IDS, "selected": None, "view": None, "review_number": ""} | changes
    return map_command(DATASET, GAZETTEER, **wanted)


def brand(identity, **changes):
    return next(one for one in json.loads(command(**changes))["brands"] if one["id"] == identity)


def test_a_brand_stands_at_the_seat_of_its_county():
    huining = brand("huining-melon")
    seat = GAZETTEER.unit("620422").seat
    assert (huining["n"], huining["place"], huining["counties"]) == (6, "会宁县", ["620422"])
    assert (huining["lat"], huining["lon"]) == (round(seat.lat, 4), round(seat.lon, 4))


def test_a_prefecture_wide_brand_has_its_eight_counties():
    linxia = brand("linxia-night")
    assert linxia["home"] == "622900"
    assert linxia["counties"] == ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]


def test_a_pictured_place_is_kept_apart_from_home():
    maqu = brand("maqu-ecology")
    assert [spot["adcode"] for spot in maqu["pictured"]] == ["620724"]  # Gaotai, Zhangye
    assert maqu["counties"] == ["623025"]


def test_words_are_in_the_current_language_only():
    assert brand("huining-melon", lang="en")["name"] == DATASET.by_id["huining-melon"].name.en
    english = json.loads(command(lang="en"))
    assert english["labels"]["province"] == "Whole province"
    assert [theme["name"] for theme in english["themes"]] == [theme.name.en for theme in DATASET.themes.values()]


def test_the_same_state_gives_the_same_string_whatever_the_order_of_the_ids():
    assert command(visible=IDS) == command(visible=reversed(IDS)) == command(visible=set(IDS))


def test_unknown_ids_are_left_out():
    told = json.loads(command(visible=["gangu-orchard", "nowhere"], selected="nowhere", themes=["ecology", "none"]))
    assert (told["visible"], told["selected"], told["chosen"]) == (["gangu-orchard"], None, ["ecology"])


def test_the_pool_holds_what_the_other_filters_keep():
    told = json.loads(command(visible=["gangu-orchard"], pool=["linxia-night"], themes=["agriculture"]))
    assert told["pool"] == ["gangu-orchard", "linxia-night"]
    assert json.loads(command(visible=["gangu-orchard"]))["pool"] == ["gangu-orchard"]


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
def test_a_wish_to_move_the_map(view, told):
    assert json.loads(command(view=view))["view"] == told


def test_the_map_says_whether_it_has_a_review_number():
    assert json.loads(command())["labels"]["review"] == "本图无审图号"
    assert json.loads(command(review_number="甘S(2025)001号"))["labels"]["review"] == "审图号：甘S(2025)001号"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ten_brands_fit_in_six_kilobytes(lang):
    view = ViewRequest((Point(32.5, 104.0), Point(34.1, 106.5)), 12)
    assert len(packed(command(lang=lang, selected="huining-melon", themes=list(DATASET.themes), view=view))) <= 6 * 1024


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_names_travel_as_base64_and_arrive_as_they_were(text):
    first = replace(DATASET.brands[0], name=Text(text, text))
    hostile = replace(DATASET, brands=(first, *DATASET.brands[1:]))
    told = map_command(hostile, GAZETTEER, lang="zh", visible=IDS, selected=None)
    assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", packed(told))
    assert base64.b64decode(packed(told)).decode("utf-8") == told
    layer = CommandLayer(told, "abc123:7")
    script = _get_feature_group_string(layer, base_map(ASSETS))
    assert f'window.brandmap.apply("{packed(told)}", "abc123:7");' in script
    assert script.count("\n") < 12
    shown = json.loads(told)["brands"][0]["name"]
    assert shown == "".join(sign for sign in text if sign.isprintable() and sign not in "\u202e\u202c")


@pytest.mark.parametrize("receipt", ["x", '1:1");alert(1', "a:-1", "A:1", "a:1\n", "_a:1"])
def test_a_receipt_of_another_form_is_refused(receipt):
    with pytest.raises(ValueError, match="receipt must be"):
        CommandLayer("{}", receipt)


def test_the_base_map_is_the_same_on_every_run():
    scripts = []
    for _ in range(2):
        chart = base_map(ASSETS)
        chart.get_root().render()
        scripts.append(_get_map_string(chart))
    assert scripts[0] == scripts[1]
    assert 'window.brandmap.mount(map_div, {"geo": "../geo/", "version": "0123456789ab"});' in scripts[0]


def test_every_link_of_the_map_is_local_and_folium_keeps_its_own():
    chart = base_map(ASSETS)
    page = chart.get_root().render()
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links == [f"../leaflet/{name}?v=0123456789ab" for name in ("leaflet.js", "leaflet.css")] + [
        f"../mapscript/{name}?v=0123456789ab" for name in (*SCRIPTS, STYLE)
    ]
    assert "http" not in page.replace("http-equiv", "")
    assert any(address.startswith("https://") for _, address in folium.Map.default_js)


def test_all_script_files_are_there_and_name_no_outside_address():
    for name in (*SCRIPTS, STYLE):
        text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text
        assert "innerHTML" not in text


def test_every_theme_icon_is_drawn():
    assert tuple(ICONS) == THEME_ICONS
    assert all(re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9 .\-]+", path) for path in ICONS.values())


def test_only_a_deck_turns_on_its_keys():
    assert "deck" not in json.loads(command())
    document = json.loads(command(lang="en", deck=DeckState(3, 25, pace=20, names=False)))
    labels = document["deck"].pop("labels")
    assert document["deck"] == {"step": 3, "total": 25, "pace": 20, "names": False, "notes": False}
    assert labels["black_hint"] == "Press B again to return"
