"""The places of the app that only appear in use: a tooltip under the pointer, an open list, the table, the dry run, the
slides with their notes, and a picture taken away. Everywhere the very text, and nothing runs."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from brandmap.collection.filters import Collection, Filters
from brandmap.exports.picture import svg_bytes
from brandmap.intake.dataset import folder_files, load
from brandmap.markup import clean
from brandmap.schema import COMMON_KINDS, PLAN_KINDS, TEACHING_KINDS
from brandmap.tables.brand_columns import COLUMNS, DEFAULT_COLUMNS, EDITION_COLUMNS
from brandmap.text import phrase
from tests.browser.conftest import map_frame, turn_to, wait_for_map
from tests.browser.test_hostile import (
    IDS,
    NAMES_EN,
    NAMES_ZH,
    PAYLOADS,
    hostile,
    hostile_folder,
    is_untouched,
    server,
    visitor,
)
from tests.browser.test_own_data import in_use, to, uploaded
from tests.hostile.texts import TEXTS
from tests.intake.test_upload import as_xlsx, own_rows
from tests.ui.test_own_data import own_file

__all__ = ["hostile", "server", "visitor"]  # fixtures

NAMES = {"zh": NAMES_ZH, "en": NAMES_EN}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tooltip_under_the_pointer(visitor, lang):
    turn_to(visitor, f"/?lang={lang}")
    frame = map_frame(visitor)
    for id_, name in zip(IDS, NAMES[lang], strict=True):
        frame.locator(f"[role=button][data-brand={id_}]").first.hover(force=True)
        expect(frame.locator(".bm-tip.is-on")).to_contain_text(name)
        assert frame.locator(".bm-tip :not(div)").count() == 0
    is_untouched(visitor)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_with_all_its_columns(visitor, lang):
    visitor.goto(f"/data?lang={lang}")  # a session in which no column has been chosen
    table = visitor.get_by_role("region", name=phrase("data.table_name", lang))
    expect(table.get_by_role("rowheader")).to_have_text(list(NAMES[lang]))
    visitor.get_by_role("button", name=phrase("data.columns", lang)).click()
    body = visitor.get_by_test_id("stPopoverBody")
    for column in COLUMNS:
        if column.id not in (*DEFAULT_COLUMNS, *EDITION_COLUMNS, "id"):
            body.get_by_role("button", name=column.heading[lang], exact=True).click()
            expect(table.get_by_role("columnheader", name=column.heading[lang], exact=True)).to_have_count(1)
    assert table.locator("img, a, script, svg, iframe, style").count() == 0
    is_untouched(visitor)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_dry_run_shows_each_bad_value_as_it_is(visitor, lang):
    """What a cell is refused for is the very thing that would be dangerous to show."""
    given = [clean(text) for group in ("active", "template", "formula", "markdown") for text in TEXTS[group].values()]
    for some in (given[::2], given[1::2]):  # more than thirty problems would be summed up
        uploaded(visitor, "<img src=x onerror=top.hostile=1>.csv", own_file(*({"hours": text} for text in some)), lang)
        table = visitor.locator(".st-key-own_data table").last
        expect(table.locator("tbody tr")).to_have_count(len(some))
        shown = table.locator("tbody tr td:nth-child(4)").all_inner_texts()
        short = {" ".join(text.split()) for text in some if len(text) <= 60}
        assert short - {" ".join(text.split()) for text in shown} == set()
        assert table.locator("img, a, script, svg, iframe, style").count() == 0
        expect(visitor.get_by_text("<img src=x onerror=top.hostile=1>.csv")).to_be_visible()
    is_untouched(visitor)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_with_its_notes(visitor, lang):
    turn_to(visitor, "/present?" + urlencode({"lang": lang, "deck": IDS[:3]}, doseq=True))
    visitor.locator("[data-deck-count='1']").wait_for()
    visitor.keyboard.press("End")
    expect(visitor.locator("[data-deck-count='1']")).to_have_count(0)
    last = int(visitor.locator("[data-deck-count]").get_attribute("data-deck-count") or 0)
    assert last > 20
    visitor.keyboard.press("Home")
    visitor.locator("[data-deck-count='1']").wait_for()
    for step in range(2, last + 1):
        visitor.keyboard.press("PageDown")
        visitor.locator(f"[data-deck-count='{step}']").wait_for()
    is_untouched(visitor)


#: What the notes show of the lesson below, by kind of teaching row; the rest stands on slides.
ON_NOTES = ("notes", "objective", "plan_45", "plan_90", "answer")


def own_lesson() -> tuple[bytes, dict[str, str]]:
    """A visitor's workbook whose one model has a teaching kit of hostile texts, and the text of each kind."""
    payloads = [text for text in PAYLOADS if "\n" not in text and "  " not in text and len(text) > 20]
    texts = dict(zip(TEACHING_KINDS, payloads, strict=False))
    assert len(texts) == len(TEACHING_KINDS)
    heading = ["brand", "kind", "order", "minutes", "text_zh", "text_en"]
    rows = [
        ["" if kind in COMMON_KINDS else "own-1", kind, 1, PLAN_KINDS.get(kind), text, text]
        for kind, text in texts.items()
    ]
    brands = own_rows({"name_zh": NAMES_ZH[0], "name_en": NAMES_EN[0]})
    return as_xlsx(brands=brands, teaching=[heading, *rows]), texts


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notes_and_the_lesson_of_own_data(visitor, lang):
    """The presenter's notes opened on every slide, and the teaching kit on the slides and on the card."""
    data, texts = own_lesson()
    uploaded(visitor, "own.xlsx", data, lang)
    in_use(visitor, lang)
    to(visitor, "present", lang)
    map_frame(visitor)
    visitor.keyboard.press("End")
    expect(visitor.locator("[data-deck-count='1']")).to_have_count(0)
    last = int(visitor.locator("[data-deck-count]").get_attribute("data-deck-count") or 0)
    visitor.keyboard.press("Home")
    seen = ""
    for step in range(1, last + 1):
        visitor.locator(f"[data-deck-count='{step}']").wait_for()
        visitor.locator(".bmd-bar [data-act=notes]").click()
        body = visitor.locator(".bmd-panel")
        expect(body.get_by_text(phrase("present.notes_window_own", lang))).to_be_visible()
        assert body.locator("img, a, script, svg, iframe, style, math, form").count() == 0
        seen += body.text_content() or ""  # plans are folded away
        visitor.keyboard.press("Escape")
        expect(body).to_be_hidden()
        visitor.keyboard.press("PageDown")
    assert {kind: texts[kind] for kind in ON_NOTES if texts[kind] not in seen} == {}
    is_untouched(visitor)
    visitor.locator(".bmd-bar [data-act=leave]").click()
    to(visitor, "map", lang)
    wait_for_map(visitor, "state.visible.length === 1")
    is_untouched(visitor)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_picture_opened_from_disk(visitor, gazetteer, tmp_path, lang, hostile_files):
    made = Collection.of(load(hostile_files, gazetteer).dataset, gazetteer)
    file = tmp_path / "map.svg"
    file.write_bytes(svg_bytes(made, Filters(), lang, date(2026, 1, 2)))
    visitor.goto(file.as_uri())
    texts = visitor.locator("text").all_text_contents()
    assert any("<svg onload" in text or "<img src=x" in text for text in texts)
    assert visitor.evaluate("'hostile' in top") is False
    assert visitor.locator("script, foreignObject, a, image").count() == 0


@pytest.fixture
def hostile_files(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder_files(hostile_folder(folder))
