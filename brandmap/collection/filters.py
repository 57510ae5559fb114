"""Filter a collection: keep models, count them by facet, put the filter in a sentence.

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


@dataclass(frozen=True)
class Collection:
    """Hold a dataset with what is needed to filter it. One per data fingerprint, shared by all sessions."""

    dataset: Dataset
    gazetteer: Gazetteer
    index: SearchIndex

    @classmethod
    def of(cls, dataset: Dataset, gazetteer: Gazetteer) -> Collection:
        return cls(dataset, gazetteer, SearchIndex(dataset, gazetteer))

    def choices(self, facet: str) -> tuple[str, ...]:
        """List the values of a facet in the order they are offered."""
        return FACETS[facet].choices(self)

    def label(self, facet: str, value: str, lang: Lang) -> str:
        """Name a value of a facet."""
        return FACETS[facet].label(self, value, lang)

    def short_label(self, facet: str, value: str, lang: Lang) -> str:
        """Name a value without the kind of place: 临夏, Linxia. For controls where space is short."""
        return FACETS[facet].short_label(self, value, lang)


@dataclass(frozen=True)
class Facet:
    """Describe a way to narrow the collection: its choices, the values a model has, and what a value is called."""

    name: str
    described: str  # its values, for the README
    example: str
    values: Callable[[Brand, Gazetteer], tuple[str, ...]]
    choices: Callable[[Collection], tuple[str, ...]]
    label: Callable[[Collection, str, Lang], str]
    short_label: Callable[[Collection, str, Lang], str]


def _theme_name(collection: Collection, value: str, lang: Lang) -> str:
    return collection.dataset.themes[value].name[lang]


def _season_name(_collection: Collection, value: str, lang: Lang) -> str:
    return phrase(f"season.{value}", lang)


def _prefecture_of(brand: Brand, gazetteer: Gazetteer) -> tuple[str]:
    return (gazetteer.prefecture(brand.adcode).adcode,)


def _prefectures(collection: Collection) -> tuple[str, ...]:
    """List the prefectures that have a model, by code."""
    return tuple(sorted({_prefecture_of(brand, collection.gazetteer)[0] for brand in collection.dataset.brands}))


def _short_prefecture(collection: Collection, value: str, lang: Lang) -> str:
    unit = collection.gazetteer.unit(value)
    return unit.short_zh if lang == "zh" else unit.short_en


#: The facets in the order they are drawn and put in words. A field of ``Filters`` and phrases belong to each.
FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet(
            "theme",
            "ids of `data/themes.csv`, such as `ecology`",
            "ecology",
            lambda brand, _: brand.themes,
            lambda c: tuple(c.dataset.themes),
            _theme_name,
            _theme_name,
        ),
        Facet(
            "season",
            f"`{' '.join(SEASONS)}`",
            "summer",
            lambda brand, _: brand.season,
            lambda _: SEASONS,
            _season_name,
            _season_name,
        ),
        Facet(
            "prefecture",
            "six-digit code of a prefecture that has a model, such as `622900`",
            "622900",
            _prefecture_of,
            _prefectures,
            lambda c, value, lang: c.gazetteer.unit(value).name[lang],
            _short_prefecture,
        ),
    )
}
GROUPS: tuple[str, ...] = (*FACETS, "q")


@dataclass(frozen=True)
class Filters:
    """Hold the chosen values per group; an empty group does not restrict."""

    theme: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    q: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """Name the groups that restrict, in order."""
        return tuple(group for group in GROUPS if getattr(self, group))

    def without(self, group: str) -> Filters:
        """Empty one group."""
        empty: Any = "" if group == "q" else ()
        return replace(self, **{group: empty})

    def keep(self, collection: Collection) -> tuple[Brand, ...]:
        """Keep the models that satisfy every group, in the collection's order."""
        matches = collection.index.matching(self.q) if self.q else None
        return tuple(
            brand
            for brand in collection.dataset.brands
            if (matches is None or brand.id in matches)
            and all(
                not (chosen := getattr(self, name))
                or any(value in chosen for value in facet.values(brand, collection.gazetteer))
                for name, facet in FACETS.items()
            )
        )

    def facet_counts(self, collection: Collection) -> dict[str, dict[str, int]]:
        """Count for each value of each facet the models it would keep with the other groups left as they are."""
        counts: dict[str, dict[str, int]] = {}
        for name, facet in FACETS.items():
            tally = dict.fromkeys(facet.choices(collection), 0)
            for brand in self.without(name).keep(collection):
                for value in facet.values(brand, collection.gazetteer):
                    tally[value] += 1
            counts[name] = tally
        return counts

    def rescues(self, collection: Collection) -> dict[str, int]:
        """Name for an empty result each group whose removal brings models back, with how many."""
        left = {group: len(self.without(group).keep(collection)) for group in self.active}
        return {group: n for group, n in left.items() if n}

    def sentence(self, collection: Collection, lang: Lang) -> str:
        """Put the filter and its result in words, such as “4 of 10: theme is agriculture or community”."""
        total = len(collection.dataset.brands)
        if not self.active:
            return plural("sentence.all", lang, total)
        conditions = phrase("sentence.and", lang).join(
            phrase(f"sentence.{group}", lang, values=self._words(group, collection, lang)) for group in self.active
        )
        sentence = phrase("sentence.some", lang, total=total, n=len(self.keep(collection)), conditions=conditions)
        if also := self.also_running(collection):
            sentence += phrase("text.semicolon", lang) + plural("sentence.all_year_too", lang, also)
        return sentence

    def also_running(self, collection: Collection) -> int:
        """Count the all-year models that the other groups keep, when seasons are chosen and "all year" is not."""
        if not self.season or "all_year" in self.season:
            return 0
        return len(replace(self, season=("all_year",)).keep(collection))

    def _words(self, group: str, collection: Collection, lang: Lang) -> str:
        if group == "q":
            return self.q
        labels = [collection.label(group, value, lang) for value in getattr(self, group)]
        return joined([label.lower() if lang == "en" and group == "theme" else label for label in labels], lang)
