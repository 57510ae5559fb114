"""The map page in a real browser: what is drawn, the ways to select, and that nothing moves by itself."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from brandmap.text import phrase
from tests.browser.conftest import map_frame, map_state, turn_to, wait_for_map

ALL = [
    "maqu-ecology", "baiyin-smart", "qilihe-aerial", "linze-tourism", "anding-kang",
    "huining-melon", "kang-pepper", "gangu-orchard", "lintao-courtyard", "linxia-night",
]  # fmt: skip


@pytest.fixture
def page(visit):
    return visit


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for_query(page: Page, **expected: list[str] | None) -> None:
    """Wait until the address bar has exactly these values (None: the parameter is absent)."""
    wanted = json.dumps(expected)
    page.wait_for_function(
        "wanted => { const now = new URLSearchParams(location.search);"
        " return Object.entries(JSON.parse(wanted)).every(([name, values]) =>"
        " JSON.stringify(now.getAll(name)) === JSON.stringify(values || [])); }",
        arg=wanted,
    )


def markers(page: Page) -> dict[str, tuple[str, str]]:
    """Number and colour by brand id, read off the drawn markers."""
    found = map_frame(page).eval_on_selector_all(
        "[role=button][data-brand]", "all => all.map(e => [e.dataset.brand, e.dataset.n, e.dataset.colour])"
    )
    return {brand: (number, colour) for brand, number, colour in found}


def panel(page: Page):
    return page.locator(".bm-panel")


def theme_colours() -> dict[str, str]:
    return {theme.id: theme.colour for theme in load(folder_files(), load_gazetteer()).dataset.themes.values()}


def test_ten_numbered_markers_in_the_colours_of_their_themes(page):
    turn_to(page, "/")
    wait_for_map(page, "state.visible.length === 10")
    colours = theme_colours()
    themes = [
        "ecology", "technology", "technology", "tourism", "community",
        "agriculture", "agriculture", "agriculture", "community", "public_order",
    ]  # fmt: skip
    expected = {
        brand: (str(number), colours[theme]) for number, (brand, theme) in enumerate(zip(ALL, themes, strict=True), 1)
    }
    assert markers(page) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/?theme=agriculture", ["huining-melon", "kang-pepper", "gangu-orchard"]),
        ("/?season=autumn", ["gangu-orchard"]),
        ("/?season=summer&season=winter", ["anding-kang", "huining-melon", "kang-pepper"]),
        ("/?prefecture=622900", ["linxia-night"]),
        ("/?q=mq", ["maqu-ecology"]),
        ("/?theme=technology&theme=tourism", ["baiyin-smart", "qilihe-aerial", "linze-tourism"]),
    ],
)
def test_the_url_decides_which_markers_are_drawn(page, address, expected):
    turn_to(page, address)
    wait_for_map(page, f"state.visible.length === {len(expected)}")
    assert sorted(markers(page), key=ALL.index) == expected


def test_linxia_fills_its_eight_counties(page):
    """Brand 10 belongs to the whole prefecture: 622901 to 622927."""
    turn_to(page, "/?brand=linxia-night")
    wait_for_map(page, "state.selected === 'linxia-night'")
    filled = map_frame(page).eval_on_selector_all(
        "path[data-brand=linxia-night]", "all => all.map(e => e.dataset.adcode).sort()"
    )
    counties = ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]
    assert [code for code in filled if code.startswith("6229")] == counties


def click_marker(page: Page, brand: str) -> None:
    map_frame(page).locator(f"[role=button][data-brand={brand}]").click()


def press_marker(page: Page, brand: str) -> None:
    marker = map_frame(page).locator(f"[role=button][data-brand={brand}]")
    marker.focus()
    marker.press("Enter")


def click_county(page: Page, brand: str) -> None:
    """Kang County lies apart from every marker but its own: click the county's own shape near its edge."""
    path = map_frame(page).locator("path[data-adcode='621224']").first
    path.dispatch_event("click")


