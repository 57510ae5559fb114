"""Follow a model through the editions, and say whether it is new, goes on or is not listed again."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Lang
from brandmap.text import phrase


def lineage(brand: Brand, collection: Collection) -> tuple[Brand, ...]:
    """List a model with those it goes on with and those that go on with it, the oldest first."""
    by_id = collection.dataset.by_id
    followers = {one.continues: one for one in collection.dataset.brands if one.continues}
    line = [brand]
    while (before := by_id.get(line[0].continues)) is not None:
        line.insert(0, before)
    while (after := followers.get(line[-1].id)) is not None:
        line.append(after)
    return tuple(line)


def lineages(collection: Collection) -> tuple[tuple[Brand, ...], ...]:
    """List the lines of the models shown that have been listed more than once."""
    lines = (lineage(brand, collection) for brand in collection.brands)
    return tuple(line for line in dict.fromkeys(lines) if len(line) > 1)


def history_text(brand: Brand, collection: Collection, lang: Lang) -> str:
    """Say when a model was selected, since when, and what came next; empty where there is only one edition. New, and
    not listed again, it is only beside other selections of the same issuer."""
    editions = collection.dataset.editions
    if len(editions) < 2 or not brand.edition:
        return ""
    own, line = editions[brand.edition], lineage(brand, collection)
    at = line.index(brand)
    years = [editions[one.edition].year for one in line]
    series = [edition.year for edition in editions.values() if edition.issuer == own.issuer]
    later = [year for year in series if year > own.year]
    parts = [phrase("card.edition", lang, year=own.year, number=brand.number)]
    if brand.continues:
        parts.append(phrase("card.edition_continued", lang, year=years[0]))
    elif min(series) < own.year:
        parts.append(phrase("card.edition_new", lang))
    if at + 1 < len(line):
        parts.append(
            phrase("card.edition_followed", lang, year=phrase("text.comma", lang).join(map(str, years[at + 1 :])))
        )
    elif later:
        parts.append(phrase("card.edition_dropped", lang, year=min(later)))
    return phrase("text.semicolon", lang).join(parts)
