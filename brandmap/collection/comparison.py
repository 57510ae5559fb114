"""Compare two to four models side by side, and find what they have in common.

Rows follow SARA, the four phases of problem-oriented policing: scanning, analysis, response, assessment. All texts are
plain, in one language and not escaped; ``comparison_html`` draws them.
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
from brandmap.text import listed, or_not_published, phrase

MIN_COMPARED, MAX_COMPARED = 2, MAX_COMPARE
MAX_SUGGESTED = 3

Phase = Literal["identity", "scanning", "analysis", "response", "assessment", "transfer"]
TextsOf = Callable[[Brand, Collection, Lang], tuple[str, ...]]


@dataclass(frozen=True)
class RowSpec:
    """Describe a row: its phase, its texts for a model, and the facet of terms shown as tags ("" for none)."""

    key: str
    phase: Phase
    texts: TextsOf
    facet: str = ""


@dataclass(frozen=True)
class Tag:
    """Hold a theme or a term, and which of the compared models have it: ``holders`` are positions in the comparison."""

    kind: str  # theme, or a facet of terms
    label: str
    holders: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """Hold a row: per model the texts of its cell, empty if not published, and its tags."""

    key: str
    phase: Phase
    cells: tuple[tuple[str, ...], ...]
    tags: tuple[tuple[Tag, ...], ...]
    differs: bool


@dataclass(frozen=True)
class TagGroup:
    """Hold the tags that exactly these models have: all, some, or one of them."""

    holders: tuple[int, ...]  # positions in the comparison
    tags: tuple[Tag, ...]
    unpublished: Mapping[str, tuple[int, ...]]  # by kind of tag: positions of models that publish nothing of that kind


@dataclass(frozen=True)
class Comparison:
    """Hold the comparison of ``brands``, which keep the order in which they were chosen."""

    brands: tuple[Brand, ...]
    numbers: tuple[str, ...]  # of the models, in the same order
    rows: tuple[Row, ...]
    tag_groups: tuple[TagGroup, ...]  # tags of all models first, then of some, then of one
    advice: tuple[str, ...]  # sentences: what a difference means for whoever has to choose


@dataclass(frozen=True)
class Suggestion:
    """Suggest a further model to compare, with the name of the theme or term that it shares with those chosen."""

    brand: Brand
    kind: Literal["theme", "term"]
    label: str  # of the theme or term


def compare(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Comparison:
    """Compare ``brands`` in the order given. ValueError for fewer than two or more than four."""
    if not MIN_COMPARED <= len(brands) <= MAX_COMPARED:
        raise ValueError(f"{len(brands)} models given; a comparison takes {MIN_COMPARED} to {MAX_COMPARED}")
    tags = _tags(brands, collection, lang)
    rows = tuple(
        _row(spec, brands, tags, collection, lang) for spec in ROWS[1 if len(collection.dataset.editions) < 2 else 0 :]
    )
    numbers = tuple(map(collection.number, brands))
    groups, advice = _tag_groups(tags, brands, collection), _advice(brands, collection, lang)
    return Comparison(tuple(brands), numbers, rows, groups, advice)


def suggestions(chosen: Sequence[Brand], collection: Collection, lang: Lang) -> tuple[Suggestion, ...]:
    """Suggest models to compare with those chosen: same theme first, then most terms in common, then by number."""
    terms = collection.dataset.terms
    themes = [theme for brand in chosen for theme in brand.themes]
    chosen_terms = {term for brand in chosen for term in brand.terms if _compares(term, collection)}
    ranked: list[tuple[tuple[int, int], Suggestion]] = []
    for brand in collection.brands:
        if brand in chosen:
            continue
        common = [term for term in brand.terms if term in chosen_terms]
        common_theme = next((theme for theme in themes if theme in brand.themes), "")
        if common_theme:
            suggestion = Suggestion(brand, "theme", collection.dataset.themes[common_theme].name[lang])
        elif common:
            suggestion = Suggestion(brand, "term", terms[common[0]].name[lang])
        else:
            continue
        ranked.append(((0 if common_theme else 1, -len(common)), suggestion))
    return tuple(suggestion for _, suggestion in sorted(ranked, key=lambda pair: pair[0])[:MAX_SUGGESTED])


def starters(collection: Collection) -> dict[str, tuple[Brand, ...]]:
    """List ready-made comparisons: for each theme with two or more models, up to four of them.

    Models with it as their main theme are taken first. The keys are ids of themes.
    """
    groups = {}
    for theme in collection.dataset.themes:
        members = [brand for brand in collection.brands if theme in brand.themes]
        members.sort(key=lambda brand: brand.theme != theme)
        groups[theme] = tuple(sorted(members[:MAX_COMPARED], key=collection.brands.index))
    return {theme: brands for theme, brands in groups.items() if len(brands) >= MIN_COMPARED}


def _compares(term: str, collection: Collection) -> bool:
    """Tell whether a term is compared: all but those of the area of use, which nearly all models share with others."""
    term_record = collection.dataset.terms.get(term)
    return term_record is not None and term_record.facet != "scope"


def _tags(brands: Sequence[Brand], collection: Collection, lang: Lang) -> tuple[Tag, ...]:
    """List the tags of the models: themes, then terms, both in the order of their tables."""
    themes, terms = collection.dataset.themes, collection.dataset.terms
    names = {("theme", id_): theme.name[lang] for id_, theme in themes.items()}
    names |= {(term.facet, id_): term.name[lang] for id_, term in terms.items() if _compares(id_, collection)}
    tags = []
    for (kind, id_), label in names.items():
        holders = tuple(i for i, b in enumerate(brands) if id_ in (b.themes if kind == "theme" else b.terms))
        if holders:
            tags.append((id_, Tag(kind, label, holders)))
    return _merge_problems(tags, collection)


def _merge_problems(tags: Sequence[tuple[str, Tag]], collection: Collection) -> tuple[Tag, ...]:
    """Merge problems that are one answer in the finder, unless a model has two of them. ``tags`` are (term id, tag)."""
    merged = dict(tags)
    for option in collection.dataset.rules.options_of("problem"):
        problems = [id_ for id_ in option.matches if id_ in merged]
        holders = sorted(i for id_ in problems for i in merged[id_].holders)
        if len(problems) > 1 and len(holders) == len(set(holders)):
            merged[problems[0]] = Tag("problem", " / ".join(merged[id_].label for id_ in problems), tuple(holders))
            for id_ in problems[1:]:
                del merged[id_]
    return tuple(merged.values())


def _tag_groups(tags: Sequence[Tag], brands: Sequence[Brand], collection: Collection) -> tuple[TagGroup, ...]:
    """Group the tags by the models that have them."""
    positions = range(len(brands))
    # All models and each single one get a group even without tags: having nothing in common is worth saying.
    groups = {tuple(positions), *((i,) for i in positions), *(tag.holders for tag in tags)}
    unpublished = {
        kind: tuple(i for i, brand in enumerate(brands) if kind != "theme" and not collection.terms_of(brand, kind))
        for kind in {tag.kind for tag in tags}
    }
    return tuple(
        TagGroup(holders, group_tags, {tag.kind: unpublished[tag.kind] for tag in group_tags if unpublished[tag.kind]})
        for holders in sorted(groups, key=lambda holders: (-len(holders), holders))
        for group_tags in [tuple(tag for tag in tags if tag.holders == holders)]
    )


def _advice(brands: Sequence[Brand], collection: Collection, lang: Lang) -> tuple[str, ...]:
    """Say what a difference in season, area, partners or hours means for whoever has to choose a model."""
    sentences = []
    for key, value_text in ADVICE_TOPICS.items():
        values = [value_text(brand, collection, lang) for brand in brands]
        if len(set(values)) == 1:
            continue
        no_common_season = key == "season" and not any("all_year" in brand.season for brand in brands)
        numbered = (f"{collection.number(brand)} {value}" for brand, value in zip(brands, values, strict=True))
        joined_values = phrase("text.semicolon", lang).join(numbered)
        sentence = phrase(f"compare_choice.{'season_apart' if no_common_season else key}", lang, values=joined_values)
        unpublished = phrase("text.not_published", lang) in values
        sentences.append(sentence + phrase("compare_choice.unpublished", lang) * unpublished)
    return tuple(sentences)


def _terms_of(facet: str) -> Callable[[Brand, Collection, Lang], str]:
    """Write a function that lists the names of a model's terms of a facet, or says that nothing is published."""
    return lambda brand, c, lang: or_not_published(listed((term.name for term in c.terms_of(brand, facet)), lang), lang)


