"""The trainers' deck in a real browser, driven as by a clicker, with the focus in every place it can be."""

from __future__ import annotations

import itertools
import statistics

import pytest
from playwright.sync_api import Frame, Page, expect

from brandmap.collection.deck import deck_of
from brandmap.collection.view import View
from brandmap.collection.wording import announcement
from brandmap.text import phrase
from tests.browser.conftest import map_frame, until, wait_for_map
from tests.browser.test_map import query, wait_for_query

#: Two models picked by hand, the later one first: 8 steps each and the measures (Huining 4, Maqu 3), and four more.
DECK = "deck=huining-melon&deck=maqu-ecology"
TOTAL = 1 + (7 + 4) + (7 + 3) + 1 + 1 + 1
BLACK = "body > .bm-black"
MAP = "iframe[title*='st_folium']"


def open_deck(page: Page, address: str = f"/present?{DECK}", step: int = 1) -> Frame:
    """The deck with its map mounted and marked, so that a new mount would be seen."""
    page.goto(f"{address}&step={step}" if step > 1 else address)
    wait_for_step(page, step)
    frame = map_frame(page)
    frame.evaluate("window.markedByTest = 42")
    return frame


def wait_for_step(page: Page, step: int) -> None:
    """Bar and address agree on the step."""
    page.locator(f"[data-deck-count='{step}']").wait_for()
    wait_for_query(page, step=[str(step)] if step > 1 else None)


def assert_same_map(page: Page) -> None:
    """Also while a wide slide hides it."""
    frame = page.wait_for_selector("iframe[title*='st_folium']", state="attached").content_frame()
    assert frame.evaluate("[window.markedByTest, window.brandmap.state().mounts]") == [42, 1]


def focus_body(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def focus_map(page: Page) -> None:
    """Where a wide slide hides the map, the focus stays as the browser left it."""
    if page.locator(MAP).is_visible():
        map_frame(page).locator("#map_div").focus()


def focus_pin(page: Page) -> None:
    if page.locator(MAP).is_visible():
        map_frame(page).locator("[role=button][data-brand=huining-melon]").focus()


def focus_button(page: Page) -> None:
    page.locator(".st-key-deck_notes button").first.focus()


def focus_language(page: Page) -> None:
    page.locator(".st-key-w_lang [role=radio], .st-key-w_lang button").first.focus()


FOCUS = [focus_body, focus_map, focus_pin, focus_button, focus_language]


@pytest.mark.parametrize("focus", FOCUS, ids=lambda focus: focus.__name__.removeprefix("focus_"))
def test_every_key_works_wherever_the_focus_is(page, focus):
    open_deck(page)
    step = 1
    for key, after in [
        ("PageDown", 2), ("ArrowRight", 3), ("ArrowDown", 4), ("Space", 5),
        ("PageUp", 4), ("ArrowLeft", 3), ("ArrowUp", 2),
        ("End", TOTAL), ("PageDown", TOTAL), ("Home", 1), ("PageUp", 1), ("PageDown", 2), ("Shift+Space", 1),
    ]:  # fmt: skip
        focus(page)
        page.keyboard.press(key)
        wait_for_step(page, after)
        step = after
    for key in ("b", ".", "B"):
        focus(page)
        page.keyboard.press(key)
        expect(page.locator(BLACK)).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(BLACK)).to_have_count(0)
    assert step == 1
    assert query(page) == {"deck": ["huining-melon", "maqu-ecology"]}
    assert_same_map(page)
    focus(page)
    page.keyboard.press("Escape")
    page.locator(".bm-panel").wait_for()


def test_the_whole_deck_from_end_to_end(page, collection):
    """Every slide once, in order; the map is never mounted anew and no slide needs scrolling."""
    deck = deck_of(View(deck=("huining-melon", "maqu-ecology")), collection)
    open_deck(page)
    slide = page.locator(".bmd")
    expect(slide).to_contain_text(phrase("present.title", "zh"))
    titles = []
    for step in range(1, TOTAL + 1):
        wait_for_step(page, step)
        expect(slide).to_have_attribute("aria-label", announcement(deck.position(step), "zh"))
        titles.append(slide.locator("h2").inner_text().replace("\n", " "))
        assert slide.evaluate("slide => slide.scrollHeight <= slide.clientHeight"), f"step {step} overflows"
        page.keyboard.press("PageDown")
    assert titles[1:4] == ["6 会宁县", "6 会宁县", "6 瓜田警务"]
    assert titles[-4:] == ["1 生态警务", "收尾比较", "一起讨论", "来源与说明"]
    assert_same_map(page)


