"""Find the home of a model on the map: the point of its pin and the counties to highlight."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Point


def home_point(brand: Brand, collection: Collection) -> Point:
    """Return the point of the pin: the seat of the home county or prefecture, or where its name stands."""
    unit = collection.gazetteer.unit(brand.adcode)
    return unit.seat or unit.label


def home_codes(brand: Brand, collection: Collection) -> tuple[str, ...]:
    """List the codes of the counties to highlight: the home county, or all of a home prefecture."""
    return tuple(unit.adcode for unit in collection.gazetteer.counties(brand.adcode))
