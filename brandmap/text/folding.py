"""Fold texts for comparing: case, width, accents and traditional characters do not count."""

from __future__ import annotations

import unicodedata

from brandmap.text.traditional import simplified


def folded(text: str) -> str:
    """``text`` for comparing: NFKC, simplified, lower case, no accents on Latin letters, single blanks."""
    # "v" is how ü is typed, and what pypinyin writes.
    typed = unicodedata.normalize("NFKD", text).casefold().replace("lu\u0308", "lv").replace("nu\u0308", "nv")
    plain = "".join(char for char in typed if not unicodedata.combining(char))
    return " ".join(simplified(plain).split())
