"""Locate the home of a model: the seat where its pin stands, the counties to highlight."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Point


def home_point(brand: Brand, collection: Collection) -> Point:
    """Find the seat of the home county or prefecture: where the pin stands."""
    unit = collection.gazetteer.unit(brand.adcode)
    return unit.seat or unit.label


def home_codes(brand: Brand, collection: Collection) -> tuple[str, ...]:
    """List the counties to highlight: one, or all of a prefecture."""
    return tuple(unit.adcode for unit in collection.gazetteer.counties(brand.adcode))