#: What whoever chooses a model has to weigh, each with a function that writes it for a model.
ADVICE_TOPICS: Mapping[str, Callable[[Brand, Collection, Lang], str]] = {
    "season": lambda brand, _, lang: seasons_text(brand, lang),
    "scope": _terms_of("scope"),
    "partner": _terms_of("partner"),
    "hours": lambda brand, _, lang: hours_text(brand.hours, lang),
}


def _row(spec: RowSpec, brands: Sequence[Brand], tags: Sequence[Tag], collection: Collection, lang: Lang) -> Row:
    cells = tuple(tuple(text for text in spec.texts(brand, collection, lang) if text.strip()) for brand in brands)
    row_tags = tuple(
        tuple(tag for tag in tags if spec.facet and tag.kind == spec.facet and i in tag.holders)
        for i in range(len(brands))
    )
    differs = len({frozenset(map(_normalised, cell)) for cell in cells}) > 1
    return Row(spec.key, spec.phase, cells, row_tags, differs)


def _normalised(text: str) -> str:
    """Fold a text for comparing: case and number of blanks do not count."""
    return " ".join(text.split()).casefold()


def _text_field(field: str) -> TextsOf:
    """Write a function that reads a field with one text, marked if the editors inferred it."""
    return lambda brand, collection, lang: (getattr(brand, field)[lang] + inferred_mark(brand, field, lang),)


