"""Filters: OR inside a group, AND between groups, said in words."""

from dataclasses import replace

import pytest

from brandmap.collection.filters import Collection, Filters

ALL = [
    "maqu-ecology", "baiyin-smart", "qilihe-aerial", "linze-tourism", "anding-kang",
    "huining-melon", "kang-pepper", "gangu-orchard", "lintao-courtyard", "linxia-night",
]  # fmt: skip
FIELDS_AND_HOMES = ["anding-kang", "huining-melon", "kang-pepper", "gangu-orchard", "lintao-courtyard"]
ALL_YEAR = ["maqu-ecology", "baiyin-smart", "qilihe-aerial", "linze-tourism", "lintao-courtyard", "linxia-night"]


def kept(collection, **groups):
    return [brand.id for brand in Filters(**groups).keep(collection)]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({}, ALL),
        ({"theme": ("ecology",)}, ["maqu-ecology"]),
        ({"theme": ("public_order",)}, ["baiyin-smart", "qilihe-aerial", "linxia-night"]),
        ({"theme": ("agriculture", "community")}, FIELDS_AND_HOMES),
        ({"theme": ("agriculture", "community"), "season": ("autumn",)}, ["gangu-orchard"]),
        ({"season": ("summer",)}, ["huining-melon", "kang-pepper"]),
        ({"season": ("winter", "autumn")}, ["anding-kang", "gangu-orchard"]),
        ({"season": ("all_year",)}, ALL_YEAR),
        ({"prefecture": ("621100",)}, ["anding-kang", "lintao-courtyard"]),
        ({"prefecture": ("620400", "622900")}, ["baiyin-smart", "huining-melon", "linxia-night"]),
        ({"theme": ("tourism",), "season": ("winter",)}, []),
    ],
)  # fmt: skip
def test_keep(collection, groups, expected):
    assert kept(collection, **groups) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("玛曲", ["maqu-ecology"]),
        ("maqu", ["maqu-ecology"]),
        ("MaQu Xian", ["maqu-ecology"]),
        ("mq", ["maqu-ecology"]),
        ("Huining", ["huining-melon"]),
        ("瓜田", ["huining-melon"]),
        ("枫桥", ["anding-kang", "lintao-courtyard"]),
        ("网格员", ["lintao-courtyard"]),
        ("drone", ["qilihe-aerial"]),
        ("派出所 花椒", ["kang-pepper"]),
        ("ｍａｑｕ", ["maqu-ecology"]),
        ("东乡", ["linxia-night"]),
        ("不存在的词", []),
    ],
)
def test_search(collection, query, expected):
    assert kept(collection, q=query) == expected


def test_one_letter_of_latin_is_not_taken_for_initials(collection):
    """Otherwise "m" would find whatever has a syllable that starts so."""
    assert collection.index.matching("zq") == frozenset()
    entry = collection.index.entry("maqu-ecology")
    assert not entry.matches("㐀")


def test_counts_ignore_their_own_group(collection):
    counts = Filters(theme=("agriculture",), season=("autumn",)).facet_counts(collection)
    assert counts["season"] == {"spring": 0, "summer": 2, "autumn": 1, "winter": 0, "all_year": 0}
    assert counts["theme"] == {
        "ecology": 0, "technology": 0, "tourism": 0, "agriculture": 1, "community": 1, "public_order": 0,
    }  # fmt: skip
    assert sum(counts["prefecture"].values()) == 1


def test_counts_without_filters(collection):
    counts = Filters().facet_counts(collection)
    assert counts["theme"] == {
        "ecology": 1, "technology": 2, "tourism": 1, "agriculture": 3, "community": 5, "public_order": 3,
    }  # fmt: skip
    assert counts["season"] == {"spring": 0, "summer": 2, "autumn": 1, "winter": 1, "all_year": 6}
    assert counts["prefecture"] == {
        "620100": 1, "620400": 2, "620500": 1, "620700": 1, "621100": 2, "621200": 1, "622900": 1, "623000": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "zh", "en"),
    [
        (Filters(), "共 10 个模式", "All 10 models"),
        (
            Filters(theme=("agriculture", "community"), season=("autumn",)),
            "共 10 个，符合 1 个：主题为农业或社区，且季节为秋季；另有 1 个全年运行的模式此时也在运行",
            "1 of 10: theme is agriculture or community, and season is autumn; 1 all-year model also runs then",
        ),
        (
            Filters(season=("summer",)),
            "共 10 个，符合 2 个：季节为夏季；另有 6 个全年运行的模式此时也在运行",
            "2 of 10: season is summer; 6 all-year models also run then",
        ),
        (
            Filters(season=("summer", "all_year")),
            "共 10 个，符合 8 个：季节为夏季或全年",
            "8 of 10: season is summer or all year",
        ),
        (
            Filters(prefecture=("622900",), q="夜"),
            "共 10 个，符合 1 个：位于临夏回族自治州，且包含“夜”",
            "1 of 10: in Linxia Hui Autonomous Prefecture, and matching “夜”",
        ),
    ],
)
def test_sentence(collection, filters, zh, en):
    assert filters.sentence(collection, "zh") == zh
    assert filters.sentence(collection, "en") == en


@pytest.mark.parametrize(
    ("filters", "zh", "en"),
    [
        (
            Filters(theme=("tourism",), season=("winter",)),
            "共 10 个，符合 0 个：主题为旅游，且季节为冬季；另有 1 个全年运行的模式此时也在运行",
            "0 of 10: theme is tourism, and season is winter; 1 all-year model also runs then",
        ),
        (
            Filters(season=("summer", "autumn"), prefecture=("620400", "620500")),
            "共 10 个，符合 2 个：季节为夏季或秋季，且位于白银市或天水市；另有 1 个全年运行的模式此时也在运行",
            "2 of 10: season is summer or autumn, and in Baiyin City or Tianshui City; 1 all-year model also runs then",
        ),
        (
            Filters(theme=("public_order", "ecology", "tourism"), season=("spring",)),
            "共 10 个，符合 0 个：主题为治安、生态或旅游，且季节为春季；另有 5 个全年运行的模式此时也在运行",
            "0 of 10: theme is public order, ecology or tourism, and season is spring; 5 all-year models also run then",
        ),
        (
            Filters(theme=("agriculture",), season=("summer",)),
            "共 10 个，符合 2 个：主题为农业，且季节为夏季",
            "2 of 10: theme is agriculture, and season is summer",
        ),
        (Filters(season=("all_year",)), "共 10 个，符合 6 个：季节为全年", "6 of 10: season is all year"),
    ],
)
def test_the_sentence_says_how_many_all_year_models_run_too(collection, filters, zh, en):
    assert filters.sentence(collection, "zh") == zh
    assert filters.sentence(collection, "en") == en


def test_a_collection_of_one_is_not_spoken_of_in_the_plural(collection, gazetteer):
    one = Collection.of(replace(collection.dataset, brands=collection.dataset.brands[:1]), gazetteer)
    assert Filters().sentence(one, "en") == "1 model in all"
    assert Filters().sentence(one, "zh") == "共 1 个模式"


def test_an_empty_result_names_what_to_drop(collection):
    filters = Filters(theme=("tourism",), season=("winter",))
    assert filters.rescues(collection) == {"theme": 1, "season": 1}
    assert Filters(theme=("tourism",), q="瓜田").rescues(collection) == {"theme": 1, "q": 1}
