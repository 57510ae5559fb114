"""Rebuild full rows of an uploaded export from the published data.

An export prints names for ids, joins measures and figures in one cell, and may be in one language. Where it says of a
model what an export of the published one says, the published rows stand. What was changed is read as far as it can be,
and said where it cannot.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from brandmap.collection.filters import Collection
from brandmap.intake.cells import id_of
from brandmap.intake.choices import key
from brandmap.intake.csv_file import RawTable, Row
from brandmap.intake.problems import Problem
from brandmap.places.gazetteer import AmbiguousPlace, Gazetteer
from brandmap.records import LANGS, Brand, Dataset, Text
from brandmap.schema import TABLES
from brandmap.schema.labels import counterpart, language_of
from brandmap.tables.brand_columns import COLUMN_BY_ID
from brandmap.tables.formulas import starts_formula
from brandmap.text import phrase

#: The columns of an exported brand table that hold the rows of another table.
_JOINED = {"measures": ("measures",), "figures": ("figures",), "places": ("locality", "pictured")}
_SEPARATORS = re.compile(r"[;；\n]")
_CONSTANTS = {"themes": ("colour", "icon")}  # columns no export has


def completed_tables(
    raws: Mapping[str, RawTable], published: Dataset, gazetteer: Gazetteer, own_source: str
) -> tuple[dict[str, RawTable], tuple[str, ...]]:
    """Complete the tables of one upload; and name those whose rows stood in cells of the models."""
    return _Completion(published, gazetteer, own_source).completed(raws)


class _Completion:
    """Completes what was read of the files of one upload against the published collection. ``own_source`` is the id of
    the source for what no known source stands behind."""

    def __init__(self, published: Dataset, gazetteer: Gazetteer, own_source: str) -> None:
        self._published = published
        self._gazetteer = gazetteer
        self._own_source = own_source

    def completed(self, raws: Mapping[str, RawTable]) -> tuple[dict[str, RawTable], tuple[str, ...]]:
        joined: tuple[str, ...] = ()
        found = {name: _plain(raw) for name, raw in raws.items()}
        if "brands" in found and found["brands"].exported:
            found["brands"] = self._with_sources(found["brands"], found.get("sources"))
            joined = tuple(name for name in _JOINED if name not in found)
            for name in joined:
                found[name], problems = self._companions(name, found["brands"])
                found["brands"] = replace(found["brands"], problems=(*found["brands"].problems, *problems))
        return {name: self._in_both_languages(name, raw) for name, raw in found.items()}, joined

    def _in_both_languages(self, name: str, raw: RawTable) -> RawTable:
        """With what the published row of the same owner says in the other language, where the text is the same."""
        if not raw.only and name not in _CONSTANTS:
            return raw
        known: dict[tuple[str, str, object], deque[str]] = {}
        constants: dict[tuple[str, str], str] = {}
        for owner, record in _records(name, self._published):
            for column in TABLES[name].columns:
                if raw.only and language_of(column.name) == raw.only:
                    said, other = _said(record, column.name), _said(record, counterpart(column.name))
                    known.setdefault((owner, column.name, _same(said)), deque()).append(other)
            constants |= {(owner, column): getattr(record, column) for column in _CONSTANTS.get(name, ())}

        def whole(row: Row) -> Row:
            owner = id_of(row.cells[TABLES[name].key[0]])
            cells = dict(row.cells)
            for column, text in row.cells.items():
                others = known.get((owner, column, _same(text))) if language_of(column) else None
                if others and text and not cells[counterpart(column)]:
                    # Two rows may say the same in one language and not in the other: in their order.
                    cells[counterpart(column)] = others.popleft() if len(others) > 1 else others[0]
                cells[column] = cells[column] or constants.get((owner, column), "")
            return replace(row, cells=cells)

        return replace(raw, rows=tuple(map(whole, raw.rows)))

    def _with_sources(self, brands: RawTable, given: RawTable | None) -> RawTable:
        """With the ids of the sources whose titles the cells hold among other things."""
        sources = self._published.sources.items()
        titles = {key(source.title[lang]): id_ for id_, source in sources for lang in LANGS}
        for row in given.rows if given else ():
            titles |= {key(row.cells[f"title_{lang}"]): id_of(row.cells["id"]) for lang in LANGS}
        titles |= {key(id_): id_ for id_ in (*self._published.sources, *titles.values())}
        ordered = sorted((title for title in titles if len(title) > 1), key=len, reverse=True)
        problems = list(brands.problems)

        def id_in(cell: str) -> str:
            said = key(cell)
            return titles.get(said) or next((titles[title] for title in ordered if title in said), "")

        rows = []
        for row in brands.rows:
            cell = row.cells["source"]
            source = id_in(cell)
            if cell and not source:
                source = self._own_source
                problems.append(Problem("brands", "own_source", row.number, "source", cell, kept=True))
            others = {
                **row.others,
                "source": tuple(filter(None, map(id_in, row.others.get("source", ())))),
                "place": self._other_places(row),
            }
            rows.append(replace(row, cells={**row.cells, "source": source}, others=others))
        return replace(brands, rows=tuple(rows), problems=tuple(problems))

    def _other_places(self, row: Row) -> tuple[str, ...]:
        """Names of another place than the one in the first column."""

        def code(name: str) -> str:
            with suppress(AmbiguousPlace):
                unit = self._gazetteer.find(name)
                return unit.adcode if unit else name
            return row.cells["adcode"]

        return tuple(name for name in row.others.get("place", ()) if code(name) != code(row.cells["place"]))

    def _companions(self, name: str, brands: RawTable) -> tuple[RawTable, list[Problem]]:
        """The rows of another table that an exported brand table holds in its cells."""
        rows: list[Row] = []
        problems: list[Problem] = []
        for row in brands.rows:
            brand = self._published.by_id.get(id_of(row.cells["id"]))
            if brand is not None and self._unchanged(brand, name, row):
                rows += [Row(row.number, cells) for cells in _cells_of(name, brand)]
                continue
            said = {column: text for column, text in row.extras.items() if not _unknown(text)}
            if name == "measures":
                rows += _measures(row, said, problems)
            elif any(column.rpartition("_")[0] in _JOINED[name] for column in said):
                value = next(text for column, text in said.items() if column.rpartition("_")[0] in _JOINED[name])
                problems.append(Problem("brands", "not_read_back", row.number, name, value, kept=True))
        return RawTable(tuple(rows), (), only=brands.only), problems

    def _unchanged(self, brand: Brand, name: str, row: Row) -> bool:
        """Whether the row says of the brand what its export says."""
        given = {
            (column, lang): row.extras[f"{column}_{lang}"]
            for column in _JOINED[name]
            for lang in LANGS
            if f"{column}_{lang}" in row.extras
        }
        if name == "places" and row.cells["adcode"] and row.cells["adcode"] != brand.adcode:
            return False
        return all(
            _same(text) == _same(str(COLUMN_BY_ID[column].value(brand, self._collection, lang)))
            for (column, lang), text in given.items()
        )

    @cached_property
    def _collection(self) -> Collection:
        return Collection.of(self._published, self._gazetteer)


def _plain(raw: RawTable) -> RawTable:
    """Without the apostrophe an exported cell has where a spreadsheet would take it for a formula."""
    if not raw.exported:
        return raw

    def plain(cells: Mapping[str, str]) -> dict[str, str]:
        return {name: text.removeprefix("'") if starts_formula(text[1:]) else text for name, text in cells.items()}

    rows = (replace(row, cells=plain(row.cells), extras=plain(row.extras)) for row in raw.rows)
    return replace(raw, rows=tuple(rows))


def _measures(row: Row, said: Mapping[str, str], problems: list[Problem]) -> Iterator[Row]:
    """The measures joined in one cell per language."""
    parts = {
        lang: [part.strip() for part in _SEPARATORS.split(said[f"measures_{lang}"]) if part.strip()]
        for lang in LANGS
        if f"measures_{lang}" in said
    }
    if len({len(found) for found in parts.values()}) > 1:
        counts: dict[str, object] = {lang: len(found) for lang, found in parts.items()}
        problems.append(
            Problem("brands", "list_mismatch", row.number, "measures", said["measures_zh"], values=counts, kept=True)
        )
        return
    for order, texts in enumerate(zip(*parts.values(), strict=True), 1):
        texts_of = dict(zip(parts, texts, strict=True))
        cells = {f"measure_{lang}": texts_of.get(lang, "") for lang in LANGS}
        yield Row(row.number, {"brand": row.cells["id"], "order": str(order), **cells})


def _records(name: str, published: Dataset) -> Iterator[tuple[str, object]]:
    """The published records of a table, each with the id of what it belongs to."""
    if name in ("themes", "terms", "sources"):
        yield from getattr(published, name).items()
    if name == "finder":
        yield from published.rules.options.items()
    for brand in published.brands:
        of_brand = {"brands": [brand], "measures": brand.measures, "figures": brand.figures, "places": _places(brand)}
        for record in of_brand.get(name, ()):
            yield brand.id, record


def _places(brand: Brand) -> tuple[object, ...]:
    return (brand.home, *brand.pictured)


def _cells_of(name: str, brand: Brand) -> Iterator[dict[str, str]]:
    """The rows of a companion table for a brand, as a file holds them."""
    records = {"measures": brand.measures, "figures": brand.figures, "places": _places(brand)}[name]
    for order, record in enumerate(records, 1):
        yield {
            column.name: brand.id
            if column.name == "brand"
            else str(order)
            if column.name == "order"
            else _said(record, column.name)
            for column in TABLES[name].columns
        }


def _said(record: object, column: str) -> str:
    """What a column says of a record."""
    lang = language_of(column)
    if not lang:
        value = getattr(record, column)
        return format(value, ".15g") if isinstance(value, float) else str(value)
    value = record if isinstance(record, Text) else getattr(record, column.removesuffix(f"_{lang}"))
    return "；".join(text[lang] for text in value) if isinstance(value, tuple) else str(value[lang])


def _same(text: str) -> tuple[str, ...]:
    """For comparing: items of lists without what separates them."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


def _unknown(text: str) -> bool:
    return not text or text in {phrase("text.not_published", lang) for lang in LANGS}
