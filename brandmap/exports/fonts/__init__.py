"""The one font that exports carry in themselves, and how wide texts are in it.

Noto Sans CJK SC, cut down to GB 2312 by ``scripts/maintain/build_font.py`` (SIL Open Font License, OFL.txt): with it
PDF and PNG show Chinese on servers that have no Chinese font. For a rare character outside GB 2312 each export says
what it does.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FILE = Path(__file__).resolve().parent / "NotoSansSC-GB2312.ttf"
FAMILY = "Noto Sans CJK SC"
#: The font's quotation marks are as wide as a Chinese character; among Latin letters they would tear words apart.
PLAIN_QUOTES = str.maketrans("“”‘’", "\"\"''")
_WORDS = re.compile(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*|\s+")


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


@cache
def character_width(character: str) -> float:
    """In font sizes: Chinese characters and full-width signs 1, others as in Arial (metrically Helvetica)."""
    if ord(character) > 0x2E7F or character in "“”‘’…—":
        return 1.0
    return float(pdfmetrics.stringWidth(character, "Helvetica-Bold", 1.0)) * 0.97


def lines_needed(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column of ``width`` font sizes; at least one. Lines break at blanks and
    between Chinese characters."""
    lines, used = 1, 0.0
    for word in _WORDS.findall(text):
        wide = sum(map(character_width, word.rstrip()))
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        used += sum(map(character_width, word))
        if used > width:  # a word longer than the line
            lines, used = lines + int(used // width), used % width
    return lines
