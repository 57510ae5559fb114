"""A visitor's own file in a real browser, and that nobody else ever sees it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from brandmap.exports.sheets.template import template_xlsx
from brandmap.intake.library import Library
from brandmap.text import phrase
from tests.browser.conftest import map_state, wait_for_map
from tests.serving.conftest import serving
from tests.ui.test_own_data import own_file

CANARY = "只此一份的警务"


def uploaded(page: Page, name: str, data: bytes, lang: str = "zh") -> None:
    """The data page with the section open and the file chosen."""
    page.goto(f"/data?lang={lang}")
    page.get_by_text(phrase("own_data.title", lang), exact=True).click()
    kind = "text/csv" if name.endswith(".csv") else "application/octet-stream"
    chooser = page.locator(".st-key-own_data input[type=file]")
    chooser.set_input_files({"name": name, "mimeType": kind, "buffer": data})


def in_use(page: Page, lang: str = "zh") -> None:
    """The uploaded file taken into use, once its check has ended."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("button", name=phrase("own_data.use", lang)).click()
    expect(page.locator(".st-key-own_banner")).to_be_visible()


def to(page: Page, name: str, lang: str = "zh") -> None:
    page.get_by_role("link", name=phrase(f"nav.{name}", lang), exact=True).click()
    expect(page).to_have_title(re.compile(f"^{phrase(f'nav.{name}', lang)} "))


def test_two_browsers_at_once_and_only_one_sees_the_file(new_context, server):
    mine, other = (new_context(base_url=server.url).new_page() for _ in range(2))
    other.goto("/?lang=zh")
    wait_for_map(other, "state.visible.length === 10")
    uploaded(mine, "own.csv", own_file({"id": "canary", "name_zh": CANARY, "place": "敦煌"}))
    in_use(mine)
    to(mine, "map")
    wait_for_map(mine, "state.visible.length === 1")
    assert map_state(mine)["visible"] == ["canary"]
    expect(mine.get_by_text(CANARY).first).to_be_visible()

    # The other browser walks through the app meanwhile, and opens a link into the first one's data.
    for name in ("themes", "compare", "finder", "about", "data", "map"):
        to(other, name)
        expect(other.locator(".st-key-own_banner")).to_have_count(0)
        assert CANARY not in other.content()
    other.goto("/?lang=zh&brand=canary")
    expect(other.get_by_role("alert")).to_contain_text("brand=canary")
    wait_for_map(other, "state.visible.length === 10")
    assert CANARY not in other.content()

    # A second tab of the same browser is another session as well.
    second = mine.context.new_page()
    second.goto("/data?lang=zh")
    expect(second.get_by_text("共 10 个模式")).to_be_visible()
    assert CANARY not in second.content()


def test_the_way_back_and_reloading_bring_the_published_data(page):
    uploaded(page, "own.csv", own_file({"id": "canary", "name_zh": CANARY}))
    in_use(page)
    to(page, "map")
    wait_for_map(page, "state.visible.length === 1")
    page.get_by_role("button", name=phrase("own_data.back", "zh")).click()
    wait_for_map(page, "state.visible.length === 10")
    expect(page.locator(".st-key-own_banner")).to_have_count(0)

    uploaded(page, "own.csv", own_file({"id": "canary", "name_zh": CANARY}))
    in_use(page)
    page.reload()
    expect(page.get_by_text("共 10 个模式")).to_be_visible()
    expect(page.locator(".st-key-own_banner")).to_have_count(0)


def test_the_address_says_that_a_file_is_used_wherever_it_leads(page):
    """Pages, a filter, Back, the language, a reload; after that the file is gone, which stays said until it is read."""
    banner, gone, own = (
        page.locator(".st-key-own_banner"),
        page.locator(".st-key-own_gone"),
        re.compile(r"[?&]own=1(&|$)"),
    )
    uploaded(page, "own.csv", own_file({"id": "canary", "name_zh": CANARY}))
    in_use(page)
    for name in ("about", "map"):
        to(page, name)
        expect(page).to_have_url(own)
        expect(banner).to_be_visible()
    wait_for_map(page, "state.visible.length === 1")
    page.get_by_role("checkbox", name=re.compile(f"^{phrase('season.autumn', 'zh')}")).click()
    expect(page).to_have_url(re.compile("season=autumn"))
    expect(page).to_have_url(own)
    page.go_back()
    page.go_back()
    expect(page).to_have_title(re.compile(f"^{phrase('nav.about', 'zh')} "))
    expect(banner).to_be_visible()
    page.get_by_text("English", exact=True).click()
    expect(page).to_have_title(re.compile(f"^{phrase('nav.about', 'en')} "))
    page.reload()
    expect(gone).to_contain_text(phrase("own_data.gone", "en"))
    expect(banner).to_have_count(0)
    to(page, "themes", "en")
    page.reload()
    expect(gone).to_be_visible()
    gone.get_by_role("button").click()
    expect(gone).to_have_count(0)
    expect(page).not_to_have_url(own)