def test_measures_are_revealed_one_by_one(page):
    """Step 5 of the deck is the first of the four measures of the melon fields."""
    open_deck(page, step=5)
    items = page.locator(".bmd-list > li")
    for shown in range(1, 5):
        wait_for_step(page, 4 + shown)
        assert [items.nth(n).is_visible() for n in range(4)] == [n < shown for n in range(4)]
        page.keyboard.press("PageDown")


def test_presses_in_quick_succession_are_all_counted(page):
    open_deck(page)
    for _ in range(9):
        page.keyboard.press("PageDown")
    wait_for_step(page, 10)
    for _ in range(3):
        page.keyboard.press("PageUp")
    wait_for_step(page, 7)


@pytest.mark.parametrize("milliseconds", [300, 1000, 1800])
@pytest.mark.parametrize("way", ["jump", "back", "pin"])
def test_a_step_that_comes_from_elsewhere_wins_over_the_last_key(new_context, server, way, milliseconds):
    """Regression: within two seconds of a key it was undone by the next key, and the notes stayed behind."""
    context = new_context(base_url=server.url)
    page, notes = context.new_page(), context.new_page()
    for window, address in ((notes, f"/present?{DECK}&notes=1"), (page, f"/present?{DECK}")):
        window.clock.install()
        open_deck(window, address, step=5)
    if way == "jump":
        page.locator(".st-key-deck_setup button").click()
        page.get_by_role("radio", name="1 玛曲县").wait_for()
    page.keyboard.press("PageDown")
    wait_for_step(page, 6)
    wait_for_step(notes, 6)
    page.clock.fast_forward(milliseconds)
    if way == "jump":
        page.get_by_role("radio", name="1 玛曲县").click()
    elif way == "back":
        page.go_back()
    else:
        map_frame(page).locator("[role=button][data-brand=maqu-ecology]").press("Enter")
    there = 5 if way == "back" else 13
    wait_for_step(page, there)
    wait_for_step(notes, there)
    page.keyboard.press("PageDown")
    wait_for_step(page, there + 1)
    wait_for_step(notes, there + 1)
    notes.keyboard.press("PageUp")
    wait_for_step(notes, there)
    wait_for_step(page, there)


def test_reload_and_back_restore_the_step(page):
    open_deck(page)
    for step in (2, 3, 4):
        page.keyboard.press("PageDown")
        wait_for_step(page, step)
    page.go_back()
    wait_for_step(page, 3)
    page.go_back()
    wait_for_step(page, 2)
    page.go_forward()
    wait_for_step(page, 3)
    assert_same_map(page)
    page.reload()
    wait_for_step(page, 3)
    map_frame(page)  # hears the keys
    page.keyboard.press("PageDown")
    wait_for_step(page, 4)


def test_escape_returns_to_where_one_was_and_the_deck_resumes(page):
    """From the themes page with a filter: Esc leads back there, and coming again to the step."""
    page.goto("/themes?theme=agriculture&brand=kang-pepper")
    page.get_by_role("link", name=phrase("nav.present", "zh")).click()
    wait_for_step(page, 1)
    map_frame(page)
    page.keyboard.press("PageDown")
    wait_for_step(page, 2)
    page.keyboard.press("Escape")
    page.wait_for_url("**/themes?**")
    page.get_by_role("heading", name=phrase("page.themes", "zh")).wait_for()
    wait_for_query(page, theme=["agriculture"], brand=["kang-pepper"])
    page.keyboard.press("PageDown")
    page.go_back()
    wait_for_step(page, 2)


