"""Try out a visitor's own file: what would be shown, what would be left out, and what differs from the published
collection. Pure: bytes in, a ``Trial`` out; nothing is stored and nothing is raised.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from brandmap.collection.provenance import sources_of
from brandmap.intake.completing import complete_tables
from brandmap.intake.csv_file import EXAMPLE, OWN_SOURCE, RawTable, read_records
from brandmap.intake.dataset import dataset_of, fingerprint, read_files
from brandmap.intake.joined_cells import JOINED, add_joined_cells
from brandmap.intake.limits import UPLOADED
from brandmap.intake.problems import DataError, Problem, rows_left_out
from brandmap.intake.workbook import is_workbook, read_workbook
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import LANGS, Brand, Dataset, Lang, Source, Text
from brandmap.schema import TABLES
from brandmap.settings import today
from brandmap.text import catalogue

log = logging.getLogger(__name__)
_TURN = threading.Lock()  # one file after the other: eight at once take no more from other visitors than one


@dataclass(frozen=True)
class Change:
    """Hold a brand whose id is published with other contents. ``parts``: column names of the table ``brands``, or the
    names of companion tables."""

    brand: Brand
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Manner:
    """Say how a file was read: a CSV file's encoding and delimiter, or the titles of a workbook's sheets."""

    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """Hold the outcome. ``dataset`` is None when nothing can be shown; ``missing`` are published brands that the file
    does not have, so that they would not be shown."""

    dataset: Dataset | None
    problems: tuple[Problem, ...] = ()
    added: tuple[Brand, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Brand, ...] = ()
    missing: tuple[Brand, ...] = ()
    reworded: tuple[
        tuple[str, str], ...
    ] = ()  # (table, id) of themes, tags, sources and editions that say something else
    manner: Manner = Manner()
    tables: Mapping[str, RawTable] = field(default_factory=dict, compare=False, repr=False)  # as read, for the report

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        return rows_left_out(self.problems)

    @property
    def passed(self) -> bool:
        """Tell whether every row given is used."""
        return self.dataset is not None and not self.left_out


def try_out(data: bytes, filename: str, published: Dataset, gazetteer: Gazetteer, day: date | None = None) -> Trial:
    """Try an uploaded CSV file (the table of brands) or workbook. Its kind is told by its contents; the name is used in
    the log only. Never raises."""
    try:
        with _TURN:
            return _trial(data, published, gazetteer, day or today())
    except Exception:
        # A fault of ours. The visitor is told that the file cannot be used; the operator finds the traceback.
        log.exception("trial of an uploaded file of %d bytes failed (%r)", len(data), filename[:80])
        return Trial(None, (Problem("brands", "unreadable", fatal=True),))


def _trial(data: bytes, published: Dataset, gazetteer: Gazetteer, day: date) -> Trial:
    if len(data) > UPLOADED.bytes:
        return Trial(None, (Problem("brands", "too_large", fatal=True, values={"limit": UPLOADED.megabytes}),))
    base = replace(published, sources={**published.sources, OWN_SOURCE: own_source(day)})
    if is_workbook(data):
        workbook = read_workbook(data)
        notices, sheets, marks = workbook.problems, workbook.sheets, workbook.marks or {}
        if any(problem.fatal for problem in notices):
            return Trial(None, notices)
        raws = {name: read_records(TABLES[name], rows, marks[name]) for name, rows in workbook.tables.items()}
    else:
        notices, sheets = (), ()
        raws = read_files({"brands": data}, lenient=True)
    manner = Manner(raws["brands"].encoding, raws["brands"].delimiter, sheets)
    completed = complete_tables(raws, base, gazetteer, OWN_SOURCE)
    try:
        loaded = dataset_of(completed, gazetteer, base, fingerprint({"own": data}))
    except DataError as error:
        return Trial(None, (*_sum_up(error.problems), *notices), manner=manner, tables=raws)
    problems = (*loaded.problems, *notices)
    dataset, example = _drop_example(loaded.dataset)
    given = frozenset(completed)
    if raws["brands"].exported:
        rows = {row.number: row for row in completed["brands"].rows}
        dataset, more = add_joined_cells(dataset, rows, given, base, gazetteer)
        problems = (*problems, *more)
        given |= set(JOINED.values())
    if example:
        problems += (Problem("brands", "example_row", example.row, "id", EXAMPLE, kept=True),)
    if not dataset.brands:
        problems = (Problem("brands", "only_example", fatal=True), *problems)
        return Trial(None, problems, manner=manner, tables=raws)
    own = replace(keep_used_sources(dataset), own=True)
    trial = compare_with_published(own, problems, published, given)
    return replace(trial, manner=manner, tables=raws)


def compare_with_published(
    dataset: Dataset, problems: tuple[Problem, ...], published: Dataset | None, given: frozenset[str]
) -> Trial:
    """Compare a dataset that loaded. ``given`` are the tables the files had: what they did not have is not counted as a
    difference. Without ``published`` there is nothing to compare."""
    if published is None:
        return Trial(dataset, problems)
    added, changed, unchanged = [], [], []
    for brand in dataset.brands:
        before = published.by_id.get(brand.id)
        if before is None:
            added.append(brand)
        elif parts := tuple(dict.fromkeys(_differences(brand, before, given))):
            changed.append(Change(brand, parts))
        else:
            unchanged.append(brand)
    missing = tuple(brand for brand in published.brands if brand.id not in dataset.by_id)
    reworded = tuple(
        (table, id_)
        for table in ("themes", "terms", "sources", "editions")
        for id_, record in getattr(dataset, table).items()
        if table in given and getattr(published, table).get(id_, record) != record
    )
    return Trial(dataset, problems, tuple(added), tuple(changed), tuple(unchanged), missing, reworded)


def own_source(day: date) -> Source:
    """Make the source of a visitor's data, so that none of it is attributed to a published source."""
    title, publisher, notice = (catalogue()[f"own_source.{name}"] for name in ("title", "publisher", "notice"))
    return Source(OWN_SOURCE, title, publisher, published=day, byline=Text(), url="", notice=notice)


