"""Find a model that fits: answers to a few questions against the recorded facts. Deterministic and without scores.

The rules are ``data/finder.csv``: one row per possible answer, with the facet of the record it looks
at and the values it matches. Several answers to one question mean "any of these". Per question a model either matches,
does not match, or has nothing published. A model is shown as fitting when it matches

* the problem, if that was answered,
* at least half of what was answered about problem, setting and people: season, partners and area are circumstances, and
  nearly every model matches some of them,
* at least half of everything answered, leaving out what is not published.

"None of these" to the problem or the setting means that nothing on record is made for the place: no model fits.
Order: more questions matched, then more of the chosen answers on record, then fewer conditions not met, then fewer
settings and people on record beyond those chosen, then the model's number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from brandmap.collection.filters import Collection
from brandmap.records import Brand, Lang, Option
from brandmap.text import phrase

MUST = "problem"  # the question that has to match if it is answered
#: What the place is about. Half of these must match, whatever the circumstances.
SUBSTANCE = ("problem", "setting", "served")
#: Where a model on record for more than was asked is a little further from the place.
PLACE = ("setting", "served")
#: Where "none of these" leaves nothing to offer.
NONE_EXCLUDES = ("problem", "setting")
#: The question in which every recorded value counts: a partner the model works with and the place does not have.
EACH_COUNTS = "partner"


@dataclass(frozen=True)
class Finding:
    """One answered question against one model. ``met`` and ``missing`` are recorded values (season or term ids):
    those the answer covers, and those it does not. ``conditions`` counts what is not met."""

    question: str
    answers: tuple[Option, ...]
    looks_at: str
    state: Literal["matched", "unmet", "unknown"]
    met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def conditions(self) -> int:
        return len(self.missing) if self.question == EACH_COUNTS else int(self.state == "unmet")

    @property
    def on_record(self) -> tuple[Option, ...]:
        """The chosen answers that the record covers."""
        return tuple(option for option in self.answers if set(option.matches) & set(self.met))

    @property
    def not_on_record(self) -> tuple[Option, ...]:
        """The chosen answers that it does not. A partner at hand that a model does without is none of these."""
        if self.question == EACH_COUNTS:
            return ()
        return tuple(option for option in self.answers if option not in self.on_record)

    @property
    def excludes(self) -> bool:
        return self.question in NONE_EXCLUDES and not any(option.matches for option in self.answers)


@dataclass(frozen=True)
class Match:
    """One model against all answers. ``place`` is its rank; equal models share it."""

    brand: Brand
    findings: tuple[Finding, ...]
    place: int = 0
    tied: bool = False

    @property
    def matched(self) -> int:
        return sum(finding.state == "matched" for finding in self.findings)

    @property
    def covered(self) -> int:
        """Chosen answers on record. Partners are left out: more partners do not make a model fit better."""
        return sum(len(finding.on_record) for finding in self.findings if finding.question != EACH_COUNTS)

    @property
    def unmet(self) -> int:
        return sum(finding.conditions for finding in self.findings)

    @property
    def beyond(self) -> int:
        """Settings and people on record, where some match, that were not chosen."""
        matched = (f for f in self.findings if f.question in PLACE and f.state == "matched")
        return sum(len(finding.missing) for finding in matched)

    @property
    def unknown(self) -> int:
        return sum(finding.state == "unknown" for finding in self.findings)

    @property
    def must_failed(self) -> bool:
        return any(finding.question == MUST and finding.state != "matched" for finding in self.findings)

    @property
    def excluded(self) -> bool:
        """ "None of these" was answered to the problem or the setting."""
        return any(finding.excludes for finding in self.findings)

    @property
    def substance_failed(self) -> bool:
        asked = [finding for finding in self.findings if finding.question in SUBSTANCE]
        return 2 * sum(finding.state == "matched" for finding in asked) < len(asked)

    @property
    def fits(self) -> bool:
        if not self.matched or self.excluded or self.must_failed or self.substance_failed:
            return False
        return 2 * self.matched >= len(self.findings) - self.unknown


@dataclass(frozen=True)
class Outcome:
    """Fitting models in order, and the others in the same order with no place. Both empty without answers."""

    answered: Mapping[str, tuple[Option, ...]]
    fitting: tuple[Match, ...]
    others: tuple[Match, ...]


def find(need: Sequence[str], collection: Collection) -> Outcome:
    """All models of ``collection`` against the chosen options (ids), best first."""
    answered = collection.dataset.rules.answered(need)
    if not answered:
        return Outcome({}, (), ())
    every = [
        Match(brand, tuple(_finding(question, options, brand, collection) for question, options in answered.items()))
        for brand in collection.dataset.brands
    ]
    every.sort(key=lambda match: (*_rank(match), match.brand.number))
    return Outcome(
        answered,
        _placed([match for match in every if match.fits]),
        tuple(match for match in every if not match.fits),
    )


def rescues(need: Sequence[str], collection: Collection) -> dict[str, int]:
    """For an empty result: each question that could be left open to find models, with how many."""
    counts = {}
    for question, options in collection.dataset.rules.answered(need).items():
        left = [id_ for id_ in need if id_ not in {option.id for option in options}]
        counts[question] = len(find(left, collection).fitting)
    return {question: n for question, n in counts.items() if n}


def recorded(brand: Brand, looks_at: str, collection: Collection) -> tuple[str, ...]:
    """The values a model has on record: seasons, or its terms of a facet. Empty when nothing was published."""
    if looks_at == "season":
        return brand.season
    terms = collection.dataset.terms
    return tuple(id_ for id_ in brand.terms if id_ in terms and terms[id_].facet == looks_at)


def value_label(value: str, looks_at: str, collection: Collection, lang: Lang) -> str:
    """A recorded value in words."""
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


def _rank(match: Match) -> tuple[int, int, int, int]:
    """Smaller is better; equal models share a place."""
    return (-match.matched, -match.covered, match.unmet, match.beyond)


def _placed(matches: list[Match]) -> tuple[Match, ...]:
    """With places: 1, 2, 2, 4."""
    placed: list[Match] = []
    for _, group in groupby(matches, key=_rank):
        equal = list(group)
        place = len(placed) + 1
        placed += [Match(match.brand, match.findings, place, len(equal) > 1) for match in equal]
    return tuple(placed)
