"""The one-file page, opened from disk without network: filters, languages, keyboard, map, hostile texts."""

import itertools
import json
import re
import subprocess
from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import Collection, Filters
from brandmap.exports.html.one_file import html_bytes
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from brandmap.text import phrase
from tests.browser.conftest import until
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def collection():
    gazetteer = load_gazetteer()
    return Collection.of(load(folder_files(), gazetteer).dataset, gazetteer)


@pytest.fixture(scope="module")
def address(collection, tmp_path_factory):
    file = tmp_path_factory.mktemp("usb stick") / "甘肃.html"
    file.write_bytes(html_bytes(collection, Filters(), "both", TODAY))
    return file.as_uri()


@pytest.fixture
def site(new_context, address):
    """``site("#theme=…", locale="en-GB")``: the page with that address, offline, its map drawn."""

    def opened(fragment="", **options):
        page = new_context(offline=True, **options).new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(address + fragment)
        map_of(page)
        return page

    return opened


def map_of(page):
    frame = page.wait_for_selector("#map").content_frame()
    until(frame, "window.brandmap && window.brandmap.painted > 0 && window.brandmap.state().loaded")
    return frame


def wait_for_map(page, condition):
    until(map_of(page), f"(() => {{ const state = window.brandmap.state(); return {condition}; }})()")


def listed(page):
    return page.locator("#list a").evaluate_all("links => links.map(link => link.dataset.brand)")


def test_it_opens_without_asking_for_anything(site, address):
    page = site()
    assert page.title() == "甘肃警务模式地图"
    assert page.requests == [address]
    assert len(listed(page)) == 10
    expect(page.locator("#result")).to_have_text("共 10 个模式")
    wait_for_map(page, "state.visible.length === 10 && state.lang === 'zh'")