def click_list(page: Page, brand: str) -> None:
    page.locator(f".bm-item[data-brand={brand}]").click()


def press_list(page: Page, brand: str) -> None:
    page.locator(f".bm-item[data-brand={brand}]").press("Enter")


def choose(page: Page, name: str) -> None:
    """Press a choice of the filters, in the language of the page."""
    page.get_by_role("checkbox", name=re.compile(f"^{name}")).click()


WINDOWS = {"laptop": {"width": 1093, "height": 520}, "tablet": {"width": 1152, "height": 720}}


@pytest.mark.parametrize("where", WINDOWS)
@pytest.mark.parametrize("what", ["marker", "county", "legend"])
def test_the_first_press_counts_in_a_window_lower_than_the_map(new_context, server, where, what):
    """Case 31: the browser scrolled the page to the map between press and release, which met something else."""
    touch = where == "tablet"
    page = new_context(base_url=server.url, viewport=WINDOWS[where], has_touch=touch).new_page()
    page.goto("/?lang=zh")
    wait_for_map(page, "state.loaded && state.visible.length === 10")
    frame = map_frame(page)
    targets = {"marker": "[role=button][data-brand=maqu-ecology]", "county": "path[data-adcode='623025']"}
    target = frame.locator(targets.get(what, ".bm-theme[data-theme=ecology]"))
    if what == "legend":  # folded where the map is low
        frame.get_by_role("button", name=phrase("map.themes", "zh")).press("Enter")
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    (page.touchscreen.tap if touch else page.mouse.click)(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    chosen = "state.chosen[0] === 'ecology'" if what == "legend" else "state.selected === 'maqu-ecology'"
    wait_for_map(page, chosen)


@pytest.mark.parametrize("select", [click_marker, press_marker, click_county, click_list, press_list])
def test_every_way_of_selecting_does_the_same_and_moves_nothing(page, select):
    turn_to(page, "/")
    wait_for_map(page, "state.visible.length === 10")
    before = map_state(page)
    select(page, "kang-pepper")
    wait_for_query(page, brand=["kang-pepper"])
    expect(panel(page)).to_contain_text("康县公安局平洛派出所")
    wait_for_map(page, "state.selected === 'kang-pepper'")
    after = map_state(page)
    assert {key: after[key] for key in ("centre", "zoom", "mounts")} == {
        key: before[key] for key in ("centre", "zoom", "mounts")
    }
    expect(map_frame(page).locator("[data-brand=kang-pepper][role=button]")).to_have_attribute("aria-pressed", "true")


def test_the_same_marker_can_be_selected_again_after_clearing(page):
    turn_to(page, "/")
    for _ in range(2):
        click_marker(page, "maqu-ecology")
        wait_for_query(page, brand=["maqu-ecology"])
        page.get_by_role("link", name=phrase("site.back", "zh")).click()
        wait_for_query(page, brand=None)
        wait_for_map(page, "state.selected === null")
    click_marker(page, "linze-tourism")
    wait_for_query(page, brand=["linze-tourism"])


def test_filter_selection_and_language_keep_frame_centre_and_zoom(page):
    turn_to(page, "/")
    wait_for_map(page, "state.visible.length === 10")
    frame = map_frame(page)
    frame.get_by_role("button", name=phrase("map.zoom_in", "zh")).click()
    frame.get_by_role("button", name=phrase("map.zoom_in", "zh")).click()
    frame.wait_for_function("z => window.brandmap.state().zoom > z", arg=5)
    frame.evaluate("window.markedByTest = 42")
    before = map_state(page)
    choose(page, "农业")
    wait_for_map(page, "state.visible.length === 3")
    page.get_by_text("English", exact=True).click()
    wait_for_map(page, "state.lang === 'en'")
    expect(page.get_by_text("3 of 10: theme is agriculture")).to_be_visible()
    click_marker(page, "kang-pepper")
    wait_for_query(page, brand=["kang-pepper"], lang=["en"], theme=["agriculture"])
    after = map_state(page)
    assert map_frame(page).evaluate("window.markedByTest") == 42
    assert {key: after[key] for key in ("centre", "zoom", "mounts")} == {
        key: before[key] for key in ("centre", "zoom", "mounts")
    }


def test_panning_and_zooming_cause_no_rerun(page):
    sent: list[object] = []

    # Playwright needs a function of ours: a bound method of a list cannot be watched.
    def note(frame: object) -> None:
        sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.goto("/")
    wait_for_map(page, "state.visible.length === 10")
    page.get_by_role("status").first.wait_for()
    page.wait_for_load_state("networkidle")
    counted = len(sent)
    box = page.locator("iframe[title*='st_folium']").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 60, steps=5)
    page.mouse.up()
    before = map_state(page)["centre"]
    map_frame(page).get_by_role("button", name=phrase("map.zoom_in", "zh")).click()
    wait_for_map(page, f"JSON.stringify(state.centre) !== '{json.dumps(before)}' || state.zoom > 5")
    # streamlit-folium would report after 250 ms; a change of our own afterwards must be the next thing sent.
    click_marker_count = len(sent)
    map_frame(page).evaluate("new Promise(done => setTimeout(done, 400))")
    assert len(sent) == counted == click_marker_count


