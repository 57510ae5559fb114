"""Look up the administrative units of Gansu by code, Chinese name, pinyin or English name, and read their polygons.

All data come from ``data/geo`` (see its SOURCE.md). A point is (latitude, longitude); only in GeoJSON documents it is
(longitude, latitude), as that format demands.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Literal

from brandmap.records import Point, Text
from brandmap.text.traditional import simplified

GEO_FOLDER = Path(__file__).resolve().parents[2] / "data" / "geo"
LAYERS: tuple[str, ...] = ("counties", "prefectures", "province", "neighbours", "rivers")

Level = Literal["province", "prefecture", "county"]

_MAX_NAME_LENGTH = 60  # characters of a name that begins or ends with the name of a larger unit
#: Words for the kind of unit at the end of a Chinese name, with their pinyin.
_TYPE_WORDS = {"县": "xian", "区": "qu", "市": "shi", "州": "zhou", "省": "sheng"}
#: Today's code by former name, and by former code below: 安西县 became 瓜州县 in 2006.
_FORMER_NAMES = {
    "安西县": "620922", "北道区": "620503", "秦城区": "620502", "庆阳县": "621021", "Dangchang": "621223",
    "武威地区": "620600", "张掖地区": "620700", "平凉地区": "620800", "酒泉地区": "620900", "庆阳地区": "621000",
    "定西地区": "621100", "陇南地区": "621200",
}  # fmt: skip
_FORMER_CODES = {
    "620201": "620200", "620824": "620881",  # below: 定西地区 until 2003, 陇南地区 until 2004
    "622400": "621100", "622421": "621102", "622424": "621121", "622425": "621122", "622426": "621123",
    "622427": "621124", "622428": "621125", "622429": "621126", "622600": "621200", "622621": "621202",
    "622623": "621223", "622624": "621221", "622625": "621224", "622626": "621222", "622627": "621225",
    "622628": "621226", "622629": "621228", "622630": "621227",
}  # fmt: skip
_MIN_SIMILARITY = 0.6  # of two names, from 0 to 1: one wrong character in three is still similar


@dataclass(frozen=True)
class Unit:
    """Describe one administrative unit.

    ``kind`` is one of district, county, county_city, autonomous_county, prefecture_city, autonomous_prefecture,
    city_without_counties (Jiayuguan), province, or special: an area that the boundary source draws separately, which is
    no county and has no seat. ``pinyin`` is the reading of the name without its type word.
    """

    adcode: str
    name: Text
    short_zh: str
    short_en: str
    pinyin: str
    level: Level
    kind: str
    prefecture_adcode: str  # of a prefecture: its own code; of the province: empty
    seat: Point | None
    label: Point


class AmbiguousPlace(ValueError):
    """Report a name that several units share; ``candidates`` are these units, ordered by code."""

    def __init__(self, text: str, candidates: tuple[Unit, ...]) -> None:
        names = ", ".join(f"{unit.name.zh} {unit.adcode}" for unit in candidates)
        super().__init__(f"{text!r} may mean {names}")
        self.candidates = candidates


class Gazetteer:
    """Find units by code or name. ``load_gazetteer`` reads it from the data."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {unit.adcode: unit for unit in sorted(units, key=lambda unit: unit.adcode)}
        self._official: dict[str, set[str]] = {}
        self._informal: dict[str, set[str]] = {}
        for unit in self._units.values():
            if unit.kind == "special":
                continue  # no police unit has its home there, so no name finds it
            for name in (unit.adcode, unit.name.zh, unit.name.en):
                self._official.setdefault(_folded_name(name), set()).add(unit.adcode)
            for name in _informal_names(unit):
                self._informal.setdefault(_folded_name(name), set()).add(unit.adcode)
        for name, adcode in _FORMER_NAMES.items():
            if adcode in self._units:
                self._official.setdefault(_folded_name(name), set()).add(adcode)

    def unit(self, adcode: str) -> Unit:
        """Return the unit with this six-digit code; KeyError if there is none."""
        try:
            return self._units[adcode]
        except KeyError:
            raise KeyError(f"no unit of Gansu has the code {adcode!r}") from None

    def current_code(self, adcode: str) -> str:
        """Replace a former code of a unit by today's; return any other code unchanged."""
        return _FORMER_CODES.get(adcode, adcode)

    def __contains__(self, adcode: object) -> bool:
        return adcode in self._units

    def __iter__(self) -> Iterator[Unit]:
        """Go through all units by code, the province and special areas included."""
        return iter(self._units.values())

    def is_place(self, adcode: str) -> bool:
        """Tell whether a model may have its home there: in a county or prefecture that is no special area."""
        unit = self._units.get(adcode)
        return unit is not None and unit.level != "province" and unit.kind != "special"

    def counties(self, adcode: str) -> tuple[Unit, ...]:
        """List the county itself, or all counties of a prefecture or of the province, ordered by code.

        Special areas are left out. Jiayuguan, a prefecture without counties, counts as its own county. KeyError for an
        unknown code.
        """
        unit = self.unit(adcode)
        if unit.level == "county":
            return (unit,)
        return tuple(
            one
            for one in self
            if (one.level == "county" or one.kind == "city_without_counties")
            and one.kind != "special"
            and (unit.level == "province" or one.prefecture_adcode == adcode)
        )

    def prefecture(self, adcode: str) -> Unit:
        """Return the prefecture that a unit is or lies in; KeyError for the province or an unknown code."""
        unit = self.unit(adcode)
        if not unit.prefecture_adcode:
            raise KeyError(f"{unit.name.zh} {adcode} lies in no prefecture")
        return self.unit(unit.prefecture_adcode)

    def prefectures(self) -> tuple[Unit, ...]:
        """List the 14 prefectures, ordered by code."""
        return tuple(unit for unit in self if unit.level == "prefecture")

    def find(self, text: str) -> Unit | None:
        """Find the unit of a code or name; None if unknown, AmbiguousPlace if several units share the name.

        The name may be Chinese with or without its type word, English, or pinyin; blanks, tone marks and case do not
        matter. Official names go before informal ones: 临夏县 is the county, 临夏 is ambiguous. The prefecture or
        province may be named before or after the unit: 甘肃省白银市靖远县.
        """
        codes = self._codes_named(_folded_name(text))
        if len(codes) > 1:
            raise AmbiguousPlace(text, tuple(self._units[code] for code in sorted(codes)))
        return self._units[next(iter(codes))] if codes else None

    def _codes_named(self, name: str) -> set[str]:
        """List the codes of the units that a folded name may mean, with or without a larger unit in it."""
        if codes := self._official.get(name) or self._informal.get(name):
            return codes
        found: set[str] = set()
        for cut in range(1, min(len(name), _MAX_NAME_LENGTH)):
            for larger_name, unit_name in ((name[:cut], name[cut:]), (name[cut:], name[:cut])):
                codes = self._official.get(larger_name, set()) | self._informal.get(larger_name, set())
                larger_codes = {code for code in codes if self._units[code].level != "county"}
                if larger_codes:
                    found |= {code for code in self._codes_named(unit_name) if larger_codes & self._larger_codes(code)}
        return found

    def _larger_codes(self, adcode: str) -> set[str]:
        """List the codes of the prefecture and the province that a unit lies in."""
        unit = self._units[adcode]
        province = {one.adcode for one in self if one.level == "province"}
        return (province | {unit.prefecture_adcode}) - {adcode}

    def similar_units(self, text: str) -> tuple[Unit, ...]:
        """List up to three units with names similar to ``text``, the most similar first.

        At the same similarity an official name goes before an informal one. Codes are not compared.
        """
        folded = _folded_name(text)
        best: dict[str, tuple[float, bool]] = {}  # per code: similarity, whether of the official name
        for names in (self._official, self._informal):
            for name, codes in names.items():
                similarity = (SequenceMatcher(None, folded, name).ratio(), names is self._official)
                if similarity[0] >= _MIN_SIMILARITY and not name.isdigit():
                    best |= {code: similarity for code in codes if code not in best or similarity > best[code]}
        ranked = sorted(sorted(best), key=best.__getitem__, reverse=True)
        return tuple(self._units[code] for code in ranked if self.is_place(code))[:3]


