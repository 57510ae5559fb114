"""Name the values a column is limited to, and find the one that a cell means.

An id, its Chinese or English name and, for seasons, the everyday word are the same choice: whatever the app shows or
exports can be given back to it. Labels come from the phrase catalogue and from the vocabulary tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import Any

from brandmap.collection.provenance import bilingual
from brandmap.records import Edition, Lang, Source, Term, Text, Theme
from brandmap.schema import Column
from brandmap.text import catalogue, phrase
from brandmap.text.folding import folded

MAX_LISTED = 12  # choices an advice lists; of more, the most alike
_NAME = 24  # characters of a name that an advice repeats
_ALIKE, _ALIKE_AT_LEAST = 4, 0.5
MAX_COMPARED = 800  # choices compared with unknown words: it takes time, and nobody reads more
#: Where the catalogue names the allowed values of a column.
_WORDS = {
    "season": "season.",
    "season_basis": "season.",
    "stated": "statement.",
    "inferred": "statement.",
    "evidence": "evidence.",
    "role": "place_role.",
    "facet": "compare_kind.",
    "kind": "teaching.kind_",
    "question": "finder_short.",
}
_BETWEEN = re.compile(r"[\s()（）]+")  # stands between an id and its name
_JOINERS = str.maketrans("", "", "\u200c\u200d")


@dataclass(frozen=True, eq=False)
class Choices:
    """Ids and what each is called. ``everyday`` adds to each the words people use for it."""

    labels: Mapping[str, Text]
    everyday: Callable[[str], tuple[str, ...]] = lambda id_: ()
    alike: dict[str, list[str]] = field(default_factory=dict)  # the choices like each unknown word met so far

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Map every key that means a choice to its id. A name that two choices share means neither."""
        by_name: dict[str, set[str]] = {}
        for id_, label in self.labels.items():
            for word in (label.zh, label.en, *self.everyday(id_)):
                by_name.setdefault(key(word), set()).add(id_)
        alone = {name: next(iter(ids)) for name, ids in by_name.items() if name and len(ids) == 1}
        return alone | {key(id_): id_ for id_ in self.labels}

    def find(self, text: str) -> str | None:
        """Return the id that the text gives by id, by name or by both: “summer（夏季）”, as an advice writes them."""
        if id_ := self.ids.get(key(text)):
            return id_
        both = {self.ids.get(key(part)) for part in _BETWEEN.split(text.strip()) if part}
        return both.pop() if len(both) == 1 else None


#: Choices by the name of the table they stand in.
Vocabulary = Mapping[str, Choices]


def of(column: Column, vocabulary: Vocabulary) -> Choices | None:
    """Return what may stand in a column, or None if it is free. A column that refers to brands is free: whether a
    brand is there is known only when all of them have been joined."""
    if column.allowed:
        return allowed_values(column)
    return None if column.refers_to == "brands" else vocabulary.get(column.refers_to)


@cache
def allowed_values(column: Column) -> Choices:
    """Return the allowed values of a column with their labels; one without a label is its own."""
    prefix = _WORDS.get(column.name, "")
    labels = {
        value: catalogue()[prefix + value] if prefix and prefix + value in catalogue() else Text(value, value)
        for value in column.allowed
    }
    return Choices(labels, _season_words) if column.name == "season" else Choices(labels)


def vocabulary(themes: Mapping[str, Theme], terms: Mapping[str, Term], sources: Mapping[str, Source]) -> Vocabulary:
    """Return what brands and their companions may refer to."""
    return {
        "themes": Choices({theme.id: theme.name for theme in themes.values()}),
        "terms": Choices({term.id: term.name for term in terms.values()}),
        "sources": Choices({source.id: source.title for source in sources.values()}),
    }


def editions(known: Mapping[str, Edition]) -> Choices:
    """Return the editions, each by its year as well: 2025, 2025年, 2025.0."""
    years = {id_: str(edition.year) for id_, edition in known.items()}
    labels = {id_: edition.name for id_, edition in known.items()}
    return Choices(labels, lambda id_: tuple(years[id_] + end for end in ("", "年", "年度", ".0")))


def key(text: str) -> str:
    """Make a text comparable: width, case, traditional forms, blanks and joiners do not tell two choices apart."""
    return folded(text.translate(_JOINERS))


def refusal(column: Column, part: str, allowed: Choices) -> tuple[str, dict[str, Any]]:
    """Return the rule a part breaks that is no choice, and what its words need: the choices, or those most like it."""
    labels = allowed.labels
    if column.allowed:
        return "not_allowed", {"allowed": _list_choices(labels, labels)}
    where = {"table": column.refers_to}
    if not labels:
        return "unknown_reference", where
    if len(labels) <= MAX_LISTED:
        return "unknown_choice", {**where, "choices": _list_choices(labels, labels)}
    if like := _alike(part, allowed):
        return "unknown_choice_like", {**where, "choices": _list_choices(like, labels)}
    return "unknown_choice_many", where


def _season_words(id_: str) -> tuple[str, ...]:
    """List the everyday words of a season: 夏, 夏天."""
    return (phrase(f"season.{id_}", "zh").removesuffix("季"), *phrase(f"search.{id_}", "zh").split())


def _list_choices(ids: Iterable[str], labels: Mapping[str, Text]) -> Text:
    """Put choices in one line: “summer（夏季）、winter（冬季）”."""
    return bilingual(lambda lang: phrase("text.comma", lang).join(_words(id_, labels[id_][lang], lang) for id_ in ids))


def _words(id_: str, name: str, lang: Lang) -> str:
    if name in ("", id_):
        return id_
    return phrase("text.choice", lang, id=id_, name=name if len(name) <= _NAME else name[: _NAME - 1] + "…")


def _alike(part: str, allowed: Choices) -> list[str]:
    """List the choices whose id or name resembles ``part``, the most alike first; none once MAX_COMPARED is reached."""
    word, labels = key(part[: 4 * _NAME]), allowed.labels
    if word not in allowed.alike:
        ratios: dict[str, float] = {}
        if (len(allowed.alike) + 1) * len(labels) <= MAX_COMPARED:
            matcher = SequenceMatcher(None, "", word)
            for id_, label in labels.items():
                names = {key(name[: 4 * _NAME]) for name in (id_, label.zh, label.en)}
                ratios[id_] = max(_ratio(matcher, name) for name in names)
        close = [id_ for id_, ratio in ratios.items() if ratio >= _ALIKE_AT_LEAST]
        allowed.alike[word] = sorted(close, key=lambda id_: -ratios[id_])[:_ALIKE]
    return allowed.alike[word]


def _ratio(matcher: SequenceMatcher[str], word: str) -> float:
    """Measure how much of two words agrees; 0 without a closer look where it cannot be enough."""
    matcher.set_seq1(word)
    if matcher.real_quick_ratio() < _ALIKE_AT_LEAST or matcher.quick_ratio() < _ALIKE_AT_LEAST:
        return 0.0
    return matcher.ratio()
