"""Write Chinese characters in pinyin."""

from __future__ import annotations

from functools import lru_cache


def syllables(text: str) -> list[str]:
    """Return the pinyin syllables of a run of Chinese characters, without tones, ü as v."""
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415 # slow to import; the command line starts without it

    return [syllable for word in seg.cut(text) for syllable in _word_syllables(word)]


# pypinyin is slow, and the same words occur in many models.
@lru_cache(maxsize=8192)
def _word_syllables(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False))
