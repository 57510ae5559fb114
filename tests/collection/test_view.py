"""The URL contract: what is read, what is refused, what is written back."""

from dataclasses import fields

import pytest

from brandmap.collection.filters import GROUPS, Filters
from brandmap.collection.search import MAX_QUERY
from brandmap.collection.view import PARAMETERS, Refused, View
from tests import ROOT

README = ROOT / "README.md"


def read(collection, **query):
    return View.from_query(
        {name: [values] if isinstance(values, str) else values for name, values in query.items()}, collection
    )


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ({}, View()),
        ({"lang": ["zh"]}, View(lang="zh")),
        ({"lang": ["en"]}, View(lang="en")),
        ({"theme": ["ecology", "tourism"]}, View(filters=Filters(theme=("ecology", "tourism")))),
        ({"season": ["all_year"]}, View(filters=Filters(season=("all_year",)))),
        ({"prefecture": ["622900"]}, View(filters=Filters(prefecture=("622900",)))),
        ({"q": ["瓜田"]}, View(filters=Filters(q="瓜田"))),
        ({"brand": ["maqu-ecology"]}, View(brand="maqu-ecology")),
        ({"compare": ["kang-pepper", "huining-melon"]}, View(compare=("kang-pepper", "huining-melon"))),
        ({"step": ["12"]}, View(step=12)),
        ({"deck": ["kang-pepper", "maqu-ecology"]}, View(deck=("kang-pepper", "maqu-ecology"))),
        ({"deck": ["all"]}, View(deck=("all",))),
        ({"pace": ["20"]}, View(pace=20)),
        ({"notes": ["1"]}, View(notes=True)),
        ({"need": ["disputes", "autumn", "township"]}, View(need=("disputes", "autumn", "township"))),
    ],
)
def test_each_parameter_reads_and_writes_back(collection, query, view):
    assert View.from_query(query, collection) == (view, ())
    assert view.to_query() == query


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("lang", "zh-CN", "zh"), ("lang", "en-US", "en"), ("lang", "EN", "en"),
        ("brand", "kang-pepper。", "kang-pepper"), ("brand", "kang-pepper）", "kang-pepper"),
        ("brand", " kang-pepper", "kang-pepper"), ("brand", "kang-pepper\n", "kang-pepper"),
        ("brand", "KANG-PEPPER", "kang-pepper"), ("compare", "“kang-pepper”", "kang-pepper"),
        ("theme", "ECOLOGY", "ecology"), ("step", "１", "1"), ("step", "12.", "12"),
        ("prefecture", "622900，", "622900"),
    ],
)  # fmt: skip
def test_a_value_passed_on_with_marks_around_it_is_understood(collection, name, value, meant):
    assert View.from_query({name: [value]}, collection) == View.from_query({name: [meant]}, collection)
    assert View.from_query({name: [meant]}, collection)[1] == ()


def test_parameters_of_a_link_copied_from_html_are_understood(collection):
    """The model was lost without a word: the parameter was called “amp;brand”."""
    assert read(collection, lang="zh", **{"amp;brand": "kang-pepper"}) == (View(lang="zh", brand="kang-pepper"), ())


def test_an_address_in_another_encoding_is_refused_with_a_notice(collection):
    """A browser reads %BB%A8 as two characters that stand for unreadable bytes."""
    assert read(collection, q="\ufffd\ufffd") == (View(), (Refused("q", "\ufffd\ufffd"),))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"), ("lang", ""), ("theme", "农业"), ("season", "monsoon"),
        ("prefecture", "110000"), ("prefecture", "622900.0"), ("brand", "nobody"),
        ("brand", "<script>alert(1)</script>"),
        ("compare", "{{7*7}}"),
        ("step", "0"), ("step", "-1"), ("step", "1e3"), ("step", "9999"), ("brand", "../../etc/passwd"),
        ("need", "mediation"), ("need", "{{7*7}}"), ("need", "纠纷"),
        ("deck", "everything"), ("deck", "{{7*7}}"), ("pace", "601"), ("pace", "-1"), ("pace", "2.5"),
        ("notes", "2"), ("notes", "yes"),
    ],
)  # fmt: skip
def test_an_invalid_value_is_refused_and_changes_nothing(collection, name, value):
    assert View.from_query({name: [value]}, collection) == (View(), (Refused(name, value),))


def test_valid_values_beside_invalid_ones_stay(collection):
    view, refused = read(collection, theme=["ecology", "bogus", "ecology"], brand="maqu-ecology")
    assert view == View(filters=Filters(theme=("ecology",)), brand="maqu-ecology")
    assert refused == (Refused("theme", "bogus"),)


def test_long_and_numerous_values_are_bounded(collection):
    view, refused = read(collection, q="x" * (MAX_QUERY + 1), theme=["no"] * 10_000)
    assert view == View()
    assert len(refused) == 41
    assert refused[-1] == Refused("q", "x" * 39 + "…")


def test_at_most_four_are_compared(collection):
    ids = [brand.id for brand in collection.dataset.brands[:5]]
    view, refused = read(collection, compare=ids)
    assert view.compare == tuple(ids[:4])
    assert refused == (Refused("compare", ids[4]),)


def test_a_deck_of_all_has_no_hand_picked_models(collection):
    assert read(collection, deck=["maqu-ecology", "all"]) == (View(deck=("all",)), ())


def test_search_words_are_cleaned(collection):
    assert read(collection, q="  a\u202e\x00b \t c ")[0].filters.q == "ab c"


@pytest.mark.parametrize(("name", "value"), [("step", "1"), ("pace", "0"), ("notes", "0")])
def test_a_default_may_be_given_and_is_not_written(collection, name, value):
    view, refused = View.from_query({name: [value]}, collection)
    assert (view, refused, view.to_query()) == (View(), (), {})


def test_the_table_of_the_readme_is_that_of_the_code():
    rows = [
        f"| `{p.name}`{' (repeatable)' if p.max_values > 1 else ''} | {p.description} | {p.page} |"
        for p in PARAMETERS.values()
    ]
    assert "\n".join(["| --- | --- | --- |", *rows, ""]) in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=PARAMETERS)
def test_the_example_of_a_parameter_is_read_and_written(collection, parameter):
    view, refused = View.from_query({parameter.name: [parameter.example]}, collection)
    assert refused == ()
    # Where there is one edition, all of them and the newest are the same.
    assert view.to_query() == ({} if parameter.name == "edition" else {parameter.name: [parameter.example]})


def test_every_field_of_a_view_and_every_group_is_a_parameter():
    of_view = [field.name for field in fields(View) if field.name != "filters"]
    assert sorted(PARAMETERS) == sorted([*of_view, "edition", *GROUPS])
    assert [field.name for field in fields(Filters)] == ["edition", *GROUPS]


def test_a_search_text_that_is_too_long_is_refused_not_cut(collection):
    longest = "长" * MAX_QUERY
    assert read(collection, q=f"  {longest}\n")[0].filters.q == longest
    assert read(collection, q=longest + "长") == (View(), (Refused("q", "长" * 39 + "…"),))
