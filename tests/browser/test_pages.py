"""Every page: deep links on a fresh server, both languages, and never a request to the outside."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brandmap.text import phrase
from brandmap.ui.pages import PAGES
from tests.browser.conftest import turn_to, wait_for_map
from tests.servers import served

NAMES = [spec.name for spec in PAGES]
#: The deck fills the screen and has no navigation; tests/browser/test_present.py opens and leaves it.
LINKED = [name for name in NAMES if name != "present"]
HAN = re.compile(r"[\u4e00-\u9fff]")


def address(name: str) -> str:
    return "/" if name == "map" else f"/{name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_deep_link_works_on_a_fresh_server(new_context, tmp_path, name):
    """Streamlit runs a script of pages/ without app.py there until the frame asks for itself."""
    with served(tmp_path / "server.log") as fresh:
        page = new_context(base_url=fresh.url).new_page()
        page.goto(f"{address(name)}?lang=zh&theme=ecology")
        if name in LINKED:
            expect(page.get_by_role("link", name=phrase(f"nav.{name}", "zh"), exact=True)).to_be_visible()
            expect(page.get_by_text(phrase("frame.title", "zh"), exact=True).first).to_be_visible()
        expect(page).to_have_title(f"{phrase(f'nav.{name}', 'zh')} · {phrase('frame.title', 'zh')}")
        expect(page.get_by_role("alert")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        page.close()  # before its server, or what it still loads would be refused


@pytest.mark.parametrize(("locale", "title"), [("zh-CN", "zh"), ("en-GB", "en"), ("fr-FR", "zh")])
def test_the_first_visit_follows_the_browser(new_context, server, locale, title):
    page = new_context(base_url=server.url, locale=locale).new_page()
    page.goto("/")
    expect(page.get_by_text(phrase("frame.title", title), exact=True).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-CN", "en": "en"}[title])


def test_links_between_pages_keep_language_filter_and_selection(page):
    page.goto("/?lang=en&theme=agriculture&brand=kang-pepper")
    for name in (*LINKED[1:], "map"):
        page.get_by_role("link", name=phrase(f"nav.{name}", "en"), exact=True).click()
        page.wait_for_url(re.compile(rf"{address(name)}\?lang=en&theme=agriculture&brand=kang-pepper$"))
        expect(page).to_have_title(f"{phrase(f'nav.{name}', 'en')} · {phrase('frame.title', 'en')}")
    wait_for_map(page, "state.selected === 'kang-pepper' && state.lang === 'en'")


def test_the_links_follow_the_filters_without_being_drawn_again(page):
    page.goto("/?lang=zh&compare=huining-melon")
    wait_for_map(page, "state.visible.length === 10")
    page.get_by_role("checkbox", name=re.compile("^农业")).click()
    link = page.get_by_role("link", name=phrase("nav.themes", "zh"), exact=True)
    expect(link).to_have_attribute("href", re.compile(r"/themes\?lang=zh&theme=agriculture&compare=huining-melon$"))
    link.click()
    page.wait_for_url(re.compile(r"/themes\?lang=zh&theme=agriculture&compare=huining-melon$"))
    expect(page.get_by_role("heading", name=phrase("page.themes", "zh"), exact=True)).to_be_visible()
    page.go_back()
    wait_for_map(page, "state.visible.length === 3")


@pytest.mark.parametrize("name", NAMES)
def test_an_english_page_shows_chinese_only_where_it_is_meant(visit, name):
    """Meant: names of the source and set phrases in quotation marks or brackets, and the word 中文 of the switch."""
    turn_to(visit, f"{address(name)}?lang=en&brand=baiyin-smart")
    text = visit.locator("[data-testid=stMain]").inner_text().replace("中文", "")
    plain = re.sub(r"“[^”]*”|\([^)]*\)|‘[^’]*’", "", text)
    assert [line for line in plain.splitlines() if HAN.search(line)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_walk_through_every_page_asks_nothing_of_the_outside(new_context, server, scheme):
    """The context of every test stops and records such requests; this one goes everywhere in one visit."""
    page = new_context(base_url=server.url, color_scheme=scheme).new_page()
    page.goto("/")
    wait_for_map(page, "state.visible.length === 10")
    for name in (*LINKED[1:], "map", "present"):
        page.get_by_role("link", name=phrase(f"nav.{name}", "zh"), exact=True).click()
        expect(page).to_have_title(f"{phrase(f'nav.{name}', 'zh')} · {phrase('frame.title', 'zh')}")
        page.wait_for_load_state("networkidle")
