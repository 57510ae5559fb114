"""Static maps: the projection hits known points, pictures stay small, borders are not redrawn, texts are harmless."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import hypot

import pytest

from brandmap.collection.filters import Collection
from brandmap.drawing.figure import figure_svg
from brandmap.drawing.locator import area_path, locator_svg
from brandmap.drawing.svg import line_path
from brandmap.places.projection import (
    PROVINCE,
    MapFrame,
    inner_borders,
    layer_codes,
    project,
    province_frame,
    rings,
    shapes,
    simplify_ring,
)
from brandmap.places.spread import separate
from brandmap.records import Point, Text

SVG = "{http://www.w3.org/2000/svg}"


def test_projection_of_known_points() -> None:
    assert project(Point(37.5, 101.0)) == (0.0, 0.0)
    # Reference values: PROJ, +proj=aea +lat_1=34 +lat_2=41 +lat_0=37.5 +lon_0=101 +R=1
    assert project(Point(42.1, 92.5)) == pytest.approx((-0.1100847578, 0.0853144309), abs=1e-10)


def test_frame_measures_kilometres() -> None:
    frame = province_frame(320, 240, (6, 6, 6, 6))
    lanzhou, tianshui = Point(36.06141, 103.83189), Point(34.5809, 105.7249)
    (x1, y1), (x2, y2) = frame.xy(lanzhou), frame.xy(tianshui)
    # 238.6 km on the sphere
    assert hypot(x2 - x1, y2 - y1) == pytest.approx(frame.pixels(238.6), rel=0.005)
    assert x2 > x1
    assert y2 > y1


def test_frame_fills_the_room_and_refuses_none() -> None:
    (province,) = shapes([PROVINCE], province_frame(400, 300, (10, 20, 30, 40)))
    xs, ys = zip(*(point for ring in province.rings for point in ring), strict=True)
    # The height decides here: the room from 10 to 270 is used up, the width is centred in 40 to 380.
    assert (min(ys), max(ys)) == pytest.approx((10, 270))
    assert min(xs) - 40 == pytest.approx(380 - max(xs))
    with pytest.raises(ValueError, match="no frame of 10 × 10"):
        MapFrame.around([Point(36, 103)], 10, 10, margin=(5, 5, 5, 5))


def test_units_of_each_layer() -> None:
    assert [len(layer_codes(layer)) for layer in ("province", "prefectures", "counties")] == [1, 14, 87]
    assert shapes("prefectures", province_frame(300, 200, (0, 0, 0, 0)))[0].adcode == "620100"
    with pytest.raises(KeyError):
        rings("999999")


def test_areas_drawn_separately_by_the_source_belong_to_their_host() -> None:
    # Hezheng County holds most of the Taizishan reserve, so it has a second ring.
    assert len(rings("622925")) == 2


def test_each_inner_line_is_drawn_once() -> None:
    edges = [
        frozenset(pair)
        for layer in ("prefectures", "counties")
        for line in inner_borders(layer)
        for pair in pairwise(line)
    ]
    assert len(edges) == len(set(edges))


def test_thinning_moves_no_line_by_a_visible_amount_and_zero_keeps_every_vertex() -> None:
    frame = province_frame(320, 240, (6, 6, 6, 6))
    (outline, *_) = shapes([PROVINCE], frame)[0].rings
    assert len(outline) == len(rings(PROVINCE)[0])
    with pytest.raises(ValueError, match="would show"):
        simplify_ring(outline, 0.5)
    kept = simplify_ring(outline, 0.4)
    assert len(kept) < len(outline) / 3
    # The border with Mongolia at Subei: every vertex stays within 0.4 pixels of the simplify_line outline.
    border = [frame.xy(p) for p in rings(PROVINCE)[0] if p.lat > 42.7 and 96.3 < p.lon < 97.2]
    assert len(border) == 30
    sides = list(zip(kept, kept[1:] + kept[:1], strict=True))
    assert max(min(_distance(p, a, b) for a, b in sides) for p in border) < 0.4


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def test_path_data_is_relative_and_compact() -> None:
    assert line_path([(1, 1), (1.5, 0.5), (11.5, 0.5), (11.5, 0.51)], closed=True) == "M1 1l.5-.5 10 0z"
    assert line_path([(1, 1), (1.01, 1)]) == ""


def test_locator_highlights_the_eight_counties_of_linxia(collection: Collection) -> None:
    brand = collection.dataset.by_id["linxia-night"]
    svg = ET.fromstring(locator_svg([brand], collection, lang="en"))
    codes = [path.get("data-adcode") for path in svg.iter(f"{SVG}path") if path.get("data-adcode")]
    assert codes == ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]
    assert svg.findtext(f"{SVG}title") == "Map of Gansu: 10 Linxia Hui Autonomous Prefecture"
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["10"]


def test_locators_are_small(collection: Collection) -> None:
    brands = collection.dataset.brands
    assert max(len(locator_svg([brand], collection, lang="zh")) for brand in brands) < 10_000
    assert len(locator_svg(brands, collection, lang="zh").encode()) <= 15_000


def test_names_on_a_locator_stand_on_a_plate_that_reads_in_both_themes(collection: Collection) -> None:
    """A light rim around thin strokes was a smudge on the dark theme."""
    brand = collection.dataset.by_id["kang-pepper"]
    svg = ET.fromstring(locator_svg([brand], collection, lang="zh", labels=True))
    (name,) = [text for text in svg.iter(f"{SVG}text") if text.text == "康县"]
    plates = list(svg.iter(f"{SVG}rect"))
    assert [plate.get("fill") for plate in plates] == ["#fff"]
    assert float(plates[0].get("x", "")) <= float(name.get("x", ""))
    assert name.get("fill") == "#1d2733"


def test_numbers_on_one_spot_part() -> None:
    moved = separate([(50, 50), (50, 50), (52, 50), (200, 50)], 18)
    assert moved[3] == (200, 50)
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(moved) for b in moved[:i]) > 17.5
    assert moved == separate([(50, 50), (50, 50), (52, 50), (200, 50)], 18)


def test_figure_says_what_a_printed_map_must_say(collection: Collection) -> None:
    svg = figure_svg(
        collection.dataset.brands,
        collection,
        lang="zh",
        title="标题",
        filter_sentence="共 10 个模式",
        day_made=date(2025, 3, 1),
    )
    said = "".join(ET.fromstring(svg).itertext())
    for words in (
        "标题",
        "共 10 个模式",
        "边界数据：天地图（国家地理信息公共服务平台）",
        "没有审图号",
        "甘肃法治报",
        "2025-03-01",
        "200 千米",
    ):
        assert words in said
    assert re.findall(r">(\d+)</text>", svg).count("10") == 2  # pin and list
    assert svg.count("data-pictured") == 4


def test_figure_names_what_its_list_leaves_out(collection: Collection) -> None:
    many = [replace(collection.dataset.brands[0], id=f"b{n}", number=n) for n in range(1, 26)]
    svg = figure_svg(many, collection, lang="en", title="T", filter_sentence="", legend=True)
    assert "and 5 more, not listed" in svg


def test_texts_in_maps_are_harmless(collection: Collection) -> None:
    payload = "</text><script>{{7*7}}`${x}`"
    brand = replace(collection.dataset.brands[0], name=Text(payload, payload))
    svg = figure_svg([brand], collection, lang="en", title=payload, filter_sentence=payload)
    assert "<script" not in svg
    assert not set("{}`$") & set(svg)
    assert payload in "".join(ET.fromstring(svg).itertext())


def test_paths_take_a_code_or_a_layer() -> None:
    frame = province_frame(300, 200, (0, 0, 0, 0))
    assert area_path("counties", frame).count("M") == sum(len(shape.rings) for shape in shapes("counties", frame))
    assert area_path("620422", frame).count("z") == len(rings("620422"))
