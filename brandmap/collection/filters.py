"""Filter a collection: keep models, count them by facet.

A model is kept if it has one of the chosen values of every group (theme, season, prefecture) and all search words.
Editions are chosen first: totals, numbers and counts are those of the editions shown.
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
from brandmap.text import joined, phrase

ALL: tuple[str, ...] = ("all",)  # in place of edition ids: all editions


@dataclass(frozen=True)
class Collection:
    """Hold a dataset, its search index, and which of its models are shown.

    Shown are the models of the newest edition, of those in ``edition`` (or ALL), or the models in ``hand_picked``. The
    dataset has all models in any case.
    """

    dataset: Dataset
    gazetteer: Gazetteer
    index: SearchIndex
    edition: tuple[str, ...] = ()
    hand_picked: tuple[Brand, ...] | None = None

    @classmethod
    def of(cls, dataset: Dataset, gazetteer: Gazetteer) -> Collection:
        """Index a dataset; the newest edition is shown."""
        return cls(dataset, gazetteer, SearchIndex(dataset, gazetteer))

    def with_editions(self, edition: tuple[str, ...]) -> Collection:
        """Return the collection that shows these editions; models picked by hand stay."""
        return self if edition == self.edition or self.hand_picked is not None else replace(self, edition=edition)

    def with_brands(self, brands: Iterable[Brand]) -> Collection:
        """Return the collection that shows these models in this order, whatever their edition."""
        return replace(self, hand_picked=tuple(brands))

    def numbered_together(self, brands: Sequence[Brand]) -> Collection:
        """Return the collection that numbers these models for showing them together.

        If they are of several editions, each number has its year in front.
        """
        return self.with_brands(brands) if len({brand.edition for brand in brands}) > 1 else self

    @property
    def all_brands(self) -> tuple[Brand, ...]:
        """List the models of all editions, the newest edition first, or those picked by hand."""
        return self.dataset.brands if self.hand_picked is None else self.hand_picked

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """List the ids of the editions that have a model, the newest first; "" for models without an edition."""
        used = {brand.edition for brand in self.all_brands}
        return tuple(id_ for id_ in (*self.dataset.editions, "") if id_ in used)

    def normalise_editions(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Write a choice of editions as addresses and views do: () for the newest, ALL for all, else their ids."""
        chosen = tuple(id_ for id_ in self.editions if id_ in ids or ALL[0] in ids)
        if chosen in ((), self.editions[:1]):
            return ()
        return ALL if chosen == self.editions else chosen

    @cached_property
    def editions_shown(self) -> tuple[str, ...]:
        """List the ids of the editions shown, the newest first."""
        if self.hand_picked is not None or self.edition == ALL:
            return self.editions
        return self.edition or self.editions[:1]

    @cached_property
    def brands(self) -> tuple[Brand, ...]:
        """List the models shown."""
        return tuple(brand for brand in self.all_brands if brand.edition in self.editions_shown)

    def years(self, lang: Lang) -> str:
        """Say which editions are shown: “2025年”, “All years”."""
        if self.edition == ALL and self.hand_picked is None:
            return phrase("filters.all_editions", lang)
        return joined([self.label("edition", id_, lang) for id_ in self.editions_shown], lang, last="and")

    def number(self, brand: Brand) -> str:
        """Return the number of a model in its edition, with the year in front if other editions are shown as well."""
        year = "" if self.editions_shown == (brand.edition,) or not brand.edition else f"{self.year(brand.edition)}-"
        return f"{year}{brand.number}"

    def year(self, edition: str) -> str:
        """Return the year of an edition, or its id if another edition has the same year."""
        other_years = [str(other.year) for id_, other in self.dataset.editions.items() if id_ != edition]
        year = str(self.dataset.editions[edition].year)
        return edition if year in other_years else year

    def terms_of(self, brand: Brand, facet: str) -> tuple[Term, ...]:
        """List the recorded terms of a model that belong to a facet."""
        terms = self.dataset.terms
        return tuple(terms[id_] for id_ in brand.terms if id_ in terms and terms[id_].facet == facet)

    def choices(self, facet: str) -> tuple[str, ...]:
        """List the values of a facet that can be chosen, in order."""
        return FACETS[facet].choices(self)

    def label(self, facet: str, value: str, lang: Lang) -> str:
        """Return the name of a value of a facet."""
        return FACETS[facet].label(self, value, lang)

    def short_label(self, facet: str, value: str, lang: Lang) -> str:
        """Return a short name of a value, such as 临夏 or Linxia, for controls with little room."""
        return (FACETS[facet].short_label or FACETS[facet].label)(self, value, lang)


