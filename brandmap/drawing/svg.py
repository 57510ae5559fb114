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
    """Write relative path data, rounded to tenths of a pixel in such a way that errors do not add up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in line]
    x, y = tenths[0]
    parts = [f"M{_tenth(x)} {_tenth(y)}l"]
    for next_x, next_y in tenths[1:]:
        if (next_x, next_y) != (x, y):
            step = f"{_tenth(next_x - x)} {_tenth(next_y - y)}".replace(" -", "-")
            parts.append(step if step.startswith("-") or len(parts) == 1 else " " + step)
            x, y = next_x, next_y
    return "".join(parts) + ("z" if closed else "") if len(parts) > 1 else ""


def _tenth(value: int) -> str:
    text = f"{value / 10:g}"
    return text.replace("0.", ".", 1) if abs(value) < 10 and value else text


def icon_shape(icon: str, x: float, y: float, size: float, colour: str) -> Html:
    """Draw a theme's icon with its top left corner at (x, y)."""
    transform = f"translate({x:.1f} {y:.1f}) scale({size / 24:.3f})"
    return tag("path", transform=transform, fill=colour, fill_rule="evenodd", d=ICONS[icon])


def text_at(x: float, y: float, words: str, *, size: float, anchor: str = "start", **attributes: str) -> Html:
    """Write one line of text; (x, y) is on its baseline, and ``attributes`` are those of its SVG element."""
    return tag("text", words, x=float(x), y=float(y), font_size=f"{size:g}", text_anchor=anchor, **attributes)


def svg_document(content: Html, width: float, height: float, title: str, inner: XY | None = None) -> Html:
    """Write one SVG of ``width`` × ``height`` pixels; ``inner`` is (width, height) of ``content`` if that differs."""
    view_box = inner or (width, height)
    return tag(
        "svg", tag("title", title), content,
        xmlns="http://www.w3.org/2000/svg", width=f"{width:g}", height=f"{height:g}",
        viewBox=f"0 0 {view_box[0]:g} {view_box[1]:g}", role="img", font_family=FONT
    )  # fmt: skip


def svg_image(svg: str, alt: str, *, style: str | None = None) -> Html:
    """Write an <img> with the SVG in its address: st.html removes inline <svg>."""
    return tag("img", src=f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}", alt=alt, style=style)
