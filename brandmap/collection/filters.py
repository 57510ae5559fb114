"""Filter a collection: keep models, count them by facet, put the filter in a sentence.

OR inside a group (theme, season, prefecture), AND between groups and with the search words. Which editions there is to
choose from comes first: totals, numbers and counts are those of the editions shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from brandmap.collection.search import SearchIndex
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import Brand, Dataset, Lang, Term
from brandmap.schema import SEASONS
from brandmap.text import joined, phrase, plural

ALL: tuple[str, ...] = ("all",)  # the models of every edition


@dataclass(frozen=True)
class Collection:
    """Hold a dataset with what is needed to filter it, and which of its models are shown: those of the newest edition,
    of the editions named, of ALL, or a choice by hand. The dataset keeps them all."""

    dataset: Dataset
    gazetteer: Gazetteer
    index: SearchIndex
    edition: tuple[str, ...] = ()
    picked: tuple[Brand, ...] | None = None

    @classmethod
    def of(cls, dataset: Dataset, gazetteer: Gazetteer) -> Collection:
        return cls(dataset, gazetteer, SearchIndex(dataset, gazetteer))

    def within(self, edition: tuple[str, ...]) -> Collection:
        """Show other editions; a choice by hand stays."""
        return self if edition == self.edition or self.picked is not None else replace(self, edition=edition)

    def only(self, brands: Iterable[Brand]) -> Collection:
        """Show these models in this order, whatever their edition."""
        return replace(self, picked=tuple(brands))

    def beside(self, brands: Sequence[Brand]) -> Collection:
        """Show these models beside each other: of several editions each has its year in its number."""
        return self.only(brands) if len({brand.edition for brand in brands}) > 1 else self

    @property
    def every(self) -> tuple[Brand, ...]:
        """List all models that can be shown, the newest edition first."""
        return self.dataset.brands if self.picked is None else self.picked

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """List the editions that have a model, the newest first; one without a name where the data have none."""
        used = {brand.edition for brand in self.every}
        return tuple(id_ for id_ in (*self.dataset.editions, "") if id_ in used)

    def scope(self, named: Iterable[str]) -> tuple[str, ...]:
        """Name editions in the one form an address and a view have: () for the newest, ALL for all."""
        chosen = tuple(id_ for id_ in self.editions if id_ in named or ALL[0] in named)
        if chosen in ((), self.editions[:1]):
            return ()
        return ALL if chosen == self.editions else chosen

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """List the editions shown, the newest first."""
        if self.picked is not None or self.edition == ALL:
            return self.editions
        return self.edition or self.editions[:1]

    @cached_property
    def brands(self) -> tuple[Brand, ...]:
        """List the models shown."""
        return tuple(brand for brand in self.every if brand.edition in self.shown)

    def years(self, lang: Lang) -> str:
        """Say which editions are shown: “2025年”, “All years”."""
        if self.edition == ALL and self.picked is None:
            return phrase("filters.all_editions", lang)
        return joined([self.label("edition", id_, lang) for id_ in self.shown], lang, last="and")

    def number(self, brand: Brand) -> str:
        """Return the number of a model in its edition, with the year where others are shown as well."""
        year = "" if self.shown == (brand.edition,) or not brand.edition else f"{self.year(brand.edition)}-"
        return f"{year}{brand.number}"

    def year(self, edition: str) -> str:
        """Name an edition in short: its year, or its id if another is of that year."""
        years = [str(one.year) for id_, one in self.dataset.editions.items() if id_ != edition]
        year = str(self.dataset.editions[edition].year)
        return edition if year in years else year

    def terms_of(self, brand: Brand, facet: str) -> tuple[Term, ...]:
        """List the terms of a facet that a model has on record."""
        terms = self.dataset.terms
        return tuple(terms[id_] for id_ in brand.terms if id_ in terms and terms[id_].facet == facet)

    def choices(self, facet: str) -> tuple[str, ...]:
        """List the values of a facet in the order they are offered."""
        return FACETS[facet].choices(self)

    def label(self, facet: str, value: str, lang: Lang) -> str:
        """Name a value of a facet."""
        return FACETS[facet].label(self, value, lang)

    def short_label(self, facet: str, value: str, lang: Lang) -> str:
        """Name a value without the kind of place: 临夏, Linxia. For controls where space is short."""
        return (FACETS[facet].short_label or FACETS[facet].label)(self, value, lang)


@dataclass(frozen=True)
class Facet:
    """Describe a way to narrow the collection: its choices, the values a model has, and what a value is called."""

    name: str
    described: str  # its values, for the README
    example: str
    values: Callable[[Brand, Gazetteer], tuple[str, ...]]
    choices: Callable[[Collection], tuple[str, ...]]
    label: Callable[[Collection, str, Lang], str]
    short_label: Callable[[Collection, str, Lang], str] | None = None  # None: the label is short
    scope: bool = False  # says among which models the others choose; it is no condition


def _edition_name(collection: Collection, value: str, lang: Lang) -> str:
    return phrase("filters.edition_value", lang, year=collection.year(value)) if value else ""


def _theme_name(collection: Collection, value: str, lang: Lang) -> str:
    return collection.dataset.themes[value].name[lang]


def _season_name(_collection: Collection, value: str, lang: Lang) -> str:
    return phrase(f"season.{value}", lang)


def _prefecture_of(brand: Brand, gazetteer: Gazetteer) -> tuple[str]:
    return (gazetteer.prefecture(brand.adcode).adcode,)


def _prefectures(collection: Collection) -> tuple[str, ...]:
    """List the prefectures that have a model, by code."""
    return tuple(sorted({_prefecture_of(brand, collection.gazetteer)[0] for brand in collection.every}))


def _short_prefecture(collection: Collection, value: str, lang: Lang) -> str:
    unit = collection.gazetteer.unit(value)
    return unit.short_zh if lang == "zh" else unit.short_en


#: The facets in the order they are drawn and put in words. A field of ``Filters`` and phrases belong to each.
FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet(
            "edition",
            "ids of `data/editions.csv`, or `all`; default: that of `brand`, else the newest",
            "all",
            lambda brand, _: (brand.edition,),
            lambda c: c.editions,
            _edition_name,
            scope=True,
        ),
        Facet(
            "theme",
            "ids of `data/themes.csv`, such as `ecology`",
            "ecology",
            lambda brand, _: brand.themes,
            lambda c: tuple(c.dataset.themes),
            _theme_name,
        ),
        Facet(
            "season",
            f"`{' '.join(SEASONS)}`",
            "summer",
            lambda brand, _: brand.season,
            lambda _: SEASONS,
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
#: What restricts the models of the editions shown.
CONDITIONS: Mapping[str, Facet] = {name: facet for name, facet in FACETS.items() if not facet.scope}
GROUPS: tuple[str, ...] = (*CONDITIONS, "q")


@dataclass(frozen=True)
class Filters:
    """Hold the editions to choose from, as ``Collection.scope`` gives them, and the chosen values per group; an empty
    group does not restrict."""

    edition: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    q: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """Name the groups that restrict, in order."""
        return tuple(group for group in GROUPS if getattr(self, group))

    def without(self, group: str) -> Filters:
        """Empty one group; of the editions, take all."""
        empty: Any = "" if group == "q" else ALL if group == "edition" else ()
        return replace(self, **{group: empty})

    def keep(self, collection: Collection) -> tuple[Brand, ...]:
        """Keep the models that satisfy every group, in the collection's order."""
        matches = collection.index.matching(self.q) if self.q else None
        return tuple(
            brand
            for brand in collection.within(self.edition).brands
            if (matches is None or brand.id in matches)
            and all(
                not (chosen := getattr(self, name))
                or any(value in chosen for value in facet.values(brand, collection.gazetteer))
                for name, facet in CONDITIONS.items()
            )
        )

    def facet_counts(self, collection: Collection) -> dict[str, dict[str, int]]:
        """Count for each value of each facet the models it would keep with the other groups left as they are."""
        counts: dict[str, dict[str, int]] = {}
        for name, facet in (FACETS if len(collection.editions) > 1 else CONDITIONS).items():
            tally = dict.fromkeys(facet.choices(collection), 0)
            for brand in self.without(name).keep(collection):
                for value in facet.values(brand, collection.gazetteer):
                    tally[value] += 1
            counts[name] = tally
        return counts

    def rescues(self, collection: Collection) -> dict[str, int]:
        """Name for an empty result each group whose removal brings models back, with how many."""
        others = ("edition",) if collection.within(self.edition).shown != collection.editions else ()
        left = {group: len(self.without(group).keep(collection)) for group in (*self.active, *others)}
        return {group: n for group, n in left.items() if n}

    def sentence(self, collection: Collection, lang: Lang) -> str:
        """Put the filter and its result in words, such as “4 of 10: theme is agriculture or community”."""
        return self._with_years(self._conditions, collection, lang)

    def counted(self, collection: Collection, lang: Lang) -> str:
        """Say how many it keeps, and not by what: before the reveal a theme or a word would give answers away."""
        return self._with_years(self._count, collection, lang)

    def _with_years(self, words: Callable[[Collection, Lang], str], collection: Collection, lang: Lang) -> str:
        inside = collection.within(self.edition)
        sentence = words(inside, lang)
        if len(collection.editions) < 2:
            return sentence
        return phrase("sentence.edition", lang, years=inside.years(lang), sentence=sentence)

    def _count(self, collection: Collection, lang: Lang) -> str:
        total = len(collection.brands)
        if not self.active:
            return plural("sentence.all", lang, total)
        return phrase("sentence.counted", lang, total=total, n=len(self.keep(collection)))

    def _conditions(self, collection: Collection, lang: Lang) -> str:
        if not self.active:
            return self._count(collection, lang)
        total = len(collection.brands)
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
