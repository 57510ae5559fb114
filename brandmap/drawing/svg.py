"""Pieces of SVG as text: path data, lines of text, icons, whole documents; and which colours and inks are used.

Only presentation attributes are used (no CSS, no script, no foreignObject), so that browsers, CairoSVG and office
programs draw the same picture. Every text goes through ``escape_markup``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence

from brandmap.drawing.icons import ICONS
from brandmap.markup import escape_markup
from brandmap.places.projection import XY

FONT = (
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
)


def safe_colour(colour: str) -> str:
    """``colour`` if it is #rrggbb, else a grey: style values cannot be escaped, only allowed."""
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else "#5f6b78"


def ink_on(colour: str) -> str:
    """White or near-black, whichever reads better on ``colour`` (#rrggbb)."""
    channels = [int(safe_colour(colour)[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Equal contrast with white and with #1d2733 lies at 0.2; white is kept a little longer because pins use it.
    return "#ffffff" if luminance < 0.22 else "#1d2733"


def line_path(line: Sequence[XY], *, closed: bool = False) -> str:
    """Relative path data in tenths of a pixel; rounding errors do not add up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in line]
    x, y = tenths[0]
    parts = [f"M{_tenth(x)} {_tenth(y)}l"]
    for u, v in tenths[1:]:
        if (u, v) != (x, y):
            step = f"{_tenth(u - x)} {_tenth(v - y)}".replace(" -", "-")
            parts.append(step if step.startswith("-") or len(parts) == 1 else " " + step)
            x, y = u, v
    return "".join(parts) + ("z" if closed else "") if len(parts) > 1 else ""


def _tenth(value: int) -> str:
    text = f"{value / 10:g}"
    return text.replace("0.", ".", 1) if abs(value) < 10 and value else text


def icon_path(icon: str, x: float, y: float, size: float, colour: str) -> str:
    """A theme's icon with its top left corner at (x, y)."""
    place = f"translate({x:.1f} {y:.1f}) scale({size / 24:.3f})"
    return f'<path transform="{place}" fill="{colour}" fill-rule="evenodd" d="{ICONS[icon]}"/>'


def text_at(x: float, y: float, words: str, *, size: float, anchor: str = "start", extra: str = "") -> str:
    """One line of text; (x, y) is on its baseline."""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    return f"<text {place} {extra}>{escape_markup(words)}</text>"


def svg_document(content: str, width: float, height: float, title: str, view: tuple[float, float] | None = None) -> str:
    """``content`` as one SVG of ``width`` × ``height`` pixels; ``view`` is its inner size when it differs."""
    inner_width, inner_height = view or (width, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {inner_width:g} {inner_height:g}" role="img" font-family="{FONT}">'
        f"<title>{escape_markup(title)}</title>{content}</svg>"
    )


def svg_image(svg: str, alt: str, *, style: str = "") -> str:
    """An <img> that carries the SVG in itself: st.html removes inline <svg>."""
    data = b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape_markup(alt)}" style="{style}">'


def text_width(text: str) -> float:
    """Roughly how wide ``text`` is, in units of the font size: Chinese characters 1, others 0.56."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.56 for character in text)


def wrapped(text: str, width: float) -> list[str]:
    """``text`` in lines of at most ``width`` font sizes; breaks at blanks and beside Chinese characters."""
    lines, line = [], ""
    for word in re.findall(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*|\s+", text):
        # No line begins with a closing mark.
        if line and text_width(line + word.rstrip()) > width and word[0] not in "，。、；：）》”’":
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines
