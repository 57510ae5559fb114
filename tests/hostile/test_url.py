"""Every hostile text in every URL parameter: nothing raises, nothing is taken up, what a notice repeats is inert."""

import pytest

from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import FACETS
from brandmap.collection.search import MAX_QUERY
from brandmap.collection.view import MAX_VALUES, PARAMETERS, SHOWN_LENGTH, Refused, View
from tests.hostile.texts import TEXTS

CHOICES = [name for name in PARAMETERS if name != "q"]
ALL = {f"{group}: {name}": text for group, texts in TEXTS.items() for name, text in texts.items()}


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_a_hostile_text_is_refused_by_every_parameter_and_searched_for_by_q(collection, text):
    view, refused = View.from_query({name: [text] for name in CHOICES}, collection)
    assert view == View()
    assert sorted(notice.name for notice in refused) == sorted(CHOICES)
    for notice in refused:
        assert len(notice.value) <= SHOWN_LENGTH
        assert not {"\n", "\r", "\u2028", "\u2029", "\x00", "\u202e", "\u200b"} & set(notice.value)
        notice.value.encode()
    view, refused = View.from_query({"q": [text]}, collection)
    q = view.filters.q
    assert (len(q) <= MAX_QUERY and refused == ()) or (q == "" and len(refused) == 1)
    q.encode()
    assert "\n" not in q
    # The same text leads to the same view again, and to a result of brands of the collection.
    assert View.from_query(view.to_query(), collection) == (view, ())
    assert set(view.filters.keep(collection)) <= set(collection.dataset.brands)
    for lang in ("zh", "en"):
        assert q in filter_sentence(view.filters, collection, lang)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n\n![x](//h)", "a ![x](//h)"),
        ("a\r\n# b", "a # b"),
        ("a\u2028b", "a b"),
        ("\u202eexe\u200b", "exe"),
        ("x" * 41, "x" * 39 + "…"),
        ("\ud800", ""),
    ],
)
def test_what_a_notice_repeats_is_one_short_line(collection, value, shown):
    """A blank line would end the code span that shows it, and the rest would be markdown."""
    assert View.from_query({"theme": [value]}, collection)[1] == (Refused("theme", shown),)


@pytest.mark.parametrize(
    "value",
    ["٣", "1.0", "1e1", "+1", "-1", "0x1", "1_0", "", "1000", "9" * 5000, "NaN", "1-"],
)
def test_only_plain_digits_are_a_step(collection, value):
    view, refused = View.from_query({"step": [value], "pace": [value]}, collection)
    assert (view.step, view.pace) == (1, 0)
    assert [notice.name for notice in refused] == ["step", "pace"]


@pytest.mark.parametrize("name", ["brand", "theme", "season", "compare", "deck", "need"])
@pytest.mark.parametrize(
    "change",
    [
        lambda v: v + "\u200b",
        lambda v: v.replace("e", "е"),
        lambda v: v + "/../x",
        lambda v: v + "\x00",
    ],
)
def test_what_only_looks_like_a_choice_is_none(collection, name, change):
    valid = {
        "brand": "kang-pepper",
        "theme": "ecology",
        "season": "summer",
        "compare": "kang-pepper",
        "deck": "kang-pepper",
        "need": "disputes",
    }[name]
    assert View.from_query({name: [valid]}, collection)[1] == ()
    view, refused = View.from_query({name: [change(valid)]}, collection)
    assert view == View()
    assert [notice.name for notice in refused] == [name]


def test_a_flood_of_values_is_bounded(collection):
    view, refused = View.from_query({name: ["<script>"] * 100_000 for name in PARAMETERS}, collection)
    assert view.filters.q == "<script>"
    assert len(refused) <= MAX_VALUES * len(PARAMETERS)
    assert View.from_query({"q": ["长" * 1_000_000]}, collection)[0] == View()


def test_unknown_parameters_are_not_looked_at(collection):
    assert View.from_query({"__proto__": ["x"], "data": ["/etc/passwd"], "": ["x"], "embed": ["true"]}, collection) == (
        View(),
        (),
    )


def test_ids_of_a_hostile_collection_are_only_ever_its_own(collection):
    for facet in FACETS:
        for value in collection.choices(facet):
            assert value.isascii()
            assert value.replace("_", "").isalnum()


@pytest.mark.parametrize(
    "value",
    [
        "kang%2Dpepper", "kang%252Dpepper", "%6B%61ng-pepper", "kang-pepper%00", "kang-pepper\x00", "kang-pepper;x",
        "kang-pepper&theme=ecology", "kang-pepper,maqu-ecology", "康县", "kang\u2010pepper",
    ],
)  # fmt: skip
def test_an_id_that_is_still_encoded_or_two_in_one_is_none(collection, value):
    view, refused = View.from_query({"brand": [value]}, collection)
    assert (view, [notice.name for notice in refused]) == (View(), ["brand"])


def test_a_parameter_given_twice(collection):
    """The first counts where one is meant, and the other is said; lists take both, each once."""
    view, refused = View.from_query(
        {"lang": ["zh", "en"], "brand": ["maqu-ecology", "kang-pepper"], "theme": ["ecology", "ecology", "tourism"]},
        collection,
    )
    assert view.filters.theme == ("ecology", "tourism")
    assert (view.lang, view.brand) == ("zh", "maqu-ecology")
    assert refused == (Refused("lang", "en"), Refused("brand", "kang-pepper"))
    assert View.from_query(view.to_query(), collection) == (view, ())
