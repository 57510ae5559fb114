"""Turn one cell into one value, by the kind its column declares. ``CellError`` names the rule that is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from brandmap.intake import choices
from brandmap.intake.choices import Choices, Vocabulary
from brandmap.intake.limits import MAX_CELL
from brandmap.intake.times import day_of, hours_of, months_of, seasons_of
from brandmap.markup import clean
from brandmap.records import LANGS
from brandmap.schema import Column, Kind
from brandmap.schema.columns import NOT_PUBLISHED
from brandmap.schema.labels import language_of
from brandmap.text import phrase
from brandmap.text.traditional import replace_radicals

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SEPARATORS = re.compile(r"[;；\n]")
#: What may stand between ids and months too. Texts of lists hold such marks themselves.
_COMMAS = re.compile(r"[,，、/]")
_LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
#: What spreadsheets write where a formula failed.
_FAILED_FORMULA = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)|#{4,}")
#: An apostrophe before a number keeps a spreadsheet from changing it; some files carry it on.
_APOSTROPHES = "'‘’＇"
#: Also 620402.0 of programs that take codes for numbers, 6.20402E+05 of narrow columns, and the statistics office's
#: twelve digits, of which the first six are the county.
_ADCODE = re.compile(r"([0-9]{6})(?:[0-9]{6}|\.0+)?|([1-9])\.([0-9]{5})E\+?0?5", re.IGNORECASE)
#: Two numbers where a name is asked for.
_COORDINATES = re.compile(r"\W{0,3}[0-9]{1,3}[.°][^,，;；/、]{0,20}[,，;；/ 、]\W{0,3}[0-9]{1,3}[.°].*")
#: Blanks and what RFC 3986 keeps out of addresses. Letters of any script are welcome.
_NOT_IN_URL = re.compile(r"[\s\"<>\\^`{|}]")
#: How people say in a cell that there is nothing to say.
_NOTHING = frozenset(
    ("-", "--", "—", "——", "–", "/", "无", "暂无", "没有", "不详", "未知", "n/a", "na", "none", "null")
)
#: What stands for the cell above. Only a person who sees the sheet knows what that is.
_DITTO = frozenset(("同上", "同前", "〃", "″", '"', "''", "ditto", "same as above", "as above"))
#: What people put around a running number: 1. （1） 1、 第1
_COUNTED = re.compile(r"第?\(?([0-9]{1,6})\)?[.、]?")
_CIRCLED = {chr(0x2460 + n): str(n + 1) for n in range(20)}
#: Ends a sentence and no address.
_SENTENCE_END = "。，；、）"
_LONGEST_NOTHING = 40  # characters
_JOINERS = re.compile("[\u200c\u200d]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
#: Count as letters or signs, but nothing is seen of them: Hangul fillers and the empty Braille pattern.
_BLANKS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
MAX_INTEGER = 100_000
MAX_NUMBER = 1e12


class CellError(ValueError):
    """A cell breaks ``rule`` (an entry of the catalogue's [rule] table); ``values`` fill its words. ``item`` is the
    part of the cell at fault where it is not the whole."""

    def __init__(self, rule: str, item: str = "", **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.item = item
        self.values = values


def parse_cell(column: Column, raw: str, vocabulary: Vocabulary = MappingProxyType({})) -> object:
    """Return the value of ``raw``; for an empty cell the empty value of the kind. ``vocabulary`` holds the ids and
    names of the tables a column may refer to. Raises CellError."""
    text = replace_radicals(clean(_LINE_BREAKS.sub("\n", raw)).strip()) if raw else raw
    if not _visible(text) or (not column.required and _says_nothing(column, text)):
        if column.required:
            raise CellError("required")
        return _EMPTY.get(column.kind, "")
    if len(text) > (limit := min(column.max_length, MAX_CELL)):
        raise CellError("too_long", limit=limit)
    if column.kind not in ("prose", "list", "ids", "months") and "\n" in text:
        raise CellError("line_break")
    if column.kind in ("text", "prose", "list") and is_damaged(raw):
        raise CellError("damaged_text")
    if text.casefold().rstrip("。.") in _DITTO:
        raise CellError("ditto")
    if _FAILED_FORMULA.fullmatch(text):
        raise CellError("failed_formula")
    allowed = choices.of(column, vocabulary)
    if allowed is not None:
        value: object = _choice_ids(column, seasons_of(text) if column.name == "season" else text, allowed)
    elif column.refers_to in vocabulary:
        value = _reference(column, text, vocabulary[column.refers_to])
    else:
        value = _PARSERS[column.kind](text)
    if value is None:
        raise CellError(f"bad_{column.kind}")
    if column.required and value == ():
        raise CellError("required")
    return value


def default_of(column: Column) -> object:
    """Return what stands in for a wrong cell that costs no row."""
    if column.default == NOT_PUBLISHED:
        return phrase("text.not_published", language_of(column.name) or "zh")
    return column.default or _EMPTY.get(column.kind, "")


def halfwidth(text: str) -> str:
    """Make full-width digits and punctuation of a Chinese input method plain. Not NFKC, which would make 10² a 102."""
    return text.translate(_FULL_WIDTH)


def is_position(text: str) -> bool:
    """Tell whether ``text`` is latitude and longitude, in either order and any notation."""
    return _COORDINATES.fullmatch(" ".join(halfwidth(text).split())) is not None


def is_damaged(text: str) -> bool:
    """Tell whether ``text`` was spoilt before it was saved: letters replaced, or UTF-8 read as GBK or Windows-1252."""
    if text.isascii():
        return False
    if "\ufffd" in text or "锟斤拷" in text:
        return True
    for encoding in ("gb18030", "cp1252"):
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # By chance a word may be valid UTF-8; two Chinese characters it does not give by chance.
        if meant != text and sum("\u2e80" <= char <= "\uffef" for char in meant) >= 2:
            return True
    return False


def _says_nothing(column: Column, text: str) -> bool:
    """Tell whether an optional cell only says that nothing is known. A text may be any of these words and stays."""
    if len(text) > _LONGEST_NOTHING:
        return False
    words = halfwidth(text).casefold()
    return words in _unknown() or (column.kind not in ("text", "prose", "list") and words in _NOTHING)


@cache
def _unknown() -> frozenset[str]:
    """List what the app prints where nothing is known."""
    return frozenset(phrase("text.not_published", lang).casefold() for lang in LANGS)


def _visible(text: str) -> bool:
    """Tell whether a person sees anything of ``text``."""
    return any(
        unicodedata.category(char)[0] in "LNPSC" for char in _BLANKS.sub("", text) if char not in "\n\t\u200c\u200d"
    )


def id_of(text: str) -> str:
    """Return the id a cell holds, in its one form; "" if it holds none."""
    try:
        return _id(clean(text).strip())
    except CellError:
        return ""


def _id(given: str) -> str:
    """Return an id in NFKC, without joiners and in lower case (spreadsheets begin cells with a capital), so that two
    that look alike are one."""
    text = _DASHES.sub("-", _JOINERS.sub("", unicodedata.normalize("NFKC", given))).lower()
    if not _ID.fullmatch(text):
        raise CellError("bad_id")
    return text


def _choice_ids(column: Column, text: str, allowed: Choices) -> str | tuple[str, ...]:
    """Return the ids of what the text says by id or by name."""

    def id_meant(part: str) -> str:
        if (id_ := allowed.find(part)) is None:
            rule, values = choices.refusal(column, part, allowed)
            raise CellError(rule, part, **values)
        return id_

    if column.kind == "id":
        return id_meant(text)
    ids: list[str] = []
    for part in _list(text):
        # As one first: names hold commas too.
        parts = [part] if allowed.find(part) else _list(_COMMAS.sub(";", part))
        ids += map(id_meant, parts)
    return tuple(dict.fromkeys(ids))


def _reference(column: Column, text: str, rows: Choices) -> str:
    """Return the id of a row of another table, given by id or by name; whether it is used there is found out later."""
    try:
        return rows.find(text) or _id(text)
    except CellError:
        raise CellError("unknown_reference", table=column.refers_to) from None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_id, _list(text))))


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


def _integer(text: str) -> int:
    # 11.0 is what programs write that know no empty whole numbers; 2024年 is an edition.
    plain = re.sub(r"(?:\.0+|\s?年度?)$", "", halfwidth(text).lstrip(_APOSTROPHES))
    match = _COUNTED.fullmatch(_CIRCLED.get(plain, plain))
    if not match or not 1 <= int(match[1]) <= MAX_INTEGER:
        raise CellError("bad_integer")
    return int(match[1])


def _number(text: str) -> float:
    plain = halfwidth(text).lstrip(_APOSTROPHES)
    # Commas only where thousands are: elsewhere 1,5 would become 15.
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,6})?", plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", plain) or abs(float(plain)) > MAX_NUMBER:
        raise CellError("bad_number")
    return float(plain)


def _adcode(text: str) -> str:
    plain = halfwidth(text.strip(_APOSTROPHES))
    if is_position(plain):
        raise CellError("coordinates")
    match = _ADCODE.fullmatch(plain)
    if not match:
        raise CellError("bad_adcode")
    return match[1] or match[2] + match[3]


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise CellError("bad_colour")
    return text.lower()


def _url(given: str) -> str:
    text = given.rstrip(_SENTENCE_END)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise CellError("bad_url") from None
    # A name before the host makes one address look like another.
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or _NOT_IN_URL.search(text):
        raise CellError("bad_url")
    return text


_PARSERS: Mapping[Kind, Callable[[str], object]] = {
    "id": _id,
    "ids": _ids,
    "text": str,
    "prose": str,
    "list": _list,
    "integer": _integer,
    "number": _number,
    "adcode": _adcode,
    "months": lambda text: months_of(halfwidth(text)),
    "hours": lambda text: hours_of(halfwidth(text)),
    "colour": _colour,
    "date": lambda text: day_of(halfwidth(text).lstrip(_APOSTROPHES)),
    "url": _url,
}
_EMPTY: Mapping[Kind, object] = {
    **dict.fromkeys(("ids", "list", "months"), ()),
    **dict.fromkeys(("integer", "number", "hours", "date")),
}
