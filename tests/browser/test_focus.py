"""Where the focus is: at the heading of a new page, and after every action beside what was used."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from brandmap.records import LANGS
from brandmap.text import phrase
from brandmap.ui.pages import PAGES
from tests.browser.conftest import turn_to, until

TWO = "compare=kang-pepper&compare=gangu-orchard"


@pytest.fixture
def page(visit):
    return visit


#: What is used and then gone or without further use: address and the button.
USED = {
    "a filter dropped": ("/?theme=ecology&q=xyzzy", ".bm-empty button"),
    "filters cleared": ("/?theme=ecology", "#clear"),
    "a comparison begun": ("/compare?", ".st-key-compare_start button"),
    "a model added": (f"/compare?{TWO}", "[class*=st-key-add_] button"),
    "all removed": (f"/compare?{TWO}", ".st-key-remove_all button"),
    "answers cleared": ("/finder?need=disputes", ".st-key-clear_need button"),
}


#: Remember what stands around an element, up to the main part of the page, each with the name of its part.
REMEMBER = """element => {
    window.around = [];
    for (let one = element; one.id !== "stMain"; one = one.parentElement)
        window.around.push([one, [...one.classList].find(name => name.startsWith("st-key"))]);
}"""
#: Whether the nearest part that is still there has the focus (the nearest element where no part has a name), or the
#: page's heading. Streamlit may use an element again for a part of another name.
PART_HAS_FOCUS = """document.activeElement.id === "page" || (
    window.around.find(([one, name]) => name && one.isConnected && one.classList.contains(name)) ??
    window.around.find(([one]) => one.getClientRects().length)
)[0].contains(document.activeElement)"""


def heading(page: Page, name: str, lang: str = "zh") -> None:
    expect(page.get_by_role("heading", level=1, name=phrase(f"page.{name}", lang))).to_be_focused()


def test_after_a_change_of_page_the_focus_is_at_its_heading(page):
    page.goto("/?lang=zh")
    page.get_by_role("heading", level=1, name=phrase("page.map", "zh")).wait_for(state="attached")
    until(page.main_frame, "window.brandmapFocus")
    for name in ("themes", "compare", "finder", "data", "about", "map"):
        page.get_by_role("navigation").get_by_role("link", name=phrase(f"nav.{name}", "zh"), exact=True).press("Enter")
        heading(page, name)
    page.go_back()
    heading(page, "about")


@pytest.mark.parametrize("case", USED)
def test_after_an_action_the_focus_stays_in_the_part_that_was_used(page, case):
    address, button = USED[case]
    turn_to(page, f"{address}&lang=zh")
    one = page.locator(button).first
    one.wait_for()
    until(page.main_frame, "window.brandmapFocus")  # the script that keeps the focus is there
    one.evaluate(REMEMBER)
    before = json.dumps(page.url)
    one.press("Enter")
    until(page.main_frame, f"location.href !== {before}")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    until(page.main_frame, PART_HAS_FOCUS)


def test_the_skip_link_leads_past_the_navigation(page):
    turn_to(page, "/themes?lang=zh")
    page.get_by_role("navigation").wait_for()
    page.locator("#search").wait_for()
    page.locator("[data-testid=stSkipToContent]").press("Enter")
    heading(page, "themes")
    page.keyboard.press("Tab")
    expect(page.locator("#search")).to_be_focused()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_each_page_has_one_heading_of_its_own_and_an_outline_without_gaps(page, name, lang):
    turn_to(page, f"/{'' if name == 'map' else name}?lang={lang}&brand=linze-tourism&need=disputes&{TWO}")
    expect(page.get_by_role("heading", level=1)).to_have_text([phrase(f"page.{name}", lang)])
    page.locator("[data-testid=stApp][data-test-script-state=notRunning] h2").first.wait_for()
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels)), levels


def test_words_of_the_other_language_say_which_it_is(page):
    turn_to(page, "/?lang=en")
    switch = page.locator(".st-key-w_lang button")
    expect(switch.nth(0)).to_have_attribute("lang", "zh-CN")
    expect(switch.nth(1)).to_have_attribute("lang", "en")


def test_a_change_of_the_comparison_is_announced(page):
    turn_to(page, f"/compare?lang=en&{TWO}")
    expect(page.get_by_role("status")).to_have_text("Comparing: Sichuan-pepper policing, Orchard policing")
