"""Keep spreadsheet programs from reading a text as a formula."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"-\d+(\.\d+)?")
#: Characters with which a formula may begin; their full-width and small forms are folded to them.
_STARTS = frozenset("=+-@|%−")
_BREAKS = frozenset("\t\r\n")
_INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad")


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet program might read a text as a formula. A negative number is none."""
    if text[:1] in _BREAKS:
        return True
    visible = text.lstrip().lstrip("".join(_INVISIBLE)).lstrip()
    if not visible or _NUMBER.fullmatch(text):
        return False
    return unicodedata.normalize("NFKC", visible[0])[:1] in _STARTS


def escape_formula(text: str) -> str:
    """Put an apostrophe in front of a text that could be read as a formula."""
    return f"'{text}" if starts_formula(text.lstrip("'")) else text


def unescape_formula(text: str) -> str:
    """Remove the apostrophe that ``escape_formula`` put in front of a text."""
    return text.removeprefix("'") if starts_formula(text.lstrip("'")) else text
