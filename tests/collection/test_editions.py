"""Several editions: which models are shown, how they are numbered, what an address means, what the card says."""

import json
from pathlib import Path

import pytest

from brandmap.collection.comparison import compare, starters
from brandmap.collection.deck import deck_of
from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import ALL, Collection, Filters
from brandmap.collection.finder import find
from brandmap.collection.lineage import history_text, lineage, lineages
from brandmap.collection.provenance import provenance
from brandmap.collection.view import Refused, View
from brandmap.exports.registry import FORMATS
from brandmap.intake.dataset import load
from brandmap.settings import today
from tests.editions import COUNTY, edition_files

CASES = json.loads((Path(__file__).parents[1] / "data/edition_cases.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def years(files, gazetteer):
    return Collection.of(load(edition_files(files), gazetteer).dataset, gazetteer)


def read(query, collection):
    view, refused = View.from_query(query, collection)
    return view.to_query(), refused


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["filters"]))
def test_the_cases_that_the_page_passes(years, case):
    filters = Filters(**{name: value if name == "q" else tuple(value) for name, value in case["filters"].items()})
    shown = years.with_editions(filters.edition)
    kept = filters.keep(years)
    assert (len(kept), [shown.number(brand) for brand in kept][:3]) == (case["kept"], case["numbers"])
    assert filters.facet_counts(years)["edition"] == case["counts"]
    assert {lang: filter_sentence(filters, years, lang) for lang in ("zh", "en")} == case["sentence"]
    assert filters.groups_to_clear(years) == case["rescues"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({}, {}),
        ({"edition": ["2025"]}, {}),
        ({"edition": ["2024"]}, {"edition": ["2024"]}),
        ({"edition": ["2023", "2025"]}, {"edition": ["2025", "2023"]}),
        ({"edition": ["2023", "2024", "2025"]}, {"edition": ["all"]}),
        ({"edition": ["all"]}, {"edition": ["all"]}),
        ({"brand": ["m2025-4"]}, {"brand": ["m2025-4"]}),
        ({"brand": ["m2024-4"]}, {"edition": ["2024"], "brand": ["m2024-4"]}),
        ({"brand": ["m2024-4"], "edition": ["all"]}, {"edition": ["all"], "brand": ["m2024-4"]}),
        ({"compare": ["m2024-4", "m2023-1"]}, {"compare": ["m2024-4", "m2023-1"]}),
    ],
)
def test_an_address_has_one_form_and_an_old_link_keeps_its_model(years, given, written):
    assert read(given, years) == (written, ())


def test_an_unknown_edition_is_named(years, collection):
    assert read({"edition": ["1999"]}, years) == ({}, (Refused("edition", "1999"),))
    assert read({"edition": ["2024"]}, collection) == ({}, ())  # the only one


def test_numbers_are_those_of_the_edition_and_have_the_year_beside_others(years):
    brand = years.dataset.by_id["m2024-6"]
    numbers = [years.with_editions(edition).number(brand) for edition in (("2024",), (), ALL, ("2025", "2024"))]
    assert numbers == ["6", "2024-6", "2024-6", "2024-6"]
    pair = [brand, years.dataset.by_id["m2025-6"]]
    assert compare(pair, years.numbered_together(pair), "en").numbers == ("2024-6", "2025-6")


def test_finder_deck_and_comparison_are_of_the_edition(years):
    of_2024 = years.with_editions(("2024",))
    outcome = find(["disputes"], of_2024)
    found = [match.brand for match in (*outcome.fitting, *outcome.partly, *outcome.others)]
    assert {brand.edition for brand in found} == {"2024"}
    assert len(found) == 30
    assert {brand.edition for brand in deck_of(View(deck=ALL), of_2024).brands} == {"2024"}
    assert {brand.edition for brands in starters(of_2024).values() for brand in brands} == {"2024"}
    assert [brand.id for brand in deck_of(View(deck=("m2023-2", "m2025-1")), of_2024).brands] == ["m2023-2", "m2025-1"]


def test_a_model_is_followed_over_its_years(years):
    assert [one.id for one in lineage(years.dataset.by_id["m2024-1"], years)] == ["m2023-1", "m2024-1", "m2025-1"]
    assert [len(line) for line in lineages(years)] == [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("m2025-1", "2025年入选，第1号；延续往届，首次入选为2023年",
         "Selected in 2025, no. 1; continues a model first selected in 2023"),
        ("m2025-30", "2025年入选，第30号；当年新入选", "Selected in 2025, no. 30; new in that year"),
        ("m2024-4", "2024年入选，第4号；当年新入选；2025年继续入选",
         "Selected in 2024, no. 4; new in that year; continued in 2025"),
        ("m2023-9", "2023年入选，第9号；2024年未再入选", "Selected in 2023, no. 9; not listed again in 2024"),
    ],
)  # fmt: skip
def test_the_card_says_since_when_and_what_became_of_a_model(years, id_, zh, en):
    brand = years.dataset.by_id[id_]
    assert (history_text(brand, years, "zh"), history_text(brand, years, "en")) == (zh, en)


def test_with_one_edition_nothing_is_said_of_it(collection):
    brand = collection.dataset.by_id["maqu-ecology"]
    assert (history_text(brand, collection, "zh"), collection.number(brand)) == ("", "1")
    assert [name for name, _ in provenance(collection, Filters(), today()).items if name == "edition"] == []
    assert FORMATS["csv"].filename(collection, Filters(), "zh") == "gansu-policing-models_10-of-10_zh.csv"


def test_six_models_of_one_county_are_all_kept(years):
    assert [brand.id for brand in Filters().keep(years) if brand.adcode == COUNTY] == [
        f"m2025-{n}" for n in range(25, 31)
    ]


@pytest.mark.parametrize("filters", [Filters(), Filters(edition=("2024",)), Filters(edition=ALL, theme=("ecology",))])
def test_every_format_is_of_the_edition_and_says_which(years, filters):
    years_line = provenance(years, filters, today()).editions["zh"]
    assert ("2024" in years_line, "2023" in years_line) == (bool(filters.edition), filters.edition == ALL)
    for one in FORMATS.values():
        assert len(one.build(years, filters, "zh", today())) > 1000
    name = {(): "2025_30-of-30", ("2024",): "2024_30-of-30", ALL: "2025-2024-2023_9-of-90"}[filters.edition]
    assert FORMATS["csv"].filename(years, filters, "zh") == f"gansu-policing-models_{name}_zh.csv"
