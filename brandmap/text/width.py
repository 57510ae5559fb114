"""Estimate how wide a text is and where its lines break, in units of the font size.

It serves for everything that is drawn before a browser or office program sets the text. A Chinese character counts as
wide as it is high, a Latin letter as wide as in Arial, the widest of the fonts that may be used.
"""

from __future__ import annotations

import re

#: Widths in Arial, in thousandths of the font size; a character not listed counts as wide as a digit.
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
_CHINESE_FROM = "\u2e80"  # the first character that counts as Chinese
#: Marks that Chinese fonts draw as wide as a Chinese character.
_WIDE_AMONG_CHINESE = "“”‘’…—"
#: A line never begins with a closing mark or ends with an opening one; they stay with the next character.
_CLOSING, _OPENING = "，。、；：！？）》】”’", "（《【“‘"
_CHINESE = r"[\u2e80-\U0010ffff]"
_WORDS = re.compile(rf"[{_OPENING}]*{_CHINESE}[{_CLOSING}]*\s*|[^\s\u2e80-\U0010ffff]+\s*|\s+")


def has_chinese(text: str) -> bool:
    """Tell whether a text contains a Chinese character or full-width mark."""
    return any(character >= _CHINESE_FROM for character in text)


def text_width(text: str) -> float:
    """Estimate the width of a text on one line, in font sizes."""
    wide = _WIDE_AMONG_CHINESE if has_chinese(text) else ""
    return sum(
        1.0 if character >= _CHINESE_FROM or character in wide else _ARIAL.get(character, _DIGIT) for character in text
    )


def wrap_lines(text: str, width: float) -> list[str]:
    """Break a text into lines of at most ``width`` font sizes.

    It breaks at blanks, between Chinese characters and, if a word is wider than a line, inside the word.
    """
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
