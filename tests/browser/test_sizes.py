"""The pages on phones, tablets, projectors and large screens: what is seen without scrolling; nothing jumps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from brandmap.text import phrase
from tests.browser.conftest import map_frame, map_state, turn_to, until, wait_for_map
from tests.browser.test_first_visit import SHIFTS
from tests.browser.test_map import wait_for_query

SIZES = [(360, 640), (390, 844), (768, 1024), (1024, 768), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)]
#: A laptop of 1366 × 768 at 125 % and at 150 %.
MAGNIFIED = [(1093, 614), (911, 512)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: The first useful thing of each page.
FIRST = {
    "": ".st-key-sides iframe",
    "themes": ".bm-result",
    "compare": "[class*=st-key-w_compare]",
    "finder": "[class*=st-key-w_need]",
    "data": ".bm-result",
    "about": "[data-testid=stMarkdown]",
}
MEASURED = """first => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const main = document.getElementById("stMain");
  return {
    beyond: Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth),
    above: box(".st-key-header").top,
    links: new Set([...document.querySelectorAll(".bm-nav a")].map(one => one.getBoundingClientRect().top)).size,
    seen: innerHeight - box(first).top,
  };
}"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FIRST, ids=lambda name: name or "map")
def test_every_size_shows_the_first_useful_thing_and_wastes_nothing(visit, name, lang):
    page = visit
    turn_to(page, f"/{name}?lang={lang}")
    page.locator(f"#root {FIRST[name]}").first.wait_for()
    expect(page.locator("#root .bm-nav a")).to_have_count(7)
    for wide, high in SIZES + MAGNIFIED:
        page.set_viewport_size({"width": wide, "height": high})
        until(page.main_frame, f"innerWidth === {wide} && innerHeight === {high}")
        until(page.main_frame, f"({MEASURED})({FIRST[name]!r}).beyond <= 0")
        seen = page.evaluate(MEASURED, FIRST[name])
        assert seen["beyond"] <= 0, (wide, high)
        assert seen["above"] <= 16, (wide, high)
        assert seen["links"] == 1, (wide, high)
        assert seen["seen"] >= (80 if name else 0.4 * high), (wide, high)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("narrow", [True, False], ids=["narrow", "wide"])
def test_the_map_ends_with_the_window_however_many_rows_the_filters_take(new_context, server, narrow, lang):
    sizes = [(wide, high) for wide, high in SIZES + MAGNIFIED if (wide < 900) is narrow]
    page = new_context(base_url=server.url, viewport={"width": sizes[0][0], "height": sizes[0][1]}).new_page()
    page.goto(f"/?lang={lang}")
    map_frame(page)
    bottom = "document.querySelector('.st-key-sides iframe').getBoundingClientRect().bottom"
    # On a phone the list begins below it.
    ends = f"{bottom} < innerHeight" if narrow else f"Math.abs(innerHeight - 12 - {bottom}) <= 1"
    for wide, high in sizes:
        page.set_viewport_size({"width": wide, "height": high})
        until(page.main_frame, f"innerWidth === {wide} && innerHeight === {high} && {ends}")
        if high >= 1080 and not narrow:
            assert page.locator(".st-key-sides iframe").bounding_box()["height"] >= 0.8 * (high - 60)