@dataclass(frozen=True)
class Facet:
    """Describe a way to narrow the collection: the values of a model, those to choose from, and their names."""

    name: str
    description: str  # of its values, for the README
    example: str
    values: Callable[[Brand, Gazetteer], tuple[str, ...]]
    choices: Callable[[Collection], tuple[str, ...]]
    label: Callable[[Collection, str, Lang], str]
    short_label: Callable[[Collection, str, Lang], str] | None = None  # None: the label is short
    selects_editions: bool = False  # chooses the editions, in which the other facets then filter


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
    return tuple(sorted({_prefecture_of(brand, collection.gazetteer)[0] for brand in collection.all_brands}))


def _short_prefecture(collection: Collection, value: str, lang: Lang) -> str:
    unit = collection.gazetteer.unit(value)
    return unit.short_zh if lang == "zh" else unit.short_en


#: The facets in the order of the page and of the sentence. Each has a field of ``Filters`` and its phrases.
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
            selects_editions=True,
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
#: The facets that filter the models of the editions shown.
CONDITIONS: Mapping[str, Facet] = {name: facet for name, facet in FACETS.items() if not facet.selects_editions}
GROUPS: tuple[str, ...] = (*CONDITIONS, "q")


@dataclass(frozen=True)
class Filters:
    """Hold the editions, as ``Collection.normalise_editions`` writes them, and the chosen values of each group.

    A group without values does not filter.
    """

    edition: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    prefecture: tuple[str, ...] = ()
    q: str = ""

    @property
    def active_groups(self) -> tuple[str, ...]:
        """List the groups that filter, in order."""
        return tuple(group for group in GROUPS if getattr(self, group))

    def without(self, group: str) -> Filters:
        """Return the filters with one group emptied; for "edition" that means all editions."""
        empty: Any = "" if group == "q" else ALL if group == "edition" else ()
        return replace(self, **{group: empty})

    def keep(self, collection: Collection) -> tuple[Brand, ...]:
        """List the models that pass every group, in the collection's order."""
        matches = collection.index.matching(self.q) if self.q else None
        return tuple(
            brand
            for brand in collection.with_editions(self.edition).brands
            if (matches is None or brand.id in matches)
            and all(
                not (chosen := getattr(self, name))
                or any(value in chosen for value in facet.values(brand, collection.gazetteer))
                for name, facet in CONDITIONS.items()
            )
        )

    def facet_counts(self, collection: Collection) -> dict[str, dict[str, int]]:
        """Count for each value of each facet how many models it would keep while the other groups stay as they are."""
        counts: dict[str, dict[str, int]] = {}
        for name, facet in (FACETS if len(collection.editions) > 1 else CONDITIONS).items():
            tally = dict.fromkeys(facet.choices(collection), 0)
            for brand in self.without(name).keep(collection):
                for value in facet.values(brand, collection.gazetteer):
                    tally[value] += 1
            counts[name] = tally
        return counts

    def groups_to_clear(self, collection: Collection) -> dict[str, int]:
        """List for an empty result the groups that bring models back when cleared, with the number of models."""
        edition_group = (
            ("edition",) if collection.with_editions(self.edition).editions_shown != collection.editions else ()
        )
        counts = {group: len(self.without(group).keep(collection)) for group in (*self.active_groups, *edition_group)}
        return {group: n for group, n in counts.items() if n}

    def count_all_year(self, collection: Collection) -> int:
        """Count the models that run all year and pass the other groups, if only other seasons are chosen; else 0."""
        if not self.season or "all_year" in self.season:
            return 0
        return len(replace(self, season=("all_year",)).keep(collection))
