"""Complete the rows of an uploaded export from the published data.

An export prints names for ids and may be in one language. Where it says of a record what is published, what the export
does not hold stands as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import replace

from brandmap.intake.cells import id_of
from brandmap.intake.choices import Choices, key
from brandmap.intake.csv_file import RawTable, Row
from brandmap.intake.joined_cells import same
from brandmap.places.gazetteer import AmbiguousPlace, Gazetteer
from brandmap.records import LANGS, Dataset, Text
from brandmap.schema import TABLES
from brandmap.schema.labels import counterpart, language_of
from brandmap.tables.formulas import unescape_formula

_CONSTANTS = {"themes": ("colour", "icon")}  # columns no export has


def complete_tables(
    raws: Mapping[str, RawTable], published: Dataset, gazetteer: Gazetteer, own_source: str
) -> dict[str, RawTable]:
    """Complete the tables of one upload. ``own_source`` is the id of the source for what no known one stands behind."""
    tables = {name: _remove_apostrophes(raw) for name, raw in raws.items()}
    completion = _Completion(published, gazetteer, own_source)
    if tables["brands"].exported:
        tables["brands"] = completion.name_sources(tables["brands"], tables.get("sources"))
        models = {id_of(row.cells["id"]) for row in tables["brands"].rows}
        for name in ("measures", "figures", "places"):
            if name in tables:
                tables[name] = completion.drop_removed_models(name, tables[name], models)
    return {name: completion.fill_other_language(name, raw) for name, raw in tables.items()}


class _Completion:
    """Complete the tables of one upload against the published collection."""

    def __init__(self, published: Dataset, gazetteer: Gazetteer, own_source: str) -> None:
        self._published = published
        self._gazetteer = gazetteer
        self._own_source = own_source
        self._models = Choices({brand.id: brand.name for brand in published.brands})

    def _owner(self, name: str, row: Row) -> str:
        """Give the id of what a row belongs to, which it may say by name."""
        cell = row.cells[TABLES[name].key[0]]
        return (self._models.find(cell) if TABLES[name].key[0] == "brand" else None) or id_of(cell)

    def drop_removed_models(self, name: str, raw: RawTable, models: Set[str]) -> RawTable:
        """Leave out the rows of published models that are not in the file any more, and say so once."""
        gone = [row for row in raw.rows if self._owner(name, row) in set(self._published.by_id) - models]
        if not gone:
            return raw
        notice = gone[0].problem("model_removed", "brand", kept=True, n=len(gone))
        rows = tuple(row for row in raw.rows if row not in gone)
        return replace(raw, rows=rows, problems=(*raw.problems, notice))

    def fill_other_language(self, name: str, raw: RawTable) -> RawTable:
        """Fill in what the published row of the same owner says in the other language, where the text is the same."""
        if not raw.only and name not in _CONSTANTS:
            return raw
        published: dict[tuple[str, str, object], dict[str, str]] = {}  # each text by what tells its row from others
        constants: dict[tuple[str, str], str] = {}
        for owner, which, record in _records(name, self._published):
            for column in TABLES[name].columns:
                if raw.only and language_of(column.name) == raw.only:
                    text, other = _text(record, column.name), _text(record, counterpart(column.name))
                    published.setdefault((owner, column.name, same(text)), {})[which] = other
            constants |= {(owner, column): getattr(record, column) for column in _CONSTANTS.get(name, ())}

        def completed(row: Row) -> Row:
            owner = self._owner(name, row)
            cells = dict(row.cells)
            for column, text in row.cells.items():
                others = published.get((owner, column, same(text))) if language_of(column) else None
                if others and text and not cells[counterpart(column)]:
                    which = cells.get("order") or cells.get("adcode", "")
                    cells[counterpart(column)] = others.get(which) or next(iter(others.values()))
                cells[column] = cells[column] or constants.get((owner, column), "")
            return replace(row, cells=cells)

        return replace(raw, rows=tuple(map(completed, raw.rows)))

    def name_sources(self, brands: RawTable, given: RawTable | None) -> RawTable:
        """Put the ids of sources in place of cells that hold their titles, among other things."""
        sources = self._published.sources.items()
        titles = {key(source.title[lang]): id_ for id_, source in sources for lang in LANGS}
        for row in given.rows if given else ():
            titles |= {key(row.cells[f"title_{lang}"]): id_of(row.cells["id"]) for lang in LANGS}
        titles |= {key(id_): id_ for id_ in (*self._published.sources, *titles.values())}
        ordered = sorted((title for title in titles if len(title) > 1), key=len, reverse=True)
        problems = list(brands.problems)

        def id_in(cell: str) -> str:
            words = key(cell)
            return titles.get(words) or next((titles[title] for title in ordered if title in words), "")

        rows = []
        for row in brands.rows:
            cell = row.cells["source"]
            source = id_in(cell)
            if cell and not source:
                source = self._own_source
                problems.append(row.problem("own_source", "source", kept=True))
            others = {
                **row.others,
                "source": tuple(filter(None, map(id_in, row.others.get("source", ())))),
                "place": self._other_places(row),
            }
            rows.append(replace(row, cells={**row.cells, "source": source}, others=others))
        return replace(brands, rows=tuple(rows), problems=tuple(problems))

    def _other_places(self, row: Row) -> tuple[str, ...]:
        """List names of another place than the one in the first column."""

        def code(name: str) -> str:
            with suppress(AmbiguousPlace):
                unit = self._gazetteer.find(name)
                return unit.adcode if unit else name
            return row.cells["adcode"]

        return tuple(name for name in row.others.get("place", ()) if code(name) != code(row.cells["place"]))


def _remove_apostrophes(raw: RawTable) -> RawTable:
    """Take away the apostrophe that a CSV export puts before what a spreadsheet would take for a formula."""
    if not any("provenance" in row.extras for row in raw.rows):
        return raw

    def plain(cells: Mapping[str, str]) -> dict[str, str]:
        return {name: unescape_formula(text) for name, text in cells.items()}

    rows = (replace(row, cells=plain(row.cells), extras=plain(row.extras)) for row in raw.rows)
    return replace(raw, rows=tuple(rows))


def _records(name: str, published: Dataset) -> Iterator[tuple[str, str, object]]:
    """Yield the published records of a table: owner's id, what tells it from the owner's others, record."""
    if name in ("themes", "terms", "sources", "editions"):
        yield from ((id_, "", record) for id_, record in getattr(published, name).items())
    for id_, option in published.rules.options.items() if name == "finder" else ():
        yield id_, "", option
    for brand in published.brands:
        if name == "brands":
            yield brand.id, "", brand
        elif name == "places":
            yield from ((brand.id, place.adcode, place) for place in (brand.home, *brand.pictured))
        elif name in ("measures", "figures"):
            yield from ((brand.id, str(order), record) for order, record in enumerate(getattr(brand, name), 1))


def _text(record: object, column: str) -> str:
    """Give what a column of one language holds of a record."""
    stem, _, lang = column.rpartition("_")
    value = record if isinstance(record, Text) else getattr(record, stem)
    return "；".join(getattr(text, lang) for text in value) if isinstance(value, tuple) else str(getattr(value, lang))
