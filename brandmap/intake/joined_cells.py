"""Read the cells of an exported table of models that hold what tables of their own say too.

An export gives measures, figures and places twice: joined in cells of the model's row, and row by row on sheets of
their own. What differs from the published collection is what somebody changed; where both were changed and disagree,
the sheet counts and the cell is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace

from brandmap.collection.filters import Collection
from brandmap.intake.cells import CellError, parse_cell
from brandmap.intake.csv_file import Row
from brandmap.intake.problems import Problem
from brandmap.places.gazetteer import Gazetteer
from brandmap.records import LANGS, Brand, Dataset, Lang, Text
from brandmap.schema import TABLES
from brandmap.tables.brand_columns import COLUMN_BY_ID
from brandmap.text import phrase

#: The table that each joined column repeats.
JOINED = {"measures": "measures", "figures": "figures", "locality": "places", "pictured": "places"}
_SEPARATORS = re.compile(r"[;；\n]")
#: The text of a joined cell in each language of the file.
Cells = Mapping[Lang, str]
_Value = tuple[object, ...] | Text


def add_joined_cells(
    dataset: Dataset, rows: Mapping[int, Row], given: Set[str], published: Dataset, gazetteer: Gazetteer
) -> tuple[Dataset, tuple[Problem, ...]]:
    """Add what the joined cells of ``rows`` (by number) say; ``given`` are the tables that have a sheet."""
    reader = _Reader(given, Collection.of(published, gazetteer), Collection.of(dataset, gazetteer))
    brands = tuple(reader.complete(brand, rows[brand.row]) for brand in dataset.brands)
    return replace(dataset, brands=brands), tuple(reader.problems)


class _Reader:
    """Read the joined cells of one upload against the published collection."""

    def __init__(self, given: Set[str], published: Collection, uploaded: Collection) -> None:
        self._given = given
        self._published = published
        self._uploaded = uploaded
        self.problems: list[Problem] = []

    def complete(self, brand: Brand, row: Row) -> Brand:
        """Add to a model what the joined cells of its row say."""
        before = self._published.dataset.by_id.get(brand.id)
        for column, table in JOINED.items():
            cells: Cells = {lang: row.extras[f"{column}_{lang}"] for lang in LANGS if f"{column}_{lang}" in row.extras}
            has_sheet = table in self._given
            unchanged = before is not None and _agree(cells, column, before, self._published)
            if before is not None and unchanged and not has_sheet:
                brand = _as_published(brand, before, column)
            elif unchanged or _agree(cells, column, brand, self._uploaded):
                continue  # what the sheet says, or does not say any more, is what somebody wants
            elif has_sheet and _value(brand, column) and _value(brand, column) != (before and _value(before, column)):
                self._report("cell_and_sheet", column, cells, row)
            elif column in ("measures", "locality"):
                brand = _with(brand, column, self._read(column, cells, before, row))
            elif any(map(_says_something, cells.values())):
                self._report("not_read_back", column, cells, row)
        return brand

    def _read(self, column: str, cells: Cells, before: Brand | None, row: Row) -> _Value:
        """Read a changed cell; what cannot be used is named."""
        is_list = column == "measures"
        items = {lang: _items(text) if is_list else [text] for lang, text in cells.items() if _says_something(text)}
        if len({len(texts) for texts in items.values()}) > 1:
            self._report("list_mismatch", column, cells, row, **{lang: len(texts) for lang, texts in items.items()})
            return ()
        known = (before.measures if is_list else (before.home.locality,)) if before else ()
        texts = []
        for parts in zip(*items.values(), strict=True):
            given = dict(zip(items, parts, strict=True))
            stem = "measure" if is_list else column
            try:
                for lang, part in given.items():
                    parse_cell(TABLES[JOINED[column]].column(f"{stem}_{lang}"), part)
            except CellError as error:
                self._report(error.rule, column, given, row, **error.values)
                continue
            # In a file of one language, the published text of the other one where the first is the same.
            lang, part = next(iter(given.items()))
            whole = next((text for text in known if text[lang] == part), Text(part, part))
            texts.append(Text(**given) if len(given) > 1 else whole)
        return tuple(texts) if is_list else next(iter(texts), Text())

    def _report(self, rule: str, column: str, cells: Cells, row: Row, **values: object) -> None:
        value = next(filter(_says_something, cells.values()), "")
        self.problems.append(row.problem(rule, JOINED[column], value, kept=True, **values))


def _agree(cells: Cells, column: str, brand: Brand, collection: Collection) -> bool:
    """Tell whether the cells say of a model what its export says."""
    export = COLUMN_BY_ID[column].value
    return all(same(text) == same(str(export(brand, collection, lang))) for lang, text in cells.items())


def _value(brand: Brand, column: str) -> _Value:
    value: _Value = brand.home.locality if column == "locality" else getattr(brand, column)
    return value


def _as_published(brand: Brand, before: Brand, column: str) -> Brand:
    if column == "locality" and brand.adcode == before.adcode:
        return replace(brand, home=before.home)
    return _with(brand, column, _value(before, column))


def _with(brand: Brand, column: str, value: _Value) -> Brand:
    if isinstance(value, Text):
        return replace(brand, home=replace(brand.home, locality=value))
    changes: dict[str, object] = {column: value}
    return replace(brand, **changes)  # type: ignore[arg-type]  # of the field's own type


def same(text: str) -> tuple[str, ...]:
    """Split a text for comparing: items of lists without what separates them."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


def _items(text: str) -> list[str]:
    """Split a joined cell. An export writes items on lines of their own where one of them holds a semicolon."""
    parts = text.split("\n") if "\n" in text else _SEPARATORS.split(text)
    return [part.strip() for part in parts if part.strip()]


def _says_something(text: str) -> bool:
    return bool(text) and text not in {phrase("text.not_published", lang) for lang in LANGS}