FILTERS = (
    Filters(),
    Filters(theme=("agriculture",)),
    Filters(theme=("agriculture", "community"), season=("summer",)),
    Filters(season=("autumn", "winter"), prefecture=("621100", "620500")),
    Filters(q="mqx"),
    Filters(q="无人机"),
    Filters(q="night MARKET"),
    Filters(q="huang he"),
    Filters(theme=("ecology",), season=("winter",)),
    Filters(prefecture=("622900",), q="巡逻"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_filters_and_speaks_as_the_server_does(site, collection, lang):
    page = site(f"#lang={lang}")
    for filters in FILTERS:
        chosen = [(facet, value) for facet in ("theme", "season", "prefecture") for value in getattr(filters, facet)]
        page.evaluate("hash => { location.hash = hash; }", urlencode([("lang", lang), *chosen, ("q", filters.q)]))
        expect(page.locator("#result")).to_have_text(filter_sentence(filters, collection, lang))
        kept = [brand.id for brand in filters.keep(collection)]
        assert listed(page) == kept
        shown = {
            facet: {value: page.locator(f".bm-choice:has(#{facet}-{value}) .bm-n").inner_text() for value in counts}
            for facet, counts in filters.facet_counts(collection).items()
        }
        expected = filters.facet_counts(collection)
        assert shown == {facet: {value: str(n) for value, n in counts.items()} for facet, counts in expected.items()}
        assert page.locator("#empty button:visible").count() == (
            0 if kept else len(filters.groups_to_clear(collection))
        )
        wait_for_map(page, f"JSON.stringify(state.visible) === '{json.dumps(kept, separators=(',', ':'))}'")


def test_a_theme_filters_list_and_map_and_stands_in_the_address(site):
    page = site()
    page.get_by_role("checkbox", name="农业").click()
    expect(page.locator("#theme-agriculture")).to_be_checked()
    assert listed(page) == ["huining-melon", "kang-pepper", "gangu-orchard"]
    assert page.url.endswith("#lang=zh&theme=agriculture")
    wait_for_map(page, "state.visible.length === 3 && state.chosen[0] === 'agriculture'")
    page.go_back()
    wait_for_map(page, "state.visible.length === 10")
    page.locator("#theme-agriculture").click()
    page.reload()
    map_of(page)
    assert listed(page) == ["huining-melon", "kang-pepper", "gangu-orchard"]
    page.locator("#clear").click()
    wait_for_map(page, "state.visible.length === 10")
    expect(page.locator("#search")).to_be_focused()


def test_the_legend_of_the_map_filters_the_list(site):
    page = site()
    map_of(page).locator(".bm-theme[data-theme=community]").click()
    expect(page.locator("#list a")).to_have_count(5)
    assert page.url.endswith("theme=community")


def test_a_pin_opens_the_card_and_the_card_selects_in_the_map(site, collection):
    page = site()
    map_of(page).locator(".bm-pin[data-brand=maqu-ecology]").click()
    expect(page.get_by_role("heading", name="生态警务")).to_be_visible()
    expect(page.locator("#status")).to_have_text("已选择 1 号：生态警务")
    page.get_by_role("link", name="下一个").click()
    expect(page.get_by_role("heading", name="智慧警务")).to_be_visible()
    wait_for_map(page, "state.selected === 'baiyin-smart'")
    page.get_by_role("link", name="返回列表").click()
    expect(page.locator("#list a")).to_have_count(10)
    wait_for_map(page, "state.selected === null")


def test_search_finds_pinyin_while_typing(site):
    page = site()
    page.locator("#search").press_sequentially("lxz")
    expect(page.locator("#list a")).to_have_count(1)
    assert listed(page) == ["linxia-night"]
    page.locator("#search").fill("没有这个词")
    expect(page.locator("#empty")).to_be_visible()
    page.get_by_role("button", name=re.compile("去掉搜索词")).click()
    expect(page.locator("#list a")).to_have_count(10)


def test_the_search_waits_for_the_end_of_a_composition(site):
    page = site()
    page.locator("#search").click()
    typing = page.context.new_cdp_session(page)
    for letters in ("h", "hua", "hua'jiao"):
        end = len(letters)
        typing.send("Input.imeSetComposition", {"text": letters, "selectionStart": end, "selectionEnd": end})
        expect(page.locator("#search")).to_have_value(letters)
    typing.send("Input.insertText", {"text": "花椒"})
    wait_for_map(page, "state.visible.join() === 'kang-pepper'")
    assert map_of(page).evaluate("brandmap.state().applied") == 2


def test_a_phone_does_not_magnify_the_page_when_something_is_typed(site):
    page = site(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    assert page.locator("#search").evaluate("box => parseFloat(getComputedStyle(box).fontSize)") >= 16


def test_the_language_switch_changes_everything_and_nothing_else(site):
    page = site("#lang=zh&theme=agriculture&brand=kang-pepper")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sichuan-pepper policing")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert page.url.endswith("#lang=en&theme=agriculture&brand=kang-pepper")
    shown = page.locator("body").inner_text()
    assert {c for c in shown if "\u4e00" <= c <= "\u9fff"} <= set("中文天地图审图号")
    wait_for_map(page, "state.lang === 'en' && state.selected === 'kang-pepper'")


def test_an_english_browser_begins_in_english(site):
    page = site(locale="en-US")
    expect(page.locator("#result")).to_have_text("All 10 models")


def test_all_of_it_works_from_the_keyboard(site):
    page = site()
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#list a").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card = page.locator("[data-card=baiyin-smart][data-lang=zh]")
    expect(card).to_be_focused()
    expect(card).to_be_visible()
    page.locator("#season-summer").focus()
    page.keyboard.press("Space")
    expect(page.locator(".bm-panel .bm-notice")).to_be_visible()
    expect(page.locator("#season-summer")).to_be_focused()
    page.locator(".bm-back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-list")).to_be_focused()
    assert listed(page) == ["huining-melon", "kang-pepper"]
    pin = map_of(page).locator(".bm-pin[data-brand=kang-pepper]")
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-card=kang-pepper][data-lang=zh]")).to_be_visible()


def test_every_control_has_a_name_and_headings_do_not_skip(site):
    page = site("#brand=huining-melon")
    names = page.locator("button:visible, a:visible, input:visible, iframe").evaluate_all("""all => all.map((one) => {
        const label = one.labels && one.labels[0] ? one.labels[0].textContent : "";
        return (one.getAttribute("aria-label") || one.title || one.textContent || label).trim();
    })""")
    assert all(names), names
    levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible").evaluate_all(
        "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_is_cut_off_at_any_width(site, locale):
    page = site("#brand=linxia-night", locale=locale)
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_printed_page_has_the_whole_map_on_it(site):
    """The map is made smaller, not cut: its inside keeps the size it has on screen."""
    page = site("#lang=zh&brand=kang-pepper", viewport={"width": 1440, "height": 900})
    inside = "[innerWidth, innerHeight]"
    before = map_of(page).evaluate(inside)
    assert before[0] > 800
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 962})  # A4 between its margins
    assert map_of(page).evaluate(inside) == before
    box = page.locator("#map").bounding_box()
    assert 660 <= box["width"] <= 681
    assert box["x"] + box["width"] <= 681
    assert box["height"] / box["width"] == pytest.approx(before[1] / before[0], rel=0.01)
    expect(page.locator("#filters")).to_be_hidden()
    assert page.locator("#panel-card").bounding_box()["y"] >= box["y"] + box["height"]