@cache
def load_gazetteer(directory: Path = GEO_FOLDER) -> Gazetteer:
    """Read the gazetteer from ``units.csv`` in ``directory``, once per folder."""
    with (directory / "units.csv").open(encoding="utf-8", newline="") as file:
        return Gazetteer([_unit_from_row(row) for row in csv.DictReader(file)])


@cache
def geojson(name: str, directory: Path = GEO_FOLDER) -> dict[str, Any]:
    """Read a layer (one of ``LAYERS``) as GeoJSON from ``directory``, once per folder.

    All callers share the document: do not change it. ValueError for an unknown layer.
    """
    if name not in LAYERS:
        raise ValueError(f"unknown layer {name!r}: one of {', '.join(LAYERS)}")
    document: dict[str, Any] = json.loads((directory / f"{name}.geojson").read_text(encoding="utf-8"))
    return document


def bounds(adcodes: Iterable[str]) -> tuple[Point, Point]:
    """Return the corners (south-west, north-east) of the box around these units.

    ValueError if there is no code, KeyError for an unknown one.
    """
    boxes = [_boxes()[adcode] for adcode in adcodes]
    if not boxes:
        raise ValueError("bounds of no unit: give at least one adcode")
    return (
        Point(min(low.lat for low, _ in boxes), min(low.lon for low, _ in boxes)),
        Point(max(high.lat for _, high in boxes), max(high.lon for _, high in boxes)),
    )


