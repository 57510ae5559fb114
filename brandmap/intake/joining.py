"""Turn checked rows of the tables into records: the vocabulary, and each brand with its companions.

A row that refers to nothing, or to a brand that was left out, is left out in turn and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import fields
from typing import Any, TypeVar

from brandmap.intake import choices
from brandmap.intake.cells import is_position
from brandmap.intake.csv_file import Row
from brandmap.intake.editions import Succession, edition_of
from brandmap.intake.problems import Problem
from brandmap.places.gazetteer import AmbiguousPlace, Gazetteer
from brandmap.records import LANGS, Brand, Dataset, Edition, Figure, Option, Place, Rules, Source, Term, Text, Theme
from brandmap.schema import TABLES
from brandmap.schema.columns import STATEMENTS
from brandmap.text import phrase

Values = dict[str, Any]
Record = TypeVar("Record")
MAX_SUGGESTED = 20  # names for which others like them are looked for: it takes time, and nobody reads more
#: Rows by table name: the row as read and its values by column.
Tables = Mapping[str, list[tuple[Row, Values]]]


def text_of(values: Values, stem: str) -> Text:
    """Join the cells of the columns ``stem_zh`` and ``stem_en``."""
    return Text(values[f"{stem}_zh"], values[f"{stem}_en"])


def value_of(values: Values, name: str) -> Any:
    """Return the value of a field: that of its column, or of its two columns as a text or a tuple of texts. ValueError
    if two lists differ in length."""
    if f"{name}_zh" not in values:
        return values[name]
    zh, en = values[f"{name}_zh"], values[f"{name}_en"]
    return Text(zh, en) if isinstance(zh, str) else tuple(Text(*pair) for pair in zip(zh, en, strict=True))


def record_of(kind: Callable[..., Record], values: Values, **others: object) -> Record:
    """Make a record of a row: each field from the columns of its name, unless ``others`` has it."""
    names = (one.name for one in fields(kind))  # type: ignore[arg-type]
    return kind(**{name: value_of(values, name) for name in names if name not in others}, **others)


def vocabulary_of(tables: Tables, base: Dataset | None) -> tuple[dict[str, Theme], dict[str, Term], dict[str, Source]]:
    """Return themes, terms and sources by id; those of ``base`` where the tables have none."""
    themes = {values["id"]: record_of(Theme, values) for _, values in tables["themes"]}
    terms = {values["id"]: record_of(Term, values) for _, values in tables["terms"]}
    sources = {values["id"]: record_of(Source, values) for _, values in tables["sources"]}
    if base is not None:
        # Sources add up: a visitor's own stand beside those one may cite already.
        return themes or dict(base.themes), terms or dict(base.terms), {**base.sources, **sources}
    return themes, terms, sources


def rules_of(tables: Tables, terms: Mapping[str, Term], base: Dataset | None, problems: list[Problem]) -> Rules:
    """Return the rules of the finder; those of ``base`` where the tables have none. A row that matches what is not
    there, or looks at another kind than the first row of its question, is left out."""
    options: dict[str, Option] = {}
    kinds: dict[str, str] = {}
    for row, v in tables["finder"]:
        option = Option(v["option"], v["question"], text_of(v, "text"), v["looks_at"], v["matches"])
        kind = kinds.setdefault(option.question, option.looks_at)
        if option.looks_at != kind:
            problems.append(row.problem("mixed_question", "looks_at", option.looks_at, first=kind))
        elif fault := _match_fault(row, option, terms):
            problems.append(fault)
        else:
            options[option.id] = option
    if base is not None:
        return Rules(options) if options else base.rules
    if tables["finder"] and not options:
        problems.append(Problem("finder", "no_options", fatal=True))
    return Rules(options)


def _match_fault(row: Row, option: Option, terms: Mapping[str, Term]) -> Problem | None:
    """Name the first value an option matches that is neither a season nor a term of its facet."""
    column = TABLES["brands"].column("season" if option.looks_at == "season" else "terms")
    names = {id_: term.name for id_, term in terms.items() if term.facet == option.looks_at}
    allowed = choices.allowed_values(column) if column.allowed else choices.Choices(names)
    for value in option.matches:
        if value not in allowed.labels:
            rule, words = choices.refusal(column, value, allowed)
            return row.problem(rule, "matches", value, **words)
    return None


def brands_of(
    tables: Tables,
    gazetteer: Gazetteer,
    stated: Set[str],
    problems: list[Problem],
    editions: Mapping[str, Edition],
    base: Dataset | None,
) -> tuple[Brand, ...]:
    """Return the brands, the newest edition first, then by number. ``stated`` are the ids of all rows given, usable or
    not. Without ``base`` a row is refused that does not say of each statement whether the source states it."""
    accepted: list[tuple[Row, Values, str]] = []
    succession = Succession(tables["brands"], editions, stated, base)
    numbers: dict[tuple[str | None, int], int] = {}
    alike: dict[str, str] = {}
    for row, values in tables["brands"]:
        adcode, faults = _home(row, values, gazetteer, alike)
        if "all_year" in values["season"] and len(values["season"]) > 1:
            faults.append(row.problem("all_year_alone", "season"))
        if base is None and (unclear := tuple(_without_one_basis(values))):
            faults.append(row.problem("one_basis", "stated", columns="、".join(unclear)))
        values["edition"] = edition_of(values, editions, base)
        if values["edition"] is None:
            faults.append(row.problem("no_edition", "edition"))
        elif fault := succession.fault(row, values):
            faults.append(fault)
        number = (values["edition"], values["number"])
        if number in numbers:
            faults.append(row.problem("duplicate_number", "number", str(number[1]), first=numbers[number]))
        if faults:
            problems += faults
            continue
        numbers[number] = row.number
        accepted.append((row, values, adcode))
    homes = {values["id"]: adcode for _, values, adcode in accepted}
    refused = stated - set(homes)
    extras = {
        name: _companion_rows(name, tables[name], homes, refused, gazetteer, problems)
        for name in ("measures", "figures", "places")
    }
    brands = [_brand(row, values, adcode, extras) for row, values, adcode in accepted]
    order = list(editions)
    return tuple(sorted(brands, key=lambda one: (order.index(one.edition) if order else 0, one.number)))


def _without_one_basis(values: Values) -> Iterator[str]:
    """Yield statements that are made and not named once as stated or inferred, and empty ones that are named."""
    for name in STATEMENTS:
        if (name in values["stated"]) + (name in values["inferred"]) != bool(values[f"{name}_zh"]):
            yield name


def _home(row: Row, values: Values, gazetteer: Gazetteer, alike: dict[str, str]) -> tuple[str, list[Problem]]:
    """Return the adcode of the home place from code, name or both, and what is wrong with them. ``alike`` keeps the
    suggestions for each unknown name."""
    adcode, name = gazetteer.current_code(values["adcode"]), values["place"]
    if not adcode and not name:
        return "", [row.problem("no_place", "adcode")]
    if adcode and not gazetteer.is_place(adcode):
        return "", [_unknown_code(row, adcode, gazetteer)]
    if not name:
        return adcode, []
    try:
        unit = gazetteer.find(name)
    except AmbiguousPlace as error:
        if adcode in {unit.adcode for unit in error.candidates}:
            return adcode, []
        candidates = "、".join(f"{unit.name.zh} {unit.adcode}" for unit in error.candidates)
        return "", [row.problem("ambiguous_place", "place", name, candidates=candidates)]
    if unit is None or not gazetteer.is_place(unit.adcode):
        if name not in alike and len(alike) < MAX_SUGGESTED:
            alike[name] = "、".join(unit.name.zh for unit in gazetteer.similar_units(name))
        suggestion = alike.get(name, "")
        rule = "coordinates" if is_position(name) else "unknown_place_like" if suggestion else "unknown_place"
        return "", [row.problem(rule, "place", name, suggestion=suggestion)]
    if adcode and unit.adcode != adcode:
        other = gazetteer.unit(adcode).name.zh
        return "", [row.problem("place_mismatch", "place", name, adcode=adcode, name=other)]
    return unit.adcode, []


def _unknown_code(row: Row, adcode: str, gazetteer: Gazetteer) -> Problem:
    """Name a code that is no place, with the prefecture of its first four digits."""
    above, hint = f"{adcode[:4]}00", Text()
    if gazetteer.is_place(above):
        name = gazetteer.unit(above).name
        hint = Text(*(phrase("problem.code_of", lang, name=name[lang], code=above) for lang in LANGS))
    return row.problem("unknown_adcode", "adcode", adcode, hint=hint)


def _companion_rows(
    name: str,
    rows: Iterable[tuple[Row, Values]],
    homes: Mapping[str, str],
    refused: Set[str],
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> dict[str, list[Values]]:
    """Group the rows of one companion table by brand id, each checked against its brand."""
    by_brand: dict[str, list[Values]] = {}
    for row, values in rows:
        brand, fault = values["brand"], None
        if brand not in homes:
            fault = unknown_brand(row, brand, refused)
        elif name == "places":
            adcode = values["adcode"] = gazetteer.current_code(values["adcode"])
            if not gazetteer.is_place(adcode):
                fault = _unknown_code(row, adcode, gazetteer)
            elif values["role"] == "home" and adcode != homes[brand]:
                fault = row.problem("home_mismatch", "adcode", adcode, expected=homes[brand])
        if fault:
            problems.append(fault)
        else:
            by_brand.setdefault(brand, []).append(values)
    return by_brand


def unknown_brand(row: Row, brand: str, refused: Set[str]) -> Problem:
    """Describe a row of a model that is not there, or was left out."""
    return row.problem("brand_left_out" if brand in refused else "unknown_reference", "brand", brand, table="brands")


def _brand(row: Row, v: Values, adcode: str, extras: Mapping[str, Mapping[str, list[Values]]]) -> Brand:
    measures, figures = (
        sorted(extras[name].get(v["id"], ()), key=lambda one: one["order"]) for name in ("measures", "figures")
    )
    places = [record_of(Place, one) for one in extras["places"].get(v["id"], ())]
    return record_of(
        Brand, v,
        also_themes=tuple(theme for theme in v["also_themes"] if theme != v["theme"]),
        home=next((place for place in places if place.role == "home"), Place("home", adcode)),
        pictured=tuple(place for place in places if place.role == "pictured"),
        measures=tuple(text_of(one, "measure") for one in measures),
        figures=tuple(record_of(Figure, one) for one in figures),
        stated_months=v["months"],
        row=row.number,
    )  # fmt: skip
