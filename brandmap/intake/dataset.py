"""Turn the data folder (or a visitor's files) into one ``Dataset``: read, check, join.

A fatal problem (file, heading, or nothing left) raises ``DataError`` with everything found; a row problem leaves that
row out and is returned beside the dataset, so that nothing disappears silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandmap.intake import choices
from brandmap.intake.cells import CellError, default_of, id_of, parse_cell
from brandmap.intake.csv_file import MANY_EMPTY, RawTable, Row, read_table
from brandmap.intake.editions import editions_of, new_editions
from brandmap.intake.joining import Values, brands_of, rules_of, text_of, vocabulary_of
from brandmap.intake.lessons import lessons_of
from brandmap.intake.problems import DataError, Problem, any_fault_as_data_error, rows_left_out
from brandmap.intake.reader import read_folder
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import Dataset
from brandmap.schema import TABLES, Table
from brandmap.schema.labels import counterpart, language_of
from brandmap.settings import settings

#: The data folder of this installation.
DATA = settings().data_folder
#: Tables that may not be empty. Others may: a collection without figures is complete.
NEEDED = ("brands", "themes", "sources", "finder")
#: Tables that may be missing. Without editions all models are of one that has no name.
OPTIONAL = ("editions",)
#: What was read of the files, by table.
RawTables = Mapping[str, RawTable]


@dataclass(frozen=True)
class Loaded:
    """Hold a dataset and what was wrong with its files without being fatal."""

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


def load(files: Mapping[str, bytes], gazetteer: Gazetteer, base: Dataset | None = None) -> Loaded:
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
    tables, stated = _check_tables(raws, base, problems)
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


def _check_tables(
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
            names = {id_of(row.cells["id"]): text_of(row.cells, "name") for row in raw.rows}
            stated = frozenset(names)
            if base is not None:
                tables["editions"] += new_editions(raw.rows, editions_of(tables, base))
            editions = choices.editions(editions_of(tables, base))
            vocabulary = {**vocabulary, "editions": editions, "brands": choices.Choices(names)}
        problems += [p for p in raw.problems if p.rule != "no_rows" or table.name in NEEDED]
        tables[table.name] = check_rows(table, raw, vocabulary, problems)
    return tables, stated


def check_rows(
    table: Table, raw: RawTable, vocabulary: choices.Vocabulary, problems: list[Problem]
) -> list[tuple[Row, Values]]:
    """Return the rows whose every cell keeps its column's rule and whose key is new, each with its values by column.
    What is wrong with the others is added to ``problems``."""
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
        if len(empty := [fault for fault in faults if fault.rule == "required"]) > MANY_EMPTY:
            cell = next((cell for cell in row.cells.values() if cell), "")
            faults = [row.problem("not_a_record", "", cell, n=len(empty))]
        problems += _disagreements(table, row, values, vocabulary)
        key = tuple(values.get(name) for name in table.key)
        if not faults and key in seen:
            faults.append(row.problem("duplicate_key", table.key[0], ", ".join(map(str, key)), first=seen[key]))
        if faults:
            problems += faults
        else:
            seen[key] = row.number
            kept.append((row, values))
    return kept


def _cells(table: Table, row: Row, only: str, vocabulary: choices.Vocabulary) -> tuple[Values, list[Problem]]:
    """Return the values of the cells that keep their column's rule, and what is wrong with the others. A wrong cell
    that has a default costs no row."""
    faults: list[Problem] = []
    values: Values = {}
    for column in table.columns:
        cell = row.cells[column.name]
        if not cell and not row.marks and only and language_of(column.name) not in ("", only):
            continue
        try:
            if column.name in row.marks:
                raise CellError(row.marks[column.name])
            values[column.name] = parse_cell(column, cell, vocabulary)
        except CellError as error:
            kept = column.default is not None or (column.name in row.marks and not column.required)
            if kept:
                values[column.name] = default_of(column)
            rule = "bad_edition" if column.name == "award_edition" and error.rule == "bad_integer" else error.rule
            faults.append(row.problem(rule, column.name, error.item or cell, kept=kept, **error.values))
    return values, faults


def _disagreements(table: Table, row: Row, values: Values, vocabulary: choices.Vocabulary) -> Iterable[Problem]:
    """Yield further columns that mean the same and say something else; the first counts."""
    for name, others in row.others.items():
        column = table.column(name)
        for other in others:
            with suppress(CellError):
                if name in values and parse_cell(column, other, vocabulary) not in (values[name], "", (), None):
                    yield row.problem("columns_disagree", name, other, kept=True, used=row.cells[name])


def _pair_faults(table: Table, row: Row, values: Values) -> Iterable[Problem]:
    """Yield lists that do not have as many items in English as in Chinese."""
    for column in table.columns:
        if column.kind == "list" and language_of(column.name) == "zh":
            zh, en = len(values.get(column.name, ())), len(values.get(counterpart(column.name), ()))
            if zh != en:
                yield row.problem("list_mismatch", column.name, zh=zh, en=en)
