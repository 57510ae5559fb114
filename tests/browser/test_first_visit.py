"""The first picture of the map page in a browser: where it stands, how it goes, what can be done with it alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from brandmap.text import phrase
from tests.browser.conftest import map_frame, until
from tests.browser.test_map import wait_for_query

SIZES = [(1440, 900), (1024, 768), (390, 844)]
GOES = "**/front/*/first_visit.js"
TOLERANCE = 4  # pixels
#: What stands in the picture and in the page, by the selector within each.
PARTS = {
    "title": (".bm-site", ".bm-site"),
    "filters": (".bm-filters", ".bm-filters"),
    "map": (".bf-map", ".st-key-sides iframe"),
    "heading": (".bm-panel h2", ".bm-panel h2"),
    "last row": (".bm-results li:last-child", ".bm-results li:last-child"),
}
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  // What follows at once from an act of the reader is what they asked for.
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def held(new_context, server):
    """``held(wide, high, lang)``: a page whose picture stays over the whole page, and what lets it go."""

    def opened(size, lang, **options) -> tuple[Page, object]:
        touch = {"has_touch": True, "is_mobile": True} if size[0] < 500 else {}
        viewport = {"width": size[0], "height": size[1]}
        page = new_context(base_url=server.url, viewport=viewport, **touch, **options).new_page()
        page.add_init_script(SHIFTS)
        waiting: list[Route] = []

        # Playwright needs a function of ours: a bound method of a list cannot be watched.
        def hold(route: Route) -> None:
            waiting.append(route)

        page.route(GOES, hold)
        # The English face is taken where it comes at once: it is in the browser's memory from the second page on.
        page.goto(f"/about?lang={lang}")
        page.locator("#page").wait_for()
        page.goto(f"/?lang={lang}", wait_until="domcontentloaded")

        def release():
            for route in waiting:
                route.continue_()
            expect(page.locator("#first-visit")).to_have_count(0)

        return page, release

    return opened


def map_behind(page: Page) -> Frame:
    """The frame of the map behind the picture, once it is complete."""
    frame = "document.querySelector(`.st-key-sides iframe`)?.contentWindow?.brandmap"
    until(page.main_frame, f"{frame}?.painted && {frame}.state().ready && document.querySelector(`#panel li`)")
    found = page.locator(".st-key-sides iframe").element_handle().content_frame()
    assert found
    return found


def box(page: Page, selector: str) -> list[float]:
    found: list[float] = page.locator(selector).evaluate(
        "e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] }"
    )
    return found


def off(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_map_stands_where_the_picture_of_it_stood(held, size, lang):
    page, release = held(size, lang)
    map_behind(page)
    apart = {
        part: off(box(page, f"#first-visit {first}"), box(page, f"#root {then}"))
        for part, (first, then) in PARTS.items()
    }
    assert {part: far for part, far in apart.items() if far > TOLERANCE} == {}
    drawn = box(page, "#first-visit .bf-province")
    release()
    frame, outline = (
        box(where, what) for where, what in ((page, ".st-key-sides iframe"), (map_frame(page), "path.bm-province"))
    )
    assert off(drawn, [frame[0] + outline[0], frame[1] + outline[1], *outline[2:]]) <= TOLERANCE
    assert sum(page.evaluate("window.shifts")) <= 0.05


def test_until_then_the_page_behind_it_is_hidden_from_everybody(held):
    page, release = held(SIZES[0], "zh")
    map_behind(page)
    assert page.locator("#root").evaluate("e => getComputedStyle(e).visibility") == "hidden"
    assert page.get_by_role("heading", level=1).all_inner_texts() == [phrase("frame.title", "zh")]
    names = [phrase(f"nav.{name}", "zh") for name in ("map", "themes")]
    assert [page.get_by_role("link", name=name, exact=True).count() for name in names] == [1, 1]
    release()
    assert page.get_by_role("heading", level=1).all_inner_texts() == [phrase("page.map", "zh")]
    assert [page.get_by_role("link", name=name, exact=True).count() for name in names] == [1, 1]


def test_who_was_on_a_model_in_the_picture_is_on_it_in_the_page(held):
    page, release = held(SIZES[0], "zh")
    map_behind(page)
    page.locator("#first-visit .bm-item").nth(6).focus()
    release()
    expect(page.locator("#panel .bm-item[data-brand=kang-pepper]")).to_be_focused()


def test_words_typed_into_the_picture_are_searched_in_the_page(held):
    page, release = held(SIZES[0], "zh")
    map_behind(page)
    page.get_by_role("searchbox").press_sequentially("kx")
    release()
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("kx")
    wait_for_query(page, q=["kx"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_can_be_read_without_scripts(new_context, server, size, lang):
    viewport = {"width": size[0], "height": size[1]}
    page = new_context(base_url=server.url, viewport=viewport, java_script_enabled=False).new_page()
    page.goto(f"/?lang={lang}")
    for one in ("zh", "en"):
        expect(page.locator(".bf-old:not(.bf-late)").get_by_text(phrase("frame.unscripted", one))).to_be_visible()
    expect(page.locator(".bf-map")).to_be_in_viewport()
    expect(page.locator(".bm-item")).to_have_count(10)
    page.locator(".bm-item").nth(6).click()
    expect(page.locator(".bm-card")).to_have_count(1)
    page.get_by_role("link", name=phrase("site.back", lang)).click()
    expect(page.locator(".bm-item")).to_have_count(10)
    if size[0] < 900:
        page.locator("summary").click()
    page.locator("a.bm-choice", has_text=phrase("season.winter", lang).capitalize()).click()
    expect(page.locator(".bm-item")).to_have_count(1)
    expect(page.locator(".bf-pins > svg:visible")).to_have_count(1)


def test_a_browser_that_cannot_run_the_page_keeps_the_picture_and_is_told(new_context, server):
    page = new_context(base_url=server.url).new_page()
    page.route("**/static/js/*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/?lang=zh")
    notice = page.locator(".bf-late")
    expect(notice).to_be_hidden()
    page.evaluate("document.getAnimations().forEach(one => one.finish())")
    expect(notice).to_be_visible()
    expect(page.locator(".bm-item")).to_have_count(10)


def test_another_page_is_not_hidden_by_it(held):
    """Whoever leaves the map page before it has come sees the other page."""
    page, release = held(SIZES[0], "zh")
    page.locator("#root .bm-nav a").first.wait_for(state="attached")
    page.locator("#root .bm-nav a", has_text=phrase("nav.about", "zh")).evaluate("e => e.click()")
    page.locator("#root #page[data-page=about]").wait_for(state="attached")
    release()
    expect(page.get_by_role("heading", name=phrase("page.about", "zh"), level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_are_those_of_the_page(held, scheme):
    page, release = held(SIZES[0], "zh", color_scheme=scheme)
    ground = map_behind(page).locator("#map_div").evaluate("e => getComputedStyle(e).backgroundColor")
    assert page.locator(".bf-map").evaluate("e => getComputedStyle(e).backgroundColor") == ground
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    first = page.locator("#first-visit").evaluate(colours)
    release()
    assert page.locator(".stApp").evaluate(colours) == first
