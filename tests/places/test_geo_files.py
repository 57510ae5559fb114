"""The shipped geography: data/geo as scripts/maintain/build_geo.py writes it."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point as Position
from shapely.geometry import shape

from brandmap.places.gazetteer import GEO_FOLDER, geojson, load_gazetteer

GAZETTEER = load_gazetteer()
ELLIPSOID = Geod(ellps="GRS80")
SPECIAL = {"629700": "620725", "629800": "623021", "629900": "622925"}


def shapes(layer: str) -> dict[str, Any]:
    return {feature["id"]: shape(feature["geometry"]) for feature in geojson(layer)["features"]}


def square_kilometres(polygon: Any) -> float:
    return abs(ELLIPSOID.geometry_area_perimeter(polygon)[0]) / 1e6


def positions(layer: str) -> set[tuple[float, float]]:
    return {tuple(xy) for item in shapes(layer).values() for xy in shapely.get_coordinates(item)}


def test_the_layers_hold_every_unit_once() -> None:
    counties = [feature["properties"] for feature in geojson("counties")["features"]]
    assert len(counties) == len({unit["adcode"] for unit in counties}) == 90
    assert Counter(unit["level"] for unit in counties) == {"county": 89, "prefecture": 1}
    assert {unit["adcode"]: unit["host_adcode"] for unit in counties if unit["kind"] == "special"} == SPECIAL
    assert [unit["adcode"] for unit in counties if unit["kind"] == "city_without_counties"] == ["620200"]
    assert [feature["id"] for feature in geojson("prefectures")["features"]] == [
        p.adcode for p in GAZETTEER.prefectures()
    ]
    assert [feature["id"] for feature in geojson("province")["features"]] == ["620000"]


@pytest.mark.parametrize("layer", ["counties", "prefectures", "province"])
def test_polygons_neither_overlap_nor_leave_slivers(layer: str) -> None:
    polygons = list(shapes(layer).values())
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)
    holes = sum(shapely.get_num_interior_rings(shapely.get_parts(shapely.coverage_union_all(polygons))))
    assert holes == 2, "the only holes are the two patches of Ningxia inside Gansu"


def test_area_is_the_same_in_every_layer() -> None:
    for layer in ("province", "prefectures", "counties"):
        assert sum(map(square_kilometres, shapes(layer).values())) == pytest.approx(425_537, abs=5)


def test_special_units_belong_to_their_hosts_prefecture() -> None:
    prefectures, counties = shapes("prefectures"), shapes("counties")
    for special, host in SPECIAL.items():
        assert prefectures[f"{host[:4]}00"].covers(counties[special])


@pytest.mark.parametrize("layer", ["counties", "prefectures", "province", "neighbours"])
def test_outer_rings_run_anticlockwise(layer: str) -> None:
    for polygon in shapely.get_parts(list(shapes(layer).values())):
        if polygon.geom_type == "Polygon":
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)


def test_border_with_mongolia_keeps_every_published_vertex() -> None:
    # 65 km at Subei; a simplified or redrawn national border may not be published.
    ring = geojson("province")["features"][0]["geometry"]["coordinates"][0]
    line = [(lon, lat) for lon, lat in ring if 96.38 <= lon <= 97.18 and 42.72 <= lat <= 42.80]
    assert (len(line), line[0], line[-1]) == (30, (97.17195, 42.79342), (96.3869, 42.72393))
    assert ELLIPSOID.line_length([lon for lon, _ in line], [lat for _, lat in line]) == pytest.approx(65_178, abs=5)
    digest = hashlib.sha256(" ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in line).encode()).hexdigest()
    assert digest == "85e77d9029ad50d623ca4af535ecf238850fde1b85a229f17fa55701d6f6b4b1"
    assert set(map(tuple, line)) <= set(map(tuple, shapely.get_coordinates(shapes("counties")["620923"])))


def test_backdrop_draws_no_national_border() -> None:
    features = geojson("neighbours")["features"]
    areas = {f["id"]: shape(f["geometry"]) for f in features if f["properties"]["kind"] == "area"}
    borders = [f for f in features if f["properties"]["kind"] == "border"]
    assert sorted(areas) == [
        "140000", "150000", "410000", "420000", "430000", "500000", "510000", "540000", "610000", "630000", "640000",
        "650000",
    ]  # fmt: skip
    assert len(areas) + len(borders) == len(features)
    assert shapely.coverage_is_valid(list(areas.values()))
    # Outer edge of all neighbours together: abroad, Gansu and the box. No line may run along it.
    outer = shapely.coverage_union_all(list(areas.values())).boundary
    for border in borders:
        line = shape(border["geometry"])
        assert line.intersection(outer).length == 0
        for code in border["properties"]["between"]:
            assert areas[code].boundary.covers(line), border["id"]


def test_backdrop_meets_gansu_without_gap() -> None:
    gansu = shapes("province")["620000"]
    for code, area in shapes("neighbours").items():
        if area.area:
            assert area.intersection(gansu).area < 0.001, code  # square degrees: rounding to 4 decimals only
    edge = {(round(lon, 3), round(lat, 3)) for lon, lat in positions("neighbours")}
    own = {(round(lon, 3), round(lat, 3)) for lon, lat in positions("province")}
    assert (len(own & edge), len(own)) == (2205, 2447)  # the rest: rounding twice, and the border with Mongolia


def test_yellow_river_passes_where_it_should() -> None:
    (river,) = geojson("rivers")["features"]
    assert (river["properties"]["name_zh"], river["properties"]["name_en"]) == ("黄河", "Yellow River")
    line, counties = shape(river["geometry"]), shapes("counties")
    for code in ("623025", "622923", "620102", "620421"):  # Maqu, Yongjing, Chengguan in Lanzhou, Jingyuan
        assert line.intersects(counties[code])
    assert not line.intersects(counties["620723"])  # Linze lies on the Heihe


def test_units_table_agrees_with_the_polygons() -> None:
    with (GEO_FOLDER / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["adcode"]: row for row in csv.DictReader(file)}
    assert len(rows) == 104 == 1 + 14 + 86 + 3
    drawn = {
        f["id"]: f["properties"] for name in ("counties", "prefectures", "province") for f in geojson(name)["features"]
    }
    assert list(rows) == sorted(drawn)
    for adcode, row in rows.items():
        for column in ("name_zh", "name_en", "level", "kind", "prefecture_adcode"):
            assert row[column] == drawn[adcode][column], (adcode, column)
    shorts = Counter(unit.short_zh for unit in GAZETTEER if unit.level == "county")
    assert max(shorts.values()) == 1, "two labels of one layer would read alike"


def test_seats_and_labels_lie_inside_their_polygons() -> None:
    polygons = shapes("counties") | shapes("prefectures") | shapes("province")
    assert [unit.adcode for unit in GAZETTEER if unit.seat is None] == list(SPECIAL)
    for unit in GAZETTEER:
        for point in filter(None, (unit.label, unit.seat)):
            assert polygons[unit.adcode].contains(Position(point.lon, point.lat)), unit


def test_prefecture_seats_lie_in_a_county_of_their_own() -> None:
    seats = {p.adcode: Position(p.seat.lon, p.seat.lat) for p in GAZETTEER.prefectures()}
    counties = shapes("counties")
    assert {p: [c for c, county in counties.items() if county.contains(seat)] for p, seat in seats.items()} == {
        "620100": ["620102"], "620200": ["620200"], "620300": ["620302"], "620400": ["620402"], "620500": ["620502"],
        "620600": ["620602"], "620700": ["620702"], "620800": ["620802"], "620900": ["620902"], "621000": ["621002"],
        "621100": ["621102"], "621200": ["621202"], "622900": ["622901"], "623000": ["623001"],
    }  # fmt: skip


def test_source_note_states_the_hash_of_every_file() -> None:
    note = (GEO_FOLDER / "SOURCE.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `([\w.]+)` \| \d+ \| `(\w{64})` \|$", note, re.MULTILINE))
    files = {path.name: path.read_bytes() for path in GEO_FOLDER.iterdir() if path.name != "SOURCE.md"}
    assert stated == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert "边界数据：天地图（国家地理信息公共服务平台）" in note
