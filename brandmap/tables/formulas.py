"""Keep a spreadsheet from calculating a text."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"-\d+(\.\d+)?")
#: Characters a spreadsheet may take for the beginning of a formula; full-width and small forms fold to them.
_STARTS = frozenset("=+-@|%−")
_BREAKS = frozenset("\t\r\n")
_INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate this cell instead of showing it. A plain negative number is harmless."""
    if text[:1] in _BREAKS:
        return True
    visible = text.lstrip().lstrip("".join(_INVISIBLE)).lstrip()
    if not visible or _NUMBER.fullmatch(text):
        return False
    return unicodedata.normalize("NFKC", visible[0])[:1] in _STARTS


def neutralised(text: str) -> str:
    """``text`` with one more apostrophe at its beginning where it could be taken for a formula."""
    return f"'{text}" if starts_formula(text.lstrip("'")) else text


def original(text: str) -> str:
    """``text`` as it was before ``neutralised``."""
    return text.removeprefix("'") if starts_formula(text.lstrip("'")) else text
