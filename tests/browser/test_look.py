"""What a screen must look like where a number can say it: room for what is read, on a projector and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brandmap.text import phrase
from tests.browser.test_map import wait_for_query

PROJECTOR = {"width": 1024, "height": 768}


def test_cards_of_a_theme_stay_wide_enough_to_read_on_a_projector(new_context, server):
    """Three in a row were 170 pixels wide: eleven Chinese characters to the line."""
    page = new_context(base_url=server.url, viewport=PROJECTOR).new_page()
    page.goto("/themes?lang=zh&theme=agriculture")
    cards = page.locator(".st-key-cards_agriculture .bm-card")
    cards.nth(2).wait_for()
    assert min(card.bounding_box()["width"] for card in cards.all()) >= 240


def test_the_remedies_of_a_dry_run_are_on_the_screen_of_a_phone(new_context, server):
    """They stood in the sixth column of a table, beyond the right edge."""
    page = new_context(base_url=server.url, viewport={"width": 390, "height": 844}).new_page()
    page.goto("/data?lang=zh")
    page.get_by_text(phrase("own_data.title", "zh")).click()
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"id\nA B\n"})
    last = page.locator(".bm-fix tbody tr td:last-child").first
    last.wait_for()
    box = last.bounding_box()
    assert last.inner_text().strip()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("name", ["compare", "finder", "about"])
def test_no_empty_sidebar_stays_behind_on_pages_without_filters(page, name):
    page.goto("/themes?lang=zh")
    sidebar = page.locator("[data-testid=stSidebar]")
    expect(sidebar).to_be_visible()
    page.get_by_role("link", name=phrase(f"nav.{name}", "zh"), exact=True).click()
    page.wait_for_url(f"**/{name}?lang=zh")
    expect(sidebar).to_be_hidden()
    page.get_by_role("link", name=phrase("nav.themes", "zh"), exact=True).click()
    expect(sidebar).to_be_visible()


def test_a_chosen_model_is_removed_by_its_pill_and_all_by_one_button(page):
    page.goto("/compare?lang=zh&compare=kang-pepper&compare=gangu-orchard&compare=linxia-night")
    page.get_by_role("button", name="10 夜间警务", exact=True).click()
    wait_for_query(page, compare=["kang-pepper", "gangu-orchard"])
    page.get_by_role("button", name=phrase("compare.clear", "zh")).click()
    wait_for_query(page, compare=None)
    expect(page.get_by_text(phrase("compare.need_two", "zh"))).to_be_visible()
