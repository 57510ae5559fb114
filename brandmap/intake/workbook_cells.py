"""Give the text a person sees in a cell of a workbook."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from brandmap.intake.limits import MAX_CELL

#: A character that the format escapes. Control characters are decoded by the library: one that is left is text.
_ESCAPED = re.compile("_x(?!00[01])([0-9A-Fa-f]{4})_")
#: A format that shows digits and words only, such as 000 or "警务"0.
_DIGITS = re.compile(r'((?:"[^"]*"|\\.)*)(0+)((?:"[^"]*"|\\.)*)')
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PICTURE = re.compile(r"=(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)


def visible_text(cell: object, style: str = "") -> tuple[str, str]:
    """Give the text a person sees in a cell, and the rule its content breaks."""
    if style and isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell):
        return _format_number(float(cell), style)
    text = text_of(cell)
    return ("", "picture_cell") if _PICTURE.match(text) else (text, "")


def _format_number(number: float, style: str) -> tuple[str, str]:
    """Give a number as its format shows it, where that is not the number itself."""
    if style.startswith("date"):
        day = datetime(1899, 12, 30) + timedelta(days=min(max(number, 0), 2_900_000))
        return (day.strftime("%H:%M") if style == "date time" else day.date().isoformat()), ""
    section = style.split(";", maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", section)
    if bare.rstrip().endswith("%"):
        return f"{text_of(float(format(number * 100, '.12g')))}%", ""
    if bare.rstrip().endswith(",") or "‰" in section or re.search(r"0!?[.,]0*[\"\\万千]", section):
        return text_of(number), "scaled_number"
    if (match := _DIGITS.fullmatch(section)) and number == int(number) and number >= 0:
        before, after = ("".join(word or sign for word, sign in _QUOTED.findall(match[n])) for n in (1, 3))
        return f"{before}{int(number):0{len(match[2])}d}{after}", ""
    return text_of(number), ""


def text_of(cell: object) -> str:
    """Give a cell's value as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and math.isfinite(cell):
        return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        hours, rest = divmod(int(cell.total_seconds()), 3600)
        return f"{hours:02d}:{rest // 60:02d}"
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(cell)[: 2 * MAX_CELL])
    # No text may hold half of a broken pair.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
