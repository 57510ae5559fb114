"""What a hostile or careless file is, and what must come of it: the vocabulary of the case files, and all cases.

A case changes the published files and has exactly one expected outcome. Rows are numbered as a spreadsheet does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Files = Mapping[str, bytes]
Fault = tuple[str, int | None, str]  # table, row, rule

ROW = 7  # of huining-melon in brands.csv, the model most cases change
MODEL = "huining-melon"


@dataclass(frozen=True)
class Outcome:
    """``faults`` are all problems in their order, without those that only follow from a model being left out."""

    kind: Literal["accepted", "named", "left out", "refused"]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Case:
    """``shown`` are attributes of the changed model, such as ``name.zh``, and what they must be. All models but
    ``changed`` must come out as published."""

    group: str
    name: str
    files: Callable[[Files], Files]
    outcome: Outcome
    shown: Mapping[str, object] = field(default_factory=dict)
    changed: frozenset[str] = frozenset({MODEL})

    def __str__(self) -> str:
        return f"{self.group}: {self.name}"


ACCEPTED = Outcome("accepted")


def named(*faults: Fault) -> Outcome:
    """Accepted, with something to say about it."""
    return Outcome("named", faults)


def left_out(*rules: str, row: int = ROW, table: str = "brands") -> Outcome:
    """One row left out, for these reasons."""
    return Outcome("left out", tuple((table, row, rule) for rule in rules))


def refused(rule: str, row: int | None = None, table: str = "brands") -> Outcome:
    return Outcome("refused", ((table, row, rule),))


def text_of(data: bytes) -> str:
    return data.decode("utf-8-sig")


def rows_of(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The heading and the rows of a file as published."""
    reader = csv.DictReader(io.StringIO(text_of(data), newline=""))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def csv_of(heading: list[str], rows: list[dict[str, str]], **dialect: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, extrasaction="ignore", **dialect)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def with_cells(files: Files, cells: Mapping[str, str], table: str = "brands", row: int = ROW) -> Files:
    """The files with cells of one row replaced."""
    heading, rows = rows_of(files[table])
    rows[row - 2].update(cells)
    return {**files, table: csv_of(heading, rows).encode("utf-8", "surrogatepass")}


def cell(
    group: str, name: str, cells: Mapping[str, str], outcome: Outcome = ACCEPTED, *,
    table: str = "brands", row: int = ROW, changed: frozenset[str] = frozenset({MODEL}), **shown: object,
) -> Case:  # fmt: skip
    """A case that changes cells of one row. ``shown`` are attributes with ``__`` for the dot."""
    wanted = {path.replace("__", "."): value for path, value in shown.items()}
    return Case(group, name, lambda files: with_cells(files, cells, table, row), outcome, wanted, changed)


def figure(group: str, value: str, found: float | None) -> Case:
    """A case that gives the model the figure of figures.csv, row 2, with this value; refused if ``found`` is None."""
    outcome = ACCEPTED if found is not None else left_out("bad_number", row=2, table="figures")
    shown = {} if found is None else {"figures__0__value": found}
    cells, changed = {"brand": MODEL, "value": value}, frozenset({MODEL, "gangu-orchard"})
    return cell(group, f"figure {value!r}", cells, outcome, table="figures", row=2, changed=changed, **shown)


def file(
    group: str, name: str, change: Callable[[str], bytes | str], outcome: Outcome = ACCEPTED, *,
    table: str = "brands", changed: frozenset[str] = frozenset(),
) -> Case:  # fmt: skip
    """A case that changes a whole file: ``change`` is given its text without BOM."""

    def files_of(files: Files) -> Files:
        made = change(text_of(files[table]))
        return {**files, table: made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made}

    return Case(group, name, files_of, outcome, {}, changed)


def all_cases() -> list[Case]:
    """Every case of every group."""
    # They import this module.
    from tests.hostile import cells, clerks, encodings, places, shapes, texts  # noqa: PLC0415

    return [case for module in (encodings, shapes, cells, clerks, places, texts) for case in module.CASES]
