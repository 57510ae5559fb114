"""Page and server agree in the end, whatever the reader does meanwhile and however late the server answers."""

from __future__ import annotations

import re
import signal

from playwright.sync_api import Page, expect

from tests.browser.conftest import until, wait_for_map
from tests.browser.test_map import wait_for_query
from tests.servers import served

AGRICULTURE, TECHNOLOGY = re.compile("^农业"), re.compile("^科技")
#: Presses every theme in turn, ten a second, and resolves with the themes that are chosen at the end.
QUICK_CLICKS = """() => new Promise(done => {
  const boxes = [...document.querySelectorAll("#filters [id^=theme-]")];
  let pressed = 0;
  const timer = setInterval(() => {
    boxes[(pressed * 5) % boxes.length].click();
    if (++pressed < 25) return;
    clearInterval(timer);
    done([...window.brandmapStore.view.theme]);
  }, 100);
})"""


def opened(page: Page, address: str = "/?lang=zh") -> None:
    page.goto(address)
    wait_for_map(page, "state.loaded && state.visible.length > 0")


def choose(page: Page, name: re.Pattern[str]) -> None:
    page.get_by_role("checkbox", name=name).click()


def test_ten_clicks_a_second_end_where_the_page_ended(page):
    opened(page)
    chosen = page.evaluate(QUICK_CLICKS)
    assert chosen
    wait_for_query(page, theme=chosen)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    assert page.evaluate("window.brandmapStore.view.theme") == chosen


def test_back_forward_and_reload_restore_filters_and_selection(page):
    opened(page)
    choose(page, AGRICULTURE)
    wait_for_query(page, theme=["agriculture"])
    page.locator(".bm-item[data-brand=kang-pepper]").click()
    wait_for_query(page, theme=["agriculture"], brand=["kang-pepper"])
    page.go_back()
    wait_for_map(page, "state.selected === null && state.visible.length === 3")
    page.go_back()
    wait_for_map(page, "state.visible.length === 10")
    page.go_forward()
    page.go_forward()
    wait_for_map(page, "state.selected === 'kang-pepper' && state.visible.length === 3")
    page.reload()
    wait_for_map(page, "state.selected === 'kang-pepper' && state.visible.length === 3")
    wait_for_query(page, theme=["agriculture"], brand=["kang-pepper"])


def test_two_tabs_do_not_disturb_one_another(new_context, server):
    context = new_context(base_url=server.url)
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        opened(tab)
    choose(first, AGRICULTURE)
    choose(second, TECHNOLOGY)
    for tab, theme, number in ((first, "agriculture", 3), (second, "technology", 2)):
        wait_for_query(tab, theme=[theme])
        wait_for_map(tab, f"state.visible.length === {number}")


def test_the_reader_goes_on_while_the_server_stands_still_for_ten_seconds(new_context, tmp_path):
    with served(tmp_path / "server.log") as own:
        page = new_context(base_url=own.url).new_page()
        opened(page)
        page.wait_for_load_state("networkidle")  # the cards are asked for ahead
        own.process.send_signal(signal.SIGSTOP)
        try:
            end = page.evaluate("performance.now()") + 10_000
            choose(page, AGRICULTURE)
            wait_for_map(page, "state.visible.length === 3")
            page.locator(".bm-item[data-brand=kang-pepper]").click()
            expect(page.locator(".bm-panel")).to_contain_text("康县公安局平洛派出所")
            until(page.main_frame, f"performance.now() > {end}")
            page.locator(".bm-next").click()
            wait_for_map(page, "state.selected === 'gangu-orchard'")
        finally:
            own.process.send_signal(signal.SIGCONT)
        wait_for_query(page, theme=["agriculture"], brand=["gangu-orchard"])
        wait_for_map(page, "state.selected === 'gangu-orchard' && state.visible.length === 3")
        page.close()  # before its server
