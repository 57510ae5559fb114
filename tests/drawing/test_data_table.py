"""The table of the data page: its order, its cells, and nothing active in it."""

import re
from dataclasses import replace

import pytest

from brandmap.collection.filters import Collection
from brandmap.drawing.data_table_html import data_table_html, sorted_brands
from brandmap.records import Text
from brandmap.tables.brand_columns import COLUMNS


@pytest.fixture(scope="module")
def published(collection):
    return collection.dataset.brands


def ids(brands):
    return [brand.id for brand in brands]


def test_numbers_go_by_size_in_both_directions(published, collection):
    up = sorted_brands(published, collection, "zh", "number")
    assert [brand.number for brand in up] == list(range(1, 11))
    assert sorted_brands(published, collection, "zh", "number", descending=True) == up[::-1]


def test_chinese_goes_by_pinyin_and_english_by_letters(published, collection):
    zh = [brand.name.zh for brand in sorted_brands(published, collection, "zh", "name")]
    assert (zh[0], zh[-1]) == ("瓜田警务", "智慧警务")
    assert zh.index("果园警务") < zh.index("花椒警务") < zh.index("空中警务") < zh.index("旅游警务")
    en = [brand.name.en.casefold() for brand in sorted_brands(published, collection, "en", "name")]
    assert en == sorted(en)


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_not_published_comes_last_either_way(published, collection, descending):
    hours = [brand.hours is not None for brand in sorted_brands(published, collection, "en", "hours", descending)]
    assert hours == [True] * 2 + [False] * 8


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("column", [column.id for column in COLUMNS])
def test_any_column_can_be_the_order(published, collection, lang, column):
    assert sorted(ids(sorted_brands(published, collection, lang, column))) == sorted(ids(published))


def test_the_heading_says_the_order_and_every_cell_is_there(published, collection):
    columns = [column.id for column in COLUMNS]
    html = data_table_html(published, collection, "zh", columns, "name", descending=True)
    assert re.findall(r'<th scope="col"([^>]*?) style', html).count(' aria-sort="descending"') == 1
    assert html.count('scope="row"') == 10
    assert html.count("<td") == 10 * (len(COLUMNS) - 1)
    assert 'role="region" aria-label="警务模式数据表" tabindex="0"' in html


def test_hostile_cells_are_text(published, collection):
    attack = "<img src=x onerror=top.hostile=1>{{7*7}}[x](javascript:1)"
    bad = replace(published[0], name=Text(attack, attack), problem=Text(attack, attack))
    made = Collection.of(replace(collection.dataset, brands=(bad,)), collection.gazetteer)
    html = data_table_html((bad,), made, "en", ["name", "problem"], "name", descending=False)
    assert "<img" not in html
    assert html.count("&#60;img src=x onerror=top.hostile=1&#62;&#123;&#123;7*7&#125;&#125;") == 2


@pytest.mark.parametrize(("lang", "mark"), [("zh", "（编辑推断）"), ("en", " (inferred)")])
def test_what_the_editors_inferred_is_marked_in_its_cell(collection, lang, mark):
    orchard = collection.dataset.by_id["gangu-orchard"]
    html = data_table_html((orchard,), collection, lang, ["season", "problem", "setting", "serves"], "season", False)
    season, problem, setting, serves = re.findall("<td>(.*?)</td>", html)
    assert season == {"zh": "秋季", "en": "autumn"}[lang] + mark
    assert [cell.endswith(mark) for cell in (problem, setting, serves)] == [True, False, True]
