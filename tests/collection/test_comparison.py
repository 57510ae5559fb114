"""The comparison: rows, what differs, what is shared, suggestions, and its HTML with hostile texts."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from brandmap.collection.comparison import ROWS, compare, starters, suggestions
from brandmap.collection.filters import Collection
from brandmap.collection.provenance import review_notice
from brandmap.drawing.comparison_html import comparison_html
from brandmap.records import Text
from brandmap.text import catalogue, phrase


def brands(collection, *ids):
    return [collection.dataset.by_id[id_] for id_ in ids]


def groups(comparison):
    """{numbers of the holders: ["kind label", …]}."""
    return {
        tuple(comparison.brands[i].number for i in group.holders): [f"{tag.kind} {tag.label}" for tag in group.tags]
        for group in comparison.tag_groups
    }


def row(comparison, key):
    return next(row for row in comparison.rows if row.key == key)


def test_rows_stand_in_sara_order(collection):
    found = compare(brands(collection, "anding-kang", "lintao-courtyard"), collection, "en")
    assert [r.key for r in found.rows] == [
        "unit", "place", "scope", "theme", "problem", "setting", "when", "mechanism", "measures", "partners", "served",
        "result", "evidence", "award", "figures", "transfer",
    ]  # fmt: skip
    assert list(dict.fromkeys(r.phase for r in found.rows)) == [
        "identity", "scanning", "analysis", "response", "assessment", "transfer",
    ]  # fmt: skip


def test_two_community_models(collection):
    found = compare(brands(collection, "anding-kang", "lintao-courtyard"), collection, "en")
    assert groups(found) == {
        (5, 9): [
            "theme Community", "setting Village homes and courtyards", "problem Disputes",
            "problem Getting to know households", "served Villagers",
            "measure Upholding the Fengqiao experience", "measure Home visits", "measure Mediation of disputes",
            "measure Education on law and policy",
            "measure Services at the door",
        ],
        (5,): ["served Returning migrant workers"],
        (9,): [
            "partner Grid workers", "partner Village auxiliary officers", "measure Fraud education",
            "measure Safety education",
        ],
    }  # fmt: skip
    assert [r.key for r in found.rows if not r.differs] == ["theme", "evidence", "award", "figures"]
    assert row(found, "partners").cells == ((), ("grid workers", "village auxiliary officers"))


def test_three_harvest_models_share_by_all_by_two_and_alone(collection):
    found = compare(brands(collection, "huining-melon", "kang-pepper", "gangu-orchard"), collection, "zh")
    shared = groups(found)
    assert list(shared) == [(6, 7, 8), (6, 7), (6, 8), (7, 8), (6,), (7,), (8,)]
    assert shared[6, 7, 8] == [
        "theme 农业", "theme 社区", "setting 田间地头", "problem 矛盾纠纷", "problem 采收购销季的纠纷", "served 种植户",
        "served 客商",
        "measure 纠纷化解", "measure 安全防范宣传",
    ]  # fmt: skip
    assert shared[7, 8] == ["setting 果园与椒园"]
    assert row(found, "when").cells[1] == ("每年7月，花椒采摘和上市时", "7月运行（原文写明）", "每日时段：暂无公开资料")
    assert row(found, "figures").cells[2] == ("全县花牛苹果面积：360,000亩",)
    assert [tag.holders for tag in row(found, "setting").tags[2]] == [(0, 1, 2), (1, 2)]


#: Pairs somebody may have to decide between: what both have, by kind, and nothing else.
SHARED = {
    ("baiyin-smart", "qilihe-aerial"): {
        "theme": ["Technology", "Public order"],
        "setting": ["Urban area"],
        "served": ["Residents and local people"],
        "partner": ["Public order, patrol, investigation and other branches"],
        "measure": ["Joint operations of police branches"],
    },
    ("baiyin-smart", "linxia-night"): {
        "theme": ["Public order"],
        "setting": ["Urban area"],
        "served": ["Residents and local people"],
        "partner": ["Public order, patrol, investigation and other branches", "Traffic police"],
        "measure": [
            "Joint operations of police branches", "Deployment by points, lines and areas", "Rapid response",
        ],
    },
    ("qilihe-aerial", "linze-tourism"): {
        "setting": ["Scenic area"],
        "problem": ["Safety of crowded places / Large flows of visitors"],
        "served": ["Visitors"],
    },
    ("maqu-ecology", "kang-pepper"): {"measure": ["Organised volunteers"]},
    ("maqu-ecology", "linxia-night"): {"served": ["Residents and local people"], "partner": ["Police stations"]},
    ("linze-tourism", "linxia-night"): {"measure": ["Patrol", "Fixed duty posts"]},
    ("kang-pepper", "linxia-night"): {"partner": ["Traffic police"], "measure": ["Patrol"]},
    ("anding-kang", "linxia-night"): {},
}  # fmt: skip


@pytest.mark.parametrize("pair", SHARED, ids="+".join)
def test_what_two_models_share(collection, pair):
    found: dict[str, list[str]] = {}
    for tag in compare(brands(collection, *pair), collection, "en").tag_groups[0].tags:
        found.setdefault(tag.kind, []).append(tag.label)
    assert found == SHARED[pair]


def test_problems_the_finder_takes_as_one_are_one_only_where_no_model_has_both(collection):
    shared = groups(compare(brands(collection, "anding-kang", "huining-melon"), collection, "en"))
    assert shared[5, 6][1] == "problem Disputes"
    assert "problem Disputes of the harvest and buying season" in shared[(6,)]


def test_what_one_model_has_alone_is_not_denied_to_one_whose_record_is_not_published(collection):
    comparison = compare(brands(collection, "anding-kang", "lintao-courtyard"), collection, "zh")
    alone = next(group for group in comparison.tag_groups if group.holders == (1,))
    assert dict(alone.unpublished) == {"partner": (0,)}
    html = comparison_html(comparison, collection, "zh")
    assert "只见于 9 庭院警务 的记录" in html
    assert "网格员；村辅警（5 号没有公开资料，未必没有）" in html


def test_a_difference_that_matters_has_its_sentence(collection):
    advice = compare(brands(collection, "anding-kang", "lintao-courtyard"), collection, "en").advice
    assert [sentence.partition(". ")[0] for sentence in advice] == [
        "When they run: 5 winter; 9 all year (inferred)",
        "Area: 5 Whole county or district; 9 Area of one police station (township level)",
        "Partners: 5 not published; 9 Grid workers, Village auxiliary officers",
    ]
    assert compare(brands(collection, "maqu-ecology", "maqu-ecology"), collection, "en").advice == ()


def test_what_is_not_published_is_not_called_a_difference(collection):
    """Once said: “they keep different hours (1 not published; 4 round the clock)”."""
    tail = phrase("compare_choice.unpublished", "en")
    for ids, expected in (
        (("maqu-ecology", "linze-tourism"), {"Partners": True, "Hours": True}),
        (("linze-tourism", "linxia-night"), {"Area": False, "Partners": True, "Hours": False}),
    ):
        advice = compare(brands(collection, *ids), collection, "en").advice
        assert {sentence.partition(":")[0]: sentence.endswith(tail) for sentence in advice} == expected


def test_seasons_without_all_year_are_not_told_what_all_year_needs(collection):
    melon, orchard = brands(collection, "huining-melon", "gangu-orchard")
    melon = replace(melon, season=("spring", "summer"), inferred=("serves", "spring"))
    assert compare((melon, orchard), collection, "zh").advice[0] == (
        "运行季节：6 春季（编辑推断）和夏季；8 秋季（编辑推断）。先看本地哪个季节问题最突出。"
    )


def test_the_area_is_compared_but_not_called_a_thing_in_common(collection):
    found = compare(brands(collection, "kang-pepper", "gangu-orchard", "linxia-night"), collection, "en")
    assert row(found, "scope").cells == (
        ("Area of one police station (township level)",), ("Whole county or district",), ("Whole prefecture",),
    )  # fmt: skip
    assert row(found, "scope").differs
    assert "scope" not in {tag.kind for group in found.tag_groups for tag in group.tags}


def test_labels_that_hold_commas_are_told_apart_and_two_models_are_both(collection):
    html = comparison_html(
        compare(brands(collection, "baiyin-smart", "linxia-night"), collection, "en"), collection, "en"
    )
    assert "Theft, robbery and snatching; Faster response across branches needed" in html
    assert "Both share" in html


def test_nothing_in_common_still_has_its_line(collection):
    found = compare(brands(collection, "maqu-ecology", "linze-tourism"), collection, "en")
    assert groups(found)[1, 4] == []
    assert "no theme or tag in common" in comparison_html(found, collection, "en")


def test_the_order_chosen_is_kept(collection):
    found = compare(brands(collection, "linxia-night", "baiyin-smart"), collection, "en")
    assert [brand.number for brand in found.brands] == [10, 2]
    assert groups(found)[10, 2][:2] == ["theme Public order", "setting Urban area"]


@pytest.mark.parametrize("n", [0, 1, 5])
def test_two_to_four_models_only(collection, n):
    with pytest.raises(ValueError, match=f"^{n} models given; a comparison takes 2 to 4$"):
        compare(collection.dataset.brands[:n], collection, "zh")


def test_suggestions_share_a_theme_first_then_a_term(collection):
    found = suggestions(brands(collection, "huining-melon"), collection, "en")
    assert [(s.brand.number, s.kind, s.label) for s in found] == [
        (7, "theme", "Agriculture"), (8, "theme", "Agriculture"), (9, "theme", "Community"),
    ]  # fmt: skip
    alone = suggestions(brands(collection, "maqu-ecology"), collection, "en")
    assert [(s.brand.number, s.kind, s.label) for s in alone] == [
        (10, "term", "Residents and local people"), (2, "term", "Residents and local people"),
        (3, "term", "Residents and local people"),
    ]  # fmt: skip
    assert suggestions((), collection, "en") == ()


def test_starters_are_themes_with_two_or_more_models(collection):
    assert {theme: [b.number for b in found] for theme, found in starters(collection).items()} == {
        "technology": [2, 3], "agriculture": [6, 7, 8], "community": [5, 6, 7, 9], "public_order": [2, 3, 10],
    }  # fmt: skip


def test_every_row_and_kind_has_its_words():
    keys = {f"compare_row.{spec.key}" for spec in ROWS}
    keys |= {f"compare_step.{step}" for step in ("scanning", "analysis", "response", "assessment")}
    keys |= {f"compare_kind.{spec.facet}" for spec in ROWS if spec.facet} | {"compare_kind.theme"}
    assert keys <= set(catalogue())


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words, self.spans, self.attributes = [], "", [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "td" and dict(attrs).get("class") == "bmp-same":
            self.spans.append(dict(attrs)["colspan"])

    def handle_data(self, data):
        self.words += data


def page(html):
    parsed = Page()
    parsed.feed(html)
    return parsed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_has_a_heading_per_model_and_merges_what_is_the_same(collection, lang):
    chosen = brands(collection, "huining-melon", "kang-pepper", "gangu-orchard")
    parsed = page(comparison_html(compare(chosen, collection, lang), collection, lang))
    assert parsed.spans == ["3", "3", "3"]  # themes, evidence, award
    for brand in chosen:
        assert brand.transfer[lang] in parsed.words
        assert all(measure[lang] in parsed.words for measure in brand.measures)
    assert "script" not in parsed.tags


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_carries_its_source_and_the_review_notice(collection, lang):
    comparison = compare(brands(collection, "kang-pepper", "gangu-orchard"), collection, lang)
    words = page(comparison_html(comparison, collection, lang)).words
    assert phrase("export.attribution", lang) in words
    assert review_notice(lang) in words


def test_hostile_texts_stay_text(collection, gazetteer):
    attack = "<img src=x onerror=alert(1)>{{7*7}}`${1}\u202e"
    text = Text(attack, attack)
    fields = ("name", "unit", "problem", "setting", "mechanism", "result", "when", "transfer", "award_issuer")
    lists = {"measures": (text,), "partners": (text,), "serves": (text,)}
    hostile_brands = tuple(replace(b, **dict.fromkeys(fields, text), **lists) for b in collection.dataset.brands)
    terms = {id_: replace(term, name=text) for id_, term in collection.dataset.terms.items()}
    themes = {id_: replace(theme, name=text) for id_, theme in collection.dataset.themes.items()}
    dataset = replace(collection.dataset, brands=hostile_brands, terms=terms, themes=themes)
    hostile = Collection(dataset, gazetteer, collection.index)
    honest = page(comparison_html(compare(collection.dataset.brands[:4], collection, "zh"), collection, "zh"))
    html = comparison_html(compare(dataset.brands[:4], hostile, "zh"), hostile, "zh")
    parsed = page(html)
    assert set(parsed.tags) <= set(honest.tags)
    assert parsed.attributes == honest.attributes
    assert "onerror" in parsed.words
    assert "{{" not in html
    assert "\u202e" not in html


def test_the_key_of_the_tags_takes_its_example_from_the_models_compared(collection):
    chosen = brands(collection, "kang-pepper", "gangu-orchard")
    html = comparison_html(compare(chosen, collection, "zh"), collection, "zh")
    assert "<li><b>= 7·8</b>" in html
