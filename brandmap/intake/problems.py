"""Describe problems with data: what is wrong, where, and what to do about it.

DataError                 the data cannot be used; carries every Problem found
Problem(fatal=True)       the table or file cannot be used
Problem(kept=True)        nothing is left out but a cell or a column that is not known
Problem()                 the row is left out, the rest is used
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from brandmap.markup import clean
from brandmap.records import Lang, Text
from brandmap.schema import TABLES
from brandmap.text import phrase

SHOWN = 60  # characters of a faulty value that a message repeats


@dataclass(frozen=True)
class Problem:
    """Describe one fault. ``rule`` names an entry of the catalogue's [rule] and [remedy] tables; ``values`` fill them;
    a ``Text`` among them in the reader's language."""

    table: str
    rule: str
    row: int | None = None  # line of the file; the heading is line 1
    column: str = ""
    value: str = ""
    fatal: bool = False
    values: dict[str, object] = field(default_factory=dict, compare=False)
    kept: bool = False  # the row is used all the same

    @property
    def costs_row(self) -> bool:
        """Say whether its row is left out. Log, About, command line and upload all ask here."""
        return self.row is not None and not self.kept and not self.fatal

    def message(self, lang: Lang) -> str:
        """Put the rule that is broken in words."""
        return phrase(f"rule.{self.rule}", lang, **self._words(lang))

    def remedy(self, lang: Lang) -> str:
        """Say what to do about it."""
        return phrase(f"remedy.{self.rule}", lang, **self._words(lang))

    def _words(self, lang: Lang) -> dict[str, object]:
        return {name: value[lang] if isinstance(value, Text) else value for name, value in self.values.items()}

    def column_label(self, lang: Lang) -> str:
        """Give the column's label with its name in the file, or the bare name if it is not in the schema."""
        table = TABLES.get(self.table)
        if not self.column or table is None:
            return self.column
        try:
            return f"{table.column(self.column).label(lang)} ({self.column})"
        except KeyError:
            # An exported table holds the rows of other tables in columns of its own.
            other = TABLES.get(self.column)
            return f"{other.title(lang)} ({self.column})" if other else self.column

    @property
    def shown_value(self) -> str:
        """Put the value on one line, so that a value cannot write lines of its own into a log."""
        value = " ".join(clean(self.value[: 4 * SHOWN]).split())
        return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"

    @property
    def file(self) -> str:
        """Name the file under the data folder. Problems of boundaries, which are no tables, name it themselves."""
        return self.table if "." in self.table else f"{self.table}.csv"

    def line(self, lang: Lang) -> str:
        """Put file, row, column, value, rule and remedy in one line."""
        where = [self.file]
        if self.row is not None:
            where.append(phrase("problem.row", lang, n=self.row))
        if self.column:
            where.append(self.column_label(lang))
        if self.value:
            where.append(phrase("problem.value", lang, value=self.shown_value))
        return phrase("text.comma", lang).join(where) + phrase(
            "problem.says", lang, message=self.message(lang), remedy=self.remedy(lang)
        )


def rows_left_out(problems: Iterable[Problem]) -> tuple[tuple[str, int], ...]:
    """List (table, row) of every row that is not used, each once."""
    return tuple(dict.fromkeys((p.table, p.row) for p in problems if p.row is not None and p.costs_row))


def unreadable(table: str, error: OSError) -> Problem:
    """Describe a file that is there and cannot be read; ``values["reason"]`` says in the system's words why."""
    return Problem(table, "unreadable_file", fatal=True, values={"reason": error.strerror or str(error)})


@contextmanager
def any_fault_as_data_error() -> Iterator[None]:
    """Raise DataError for whatever goes wrong inside: what the loader does not foresee must not take a site down."""
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        values: dict[str, object] = {"reason": f"{type(error).__name__}: {error}"}
        raise DataError((Problem("brands", "unreadable", fatal=True, values=values),)) from error


class DataError(ValueError):
    """The data cannot be used. ``problems`` holds everything found, fatal ones first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: not problem.fatal))
        super().__init__("\n".join(problem.line("en") for problem in self.problems))
