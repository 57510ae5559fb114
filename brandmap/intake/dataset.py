"""The data folder (or a visitor's files) to one ``Dataset``: read, check, join.

A fatal problem (file, heading, or nothing left) raises ``DataError`` with everything found; a row problem leaves that
row out and is returned beside the dataset, so that nothing disappears silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brandmap.intake import choices
from brandmap.intake.cells import CellError, id_of, parsed
from brandmap.intake.csv_file import RawTable, Row, read_table
from brandmap.intake.defaults import has_stand_in, stand_in
from brandmap.intake.editions import editions_named, editions_of
from brandmap.intake.joining import Values, brands_of, rules_of, text_of, vocabulary_of
from brandmap.intake.lessons import lessons_of
from brandmap.intake.problems import DataError, Problem, any_fault_as_data_error, rows_left_out
from brandmap.intake.reader import read_folder
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import Dataset
from brandmap.schema import TABLES, Column, Table
from brandmap.schema.labels import counterpart, language_of
from brandmap.settings import settings

#: The data folder of this installation.
DATA = settings().data_folder
#: Tables that may not be empty. Others may: a collection without figures is complete.
NEEDED = ("brands", "themes", "sources", "finder")
#: Tables that may be missing. Without editions all models are of one that has no name.
OPTIONAL = ("editions",)
_MANY_EMPTY = 8  # required cells; a row with more of them empty is a sum, a remark or a signature
#: Cells that tell of a circumstance only: a wrong one is left empty and said.
_MAY_STAY_EMPTY = {("brands", "months"), ("brands", "hours"), ("brands", "award_edition")}
#: What was read of the files, by table.
RawTables = Mapping[str, RawTable]


@dataclass(frozen=True)
class Loaded:
    """A dataset and what was wrong with its files without being fatal."""

    dataset: Dataset
    problems: tuple[Problem, ...]

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        return rows_left_out(self.problems)


def folder_files(directory: Path = DATA) -> dict[str, bytes]:
    """Read the CSV files present in ``directory``, by table name. Raises DataError that names every file that is there
    and cannot be read."""
    files, problems = read_folder(directory)
    if problems:
        raise DataError(problems)
    return files


def fingerprint(files: Mapping[str, bytes]) -> str:
    """sha256 over all files; changes when any byte does."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def load(
    files: Mapping[str, bytes],
    gazetteer: Gazetteer,
    base: Dataset | None = None,
) -> Loaded:
    """Load the dataset of ``files`` (table name → CSV bytes). Without ``base`` every table must be there; with it the
    vocabulary tables default to those of ``base`` and the others to none. Raises DataError."""
    with any_fault_as_data_error():
        return dataset_of(read_files(files, lenient=base is not None), gazetteer, base, fingerprint(files))


def read_files(files: Mapping[str, bytes], *, lenient: bool) -> dict[str, RawTable]:
    """Read the tables of CSV files."""
    return {name: read_table(table, files[name], lenient=lenient) for name, table in TABLES.items() if name in files}


def dataset_of(raws: RawTables, gazetteer: Gazetteer, base: Dataset | None, mark: str) -> Loaded:
    """Check the tables read and join their rows; ``mark`` is the fingerprint of the dataset. Raises DataError."""
    problems: list[Problem] = []
    tables, stated = _checked_tables(raws, base, problems)
    _stop_if_fatal(problems)
    editions = editions_of(tables, base)
    brands = brands_of(tables, gazetteer, stated, problems, editions, base)
    if not brands:
        problems.append(Problem("brands", "no_brands", fatal=True))
    _stop_if_fatal(problems)
    lessons, feedback, closing = lessons_of(tables, frozenset(brand.id for brand in brands), stated, problems)
    themes, terms, sources = vocabulary_of(tables, base)
    rules = rules_of(tables, terms, base, problems)
    _stop_if_fatal(problems)
    dataset = Dataset(brands, themes, terms, sources, mark, lessons, feedback, closing, rules, editions)
    return Loaded(dataset, tuple(problems))


def _stop_if_fatal(problems: Iterable[Problem]) -> None:
    if any(problem.fatal for problem in problems):
        raise DataError(tuple(problems))


