"""Read dates, months and hours as people and spreadsheets write them, in half width. None: cannot be read."""

from __future__ import annotations

import re
from datetime import date, timedelta

#: What people write for “to”, in numbers of any kind.
_TO = "[-–—~至到]"
_HOURS = re.compile(rf"([01]?[0-9]|2[0-3]):([0-5][0-9]){_TO}+((?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)")
#: 20时, 8点30分, and the next day of a span past midnight.
_OCLOCK = re.compile("[时点](?:([0-5][0-9])分?)?")
_NEXT_DAY = re.compile(f"(?<={_TO})(?:次日|翌日|第二天)(?:凌晨|清晨)?")
_WHOLE_DAY = frozenset(("全天", "全日", "24小时", "全天24小时"))
#: Months in Chinese numerals, the longest first; and what people say besides.
_CHINESE_MONTHS = {"十二": "12", "十一": "11", "十": "10"} | {
    digit: str(number) for number, digit in enumerate("一二三四五六七八九", 1)
}
_MONTH_WORDS = re.compile("(?<=月)份|次年|翌年")
_MONTHS = re.compile(rf"\s*([0-9]{{1,2}})\s*月?\s*(?:{_TO}\s*([0-9]{{1,2}})\s*月?\s*)?")
_BETWEEN = re.compile(r"[;,、/\n]")
_SEASONS = "春夏秋冬"
#: The first separator must come again; a time of midnight is what databases and spreadsheets add, .0 what programs do
#: that take 20241230 for a number.
_DATE = re.compile(
    r"([0-9]{4})(?:([-/.])\s?([0-9]{1,2})\2\s?([0-9]{1,2})\.?|\s?年\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?[日号])"
    r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?|([12][0-9]{3})([0-9]{2})([0-9]{2})(?:\.0+)?"
)
#: A date in a cell that is formatted as a number: days since 1899-12-30. From 1950 to 2099.
_SERIAL = re.compile(r"([1-7][0-9]{4})(?:\.0+)?")
_SERIAL_ZERO, _SERIALS = date(1899, 12, 30), range(18264, 73051)


def seasons_of(text: str) -> str:
    """Name one by one the seasons of 春秋, 春季至秋季 and 四季; any other text stays."""
    plain = re.sub("[季天 ]", "", text)
    if plain in ("四", "一年四"):
        return "全年"
    if match := re.fullmatch(rf"([{_SEASONS}]){_TO}([{_SEASONS}])", plain):
        first, last = (_SEASONS.index(name) for name in match.groups())
        return "；".join(_SEASONS[first : last + 1] if first <= last else _SEASONS[first:] + _SEASONS[: last + 1])
    return "；".join(plain) if re.fullmatch(f"[{_SEASONS}]{{2,4}}", plain) else text


def day_of(text: str) -> date | None:
    """Read 20241230, 2024/12/30, 2024.12.30, 2024年12月30日, 45656 and the like."""
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(serial[1]))
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_of(text: str) -> tuple[int, ...] | None:
    """Read 7, 6;7;8, 6-8月份, 6月、7月, 六月至八月, 11月至次年2月 and 全年."""
    if text.strip() == "全年":
        return tuple(range(1, 13))
    for name, month in _CHINESE_MONTHS.items():
        text = text.replace(name, month)
    text = _MONTH_WORDS.sub("", text)
    months: list[int] = []
    for part in filter(str.strip, _BETWEEN.split(text)):
        match = _MONTHS.fullmatch(part)
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not (1 <= first <= 12 and 1 <= last <= 12):
            return None
        # 11-2 runs over the turn of the year.
        months += range(first, last + 1) if first <= last else [*range(first, 13), *range(1, last + 1)]
    return tuple(dict.fromkeys(months))


def hours_of(text: str) -> tuple[str, str] | None:
    """Read 21:00-23:00, 20时至次日2时 and 全天; not of a span without length."""
    plain = _NEXT_DAY.sub("", text.replace(" ", ""))
    if plain in _WHOLE_DAY:
        return "00:00", "24:00"
    match = _HOURS.fullmatch(_OCLOCK.sub(lambda part: f":{part[1] or '00'}", plain))
    if not match:
        return None
    first, last = f"{match[1]}:{match[2]}".zfill(5), match[3].zfill(5)
    return (first, last) if first != last else None
