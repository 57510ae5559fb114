"""The filter: a frozen value that keeps brands, counts facets and says itself in a sentence.

OR inside a group (theme, season, prefecture), AND between groups and with the search words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from brandmap.collection.search import SearchIndex
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import Brand, Dataset, Lang
from brandmap.schema import SEASONS
from brandmap.text import joined, phrase, plural

#: Facets in the order they are drawn and said; each maps a brand to the values it has.
FACETS: Mapping[str, Callable[[Brand, Gazetteer], tuple[str, ...]]] = {
    "theme": lambda brand, gazetteer: brand.themes,
    "season": lambda brand, gazetteer: brand.season,
    "prefecture": lambda brand, gazetteer: (gazetteer.prefecture(brand.adcode).adcode,),
}
GROUPS: tuple[str, ...] = (*FACETS, "q")


@dataclass(frozen=True)
class Collection:
    """A dataset with what is needed to filter it. One per data fingerprint, shared by all sessions."""

    dataset: Dataset
    gazetteer: Gazetteer
    index: SearchIndex

    @classmethod
    def of(cls, dataset: Dataset, gazetteer: Gazetteer) -> Collection:
        return cls(dataset, gazetteer, SearchIndex(dataset, gazetteer))

    def choices(self, facet: str) -> tuple[str, ...]:
        """All values of a facet: themes and seasons in table order, prefectures that hold a brand by code."""
        if facet == "theme":
            return tuple(self.dataset.themes)
        if facet == "season":
            return SEASONS
        return tuple(sorted({value for brand in self.dataset.brands for value in FACETS[facet](brand, self.gazetteer)}))

    def label(self, facet: str, value: str, lang: Lang) -> str:
        if facet == "theme":
            return self.dataset.themes[value].name[lang]
        if facet == "season":
            return phrase(f"season.{value}", lang)
        return self.gazetteer.unit(value).name[lang]

    def short_label(self, facet: str, value: str, lang: Lang) -> str:
        """The label without the kind of place: 临夏, Linxia. For controls where space is short."""
        if facet != "prefecture":
            return self.label(facet, value, lang)
        unit = self.gazetteer.unit(value)
        return unit.short_zh if lang == "zh" else unit.short_en


@dataclass(frozen=True)
class Filters:
    """Chosen values per group; an empty group does not restrict."""

    theme: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    q: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the groups that restrict, in order."""
        return tuple(group for group in GROUPS if getattr(self, group))

    def without(self, group: str) -> Filters:
        empty: Any = "" if group == "q" else ()
        return replace(self, **{group: empty})

    def keep(self, collection: Collection) -> tuple[Brand, ...]:
        """The brands that satisfy every group, in the collection's order."""
        found = collection.index.matching(self.q) if self.q else None
        return tuple(
            brand
            for brand in collection.dataset.brands
            if (found is None or brand.id in found)
            and all(
                not (chosen := getattr(self, facet))
                or any(value in chosen for value in values(brand, collection.gazetteer))
                for facet, values in FACETS.items()
            )
        )

    def facet_counts(self, collection: Collection) -> dict[str, dict[str, int]]:
        """For each facet, how many brands each value would show with the other groups left as they are."""
        counts: dict[str, dict[str, int]] = {}
        for facet, values in FACETS.items():
            tally = dict.fromkeys(collection.choices(facet), 0)
            for brand in self.without(facet).keep(collection):
                for value in values(brand, collection.gazetteer):
                    tally[value] += 1
            counts[facet] = tally
        return counts

    def rescues(self, collection: Collection) -> dict[str, int]:
        """For an empty result: each group whose removal brings results, with how many."""
        found = {group: len(self.without(group).keep(collection)) for group in self.active}
        return {group: n for group, n in found.items() if n}

    def sentence(self, collection: Collection, lang: Lang) -> str:
        """The filter and its result in words, such as “4 of 10: theme is agriculture or community”."""
        total = len(collection.dataset.brands)
        if not self.active:
            return plural("sentence.all", lang, total)
        conditions = phrase("sentence.and", lang).join(
            phrase(f"sentence.{group}", lang, values=self._words(group, collection, lang)) for group in self.active
        )
        said = phrase("sentence.some", lang, total=total, n=len(self.keep(collection)), conditions=conditions)
        also = self.also_running(collection)
        if also:
            said += phrase("text.semicolon", lang) + plural("sentence.all_year_too", lang, also)
        return said

    def also_running(self, collection: Collection) -> int:
        """With named seasons chosen but not "all year": how many all-year models the other groups would keep."""
        if not self.season or "all_year" in self.season:
            return 0
        return len(replace(self, season=("all_year",)).keep(collection))

    def _words(self, group: str, collection: Collection, lang: Lang) -> str:
        if group == "q":
            return self.q
        labels = [collection.label(group, value, lang) for value in getattr(self, group)]
        return joined([label.lower() if lang == "en" and group == "theme" else label for label in labels], lang)
