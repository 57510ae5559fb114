"""The card: SARA order, what is missing said so, award apart from evidence, nothing active gets through."""

import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from brandmap.collection.filters import Collection
from brandmap.collection.wording import month_runs, months_text, runs_text
from brandmap.drawing.card import card_html, card_summary_html
from brandmap.drawing.colours import ink_on
from brandmap.drawing.pieces import citation
from brandmap.drawing.strips import clock_dial, months_strip
from brandmap.records import Brand, Dataset, Figure, Place, Source, Text

HOSTILE = "<script>alert(1)</script>\"'`${7*7}{{7*7}}{% x %}<img src=x onerror=y>"
PAIR = Text(HOSTILE, HOSTILE)


class Outline(HTMLParser):
    """Headings with their level, all elements, all attribute names, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, ""))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open == "style":
            return
        self.text += data
        if re.fullmatch("h[1-6]", self._open):
            self.headings[-1] = (self._open, self.headings[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def test_headings_follow_sara_in_both_languages(collection: Collection) -> None:
    brand = collection.dataset.by_id["linxia-night"]
    assert Outline(card_html(brand, collection, "en")).headings == [
        ("h3", "Night policing"),
        ("h4", "When it runs"),
        ("h4", "Scanning · Problem"),
        ("h4", "Analysis · Setting"),
        ("h4", "Response · How it works"),
        ("h5", "Measures"),
        ("h4", "Result"),
        ("h5", "Figures in the report"),
        ("h4", "Conditions for transfer"),
        ("h4", "Also pictured"),
        ("h4", "Editors’ note"),
        ("h4", "Source"),
    ]
    chinese = [words for level, words in Outline(card_html(brand, collection, "zh")).headings if level == "h4"]
    assert chinese[:5] == ["何时运行", "扫描 · 问题", "分析 · 环境", "应对 · 做法", "成效"]


def test_heading_level_moves_the_whole_card_and_stops_at_six(collection: Collection) -> None:
    brand = collection.dataset.by_id["linxia-night"]
    assert {level for level, _ in Outline(card_html(brand, collection, "en", heading_level=5)).headings} == {"h5", "h6"}


def test_missing_texts_are_named_as_not_published(collection: Collection) -> None:
    brand = replace(
        collection.dataset.by_id["maqu-ecology"],
        partners=(), measures=(), figures=(), transfer=Text(), setting=Text(), award_edition=None,
    )  # fmt: skip
    assert card_html(brand, collection, "zh").count(">暂无公开资料<") == 6
    assert card_html(brand, collection, "en").count(">not published<") == 6


def test_award_and_evidence_stand_apart_and_the_award_is_called_no_evaluation(collection: Collection) -> None:
    html = card_html(collection.dataset.by_id["huining-melon"], collection, "en")
    evidence, award = html.split('<div class="bm-verdicts">')[1].split("</div><div>")
    assert "Press report; no evaluation published" in evidence
    assert "2024 · Gansu&#39;s ten highlighted grassroots policing brands · chosen by Gansu Legal Daily" in award
    assert "2024" not in evidence
    assert "not an evaluation of results" in award
    assert "As reported" in html.split('<div class="bm-verdicts">')[0]


def test_figures_are_shown_with_their_printed_form(collection: Collection) -> None:
    html = card_html(collection.dataset.by_id["gangu-orchard"], collection, "zh")
    assert "<b>360,000</b>亩" in html
    assert "原文：36万亩" in html


def test_the_season_convention_is_owned_by_the_editors(collection: Collection) -> None:
    text = Outline(card_html(collection.dataset.by_id["huining-melon"], collection, "zh")).text
    assert "6—8月运行（季节为原文写明，月份由编辑按气象季节划分）" in text


def test_a_season_that_was_inferred_is_told_from_those_stated(collection: Collection) -> None:
    melon = collection.dataset.by_id["huining-melon"]
    html = card_html(replace(melon, season=("spring", "summer"), inferred=("spring",)), collection, "zh")
    assert "3—8月运行（3—5月为编辑推断，其余季节为原文写明，月份由编辑按气象季节划分）" in Outline(html).text
    assert html.count("repeating-linear-gradient") == 3


def test_what_the_editors_inferred_is_marked_where_it_stands_and_explained_once(collection: Collection) -> None:
    text = Outline(card_html(collection.dataset.by_id["gangu-orchard"], collection, "zh")).text
    assert "扫描 · 问题编辑推断" in text
    assert "分析 · 环境甘谷县" in text
    assert "服务对象果农、客商 编辑推断" in text
    assert text.count("“编辑推断”：") == 1


def test_citation_gives_the_address_as_text_or_says_that_none_is_published(collection: Collection) -> None:
    source = replace(collection.dataset.sources["gsfzb-2024"], url="")
    assert "30 December 2024" in citation(source, "en")
    assert citation(source, "en").endswith("address not published</p>")
    assert "2024年12月30日" in citation(source, "zh")
    cited = citation(replace(source, url="https://example.org/a?b=1&c=2"), "en")
    assert "https://example.org/a?b=1&#38;c=2" in cited
    assert "<a" not in cited


def hostile(brand: Brand) -> Brand:
    """``brand`` with a payload in every text field."""
    changed = {field.name: PAIR for field in fields(Brand) if isinstance(getattr(brand, field.name), Text)}
    return replace(
        brand,
        **changed,  # type: ignore[arg-type]
        measures=(PAIR,), partners=(PAIR,), serves=(PAIR,),
        home=replace(brand.home, locality=PAIR, what=PAIR),
        pictured=(Place("pictured", "621226", PAIR, PAIR),),
        figures=(Figure(PAIR, 3, PAIR, HOSTILE, brand.source),),
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_of_a_brand_or_its_vocabulary_becomes_markup_or_template(collection: Collection, lang: str) -> None:
    data = collection.dataset
    brand = hostile(data.by_id["kang-pepper"])
    themes = {id_: replace(theme, name=PAIR, colour="red;x:url(//a)") for id_, theme in data.themes.items()}
    source: Source = replace(data.sources[brand.source], title=PAIR, publisher=PAIR, byline=PAIR, url="")
    editions = {id_: replace(one, name=PAIR, issuer=PAIR) for id_, one in data.editions.items()}
    dataset = Dataset((brand,), themes, data.terms, {source.id: source}, "", editions=editions)
    dirty = replace(collection, dataset=dataset)
    honest = Outline(card_html(data.by_id["kang-pepper"], collection, lang))
    for html in (card_html(brand, dirty, lang), card_summary_html(brand, dirty, lang)):
        outline = Outline(html)
        assert set(outline.tags) <= {*honest.tags, "br"}
        assert outline.attributes <= honest.attributes
        assert HOSTILE in outline.text
        assert not set("{}`$\\") & set(html)
        assert "url(//" not in html


def test_summary_card_is_short(collection: Collection) -> None:
    html = card_summary_html(collection.dataset.by_id["huining-melon"], collection, "zh")
    assert Outline(html).headings == [("h4", "瓜田警务")]
    assert "会宁县 · 白银市" in html


@pytest.mark.parametrize(
    ("months", "zh", "en"),
    [
        ((12, 1, 2), "12月至次年2月", "December to February"),
        ((6, 7, 8), "6—8月", "June to August"),
        ((7,), "7月", "July"),
        ((3, 4, 10), "3—4月和10月", "March to April and October"),
        (tuple(range(1, 13)), "全年", "all year"),
        ((), "暂无公开资料", "not published"),
    ],
)
def test_months_in_words(months: tuple[int, ...], zh: str, en: str) -> None:
    assert (months_text(months, "zh"), months_text(months, "en")) == (zh, en)


def test_winter_is_one_run_over_the_turn_of_the_year() -> None:
    assert month_runs((1, 2, 12)) == [(12, 2)]
    strip = months_strip((1, 2, 12), "#a73c37", inferred=(), label="12月至次年2月")
    assert 'aria-label="12月至次年2月"' in strip
    cells = re.findall(r'<span style="([^"]*)">(\d+)</span>', strip)
    assert [int(month) for _, month in cells] == list(range(1, 13))
    assert [int(month) for look, month in cells if "#a73c37" in look] == [1, 2, 12]


def test_inferred_months_are_hatched_and_said_to_be_inferred(collection: Collection) -> None:
    orchard = collection.dataset.by_id["gangu-orchard"]
    assert runs_text(orchard, "en") == "Runs September to November (inferred by the editors)"
    html = card_html(orchard, collection, "en")
    assert f'aria-label="{runs_text(orchard, "en")}"' in html
    assert html.count("repeating-linear-gradient") == 3


def test_clock_says_the_hours_in_words() -> None:
    assert 'alt="Hours of the day: 21:00–23:00"' in clock_dial(("21:00", "23:00"), "en", "#853cfe")
    assert 'alt="每日时段：全天24小时"' in clock_dial(("00:00", "24:00"), "zh", "#853cfe")


def test_ink_is_the_readable_one() -> None:
    assert [ink_on(colour) for colour in ("#1e6f5a", "#d21fa8", "#ffe066")] == ["#ffffff", "#ffffff", "#1d2733"]