def test_the_downloaded_template_filled_in_comes_back(page, tmp_path):
    page.goto("/data?lang=en")
    page.get_by_text("Try your own file", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel template").click()
    path = tmp_path / "filled.xlsx"
    waiting.value.save_as(path)
    published = Library().current().collection
    assert path.read_bytes() == template_xlsx(published.dataset, published.gazetteer)
    fill(path)
    page.locator(".st-key-own_data input[type=file]").set_input_files(path)
    expect(page.get_by_text("Ready to use: 1 model; no row is left out.")).to_be_visible()
    in_use(page, "en")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV table").click()
    waiting.value.save_as(tmp_path / "export.csv")
    exported = (tmp_path / "export.csv").read_text("utf-8-sig")
    assert "Dunhuang City" in exported
    assert "Material brought by the user" in exported
    assert "not been checked by this site" in exported
    assert "Gansu Legal Daily" not in exported


def fill(path: Path) -> None:
    """Row 3 of the brands: the example with another id and place."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    example = dict(zip(heading, (cell.value for cell in sheet[2]), strict=True))
    row = example | {"id": "mine", "number": 1, "place": "dunhuang"}
    sheet.append([row[name] for name in heading])
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_uploader_speaks_the_language_of_the_page(page, lang):
    page.goto(f"/data?lang={lang}")
    page.get_by_text(phrase("own_data.title", lang), exact=True).click()
    button = page.locator("[data-testid=stFileUploaderDropzone] button p")
    said = button.evaluate("e => [getComputedStyle(e, '::after').content, getComputedStyle(e).fontSize]")
    assert said == [f'"{phrase("own_data.choose", lang)}"', "0px"]
    page.locator(".st-key-own_data input[type=file]").set_input_files(
        {"name": "big.csv", "mimeType": "text/csv", "buffer": b"x" * (2 * 1024 * 1024 + 1)}
    )
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader.get_by_test_id("stFileChipIconError")).to_be_visible()
    refusal = uploader.evaluate("e => getComputedStyle(e, '::after').content")
    assert refusal == f'"{phrase("own_data.too_big", lang, megabytes=2)}"'


def test_hostile_cells_run_nowhere_on_any_page(page):
    attack = "<img src=x onerror=\"window.top.ran=1\">{{7*'7'}}<script>window.top.ran=1</script>"
    cells = dict.fromkeys(("note_zh", "problem_zh", "unit_zh", "note_en"), attack)
    uploaded(page, "own.csv", own_file({"id": "attack", "name_zh": "甲<b>", **cells}))
    in_use(page)
    to(page, "map")
    wait_for_map(page, "state.visible.length === 1")
    for name in ("themes", "compare", "finder", "about", "data"):
        to(page, name)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.ran") is None


def test_a_file_may_be_corrected_any_number_of_times(new_context, tmp_path):
    """The production server holds at most two files of a session; each is let go of once it is read."""
    with serving(tmp_path) as production:
        page = new_context(base_url=production.url).new_page()
        page.goto("/data?lang=zh")
        for attempt in range(4):
            page.get_by_text(phrase("own_data.title", "zh"), exact=True).click()
            page.locator(".st-key-own_data input[type=file]").set_input_files(
                {"name": "own.csv", "mimeType": "text/csv", "buffer": own_file({"name_zh": f"第{attempt}稿"})}
            )
            expect(page.get_by_text(f"新增 1 个：1 第{attempt}稿")).to_be_visible()
            to(page, "themes")
            to(page, "data")
        page.close()
