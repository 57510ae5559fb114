"""The rules of the finder: ``data/finder.csv``, one row per possible answer, with what of the record it matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from brandmap.intake.csv_file import read_table
from brandmap.intake.dataset import DATA, checked_rows
from brandmap.intake.joining import text_of
from brandmap.intake.problems import DataError, Problem
from brandmap.records import Text
from brandmap.schema import TERM_FACETS, Column, Table

FINDER = Table(
    "finder",
    "找模式的规则",
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
    rows = checked_rows(FINDER, raw, {}, problems)
    if problems:
        raise DataError(tuple(problems))
    return Rules(
        {
            v["option"]: Option(v["option"], v["question"], text_of(v, "text"), v["looks_at"], v["matches"])
            for _, v in rows
        }
    )
