"""Three editions of 30 models in a browser: a card has the number that list and map have."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brandmap.text import phrase
from tests.editions import edition_files
from tests.servers import served


@pytest.fixture
def three(files, tmp_path):
    for name, data in edition_files(files).items():
        (tmp_path / f"{name}.csv").write_bytes(data)
    with served(tmp_path / "server.log", environment={"BRANDMAP_DATA": str(tmp_path)}) as running:
        yield running


def test_the_card_has_its_year_in_its_number_only_among_other_editions(three, new_context):
    page = new_context(base_url=three.url).new_page()
    page.goto("/?lang=en&brand=m2024-6")
    plate = page.locator("[data-card=m2024-6] .bm-no")
    expect(plate).to_have_text("6")
    page.locator("#edition-all").check()
    expect(plate).to_have_text("2024-6")
    page.get_by_role("link", name=phrase("site.back", "en")).click()
    expect(page.locator("#list [data-brand=m2024-6] .bm-plate")).to_have_text("2024-6")