@pytest.mark.parametrize(
    ("fragment", "locale", "button", "ids"),
    [
        ("#theme=agriculture", "zh-CN", "打印所列卡片", ["huining-melon", "kang-pepper", "gangu-orchard"]),
        ("#brand=kang-pepper", "en-GB", "Print this card", ["kang-pepper"]),
    ],
)
def test_the_cards_listed_or_the_open_one_are_printed_each_from_a_new_sheet(
    site, collection, tmp_path, fragment, locale, button, ids
):
    page = site(fragment, locale=locale)
    page.evaluate("window.print = () => {}")  # its dialog; the sheets are asked for below
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#cards .bm-card").first).to_be_hidden()  # on screen all stays as it was
    file = tmp_path / "cards.pdf"
    page.pdf(path=str(file), format="A4")
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    sheets = ["".join(sheet.split()) for sheet in told.split("\f")]
    lang = "zh" if locale == "zh-CN" else "en"
    names = {brand.id: "".join(brand.name[lang].split()) for brand in collection.dataset.brands}
    parts = [phrase(f"card.{part}", lang) for part in ("scanning", "analysis", "response", "assessment")]
    begun = [next(n for n, sheet in enumerate(sheets) if names[id_] in sheet[:80]) for id_ in ids]
    assert len(set(begun)) == len(ids)
    for first, after in itertools.pairwise([*begun, len(sheets)]):
        whole = "".join(sheets[first:after])
        assert [part for part in parts if "".join(part.split()) not in whole] == []
    assert [id_ for id_, name in names.items() if name in "".join(sheets)] == ids
    assert button.replace(" ", "") not in "".join(sheets)
    expect(page.locator("#cards > *")).to_have_count(0)  # the next printing is of the page again


def test_a_bad_address_is_no_harm(site):
    page = site("#lang=fr&theme=farming&theme=agriculture&brand=nobody&q=%3Cimg%20src%3Dx%3E&step=9")
    expect(page.locator("#result")).to_have_text("共 10 个，符合 0 个：主题为农业，且包含“<img src=x>”")
    assert page.locator("img[src=x]").count() == 0


def test_hostile_texts_are_read_and_do_nothing(new_context, collection, tmp_path):
    file = tmp_path / "hostile.html"
    bad = hostile(collection)
    file.write_bytes(html_bytes(bad, Filters(), "both", TODAY))
    page = new_context(offline=True).new_page()
    page.add_init_script("window.stolen = 0; window.steal = () => { window.stolen += 1; };")
    page.goto(file.as_uri())
    wait_for_map(page, "state.visible.length === 10")
    for brand in bad.dataset.brands:
        page.evaluate(f"location.hash = '#lang=zh&brand={brand.id}'")
        expect(page.locator(f"[data-card={brand.id}][data-lang=zh] .bm-name")).to_have_text(brand.name.zh.strip())
        wait_for_map(page, f"state.selected === '{brand.id}'")
    assert page.evaluate("window.stolen") == 0
    assert map_of(page).evaluate("window.stolen") == 0
    assert page.locator("script").count() == 3  # two blocks of data and the page's own
