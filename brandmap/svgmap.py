"""Static maps as SVG text: the small locator and the publication figure. No map library, no outside resource.

Only presentation attributes are used (no CSS, no script, no foreignObject), so that browsers, CairoSVG and office
programs draw the same picture. Every text goes through ``escape_markup``. Greys are half transparent: a picture
inside <img> cannot follow the page's colours, and must do on white and on near-black.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, sin

from brandmap.filters import Collection
from brandmap.mapscript.icons import ICONS
from brandmap.markup import escape_markup
from brandmap.projection import (
    MAX_TOLERANCE,
    PROVINCE,
    XY,
    MapFrame,
    Shape,
    inner_lines,
    layer_codes,
    province_frame,
    rings,
    shapes,
    thinned,
)
from brandmap.records import Brand, Point
from brandmap.strips import ink_on
from brandmap.text import phrase

__all__ = ["MapFrame", "Shape", "layer_codes", "locator_svg", "paths", "province_frame", "rings", "shapes"]

FONT = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
LAND = 'fill="#8a97a6" fill-opacity=".16"'
OUTLINE = 'fill="none" stroke="#7b8794" stroke-linejoin="round"'
MAX_SPREAD = 200  # more pins than this are not moved apart: they could not be read anyway


def paths(code: str, frame: MapFrame, tolerance: float = 0.0) -> str:
    """SVG path data of a unit (adcode) or of all units of a layer (``province``, ``prefectures``, ``counties``)."""
    return _unit_path((code,) if code.isdigit() else layer_codes(code), frame, tolerance)


@lru_cache(maxsize=512)
def _unit_path(codes: tuple[str, ...], frame: MapFrame, tolerance: float) -> str:
    return "".join(line_path(ring, closed=True) for shape in shapes(codes, frame, tolerance) for ring in shape.rings)


@lru_cache(maxsize=64)
def inner_path(layer: str, frame: MapFrame, tolerance: float = 0.0) -> str:
    """Path data of the lines between units of ``layer``, each drawn once."""
    return "".join(line_path(thinned([frame.xy(p) for p in line], tolerance)) for line in inner_lines(layer))


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


def home_point(brand: Brand, collection: Collection) -> Point:
    """The seat of the home county or prefecture: where the pin stands."""
    unit = collection.gazetteer.unit(brand.adcode)
    return unit.seat or unit.label


def home_codes(brand: Brand, collection: Collection) -> tuple[str, ...]:
    """The counties to highlight: one, or all of a prefecture."""
    return tuple(unit.adcode for unit in collection.gazetteer.counties(brand.adcode))


def spread(points: Sequence[XY], apart: float) -> list[XY]:
    """``points`` pushed until no two are nearer than ``apart`` pixels (nearly); the same input gives the same output.
    More than ``MAX_SPREAD`` points come back unchanged."""
    moved = [[x, y] for x, y in points]
    if len(points) > MAX_SPREAD:
        return list(points)
    for _ in range(60):
        still = True
        for j in range(len(moved)):
            for i in range(j):
                a, b = moved[i], moved[j]
                dx, dy = b[0] - a[0], b[1] - a[1]
                gap = hypot(dx, dy)
                if gap >= apart - 0.05:
                    continue
                still = False
                # Two on the same spot part in a direction of their own.
                ux, uy = (dx / gap, dy / gap) if gap > 1e-6 else (cos(2.4 * j), sin(2.4 * j))
                push = (apart - gap) / 2
                a[0], a[1], b[0], b[1] = a[0] - ux * push, a[1] - uy * push, b[0] + ux * push, b[1] + uy * push
        if still:
            break
    return [(x, y) for x, y in moved]


def highlight(brand: Brand, collection: Collection, frame: MapFrame, tolerance: float = 0.0) -> str:
    """The home counties filled in the theme colour, one path each."""
    colour = colour_of(brand, collection)
    drawn = "".join(
        f'<path data-adcode="{code}" d="{paths(code, frame, tolerance)}"/>' for code in home_codes(brand, collection)
    )
    attributes = f'fill="{colour}" fill-opacity=".5" fill-rule="evenodd" stroke="{colour}" stroke-width=".8"'
    return f"<g {attributes}>{drawn}</g>"


def colour_of(brand: Brand, collection: Collection) -> str:
    return escape_markup(collection.dataset.themes[brand.theme].colour)


def icon_path(icon: str, x: float, y: float, size: float, colour: str) -> str:
    """A theme's icon with its top left corner at (x, y)."""
    place = f"translate({x:.1f} {y:.1f}) scale({size / 24:.3f})"
    return f'<path transform="{place}" fill="{colour}" fill-rule="evenodd" d="{ICONS[icon]}"/>'