@cache
def _boxes() -> Mapping[str, tuple[Point, Point]]:
    """Compute (south-west, north-east) of every unit, by code."""
    boxes = {}
    for layer in ("province", "prefectures", "counties"):
        for feature in geojson(layer)["features"]:
            positions = list(_positions(feature["geometry"]["coordinates"]))
            lats, lons = [point.lat for point in positions], [point.lon for point in positions]
            boxes[feature["id"]] = (Point(min(lats), min(lons)), Point(max(lats), max(lons)))
    return boxes


def _positions(coordinates: Any) -> Iterator[Point]:
    """Go through the points of GeoJSON coordinates, however deep they are nested."""
    if isinstance(coordinates[0], (int, float)):
        yield Point(coordinates[1], coordinates[0])
    else:
        for inner in coordinates:
            yield from _positions(inner)


def _unit_from_row(row: Mapping[str, str]) -> Unit:
    seat = Point(float(row["seat_lat"]), float(row["seat_lon"])) if row["seat_lat"] else None
    return Unit(
        adcode=row["adcode"],
        name=Text(row["name_zh"], row["name_en"]),
        short_zh=row["short_zh"],
        short_en=row["short_en"],
        pinyin=row["pinyin"],
        level=row["level"],  # type: ignore[arg-type]  # the file is ours and tested
        kind=row["kind"],
        prefecture_adcode=row["prefecture_adcode"],
        seat=seat,
        label=Point(float(row["label_lat"]), float(row["label_lon"])),
    )


def _informal_names(unit: Unit) -> Iterator[str]:
    """List the names in use besides the official one: 临夏, 临夏州, 东乡县, kang xian, kang, Linxia Prefecture."""
    type_zh = unit.name.zh[-1]
    stem_zh = unit.short_zh[:-1] if len(unit.short_zh) > 2 and unit.short_zh[-1] in _TYPE_WORDS else unit.short_zh
    stem_en = unit.short_en.removesuffix(" County").removesuffix(" City").removesuffix(" Prefecture")
    type_en = {"county": unit.name.en.split()[-1], "prefecture": "Prefecture", "province": "Province"}[unit.level]
    yield from (stem_zh, unit.short_zh, unit.pinyin, stem_en, f"{stem_en} {type_en}")
    if unit.level == "county":
        # Some counties have become cities or districts, and the old type word is still in use: 华亭县 is 华亭市 now.
        yield from (stem_zh + type_word for type_word in "县市区")
    if not stem_zh.endswith(type_zh):
        yield from (stem_zh + type_zh, f"{unit.pinyin} {_TYPE_WORDS[type_zh]}")


def _folded_name(text: str) -> str:
    """Fold what does not matter in a name: full width, traditional forms, case, tone marks, blanks, punctuation."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return simplified("".join(character for character in folded if character.isalnum()))
