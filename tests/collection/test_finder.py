"""The finder: its classes, order, explanations and table, and hostile texts. Situations are in test_situations."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from brandmap.collection.filters import Collection
from brandmap.collection.finder import find, questions_to_clear, recorded_values
from brandmap.collection.finder_words import explain, headline, none_fit_text, summary
from brandmap.collection.view import Refused, View
from brandmap.drawing.finder_html import list_html, match_html
from brandmap.records import Text
from brandmap.schema import FINDER_QUESTIONS
from brandmap.text import catalogue


def found(need, collection):
    return find(need.split(), collection)


def match_of(number, outcome):
    every = (*outcome.fitting, *outcome.partly, *outcome.others)
    return next(match for match in every if match.brand.number == number)


def numbers(matches):
    return [match.brand.number for match in matches]


def test_every_model_is_in_one_class(collection):
    for need in ("disputes", "winter", "other_problem", "environment night_market", "drones county no_partners"):
        outcome = found(need, collection)
        assert sorted(numbers((*outcome.fitting, *outcome.partly, *outcome.others))) == list(range(1, 11))
        for level, matches in (("fits", outcome.fitting), ("partly", outcome.partly), ("no", outcome.others)):
            assert {match.level for match in matches} <= {level}


def test_more_than_half_of_the_substance_is_needed_to_fit_and_half_fits_partly(collection):
    outcome = found("environment city", collection)
    assert outcome.fitting == ()
    assert match_of(1, outcome).level == "partly"
    assert match_of(1, found("environment city residents", collection)).level == "fits"
    assert match_of(1, found("environment city traders", collection)).level == "no"


def test_what_lacks_only_the_problem_is_the_nearest(collection):
    outcome = found("disputes night_market summer", collection)
    assert numbers(outcome.fitting) == []
    assert numbers(outcome.partly) == [10, 6, 7, 9, 5, 8]
    assert [finding.question for finding in outcome.partly[0].unmet] == ["problem"]
    assert match_of(6, found("night fields summer growers", collection)).level == "partly"
    assert match_of(6, found("night fields summer pickers", collection)).level == "no"


def test_where_the_problem_is_open_what_one_wants_to_do_must_match(collection):
    """Found by a situation: a drowning place asks for search and rescue, and two models without it “fitted”."""
    outcome = found("rescue city residents", collection)
    assert (numbers(outcome.fitting), numbers(outcome.partly)) == ([3], [2, 10])
    assert numbers(found("rescue night city residents", collection).fitting) == [10]


@pytest.mark.parametrize(
    ("season", "partly"),
    [
        ("spring", [1, 2, 3, 4, 9, 10]),
        ("summer", [1, 2, 3, 4, 6, 7, 9, 10]),
        ("autumn", [1, 2, 3, 4, 8, 9, 10]),
        ("winter", [1, 2, 3, 4, 5, 9, 10]),
        ("township", [6, 7, 9]),
        ("county", [1, 2, 3, 4, 5, 8]),
        ("prefecture", [10]),
        ("winter township", [9]),
    ],
)
def test_circumstances_alone_never_fit_but_name_what_meets_them_all(collection, season, partly):
    outcome = found(season, collection)
    assert outcome.circumstances_only
    assert numbers(outcome.fitting) == []
    assert sorted(numbers(outcome.partly)) == partly


def test_the_substance_comes_before_the_circumstances(collection):
    outcome = found("trade_disputes orchards pickers autumn county", collection)
    assert numbers(outcome.fitting)[:2] == [7, 8]
    assert [len(match.matched_substance) for match in outcome.fitting[:2]] == [3, 2]


def test_equal_models_share_a_place_and_the_next_is_counted_on(collection):
    outcome = found("anti_fraud winter", collection)
    assert [(m.rank, m.tied, m.brand.number) for m in outcome.fitting] == [
        (1, True, 3), (1, True, 9), (3, True, 6), (3, True, 8),
    ]  # fmt: skip


def test_a_model_made_for_the_season_stands_before_one_of_all_year(collection):
    assert numbers(found("visits homes winter", collection).fitting) == [5, 9]
    assert numbers(found("visits homes summer", collection).fitting) == [9, 5]


def test_of_two_that_do_not_fit_the_one_with_the_problem_is_nearer(collection):
    outcome = found("theft river villagers", collection)
    assert (outcome.fitting, outcome.partly) == ((), ())
    assert numbers(outcome.others)[:3] == [2, 6, 1]


@pytest.mark.parametrize(
    ("need", "nearest"),
    [("environment city", 1), ("disputes night_market", 10), ("fights night scenic", 10), ("traffic river", 1)],
)
def test_of_two_that_fit_partly_the_one_that_matches_what_few_do_is_nearer(collection, need, nearest):
    """One model is for crime against the environment, three are in towns; five are for disputes, one for markets."""
    assert numbers(found(need, collection).partly)[0] == nearest


def test_nothing_answered_and_unknown_answers_find_nothing(collection):
    for need in ("", "bogus"):
        outcome = found(need, collection)
        assert (outcome.answered, outcome.fitting, outcome.partly, outcome.others) == ({}, (), (), ())


def test_the_order_of_the_answers_does_not_matter(collection):
    need = ("disputes", "winter", "villagers", "grid_workers", "township")
    assert find(need, collection) == find(need[::-1], collection)


def test_a_question_left_open_may_bring_models_back(collection):
    assert questions_to_clear(["theft", "homes", "city_people"], collection) == {"problem": 2, "setting": 2}
    assert questions_to_clear(["other_problem"], collection) == {}


# --- partners -------------------------------------------------------------------------------------------------------


def test_a_partner_nobody_was_asked_about_is_a_note_and_red_only_what_was_denied(collection):
    courtyard = explain(match_of(9, found("disputes homes grid_workers", collection)), collection, "en")
    assert courtyard["note"] == [("Partners", "this model also works with: Village auxiliary officers")]
    assert courtyard["no"] == []
    denied = match_of(9, found("disputes homes no_partners", collection))
    assert denied.level == "partly"
    assert explain(denied, collection, "en")["no"] == [
        ("Partners", "you chose “None at present”; on record only: Grid workers; Village auxiliary officers")
    ]


def test_a_model_whose_partners_are_all_missing_fits_partly(collection):
    smart = match_of(2, found("theft city grid_workers", collection))
    assert (smart.level, summary(smart, "zh")) == ("partly", "所答 3 题中相符 2 题；不符：协作力量")
    assert [state for state, lines in explain(smart, collection, "zh").items() if lines] == ["yes", "note"]


def test_what_is_not_published_counts_neither_for_nor_against(collection):
    kang = match_of(5, found("disputes homes grid_workers", collection))
    assert (kang.level, kang.unknown_count) == ("fits", 1)
    assert explain(kang, collection, "zh")["unknown"] == [("协作力量", "您选“网格员”；报道没有说明")]
    assert 4 not in numbers(found("grid_workers", collection).partly)


# --- none of these --------------------------------------------------------------------------------------------------


def test_none_of_these_beside_another_answer_is_refused_in_a_link(collection):
    view, refused = View.from_query({"need": ["disputes", "other_problem", "no_partners"]}, collection)
    assert view.need == ("disputes", "no_partners")
    assert refused == (Refused("need", "other_problem"),)
    assert View.from_query(view.to_query(), collection) == (view, ())


def test_none_of_these_matches_no_model(collection):
    assert [len(getattr(found("other_problem", collection), name)) for name in ("fitting", "partly")] == [0, 0]
    outcome = found("other_problem homes", collection)
    assert numbers(outcome.partly) == [5, 9]


# --- words ----------------------------------------------------------------------------------------------------------


def test_the_explanation_names_answer_and_record(collection):
    match = match_of(6, found("disputes fields city winter returning_workers", collection))
    assert explain(match, collection, "en") == {
        "yes": [
            (
                "Problem",
                "you chose “Disputes among villagers, neighbours or traders”; on record: Disputes; "
                "Disputes of the harvest and buying season",
            ),
            ("Setting", "you chose “Farm fields”; on record: Farm fields (not on record: “Urban area”)"),
        ],
        "no": [
            ("Season", "you chose “Winter”; on record only: summer"),
            (
                "Served",
                "you chose “Returning migrant workers”; on record only: Growers; Traders and merchants "
                "(inferred by the editors)",
            ),
        ],
        "note": [],
        "unknown": [],
    }
    assert summary(match, "en") == "Questions matched: 2 of 4; not matched: Season, Served"


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("", "按本地情况回答几个问题，可多选，也可留空；留空表示不限。"),
        ("drones", "10 个模式中有 1 个适合"),
        ("disputes night_market night_market_users", "10 个模式中没有完全适合的，有 1 个部分适合"),
        ("prefecture", "10 个模式中有 1 个符合这些条件；是否适合，还要看问题或环境"),
        ("other_problem", "这里的 10 个模式没有一个适合"),
    ],
)
def test_the_headline(collection, need, words):
    assert headline(found(need, collection), 10, "zh") == words


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("winter", "So far only season, partners or area are answered."),
        ("other_problem other_setting", "What you answered is not on record: none of the 10 models"),
        ("night orchards villagers", "No model of the 10 here matches more than half"),
    ],
)
def test_why_nothing_fits(collection, need, words):
    assert none_fit_text(found(need, collection), 10, "en").startswith(words)


# --- the table ------------------------------------------------------------------------------------------------------


def test_every_term_of_the_asked_facets_can_be_answered(collection):
    options = collection.dataset.rules.options.values()
    asked = {value for option in options for value in option.matches}
    facets = {option.looks_at for option in options}
    assert [id_ for id_, term in collection.dataset.terms.items() if term.facet in facets and id_ not in asked] == []


def test_every_question_is_asked_and_has_its_words(collection):
    assert collection.dataset.rules.questions == FINDER_QUESTIONS
    for question in FINDER_QUESTIONS:
        assert {f"finder_question.{question}", f"finder_short.{question}"} <= set(catalogue())


def test_every_model_has_one_scope(collection):
    assert [len(recorded_values(brand, "scope", collection)) for brand in collection.dataset.brands] == [1] * 10


# --- hostile texts --------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.words = set(), ""

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)

    def handle_data(self, data):
        self.words += data


def test_hostile_texts_stay_text(collection, gazetteer):
    attack = "<img src=x onerror=alert(1)>{{7*7}}`${1}\u202e"
    brands = tuple(
        replace(b, name=Text(attack, attack), summary=Text(attack, attack), transfer=Text(attack, attack))
        for b in collection.dataset.brands
    )
    dataset = replace(collection.dataset, brands=brands)
    hostile = Collection(dataset, gazetteer, collection.index)
    outcome = find(("disputes", "homes", "grid_workers"), hostile)
    for lang in ("zh", "en"):
        html = match_html(outcome.fitting[0], hostile, lang) + list_html(outcome.others, hostile, lang)
        parsed = Tags()
        parsed.feed(html)
        assert "img" not in parsed.seen
        assert "{{" not in html
        assert parsed.words.count("<img src=x onerror=alert(1)>{{7*7}}`${1}") == 3 + len(outcome.others)
        assert "\u202e" not in html
