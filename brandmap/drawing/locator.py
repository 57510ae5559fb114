"""Static maps as SVG text: the small locator and the publication figure. No map library, no outside resource.

The greys of the locator are half transparent: a picture inside <img> cannot follow the page's colours and must do on
white and on near-black. The figure brings its own white paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.collection.provenance import review_notice
from brandmap.drawing.svg import ink_on, line_path, safe_colour, svg_document, text_at, text_width
from brandmap.markup import escape_markup
from brandmap.places.projection import (
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
from brandmap.places.spread import spread
from brandmap.records import Brand, Lang
from brandmap.text import phrase

__all__ = ["MapFrame", "Shape", "layer_codes", "locator_svg", "paths", "province_frame", "rings", "shapes"]

LAND = 'fill="#8a97a6" fill-opacity=".16"'
LINE = 'stroke="#7b8794" stroke-linejoin="round"'
OUTLINE = f'fill="none" {LINE}'
RADIUS = 8.5  # pixels, of a numbered dot
LABEL = 'fill="#1d2733"'
PLATE = 'fill="#fff" fill-opacity=".9" rx="2"'


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


def highlight(brand: Brand, collection: Collection, frame: MapFrame, tolerance: float = 0.0) -> str:
    """The home counties filled in the theme colour, one path each."""
    colour = colour_of(brand, collection)
    drawn = "".join(
        f'<path data-adcode="{code}" d="{paths(code, frame, tolerance)}"/>' for code in home_codes(brand, collection)
    )
    attributes = f'fill="{colour}" fill-opacity=".5" fill-rule="evenodd" stroke="{colour}" stroke-width=".8"'
    return f"<g {attributes}>{drawn}</g>"


def colour_of(brand: Brand, collection: Collection) -> str:
    """The colour of the brand's theme as #rrggbb, whatever the table holds."""
    return safe_colour(collection.dataset.themes[brand.theme].colour)


def locator_svg(
    brands: Sequence[Brand],
    collection: Collection,
    *,
    width: int = 320,
    height: int = 240,
    lang: Lang,
    labels: bool = False,
) -> str:
    """A small map of the province: prefecture lines, the brands' home counties in theme colours, numbered dots.
    ``labels`` adds the short place names."""
    frame = province_frame(width, height, (RADIUS + 2,) * 4)
    tolerance = MAX_TOLERANCE if width < 900 else 0.0
    where = [frame.xy(home_point(brand, collection)) for brand in brands]
    dots = spread(where, 2 * RADIUS + 1)
    parts = [
        # Fill and outline in one path: the outline is the largest part of the picture.
        f'<path d="{paths(PROVINCE, frame, tolerance)}" {LAND} fill-rule="evenodd" {LINE} stroke-width="1"/>',
        f'<path d="{inner_path("prefectures", frame, tolerance)}" {OUTLINE} stroke-width=".6" stroke-opacity=".55"/>',
        *(highlight(brand, collection, frame, tolerance) for brand in brands),
        *(leader(place, dot, RADIUS / 2) for place, dot in zip(where, dots, strict=True)),
    ]
    for brand, (x, y) in zip(brands, dots, strict=True):
        colour = colour_of(brand, collection)
        digits = len(str(brand.number))
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{colour}" stroke="#fff" stroke-width="1.2"/>'
        )
        size = 11 if digits < 2 else 10 if digits == 2 else 16 / digits
        ink = f'fill="{ink_on(colour)}" font-weight="700"'
        parts.append(text_at(x, y + size * 0.36, str(brand.number), size=size, anchor="middle", extra=ink))
    if labels:
        parts.append(_labels(brands, collection, dots, width, lang))
    return svg_document("".join(parts), width, height, locator_title(brands, collection, lang))


def _labels(brands: Sequence[Brand], collection: Collection, dots: Sequence[XY], width: float, lang: Lang) -> str:
    """Short place names to the right or left of the dots; one that has room on neither side is left out."""
    taken = [(x - RADIUS, x + RADIUS, y) for x, y in dots]
    parts = []
    for brand, (x, y) in zip(brands, dots, strict=True):
        unit = collection.gazetteer.unit(brand.adcode)
        name = unit.short_zh if lang == "zh" else unit.short_en
        wide = text_width(name) * 11
        for anchor, start in (("start", x + RADIUS + 5), ("end", x - RADIUS - 5 - wide)):
            free = all(start + wide < a or start > b or abs(y - at) > 2 * RADIUS for a, b, at in taken)
            if free and start >= 0 and start + wide <= width:
                # On a light plate it reads on white and on near-black; the picture cannot know which it stands on.
                end = start + wide if anchor == "end" else start
                parts.append(
                    f'<rect x="{start - 2:.1f}" y="{y - 7.5:.1f}" width="{wide + 4:.1f}" height="15" {PLATE}/>'
                )
                parts.append(text_at(end, y + 4, name, size=11, anchor=anchor, extra=LABEL))
                taken.append((start, start + wide, y))
                break
    return "".join(parts)


def leader(place: XY, pin: XY, least: float) -> str:
    """A thin line from a pin that was moved to its true place."""
    if hypot(place[0] - pin[0], place[1] - pin[1]) < least:
        return ""
    foot = f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="1.8" fill="#4a5561"/>'
    return f'<path d="{line_path([place, pin])}" stroke="#4a5561" stroke-width="1"/>{foot}'


def locator_credit_html(lang: Lang) -> str:
    """What every map must carry: whose boundaries, and whether it has a review number."""
    return f"{escape_markup(phrase('export.attribution', lang))}<br>{escape_markup(review_notice(lang))}"


def locator_title(brands: Sequence[Brand], collection: Collection, lang: Lang) -> str:
    """What the picture shows, in words: also the alt text."""
    units = [collection.gazetteer.unit(brand.adcode).name[lang] for brand in brands]
    named = [f"{brand.number} {unit}" for brand, unit in zip(brands, units, strict=True)]
    return phrase("card.locator", lang, places=phrase("text.comma", lang).join(named))
