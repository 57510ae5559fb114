"""Give default values for wrong or missing cells of themes, sources and editions.

One of them that was left out would take all its models with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandmap.schema import Kind, Table
from brandmap.schema.columns import THEME_ICONS, Column
from brandmap.schema.labels import language_of
from brandmap.text import phrase

OWN_SOURCE = "own"  # source id for data that no published source stands behind
#: By kind of column.
STAND_INS: Mapping[Kind, object] = {"colour": "#5b6470", "url": "", "date": None}
#: Further columns of the vocabulary, by table and column without its language. None: “not published”.
FURTHER_STAND_INS: Mapping[str, Mapping[str, str | None]] = {
    "sources": {"title": None, "publisher": None, "byline": "", "notice": None},
    "editions": {"name": None, "issuer": None, "source": ""},
    "themes": {"meaning": None, "common": None, "icon": THEME_ICONS[0]},
}


def has_stand_in(table: Table, column: Column) -> bool:
    """Whether a wrong cell of the column costs no row."""
    return column.kind in STAND_INS or _stem(column) in FURTHER_STAND_INS.get(table.name, {})


def stand_in(table: Table, column: Column) -> object:
    """What stands in for a wrong cell of a column that has a stand-in."""
    if column.kind in STAND_INS:
        return STAND_INS[column.kind]
    said = FURTHER_STAND_INS[table.name][_stem(column)]
    return phrase("text.not_published", language_of(column.name) or "zh") if said is None else said


def _stem(column: Column) -> str:
    """The column's name without its language."""
    lang = language_of(column.name)
    return column.name.removesuffix(f"_{lang}") if lang else column.name
