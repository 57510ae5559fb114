"""Estimate how wide a text is and where its lines break, in units of the font size.

One estimate for everything drawn before a browser or office program sets the text: a Chinese character is as wide as it
is high, Latin letters are those of Arial, the widest of the fonts that may stand in.
"""

from __future__ import annotations

import re

#: Widths of Arial in thousandths of the font size; what is not listed counts as a digit.
_ARIAL = {
    character: width / 1000
    for width, characters in {
        191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”{}", 355: '"', 389: "*", 400: "°",
        469: "^", 500: "Jcksvxyz", 584: "+<=>~×", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
        889: "%", 944: "W", 1000: "—…", 1015: "@",
    }.items()
    for character in characters
}  # fmt: skip
_DIGIT = 0.556
_CHINESE_FROM = "\u2e80"
#: Chinese fonts draw these as wide as a character.
_WIDE_AMONG_CHINESE = "“”‘’…—"
#: No line begins with a closing mark or ends with an opening one: programs take the character beside it along.
_CLOSING, _OPENING = "，。、；：！？）》】”’", "（《【“‘"
_CHINESE = r"[\u2e80-\U0010ffff]"
_WORDS = re.compile(rf"[{_OPENING}]*{_CHINESE}[{_CLOSING}]*\s*|[^\s\u2e80-\U0010ffff]+\s*|\s+")


def has_chinese(text: str) -> bool:
    """Whether any character is a Chinese one or a full-width sign."""
    return any(character >= _CHINESE_FROM for character in text)


def text_width(text: str) -> float:
    """Estimate the width of the text on one line."""
    wide = _WIDE_AMONG_CHINESE if has_chinese(text) else ""
    return sum(
        1.0 if character >= _CHINESE_FROM or character in wide else _ARIAL.get(character, _DIGIT) for character in text
    )


def wrapped(text: str, width: float) -> list[str]:
    """``text`` in lines at most ``width`` wide; breaks at blanks, beside Chinese characters and, where a word is wider
    than a line, inside it."""
    lines, line, used = [], "", 0.0
    for word in _WORDS.findall(text):
        bare = word.rstrip()
        wide = text_width(bare)
        fits = wide <= width
        for piece, bare_width in [(word, wide)] if fits else [(one, text_width(one.rstrip())) for one in word]:
            if line and piece[0] not in _CLOSING and used + bare_width > width:
                lines.append(line.rstrip())
                line, used = "", 0.0
            line += piece
            used += bare_width if fits and bare == word else text_width(piece)
    return [*lines, line.rstrip()] if line.strip() else lines
