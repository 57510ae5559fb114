"""Filters: OR inside a group, AND between groups, counted, rescued and said in words."""

from dataclasses import replace

import pytest

from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import Collection, Filters
from tests.collection.cases import CASES, filters_of, named


def with_key(key):
    return pytest.mark.parametrize("case", [case for case in CASES if key in case], ids=named)


@with_key("numbers")
def test_what_is_kept(collection, case):
    assert [brand.number for brand in filters_of(case).keep(collection)] == case["numbers"]


@with_key("counts")
def test_counts_ignore_their_own_group(collection, case):
    assert filters_of(case).facet_counts(collection) == case["counts"]


@with_key("rescues")
def test_an_empty_result_names_what_to_drop(collection, case):
    assert filters_of(case).groups_to_clear(collection) == case["rescues"]


@with_key("sentence")
def test_the_sentence_says_what_is_kept_and_how_many_all_year_models_run_too(collection, case):
    assert {lang: filter_sentence(filters_of(case), collection, lang) for lang in ("zh", "en")} == case["sentence"]


def test_there_are_enough_cases_of_each_kind():
    assert len(CASES) >= 150
    assert all(sum(key in case for case in CASES) >= 10 for key in ("counts", "rescues", "sentence"))


def test_a_collection_of_one_is_not_spoken_of_in_the_plural(collection, gazetteer):
    one = Collection.of(replace(collection.dataset, brands=collection.dataset.brands[:1]), gazetteer)
    assert filter_sentence(Filters(), one, "en") == "1 model in all"
    assert filter_sentence(Filters(), one, "zh") == "共 1 个模式"
