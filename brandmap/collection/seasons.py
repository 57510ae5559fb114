"""Work out the months and hours of a model.

Seasons become months by the meteorological convention (spring is March to May). That is our choice, not the source's;
months that the source names itself go first.
"""

from __future__ import annotations

from brandmap.records import Brand

MONTHS_OF: dict[str, tuple[int, ...]] = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "winter": (12, 1, 2),
    "all_year": tuple(range(1, 13)),
}


def months(brand: Brand) -> tuple[int, ...]:
    """List the months (1-12, ascending) in which ``brand`` runs."""
    if brand.stated_months:
        return tuple(sorted(brand.stated_months))
    return tuple(sorted({month for season in brand.season for month in MONTHS_OF[season]}))


def inferred_months(brand: Brand) -> tuple[int, ...]:
    """List the months of a model that the editors inferred, because the source does not state them."""
    if brand.season_basis == "inferred":
        return months(brand)
    return tuple(sorted(month for season in brand.season if season in brand.inferred for month in MONTHS_OF[season]))


def hours_spans(hours: tuple[str, str]) -> tuple[tuple[float, float], ...]:
    """Return the hours of a day as spans (start, end) in decimal hours; a span past midnight is split in two."""
    start, end = (int(text[:2]) + int(text[3:]) / 60 for text in hours)
    if start < end:
        return ((start, end),)
    return ((start, 24.0), (0.0, end)) if end > 0 else ((start, 24.0),)
