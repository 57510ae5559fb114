"""What a reader sees when something is amiss: the server gone, nothing found, an address or a page that fails."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from brandmap.records import LANGS
from brandmap.text import phrase
from tests.browser.conftest import BEEN_HERE, map_frame, wait_for_map
from tests.servers import served

GONE = 60_000  # milliseconds until a browser that asks ever more seldom has noticed


@pytest.mark.parametrize("lang", LANGS)
def test_while_the_server_is_gone_a_line_says_so_and_what_is_open_goes_on(browser, tmp_path, lang):
    # A context without a watch: a browser prints every attempt that finds no server as an error.
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce")
    context.add_init_script(BEEN_HERE)
    page = context.new_page()
    line = page.locator("#bm-lost")
    with served(tmp_path / "server.log") as fresh:
        page.goto(f"{fresh.url}/?lang={lang}")
        map_frame(page)
        expect(line).to_be_empty()
        page.wait_for_load_state("networkidle")
    expect(line).to_have_text(phrase("frame.lost", lang), timeout=GONE)
    expect(line).to_have_attribute("role", "status")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert line.bounding_box()["height"] <= page.locator(".bm-filters").bounding_box()["y"]
    page.locator("#theme-agriculture").click()
    wait_for_map(page, "state.visible.length === 3")
    expect(page.locator("#panel .bm-item")).to_have_count(3)
    page.locator("#panel .bm-item[data-brand=kang-pepper]").click()
    expect(page.locator(".bm-panel .bm-card")).to_be_visible()
    with served(tmp_path / "server.log", port=urlsplit(fresh.url).port):
        expect(line).to_be_empty(timeout=GONE)
        expect(line).to_be_hidden()
        page.wait_for_url("**theme=agriculture**")  # what was done meanwhile is told
        expect(page.locator(".bm-panel .bm-card")).to_be_visible()
        page.get_by_text(phrase("text.language_name", "en" if lang == "zh" else "zh"), exact=True).click()
        wait_for_map(page, f"state.lang !== '{lang}' && state.visible.length === 3")
    context.close()
