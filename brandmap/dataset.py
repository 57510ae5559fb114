"""The data folder (or a visitor's files) to one ``Dataset``: read, check, join.

A fatal problem (file, heading, or nothing left) raises ``DataError`` with everything found; a row problem leaves that
row out and is returned beside the dataset, so that nothing disappears silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandmap.cells import CellError, parsed
from brandmap.geo import AmbiguousPlace, Gazetteer
from brandmap.problems import DataError, Problem
from brandmap.reading import RawTable, Row, read_table
from brandmap.records import Brand, Dataset, Figure, Place, Source, Term, Text, Theme
from brandmap.schema import TABLES, Table

#: The data folder of the product itself.
DATA = Path(__file__).resolve().parent.parent / "data"
#: Tables a visitor's own collection may leave out: the product's own are used instead, or none.
VOCABULARY = ("sources", "themes", "terms")

Values = dict[str, Any]


@dataclass(frozen=True)
class Loaded:
    """A dataset and what was wrong with its files without being fatal."""

    dataset: Dataset
    problems: tuple[Problem, ...]

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """(table, row) of every row that was not used, each once."""
        return tuple(dict.fromkeys((p.table, p.row) for p in self.problems if p.row is not None and p.row > 1))


def folder_files(directory: Path = DATA) -> dict[str, bytes]:
    """Bytes of the CSV files present in ``directory``, by table name."""
    return {
        table.name: path.read_bytes() for table in TABLES.values() if (path := directory / table.filename).is_file()
    }


def fingerprint(files: Mapping[str, bytes]) -> str:
    """sha256 over all files; changes when any byte does."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def load(files: Mapping[str, bytes], gazetteer: Gazetteer, base: Dataset | None = None) -> Loaded:
    """The dataset in ``files`` (table name → CSV bytes). Without ``base`` every table must be there; with it the
    vocabulary tables default to those of ``base`` and the others to none. Raises DataError."""
    problems: list[Problem] = []
    tables: dict[str, list[tuple[Row, Values]]] = {}
    for table in TABLES.values():
        if table.name not in files:
            if base is None or table.name == "brands":
                problems.append(Problem(table.name, "missing_file", fatal=True))
            tables[table.name] = []
            continue
        raw = read_table(table, files[table.name])
        # An empty list of extras (no figures at all) is no fault; a file without brands or themes is.
        problems += [p for p in raw.problems if p.rule != "no_rows" or table.name in ("brands", "themes", "sources")]
        tables[table.name] = _checked(table, raw, problems)
    if any(problem.fatal for problem in problems):
        raise DataError(tuple(problems))
    vocabulary = _vocabulary(tables, base)
    brands = _brands(tables, vocabulary, gazetteer, problems)
    if not brands:
        problems.append(Problem("brands", "no_brands", fatal=True))
        raise DataError(tuple(problems))
    dataset = Dataset(brands, *vocabulary, fingerprint(files))
    return Loaded(dataset, tuple(problems))


def _checked(table: Table, raw: RawTable, problems: list[Problem]) -> list[tuple[Row, Values]]:
    """Rows whose every cell keeps its column's rule and whose key is new."""
    kept: list[tuple[Row, Values]] = []
    seen: dict[tuple[Any, ...], int] = {}
    for row in raw.rows:
        faults: list[Problem] = []
        values: Values = {}
        for column in table.columns:
            cell = row.cells[column.name]
            try:
                values[column.name] = parsed(column, cell)
            except CellError as error:
                faults.append(Problem(table.name, error.rule, row.number, column.name, cell, values=error.values))
        faults += _pair_faults(table, row, values)
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


def _pair_faults(table: Table, row: Row, values: Values) -> Iterable[Problem]:
    """Lists must have as many items in English as in Chinese."""
    for column in table.columns:
        if column.kind != "list" or not column.name.endswith("_zh"):
            continue
        zh, en = values.get(column.name, ()), values.get(column.name[:-2] + "en", ())
        if len(zh) != len(en):
            counts: dict[str, object] = {"zh": len(zh), "en": len(en)}
            yield Problem(table.name, "list_mismatch", row.number, column.name, row.cells[column.name], values=counts)


