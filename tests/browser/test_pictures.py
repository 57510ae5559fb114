"""Hold every picture of the guides against the page it shows today."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops, ImageStat

from brandmap.records import LANGS
from tests import ROOT
from tests.browser.pictures import LOCALES, PICTURES, WINDOW, file_of, publishing, take

SMALL = (64, 40)  # pixels: layout and colours count, not the last glyph
ALIKE = 6.0  # of 255, mean difference of two small pictures


@pytest.fixture(scope="module")
def published():
    with publishing() as server:
        yield server


@pytest.mark.parametrize("lang", LANGS)
def test_each_picture_shows_the_page_as_it_is(new_context, published, lang):
    page = new_context(base_url=published.url, viewport=WINDOW, locale=LOCALES[lang]).new_page()
    old = []
    for picture in PICTURES:
        shown, kept = take(page, picture, lang).convert("RGB"), Image.open(file_of(picture, lang)).convert("RGB")
        assert kept.size == shown.size
        difference = ImageChops.difference(kept.resize(SMALL), shown.resize(SMALL))
        if max(ImageStat.Stat(difference).mean) >= ALIKE:
            old.append(picture.name)
    assert old == [], "take them anew: python -m tests.browser.pictures"


def test_every_picture_is_shown_and_every_picture_shown_exists():
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("guide.*.md")]
    shown = {name for file in documents for name in re.findall(r"pictures/([\w.]+\.png)", file.read_text("utf-8"))}
    assert shown == {file_of(picture, lang).name for picture in PICTURES for lang in LANGS}
