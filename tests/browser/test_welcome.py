"""The first ten seconds: what this is and where to begin, said once, in the way of nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brandmap.records import LANGS
from brandmap.text import phrase
from tests.browser.conftest import map_frame, until

#: From the phone to the large screen, on which the line stands beside the sentence of the results.
WINDOWS = {"phone": (360, 640), "projector": (1024, 768), "desk": (1440, 900), "large": (1920, 1080)}
SAID = {
    "zh": "甘肃法治报2024年评出的10个甘肃基层警务模式：遇到什么问题，怎么做的。",
    "en": "10 policing models of Gansu, selected by Gansu Legal Daily in 2024: what the problem was, "
    "and what was done.",
}
#: Where filters, map and list begin, to tenths of a pixel, once they have stood there for twenty frames.
PLACES = """() => new Promise(tell => {
    let [before, still] = ["", 0];
    const look = () => {
        const now = JSON.stringify([".bm-filters", "iframe", ".bm-panel"].map(
            name => Math.round(document.querySelector(name).getBoundingClientRect().top * 10)));
        [before, still] = [now, now === before ? still + 1 : 0];
        if (still < 20) requestAnimationFrame(look);
        else tell(JSON.parse(now));
    };
    look();
})"""

#: Whether the greeting leaves an element free.
APART = """seen => {
    const [a, b] = [".bm-welcome", seen].map(name => document.querySelector(`#root ${name}`).getBoundingClientRect());
    return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_first_visit_is_told_what_this_is_and_a_second_is_not(new_context, server, lang):
    context = new_context(base_url=server.url, first_visit=True)
    page = context.new_page()
    page.goto(f"/?lang={lang}&theme=tourism")
    map_frame(page)
    greeting = page.get_by_role("region", name=phrase("welcome.name", lang))
    expect(greeting.locator("p")).to_have_text(SAID[lang])
    expect(greeting.locator(".bm-choice")).to_have_text(
        [phrase(f"welcome.{name}", lang) for name in ("explore", "finder", "present", "close")]
    )
    before = {}
    for name, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        until(page.main_frame, f"innerWidth === {width} && innerHeight === {height}")
        expect(greeting).to_be_in_viewport(ratio=1)
        before[name] = page.evaluate(PLACES)
        for seen in (".bm-site", ".st-key-w_lang", ".st-key-sides iframe"):
            assert page.evaluate(APART, seen), (name, seen)
    page.get_by_role("button", name=phrase("welcome.close", lang)).click()
    expect(greeting).to_be_hidden()
    after = {}
    for name, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        until(page.main_frame, f"innerWidth === {width} && innerHeight === {height}")
        after[name] = page.evaluate(PLACES)
    assert after == before
    page.reload()
    map_frame(page)
    expect(greeting).to_be_hidden()


def test_the_three_ways_in_lead_there_and_keep_the_view(new_context, server):
    page = new_context(base_url=server.url, first_visit=True).new_page()
    page.goto("/?lang=zh&theme=tourism")
    way = page.get_by_role("link", name=phrase("welcome.present", "zh"))
    expect(way).to_have_attribute("href", re.compile(r"/present\?lang=zh&theme=tourism$"))
    page.get_by_role("button", name=phrase("welcome.explore", "zh")).click()
    expect(page.locator("#panel-list")).to_be_focused()
    page.goto("/?lang=zh")
    expect(way).to_have_count(0)
