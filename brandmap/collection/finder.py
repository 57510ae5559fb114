"""Find models that fit: compare the answers to a few questions with the recorded facts, without scores.

The rules are ``data/finder.csv``: one row per possible answer, with the kind of record it looks at and the values that
match it. Several answers to one question mean "any of these". On each question a model matches, does not match, or has
nothing published, which counts neither for nor against it. Questions are about the **substance** (problem, setting,
people, measures) or about the **circumstances** (season, partners, area). The **aim** is the problem or, if that was
not answered, the measures. A model

* *fits* if it matches the aim, if any was answered, more than half of the questions about the substance, and the
  partners, if these were answered;
* *partly* fits if it matches exactly half of the substance, or misses only the partners, or only the aim, or if nothing
  about the substance was answered and all circumstances match;
* does not fit otherwise.

Models are sorted by class, then by: most questions about the substance matched; among those that fit partly, matches
that few models share; aim matched; most chosen answers about the substance on record; most questions matched; most
chosen answers about the circumstances on record; made for the season rather than for all year; fewest settings and
people on record that were not chosen; number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Lang, Option
from brandmap.text import phrase

PARTNERS = "partner"
#: Questions about the aim: the first that was answered counts.
AIM = ("problem", "measure")
#: Questions about the substance. The others are about circumstances.
SUBSTANCE = ("problem", "setting", "served", "measure")
#: Questions on which a model recorded for more than was chosen fits a little less.
PLACE = ("setting", "served")

Level = Literal["fits", "partly", "no"]
LEVELS: tuple[Level, ...] = ("fits", "partly", "no")


@dataclass(frozen=True)
class Finding:
    """Hold how one model matches one answered question. Recorded values are ids of seasons or terms."""

    question: str
    answers: tuple[Option, ...]
    looks_at: str  # kind of record: season, or a facet of terms
    state: Literal["matched", "unmet", "unknown"]
    chosen_values: tuple[str, ...] = ()  # recorded values that match a chosen answer
    other_values: tuple[str, ...] = ()  # recorded values that match none
    match_count: int = 1  # models that match this question

    @property
    def answers_on_record(self) -> tuple[Option, ...]:
        """List the chosen answers that match a recorded value."""
        return tuple(option for option in self.answers if set(option.matches) & set(self.chosen_values))

    @property
    def answers_not_on_record(self) -> tuple[Option, ...]:
        """List the chosen answers that match no recorded value; none for partners, whom a model need not have all."""
        if self.question == PARTNERS:
            return ()
        return tuple(option for option in self.answers if option not in self.answers_on_record)

    @property
    def needs_other_partners(self) -> bool:
        """Tell whether the model also works with partners that were not chosen, who may be at hand all the same."""
        return self.question == PARTNERS and bool(self.other_values) and any(option.matches for option in self.answers)


@dataclass(frozen=True)
class Match:
    """Hold how one model matches all answered questions."""

    brand: Brand
    findings: tuple[Finding, ...]
    rank: int = 0  # among the models that fit, from 1; equal models have the same
    tied: bool = False  # with another model

    @property
    def matched_count(self) -> int:
        """Count the questions that match."""
        return sum(finding.state == "matched" for finding in self.findings)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """List the questions that do not match."""
        return tuple(finding for finding in self.findings if finding.state == "unmet")

    @property
    def unknown_count(self) -> int:
        """Count the questions on which nothing is published."""
        return sum(finding.state == "unknown" for finding in self.findings)

    @property
    def matched_substance(self) -> tuple[Finding, ...]:
        """List the questions about the substance that match."""
        return tuple(f for f in self.findings if f.question in SUBSTANCE and f.state == "matched")

    @property
    def aim(self) -> Finding | None:
        """Return the question about the aim: the problem or, if that was not answered, the measures."""
        return next((f for question in AIM for f in self.findings if f.question == question), None)

    @property
    def level(self) -> Level:
        """Return the class of the model, by the rule at the top of this module."""
        known = [f for f in self.findings if f.question in SUBSTANCE and f.state != "unknown"]
        if not any(finding.question in SUBSTANCE for finding in self.findings):
            return "partly" if self.matched_count and not self.unmet else "no"
        if self.aim and self.aim.state != "matched":
            unmet_substance = [finding for finding in self.unmet if finding.question in SUBSTANCE]
            return "partly" if self.matched_substance and unmet_substance == [self.aim] else "no"
        if 2 * len(self.matched_substance) > len(known):
            return "partly" if any(finding.question == PARTNERS for finding in self.unmet) else "fits"
        return "partly" if self.matched_substance and 2 * len(self.matched_substance) == len(known) else "no"

    @property
    def sort_key(self) -> tuple[float, ...]:
        """Return the key by which models are sorted, smallest first (the order is at the top of this module)."""
        rarity = sum(1 / finding.match_count for finding in self.matched_substance) if self.level == "partly" else 0
        substance_answers = sum(len(finding.answers_on_record) for finding in self.matched_substance)
        other_answers = sum(len(finding.answers_on_record) for finding in self.findings) - substance_answers
        extra_values = sum(len(finding.other_values) for finding in self.matched_substance if finding.question in PLACE)
        return (
            LEVELS.index(self.level),
            -len(self.matched_substance),
            -rarity,
            -(self.aim in self.matched_substance),
            -substance_answers,
            -self.matched_count,
            -other_answers,
            any(finding.chosen_values == ("all_year",) for finding in self.findings),
            extra_values,
        )


@dataclass(frozen=True)
class Outcome:
    """Hold the models of each class, sorted. Without an answer all classes are empty."""

    answered: Mapping[str, tuple[Option, ...]]  # chosen options by question
    fitting: tuple[Match, ...] = ()
    partly: tuple[Match, ...] = ()
    others: tuple[Match, ...] = ()

    @property
    def circumstances_only(self) -> bool:
        """Tell whether only questions about circumstances were answered, so that no model can be said to fit."""
        return bool(self.answered) and not set(self.answered) & set(SUBSTANCE)


def find(need: Sequence[str], collection: Collection) -> Outcome:
    """Compare all models with the chosen answers (``need``: ids of options) and sort them, best first."""
    answered = collection.dataset.rules.answered(need)
    if not answered:
        return Outcome({})
    findings = {
        brand: [_finding(question, options, brand, collection) for question, options in answered.items()]
        for brand in collection.brands
    }
    match_counts = Counter(f.question for of_brand in findings.values() for f in of_brand if f.state == "matched")
    matches = [
        Match(brand, tuple(replace(finding, match_count=match_counts[finding.question]) for finding in of_brand))
        for brand, of_brand in findings.items()
    ]
    matches.sort(key=lambda match: match.sort_key)
    by_level = {level: [match for match in matches if match.level == level] for level in LEVELS}
    return Outcome(answered, _ranked(by_level["fits"]), tuple(by_level["partly"]), tuple(by_level["no"]))


def questions_to_clear(need: Sequence[str], collection: Collection) -> dict[str, int]:
    """List for an empty result the questions that bring models when left open, with the number of models."""
    counts = {}
    for question, options in collection.dataset.rules.answered(need).items():
        other_answers = [id_ for id_ in need if id_ not in {option.id for option in options}]
        counts[question] = len(find(other_answers, collection).fitting)
    return {question: n for question, n in counts.items() if n}


def recorded_values(brand: Brand, looks_at: str, collection: Collection) -> tuple[str, ...]:
    """List the recorded seasons of a model, or the ids of its terms of a facet. Empty if nothing was published."""
    if looks_at == "season":
        return brand.season
    return tuple(term.id for term in collection.terms_of(brand, looks_at))


def value_label(value: str, looks_at: str, collection: Collection, lang: Lang) -> str:
    """Return the name of a recorded value."""
    return phrase(f"season.{value}", lang) if looks_at == "season" else collection.dataset.terms[value].name[lang]


def _finding(question: str, options: tuple[Option, ...], brand: Brand, collection: Collection) -> Finding:
    """Compare one model with the answers to one question."""
    looks_at = options[0].looks_at
    values = recorded_values(brand, looks_at, collection)
    if not values:
        return Finding(question, options, looks_at, "unknown")
    matching = {value for option in options for value in option.matches}
    chosen_values = tuple(value for value in values if value in matching)
    other_values = tuple(value for value in values if value not in matching)
    return Finding(question, options, looks_at, "matched" if chosen_values else "unmet", chosen_values, other_values)


def _ranked(matches: list[Match]) -> tuple[Match, ...]:
    """Give sorted matches their ranks; equal ones have the same: 1, 2, 2, 4."""
    ranked: list[Match] = []
    for _, group in groupby(matches, key=lambda match: match.sort_key):
        equal = list(group)
        rank = len(ranked) + 1
        ranked += [replace(match, rank=rank, tied=len(equal) > 1) for match in equal]
    return tuple(ranked)