def keep_used_sources(dataset: Dataset) -> Dataset:
    """Keep only the sources and editions its brands refer to: others have no part in a visitor's collection."""
    used = {brand.edition for brand in dataset.brands}
    return replace(
        dataset,
        sources={source.id: source for source in sources_of(dataset.brands, dataset)},
        editions={id_: edition for id_, edition in dataset.editions.items() if id_ in used},
    )


def _drop_example(dataset: Dataset) -> tuple[Dataset, Brand | None]:
    """Take out the example of the template."""
    example = dataset.by_id.get(EXAMPLE)
    if example is None:
        return dataset, None
    lessons = {id_: lesson for id_, lesson in dataset.lessons.items() if id_ != EXAMPLE}
    brands = tuple(brand for brand in dataset.brands if brand.id != EXAMPLE)
    return replace(dataset, brands=brands, lessons=lessons), example


def _sum_up(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Put one problem in place of one per column when the heading has none of the required columns."""
    required = {column.name for column in TABLES["brands"].columns if column.required}
    absent = [p for p in problems if p.table == "brands" and p.rule == "missing_column"]
    if {problem.column for problem in absent} < required:
        return problems
    others = tuple(p for p in problems if p not in absent and (p.table, p.rule) != ("brands", "unknown_column"))
    return (Problem("brands", "wrong_heading", 1, fatal=True), *others)


#: Fields of a brand that come from a table of their own.
_COMPANIONS = {"home": "places", "measures": "measures", "figures": "figures", "pictured": "places"}
#: Fields of a brand that are called differently in the table.
_COLUMNS = {"stated_months": "months"}


def _differences(brand: Brand, before: Brand, given: frozenset[str]) -> Iterator[str]:
    """Yield what differs, in the order of the table."""
    if brand.home.adcode != before.home.adcode:
        yield "adcode"
        before = replace(before, home=replace(before.home, adcode=brand.home.adcode))
    for name in (one.name for one in fields(Brand)):
        new, old = getattr(brand, name), getattr(before, name)
        if name == "row" or new == old:
            continue
        if name in _COMPANIONS:
            if _COMPANIONS[name] in given:
                yield _COMPANIONS[name]
        elif isinstance(new, Text) or name in ("partners", "serves"):
            yield from (f"{name}_{lang}" for lang in LANGS if _words(new, lang) != _words(old, lang))
        else:
            yield _COLUMNS.get(name, name)


def _words(value: Text | tuple[Text, ...], lang: Lang) -> str | list[str]:
    return value[lang] if isinstance(value, Text) else [text[lang] for text in value]
