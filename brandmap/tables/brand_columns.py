"""Define the columns of the table of models, on screen and in files.

A cell for which the source publishes nothing says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from brandmap.collection.filters import Collection
from brandmap.collection.provenance import bilingual_phrase, source_line
from brandmap.collection.wording import figure_text
from brandmap.records import Brand, Lang, Place, Text
from brandmap.schema import TABLES
from brandmap.tables.columns import LINE, NAME, NUMBER, PROSE, SHORT, Cell, TableColumn, heading
from brandmap.text import or_not_published, phrase

Value = Callable[[Brand, Collection, Lang], Cell]


def place_name(adcode: str, collection: Collection, lang: Lang) -> str:
    """Return the official name of a unit. KeyError for a code that is not of Gansu."""
    return collection.gazetteer.unit(adcode).name[lang]


def _joined(items: Iterable[str], lang: Lang) -> str:
    return phrase("text.semicolon", lang).join(item for item in items if item)


def _theme(brand: Brand, collection: Collection, lang: Lang) -> str:
    return collection.dataset.themes[brand.theme].name[lang]


def _also_themes(brand: Brand, collection: Collection, lang: Lang) -> str:
    return _joined((collection.dataset.themes[theme].name[lang] for theme in brand.also_themes), lang)


def _prefecture(brand: Brand, collection: Collection, lang: Lang) -> str:
    return collection.gazetteer.prefecture(brand.adcode).name[lang]


def _pictured(brand: Brand, collection: Collection, lang: Lang) -> str:
    def caption(place: Place) -> str:
        name, what = place_name(place.adcode, collection, lang), place.what[lang]
        return phrase("export.pictured_what", lang, place=name, what=what) if what else name

    return _joined(map(caption, brand.pictured), lang)


def _figures(brand: Brand, _collection: Collection, lang: Lang) -> str:
    return or_not_published(_joined((figure_text(figure, lang) for figure in brand.figures), lang), lang)


def _season(brand: Brand, _collection: Collection, lang: Lang) -> str:
    return phrase("text.comma", lang).join(phrase(f"season.{season}", lang) for season in brand.season)


def _statements(name: str) -> Value:
    """Write a function that lists the names of the statements in a field."""
    return lambda brand, _, lang: _joined((phrase(f"statement.{one}", lang) for one in getattr(brand, name)), lang)


def _months(brand: Brand, _collection: Collection, lang: Lang) -> str:
    return or_not_published(phrase("text.comma", lang).join(map(str, brand.stated_months)), lang)


def _hours(brand: Brand, _collection: Collection, lang: Lang) -> str:
    return or_not_published("–".join(brand.hours or ()), lang)


def _terms(brand: Brand, collection: Collection, lang: Lang) -> str:
    return _joined((collection.dataset.terms[term].name[lang] for term in brand.terms), lang)


def _source(brand: Brand, collection: Collection, lang: Lang) -> str:
    return source_line(collection.dataset.sources[brand.source], lang)


def _source_text(name: str) -> Value:
    """Write a function that reads a text taken from the source; an empty one becomes “not published”."""
    return lambda brand, collection, lang: or_not_published(getattr(brand, name)[lang], lang)


def _editors_text(name: str) -> Value:
    """Write a function that reads a text by the editors, which may be empty."""
    return lambda brand, collection, lang: str(getattr(brand, name)[lang])


def _source_texts(name: str) -> Value:
    """Write a function that joins the texts in a field; without any they become “not published”."""

    def join_texts(brand: Brand, _collection: Collection, lang: Lang) -> str:
        items = [text[lang] for text in getattr(brand, name)]
        # Texts with a semicolon stand on lines of their own, or reading the file again would split them.
        separator = "\n" if any(set(item) & set(";；") for item in items) else phrase("text.semicolon", lang)
        return or_not_published(separator.join(filter(None, items)), lang)

    return join_texts


def _field(name: str) -> Value:
    """Write a function that reads a field unchanged."""
    return lambda brand, collection, lang: getattr(brand, name)


def _column(id_: str, value: Value, width: int, *, translated: bool = True, title: Text | None = None) -> TableColumn:
    return TableColumn(id_, title or heading("brands", id_), value, width, translated)


def _title(table: str) -> Text:
    return Text(TABLES[table].title_zh, TABLES[table].title_en)


#: All columns in reading order: who and where, what is done (as in SARA), when, and the source.
COLUMNS: tuple[TableColumn, ...] = (
    _column("number", _field("number"), NUMBER, translated=False),
    _column("id", _field("id"), NAME, translated=False),
    _column("name", _source_text("name"), NAME + 2),
    _column("theme", _theme, SHORT),
    _column("also_themes", _also_themes, NAME),
    _column("place", lambda brand, collection, lang: place_name(brand.adcode, collection, lang), NAME),
    _column("prefecture", _prefecture, NAME, title=bilingual_phrase("filters.prefecture")),
    _column("locality", lambda brand, _, lang: brand.home.locality[lang], LINE, title=heading("places", "locality")),
    _column("adcode", _field("adcode"), SHORT, translated=False),
    _column("unit", _source_text("unit"), LINE),
    _column("summary", _source_text("summary"), PROSE),
    _column("problem", _source_text("problem"), PROSE),
    _column("setting", _source_text("setting"), PROSE),
    _column("mechanism", _source_text("mechanism"), PROSE),
    _column("measures", _source_texts("measures"), PROSE, title=_title("measures")),
    _column("partners", _source_texts("partners"), LINE),
    _column("serves", _source_texts("serves"), LINE),
    _column("result", _source_text("result"), PROSE),
    _column("figures", _figures, LINE, title=_title("figures")),
    _column("evidence", lambda brand, _, lang: phrase(f"evidence.{brand.evidence}", lang), LINE),
    _column("transfer", _editors_text("transfer"), PROSE),
    _column("season", _season, SHORT),
    _column("season_basis", lambda brand, _, lang: phrase(f"season.{brand.season_basis}", lang), NAME),
    _column("stated", _statements("stated"), NAME),
    _column("inferred", _statements("inferred"), NAME),
    _column("months", _months, SHORT),
    _column("hours", _hours, SHORT),
    _column("when", _source_text("when"), LINE),
    _column("edition", _field("edition"), SHORT, translated=False),
    _column("continues", _field("continues"), NAME, translated=False),
    _column("award_edition", _field("award_edition"), SHORT, translated=False),
    _column("award_name", _editors_text("award_name"), LINE),
    _column("award_issuer", _editors_text("award_issuer"), NAME),
    _column("terms", _terms, LINE),
    _column("pictured", _pictured, LINE, title=bilingual_phrase("export.pictured")),
    _column("note", _editors_text("note"), LINE),
    _column("source", _source, LINE),
)
COLUMN_BY_ID: dict[str, TableColumn] = {column.id: column for column in COLUMNS}

#: Columns that are hidden where there is only one edition.
EDITION_COLUMNS = ("edition", "continues")
#: Shown at first: which model it is, where and when it runs; narrow enough for one screen.
DEFAULT_COLUMNS: tuple[str, ...] = ("number", "name", "theme", "place", "prefecture", "unit", "season")