def test_nothing_of_the_deck_stays_behind_on_other_pages(page):
    open_deck(page)
    page.keyboard.press("b")
    expect(page.locator(BLACK)).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    page.locator(".bm-panel").wait_for()
    wait_for_map(page, "state.visible.length === 10")
    page.keyboard.press("b")
    page.keyboard.press("PageDown")
    expect(page.locator(BLACK)).to_have_count(0)
    assert "step" not in query(page)


def test_the_black_screen_swallows_the_key_that_ends_it(page):
    open_deck(page, step=3)
    page.keyboard.press("b")
    expect(page.locator(BLACK)).to_contain_text(phrase("present.black_hint", "zh"))
    page.keyboard.press("PageDown")
    expect(page.locator(BLACK)).to_have_count(0)
    wait_for_step(page, 3)
    page.locator(".st-key-deck_black button").click()
    expect(page.locator(BLACK)).to_be_visible()
    page.locator(BLACK).click()
    expect(page.locator(BLACK)).to_have_count(0)


def test_the_buttons_turn_the_pages(page):
    open_deck(page)
    for name, after in [("next", 2), ("next", 3), ("previous", 2), ("last", TOTAL), ("first", 1)]:
        page.locator(f".st-key-deck_{name} button").click()
        wait_for_step(page, after)
    assert_same_map(page)


def test_no_frame_is_drawn_across_the_slide_after_a_click_on_it(page):
    """The page itself then has the focus, and the next key made Streamlit draw its ring around it."""
    open_deck(page)
    page.locator(".st-key-deck_slide").click()
    page.keyboard.press("PageDown")
    wait_for_step(page, 2)
    focused = "getComputedStyle(document.querySelector('[data-testid=stMain]'), '::before').boxShadow"
    assert page.evaluate("document.activeElement.dataset.testid") == "stMain"
    assert page.evaluate(focused) == "none"


def test_what_the_buttons_of_the_bar_do_is_written_on_them_where_there_is_room(page):
    open_deck(page, f"/present?{DECK}&lang=en")
    bar = page.locator(".st-key-deck_bar").bounding_box()
    for name in ("previous", "next", "black", "full", "notes", "setup"):
        words = page.locator(f".st-key-deck_{name} p").first
        assert words.bounding_box()["width"] > 20, name
    leave = page.locator(".st-key-deck_leave").bounding_box()
    switch = page.locator(".st-key-header").bounding_box()
    assert leave["x"] + leave["width"] <= switch["x"]
    assert page.locator("[role=progressbar]").bounding_box()["width"] >= 60
    assert bar["height"] <= 60


@pytest.mark.parametrize("width", [720, 1000, 1024])
def test_nothing_in_the_bar_covers_the_language_switch(new_context, server, width):
    """At 720, a desk's screen magnified to 200 %, the way out of the deck lay under it."""
    page = new_context(base_url=server.url, viewport={"width": width, "height": 640}).new_page()
    open_deck(page, f"/present?{DECK}&lang=en")
    leave, switch = page.locator(".st-key-deck_leave a"), page.locator(".st-key-w_lang")
    leave.wait_for()
    box, other = leave.bounding_box(), switch.bounding_box()
    assert box["x"] + box["width"] <= other["x"]


def test_the_map_flies_to_the_county_and_a_pin_leads_to_its_model(page):
    """Huining lies near 35.7 N 105.1 E; Maqu's slides begin after Huining's eleven."""
    open_deck(page)
    page.keyboard.press("PageDown")
    near = "Math.abs(state.centre[0] - 35.9) < 0.5 && Math.abs(state.centre[1] - 105.1) < 0.5"
    wait_for_map(page, f"{near} && state.zoom > 7")
    page.keyboard.press("PageUp")
    wait_for_map(page, "state.zoom < 7")
    pin = map_frame(page).locator("[role=button][data-brand=maqu-ecology]")
    pin.focus()
    pin.press("Enter")
    wait_for_step(page, 13)
    expect(page.locator(".bmd h2")).to_contain_text("玛曲县")


