"""Compare two to four models side by side: rows in SARA order, what differs, and what they have in common.

Pure values in one language, plain text, nothing escaped: ``comparison_html`` draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from brandmap.collection.filters import Collection
from brandmap.collection.lineage import history_text
from brandmap.collection.view import MAX_COMPARE
from brandmap.collection.wording import (
    award_text,
    figure_text,
    hours_text,
    inferred_mark,
    place_line,
    runs_text,
    seasons_text,
)
from brandmap.records import Brand, Lang, Text
from brandmap.text import listed, phrase, stated

MIN_COMPARED, MAX_COMPARED = 2, MAX_COMPARE

Step = Literal["identity", "scanning", "analysis", "response", "assessment", "transfer"]
Words = Callable[[Brand, Collection, Lang], tuple[str, ...]]


@dataclass(frozen=True)
class RowSpec:
    """Describe a row: its part of SARA, the words of a model, and the facet of terms shown with them ("" for none)."""

    key: str
    step: Step
    words: Words
    facet: str = ""


@dataclass(frozen=True)
class Tag:
    """Hold a recorded term, theme or partner of the models compared. ``holders`` are positions in the comparison."""

    kind: str  # theme, or a facet of terms
    label: str
    holders: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """Hold a row: ``cells`` per model its texts, none for what is not published; ``tags`` per model its tags."""

    key: str
    step: Step
    cells: tuple[tuple[str, ...], ...]
    tags: tuple[tuple[Tag, ...], ...]
    differs: bool


@dataclass(frozen=True)
class Shared:
    """Hold the tags of exactly these models (positions): all of them, some, or one."""

    holders: tuple[int, ...]
    tags: tuple[Tag, ...]
    unpublished: Mapping[str, tuple[int, ...]]  # by kind of its tags: others of which nothing of that kind is published


@dataclass(frozen=True)
class Comparison:
    """Hold the comparison: ``brands`` in the order chosen; positions in rows and tags are theirs."""

    brands: tuple[Brand, ...]
    numbers: tuple[str, ...]
    rows: tuple[Row, ...]
    glance: tuple[Shared, ...]  # shared by all first, then by some, then each model's own
    choices: tuple[str, ...]  # what a difference means for whoever has to choose, one sentence each


@dataclass(frozen=True)
class Suggestion:
    """Suggest a further model to compare, and why: a theme or a term (in words) that it shares with those chosen."""

    brand: Brand
    kind: Literal["theme", "term"]
    label: str


def compare(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Comparison:
    """Compare ``brands`` in the order given. ValueError for fewer than two or more than four."""
    if not MIN_COMPARED <= len(brands) <= MAX_COMPARED:
        raise ValueError(f"{len(brands)} models given; a comparison takes {MIN_COMPARED} to {MAX_COMPARED}")
    tags = _tags(brands, collection, lang)
    rows = tuple(_row(spec, brands, tags, collection, lang) for spec in ROWS[len(collection.dataset.editions) < 2 :])
    numbers = tuple(map(collection.number, brands))
    glance, choices = _glance(tags, brands, collection), _choices(brands, collection, lang)
    return Comparison(tuple(brands), numbers, rows, glance, choices)


def suggestions(chosen: Sequence[Brand], collection: Collection, lang: Lang, limit: int = 3) -> tuple[Suggestion, ...]:
    """Suggest models that go with those chosen: same theme first, then most terms in common, then by number."""
    terms = collection.dataset.terms
    themes = [theme for brand in chosen for theme in brand.themes]
    held = {term for brand in chosen for term in brand.terms if _compares(term, collection)}
    ranked: list[tuple[tuple[int, int], Suggestion]] = []
    for brand in collection.brands:
        if brand in chosen:
            continue
        common = [term for term in brand.terms if term in held]
        same = next((theme for theme in themes if theme in brand.themes), "")
        if same:
            suggestion = Suggestion(brand, "theme", collection.dataset.themes[same].name[lang])
        elif common:
            suggestion = Suggestion(brand, "term", terms[common[0]].name[lang])
        else:
            continue
        ranked.append(((0 if same else 1, -len(common)), suggestion))
    return tuple(suggestion for _, suggestion in sorted(ranked, key=lambda pair: pair[0])[:limit])


def starters(collection: Collection) -> dict[str, tuple[Brand, ...]]:
    """List ready-made comparisons: per theme (id) with two or more models up to four, its main ones first."""
    groups = {}
    for theme in collection.dataset.themes:
        members = [brand for brand in collection.brands if theme in brand.themes]
        members.sort(key=lambda brand: brand.theme != theme)
        groups[theme] = tuple(sorted(members[:MAX_COMPARED], key=collection.brands.index))
    return {theme: brands for theme, brands in groups.items() if len(brands) >= MIN_COMPARED}


def _compares(term: str, collection: Collection) -> bool:
    """Tell whether a term is compared: all are but the scope, which nearly every model shares with others."""
    known = collection.dataset.terms.get(term)
    return known is not None and known.facet != "scope"


def _tags(brands: Sequence[Brand], collection: Collection, lang: Lang) -> tuple[Tag, ...]:
    """List themes in table order, then terms in table order (setting, problem, served, partner, measure)."""
    themes, terms = collection.dataset.themes, collection.dataset.terms
    names = {("theme", id_): theme.name[lang] for id_, theme in themes.items()}
    names |= {(term.facet, id_): term.name[lang] for id_, term in terms.items() if _compares(id_, collection)}
    tags = []
    for (kind, id_), label in names.items():
        holders = tuple(i for i, b in enumerate(brands) if id_ in (b.themes if kind == "theme" else b.terms))
        if holders:
            tags.append((id_, Tag(kind, label, holders)))
    return _near_as_one(tags, collection)


def _near_as_one(tags: Sequence[tuple[str, Tag]], collection: Collection) -> tuple[Tag, ...]:
    """Take problems as one that the finder takes as one answer, where each model has only one of them."""
    kept = dict(tags)
    for option in collection.dataset.rules.of("problem"):
        near = [id_ for id_ in option.matches if id_ in kept]
        holders = sorted(i for id_ in near for i in kept[id_].holders)
        if len(near) > 1 and len(holders) == len(set(holders)):
            kept[near[0]] = Tag("problem", " / ".join(kept[id_].label for id_ in near), tuple(holders))
            for id_ in near[1:]:
                del kept[id_]
    return tuple(kept.values())


def _glance(tags: Sequence[Tag], brands: Sequence[Brand], collection: Collection) -> tuple[Shared, ...]:
    places = range(len(brands))
    # Every model has its line, and "all" too: having nothing in common is worth saying.
    groups = {tuple(places), *((i,) for i in places), *(tag.holders for tag in tags)}
    unpublished = {
        kind: tuple(i for i, brand in enumerate(brands) if kind != "theme" and not collection.terms_of(brand, kind))
        for kind in {tag.kind for tag in tags}
    }
    return tuple(
        Shared(holders, held, {tag.kind: unpublished[tag.kind] for tag in held if unpublished[tag.kind]})
        for holders in sorted(groups, key=lambda holders: (-len(holders), holders))
        for held in [tuple(tag for tag in tags if tag.holders == holders)]
    )


def _choices(brands: Sequence[Brand], collection: Collection, lang: Lang) -> tuple[str, ...]:
    """Say for season, area, partners and hours what a difference means for whoever has to choose."""
    sentences = []
    for key, words in CHOICES.items():
        values = [words(brand, collection, lang) for brand in brands]
        if len(set(values)) == 1:
            continue
        apart = key == "season" and not any("all_year" in brand.season for brand in brands)
        named = (f"{collection.number(brand)} {value}" for brand, value in zip(brands, values, strict=True))
        joined_values = phrase("text.semicolon", lang).join(named)
        sentence = phrase(f"compare_choice.{'season_apart' if apart else key}", lang, values=joined_values)
        unpublished = phrase("text.not_published", lang) in values
        sentences.append(sentence + phrase("compare_choice.unpublished", lang) * unpublished)
    return tuple(sentences)


def _terms_of(facet: str) -> Callable[[Brand, Collection, Lang], str]:
    """List the terms of a facet in words, or say that nothing is published."""
    return lambda brand, c, lang: stated(listed((term.name for term in c.terms_of(brand, facet)), lang), lang)


#: What an official has to weigh, each with the words of a model.
CHOICES: Mapping[str, Callable[[Brand, Collection, Lang], str]] = {
    "season": lambda brand, _, lang: seasons_text(brand, lang),
    "scope": _terms_of("scope"),
    "partner": _terms_of("partner"),
    "hours": lambda brand, _, lang: hours_text(brand.hours, lang),
}


def _row(spec: RowSpec, brands: Sequence[Brand], tags: Sequence[Tag], collection: Collection, lang: Lang) -> Row:
    cells = tuple(tuple(word for word in spec.words(brand, collection, lang) if word.strip()) for brand in brands)
    held = tuple(
        tuple(tag for tag in tags if spec.facet and tag.kind == spec.facet and i in tag.holders)
        for i in range(len(brands))
    )
    return Row(spec.key, spec.step, cells, held, differs=len({frozenset(map(_same, cell)) for cell in cells}) > 1)


def _same(text: str) -> str:
    """Fold a text for comparing: case and blanks do not count."""
    return " ".join(text.split()).casefold()


def _one(field: str) -> Words:
    return lambda brand, collection, lang: (getattr(brand, field)[lang] + inferred_mark(brand, field, lang),)


def _many(field: str) -> Words:
    def words(brand: Brand, _collection: Collection, lang: Lang) -> tuple[str, ...]:
        texts: Sequence[Text] = getattr(brand, field)
        return tuple(text[lang] + inferred_mark(brand, field, lang) for text in texts if text[lang])

    return words


def _when(brand: Brand, _collection: Collection, lang: Lang) -> tuple[str, ...]:
    hours = phrase("card.clock_label", lang, hours=hours_text(brand.hours, lang))
    return (brand.when[lang], runs_text(brand, lang), hours)


#: The first is said only where there are several editions.
ROWS: tuple[RowSpec, ...] = (
    RowSpec("edition", "identity", lambda brand, c, lang: (history_text(brand, c, lang),)),
    RowSpec("unit", "identity", _one("unit")),
    RowSpec("place", "identity", lambda brand, c, lang: (place_line(brand.home, c, lang),)),
    RowSpec("scope", "identity", lambda brand, c, lang: tuple(term.name[lang] for term in c.terms_of(brand, "scope"))),
    RowSpec(
        "theme", "identity", lambda brand, c, lang: tuple(c.dataset.themes[id_].name[lang] for id_ in brand.themes)
    ),
    RowSpec("problem", "scanning", _one("problem"), "problem"),
    RowSpec("setting", "analysis", _one("setting"), "setting"),
    RowSpec("when", "analysis", _when),
    RowSpec("mechanism", "response", _one("mechanism")),
    RowSpec("measures", "response", _many("measures"), "measure"),
    RowSpec("partners", "response", _many("partners"), "partner"),
    RowSpec("served", "response", _many("serves"), "served"),
    RowSpec("result", "assessment", _one("result")),
    RowSpec("evidence", "assessment", lambda brand, _, lang: (phrase(f"evidence.{brand.evidence}", lang),)),
    RowSpec("award", "assessment", lambda brand, _, lang: (award_text(brand, lang),)),
    RowSpec(
        "figures", "assessment", lambda brand, _, lang: tuple(figure_text(figure, lang) for figure in brand.figures)
    ),
    RowSpec("transfer", "transfer", _one("transfer")),
)
