"""Load the one font that exports carry in themselves.

Noto Sans CJK SC, cut down to GB 2312 by ``scripts/maintain/build_font.py`` (SIL Open Font License, OFL.txt): with it
PDF and PNG show Chinese on servers that have no Chinese font. For a rare character outside GB 2312 each export says
what it does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FILE = Path(__file__).resolve().parent / "NotoSansSC-GB2312.ttf"
FAMILY = "Noto Sans CJK SC"
#: The font's quotation marks are as wide as a Chinese character; among Latin letters they would tear words apart.
PLAIN_QUOTES = str.maketrans("“”‘’", "\"\"''")


@cache
def font_face() -> TTFont:
    """The font, registered with ReportLab under ``FAMILY``."""
    font = TTFont(FAMILY, str(FONT_FILE))
    pdfmetrics.registerFont(font)
    return font


def has_glyph(character: str) -> bool:
    """Whether the font draws this one character."""
    return ord(character) in font_face().face.charToGlyph


def covered(text: str) -> bool:
    """Whether the font has every character of ``text`` that is drawn."""
    return all(has_glyph(character) for character in set(text) if not character.isspace())
