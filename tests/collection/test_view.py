"""The URL contract: what is read, what is refused, what is written back."""

import pytest

from brandmap.collection.filters import Filters
from brandmap.collection.view import MAX_QUERY, Refused, View


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
    ("name", "value"),
    [
        ("lang", "fr"), ("lang", ""), ("theme", "农业"), ("theme", "ECOLOGY"), ("season", "monsoon"),
        ("prefecture", "110000"), ("prefecture", "622900.0"), ("brand", "nobody"),
        ("brand", "<script>alert(1)</script>"),
        ("compare", "{{7*7}}"),
        ("step", "0"), ("step", "-1"), ("step", "1e3"), ("step", "１"), ("step", "9999"), ("brand", "../../etc/passwd"),
        ("need", "mediation"), ("need", "{{7*7}}"), ("need", "纠纷"),
        ("deck", "everything"), ("deck", "{{7*7}}"), ("pace", "0"), ("pace", "601"), ("pace", "2.5"),
        ("notes", "0"), ("notes", "yes"),
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
