"""Fold texts for comparing: case, width, accents and traditional characters do not count."""

from __future__ import annotations

import unicodedata

from brandmap.text.traditional import SIMPLIFIED


class _Plain(dict[int, str | None]):
    """Map each character to its plain form, worked out when it is first met: none for an accent."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = None if unicodedata.combining(character) else SIMPLIFIED.get(character, character)
        return self[code]


_PLAIN = _Plain()


def folded(text: str) -> str:
    """Fold ``text``: NFKC, simplified, lower case, no accents on Latin letters, single blanks."""
    # "v" is how ü is typed, and what pypinyin writes.
    typed = unicodedata.normalize("NFKD", text).casefold().replace("lu\u0308", "lv").replace("nu\u0308", "nv")
    return " ".join(typed.translate(_PLAIN).split())
