"""Fold texts for comparing, so that case, width, accents and traditional characters make no difference."""

from __future__ import annotations

import unicodedata

from brandmap.text.traditional import SIMPLIFIED


class _Plain(dict[int, str | None]):
    """Map each character to its simplified form, and an accent to nothing. Entries are added on first use."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = None if unicodedata.combining(character) else SIMPLIFIED.get(character, character)
        return self[code]


_PLAIN = _Plain()


def folded(text: str) -> str:
    """Fold ``text``: NFKC, simplified, lower case, no accents on Latin letters, single blanks."""
    # ü becomes v: people type it so in pinyin, and pypinyin writes it so.
    with_v = unicodedata.normalize("NFKD", text).casefold().replace("lu\u0308", "lv").replace("nu\u0308", "nv")
    return " ".join(with_v.translate(_PLAIN).split())