def test_the_legend_filters_at_once_and_tells_the_url(page):
    turn_to(page, "/")
    wait_for_map(page, "state.visible.length === 10")
    map_frame(page).locator("button[data-theme=technology]").click()
    wait_for_map(page, "state.visible.length === 2")
    wait_for_query(page, theme=["technology"])
    expect(page.get_by_text("共 10 个，符合 2 个：主题为科技")).to_be_visible()
    map_frame(page).locator("button[data-theme=technology]").click()
    wait_for_query(page, theme=None)


def test_back_forward_and_reload_restore_what_was_shown(page):
    turn_to(page, "/")
    wait_for_map(page, "state.visible.length === 10")
    choose(page, "生态")
    wait_for_query(page, theme=["ecology"])
    click_marker(page, "maqu-ecology")
    wait_for_query(page, theme=["ecology"], brand=["maqu-ecology"])
    page.go_back()
    wait_for_query(page, theme=["ecology"], brand=None)
    wait_for_map(page, "state.selected === null && state.visible.length === 1")
    page.go_back()
    wait_for_query(page, theme=None)
    wait_for_map(page, "state.visible.length === 10")
    page.go_forward()
    page.go_forward()
    wait_for_query(page, theme=["ecology"], brand=["maqu-ecology"])
    wait_for_map(page, "state.selected === 'maqu-ecology' && state.visible.length === 1")
    page.reload()
    wait_for_map(page, "state.selected === 'maqu-ecology' && state.visible.length === 1")
    expect(panel(page)).to_contain_text("玛曲县公安局森林警察大队")


def test_invalid_values_give_a_notice_and_the_rest_works(page):
    turn_to(page, "/?theme=ecology&theme=%3Cscript%3E&brand=nobody&season=monsoon")
    wait_for_map(page, "state.visible.length === 1")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("brand=nobody")
    expect(notice).to_contain_text("theme=<script>")
    expect(notice).to_contain_text("season=monsoon")


def test_fit_and_whole_province_are_visible_buttons(page):
    turn_to(page, "/?theme=ecology")
    wait_for_map(page, "state.visible.length === 1")
    start = map_state(page)
    map_frame(page).get_by_role("button", name=phrase("map.fit_results", "zh")).click()
    wait_for_map(page, f"state.zoom > {start['zoom']}")
    map_frame(page).get_by_role("button", name=phrase("map.province", "zh")).click()
    wait_for_map(page, f"Math.abs(state.zoom - {start['zoom']}) < 1e-9")


def test_search_as_one_types(page):
    turn_to(page, "/")
    page.get_by_role("searchbox", name="搜索").press_sequentially("kx")
    wait_for_query(page, q=["kx"])
    wait_for_map(page, "state.visible.length === 1 && state.visible[0] === 'kang-pepper'")
