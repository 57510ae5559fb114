"""Hold every picture of the guides against the page it shows today."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops, ImageStat

from tests import ROOT
from tests.browser.pictures import PICTURES, WINDOW, file_of, take

SMALL = (64, 40)  # pixels: layout and colours count, not the last glyph
ALIKE = 6.0  # of 255, mean difference of two small pictures


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_the_page_as_it_is(new_context, server, picture, lang):
    page = new_context(base_url=server.url, viewport=WINDOW, locale={"zh": "zh-CN", "en": "en-GB"}[lang]).new_page()
    shown, kept = take(page, picture, lang).convert("RGB"), Image.open(file_of(picture, lang)).convert("RGB")
    assert kept.size == shown.size
    difference = ImageChops.difference(kept.resize(SMALL), shown.resize(SMALL))
    assert max(ImageStat.Stat(difference).mean) < ALIKE, "take it anew: python -m tests.browser.pictures"


def test_every_picture_is_shown_and_every_picture_shown_exists():
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("guide.*.md")]
    shown = {name for file in documents for name in re.findall(r"pictures/([\w.]+\.png)", file.read_text("utf-8"))}
    assert shown == {file_of(picture, lang).name for picture in PICTURES for lang in ("zh", "en")}
