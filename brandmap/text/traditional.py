"""Simplify traditional characters.

``scripts/maintain/build_traditional.py`` writes traditional.txt from the data of OpenCC; the browser uses it too.
"""

from __future__ import annotations

from importlib import resources
from unicodedata import normalize


def _read() -> dict[str, str]:
    """Read the table: pairs of a simplified character and its traditional form; lines with # are comments."""
    lines = (resources.files("brandmap.text") / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[1::2], pairs[::2], strict=True))


#: Radicals, each with the character that looks like it (EquivalentUnifiedIdeograph in Unicode): text from a PDF may
#: contain them instead. NFKC does not replace these, only those from U+2F00 on.
_RADICALS = (
    "⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⺼肉⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风"
    "⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
)
RADICALS = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
#: The simplified form of each traditional character, and of each radical.
SIMPLIFIED = _read() | RADICALS
_CHARACTER_BY_RADICAL = str.maketrans(
    {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | RADICALS
)
_TABLE = str.maketrans(SIMPLIFIED)


def simplified(text: str) -> str:
    """Replace the traditional characters in ``text``."""
    return text.translate(_TABLE)


def replace_radicals(text: str) -> str:
    """Replace radicals by the characters that look like them."""
    return text.translate(_CHARACTER_BY_RADICAL)
