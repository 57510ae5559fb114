"""Read the style sheet of the pages (``style.css``) by section."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit

from brandmap.markup import Html, raw_element

#: The font of English pages, which comes with Streamlit.
(FONT_FILE,) = (Path(streamlit.__file__).parent / "static/static/media").glob("SourceSansVF-Upright.*.woff2")
FILE = Path(__file__).with_name("style.css")
_HEADING = re.compile(r"^/\* section: (\w+) \*/$", re.MULTILINE)


@cache
def sections() -> dict[str, str]:
    """Read the rules by section."""
    _, *parts = _HEADING.split(FILE.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def style(*names: str, **words: str) -> Html:
    """Build a ``<style>`` element with the sections ``names``. ``words`` are texts that the rules show, each as a
    custom property: ``too_big`` is ``--bm-too-big``. KeyError for an unknown section."""
    texts = "".join(f"--bm-{name.replace('_', '-')}:{_quoted(text)};" for name, text in words.items())
    root = f":root{{{texts}}}" if texts else ""
    return raw_element("style", root + "".join(sections()[name] for name in names))


def font_face(family: str, display: str = "auto") -> Html:
    """Define ``family`` as the font of English pages; ``display`` says what is shown until it has loaded."""
    descriptors = f"font-family:'{family}';font-weight:200 900;font-display:{display}"
    return raw_element("style", f"@font-face{{{descriptors};src:url(./static/media/{FONT_FILE.name})}}")


def _quoted(text: str) -> str:
    # Our own phrases: none needs a quotation mark or a backslash.
    return '"' + re.sub(r'[\\"<>]', "", text) + '"'
