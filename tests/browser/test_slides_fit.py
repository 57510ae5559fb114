"""Every slide of every form of the lesson fits the wall, in the fonts of the page, and its heading keeps its place."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
import streamlit

from brandmap.collection.deck import deck_of
from brandmap.collection.view import LESSON_FORMS, View
from brandmap.drawing.slides import slide_html
from brandmap.drawing.style import style_sheet
from brandmap.records import LANGS

MAP_SHARE = 0.36  # of the window, beside a slide that is not wide
MEASURE = """() => [...document.querySelectorAll('.bmd')].map(slide => [
    slide.scrollHeight - slide.clientHeight,
    Math.round(slide.querySelector('.bmd-title').getBoundingClientRect().top - slide.getBoundingClientRect().top),
])"""


def source_sans() -> str:
    """The Latin font of the page, which Streamlit brings."""
    (file,) = (Path(streamlit.__file__).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2")
    data = base64.b64encode(file.read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data})"
    return f"<style>@font-face{{font-family:'Source Sans';font-weight:200 900;src:{source}}}</style>"


@pytest.mark.parametrize(
    "size", [(1024, 768), (1280, 720), (1440, 900), (1920, 1080)], ids=lambda size: f"{size[0]}×{size[1]}"
)
@pytest.mark.parametrize("lang", LANGS)
def test_all_slides_fit_and_headings_keep_their_place(browser, collection, lang, size):
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    views = [*(View(lesson=form) for form in LESSON_FORMS), View(deck=("huining-melon", "kang-pepper"))]
    for view in views:
        deck = deck_of(view, collection)
        slides = "".join(
            f'<div style="width:{size[0] * (1 if slide.covers_map else 1 - MAP_SHARE)}px">'
            f"{slide_html(deck, step, collection, lang, choice='x')}</div>"
            for step, slide in enumerate(deck.slides, 1)
        )
        look = f"{source_sans()}{style_sheet('pieces', 'slides')}"
        page.set_content(f"<body style='margin:0;font-family:\"Noto Sans CJK SC\",sans-serif'>{look}{slides}")
        page.evaluate("document.fonts.ready")
        measured = page.evaluate(MEASURE)
        assert [step for step, (over, _) in enumerate(measured, 1) if over > 0] == []
        tops = {top for (_, top), slide in zip(measured, deck.slides, strict=True) if slide.brand}
        assert len(tops) == 1
    page.close()
