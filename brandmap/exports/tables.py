"""The collection as tables to read: headings and values in words, one column definition for screen and files.

A column has a stable ``id``; its heading comes from the schema or the catalogue. With ``lang="both"`` a translated
column appears twice, Chinese first, and a heading that serves both languages is written in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from brandmap.exports.provenance import in_both, source_line
from brandmap.filters import Collection
from brandmap.records import Brand, Lang, Place, Text
from brandmap.schema import TABLES
from brandmap.text import phrase

ExportLang = Literal["zh", "en", "both"]
EXPORT_LANGS: tuple[ExportLang, ...] = ("zh", "en", "both")
Cell = str | int | float | None
NUMBER, SHORT, NAME, LINE, PROSE = 7, 12, 20, 32, 56  # widths in characters


@dataclass(frozen=True)
class TableColumn:
    """``value`` takes the record of a row (for the brand table a Brand), the collection and a language."""

    id: str
    heading: Text
    value: Callable[[Any, Collection, Lang], Cell]
    width: int = SHORT
    translated: bool = True


@dataclass(frozen=True)
class Sheet:
    """A table of an export. ``rows`` picks its records, those that belong to the given brands."""

    name: str  # table of the schema
    columns: tuple[TableColumn, ...]
    rows: Callable[[Sequence[Brand], Collection], Iterable[Any]]

    @property
    def title(self) -> Text:
        return Text(TABLES[self.name].title_zh, TABLES[self.name].title_en)


def languages(lang: ExportLang) -> tuple[Lang, ...]:
    return ("zh", "en") if lang == "both" else (lang,)


def in_words(text: Text, lang: ExportLang) -> str:
    """``text`` in the language asked for, or in both: “模式 Models”."""
    return f"{text.zh} {text.en}" if lang == "both" else text[lang]


def heading(table: str, stem: str) -> Text:
    """The schema's label of a column, without the “（中文）” that tells a pair of columns apart."""
    columns = {column.name: column for column in TABLES[table].columns}
    if stem in columns:
        return Text(columns[stem].label_zh, columns[stem].label_en)
    chinese = columns[f"{stem}_zh"]
    return Text(chinese.label_zh.removesuffix("（中文）"), chinese.label_en.removesuffix(" (Chinese)"))


def brand_table(
    brands: Sequence[Brand], collection: Collection, lang: ExportLang, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """One row per brand. ``columns`` are ids of COLUMNS in the order wanted; None for all. KeyError for others."""
    chosen = COLUMNS if columns is None else [COLUMN_BY_ID[id_] for id_ in columns]
    return _frame(chosen, brands, collection, lang)


def sheet_table(sheet: Sheet, brands: Sequence[Brand], collection: Collection, lang: ExportLang) -> pd.DataFrame:
    """One table of SHEETS for these brands."""
    return _frame(sheet.columns, sheet.rows(brands, collection), collection, lang)


def spread(columns: Iterable[TableColumn], lang: ExportLang) -> list[tuple[TableColumn, Lang, str]]:
    """Each column of a file with the language of its values and its heading."""
    found: list[tuple[TableColumn, Lang, str]] = []
    for column in columns:
        if lang != "both":
            found.append((column, lang, column.heading[lang]))
        elif column.translated:
            for one in languages(lang):
                found.append((column, one, phrase(f"export.translated_{one}", one, heading=column.heading[one])))
        else:
            found.append((column, "zh", in_words(column.heading, lang)))
    return found


def _frame(
    columns: Iterable[TableColumn], records: Iterable[Any], collection: Collection, lang: ExportLang
) -> pd.DataFrame:
    kept = list(records)
    return pd.DataFrame(
        {title: _series([column.value(record, collection, one) for record in kept]) for column, one, title in spread(columns, lang)}
    )


def _series(values: list[Cell]) -> pd.Series[Any]:
    """Whole numbers stay whole beside an empty cell; everything else keeps its own type."""
    if any(isinstance(value, int) for value in values) and all(value is None or isinstance(value, int) for value in values):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype=object)


def _published(value: str, lang: Lang) -> str:
    return value or phrase("text.not_published", lang)


def _list(items: Iterable[str], lang: Lang) -> str:
    return phrase("text.semicolon", lang).join(item for item in items if item)


def _place(adcode: str, collection: Collection, lang: Lang) -> str:
    return collection.gazetteer.unit(adcode).name[lang]


def _pictured(place: Place, collection: Collection, lang: Lang) -> str:
    name = _place(place.adcode, collection, lang)
    return phrase("export.pictured_what", lang, place=name, what=place.what[lang]) if place.what[lang] else name