def _text(values: Values, stem: str) -> Text:
    return Text(values[f"{stem}_zh"], values[f"{stem}_en"])


def _texts(values: Values, stem: str) -> tuple[Text, ...]:
    return tuple(Text(zh, en) for zh, en in zip(values[f"{stem}_zh"], values[f"{stem}_en"], strict=True))


def _vocabulary(
    tables: Mapping[str, list[tuple[Row, Values]]], base: Dataset | None
) -> tuple[dict[str, Theme], dict[str, Term], dict[str, Source]]:
    themes = {
        v["id"]: Theme(v["id"], _text(v, "name"), v["colour"], v["icon"], _text(v, "meaning"), _text(v, "common"))
        for _, v in tables["themes"]
    }
    terms = {v["id"]: Term(v["id"], v["facet"], _text(v, "name")) for _, v in tables["terms"]}
    sources = {
        v["id"]: Source(
            v["id"], _text(v, "title"), _text(v, "publisher"), v["published"], _text(v, "byline"), v["url"],
            _text(v, "notice"),
        )
        for _, v in tables["sources"]
    }  # fmt: skip
    if base is not None:
        return themes or dict(base.themes), terms or dict(base.terms), sources or dict(base.sources)
    return themes, terms, sources


def _brands(
    tables: Mapping[str, list[tuple[Row, Values]]],
    vocabulary: tuple[Mapping[str, Theme], Mapping[str, Term], Mapping[str, Source]],
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> tuple[Brand, ...]:
    known = dict(zip(("themes", "terms", "sources"), (set(table) for table in vocabulary), strict=True))
    accepted: list[tuple[Row, Values, str]] = []
    numbers: dict[int, int] = {}
    for row, values in tables["brands"]:
        adcode, faults = _home(row, values, gazetteer)
        faults += _reference_faults("brands", row, values, known)
        if "all_year" in values["season"] and len(values["season"]) > 1:
            faults.append(Problem("brands", "all_year_alone", row.number, "season", row.cells["season"]))
        number = values["number"]
        if number in numbers:
            first: dict[str, object] = {"first": numbers[number]}
            faults.append(Problem("brands", "duplicate_number", row.number, "number", str(number), values=first))
        if faults:
            problems += faults
            continue
        numbers[number] = row.number
        accepted.append((row, values, adcode))
    homes = {values["id"]: adcode for _, values, adcode in accepted}
    refused = {values["id"] for _, values in tables["brands"]} - set(homes)
    extras = {
        name: _companion_rows(name, tables[name], homes, refused, known, gazetteer, problems)
        for name in ("measures", "figures", "places")
    }
    brands = [_brand(row, values, adcode, extras) for row, values, adcode in accepted]
    return tuple(sorted(brands, key=lambda brand: brand.number))


def _home(row: Row, values: Values, gazetteer: Gazetteer) -> tuple[str, list[Problem]]:
    """The adcode of the home place from code, name or both, and what is wrong with them."""
    adcode, name = values["adcode"], values["place"]
    if not adcode and not name:
        return "", [Problem("brands", "no_place", row.number, "adcode")]
    if adcode and not gazetteer.is_place(adcode):
        return "", [Problem("brands", "unknown_adcode", row.number, "adcode", adcode)]
    if not name:
        return adcode, []
    try:
        unit = gazetteer.find(name)
    except AmbiguousPlace as error:
        if adcode in {unit.adcode for unit in error.candidates}:
            return adcode, []
        candidates = "、".join(f"{unit.name.zh} {unit.adcode}" for unit in error.candidates)
        return "", [Problem("brands", "ambiguous_place", row.number, "place", name, values={"candidates": candidates})]
    if unit is None or not gazetteer.is_place(unit.adcode):
        alike = "、".join(unit.name.zh for unit in gazetteer.lookalike(name))
        rule = "unknown_place_like" if alike else "unknown_place"
        return "", [Problem("brands", rule, row.number, "place", name, values={"suggestion": alike})]
    if adcode and unit.adcode != adcode:
        found: dict[str, object] = {"adcode": adcode, "name": gazetteer.unit(adcode).name.zh}
        return "", [Problem("brands", "place_mismatch", row.number, "place", name, values=found)]
    return unit.adcode, []


def _reference_faults(name: str, row: Row, values: Values, known: Mapping[str, set[str]]) -> list[Problem]:
    faults = []
    for column in TABLES[name].columns:
        if column.refers_to not in known:
            continue
        given = values[column.name]
        for item in given if isinstance(given, tuple) else (given,):
            if item and item not in known[column.refers_to]:
                where: dict[str, object] = {"table": column.refers_to}
                faults.append(Problem(name, "unknown_reference", row.number, column.name, item, values=where))
    return faults


def _companion_rows(
    name: str,
    rows: Iterable[tuple[Row, Values]],
    homes: Mapping[str, str],
    refused: set[str],
    known: Mapping[str, set[str]],
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> dict[str, list[Values]]:
    """Rows of one companion table by brand id, each checked against its brand."""
    found: dict[str, list[Values]] = {}
    for row, values in rows:
        brand = values["brand"]
        faults = _reference_faults(name, row, values, known)
        if brand not in homes:
            rule = "brand_left_out" if brand in refused else "unknown_reference"
            faults.append(Problem(name, rule, row.number, "brand", brand, values={"table": "brands"}))
        elif name == "places":
            if not gazetteer.is_place(values["adcode"]):
                faults.append(Problem(name, "unknown_adcode", row.number, "adcode", values["adcode"]))
            elif values["role"] == "home" and values["adcode"] != homes[brand]:
                expected: dict[str, object] = {"expected": homes[brand]}
                faults.append(Problem(name, "home_mismatch", row.number, "adcode", values["adcode"], values=expected))
        if faults:
            problems += faults
        else:
            found.setdefault(brand, []).append(values)
    return found


def _brand(row: Row, v: Values, adcode: str, extras: Mapping[str, Mapping[str, list[Values]]]) -> Brand:
    by_order = {name: sorted(extras[name].get(v["id"], []), key=lambda e: e["order"]) for name in ("measures", "figures")}
    places = [
        Place(e["role"], e["adcode"], _text(e, "locality"), _text(e, "what")) for e in extras["places"].get(v["id"], [])
    ]
    home = next((place for place in places if place.role == "home"), Place("home", adcode))
    return Brand(
        id=v["id"],
        number=v["number"],
        name=_text(v, "name"),
        summary=_text(v, "summary"),
        theme=v["theme"],
        also_themes=tuple(theme for theme in v["also_themes"] if theme != v["theme"]),
        home=home,
        pictured=tuple(place for place in places if place.role == "pictured"),
        unit=_text(v, "unit"),
        problem=_text(v, "problem"),
        setting=_text(v, "setting"),
        mechanism=_text(v, "mechanism"),
        measures=tuple(_text(e, "measure") for e in by_order["measures"]),
        partners=_texts(v, "partners"),
        serves=_texts(v, "serves"),
        result=_text(v, "result"),
        evidence=v["evidence"],
        transfer=_text(v, "transfer"),
        season=v["season"],
        season_basis=v["season_basis"],
        stated_months=v["months"],
        hours=v["hours"],
        when=_text(v, "when"),
        award_edition=v["award_edition"],
        award_issuer=_text(v, "award_issuer"),
        terms=v["terms"],
        figures=tuple(
            Figure(_text(e, "label"), e["value"], _text(e, "unit"), e["as_printed"], e["source"])
            for e in by_order["figures"]
        ),
        source=v["source"],
        note=_text(v, "note"),
        row=row.number,
    )
