"""Define columns, tables, and the lists of allowed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brandmap.records import Lang

Kind = Literal[
    "id",  # lower-case latin letters, digits, hyphen or underscore
    "ids",  # ids separated by ";"
    "text",  # one line
    "prose",  # several lines
    "list",  # several texts separated by "；" or ";"
    "integer",
    "number",
    "adcode",  # 6-digit administrative division code
    "months",  # 1-12 separated by ";", or a range 6-8
    "hours",  # HH:MM-HH:MM, may pass midnight
    "colour",  # #rrggbb
    "date",  # YYYY-MM-DD
    "url",  # http(s) only
]

SEASONS: tuple[str, ...] = ("spring", "summer", "autumn", "winter", "all_year")
SEASON_BASES: tuple[str, ...] = ("stated", "inferred")
#: Statements about a model that either the source makes or the editors inferred, which is recorded for each model. A
#: name is always the source's; summary, conditions for transfer and note are always the editors'.
STATEMENTS: tuple[str, ...] = ("problem", "setting", "mechanism", "partners", "serves", "result")
#: What the editors may have inferred: a statement or a single season.
INFERABLE = (*STATEMENTS, *SEASONS[:-1])
EVIDENCE_STAGES: tuple[str, ...] = ("press_report", "internal_review", "independent_evaluation")
PLACE_ROLES: tuple[str, ...] = ("home", "pictured")
TERM_FACETS: tuple[str, ...] = ("setting", "problem", "served", "partner", "measure", "scope")
LOOKED_AT = ("season", *TERM_FACETS)
#: The questions of the finder, in order.
FINDER_QUESTIONS: tuple[str, ...] = ("problem", "setting", "season", "served", "measure", "partner", "scope")
#: Length of the lesson plans in minutes, by the kind of their rows.
PLAN_KINDS: dict[str, int] = {"plan_45": 45, "plan_90": 90}
#: Kinds of teaching rows for all models; rows of every other kind belong to one model.
COMMON_KINDS: tuple[str, ...] = ("feedback", "closing")
TEACHING_KINDS: tuple[str, ...] = (
    *("objective", "setup", *PLAN_KINDS, "task", "question", "answer", "transfer", "exit", "law", "notes"),
    *COMMON_KINDS,
)
THEME_ICONS: tuple[str, ...] = ("leaf", "chip", "mountain", "wheat", "house", "moon")
NOT_PUBLISHED = "not_published"  # as a default of a column: the phrase of that name


@dataclass(frozen=True, eq=False)  # compared by identity, which is faster: it is looked up for every cell
class Column:
    """Describe one column: which values it allows, its label and its help."""

    name: str
    kind: Kind
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    required: bool = True
    allowed: tuple[str, ...] = ()
    refers_to: str = ""  # name of the table of whose ids it must be one
    max_length: int = 200  # characters
    example: str = ""
    default: str | None = None  # used in place of a wrong value; None: the row is left out

    def label(self, lang: Lang) -> str:
        """Return the name of the column for readers."""
        return self.label_zh if lang == "zh" else self.label_en

    def help(self, lang: Lang) -> str:
        """Return one line that explains the column."""
        return self.help_zh if lang == "zh" else self.help_en


@dataclass(frozen=True, eq=False)
class Table:
    """Describe one CSV file of the data folder. The columns in ``key`` together identify a row."""

    name: str
    title_zh: str
    title_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def filename(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")

    def title(self, lang: Lang) -> str:
        return self.title_zh if lang == "zh" else self.title_en
