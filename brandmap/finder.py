"""Find a model that fits: answers to a few questions against the recorded facts. Deterministic and without scores.

The rules are ``data/finder.csv``: one row per possible answer, with the facet of the record it looks at and the values
it matches. Several answers to one question mean "any of these". Per question a model either matches, does not match, or
has nothing published. A model is shown as fitting when it matches the problem (if that was answered) and at least half
of the questions answered. Order: more questions matched, then fewer conditions not met, then the model's number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from brandmap.cells import CellError, parsed
from brandmap.dataset import DATA
from brandmap.filters import Collection
from brandmap.problems import DataError, Problem
from brandmap.reading import read_table
from brandmap.records import Brand, Text
from brandmap.schema import TERM_FACETS, Column, Table
from brandmap.text import phrase

MUST = "problem"  # the question that has to match if it is answered
#: The question in which every recorded value counts: a partner the model works with and the place does not have.
EACH_COUNTS = "partner"

FINDER = Table(
    "finder",
    "查找规则",
    "Finder rules",
    ("option",),
    (
        Column("question", "id", "问题", "Question", "所属问题", "Question it answers", example="season"),
        Column(
            "option", "id", "选项", "Option", "网址中使用的固定英文短名", "Fixed short name used in links",
            example="autumn",
        ),
        Column("text_zh", "text", "选项（中文）", "Option (Chinese)", "页面上的写法", "As shown", max_length=40),
        Column("text_en", "text", "选项（英文）", "Option (English)", "页面上的写法", "As shown", max_length=80),
        Column(
            "looks_at", "id", "查看", "Looks at", "查看哪一类记录：season 或标签类别",
            "Record it looks at: season or a facet of terms", allowed=("season", *TERM_FACETS), example="season",
        ),
        Column(
            "matches", "ids", "匹配", "Matches", "匹配的季节或标签，用分号隔开；留空则不匹配任何模式",
            "Seasons or terms it matches, separated by ;; empty matches no model",
            required=False, example="autumn;all_year",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One possible answer. ``matches`` are values of ``looks_at``; none for "none of these"."""

    id: str
    question: str
    text: Text
    looks_at: str
    matches: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """All possible answers in the order of the table."""

    options: Mapping[str, Option]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(option.question for option in self.options.values()))

    def of(self, question: str) -> tuple[Option, ...]:
        return tuple(option for option in self.options.values() if option.question == question)

    def answered(self, need: Sequence[str]) -> dict[str, tuple[Option, ...]]:
        """The chosen options by question, both in table order; unknown ids are left out."""
        chosen = {question: tuple(o for o in self.of(question) if o.id in need) for question in self.questions}
        return {question: options for question, options in chosen.items() if options}


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
    def unmet(self) -> int:
        return sum(finding.conditions for finding in self.findings)

    @property
    def unknown(self) -> int:
        return sum(finding.state == "unknown" for finding in self.findings)

    @property
    def must_failed(self) -> bool:
        return any(finding.question == MUST and finding.state != "matched" for finding in self.findings)

    @property
    def fits(self) -> bool:
        return bool(self.findings) and not self.must_failed and 2 * self.matched >= len(self.findings)


@dataclass(frozen=True)
class Outcome:
    """Fitting models in order, and the others in the same order with no place. Both empty without answers."""

    answered: Mapping[str, tuple[Option, ...]]
    fitting: tuple[Match, ...]
    others: tuple[Match, ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of the data folder, read once per process. Raises DataError."""
    file = DATA / FINDER.filename
    if not file.is_file():
        raise DataError((Problem("finder", "missing_file", fatal=True),))
    return load_rules(file.read_bytes())


def load_rules(data: bytes) -> Rules:
    """The rules in the bytes of a CSV file. Raises DataError with everything that is wrong."""
    raw = read_table(FINDER, data)
    problems = [problem for problem in raw.problems if problem.rule != "unknown_column"]
    options: dict[str, Option] = {}
    first: dict[str, int] = {}
    for row in raw.rows:
        values = {}
        for column in FINDER.columns:
            try:
                values[column.name] = parsed(column, row.cells[column.name])
            except CellError as error:
                cell = row.cells[column.name]
                problems.append(Problem("finder", error.rule, row.number, column.name, cell, values=error.values))
        if len(values) < len(FINDER.columns):
            continue
        id_ = str(values["option"])
        if id_ in first:
            where: dict[str, object] = {"first": first[id_]}
            problems.append(Problem("finder", "duplicate_key", row.number, "option", id_, values=where))
            continue
        first[id_] = row.number
        text = Text(str(values["text_zh"]), str(values["text_en"]))
        options[id_] = Option(id_, str(values["question"]), text, str(values["looks_at"]), values["matches"])  # type: ignore[arg-type]
    if problems:
        raise DataError(tuple(problems))
    return Rules(options)


def find(need: Sequence[str], collection: Collection, table: Rules) -> Outcome:
    """All models of ``collection`` against the chosen options (ids), best first."""
    answered = table.answered(need)
    if not answered:
        return Outcome({}, (), ())
    every = [
        Match(brand, tuple(_finding(question, options, brand, collection) for question, options in answered.items()))
        for brand in collection.dataset.brands
    ]
    every.sort(key=lambda match: (-match.matched, match.unmet, match.brand.number))
    return Outcome(
        answered,
        _placed([match for match in every if match.fits]),
        tuple(match for match in every if not match.fits),
    )


def rescues(need: Sequence[str], collection: Collection, table: Rules) -> dict[str, int]:
    """For an empty result: each question that could be left open to find models, with how many."""
    counts = {}
    for question, options in table.answered(need).items():
        left = [id_ for id_ in need if id_ not in {option.id for option in options}]
        counts[question] = len(find(left, collection, table).fitting)
    return {question: n for question, n in counts.items() if n}


def recorded(brand: Brand, looks_at: str, collection: Collection) -> tuple[str, ...]:
    """The values a model has on record: seasons, or its terms of a facet. Empty when nothing was published."""
    if looks_at == "season":
        return brand.season
    terms = collection.dataset.terms
    return tuple(id_ for id_ in brand.terms if id_ in terms and terms[id_].facet == looks_at)


def value_label(value: str, looks_at: str, collection: Collection, lang: str) -> str:
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


def _placed(matches: list[Match]) -> tuple[Match, ...]:
    """With places: 1, 2, 2, 4."""
    placed: list[Match] = []
    for _, group in groupby(matches, key=lambda match: (match.matched, match.unmet)):
        equal = list(group)
        place = len(placed) + 1
        placed += [Match(match.brand, match.findings, place, len(equal) > 1) for match in equal]
    return tuple(placed)
