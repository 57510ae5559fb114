"""Follow a model through the editions: is it new, continued, or not listed again?"""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Lang
from brandmap.text import phrase


def lineage(brand: Brand, collection: Collection) -> tuple[Brand, ...]:
    """List the entries of a model in all editions, the oldest first."""
    by_id = collection.dataset.by_id
    successors = {one.continues: one for one in collection.dataset.brands if one.continues}
    line = [brand]
    while (predecessor := by_id.get(line[0].continues)) is not None:
        line.insert(0, predecessor)
    while (successor := successors.get(line[-1].id)) is not None:
        line.append(successor)
    return tuple(line)


def lineages(collection: Collection) -> tuple[tuple[Brand, ...], ...]:
    """List the lineages of the models shown that are in more than one edition."""
    lines = (lineage(brand, collection) for brand in collection.brands)
    return tuple(line for line in dict.fromkeys(lines) if len(line) > 1)


def history_text(brand: Brand, collection: Collection, lang: Lang) -> str:
    """Say in which edition a model was selected, since when it is listed, and what came next.

    Empty if the data have only one edition. It is called new only if the same issuer has an earlier edition, and not
    listed again only if it has a later one.
    """
    editions = collection.dataset.editions
    if len(editions) < 2 or not brand.edition:
        return ""
    edition, line = editions[brand.edition], lineage(brand, collection)
    position = line.index(brand)
    years = [editions[one.edition].year for one in line]
    issuer_years = [other.year for other in editions.values() if other.issuer == edition.issuer]
    later_years = [year for year in issuer_years if year > edition.year]
    parts = [phrase("card.edition", lang, year=edition.year, number=brand.number)]
    if brand.continues:
        parts.append(phrase("card.edition_continued", lang, year=years[0]))
    elif min(issuer_years) < edition.year:
        parts.append(phrase("card.edition_new", lang))
    if position + 1 < len(line):
        parts.append(
            phrase("card.edition_followed", lang, year=phrase("text.comma", lang).join(map(str, years[position + 1 :])))
        )
    elif later_years:
        parts.append(phrase("card.edition_dropped", lang, year=min(later_years)))
    return phrase("text.semicolon", lang).join(parts)
