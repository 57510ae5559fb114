"""Define the records that all other modules use; their values are already validated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Point(NamedTuple):
    """Hold a point in degrees, latitude first, in CGCS2000 (on a map the same as WGS84)."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Text:
    """Hold a text in both languages; either is empty if nothing was published."""

    zh: str = ""
    en: str = ""

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True)
class Theme:
    """Describe a theme of models: its colour, its icon, and which models belong to it."""

    id: str
    name: Text
    colour: str  # #rrggbb
    icon: str  # one of schema.THEME_ICONS
    meaning: Text
    common: Text  # what its models have in common


@dataclass(frozen=True)
class Term:
    """Describe a term by which models are found and compared."""

    id: str
    facet: str  # one of schema.TERM_FACETS
    name: Text
    also: Text = Text()  # other words for it, used by the search and never shown


@dataclass(frozen=True)
class Source:
    """Describe a publication that facts come from."""

    id: str
    title: Text
    publisher: Text
    published: date | None  # None: the date in the file could not be read
    byline: Text
    url: str
    notice: Text


@dataclass(frozen=True)
class Edition:
    """Describe one selection of models: its year, its name, who selected them, and where it was published."""

    id: str
    year: int
    name: Text
    issuer: Text
    source: str


@dataclass(frozen=True)
class Figure:
    """Hold a number from a source, also as it was printed there."""

    label: Text
    value: float
    unit: Text
    as_printed: str
    source: str

    @property
    def number(self) -> str:
        """Write the value with thousands separators, and without decimals if it is whole."""
        return f"{int(self.value):,}" if self.value == int(self.value) else f"{self.value:,}"


@dataclass(frozen=True)
class Place:
    """Hold a place of a model. ``adcode`` is that of a county, or of a prefecture for all its counties."""

    role: Literal["home", "pictured"]
    adcode: str
    locality: Text = Text()
    what: Text = Text()  # that is there or was pictured there


@dataclass(frozen=True)
class Brand:
    """Hold all that is recorded about one policing model."""

    id: str
    number: int
    name: Text
    summary: Text
    theme: str
    also_themes: tuple[str, ...]
    home: Place
    pictured: tuple[Place, ...]
    unit: Text
    problem: Text
    setting: Text
    mechanism: Text
    measures: tuple[Text, ...]
    partners: tuple[Text, ...]
    serves: tuple[Text, ...]
    result: Text
    evidence: str  # one of schema.EVIDENCE_STAGES
    transfer: Text
    season: tuple[str, ...]  # of schema.SEASONS
    season_basis: Literal["stated", "inferred"]
    stated: tuple[str, ...]  # statements (schema.STATEMENTS) that the source makes
    inferred: tuple[str, ...]  # statements (schema.STATEMENTS) and single seasons that the source does not state
    stated_months: tuple[int, ...]  # only months the source names
    hours: tuple[str, str] | None  # ("21:00", "23:00")
    when: Text
    award_edition: int | None
    award_name: Text
    award_issuer: Text
    terms: tuple[str, ...]
    figures: tuple[Figure, ...]
    source: str
    note: Text
    edition: str = ""  # "" where the data have no editions
    continues: str = ""  # id of the same model in an earlier edition
    row: int = 0  # line in the file, counted from 1 with the heading; 0 if not read from a file

    @property
    def adcode(self) -> str:
        return self.home.adcode

    @property
    def themes(self) -> tuple[str, ...]:
        """List the ids of the themes, the main one first."""
        return (self.theme, *self.also_themes)


class PlanStep(NamedTuple):
    """Hold one phase of a lesson plan; the minutes of its phases add up to its length."""

    minutes: int
    text: Text


class Question(NamedTuple):
    """Hold a discussion question and a possible answer, which may be empty."""

    question: Text
    answer: Text


@dataclass(frozen=True)
class Lesson:
    """Hold the teaching kit of one model, written by the editors. Parts they did not write are empty."""

    objectives: tuple[Text, ...] = ()
    setup: Text = Text()  # groups, room, materials, hand-outs
    plans: Mapping[int, tuple[PlanStep, ...]] = field(default_factory=dict)  # by length in minutes: 45, 90
    task: Text = Text()
    questions: tuple[Question, ...] = ()
    transfer: tuple[Text, ...] = ()  # open questions, without answers
    exits: tuple[Text, ...] = ()  # asked at the end, one per objective
    law: Text = Text()  # legal questions that the source leaves open
    notes: Text = Text()  # for the presenter; paragraphs separated by line breaks


@dataclass(frozen=True)
class Option:
    """Hold a possible answer in the finder and the recorded values it matches; "none of these" matches none."""

    id: str
    question: str  # one of schema.FINDER_QUESTIONS
    text: Text
    looks_at: str  # season, or one of schema.TERM_FACETS; the same for all options of a question
    matches: tuple[str, ...]  # values of what it looks at


@dataclass(frozen=True)
class Rules:
    """Hold all possible answers in the finder by id, in the order of the table."""

    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[str, ...]:
        """List the questions in the order of the table."""
        return tuple(dict.fromkeys(option.question for option in self.options.values()))

    def options_of(self, question: str) -> tuple[Option, ...]:
        """List the possible answers to a question."""
        return tuple(option for option in self.options.values() if option.question == question)

    def answered(self, need: Sequence[str]) -> dict[str, tuple[Option, ...]]:
        """List the chosen options by question, both in table order; unknown ids are left out."""
        chosen = {question: tuple(o for o in self.options_of(question) if o.id in need) for question in self.questions}
        return {question: options for question, options in chosen.items() if options}

    def contradicting(self, need: Sequence[str]) -> tuple[str, ...]:
        """List each "none of these" that was chosen together with other answers to its question."""
        multiple = (options for options in self.answered(need).values() if len(options) > 1)
        return tuple(option.id for options in multiple for option in options if not option.matches)


@dataclass(frozen=True)
class Dataset:
    """Hold all data of a collection. Pages get it as a parameter, since visitors may use data of their own."""

    brands: tuple[Brand, ...]  # the newest edition first, then by number
    themes: Mapping[str, Theme]
    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    fingerprint: str  # sha256 of all files read, used as a cache key
    lessons: Mapping[str, Lesson] = field(default_factory=dict)  # by brand id; a brand may have none
    feedback: tuple[Text, ...] = ()  # items of the feedback sheet, common to all brands
    closing: tuple[Text, ...] = ()  # questions comparing several brands
    rules: Rules = field(default_factory=Rules)  # of the finder
    editions: Mapping[str, Edition] = field(default_factory=dict)  # the newest first
    own: bool = False  # a visitor's own: not checked by the editors and without a published source

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", MappingProxyType({brand.id: brand for brand in self.brands}))

    @property
    def by_id(self) -> Mapping[str, Brand]:
        return self._by_id  # type: ignore[attr-defined,no-any-return]
