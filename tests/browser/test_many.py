"""Hundreds of models share pins that say how many they are, and none hides another; list and cards come in parts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import map_frame, map_state, wait_for_map
from tests.many_models import frozen_files, many_files
from tests.servers import served

N = 700


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    for name, data in many_files(frozen_files(), N, full=False).items():
        (folder / f"{name}.csv").write_bytes(data)
    with served(folder / "server.log", environment={"BRANDMAP_DATA": str(folder)}) as running:
        yield running


@pytest.fixture
def page(crowded, new_context):
    return new_context(base_url=crowded.url).new_page()


def sums(frame):
    """The numbers that the shared pins show."""
    return [int(text) for text in frame.locator(".bm-pin-sum").all_text_contents()]


def test_pins_are_shared_by_prefecture_then_by_county_and_open_a_list(page):
    page.goto("/?lang=zh")
    wait_for_map(page, f"state.loaded && state.visible.length === {N}")
    frame = map_frame(page)
    assert sum(sums(frame)) == N
    assert len(sums(frame)) == 13  # no county of Jiayuguan
    lanzhou = frame.locator("[data-group='620100']")
    expect(lanzhou).to_have_attribute("aria-label", "兰州市，71 个模式")
    lanzhou.press("Enter")
    wait_for_map(page, "state.zoom >= 7.5")
    place = frame.get_by_role("button", name="城关区", exact=False).first
    n = int(place.get_attribute("data-n"))
    place.press("Enter")
    models = frame.locator(".bm-crowd-list button")
    expect(models).to_have_count(n)
    expect(models.first).to_be_focused()
    frame.page.keyboard.press("Escape")
    expect(models).to_have_count(0)
    expect(place).to_be_focused()
    place.press("Enter")
    name = models.nth(1).locator("span").last.text_content()
    models.nth(1).click()
    expect(page.locator("[data-card] h2")).to_contain_text(name)
    expect(frame.locator(".bm-pin.is-selected")).to_have_count(1)


def test_a_filter_that_keeps_few_gives_each_its_pin(page):
    page.goto("/?lang=zh&prefecture=620300")
    wait_for_map(page, "state.loaded && state.visible.length > 0")
    visible = map_state(page)["visible"]
    assert len(visible) == 18
    expect(map_frame(page).locator("[data-brand][role=button]")).to_have_count(len(visible))
    assert sums(map_frame(page)) == []


def test_the_list_loads_on_and_only_the_cards_that_are_opened_are_sent(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("/?lang=zh")
    rows = page.locator("#list li")
    expect(rows).to_have_count(60)
    rows.last.scroll_into_view_if_needed()
    expect(rows).to_have_count(120)
    assert "index.json" not in asked  # what is searched of so many is read when somebody is about to search
    with page.expect_response("**/cards.zh.2.json"):
        rows.nth(99).locator("a").click()
    expect(page.locator("[data-card] .bm-step").first).to_be_visible()
    assert {name for name in asked if name.startswith("cards.")} == {"cards.zh.0.json", "cards.zh.2.json"}
    page.go_back()
    with page.expect_response("**/index.json"):
        page.locator("#search").focus()
    page.locator("#search").fill("警务")
    expect(page).to_have_url(re.compile("[?&]q="))


def test_only_files_of_cards_that_exist_are_there(crowded, page):
    page.goto("/?lang=zh")
    with page.expect_response("**/cards.zh.0.json") as first:
        page.locator("#list li a").first.click()
    folder = first.value.url.rpartition("/")[0]
    cards = page.request.get(f"{folder}/cards.en.17.json").json()
    assert list(cards) == [f"m{n}" for n in range(681, N + 1)]
    assert page.request.get(f"{folder}/cards.en.18.json").status == 404
    assert page.request.get(f"{folder}/cards.fr.0.json").status == 404
