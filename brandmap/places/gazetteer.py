"""Look up the places of Gansu by code, Chinese name, pinyin or English name, with their polygons.

Everything is read from ``data/geo`` (see its SOURCE.md) with the standard library. Points are (lat, lon); only the
GeoJSON documents are (lon, lat), as that format demands.
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

#: Type words at the end of a name and how a reader may write them in pinyin.
_LONGEST = 60  # characters of a name that holds others
_TYPE_WORDS = {"县": "xian", "区": "qu", "市": "shi", "州": "zhou", "省": "sheng"}
#: What places were called and coded before they were renamed or raised: 安西县 became 瓜州县 in 2006.
_FORMER_NAMES = {
    "安西县": "620922", "北道区": "620503", "秦城区": "620502", "庆阳县": "621021", "Dangchang": "621223",
    "武威地区": "620600", "张掖地区": "620700", "平凉地区": "620800", "酒泉地区": "620900", "庆阳地区": "621000",
    "定西地区": "621100", "陇南地区": "621200",
}  # fmt: skip
_FORMER_CODES = {
    "620201": "620200", "620824": "620881",  # and of 定西地区 and 陇南地区, until 2003 and 2004
    "622400": "621100", "622421": "621102", "622424": "621121", "622425": "621122", "622426": "621123",
    "622427": "621124", "622428": "621125", "622429": "621126", "622600": "621200", "622621": "621202",
    "622623": "621223", "622624": "621221", "622625": "621224", "622626": "621222", "622627": "621225",
    "622628": "621226", "622629": "621228", "622630": "621227",
}  # fmt: skip
_ALIKE_AT_LEAST = 0.6  # a name is suggested when at least this much of it agrees: one wrong character in three


@dataclass(frozen=True)
class Unit:
    """One administrative unit. ``kind`` refines ``level``: district, county, county_city, autonomous_county,
    prefecture_city, autonomous_prefecture, city_without_counties (Jiayuguan), province, or special (an area the
    boundary source draws separately; no county, no seat). ``pinyin`` is that of the name without its type word."""

    adcode: str
    name: Text
    short_zh: str
    short_en: str
    pinyin: str
    level: Level
    kind: str
    prefecture_adcode: str  # its own code for a prefecture, empty for the province
    seat: Point | None
    label: Point


class AmbiguousPlace(ValueError):
    """A name that several units share; ``candidates`` holds them, ordered by code."""

    def __init__(self, text: str, candidates: tuple[Unit, ...]) -> None:
        named = ", ".join(f"{unit.name.zh} {unit.adcode}" for unit in candidates)
        super().__init__(f"{text!r} may mean {named}")
        self.candidates = candidates


class Gazetteer:
    """All units by code. Build one with ``load_gazetteer``."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {unit.adcode: unit for unit in sorted(units, key=lambda unit: unit.adcode)}
        self._official: dict[str, set[str]] = {}
        self._informal: dict[str, set[str]] = {}
        for unit in self._units.values():
            if unit.kind == "special":
                continue  # no place anybody is stationed at, so no name leads to it
            for name in (unit.adcode, unit.name.zh, unit.name.en):
                self._official.setdefault(_key(name), set()).add(unit.adcode)
            for name in _informal_names(unit):
                self._informal.setdefault(_key(name), set()).add(unit.adcode)
        for name, adcode in _FORMER_NAMES.items():
            if adcode in self._units:
                self._official.setdefault(_key(name), set()).add(adcode)

    def unit(self, adcode: str) -> Unit:
        """Return the unit with this six-digit code; KeyError if there is none."""
        try:
            return self._units[adcode]
        except KeyError:
            raise KeyError(f"no unit of Gansu has the code {adcode!r}") from None

    def current(self, adcode: str) -> str:
        """Give today's code for one that the place had before; any other as it is."""
        return _FORMER_CODES.get(adcode, adcode)

    def __contains__(self, adcode: object) -> bool:
        return adcode in self._units

    def __iter__(self) -> Iterator[Unit]:
        """Every unit, special ones and the province included, ordered by code."""
        return iter(self._units.values())

    def is_place(self, adcode: str) -> bool:
        """Whether a brand may be at home there: a county or a prefecture, not the province or a special unit."""
        unit = self._units.get(adcode)
        return unit is not None and unit.level != "province" and unit.kind != "special"

    def counties(self, adcode: str) -> tuple[Unit, ...]:
        """List the county itself, or all counties of a prefecture or of the province, ordered by code.

        Special units are left out; Jiayuguan, a prefecture without counties, stands for itself. KeyError for an
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
        """Return the prefecture a unit lies in, or is; KeyError for the province or an unknown code."""
        unit = self.unit(adcode)
        if not unit.prefecture_adcode:
            raise KeyError(f"{unit.name.zh} {adcode} lies in no prefecture")
        return self.unit(unit.prefecture_adcode)

    def prefectures(self) -> tuple[Unit, ...]:
        """List the 14 prefectures, ordered by code."""
        return tuple(unit for unit in self if unit.level == "prefecture")

    def find(self, text: str) -> Unit | None:
        """Find the unit meant by a code or name; None if unknown, AmbiguousPlace if several share it.

        A name is Chinese with or without type word, English, or pinyin in any blanks, tone marks and case.

        A full official name beats an informal one: 临夏县 is the county, 临夏 is ambiguous. The names of what it lies
        in may stand before or behind it: 甘肃省白银市靖远县.
        """
        codes = self._codes(_key(text))
        if len(codes) > 1:
            raise AmbiguousPlace(text, tuple(self._units[code] for code in sorted(codes)))
        return self._units[next(iter(codes))] if codes else None

    def _codes(self, key: str) -> set[str]:
        if codes := self._official.get(key) or self._informal.get(key):
            return codes
        inside: set[str] = set()
        for cut in range(1, min(len(key), _LONGEST)):
            for whole, part in ((key[:cut], key[cut:]), (key[cut:], key[:cut])):
                outer = self._official.get(whole, set()) | self._informal.get(whole, set())
                above = {code for code in outer if self._units[code].level != "county"}
                if above:
                    inside |= {code for code in self._codes(part) if above & self._above(code)}
        return inside

    def _above(self, adcode: str) -> set[str]:
        """List the codes of what a unit lies in."""
        unit = self._units[adcode]
        province = {one.adcode for one in self if one.level == "province"}
        return (province | {unit.prefecture_adcode}) - {adcode}

    def lookalike(self, text: str) -> tuple[Unit, ...]:
        """At most three units whose names resemble ``text``, the most alike first, of equals those whose official name
        does. A wrong code resembles none."""
        key = _key(text)
        best: dict[str, tuple[float, bool]] = {}
        for names in (self._official, self._informal):
            for name, codes in names.items():
                likeness = (SequenceMatcher(None, key, name).ratio(), names is self._official)
                if likeness[0] >= _ALIKE_AT_LEAST and not name.isdigit():
                    best |= {code: likeness for code in codes if code not in best or likeness > best[code]}
        ranked = sorted(sorted(best), key=best.__getitem__, reverse=True)
        return tuple(self._units[code] for code in ranked if self.is_place(code))[:3]


@cache
def load_gazetteer(directory: Path = GEO_FOLDER) -> Gazetteer:
    """Read the gazetteer of ``units.csv`` in ``directory``, read once."""
    with (directory / "units.csv").open(encoding="utf-8", newline="") as file:
        return Gazetteer([_unit(row) for row in csv.DictReader(file)])


@cache
def geojson(name: str, directory: Path = GEO_FOLDER) -> dict[str, Any]:
    """Read the parsed layer (one of ``LAYERS``), (lon, lat) order. Shared by all callers: do not change it.

    ValueError for an unknown layer.
    """
    if name not in LAYERS:
        raise ValueError(f"unknown layer {name!r}: one of {', '.join(LAYERS)}")
    document: dict[str, Any] = json.loads((directory / f"{name}.geojson").read_text(encoding="utf-8"))
    return document


def bounds(adcodes: Iterable[str], directory: Path = GEO_FOLDER) -> tuple[Point, Point]:
    """(south-west, north-east) of the polygons of these units. ValueError for none, KeyError for an unknown code."""
    boxes = [_boxes(directory)[adcode] for adcode in adcodes]
    if not boxes:
        raise ValueError("bounds of no unit: give at least one adcode")
    return (
        Point(min(low.lat for low, _ in boxes), min(low.lon for low, _ in boxes)),
        Point(max(high.lat for _, high in boxes), max(high.lon for _, high in boxes)),
    )


@cache
def _boxes(directory: Path) -> Mapping[str, tuple[Point, Point]]:
    boxes = {}
    for layer in ("province", "prefectures", "counties"):
        for feature in geojson(layer, directory)["features"]:
            positions = list(_positions(feature["geometry"]["coordinates"]))
            lats, lons = [point.lat for point in positions], [point.lon for point in positions]
            boxes[feature["id"]] = (Point(min(lats), min(lons)), Point(max(lats), max(lons)))
    return boxes


def _positions(coordinates: Any) -> Iterator[Point]:
    """Every position of GeoJSON coordinates of any depth."""
    if isinstance(coordinates[0], (int, float)):
        yield Point(coordinates[1], coordinates[0])
    else:
        for inner in coordinates:
            yield from _positions(inner)


def _unit(row: Mapping[str, str]) -> Unit:
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
    """List what people write besides the official name: 临夏, 临夏州, 东乡县, kang xian, kang, Linxia Prefecture."""
    word = unit.name.zh[-1]
    stem_zh = unit.short_zh[:-1] if len(unit.short_zh) > 2 and unit.short_zh[-1] in _TYPE_WORDS else unit.short_zh
    stem_en = unit.short_en.removesuffix(" County").removesuffix(" City").removesuffix(" Prefecture")
    type_en = {"county": unit.name.en.split()[-1], "prefecture": "Prefecture", "province": "Province"}[unit.level]
    yield from (stem_zh, unit.short_zh, unit.pinyin, stem_en, f"{stem_en} {type_en}")
    if unit.level == "county":
        # Counties have become cities and districts: 华亭县 is 华亭市 now.
        yield from (stem_zh + kind for kind in "县市区")
    if not stem_zh.endswith(word):
        yield from (stem_zh + word, f"{unit.pinyin} {_TYPE_WORDS[word]}")


def _key(text: str) -> str:
    """Full-width and traditional forms, case, tone marks, blanks and punctuation do not tell two places apart."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return simplified("".join(character for character in folded if character.isalnum()))
