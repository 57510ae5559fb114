"""The declaration of tables and columns holds to the types that the code goes by."""

from __future__ import annotations

from typing import get_args

import pytest

from brandmap.intake.cells import default_of, parse_cell
from brandmap.schema import SEASONS, TABLES, Kind
from brandmap.schema.columns import STATEMENTS

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one.name)
def test_a_column_is_of_a_known_kind_and_refers_to_a_table(table, column):
    assert column.kind in get_args(Kind)
    assert column.refers_to in ("", *TABLES)
    assert all((column.label_zh, column.label_en, column.help_zh, column.help_en))
    # A table comes after those it refers to, but for models that go on with models.
    assert list(TABLES).index(column.refers_to or table.name) <= list(TABLES).index(table.name)


def test_a_line_of_the_declaration_is_a_column_or_a_pair_of_languages():
    assert [column.name for column in TABLES["measures"].columns] == ["brand", "order", "measure_zh", "measure_en"]
    chinese, english = TABLES["measures"].columns[2:]
    assert (chinese.label_zh, english.label_zh) == ("措施（中文）", "措施（英文）")
    assert (chinese.label_en, english.label_en) == ("Measure (Chinese)", "Measure (English)")
    assert (chinese.max_length, english.max_length) == (200, 500)
    assert TABLES["brands"].column("inferred").allowed == (*STATEMENTS, *SEASONS[:-1])


def test_defaults_stand_where_a_lost_row_would_take_models_with_it():
    defaults = {(table.name, one.name): default_of(one) for table, one in COLUMNS if one.default is not None}
    assert defaults == {
        ("sources", "title_zh"): "暂无公开资料", ("sources", "title_en"): "not published",
        ("sources", "publisher_zh"): "暂无公开资料", ("sources", "publisher_en"): "not published",
        ("sources", "published"): None, ("sources", "byline_zh"): "", ("sources", "byline_en"): "",
        ("sources", "url"): "", ("sources", "notice_zh"): "暂无公开资料", ("sources", "notice_en"): "not published",
        ("themes", "colour"): "#5b6470", ("themes", "icon"): "leaf",
        ("themes", "meaning_zh"): "暂无公开资料", ("themes", "meaning_en"): "not published",
        ("themes", "common_zh"): "暂无公开资料", ("themes", "common_en"): "not published",
        ("editions", "name_zh"): "暂无公开资料", ("editions", "name_en"): "not published",
        ("editions", "issuer_zh"): "暂无公开资料", ("editions", "issuer_en"): "not published",
        ("editions", "source"): "",
        ("brands", "months"): (), ("brands", "hours"): None, ("brands", "award_edition"): None,
    }  # fmt: skip


@pytest.mark.parametrize(("table", "column"), [pair for pair in COLUMNS if pair[1].example], ids=lambda one: one.name)
def test_an_example_keeps_the_rule_of_its_column(table, column):
    assert parse_cell(column, column.example)
