"""The finder: realistic cases with exact outcomes, ties, unknown partners, no fit, its table, and hostile texts."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from brandmap.collection.filters import Collection
from brandmap.collection.finder import find, recorded, rescues
from brandmap.collection.finder_words import explained, none_reason, reason, summary
from brandmap.drawing.finder_html import match_html, others_html
from brandmap.records import Text
from brandmap.schema import FINDER_QUESTIONS
from brandmap.text import catalogue


def result(collection, *need):
    """(place, brand, matched, unmet, unknown) of every fitting model."""
    found = find(need, collection).fitting
    return [(m.place, m.brand.id, m.matched, m.unmet, m.unknown) for m in found]


def test_a_pepper_township_finds_the_pepper_model_first(collection):
    need = ("trade_disputes", "orchards", "summer", "pickers", "village_cadres", "township")
    # Kang has one partner on record besides village cadres: traffic police. Huining has neither orchards nor pickers.
    assert result(collection, *need) == [(1, "kang-pepper", 6, 1, 0)]


def test_an_apple_county_in_autumn(collection):
    need = ("disputes", "orchards", "autumn", "growers", "county")
    assert result(collection, *need) == [(1, "gangu-orchard", 5, 0, 0), (2, "kang-pepper", 3, 2, 0)]


def test_a_prefecture_worried_about_the_night(collection):
    need = (
        "night",
        "night_market",
        "winter",
        "traffic_police",
        "special_police",
        "armed_police",
        "stations",
        "prefecture",
    )
    assert result(collection, *need) == [(1, "linxia-night", 5, 1, 0)]  # the public is on record, not among the answers


def test_a_village_station_in_winter_with_grid_workers(collection):
    need = ("disputes", "winter", "villagers", "grid_workers")
    assert result(collection, *need) == [(1, "lintao-courtyard", 4, 1, 0), (2, "anding-kang", 3, 0, 1)]


def test_a_scenic_area_without_partners(collection):
    # Linze's partners are not published: unknown, neither for nor against.
    assert result(collection, "crowds", "scenic", "visitors", "no_partners") == [
        (1, "linze-tourism", 3, 0, 1),
        (2, "qilihe-aerial", 3, 2, 0),
    ]


def test_one_answer_alone_ties_and_stands_by_number(collection):
    outcome = find(("disputes",), collection)
    assert [(m.place, m.tied, m.brand.number) for m in outcome.fitting] == [(1, True, n) for n in (5, 6, 7, 8, 9)]
    assert [m.brand.number for m in outcome.others] == [1, 2, 3, 4, 10]


def test_places_after_a_tie_are_counted_on(collection):
    outcome = find(("disputes", "no_partners"), collection)
    assert [(m.place, m.tied, m.brand.number, m.unmet, m.unknown) for m in outcome.fitting] == [
        (1, True, 5, 0, 1), (1, True, 6, 0, 1), (1, True, 8, 0, 1), (4, True, 7, 2, 0), (4, True, 9, 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("season", "numbers"),
    [
        ("spring", [1, 2, 3, 4, 9, 10]),
        ("summer", [1, 2, 3, 4, 6, 7, 9, 10]),
        ("autumn", [1, 2, 3, 4, 8, 9, 10]),
        ("winter", [1, 2, 3, 4, 5, 9, 10]),
        ("year_round", [1, 2, 3, 4, 9, 10]),
    ],
)
def test_a_season_matches_models_of_that_season_and_of_all_year(collection, season, numbers):
    assert [m.brand.number for m in find((season,), collection).fitting] == numbers


@pytest.mark.parametrize(
    ("scope", "numbers"), [("township", [6, 7, 9]), ("county", [1, 2, 3, 4, 5, 8]), ("prefecture", [10])]
)
def test_the_area_follows_the_unit_on_record(collection, scope, numbers):
    assert [m.brand.number for m in find((scope,), collection).fitting] == numbers


def test_no_fit_is_a_result_and_names_the_answers_in_the_way(collection):
    need = ("environment", "city", "traders")
    assert result(collection, *need) == []
    outcome = find(need, collection)
    assert len(outcome.others) == 10
    assert reason(outcome.others[0], "en") == (
        "fewer than half of problem, setting and people match; Questions matched: 1 of 3"
    )
    assert reason(outcome.others[1], "zh") == "问题不符；所答 3 题中相符 1 题"
    # Without the problem six models match one of the other two; without either of those, Maqu fits by half.
    assert rescues(need, collection) == {"problem": 6, "setting": 1, "served": 1}


def test_a_problem_that_is_not_listed_fits_nothing(collection):
    assert result(collection, "other_problem") == []
    assert rescues(("other_problem",), collection) == {}


def test_the_problem_must_match_even_if_all_else_does(collection):
    need = ("night", "fields", "summer", "growers", "township")
    melon = next(m for m in find(need, collection).others if m.brand.id == "huining-melon")
    assert (melon.matched, melon.must_failed, melon.fits) == (4, True, False)


def test_exactly_half_is_enough_and_less_is_not(collection):
    assert result(collection, "environment", "city") == [(1, "maqu-ecology", 1, 1, 0)]
    assert result(collection, "environment", "city", "traders") == []


def test_several_answers_to_one_question_mean_any_of_them(collection):
    assert [id_ for _, id_, *_ in result(collection, "environment", "theft")] == ["maqu-ecology", "baiyin-smart"]


def test_nothing_answered_and_unknown_answers_find_nothing(collection):
    for need in ((), ("bogus",)):
        outcome = find(need, collection)
        assert (outcome.answered, outcome.fitting, outcome.others) == ({}, (), ())


def test_the_order_of_the_answers_does_not_matter(collection):
    need = ("disputes", "winter", "villagers", "grid_workers", "township")
    assert find(need, collection) == find(need[::-1], collection)


def test_the_explanation_names_answer_and_record(collection):
    match = find(("disputes", "winter", "grid_workers", "fields"), collection).fitting[0]
    assert match.brand.id == "lintao-courtyard"
    assert explained(match, collection, "en") == {
        "yes": [
            ("Problem", "you chose “Disputes among villagers, neighbours or traders”; on record: Disputes"),
            ("Season", "you chose “Winter”; on record: all year (inferred by the editors)"),
            ("Partners", "you chose “Grid workers”; on record: Grid workers"),
        ],
        "no": [
            ("Setting", "you chose “Farm fields”; on record only: Village homes and courtyards"),
            ("Partners", "on record but not among yours: Village auxiliary officers"),
        ],
        "unknown": [],
    }
    assert summary(match, "zh") == "所答 4 题中相符 3 题；2 项条件未满足"


def test_what_is_not_published_is_said_so(collection):
    match = find(("disputes", "winter", "grid_workers"), collection).fitting[1]
    assert match.brand.id == "anding-kang"
    assert explained(match, collection, "zh")["unknown"] == [("协作力量", "您选“网格员”；报道没有说明")]


# --- cases an official might bring ----------------------------------------------------------------------------------

CASES = {  # what is wanted, as a sentence: (answers, the models that fit in their order)
    "A mountain township, pepper picked in July, pickers and merchants at odds, village cadres at hand": (
        "trade_disputes orchards summer pickers traders village_cadres township", [7, 6, 8],
    ),
    "The same, seen as fields": ("disputes fields summer growers pickers traders village_cadres township", [7, 6, 8]),
    "Watermelon in midsummer, growers and traders at odds": (
        "trade_disputes fields summer growers traders township", [6, 7, 8],
    ),
    "An apple county at harvest, buyers and growers at odds": (
        "trade_disputes orchards autumn growers traders county", [8, 7],
    ),
    "Lorries of fruit that must get out in autumn": ("traffic orchards autumn growers county", [8]),
    "A night market in the city centre": ("night_market city", [10, 2, 3]),
    "A prefecture, its night markets and their visitors": (
        "night night_market city residents night_market_users traffic_police prefecture", [10],
    ),
    "A city at night, nobody to help yet": ("night city residents no_partners", [10]),
    "Winter, workers are back, neighbours quarrel": ("disputes winter returning_workers", [5, 9]),
    "A station that does not know its villages, in winter": ("know_households homes winter villagers county", [5]),
    "Small disputes in a village, grid workers and auxiliaries at hand": (
        "disputes homes villagers grid_workers auxiliaries township year_round", [9, 5],
    ),
    "Village disputes in spring": ("disputes homes spring villagers township", [9, 5]),
    "Village disputes, no partner at all": ("disputes homes villagers no_partners", [5, 9]),
    "A wetland reserve": ("environment river", [1]),
    "A wetland reserve, the problem still open": ("river winter county", [1]),
    "Poaching in a reserve, departments and volunteers at hand": (
        "environment river departments volunteers county", [1],
    ),
    "A scenic area with jams": ("crowds traffic scenic visitors county", [4, 3]),
    "A stadium with large events, special police at hand": ("crowds events city event_crowds special_police", [3]),
    "Theft in the city and slow response": ("theft slow_response city residents traffic_police county", [2]),
    "Crowds at a river beach in summer": ("crowds river visitors summer", [4, 3]),
    "Only village cadres and traffic police known": ("village_cadres traffic_police", [7, 2, 10]),
    "A coastal fishery, nothing of the list applies": ("other_problem other_setting summer other_people township", []),
    "A coastal fishery with illegal fishing": ("environment other_setting other_people summer county", []),
    "Fishermen at odds on the coast": ("disputes other_setting summer other_people township", []),
    "Thefts at a mine": ("theft other_setting county", []),
    "A village worried about the night": ("night homes villagers winter", []),
    "Slow response in the countryside": ("slow_response homes villagers county", []),
    "A scenic area at night": ("night scenic visitors", []),
    "Answers that contradict each other": ("environment night_market winter pickers armed_police township", []),
    "Answers of five different models": ("night orchards summer villagers grid_workers township", []),
}  # fmt: skip


@pytest.mark.parametrize(("need", "numbers"), CASES.values(), ids=CASES)
def test_what_an_official_would_expect(collection, need, numbers):
    assert [match.brand.number for match in find(need.split(), collection).fitting] == numbers


def test_everything_answered_leaves_all_ten_and_the_unknown_behind(collection):
    outcome = find(tuple(collection.dataset.rules.options), collection)
    assert len(outcome.fitting) == 10
    assert [m.brand.number for m in outcome.fitting if m.unknown] == [m.brand.number for m in outcome.fitting[6:]]
    assert {m.brand.number for m in outcome.fitting[6:]} == {4, 5, 6, 8}  # no partners published


def test_more_of_the_chosen_answers_on_record_comes_first_and_what_is_not_is_said(collection):
    night, smart, _ = find(("city", "night_market"), collection).fitting
    assert (night.brand.id, night.covered, smart.brand.id, smart.covered) == ("linxia-night", 2, "baiyin-smart", 1)
    assert explained(smart, collection, "en")["yes"] == [
        (
            "Setting",
            "you chose “Urban area”; on record: Urban area (not on record: “Shopping streets or night markets”)",
        )
    ]
    assert explained(smart, collection, "zh")["yes"] == [
        ("环境", "您选“城区”；记录：城区（另选的“商圈或夜市”没有记录）")
    ]


def test_a_record_for_this_place_alone_comes_before_one_for_more(collection):
    outcome = find(("trade_disputes", "fields", "growers", "traders"), collection)
    assert [(m.brand.id, m.matched, m.beyond) for m in outcome.fitting] == [
        ("huining-melon", 3, 0), ("gangu-orchard", 3, 1), ("kang-pepper", 3, 2),
    ]  # fmt: skip


def test_a_partner_at_hand_that_a_model_does_without_is_not_held_against_it(collection):
    lines = explained(find(("grid_workers", "auxiliaries", "armed_police"), collection).fitting[0], collection, "en")
    assert lines["yes"] == [
        (
            "Partners",
            "you chose “Grid workers; Village auxiliary officers”; on record: Grid workers; Village auxiliary officers",
        )
    ]
    assert lines["no"] == []


def test_what_is_not_published_counts_neither_for_nor_against(collection):
    # Linze: the problem matches, the setting does not, partners are unknown: one of two.
    with_partners = find(("crowds", "city", "grid_workers"), collection)
    assert "linze-tourism" in [match.brand.id for match in with_partners.fitting]
    only_unknown = find(("grid_workers",), collection)
    assert "linze-tourism" not in [match.brand.id for match in only_unknown.fitting]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("theft other_setting", "环境不在记录之列；所答 2 题中相符 1 题"),
        ("other_problem", "问题不符；所答 1 题中相符 0 题"),
        ("theft homes villagers", "问题、环境、服务对象相符的不到一半；所答 3 题中相符 1 题"),
        ("homes prefecture special_police", "相符的不到一半；所答 3 题中相符 1 题"),
    ],
)
def test_why_a_model_does_not_fit(collection, need, words):
    others = find(need.split(), collection).others
    assert words in [reason(match, "zh") for match in others]


@pytest.mark.parametrize(
    ("need", "key"),
    [
        ("theft other_setting", "setting"),
        ("other_setting", "setting"),
        ("other_problem", "problem"),
        ("night homes villagers", "problem"),
        ("river other_people prefecture", "half"),
    ],
)
def test_why_nothing_fits(collection, need, key):
    outcome = find(need.split(), collection)
    assert outcome.fitting == ()
    assert none_reason(outcome) == key


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
    assert [len(recorded(brand, "scope", collection)) for brand in collection.dataset.brands] == [1] * 10


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
    outcome = find(("disputes", "grid_workers"), hostile)
    for lang in ("zh", "en"):
        html = match_html(outcome.fitting[0], hostile, lang) + others_html(outcome.others, hostile, lang)
        parsed = Tags()
        parsed.feed(html)
        assert "img" not in parsed.seen
        assert "{{" not in html
        assert parsed.words.count("<img src=x onerror=alert(1)>{{7*7}}`${1}") == 3 + len(outcome.others)
        assert "\u202e" not in html
