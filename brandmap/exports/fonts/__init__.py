"""Load the one font that is embedded in exports.

Noto Sans CJK SC, cut down to GB 2312 by ``scripts/maintain/build_font.py`` (SIL Open Font License, OFL.txt): with it
PDF and PNG show Chinese on servers that have no Chinese font. ``drawable`` puts what it cannot draw in words.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from brandmap.records import Lang, Text

FONT_FILE = Path(__file__).resolve().parent / "NotoSansSC-GB2312.ttf"
FAMILY = "Noto Sans CJK SC"
#: The font's quotation marks are as wide as a Chinese character; among Latin letters they would tear words apart.
PLAIN_QUOTES = str.maketrans("“”‘’", "\"\"''")
#: Scripts used in and around Gansu that the font lacks: first word of their characters' Unicode names → their name.
SCRIPTS = {
    "TIBETAN": Text("藏文", "Tibetan"),
    "ARABIC": Text("阿拉伯字母文字", "Arabic script"),
    "MONGOLIAN": Text("蒙古文", "Mongolian"),
}


@cache
def font_face() -> TTFont:
    """Return the font, registered with ReportLab under ``FAMILY``."""
    font = TTFont(FAMILY, str(FONT_FILE))
    pdfmetrics.registerFont(font)
    return font


def has_glyph(character: str) -> bool:
    """Tell whether the font draws this one character."""
    return ord(character) in font_face().face.charToGlyph


def covered(text: str) -> bool:
    """Tell whether the font has every character of ``text`` that is drawn."""
    return all(has_glyph(character) for character in set(text) if not character.isspace())


def drawable(text: str, lang: Lang) -> str:
    """Return ``text`` with what the font cannot draw in words: a rare character by its number in Unicode, 〔U+4DB2〕,
    other scripts by their name, 〔藏文〕. Forms of a character that a PDF hands on (⼈) become the character."""
    parts: list[str] = []
    for character in text:
        plain = unicodedata.normalize("NFKC", character)
        if character.isspace() or has_glyph(character):
            parts.append(character)
        elif plain != character and covered(plain):
            parts.append(plain)
        elif script := SCRIPTS.get(unicodedata.name(character, "").split(" ")[0]):
            words = f"〔{script[lang]}〕"
            if not (parts and parts[-1] == words):
                parts.append(words)
        else:
            parts.append(f"〔U+{ord(character):04X}〕")
    return "".join(parts)
