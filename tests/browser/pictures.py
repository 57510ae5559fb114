"""Take the pictures of README and guides: ``python -m tests.browser.pictures`` writes them into docs/pictures.

They show the published data, unlike all other tests. ``test_pictures.py`` holds each against the page it shows, so that
none can grow old.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from brandmap.records import LANGS, Lang
from tests import ROOT
from tests.browser.conftest import BEEN_HERE, launch, wait_for_map
from tests.servers import Server, served

FOLDER = ROOT / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 800}
LOCALES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}


def show_map(page: Page, lang: Lang) -> None:
    wait_for_map(page, "state.ready")


def show_finder(page: Page, lang: Lang) -> None:
    page.locator(".bmf").first.wait_for()


def show_table(page: Page, lang: Lang) -> None:
    page.locator("table").first.wait_for()


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


@contextmanager
def publishing() -> Iterator[Server]:
    """A server of the published data."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "server.log", environment={"BRANDMAP_DATA": str(ROOT / "data")}) as server,
    ):
        yield server


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with publishing() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        for lang in LANGS:
            page = browser.new_page(base_url=server.url, viewport=WINDOW, locale=LOCALES[lang], reduced_motion="reduce")
            page.add_init_script(BEEN_HERE)
            for picture in PICTURES:
                image = take(page, picture, lang).convert("RGB")
                # A palette of the colours used most: a third of the bytes, with every theme's colour as it is.
                image.quantize(255, method=Image.Quantize.MAXCOVERAGE).save(file_of(picture, lang), optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
