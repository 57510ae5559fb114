"""Turn the bytes of a file into text: find its encoding, and whether what comes out is what was written.

Nearly any bytes can be decoded as GB18030, and anything as plain ASCII. Debris that looks like writing must never be
shown as fact, so what was decoded is looked at before it is believed.
"""

from __future__ import annotations

import csv
import io
import re

from charset_normalizer import from_bytes

from brandmap.text.traditional import simplified

#: How files begin that are no table although they are text: web pages, XML, PDF, Rich Text, SYLK.
_OTHER_FORMATS = re.compile(rb"\s*(?:<[!?a-z]|%pdf-|\{\\rtf|id;p|mime-version:)", re.IGNORECASE)
#: Chinese written in seven bits: UTF-7, HZ, ISO-2022.
_SEVEN_BITS = (
    ("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")),
    ("hz", re.compile(rb"~\{(?:[!-}][!-~])+~\}")),
    ("iso2022_jp_2", re.compile(rb"\x1b\$[@AB][^\x1b]+\x1b\(B")),
)
_ENOUGH = 30  # Chinese characters from which on a language can be told
_CLEARLY = 0.2  # difference in usual characters that tells Big5 from GB18030
_CERTAIN = 0.1  # mess, as charset-normalizer measures it, that no Chinese text has
_FEW = 10  # Chinese characters that nobody hides in ASCII by chance
#: What charset-normalizer may find, and the codec that reads it. Other scripts and their debris are refused.
_ALLOWED = {"gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "big5": "big5", "big5hkscs": "big5hkscs"}
#: A character that was lost when the file was saved.
_LOST = re.compile("[\u4e00-\u9fff]\\?|\\?[\u4e00-\u9fff]")


def decode(data: bytes) -> tuple[str, str, str]:
    """Return the text, the name of its encoding, and the broken rule ("" if none)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        return "", "", "not_text"
    elif _OTHER_FORMATS.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        return "", "", "other_format"
    elif data.isascii() and _in_seven_bits(data):
        return "", "", "encoding"
    else:
        encoding = "utf-8-sig" if damaged_row(data) is None else _chinese_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return "", "", "encoding"
    return ("", "", "not_text") if "\x00" in text else (text, encoding, "")


def _chinese_encoding(data: bytes) -> str:
    """Name the Chinese encoding of bytes that are not UTF-8; "" for none, or where characters were lost."""
    matches = from_bytes(data, enable_fallback=False, preemptive_behaviour=False)
    order = {_ALLOWED.get(match.encoding, ""): match for match in reversed(list(matches))}
    best = matches.best()
    encoding = _ALLOWED.get(best.encoding, "") if best else ""
    if "gb18030" in order and order["gb18030"].chaos < _CERTAIN:
        # Of Big5 and GB18030 the usual one; and a few characters say nothing of any language.
        text = str(order["gb18030"])
        few = _chinese(text) < _ENOUGH
        encoding = "big5hkscs" if few and _is_big5(data, text) else "gb18030" if encoding or few else ""
        order.setdefault(encoding, order["gb18030"])
    return "" if encoding and len(_LOST.findall(str(order[encoding]))) > _FEW else encoding


def _is_big5(data: bytes, as_gb18030: str) -> bool:
    """Tell of a few characters whether they are Big5: read so, more of them are usual ones."""
    try:
        return _usual(data.decode("big5hkscs")) > _usual(as_gb18030) + _CLEARLY
    except UnicodeDecodeError:
        return False


def _usual(text: str) -> float:
    """Measure how many of the Chinese characters are among the 3,755 of the first level of GB 2312, if simplified."""
    codes = [char.encode("gb2312", "replace") for char in simplified(text) if _chinese(char)]
    return sum(b"\xb0" <= code[:1] <= b"\xd7" for code in codes) / max(len(codes), 1)


def damaged_row(data: bytes) -> int | None:
    """Give the spreadsheet row of the first byte that is not UTF-8, which most files are meant to be. None for UTF-16
    and for ASCII, where every byte is in order by itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = io.StringIO(error.object[: error.start].decode("utf-8", "replace") + "x", newline="")
        return sum(1 for _ in csv.reader(before))
    return None


def _in_seven_bits(data: bytes) -> bool:
    texts = (b"\n".join(pieces.findall(data)).decode(encoding, "ignore") for encoding, pieces in _SEVEN_BITS)
    return any(_chinese(text) > _FEW for text in texts)


def _chinese(text: str) -> int:
    return sum("\u4e00" <= char <= "\u9fff" for char in text)
