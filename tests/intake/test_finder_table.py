"""The finder's table: its rules, what a faulty row costs, and a visitor's own."""

import pytest

from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError

HEAD = "question,option,text_zh,text_en,looks_at,matches\n"
GOOD = "season,autumn,秋,Autumn,season,autumn\n"


def with_rows(files, rows):
    return {**files, "finder": (HEAD + rows).encode()}


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("season,a,秋,A,weather,autumn\n", "looks_at", "not_allowed"),
        ("colour,a,红,Red,season,autumn\n", "question", "not_allowed"),
        ("season,A!,秋,A,season,autumn\n", "option", "bad_id"),
        ("season,a,,A,season,autumn\n", "text_zh", "required"),
        ("season,autumn,秋,A,season,autumn\n", "option", "duplicate_key"),
        ("season,a,雨季,Rains,season,monsoon\n", "matches", "not_allowed"),
        ("problem,a,盗窃,Theft,problem,theft_robery\n", "matches", "unknown_choice"),
        ("problem,a,盗窃,Theft,problem,orchard\n", "matches", "unknown_choice"),
        ("season,a,果园,Orchard,setting,orchard\n", "looks_at", "mixed_question"),
    ],
)
def test_a_faulty_row_is_left_out_and_said(files, gazetteer, row, column, rule):
    loaded = load(with_rows(files, GOOD + row), gazetteer)
    assert [(p.table, p.row, p.column, p.rule) for p in loaded.problems] == [("finder", 3, column, rule)]
    assert loaded.left_out == (("finder", 3),)
    assert list(loaded.dataset.rules.options) == ["autumn"]


@pytest.mark.parametrize(("rows", "rule"), [("", "no_rows"), ("season,a,秋,A,season,monsoon\n", "no_options")])
def test_a_table_without_an_option_is_refused(files, gazetteer, rows, rule):
    with pytest.raises(DataError) as caught:
        load(with_rows(files, rows), gazetteer)
    assert [p.rule for p in caught.value.problems if p.fatal] == [rule]


def test_values_of_another_facet_are_named_with_those_of_the_right_one(files, gazetteer):
    loaded = load(with_rows(files, GOOD + "scope,a,县,County,scope,orchard\n"), gazetteer)
    assert "finder.csv, row 3, Matches (matches)" in loaded.problems[0].line("en")
    assert "scope_township" in loaded.problems[0].line("en")
    assert "orchard（" not in loaded.problems[0].line("zh")


def test_a_visitor_may_bring_their_own_rules_or_use_the_published(files, gazetteer, collection):
    own = load({"brands": files["brands"]}, gazetteer, base=collection.dataset).dataset
    assert own.rules == collection.dataset.rules
    given = {"brands": files["brands"], "finder": (HEAD + GOOD).encode()}
    assert list(load(given, gazetteer, base=collection.dataset).dataset.rules.options) == ["autumn"]
