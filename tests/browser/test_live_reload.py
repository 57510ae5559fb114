"""The published data edited while somebody looks at it: the page follows at the next interaction, a broken file changes
nothing but is told to readers, on About and in the operator's log, and a mended one takes the notice away."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import expect

from brandmap.text import phrase
from tests import COLLECTION
from tests.browser.conftest import wait_for_map
from tests.browser.test_own_data import to
from tests.servers import served


@pytest.fixture
def edited(tmp_path):
    """A server of a copy of the published data: the file of the models, and the server. To be asked for before the
    browser, which may load a font to the end."""
    folder = tmp_path / "data"
    shutil.copytree(COLLECTION, folder)
    with served(tmp_path / "server.log", environment={"BRANDMAP_DATA": str(folder)}) as running:
        yield folder / "brands.csv", running


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_edited_file_a_broken_one_and_a_mended_one(edited, new_context, lang):
    path, server = edited
    good = path.read_bytes()
    old, new = {"zh": ("生态警务", "水源警务"), "en": ("Ecological policing", "Headwater policing")}[lang]
    page = new_context(base_url=server.url).new_page()
    failed = page.get_by_text(phrase("frame.data_failed", lang))
    page.goto(f"/?lang={lang}")
    wait_for_map(page, "state.visible.length === 10")
    expect(page.get_by_text(old).first).to_be_visible()

    # Edited: nothing is pushed; the next interaction shows it, without a restart.
    path.write_bytes(good.replace(old.encode(), new.encode()))
    to(page, "themes", lang)
    expect(page.get_by_text(new).first).to_be_visible()
    expect(page.get_by_text(old)).to_have_count(0)
    expect(failed).to_have_count(0)
    assert "data not used" not in server.log.read_text()

    # Broken: the last good data stay, and it is said.
    path.write_bytes(b"id,number\nmaqu-ecology,1\n")
    to(page, "map", lang)
    wait_for_map(page, "state.visible.length === 10")
    expect(failed).to_be_visible()
    expect(page.get_by_text(new).first).to_be_visible()
    to(page, "about", lang)
    expect(page.get_by_text(phrase("about.left_out_failure", lang).split("{since}")[1].strip())).to_be_visible()
    expect(page.get_by_text("name_zh").first).to_be_visible()
    said = server.log.read_text()
    assert said.count("data not used: brands.csv, row 1, Name (Chinese) (name_zh)") == 1
    assert "Traceback" not in said

    # Mended: the notice goes, and the data are those of the file.
    path.write_bytes(good)
    to(page, "themes", lang)
    expect(page.get_by_text(old).first).to_be_visible()
    expect(page.get_by_text(new)).to_have_count(0)
    expect(failed).to_have_count(0)
    to(page, "about", lang)
    expect(page.get_by_text(phrase("about.left_out_failure", lang).split("{since}")[1].strip())).to_have_count(0)
    assert server.log.read_text().count("data not used") == said.count("data not used")


def test_a_control_of_the_page_is_an_interaction_too(edited, new_context):
    """A filter runs the page's part alone; it reads the new file as well."""
    path, server = edited
    page = new_context(base_url=server.url).new_page()
    page.goto("/?lang=zh")
    wait_for_map(page, "state.visible.length === 10")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(b"linxia-night")))
    page.get_by_role("link", name=phrase("nav.data", "zh"), exact=True).click()
    expect(page.get_by_text("共 9 个模式")).to_be_visible()
