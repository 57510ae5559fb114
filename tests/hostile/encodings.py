"""Encodings: what Chinese spreadsheets write is read; debris of another encoding is refused with its row."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

import re

from tests.hostile.corpus import MODEL, ROW, cell, file, left_out, refused

G = "encoding"


def _lines(text: str, encodings: tuple[str, ...]) -> bytes:
    """Each line in the next encoding in turn."""
    return b"".join(
        line.encode(encodings[number % len(encodings)]) for number, line in enumerate(text.splitlines(keepends=True))
    )


def _cesu8(text: str) -> bytes:
    """A water melon as two surrogates of three bytes each, as old Java and Oracle write it."""
    return text.replace("瓜田警务", "\ud83c\udf49瓜田警务", 1).encode("utf-8", "surrogatepass")


def _at(text: str, old: str, new: bytes) -> bytes:
    """``old`` at its first place replaced by bytes."""
    before, after = text.split(old, 1)
    return before.encode() + new + after.encode()


def _traditional(text: str) -> bytes:
    return text.encode("big5", "replace")


def _all_in(words: str, encoding: str):
    """Every Chinese text of the file replaced by the same words of another language."""
    return lambda text: re.sub("[^\x00-\x7f]+", words, text).encode(encoding)


CASES = [
    file(G, "UTF-8", str.encode),
    file(G, "UTF-8 with BOM", lambda text: text.encode("utf-8-sig")),
    file(G, "UTF-8 with two BOMs, as joining files leaves", lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig")),
    file(G, "GBK", lambda text: text.encode("gbk")),
    file(G, "GB18030", lambda text: text.encode("gb18030")),
    file(G, "GB18030 with four-byte characters", lambda text: text.replace("瓜田警务", "瓜田警务𠮷🍉", 1).encode("gb18030"), changed=frozenset({MODEL})),
    file(G, "GB18030 whose only characters beyond ASCII are dots and dashes", lambda text: text.replace("river_wetland,setting,河流、湿地与草原", "river_wetland,setting,A·B—C–D").encode("gb18030"), table="terms"),
    file(G, "UTF-16 LE with BOM", lambda text: b"\xff\xfe" + text.encode("utf-16-le")),
    file(G, "UTF-16 BE with BOM", lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
    file(G, "UTF-16 LE without BOM", lambda text: text.encode("utf-16-le"), refused("not_text")),
    file(G, "UTF-16 BE without BOM", lambda text: text.encode("utf-16-be"), refused("not_text")),
    file(G, "UTF-16 of an odd number of bytes", lambda text: text.encode("utf-16")[:-1], refused("encoding")),
    file(G, "UTF-16 with a lone surrogate", lambda text: b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8a\x00", refused("encoding")),
    file(G, "UTF-16 with a NUL character", lambda text: b"\xff\xfe" + (text + "\x00").encode("utf-16-le"), refused("not_text")),
    file(G, "UTF-32 with BOM", lambda text: text.encode("utf-32"), refused("not_text")),
    file(G, "Big5 debris", _traditional, refused("encoding", 2)),
    file(G, "Latin-1", lambda text: _at(text, "瓜田警务", "café".encode("latin-1")), refused("encoding", ROW)),
    file(G, "Windows-1252 quotation marks", lambda text: _at(text, "瓜田警务", b"\x93melon\x94"), refused("encoding", ROW)),
    file(G, "UTF-8 and GBK lines mixed", lambda text: _lines(text, ("utf-8", "utf-8", "gbk")), refused("encoding", 3)),
    file(G, "a GBK cell in a UTF-8 file", lambda text: _at(text, "瓜田警务", "瓜田警务".encode("gbk")), refused("encoding", ROW)),
    file(G, "cut in the middle of a character", lambda text: text.rstrip().encode() + "警".encode()[:2], refused("encoding", 11)),
    file(G, "CESU-8 surrogates", _cesu8, refused("encoding", ROW)),
    file(G, "an overlong slash", lambda text: _at(text, "瓜田警务", b"\xc0\xaf"), refused("encoding", ROW)),
    file(G, "an overlong NUL", lambda text: _at(text, "瓜田警务", b"\xc0\x80"), refused("encoding", ROW)),
    file(G, "a lone surrogate as UTF-8", lambda text: _at(text, "瓜田警务", b"\xed\xa0\x80"), refused("encoding", ROW)),
    file(G, "beyond Unicode", lambda text: _at(text, "瓜田警务", b"\xf4\x90\x80\x80"), refused("encoding", ROW)),
    file(G, "a byte no encoding has", lambda text: _at(text, "瓜田警务", b"\xff"), refused("encoding", ROW)),
    file(G, "a NUL in a cell", lambda text: text.replace("瓜田警务", "瓜田\x00警务", 1), refused("not_text")),
    file(G, "zeros alone", lambda _: bytes(4096), refused("not_text")),
    file(G, "random bytes", lambda _: bytes(range(1, 256)) * 40, refused("encoding", 3)),
    file(G, "CR line ends", lambda text: text.replace("\r\n", "\n").replace("\n", "\r")),
    file(G, "LF line ends", lambda text: text.replace("\r\n", "\n")),
    file(G, "CRLF line ends", lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n")),
    *[
        file(G, f"{name} throughout", _all_in(words, encoding), refused("encoding", 2))
        for name, encoding, words in (
            ("Korean EUC-KR", "euc_kr", "경찰과 주민이 함께 안전을 지키는 활동"),
            ("Japanese EUC", "euc_jp", "警察と住民が共に安全を守る活動です"),
            ("Japanese Shift-JIS", "shift_jis", "警察と住民が共に安全を守る活動です"),
            ("Russian Windows-1251", "cp1251", "Полиция и жители района вместе"),
            ("Greek ISO-8859-7", "iso8859_7", "Η αστυνομία και οι κάτοικοι"),
        )
    ],
    file(G, "UTF-7", lambda text: text.encode("utf-7"), refused("encoding")),
    file(G, "HZ", lambda text: text.encode("hz", "ignore"), refused("encoding")),
    file(G, "ISO-2022", lambda text: text.encode("iso2022_jp_2", "ignore"), refused("encoding")),
    cell(G, "a cell that reads like UTF-7", {"note_en": "+ZmZ3-"}),
    cell(G, "replacement characters of a spoilt file", {"name_zh": "瓜田\ufffd\ufffd"}, left_out("damaged_text")),
    cell(G, "the debris of replacement characters", {"summary_zh": "锟斤拷锟斤拷"}, left_out("damaged_text")),
    cell(G, "UTF-8 read as GBK", {"unit_zh": "会宁县公安局".encode().decode("gb18030")}, left_out("damaged_text")),
    cell(G, "UTF-8 read as Windows-1252", {"name_en": "甘肃".encode().decode("cp1252")}, left_out("damaged_text")),
]  # fmt: skip