#: Models whose marker lies below a control of the map or the line of its source.
COVERED = """() => [...document.querySelectorAll("[role=button][data-brand]")].filter(pin => {
    const { x, y, width, height } = pin.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return !top || top.closest(".leaflet-control, .bm-legend, .bm-bar, .bm-source");
}).map(pin => pin.dataset.brand)"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_marker_lies_below_the_controls_of_the_map(new_context, server, lang):
    """On a phone the legend lay over half of the map and five of the ten markers."""
    for touch in (True, False):
        sizes = [(wide, high) for wide, high in SIZES + MAGNIFIED if (wide < 900) is touch]
        window = {"width": sizes[0][0], "height": sizes[0][1]}
        page = new_context(base_url=server.url, viewport=window, has_touch=touch, is_mobile=touch).new_page()
        page.goto(f"/?lang={lang}")
        frame = map_frame(page)
        for wide, high in sizes:
            page.set_viewport_size({"width": wide, "height": high})
            until(page.main_frame, f"innerWidth === {wide} && innerHeight === {high}")
            until(frame, "innerWidth === Math.round(frameElement.getBoundingClientRect().width)")
            until(frame, f"({COVERED})().length === 0")


def test_a_narrow_map_begins_with_its_legend_folded_and_opens_it_at_a_press(new_context, server):
    page = new_context(base_url=server.url, **PHONE).new_page()
    page.goto("/?lang=zh")
    frame = map_frame(page)
    fold = frame.get_by_role("button", name=phrase("map.themes", "zh"))
    expect(fold).to_have_attribute("aria-expanded", "false")
    theme = frame.locator(".bm-theme[data-theme=ecology]")
    expect(theme).to_be_hidden()
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "true")
    theme.tap()
    wait_for_map(page, "state.visible.length === 1")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(fold).to_have_attribute("aria-expanded", "true")


def test_filters_folded_away_in_a_narrow_window_are_there_when_it_becomes_wide(new_context, server):
    """Their heading is not shown in a wide window: whoever turned a tablet could not reach them any more."""
    page = new_context(base_url=server.url, viewport={"width": 768, "height": 1024}).new_page()
    page.goto("/?lang=zh")
    map_frame(page)
    expect(page.locator("#search")).to_be_hidden()
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator("#search")).to_be_visible()


def test_a_map_that_becomes_lower_keeps_its_centre(page):
    """English filters take a row more than Chinese ones."""
    page.goto("/?lang=zh")
    frame = map_frame(page)
    frame.get_by_role("button", name=phrase("map.zoom_in", "zh")).click()
    before, high = map_state(page), page.locator(".st-key-sides iframe").bounding_box()["height"]
    page.get_by_text("English", exact=True).click()
    wait_for_map(page, f"state.lang === 'en' && innerHeight < {high}")
    after = map_state(page)
    assert (after["centre"], after["zoom"]) == (before["centre"], before["zoom"])


def moved(page: Page) -> float:
    """How far things have moved that no act of the reader explains, as Chromium counts it."""
    far: float = page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)")
    return far


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_nothing_jumps_when_the_reader_acts(new_context, server, options):
    page = new_context(base_url=server.url, **options).new_page()
    page.add_init_script(SHIFTS)
    page.goto("/?lang=zh")
    frame = map_frame(page)
    assert moved(page) <= 0.05
    page.evaluate("window.shifts.length = 0")
    if options:
        page.locator("#root .bm-filters > summary").tap()
    page.get_by_role("checkbox", name=re.compile("^农业")).click()
    wait_for_query(page, theme=["agriculture"])
    frame.locator("[role=button][data-brand=kang-pepper]").click()
    wait_for_query(page, theme=["agriculture"], brand=["kang-pepper"])
    page.get_by_role("button", name=phrase("filters.clear", "zh")).click()
    wait_for_query(page, brand=["kang-pepper"])
    if options:
        # Open, the filters take more rows in English: what is below them has to move.
        page.locator("#root .bm-filters > summary").tap()
    page.get_by_text("English", exact=True).click()
    wait_for_map(page, "state.lang === 'en'")
    assert round(moved(page), 3) == 0


def test_on_a_phone_one_finger_scrolls_the_page_and_two_move_the_map(new_context, server):
    """A swipe over the map moved the map, which takes more than half of the window: the page stood still."""
    page = new_context(base_url=server.url, **PHONE).new_page()
    page.goto("/?lang=zh")
    frame = map_frame(page)
    before = map_state(page)
    touch = page.context.new_cdp_session(page)

    def swipe(*fingers: tuple[int, int]) -> None:
        """Move fingers from (195, 420) by steps of (x, y)."""
        at = [{"x": 195 + 20 * i, "y": 420, "id": i} for i, _ in enumerate(fingers)]
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at})
        for _ in range(12):
            at = [{**one, "x": one["x"] + x, "y": one["y"] + y} for one, (x, y) in zip(at, fingers, strict=True)]
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe((-8, 0), (8, 0))
    wait_for_map(page, f"state.zoom > {before['zoom']}")
    wide = map_state(page)
    assert page.evaluate("document.getElementById('stMain').scrollTop") == 0
    swipe((0, -10))
    until(page.main_frame, "document.getElementById('stMain').scrollTop > 60")
    expect(frame.locator(".bm-message")).to_have_text(phrase("map.fingers", "zh"))
    assert (map_state(page)["centre"], map_state(page)["zoom"]) == (wide["centre"], wide["zoom"])


def test_no_field_on_a_phone_has_letters_that_make_it_magnify_the_page(new_context, server):
    page = new_context(base_url=server.url, **PHONE).new_page()
    small = {}
    for name in ("", "themes", "compare", "finder", "data"):
        turn_to(page, f"/{name}?lang=zh")
        page.locator(f"#root {FIRST[name]}").first.wait_for()
        fields = page.locator("#root :is(input:not([type=checkbox], [type=radio], [type=file]), select, textarea)")
        sizes = fields.evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
        small[name] = [size for size in sizes if size < 16]
    assert {name: sizes for name, sizes in small.items() if sizes} == {}


def test_the_map_is_not_seen_before_its_style(new_context, server):
    """On a busy machine markers stood one below the other for a moment."""
    page = new_context(base_url=server.url).new_page()
    waiting = []
    page.route(
        "**/front/*/brandmap.css",
        lambda route: waiting.append(route) if route.request.frame.parent_frame else route.continue_(),
    )
    page.goto("/?lang=zh")
    found = "document.querySelector('.st-key-sides iframe')?.contentWindow"
    until(page.main_frame, f"{found}?.brandmap?.painted > 0")
    look = f"{found}.getComputedStyle({found}.document.getElementById('map_div')).visibility"
    assert page.evaluate(look) == "hidden"
    assert page.evaluate(f"{found}.brandmap.state().ready") is False
    for route in waiting:
        route.continue_()
    map_frame(page)
    assert page.evaluate(look) == "visible"
