"""What a screen must look like where a number can say it: room for what is read, on a projector and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brandmap.text import phrase
from tests.browser.conftest import map_frame, turn_to
from tests.browser.test_map import wait_for_query

PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1024, "height": 768}


@pytest.fixture
def page(visit):
    return visit


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


def test_on_a_phone_a_button_leads_from_a_chosen_marker_to_its_card(new_context, server):
    """The card stands two screens below; a tap on a marker seemed to do nothing."""
    page = new_context(base_url=server.url, viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto("/?lang=zh")
    frame = map_frame(page)
    more = frame.locator(".bm-more")
    expect(more).to_be_hidden()
    frame.locator("[role=button][data-brand=linze-tourism]").tap()
    expect(more).to_have_text(phrase("map.card", "zh"))
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    expect(page.locator(".bm-panel .bm-name")).to_have_text("旅游警务")
    more.tap()
    expect(page.locator(".bm-panel .bm-name")).to_be_in_viewport()
    expect(more).to_be_hidden()


def test_on_a_phone_a_link_to_a_model_offers_its_card(new_context, server):
    page = new_context(base_url=server.url, viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto("/?lang=zh&brand=linze-tourism")
    expect(map_frame(page).locator(".bm-more")).to_be_visible()


def test_beside_the_card_the_map_offers_no_way_to_it(page):
    turn_to(page, "/?lang=en")
    frame = map_frame(page)
    frame.locator("[role=button][data-brand=linze-tourism]").click()
    wait_for_query(page, brand=["linze-tourism"])
    expect(frame.locator(".bm-more")).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_usual_columns_of_all_ten_models_are_in_sight_on_a_desk(page, lang):
    """In English the season was cut off at the right edge and the last row at the lower one."""
    turn_to(page, f"/data?lang={lang}")
    table = page.get_by_role("region", name=phrase("data.table_name", lang))
    table.wait_for()
    for size in ("Width", "Height"):
        assert table.evaluate(f"e => e.scroll{size} <= e.client{size}"), size


@pytest.mark.parametrize("name", ["themes", "compare", "finder"])
def test_the_language_switch_stands_at_the_right_edge_of_every_page(page, name):
    """On a projector it stood between title and links on pages without filters."""
    page.set_viewport_size(PROJECTOR)
    turn_to(page, f"/{name}?lang=zh")
    page.get_by_role("link", name=phrase("nav.about", "zh"), exact=True).wait_for()
    header = page.locator(".st-key-header").bounding_box()
    switch = page.locator(".st-key-w_lang").bounding_box()
    links = page.locator(".bm-nav").bounding_box()
    assert header["x"] + header["width"] - switch["x"] - switch["width"] < 4
    assert links["x"] + links["width"] <= switch["x"]


def test_a_chosen_model_is_removed_by_its_pill_and_all_by_one_button(page):
    turn_to(page, "/compare?lang=zh&compare=kang-pepper&compare=gangu-orchard&compare=linxia-night")
    page.get_by_role("button", name="10 夜间警务", exact=True).click()
    wait_for_query(page, compare=["kang-pepper", "gangu-orchard"])
    page.get_by_role("button", name=phrase("compare.clear", "zh")).click()
    wait_for_query(page, compare=None)
    expect(page.get_by_text(phrase("compare.need_two", "zh"))).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_the_filters_are_named_and_open_at_a_tap(new_context, server, lang):
    page = new_context(base_url=server.url, viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto(f"/themes?lang={lang}&season=summer")
    summary = page.locator(".bm-filters > summary")
    expect(summary).to_have_text(f"{phrase('filters.heading', lang)} (1)")
    choice = page.locator(".bm-choice").first
    expect(choice).to_be_hidden()
    summary.tap()
    expect(choice).to_be_visible()
    assert choice.bounding_box()["height"] >= 44


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)], ids=str)
def test_the_map_takes_the_height_there_is_and_more_than_half_of_the_width(new_context, server, size):
    wide, high = size
    page = new_context(base_url=server.url, viewport={"width": wide, "height": high}).new_page()
    page.goto("/?lang=zh")
    map_frame(page)
    box = page.locator(".st-key-sides iframe").bounding_box()
    assert box["width"] > 0.5 * wide
    assert high - 60 <= box["y"] + box["height"] <= high


def test_in_forced_colours_calendar_hours_key_and_chosen_pill_are_seen(new_context, server):
    """Windows' high contrast takes all backgrounds away: both tables were empty, the chosen pill like the others."""
    page = new_context(base_url=server.url, forced_colors="active").new_page()
    page.goto("/themes?lang=zh&theme=public_order")
    filled = "e => { const s = getComputedStyle(e); return s.backgroundImage !== 'none' || s.backgroundColor }"
    page.locator(".bm-hours td > i").first.wait_for()
    for bars in (".bm-cal td > i", ".bm-hours td > i", ".bm-key i"):
        assert page.locator(bars).first.evaluate(filled) not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), bars
    chosen = "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]"
    assert page.locator(".st-key-w_lang button").nth(0).evaluate(chosen) == ["solid", "3px"]
    assert page.locator(".st-key-w_lang button").nth(1).evaluate(chosen)[0] == "none"
    assert page.locator(".bm-choice.is-on").evaluate(chosen)[0] == "solid"
