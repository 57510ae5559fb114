"""What the page and its map draw from, and that nothing in it is active on the way."""

import re
from dataclasses import replace
from urllib.parse import parse_qs

import folium
import pytest
from streamlit_folium import _get_map_string

from brandmap.collection.filters import Collection
from brandmap.collection.view import View
from brandmap.drawing.icons import ICONS
from brandmap.front import deck
from brandmap.front.bundle import STATIC, bundle
from brandmap.front.documents import cards, index, models
from brandmap.front.layer import base_map
from brandmap.records import Text
from brandmap.schema import THEME_ICONS
from brandmap.settings import settings
from tests.hostile_models import TEXTS

FOLDER = "../front/0123456789ab/"


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
def test_hostile_names_arrive_as_they_were_and_are_no_markup(collection, gazetteer, text):
    first, *rest = collection.dataset.brands
    dataset = replace(collection.dataset, brands=(replace(first, name=Text(text, text)), *rest))
    hostile = Collection.of(dataset, gazetteer)
    shown = models(hostile, "zh")["brands"][0]["name"]
    assert shown == "".join(sign for sign in text if sign.isprintable() and sign not in "\u202e\u202c")
    assert "<img" not in cards(hostile, "zh")[first.id].split("<h2")[1].split("</h2>")[0]
    drawn, plain = (deck.document(View(deck=(first.id,)), one, "zh")["steps"] for one in (hostile, collection))
    for step, harmless in zip(drawn, plain, strict=True):
        for part in ("html", "notes"):
            assert re.findall(r"<\w+", step[part]) == re.findall(r"<\w+", harmless[part])


def test_the_base_map_is_the_same_on_every_run():
    scripts = []
    for _ in range(2):
        chart = base_map(FOLDER, "brandmapDeck")
        chart.get_root().render()
        scripts.append(_get_map_string(chart))
    assert scripts[0] == scripts[1]
    assert 'window.brandmap.mount(map_div, "../front/0123456789ab/", "brandmapDeck");' in scripts[0]


def test_every_link_of_the_map_is_local_and_folium_keeps_its_own():
    chart = base_map(FOLDER, "brandmapDeck")
    page = chart.get_root().render()
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links == [FOLDER + name for name in ("leaflet.js", "leaflet.css", "map.js", "brandmap.css")]
    assert "http" not in page.replace("http-equiv", "")
    assert any(address.startswith("https://") for _, address in folium.Map.default_js)


def test_no_script_or_style_names_an_outside_address():
    for file in sorted(STATIC.iterdir()):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, file.name


def test_only_cards_slides_and_notes_are_inserted_as_markup():
    """They are built and escaped in Python; every other text goes in as text."""
    users = [file.name for file in sorted(STATIC.glob("*.js")) if "innerHTML" in file.read_text(encoding="utf-8")]
    assert users == ["deck_stage.js", "desk.js", "results.js", "site.js"]


def test_a_bundle_holds_every_module_once_and_no_import():
    script = bundle("map")
    names = re.findall(r"^const \$(\w+) = ", script, re.MULTILINE)
    assert names[-1] == "map"
    assert len(names) == len(set(names))
    assert re.findall(r"^(?:import|export)\b", script, re.MULTILINE) == []


def test_every_theme_icon_is_drawn():
    assert tuple(ICONS) == THEME_ICONS
    assert all(re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9 .\-]+", path) for path in ICONS.values())


def test_a_deck_is_ready_made(collection):
    told = deck.document(View(deck=("huining-melon", "maqu-ecology")), collection, "zh")
    assert [step["words"] for step in told["steps"][:6]] == [
        "1 / 20", "模式 1 / 2", "模式 1 / 2", "模式 1 / 2", "模式 1 / 2 · 措施 1 / 4", "模式 1 / 2 · 措施 2 / 4",
    ]  # fmt: skip
    melon = told["brands"]["huining-melon"]
    assert (melon["first"], melon["revealed"], melon["number"]) == (2, 4, "6")
    assert [sum(minutes for minutes, _ in melon["plans"][length]) for length in ("45", "90")] == [45, 90]
    assert [brand["id"] for brand in told["models"]["brands"]] == ["huining-melon", "maqu-ecology"]
    assert told["models"]["phrases"]["present.black_hint"] == "再按任意键返回"
    assert (told["slides"], told["steps"][-1]["slide"], len(told["steps"])) == (20, 20, 25)


def test_a_lesson_of_problems_reveals_nothing(collection):
    told = deck.document(View(lesson="problem"), collection, "zh")
    assert {brand["revealed"] for brand in told["brands"].values()} == {None}


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("deck=maqu-ecology&lesson=short&step=7&pace=20&notes=1&brand=kang-pepper", "deck=maqu-ecology&lesson=short"),
        ("theme=ecology&q=x&need=disputes&lang=en", "theme=ecology&q=x"),
        ("deck=nobody&lesson=%3Cscript%3E", ""),
    ],
)
def test_a_document_follows_only_from_what_its_deck_shows(collection, address, query):
    view, _ = View.from_query(parse_qs(address), collection)
    assert deck.deck_query(view) == query
    assert deck.deck_query(deck.deck_of_query(parse_qs(address), collection)) == query


@pytest.mark.parametrize(
    ("query_string", "words"),
    [
        ("deck=kang-pepper", "1 model, hand-picked"),
        ("deck=kang-pepper&deck=linxia-night", "2 models, hand-picked"),
        ("", "All 10 models"),
        ("theme=agriculture", "3 of 10"),
    ],
)
def test_the_opening_slide_counts_its_models_in_words(collection, query_string, words):
    """It said “1 models”."""
    view = deck.deck_of_query(parse_qs(query_string), collection)
    assert f">{words}<" in deck.document(view, collection, "en")["steps"][0]["html"]
