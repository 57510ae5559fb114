"""Write pieces of SVG: path data, lines of text, icons, whole documents.

Only presentation attributes are used (no CSS, no script, no foreignObject), so that browsers, resvg and office
programs draw the same picture.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from brandmap.drawing.icons import ICONS
from brandmap.markup import Html, tag
from brandmap.places.projection import XY

FONT = (
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
)


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


def icon_shape(icon: str, x: float, y: float, size: float, colour: str) -> Html:
    """Draw a theme's icon with its top left corner at (x, y)."""
    place = f"translate({x:.1f} {y:.1f}) scale({size / 24:.3f})"
    return tag("path", transform=place, fill=colour, fill_rule="evenodd", d=ICONS[icon])


def text_at(x: float, y: float, words: str, *, size: float, anchor: str = "start", **look: str) -> Html:
    """One line of text; (x, y) is on its baseline."""
    return tag("text", words, x=float(x), y=float(y), font_size=f"{size:g}", text_anchor=anchor, **look)


def svg_document(content: Html, width: float, height: float, title: str, inner: XY | None = None) -> Html:
    """``content`` as one SVG of ``width`` × ``height`` pixels; ``inner`` is its own size when that differs."""
    own = inner or (width, height)
    return tag(
        "svg", tag("title", title), content,
        xmlns="http://www.w3.org/2000/svg", width=f"{width:g}", height=f"{height:g}",
        viewBox=f"0 0 {own[0]:g} {own[1]:g}", role="img", font_family=FONT,
    )  # fmt: skip


def svg_image(svg: str, alt: str, *, style: str | None = None) -> Html:
    """Write an <img> that carries the SVG in itself: st.html removes inline <svg>."""
    return tag("img", src=f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}", alt=alt, style=style)