def _checked_tables(
    raws: RawTables, base: Dataset | None, problems: list[Problem]
) -> tuple[dict[str, list[tuple[Row, Values]]], frozenset[str]]:
    """Check the rows of every table; with the ids of all brands given, also of those left out."""
    tables: dict[str, list[tuple[Row, Values]]] = {}
    stated: frozenset[str] = frozenset()  # ids of all brands given, also of those left out
    vocabulary: choices.Vocabulary = {}  # of the tables before that of the editions
    for table in TABLES.values():
        if table.name == "editions":
            vocabulary = choices.vocabulary(*vocabulary_of(tables, base))
        if table.name not in raws:
            if table.name == "brands" or (base is None and table.name not in OPTIONAL):
                problems.append(Problem(table.name, "missing_file", fatal=True))
            tables[table.name] = []
            continue
        raw = raws[table.name]
        if table.name == "brands":
            named = {id_of(row.cells["id"]): text_of(row.cells, "name") for row in raw.rows}
            stated = frozenset(named)
            if base is not None:
                tables["editions"] += editions_named(raw.rows, editions_of(tables, base))
            editions = choices.editions(editions_of(tables, base))
            vocabulary = {**vocabulary, "editions": editions, "brands": choices.Choices(named)}
        problems += [p for p in raw.problems if p.rule != "no_rows" or table.name in NEEDED]
        tables[table.name] = checked_rows(table, raw, vocabulary, problems)
    return tables, stated


def checked_rows(
    table: Table, raw: RawTable, vocabulary: choices.Vocabulary, problems: list[Problem]
) -> list[tuple[Row, Values]]:
    """Rows whose every cell keeps its column's rule and whose key is new, each with its parsed values by column. What
    is wrong with the others is added to ``problems``."""
    kept: list[tuple[Row, Values]] = []
    seen: dict[tuple[Any, ...], int] = {}
    for row in raw.rows:
        values, wrong = _cells(table, row, raw.only, vocabulary)
        faults = [fault for fault in wrong if not fault.kept]
        problems += [fault for fault in wrong if fault.kept]
        for column in table.columns:
            # A file in one language: its text stands in the other as well.
            if column.name not in values and (other := counterpart(column.name)) in values:
                values[column.name] = values[other]
        faults += _pair_faults(table, row, values)
        if len(empty := [fault for fault in faults if fault.rule == "required"]) > _MANY_EMPTY:
            cell = next((cell for cell in row.cells.values() if cell), "")
            faults = [Problem(table.name, "not_a_record", row.number, "", cell, values={"n": len(empty)})]
        problems += _disagreements(table, row, values, vocabulary)
        key = tuple(values.get(name) for name in table.key)
        if not faults and key in seen:
            shown = ", ".join(map(str, key))
            faults.append(
                Problem(table.name, "duplicate_key", row.number, table.key[0], shown, values={"first": seen[key]})
            )
        if faults:
            problems += faults
        else:
            seen[key] = row.number
            kept.append((row, values))
    return kept


def _cells(table: Table, row: Row, only: str, vocabulary: choices.Vocabulary) -> tuple[Values, list[Problem]]:
    """The values of the cells that keep their column's rule, and what is wrong with the others. A wrong cell that has a
    default costs no row."""
    faults: list[Problem] = []
    values: Values = {}
    for column in table.columns:
        cell = row.cells[column.name]
        if not cell and not row.marks and only and language_of(column.name) not in ("", only):
            continue
        try:
            values[column.name] = _value(column, row, vocabulary)
        except CellError as error:
            kept = has_stand_in(table, column)
            if kept:
                values[column.name] = stand_in(table, column)
            elif (column.name in row.marks and not column.required) or (table.name, column.name) in _MAY_STAY_EMPTY:
                values[column.name], kept = parsed(column, ""), True
            rule = "bad_edition" if column.name == "award_edition" and error.rule == "bad_integer" else error.rule
            fault = Problem(table.name, rule, row.number, column.name, error.item or cell, values=error.values)
            faults.append(replace(fault, kept=kept))
    return values, faults


def _value(column: Column, row: Row, vocabulary: choices.Vocabulary) -> object:
    if rule := row.marks.get(column.name):
        raise CellError(rule)
    return parsed(column, row.cells[column.name], vocabulary)


def _disagreements(table: Table, row: Row, values: Values, vocabulary: choices.Vocabulary) -> Iterable[Problem]:
    """Further columns that mean the same and say something else; the first counts."""
    for name, others in row.others.items():
        column = table.column(name)
        for other in others:
            with suppress(CellError):
                if name in values and parsed(column, other, vocabulary) not in (values[name], "", (), None):
                    used: dict[str, object] = {"used": row.cells[name]}
                    yield Problem(table.name, "columns_disagree", row.number, name, other, values=used, kept=True)


def _pair_faults(table: Table, row: Row, values: Values) -> Iterable[Problem]:
    """Lists must have as many items in English as in Chinese."""
    for column in table.columns:
        if column.kind != "list" or not column.name.endswith("_zh"):
            continue
        zh, en = values.get(column.name, ()), values.get(column.name[:-2] + "en", ())
        if len(zh) != len(en):
            counts: dict[str, object] = {"zh": len(zh), "en": len(en)}
            yield Problem(table.name, "list_mismatch", row.number, column.name, row.cells[column.name], values=counts)
