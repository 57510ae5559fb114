"""Read the headings of a table: column names, the labels the app shows, and the headings its exports write.

All of it follows from the schema and the phrase catalogue, so that a table the app wrote in either language, or in
both, can be read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from brandmap.intake.limits import LINES_ABOVE
from brandmap.markup import clean
from brandmap.records import LANGS, Text
from brandmap.schema import TABLES, Table
from brandmap.schema.labels import counterpart, label, language_of
from brandmap.text import catalogue, phrase
from brandmap.text.traditional import replace_radicals

#: Stands before what an export says in a column of its own that is no column of the table.
EXTRA = "+"
#: What forms add to the name of a column: a star, a colon, how it is to be filled in.
_HINTS = "必填|选填|可空|多选|单选|填|不超过|字以内|如|格式|required|optional"
_FORM_MARKS = re.compile(rf"^[*★]+|[*★:]+$|\([^()]*(?:{_HINTS})[^()]*\)$")
_SPACED = re.compile("(?<=[\u3400-\u9fff()]) (?=[\u3400-\u9fff()])")
#: Headings of official forms, and those that exports of former versions write, by column without its language.
_OTHER_HEADINGS: dict[str, tuple[Text, ...]] = {
    "id": (Text("编号名", "Id"),),
    "mechanism": (Text("机制", "Mechanism"),),
    "terms": (Text("标签", "Terms"),),
    "adcode": tuple(Text(word, word) for word in ("区划代码", "统计用区划代码", "县级代码", "行政区划")),
    "place": tuple(Text(word, word) for word in ("所在县区", "县（市、区）", "县区", "地点", "所在县（市、区）")),
}
#: The columns an export adds to say where it comes from.
_PROVENANCE = ("filter", "exported", "attribution", "review", "notes", "title")


def column_of(table: Table, cell: str) -> str:
    """Return the column a heading means; ``+name`` for what exports add, ``+`` for their notices; "" if unknown."""
    key = heading_key(cell)
    while key not in _known(table) and (shorter := _FORM_MARKS.sub("", key).strip()) != key:
        key = shorter
    return _known(table).get(key, "")


def heading_key(cell: str) -> str:
    """Make a heading comparable: visible characters in NFKC, lower case, single blanks and none between Chinese."""
    return _SPACED.sub("", " ".join(replace_radicals(clean(unicodedata.normalize("NFKC", cell))).split())).casefold()


def heading_at(table: Table, records: Sequence[Sequence[str]]) -> int:
    """Find the heading: the index of the first of the lines at the top that names the most columns. Titles and
    remarks may stand above it."""
    counts = [sum(bool(column_of(table, cell)) for cell in record) for record in records[:LINES_ABOVE]]
    return counts.index(max(counts)) if counts else 0


@cache
def _known(table: Table) -> Mapping[str, str]:
    """Map every known heading to what it means, in the forms an export of one language and of both writes: 名称, Name,
    名称（中文）, Name (English), 序号 No."""
    columns: dict[str, str] = {}
    for words, column in _meanings(table):
        for lang in LANGS:
            for heading in (words[lang], phrase("export.translated", lang, heading=words[lang])):
                columns.setdefault(heading_key(heading), column[lang])
        columns.setdefault(heading_key(f"{words.zh} {words.en}"), column.zh)
    # The names themselves and the labels of the schema come first.
    labels = {heading_key(one.label(lang)): one.name for one in table.columns for lang in LANGS}
    return columns | labels | {one.name: one.name for one in table.columns}


def _meanings(table: Table) -> Iterator[tuple[Text, Text]]:
    """Yield headings in both languages, and what each of the two means."""
    for column in table.columns:
        if language_of(column.name) == "zh":
            stem, english = column.name.removesuffix("_zh"), counterpart(column.name)
            for words in (label(table, stem), *_OTHER_HEADINGS.get(stem, ())):
                yield words, Text(column.name, english)
                yield Text(f"{words.zh}（英文）", f"{words.en} (English)"), Text(english, english)
        elif not language_of(column.name):
            for words in (label(table, column.name), *_OTHER_HEADINGS.get(column.name, ())):
                yield words, Text(column.name, column.name)
            if column.refers_to == "brands":
                for words in (label(TABLES["brands"], "id"), *_OTHER_HEADINGS["id"]):
                    yield words, Text(column.name, column.name)
    if table.name == "brands":
        for name, words in (
            ("measures", Text(TABLES["measures"].title_zh, TABLES["measures"].title_en)),
            ("figures", Text(TABLES["figures"].title_zh, TABLES["figures"].title_en)),
            ("locality", label(TABLES["places"], "locality")),
            ("pictured", catalogue()["export.pictured"]),
            ("pictured", Text("配图地点", "Also pictured")),
        ):
            yield words, Text(f"{EXTRA}{name}_zh", f"{EXTRA}{name}_en")
    if table.name == "places":
        yield label(TABLES["brands"], "place"), Text(EXTRA, EXTRA)  # the code beside it says it too
    yield catalogue()["filters.prefecture"], Text(EXTRA, EXTRA)
    for name in _PROVENANCE:
        yield catalogue()[f"provenance.{name}"], Text(f"{EXTRA}provenance", f"{EXTRA}provenance")
