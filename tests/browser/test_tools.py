"""Compare, finder and exports as an official uses them, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from brandmap.exports.registry import FORMATS
from brandmap.text import phrase
from tests.browser.conftest import wait_for_map
from tests.browser.test_map import wait_for_query


def answer(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def test_the_finder_ranks_explains_and_leads_to_the_map(page):
    page.goto("/finder?lang=zh")
    answer(page, "采收、购销季节的纠纷")
    wait_for_query(page, need=["trade_disputes"])
    answer(page, "采摘工")
    wait_for_query(page, need=["trade_disputes", "pickers"])
    expect(page.get_by_text("10 个模式中有 1 个适合")).to_be_visible()
    expect(page.locator("[class*='st-key-fit_']").first).to_contain_text("花椒警务")
    page.get_by_role("link", name=phrase("finder.on_map", "zh")).first.click()
    wait_for_query(page, brand=["kang-pepper"], part=["transfer"])
    wait_for_map(page, "state.selected === 'kang-pepper'")
    conditions = page.locator("[data-card=kang-pepper] [data-part=transfer]")
    expect(conditions).to_be_in_viewport(ratio=0.9)
    page.locator(".bm-next").click()
    wait_for_query(page, brand=["gangu-orchard"], part=[])
    expect(page.locator("[data-card=gangu-orchard] .bm-name")).to_be_in_viewport()


def test_none_of_these_and_other_answers_take_each_others_place(page):
    page.goto("/finder?lang=zh&need=disputes&need=traffic&need=winter")
    expect(page.locator("article.bmf").first).to_be_visible()
    page.get_by_role("button", name="以上都不是", exact=True).first.click()
    wait_for_query(page, need=["other_problem", "winter"])
    answer(page, "交通秩序或农产品运输")
    wait_for_query(page, need=["traffic", "winter"])


def test_the_finder_says_plainly_that_nothing_fits(page):
    page.goto("/finder?lang=zh&need=other_problem")
    expect(page.get_by_text(phrase("finder.none_heading", "zh", total=10))).to_be_visible()


def test_compare_two_models_and_refuse_a_fifth(page):
    page.goto("/compare?lang=zh&compare=huining-melon&compare=kang-pepper")
    table = page.get_by_role("table").last
    expect(table).to_contain_text("会宁县公安局郭城派出所")
    expect(table).to_contain_text("康县公安局平洛派出所")
    page.get_by_role("button", name="8 果园警务", exact=True).click()
    wait_for_query(page, compare=["huining-melon", "kang-pepper", "gangu-orchard"])
    expect(table).to_contain_text("甘谷县公安局")
    page.go_back()
    wait_for_query(page, compare=["huining-melon", "kang-pepper"])


def downloaded(page: Page, label: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(rf"{label}$")).click()
    return Path(waiting.value.path())


def test_the_downloads_hold_exactly_what_is_filtered(page):
    page.goto("/data?lang=zh&theme=agriculture")
    expect(page.get_by_text("共 10 个，符合 3 个：主题为农业")).to_be_visible()
    names = ["瓜田警务", "花椒警务", "果园警务"]
    data = downloaded(page, FORMATS["csv"].label.zh).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["名称"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))] == names
    book = load_workbook(io.BytesIO(downloaded(page, FORMATS["xlsx"].label.zh).read_bytes()))
    first = book.worksheets[0]
    column = next(cell.column for cell in first[1] if str(cell.value).startswith("名称"))
    assert [first.cell(row, column).value for row in (2, 3, 4)] == names
    assert first.max_row == 4
    features = json.loads(downloaded(page, FORMATS["geojson"].label.zh).read_bytes())["features"]
    assert [feature["id"] for feature in features if feature["geometry"]["type"] == "Point"] == [
        "huining-melon/seat", "kang-pepper/seat", "kang-pepper/pictured/621226", "gangu-orchard/seat",
    ]  # fmt: skip