def test_the_opening_map_is_fitted_also_when_it_comes_from_the_cache(new_context, server):
    """Regression: Leaflet pans a view beyond the map's bounds back by itself, animated; that counted as the reader's
    move, and the map stayed as it was fitted before the style sheet came: small, and all of it in the upper half."""
    page = new_context(base_url=server.url, reduced_motion="no-preference").new_page()
    zooms = []
    for _ in range(3):
        open_deck(page, "/present?deck=all")
        wait_for_map(page, "state.loaded")
        page.wait_for_load_state("networkidle")
        zooms.append(map_frame(page).evaluate("window.brandmap.state().zoom"))
    assert zooms == [pytest.approx(5.4, abs=0.15)] * 3  # the whole province, also in the deck's narrow column


def test_on_a_phone_the_bar_can_be_pressed_and_the_map_reaches_both_edges(new_context, server):
    page = new_context(base_url=server.url, viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    open_deck(page, step=2)
    map_box = page.locator(MAP).bounding_box()
    assert (map_box["x"], map_box["y"], map_box["width"]) == (0, 0, 390)
    controls = page.locator(".st-key-deck_bar button:visible, .st-key-deck_leave a")
    found = [control.bounding_box() for control in controls.all()]
    boxes = sorted((box["x"], box["width"], box["height"]) for box in found)
    assert len(boxes) == 6  # back, on, black, notes, set up, leave
    assert all(width >= 40 and height >= 40 for _, width, height in boxes)
    assert all(x + width <= after for (x, width, _), (after, _, _) in itertools.pairwise(boxes))
    assert boxes[-1][0] + boxes[-1][1] <= 390


def test_without_full_screen_there_is_no_button_for_it(new_context, server):
    """As on an iPhone."""
    context = new_context(base_url=server.url, viewport={"width": 844, "height": 390}, has_touch=True)
    context.add_init_script("Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => undefined })")
    page = context.new_page()
    open_deck(page)
    expect(page.locator(".st-key-deck_black")).to_be_visible()
    expect(page.locator(".st-key-deck_full")).to_be_hidden()
    page.keyboard.press("f")
    page.keyboard.press("PageDown")
    wait_for_step(page, 2)


def test_no_empty_sidebar_lies_over_the_deck(page):
    """Regression: coming from a page with filters, Streamlit left their sidebar standing over map and buttons."""
    page.goto("/?lang=zh")
    wait_for_map(page, "state.visible.length === 10")
    page.get_by_role("link", name=phrase("nav.present", "zh"), exact=True).click()
    wait_for_step(page, 1)
    expect(page.locator(".st-key-deck_first button")).to_be_attached()
    until(page.main_frame, "document.elementFromPoint(60, 400)?.tagName === 'IFRAME'")
    until(page.main_frame, "document.elementFromPoint(30, innerHeight - 28)?.closest('.st-key-deck_bar')")


def test_the_deck_follows_the_filter_or_shows_all(page):
    open_deck(page, "/present?theme=agriculture")
    wait_for_map(page, 'JSON.stringify(state.visible) === \'["huining-melon","kang-pepper","gangu-orchard"]\'')
    expect(page.locator(".bmd")).to_contain_text("共 10 个，符合 3 个：主题为农业")
    page.locator(".st-key-deck_setup button").click()
    page.get_by_role("radio", name="全部（10）").or_(page.get_by_role("button", name="全部（10）")).first.click()
    wait_for_query(page, deck=["all"], theme=["agriculture"])
    wait_for_map(page, "state.visible.length === 10")


def test_the_notes_have_a_window_of_their_own_that_turns_with_the_deck(page):
    """The audience must not see them. A clicker works whichever of the two windows has the focus."""
    open_deck(page, step=3)
    page.locator(".st-key-deck_notes button").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=phrase("present.notes_window", "zh")).click()
    own = opened.value
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    wait_for_step(own, 3)
    map_frame(own)
    expect(own.locator(".bmd-notes")).to_contain_text(phrase("teaching.notes", "zh"))
    expect(own.locator(".st-key-deck_notes")).to_have_count(0)
    own.keyboard.press("PageDown")
    wait_for_step(own, 4)
    wait_for_step(page, 4)
    page.keyboard.press("End")
    wait_for_step(page, TOTAL)
    wait_for_step(own, TOTAL)
    own.keyboard.press("b")
    expect(page.locator(BLACK)).to_be_visible()
    expect(own.locator(BLACK)).to_have_count(0)
    own.keyboard.press("PageUp")
    wait_for_step(page, TOTAL - 1)
    expect(page.locator(BLACK)).to_have_count(0)
    own.keyboard.press("Escape")
    own.locator(".bm-panel").wait_for()
    assert "notes" not in query(own)