def text_at(x: float, y: float, words: str, *, size: float, anchor: str = "start", extra: str = "") -> str:
    """One line of text; (x, y) is on its baseline."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" {extra}>{escape_markup(words)}</text>'
    )


def locator_svg(
    brands: Sequence[Brand],
    collection: Collection,
    *,
    width: int = 320,
    height: int = 240,
    lang: str,
    labels: bool = False,
) -> str:
    """A small map of the province: prefecture lines, the brands' home counties in theme colours, numbered dots.
    ``labels`` adds the short place names."""
    radius = 8.5
    frame = province_frame(width, height, (radius + 2,) * 4)
    tolerance = MAX_TOLERANCE if width < 900 else 0.0
    where = [frame.xy(home_point(brand, collection)) for brand in brands]
    dots = spread(where, 2 * radius + 1)
    parts = [
        f'<path d="{paths(PROVINCE, frame, tolerance)}" {LAND} fill-rule="evenodd"/>',
        f'<path d="{inner_path("prefectures", frame, tolerance)}" {OUTLINE} stroke-width=".6" stroke-opacity=".55"/>',
        *(highlight(brand, collection, frame, tolerance) for brand in brands),
        f'<path d="{paths(PROVINCE, frame, tolerance)}" {OUTLINE} stroke-width="1"/>',
        *(_leader(place, dot, radius / 2) for place, dot in zip(where, dots, strict=True)),
    ]
    for brand, (x, y) in zip(brands, dots, strict=True):
        colour = colour_of(brand, collection)
        digits = len(str(brand.number))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" stroke="#fff" stroke-width="1.2"/>')
        size = 11 if digits < 2 else 10 if digits == 2 else 16 / digits
        ink = f'fill="{ink_on(colour)}" font-weight="700"'
        parts.append(text_at(x, y + size * 0.36, str(brand.number), size=size, anchor="middle", extra=ink))
        if labels:
            unit = collection.gazetteer.unit(brand.adcode)
            name = unit.short_zh if lang == "zh" else unit.short_en
            left = x > width * 0.8
            beside = x - radius - 4 if left else x + radius + 4
            # A mid grey reads on white and on near-black; the picture cannot know which it stands on.
            parts.append(text_at(beside, y + 4, name, size=11, anchor="end" if left else "start", extra='fill="#77828e"'))
    return svg_document("".join(parts), width, height, locator_title(brands, collection, lang))


def _leader(place: XY, pin: XY, least: float) -> str:
    """A thin line from a pin that was moved to its true place."""
    if hypot(place[0] - pin[0], place[1] - pin[1]) < least:
        return ""
    return f'<path d="{line_path([place, pin])}" stroke="#4a5561" stroke-width="1"/><circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="1.8" fill="#4a5561"/>'  # noqa: E501


def locator_title(brands: Sequence[Brand], collection: Collection, lang: str) -> str:
    """What the picture shows, in words: also the alt text."""
    units = [collection.gazetteer.unit(brand.adcode).name[lang] for brand in brands]
    named = [f"{brand.number} {unit}" for brand, unit in zip(brands, units, strict=True)]
    return phrase("card.locator", lang, places=phrase("text.comma", lang).join(named))


def svg_document(content: str, width: float, height: float, title: str, view: tuple[float, float] | None = None) -> str:
    """``content`` as one SVG of ``width`` × ``height`` pixels; ``view`` is its inner size when it differs."""
    inner_width, inner_height = view or (width, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {inner_width:g} {inner_height:g}" role="img" font-family="{FONT}">'
        f"<title>{escape_markup(title)}</title>{content}</svg>"
    )