def _figures(brand: Brand, collection: Collection, lang: Lang) -> str:
    return _list(
        (
            phrase("export.figure", lang, label=f.label[lang], number=f.number, unit=f.unit[lang]).strip()
            for f in brand.figures
        ),
        lang,
    )


def _months(brand: Brand, collection: Collection, lang: Lang) -> str:
    return _published(phrase("text.comma", lang).join(map(str, brand.stated_months)), lang)


def _hours(brand: Brand, collection: Collection, lang: Lang) -> str:
    return _published("–".join(brand.hours) if brand.hours else "", lang)


def _stated(name: str) -> Callable[[Brand, Collection, Lang], Cell]:
    """A text of the brand; an empty one was not published."""
    return lambda brand, collection, lang: _published(getattr(brand, name)[lang], lang)


def _optional(name: str) -> Callable[[Brand, Collection, Lang], Cell]:
    """A text of our own, which may be empty."""
    return lambda brand, collection, lang: str(getattr(brand, name)[lang])


def _texts(name: str) -> Callable[[Brand, Collection, Lang], Cell]:
    return lambda brand, collection, lang: _published(_list((text[lang] for text in getattr(brand, name)), lang), lang)


def _of(stem: str, value: Callable[[Brand, Collection, Lang], Cell], width: int = SHORT, translated: bool = True) -> TableColumn:
    return TableColumn(stem, heading("brands", stem), value, width, translated)


def _said(key: str) -> Text:
    return in_both(lambda lang: phrase(key, lang))


#: The brand table, in SARA order between who and where it is and what it rests on.
COLUMNS: tuple[TableColumn, ...] = (
    _of("number", lambda b, c, lang: b.number, NUMBER, translated=False),
    _of("id", lambda b, c, lang: b.id, NAME, translated=False),
    _of("name", _stated("name"), NAME),
    _of("summary", _stated("summary"), PROSE),
    _of("theme", lambda b, c, lang: c.dataset.themes[b.theme].name[lang], NAME),
    _of("also_themes", lambda b, c, lang: _list((c.dataset.themes[t].name[lang] for t in b.also_themes), lang), NAME),
    _of("place", lambda b, c, lang: _place(b.adcode, c, lang), NAME),
    TableColumn("prefecture", _said("filters.prefecture"), lambda b, c, lang: c.gazetteer.prefecture(b.adcode).name[lang], NAME),
    TableColumn("locality", heading("places", "locality"), lambda b, c, lang: b.home.locality[lang], NAME),
    _of("adcode", lambda b, c, lang: b.adcode, SHORT, translated=False),
    _of("unit", _stated("unit"), LINE),
    _of("problem", _stated("problem"), PROSE),
    _of("setting", _stated("setting"), PROSE),
    _of("mechanism", _stated("mechanism"), PROSE),
    TableColumn("measures", _said("export.measures"), _texts("measures"), PROSE),
    _of("partners", _texts("partners"), LINE),
    _of("serves", _texts("serves"), LINE),
    _of("result", _stated("result"), PROSE),
    TableColumn("figures", _said("export.figures"), lambda b, c, lang: _published(_figures(b, c, lang), lang), LINE),
    _of("evidence", lambda b, c, lang: phrase(f"evidence.{b.evidence}", lang), LINE),
    _of("transfer", _optional("transfer"), PROSE),
    _of("season", lambda b, c, lang: phrase("text.comma", lang).join(phrase(f"season.{s}", lang) for s in b.season)),
    _of("season_basis", lambda b, c, lang: phrase(f"season.{b.season_basis}", lang), NAME),
    _of("months", _months),
    _of("hours", _hours),
    _of("when", _stated("when"), LINE),
    _of("award_edition", lambda b, c, lang: b.award_edition, SHORT, translated=False),
    _of("award_issuer", _optional("award_issuer"), NAME),
    _of("terms", lambda b, c, lang: _list((c.dataset.terms[term].name[lang] for term in b.terms), lang), LINE),
    TableColumn("pictured", _said("export.pictured"), lambda b, c, lang: _list((_pictured(p, c, lang) for p in b.pictured), lang), LINE),
    _of("note", _optional("note"), LINE),
    _of("source", lambda b, c, lang: source_line(c.dataset.sources[b.source], lang), PROSE),
)
COLUMN_BY_ID: dict[str, TableColumn] = {column.id: column for column in COLUMNS}
#: Enough to know and place a model, narrow enough for one screen.
DEFAULT_COLUMNS: tuple[str, ...] = ("number", "name", "theme", "place", "prefecture", "unit", "season")