def test_models_are_picked_and_put_in_order(page):
    page.goto(f"/present?{DECK}")
    page.locator(".st-key-deck_setup button").first.click()
    page.get_by_role("button", name="4 临泽县").first.click()
    wait_for_query(page, deck=["huining-melon", "maqu-ecology", "linze-tourism"])
    page.get_by_role("button", name="4 临泽县前移").click()
    wait_for_query(page, deck=["huining-melon", "linze-tourism", "maqu-ecology"])
    # A clicker turns the page while the popover is open; Esc closes the popover only.
    map_frame(page)
    page.keyboard.press("PageDown")
    wait_for_query(page, step=["2"])
    page.keyboard.press("Escape")
    expect(page.get_by_text(phrase("present.show", "zh"))).to_have_count(0)
    wait_for_step(page, 2)


def test_notes_are_shown_on_demand_only(page):
    open_deck(page, step=2)
    expect(page.get_by_text("不要提警车可以当办公室")).to_have_count(0)
    page.locator(".st-key-deck_notes button").click()
    expect(page.get_by_text("不要提警车可以当办公室")).to_be_visible()
    page.keyboard.press("PageDown")
    wait_for_step(page, 3)


def test_it_runs_by_itself_and_a_touch_pauses_it(new_context, server):
    page = new_context(base_url=server.url).new_page()
    page.clock.install()
    page.goto(f"/present?{DECK}&pace=10&step={TOTAL - 3}")
    map_frame(page)
    for step in (TOTAL - 2, TOTAL - 1, TOTAL, 1, 2):
        page.clock.fast_forward(10_500)
        wait_for_step(page, step)
    page.mouse.click(900, 300)
    paused = page.locator("body > .bm-paused")
    expect(paused).to_be_visible()
    page.clock.fast_forward(30_000)
    wait_for_step(page, 2)
    page.clock.fast_forward(31_000)
    page.clock.fast_forward(10_500)
    wait_for_step(page, 3)
    expect(paused).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "width", "height", "least"),
    [("zh", 1440, 900, 28), ("en", 1440, 900, 23), ("en", 1280, 720, 18), ("zh", 1024, 768, 20), ("en", 1024, 768, 16)],
)
def test_every_slide_fits_without_scrolling(new_context, server, lang, width, height, least):
    """All ten models, in pixels; English is longer, and its tables of tags are the smallest."""
    page = new_context(base_url=server.url, viewport={"width": width, "height": height}).new_page()
    page.goto(f"/present?lang={lang}")
    wait_for_step(page, 1)
    map_frame(page)
    total = int(page.locator("[role=progressbar]").get_attribute("aria-valuemax"))
    smallest = 99.0
    for step in range(1, total + 1):
        page.locator(f"[data-deck-count='{step}']").wait_for()
        fits, size = page.locator(".bmd").evaluate(
            "slide => [slide.scrollHeight <= slide.clientHeight && slide.scrollWidth <= slide.clientWidth,"
            " parseFloat(getComputedStyle(slide).fontSize)]"
        )
        assert fits, f"step {step} overflows"
        smallest = min(smallest, size)
        page.keyboard.press("PageDown")
    assert smallest >= least


def test_a_step_appears_at_once(page, collection):
    """From the key to the painted slide, median of 20: far below what an audience would notice."""
    open_deck(page, "/present?deck=all")
    measure = """said => new Promise(done => {
        const start = performance.now();
        const look = () => {
            if (document.querySelector('.bmd').getAttribute('aria-label') === said) done(performance.now() - start);
            else requestAnimationFrame(look);
        };
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
        look();
    })"""
    times, deck = [], deck_of(View(), collection)
    for step in range(2, 22):
        times.append(page.evaluate(measure, announcement(deck.position(step), "zh")))
        wait_for_step(page, step)
    print("milliseconds per step:", [round(time) for time in times], "median", round(statistics.median(times)))
    assert statistics.median(times) < 500
