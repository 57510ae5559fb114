"""axe-core in every state of every page: no violation but those of others that docs/accessibility.md lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest
from playwright.sync_api import Frame, Page, expect

from brandmap.collection.filters import Collection, Filters
from brandmap.exports.html.one_file import html_bytes
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import LANGS, Lang
from brandmap.text import phrase
from tests import ROOT
from tests.browser.conftest import turn_to, until

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TABLE = ROOT / "docs" / "accessibility.md"
FOUR = "compare=kang-pepper&compare=gangu-orchard&compare=linxia-night&compare=maqu-ecology"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What a page must have once; a frame in it need not.
ONCE = ["landmark-one-main", "page-has-heading-one"]


def _open(*names: str) -> Callable[[Page, Lang], None]:
    """Press the button, popover or expander with the phrase of each name."""

    def act(page: Page, lang: Lang) -> None:
        for name in names:
            page.get_by_text(phrase(name, lang), exact=True).first.click()

    return act


def _dry_run(page: Page, lang: Lang) -> None:
    _open("own_data.title")(page, lang)
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"id\nA B\n"}
    page.locator(".st-key-own_data input[type=file]").set_input_files(file)
    page.locator(".bm-fix").first.wait_for()


def _nothing(page: Page, lang: Lang) -> None:
    """The state is the page as it opens."""


#: Each state by its name, never two of a page in a row: the address, and what the reader does there.
STATES: dict[str, tuple[str, Callable[[Page, Lang], None]]] = {
    "map": ("/?", _nothing),
    "compare": ("/compare?", _nothing),
    "deck": ("/present?", _nothing),
    "data, columns": ("/data?", _open("data.columns")),
    "card": ("/?brand=linze-tourism", _nothing),
    "finder": ("/finder?", _nothing),
    "deck, a model's slide": ("/present?step=3", _nothing),
    "compare of four": (f"/compare?{FOUR}", _nothing),
    "empty": ("/?theme=ecology&season=winter&q=xyzzy", _nothing),
    "data, dry run": ("/data?", _dry_run),
    "deck, settings": ("/present?step=5", _open("present.setup")),
    "finder, answered": ("/finder?need=disputes", _nothing),
    "refused": ("/?theme=nonsense&brand=nobody", _nothing),
    "presenter's window": ("/present?step=3&notes=1", _nothing),
    "themes": ("/themes?", _nothing),
    "deck, notes": ("/present?step=3", _open("present.notes")),
    "about": ("/about?", _nothing),
}


@cache
def known() -> frozenset[tuple[str, str]]:
    """Rule and node of every row of the table."""
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(rows)


def violations(frame: Frame) -> set[tuple[str, str]]:
    """Rule and node of each violation in the frame alone."""
    if not frame.evaluate("Boolean(window.axe)"):
        frame.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"iframes": False, "resultTypes": ["violations"], "runOnly": TAGS}
    if frame.parent_frame:
        options["rules"] = {name: {"enabled": False} for name in ONCE}
    result = frame.evaluate("options => axe.run(document, options)", options)
    return {(one["id"], str(node["target"][-1])) for one in result["violations"] for node in one["nodes"]}


def strangers(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What the table does not list. A node of the table is part of the node's selector."""
    return {(rule, node) for rule, node in found if not any(rule == r and n in node for r, n in known())}


@pytest.fixture(scope="module")
def seen() -> Iterator[set[tuple[str, str]]]:
    """Every violation of the states; in the end each row of the table must be among them."""
    everything: set[tuple[str, str]] = set()
    yield everything
    for rule, node in known():
        assert any(rule == one and node in where for one, where in everything), f"no longer seen: {rule} at {node}"


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_no_state_of_any_page_has_a_violation_of_ours(new_context, server, seen, lang, scheme):
    """Languages and colours do not bear on one another: each is seen with one of the other."""
    page = new_context(base_url=server.url, color_scheme=scheme).new_page()
    wrong = {}
    for state, (address, act) in STATES.items():
        turn_to(page, f"{address}&lang={lang}")
        act(page, lang)
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        for frame in page.frames:
            found = violations(frame)
            seen.update(found)
            if new := strangers(found):
                wrong[state] = sorted(new)
    assert wrong == {}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_one_file_page_has_none_either(new_context, tmp_path, scheme, lang):
    gazetteer = load_gazetteer()
    collection = Collection.of(load(folder_files(), gazetteer).dataset, gazetteer)
    file = tmp_path / "site.html"
    file.write_bytes(html_bytes(collection, Filters(), "both", date(2026, 11, 24)))
    page = new_context(offline=True, color_scheme=scheme).new_page()
    page.goto(f"{file.as_uri()}#lang={lang}&brand=linze-tourism")
    frame = page.wait_for_selector("#map").content_frame()
    until(frame, "window.brandmap && window.brandmap.painted > 0")
    assert strangers(violations(page.main_frame) | violations(frame)) == set()
