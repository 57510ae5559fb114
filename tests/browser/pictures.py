"""Take the pictures of README and guides: ``python -m tests.browser.pictures`` writes them into docs/pictures.

``test_pictures.py`` holds each against the page it shows, so that none can grow old.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from brandmap.collection.filters import Filters
from brandmap.exports.sheets.csv_file import csv_bytes
from brandmap.intake.library import Library
from brandmap.records import Lang
from brandmap.text import phrase
from tests import ROOT
from tests.browser.conftest import launch, map_frame
from tests.servers import served

FOLDER = ROOT / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 800}


def show_map(page: Page, lang: Lang) -> None:
    map_frame(page)


def show_finder(page: Page, lang: Lang) -> None:
    page.locator(".bmf").first.wait_for()


def show_table(page: Page, lang: Lang) -> None:
    page.locator("table").first.wait_for()


def own_file(lang: Lang) -> bytes:
    """Make the file of somebody who exported the table, and misspelt a place."""
    exported = csv_bytes(Library().current().collection, Filters(), lang, date(2026, 1, 1)).decode("utf-8-sig")
    before, after = {"zh": ('"甘谷县"', '"谷甘县"'), "en": ('"Gangu County"', '"Gagnu County"')}[lang]
    return exported.replace(before, after, 1).encode()


def show_check(page: Page, lang: Lang) -> None:
    page.get_by_text(phrase("own_data.title", lang)).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "own.csv", "mimeType": "text/csv", "buffer": own_file(lang)}
    )
    page.locator(".bm-fix").wait_for()
    page.locator(".st-key-own_data").evaluate("section => section.scrollIntoView()")


@dataclass(frozen=True)
class Picture:
    """A picture of the guide: the address it shows, and what to wait for."""

    name: str
    address: str
    show: Callable[[Page, str], None]


PICTURES = (
    Picture("map", "/?theme=agriculture&brand=gangu-orchard", show_map),
    Picture("finder", "/finder?need=disputes&need=homes", show_finder),
    Picture("compare", "/compare?compare=anding-kang&compare=lintao-courtyard", show_table),
    Picture("own_data", "/data", show_check),
    Picture("slide", "/present?deck=huining-melon&step=2", show_map),
)


def take(page: Page, picture: Picture, lang: Lang) -> Image.Image:
    """Open the page of a picture and photograph the window."""
    page.goto(f"{picture.address}{'&' if '?' in picture.address else '?'}lang={lang}")
    picture.show(page, lang)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # places of parts that are still loading
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))


def file_of(picture: Picture, lang: Lang) -> Path:
    return FOLDER / f"{picture.name}.{lang}.png"


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "server.log") as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for lang, locale in (("zh", "zh-CN"), ("en", "en-GB")):
            page = browser.new_page(base_url=server.url, viewport=WINDOW, locale=locale, reduced_motion="reduce")
            for picture in PICTURES:
                image = take(page, picture, lang).convert("RGB")
                # A palette of the colours used most: a third of the bytes, with every theme's colour as it is.
                image.quantize(255, method=Image.Quantize.MAXCOVERAGE).save(file_of(picture, lang), optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
