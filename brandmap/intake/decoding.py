"""Bytes of a file to text: which encoding it is in, and whether what comes out is what was written.

Nearly any bytes can be decoded as GB18030, and anything as plain ASCII. Debris that looks like writing must never be
shown as fact, so what was decoded is looked at before it is believed.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from functools import cache

from brandmap.text import catalogue

#: How files begin that are no table although they are text: web pages, XML, PDF, Rich Text, SYLK.
_OTHER_FORMATS = re.compile(rb"\s*(?:<[!?a-z]|%pdf-|\{\\rtf|id;p)", re.IGNORECASE)
#: Chinese written in seven bits: UTF-7, HZ, ISO-2022.
_SEVEN_BITS = (
    ("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")),
    ("hz", re.compile(rb"~\{(?:[!-}][!-~])+~\}")),
    ("iso2022_jp_2", re.compile(rb"\x1b\$[@AB][^\x1b]+\x1b\(B")),
)
_ENOUGH = 30  # Chinese characters from which on their frequency says something
_FEW = 10  # Chinese characters that nobody hides in ASCII by chance
#: Real Chinese is for 40 to 70 % the 300 characters our own pages use most; Korean, Russian, Greek … for 13 % at most.
_FAMILIAR = 300
_FAMILIAR_SHARE = 0.22


def decoded(data: bytes) -> tuple[str, str, str]:
    """Text, name of the encoding found, and the broken rule ("" if none)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        return "", "", "not_text"
    elif _OTHER_FORMATS.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        return "", "", "other_format"
    elif data.isascii() and _in_seven_bits(data):
        return "", "", "encoding"
    else:
        candidates = ("utf-8-sig", "gb18030")
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            return "", "", "not_text"
        if encoding == "gb18030" and not _plausible(text):
            break
        return text, encoding, ""
    return "", "", "encoding"


def damaged_row(data: bytes) -> int | None:
    """The spreadsheet row of the first byte that is not UTF-8, which most files are meant to be. None for UTF-16 and
    for ASCII, where every byte is in order by itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = io.StringIO(error.object[: error.start].decode("utf-8", "replace") + "x", newline="")
        return sum(1 for _ in csv.reader(before))
    return None


def _in_seven_bits(data: bytes) -> bool:
    for encoding, pieces in _SEVEN_BITS:
        found = b"\n".join(pieces.findall(data))
        if _chinese(found.decode(encoding, "ignore")) > _FEW:
            return True
    return False


def _plausible(text: str) -> bool:
    """Whether GB18030 gave Chinese rather than the debris of another encoding.

    Big5, Shift-JIS and Latin letters give characters outside GB2312's 6,763 common ones. Korean, Russian and Greek
    stay inside, but hardly ever meet those that every Chinese text is full of. EUC-JP has its kana where GB2312 has.
    Dots, dashes and signs say nothing either way, and Python's GB2312 lacks some that GB18030 has.
    """
    foreign = [char for char in text if not char.isascii() and unicodedata.category(char)[0] in "LC"]
    if sum(_in_gb2312(char) for char in foreign) < 0.9 * len(foreign):
        return False
    if sum("\u3041" <= char <= "\u30fa" for char in foreign) > 0.2 * len(foreign):
        return False
    familiar = _familiar()
    han = _chinese(text)
    return han < _ENOUGH or sum(char in familiar for char in text) >= _FAMILIAR_SHARE * han


def _chinese(text: str) -> int:
    return sum("\u4e00" <= char <= "\u9fff" for char in text)


@cache
def _familiar() -> frozenset[str]:
    counts = Counter(char for words in catalogue().values() for char in words.zh if "\u4e00" <= char <= "\u9fff")
    return frozenset(char for char, _ in counts.most_common(_FAMILIAR))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