def _list_field(field: str) -> TextsOf:
    """Write a function that reads a field with several texts, marked if the editors inferred them."""

    def read_texts(brand: Brand, _collection: Collection, lang: Lang) -> tuple[str, ...]:
        texts: Sequence[Text] = getattr(brand, field)
        return tuple(text[lang] + inferred_mark(brand, field, lang) for text in texts if text[lang])

    return read_texts


def _times(brand: Brand, _collection: Collection, lang: Lang) -> tuple[str, ...]:
    """Write when a model runs: as the source says it, the months and the hours."""
    hours_line = phrase("card.clock_label", lang, hours=hours_text(brand.hours, lang))
    return (brand.when[lang], runs_text(brand, lang), hours_line)


#: All rows in order. The first is left out where there is only one edition.
ROWS: tuple[RowSpec, ...] = (
    RowSpec("edition", "identity", lambda brand, c, lang: (history_text(brand, c, lang),)),
    RowSpec("unit", "identity", _text_field("unit")),
    RowSpec("place", "identity", lambda brand, c, lang: (place_line(brand.home, c, lang),)),
    RowSpec("scope", "identity", lambda brand, c, lang: tuple(term.name[lang] for term in c.terms_of(brand, "scope"))),
    RowSpec(
        "theme", "identity", lambda brand, c, lang: tuple(c.dataset.themes[id_].name[lang] for id_ in brand.themes)
    ),
    RowSpec("problem", "scanning", _text_field("problem"), "problem"),
    RowSpec("setting", "analysis", _text_field("setting"), "setting"),
    RowSpec("when", "analysis", _times),
    RowSpec("mechanism", "response", _text_field("mechanism")),
    RowSpec("measures", "response", _list_field("measures"), "measure"),
    RowSpec("partners", "response", _list_field("partners"), "partner"),
    RowSpec("served", "response", _list_field("serves"), "served"),
    RowSpec("result", "assessment", _text_field("result")),
    RowSpec("evidence", "assessment", lambda brand, _, lang: (phrase(f"evidence.{brand.evidence}", lang),)),
    RowSpec("award", "assessment", lambda brand, _, lang: (award_text(brand, lang),)),
    RowSpec(
        "figures", "assessment", lambda brand, _, lang: tuple(figure_text(figure, lang) for figure in brand.figures)
    ),
    RowSpec("transfer", "transfer", _text_field("transfer")),
)
