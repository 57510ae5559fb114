"""The app in browsers that people still have: every page whole, filter, click, deck and download work, no error."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from brandmap.exports.registry import FORMATS
from brandmap.ui.repairs.document import CHROMIUM_FLOOR
from tests.browser.conftest import map_frame, map_state, wait_for_map
from tests.browser.old_browsers import init_script
from tests.browser.test_map import wait_for_query
from tests.browser.test_pages import NAMES, address
from tests.browser.test_tools import downloaded

VERSIONS = (CHROMIUM_FLOOR, 103, 110, 119)


@pytest.fixture(params=VERSIONS)
def old(request, new_context, server) -> Page:
    context = new_context(base_url=server.url)
    context.add_init_script(init_script(request.param))
    return context.new_page()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """All that is visible on each page in the present Chromium, as far as it was asked."""
    return {}


def text_of(page: Page, name: str) -> str:
    page.goto(address(name))
    drawn = ".bmd-progress" if name == "present" else ".bm-nav a"
    expect(page.locator(drawn)).to_have_count(1 if name == "present" else len(NAMES))
    if name == "map":
        wait_for_map(page, "state.visible.length === 10")
    page.wait_for_load_state("networkidle")
    return page.locator("body").inner_text()


def test_every_page_is_whole(old, page, texts):
    for name in NAMES:
        if name not in texts:
            texts[name] = text_of(page, name)
            assert len(texts[name]) > (80 if name == "present" else 250)
        old.goto(address(name))
        old.wait_for_function("text => document.body.innerText === text", arg=texts[name])


def test_filter_click_deck_and_download_work(old):
    old.goto("/")
    wait_for_map(old, "state.visible.length === 10")
    assert old.locator("iframe[title*=st_folium]").bounding_box()["height"] >= 600
    old.get_by_role("checkbox", name=re.compile("^农业")).click()
    wait_for_map(old, "state.visible.length === 3")
    map_frame(old).locator("[role=button][data-brand=kang-pepper]").click()
    wait_for_query(old, theme=["agriculture"], brand=["kang-pepper"])
    expect(old.locator(".bm-panel")).to_contain_text("康县公安局平洛派出所")
    old.goto("/present?deck=kang-pepper")
    map_frame(old)
    old.keyboard.press("PageDown")
    wait_for_query(old, step=["2"])
    assert map_state(old)["visible"] == ["kang-pepper"]
    old.goto("/data?lang=zh&theme=agriculture")
    expect(old.get_by_text("共 10 个，符合 3 个：主题为农业")).to_be_visible()
    assert downloaded(old, FORMATS["csv"].label.zh).read_bytes().startswith(b"\xef\xbb\xbf")
