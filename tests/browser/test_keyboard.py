"""A visit without a mouse, from the search to the language: every goal within twelve presses, all within sixty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from brandmap.exports.registry import FORMATS
from brandmap.text import phrase
from tests.browser.conftest import map_frame, until
from tests.browser.test_focus import heading
from tests.browser.test_map import wait_for_query

GOAL, VISIT = 12, 60  # presses at most; a word that is typed is one
#: What has the focus, in the page or in the frame that has it: its text or its name.
FOCUS = """() => {
    let one = document.activeElement;
    if (one.tagName === "IFRAME") one = one.contentDocument.activeElement;
    return (one.innerText || one.getAttribute("aria-label") || one.id).replace(/\\s+/g, " ").trim();
}"""


class Keyboard:
    """Count presses by goal."""

    def __init__(self, page: Page) -> None:
        self.page, self.goal, self.presses = page, "", Counter()

    @contextmanager
    def reach(self, goal: str) -> Iterator[None]:
        self.goal = goal
        yield
        assert self.presses[goal] <= GOAL, self.presses

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses[self.goal] += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.presses[self.goal] += 1
        self.page.keyboard.type(words)

    def go(self, key: str, words: str) -> None:
        """Press the key until what begins with these words has the focus."""
        for _ in range(GOAL + 1):
            if re.match(words, self.page.evaluate(FOCUS)):
                return
            self.press(key)
        raise AssertionError(f"{self.goal}: {words} not reached, focus on {self.page.evaluate(FOCUS)!r}")


def test_a_whole_visit_needs_few_presses_and_no_mouse(page):
    keys = Keyboard(page)
    page.goto("/?lang=zh")
    map_frame(page)
    page.locator("#panel-list").wait_for()
    with keys.reach("find"):
        keys.press("Tab", "Enter")  # the skip link
        keys.go("Tab", "search")
        keys.type("果")
        wait_for_query(page, q=["果"])
    with keys.reach("filter"):
        keys.go("Tab", "theme-agriculture")
        keys.press(" ")
        wait_for_query(page, q=["果"], theme=["agriculture"])
    with keys.reach("read"):
        keys.press("Enter")
        keys.go("Tab", "8 ")
        keys.press("Enter")
        wait_for_query(page, q=["果"], theme=["agriculture"], brand=["gangu-orchard"])
        expect(page.locator("[data-card]")).to_be_focused()
    with keys.reach("compare"):
        keys.go("Tab", phrase("results.compare", "zh"))
        keys.press("Enter")
        heading(page, "compare")
        page.locator("[class*=st-key-add_] button").first.wait_for()
        keys.go("Tab", "add 6 瓜田警务")
        keys.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("瓜田警务")
        expect(page.locator(".st-key-compare_change")).to_be_focused()  # what was pressed is gone
    with keys.reach("find a model"):
        keys.go("Shift+Tab", phrase("nav.finder", "zh"))
        keys.press("Enter")
        heading(page, "finder")
        page.locator("[class*=st-key-w_need_] button").first.wait_for()
        keys.press("Tab", " ")
        page.locator(".bmf").first.wait_for()
        # No reader presses ten keys while the answer is still being drawn.
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        keys.press("Shift+Tab", "Enter")
        expect(page.locator("#fits")).to_be_focused()
    with keys.reach("present"):
        keys.go("Tab", f".*{phrase('finder.present', 'zh')}")
        keys.press("Enter")
        expect(page.locator(".bmd")).to_be_visible()
        map_frame(page)  # its script turns the slides
        keys.press("PageDown")
        expect(page).to_have_url(re.compile("step=2"))
        keys.press("Escape")
        heading(page, "finder")
    with keys.reach("take away"):
        keys.go("Shift+Tab", phrase("nav.data", "zh"))
        keys.press("Enter")
        heading(page, "data")
        page.locator(".bm-data").wait_for()
        page.locator("#search").wait_for()
        keys.press("Tab", "Enter")
        with page.expect_download() as download:
            keys.go("Tab", f".*{FORMATS['pptx'].label.zh}")
            keys.press("Enter")
        assert download.value.suggested_filename.endswith(".pptx")
    with keys.reach("switch language"):
        keys.press("F5")
        page.reload()  # what F5 does in a browser with a window
        page.locator("#search").wait_for()
        until(page.main_frame, "window.brandmapFocus")
        keys.press("Tab", "Enter")
        heading(page, "data")
        keys.press("Shift+Tab", "ArrowRight", "Enter")
        expect(page.get_by_role("heading", level=1, name=phrase("page.data", "en"))).to_be_visible()
    assert keys.presses.total() <= VISIT, keys.presses
