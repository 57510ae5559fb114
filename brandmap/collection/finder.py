"""Find a model that fits: answers to a few questions against the recorded facts, without scores.

The rules are ``data/finder.csv``: one row per possible answer, with the facet of the record it looks at and the values
it matches. Several answers to one question mean "any of these". Per question a model matches, does not match, or has
nothing published, which counts neither way. What is asked falls into two parts: the **substance** (problem, setting,
people, measures) and the **circumstances** (season, partners, area). A model

* *fits* when its aim matches, that is the problem or, where that is open, the measures, if one was answered, and more
  than half of the substance; if partners were answered it must work with one of them;
* *partly* fits when that half is reached but not passed, when only the partners are missing, when everything but the
  aim matches, or when nothing of the substance was asked and all circumstances match;
* otherwise does not fit.

Order: class; more of the substance; of those that fit partly, what matches where few models do; what matches the aim;
more of the chosen answers on record; more circumstances, and more of the answers to them; made for the season, not for
all year; fewer settings and people on record beyond those chosen; the model's number.
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

MEANS = "partner"
#: What one is after, the first that was answered.
AIMS = ("problem", "measure")
#: What the place is about. The other questions are circumstances.
SUBSTANCE = ("problem", "setting", "served", "measure")
#: Where a model on record for more than was asked is a little further from the place.
PLACE = ("setting", "served")

Level = Literal["fits", "partly", "no"]
LEVELS: tuple[Level, ...] = ("fits", "partly", "no")


@dataclass(frozen=True)
class Finding:
    """Hold one answered question against one model. ``met`` and ``missing`` are recorded values (season or term ids):
    those the answer covers, and those it does not; ``shared`` counts the models that match the question."""

    question: str
    answers: tuple[Option, ...]
    looks_at: str
    state: Literal["matched", "unmet", "unknown"]
    met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    shared: int = 1

    @property
    def on_record(self) -> tuple[Option, ...]:
        """List the chosen answers that the record covers."""
        return tuple(option for option in self.answers if set(option.matches) & set(self.met))

    @property
    def not_on_record(self) -> tuple[Option, ...]:
        """List the chosen answers that it does not. A partner at hand that a model does without is none of these."""
        if self.question == MEANS:
            return ()
        return tuple(option for option in self.answers if option not in self.on_record)

    @property
    def noted(self) -> bool:
        """Tell whether it works with partners that were not chosen: a note, since nobody said they are missing."""
        return self.question == MEANS and bool(self.missing) and any(option.matches for option in self.answers)


@dataclass(frozen=True)
class Match:
    """Hold one model against all answers. ``place`` is its rank among those that fit; equal models share it."""

    brand: Brand
    findings: tuple[Finding, ...]
    place: int = 0
    tied: bool = False

    @property
    def matched(self) -> int:
        """Count the questions that match."""
        return sum(finding.state == "matched" for finding in self.findings)

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """List the questions that do not match."""
        return tuple(finding for finding in self.findings if finding.state == "unmet")

    @property
    def unknown(self) -> int:
        """Count the questions on which nothing is published."""
        return sum(finding.state == "unknown" for finding in self.findings)

    @property
    def substance(self) -> tuple[Finding, ...]:
        """List the questions of the substance that match."""
        return tuple(f for f in self.findings if f.question in SUBSTANCE and f.state == "matched")

    @property
    def aim(self) -> Finding | None:
        """Give what has to match: the problem or, where it was left open, the measures."""
        return next((f for question in AIMS for f in self.findings if f.question == question), None)

    @property
    def level(self) -> Level:
        """Put the model in its class (the rule is in the module's description)."""
        asked = [f for f in self.findings if f.question in SUBSTANCE and f.state != "unknown"]
        if not any(finding.question in SUBSTANCE for finding in self.findings):
            return "partly" if self.matched and not self.lacking else "no"
        if self.aim and self.aim.state != "matched":
            unmet = [finding for finding in self.lacking if finding.question in SUBSTANCE]
            return "partly" if self.substance and unmet == [self.aim] else "no"
        if 2 * len(self.substance) > len(asked):
            return "partly" if any(finding.question == MEANS for finding in self.lacking) else "fits"
        return "partly" if self.substance and 2 * len(self.substance) == len(asked) else "no"

    @property
    def rank(self) -> tuple[float, ...]:
        """Give what the order goes by; smaller is better, and equal models share a place."""
        rare = sum(1 / finding.shared for finding in self.substance) if self.level == "partly" else 0
        covered = sum(len(finding.on_record) for finding in self.substance)
        besides = sum(len(finding.on_record) for finding in self.findings) - covered
        beyond = sum(len(finding.missing) for finding in self.substance if finding.question in PLACE)
        return (
            LEVELS.index(self.level),
            -len(self.substance),
            -rare,
            -(self.aim in self.substance),
            -covered,
            -self.matched,
            -besides,
            any(finding.met == ("all_year",) for finding in self.findings),
            beyond,
        )


@dataclass(frozen=True)
class Outcome:
    """Hold the models of each class in order. All are empty without answers."""

    answered: Mapping[str, tuple[Option, ...]]
    fitting: tuple[Match, ...] = ()
    partly: tuple[Match, ...] = ()
    others: tuple[Match, ...] = ()

    @property
    def circumstances_only(self) -> bool:
        """Tell whether nothing of the substance was answered, so that no model can be said to fit."""
        return bool(self.answered) and not set(self.answered) & set(SUBSTANCE)


def find(need: Sequence[str], collection: Collection) -> Outcome:
    """Hold all models of ``collection`` against the chosen options (ids), best first."""
    answered = collection.dataset.rules.answered(need)
    if not answered:
        return Outcome({})
    findings = {
        brand: [_finding(question, options, brand, collection) for question, options in answered.items()]
        for brand in collection.brands
    }
    shared = Counter(f.question for found in findings.values() for f in found if f.state == "matched")
    matches = [
        Match(brand, tuple(replace(finding, shared=shared[finding.question]) for finding in found))
        for brand, found in findings.items()
    ]
    matches.sort(key=lambda match: match.rank)
    of = {level: [match for match in matches if match.level == level] for level in LEVELS}
    return Outcome(answered, _placed(of["fits"]), tuple(of["partly"]), tuple(of["no"]))


def rescues(need: Sequence[str], collection: Collection) -> dict[str, int]:
    """Name for an empty result each question that could be left open to find models, with how many."""
    counts = {}
    for question, options in collection.dataset.rules.answered(need).items():
        left = [id_ for id_ in need if id_ not in {option.id for option in options}]
        counts[question] = len(find(left, collection).fitting)
    return {question: n for question, n in counts.items() if n}


def recorded(brand: Brand, looks_at: str, collection: Collection) -> tuple[str, ...]:
    """List the values a model has on record: seasons, or its terms of a facet. Empty when nothing was published."""
    if looks_at == "season":
        return brand.season
    return tuple(term.id for term in collection.terms_of(brand, looks_at))


def value_label(value: str, looks_at: str, collection: Collection, lang: Lang) -> str:
    """Put a recorded value in words."""
    return phrase(f"season.{value}", lang) if looks_at == "season" else collection.dataset.terms[value].name[lang]


def _finding(question: str, options: tuple[Option, ...], brand: Brand, collection: Collection) -> Finding:
    looks_at = options[0].looks_at
    known = recorded(brand, looks_at, collection)
    if not known:
        return Finding(question, options, looks_at, "unknown")
    wanted = {value for option in options for value in option.matches}
    met = tuple(value for value in known if value in wanted)
    missing = tuple(value for value in known if value not in wanted)
    return Finding(question, options, looks_at, "matched" if met else "unmet", met, missing)


def _placed(matches: list[Match]) -> tuple[Match, ...]:
    """Give places: 1, 2, 2, 4."""
    placed: list[Match] = []
    for _, group in groupby(matches, key=lambda match: match.rank):
        equal = list(group)
        place = len(placed) + 1
        placed += [replace(match, place=place, tied=len(equal) > 1) for match in equal]
    return tuple(placed)
