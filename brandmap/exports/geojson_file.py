"""Write the filtered models as GeoJSON (RFC 7946): longitude first, CGCS2000 which equals WGS84 at this accuracy.

A model has one ``home-area`` polygon per county (a model of a whole prefecture has all its counties: put into one
MultiPolygon they would share edges, which is not valid), one ``seat`` point, and a ``pictured`` point for each
further place a caption of its source names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance
from brandmap.places.gazetteer import Unit, bounds, geojson
from brandmap.records import Brand, Place, Point
from brandmap.tables.brand_columns import COLUMNS, place_name
from brandmap.tables.columns import TableColumn, heading
from brandmap.text.languages import ExportLang, languages

Feature = dict[str, Any]
_PLACE = (
    TableColumn("what", heading("places", "what"), lambda place, c, lang: place.what[lang]),
    TableColumn("locality", heading("places", "locality"), lambda place, c, lang: place.locality[lang]),
    TableColumn("place", heading("brands", "place"), lambda place, c, lang: place_name(place.adcode, c, lang)),
)
_IDENTITY = ("number", "id", "name")


def geojson_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return a FeatureCollection with ``bbox`` (left out when it is empty) and the foreign member ``provenance``."""
    brands = filters.keep(collection)
    features = [feature for brand in brands for feature in _features(brand, collection, lang)]
    document: dict[str, Any] = {"type": "FeatureCollection"}
    if features:
        document["bbox"] = _bbox(brands, collection)
    document["provenance"] = _provenance(provenance(collection, filters, today), lang)
    document["features"] = features
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _features(brand: Brand, collection: Collection, lang: ExportLang) -> Iterator[Feature]:
    everything = _properties(COLUMNS, brand, collection, lang)
    shapes = {feature["id"]: feature["geometry"] for feature in geojson("counties")["features"]}
    for county in collection.gazetteer.counties(brand.adcode):
        own = {"role": "home-area", "county_adcode": county.adcode, **_county(county, lang)}
        yield _feature(f"{brand.id}/home-area/{county.adcode}", shapes[county.adcode], own | everything)
    seat = _seat(brand.home, collection)
    yield _feature(f"{brand.id}/seat", _point(seat), {"role": "seat"} | everything)
    identity = [column for column in COLUMNS if column.id in _IDENTITY]
    for place in brand.pictured:
        own = {"role": "pictured", **_properties(identity, brand, collection, lang), "adcode": place.adcode}
        about = _properties(_PLACE, place, collection, lang)
        yield _feature(f"{brand.id}/pictured/{place.adcode}", _point(_seat(place, collection)), own | about)


def _feature(id_: str, geometry: dict[str, Any], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _properties(
    columns: Iterable[TableColumn], record: Any, collection: Collection, lang: ExportLang
) -> dict[str, Any]:
    """Return values by column id; with both languages a translated one as ``name_zh`` and ``name_en``."""
    values: dict[str, Any] = {}
    for column in columns:
        for one in languages(lang):
            key = f"{column.id}_{one}" if lang == "both" and column.translated else column.id
            values[key] = column.value(record, collection, one)
    return values


def _county(county: Unit, lang: ExportLang) -> dict[str, str]:
    return {f"county_{one}" if lang == "both" else "county": county.name[one] for one in languages(lang)}


def _seat(place: Place, collection: Collection) -> Point:
    unit = collection.gazetteer.unit(place.adcode)
    return unit.seat or unit.label


def _point(point: Point) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [point.lon, point.lat]}


def _bbox(brands: Iterable[Brand], collection: Collection) -> list[float]:
    """Return west, south, east and north of all features."""
    homes, seats = set(), []
    for brand in brands:
        homes |= {county.adcode for county in collection.gazetteer.counties(brand.adcode)}
        seats += [_seat(place, collection) for place in (brand.home, *brand.pictured)]
    corners = [*bounds(homes), *seats]
    lats, lons = [corner.lat for corner in corners], [corner.lon for corner in corners]
    return [min(lons), min(lats), max(lons), max(lats)]


def _provenance(facts: Provenance, lang: ExportLang) -> dict[str, Any]:
    """Return the provenance by name, in the language asked for or by language; those that repeat (sources) as lists."""
    values: dict[str, Any] = {}
    for name, text in facts.items:
        value: Any = {one: text[one] for one in languages(lang)} if lang == "both" else text[lang]
        if name in ("source", "notice"):
            values.setdefault(name, []).append(value)
        else:
            values[name] = facts.generated.isoformat() if name == "exported" else value
    return values | {"version": facts.version}
