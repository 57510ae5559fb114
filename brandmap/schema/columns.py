"""Define what a column and a table are, and the closed lists of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brandmap.records import Lang

Kind = Literal[
    "id",  # lower-case latin letters, digits, hyphen or underscore
    "ids",  # ids separated by ";"
    "text",  # one line
    "prose",  # may hold line breaks
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
#: Statements about a model, stated by the source or inferred by the editors model by model. A name is always stated; a
#: summary, the conditions for transfer and a note are always the editors'.
STATEMENTS: tuple[str, ...] = ("problem", "setting", "mechanism", "partners", "serves", "result")
#: Single seasons may be inferred too.
INFERABLE = (*STATEMENTS, *SEASONS[:-1])
EVIDENCE_STAGES: tuple[str, ...] = ("press_report", "internal_review", "independent_evaluation")
PLACE_ROLES: tuple[str, ...] = ("home", "pictured")
TERM_FACETS: tuple[str, ...] = ("setting", "problem", "served", "partner", "measure", "scope")
LOOKED_AT = ("season", *TERM_FACETS)
#: The questions of the finder in the order asked.
FINDER_QUESTIONS: tuple[str, ...] = ("problem", "setting", "season", "served", "measure", "partner", "scope")
#: Length in minutes of the lesson plans, by the kind of their rows.
PLAN_KINDS: dict[str, int] = {"plan_45": 45, "plan_90": 90}
#: Kinds of teaching rows that are common to all models; every other kind belongs to one.
COMMON_KINDS: tuple[str, ...] = ("feedback", "closing")
TEACHING_KINDS: tuple[str, ...] = (
    *("objective", "setup", *PLAN_KINDS, "task", "question", "answer", "transfer", "exit", "law", "notes"),
    *COMMON_KINDS,
)
THEME_ICONS: tuple[str, ...] = ("leaf", "chip", "mountain", "wheat", "house", "moon")
NOT_PUBLISHED = "not_published"  # a default: these words


@dataclass(frozen=True, eq=False)  # each is one of its kind, and looked up at every cell
class Column:
    """One column: its rule (``kind``, ``required``, ``allowed``, ``refers_to``, ``max_length`` in characters)
    and its words (labels and one-line help in both languages)."""

    name: str
    kind: Kind
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    required: bool = True
    allowed: tuple[str, ...] = ()
    refers_to: str = ""  # name of the table whose ids it must hold
    max_length: int = 200
    example: str = ""
    default: str | None = None  # what a wrong cell is taken for; None: it costs the row

    def label(self, lang: Lang) -> str:
        return self.label_zh if lang == "zh" else self.label_en

    def help(self, lang: Lang) -> str:
        return self.help_zh if lang == "zh" else self.help_en


@dataclass(frozen=True, eq=False)
class Table:
    """One CSV file of the data folder. ``key`` names the columns that together identify a row."""

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
