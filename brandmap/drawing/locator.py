"""Draw the small map of the province as SVG: where some models are.

The greys are half transparent: a picture inside <img> cannot follow the page's colours and must be readable on white
and on near-black.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.collection.provenance import review_notice
from brandmap.drawing.colours import INK, colour_of, ink_on
from brandmap.drawing.pieces import marked_html
from brandmap.drawing.svg import line_path, svg_document, svg_image, text_at
from brandmap.markup import Html, fragment, tag
from brandmap.places.projection import (
    MAX_TOLERANCE,
    PROVINCE,
    XY,
    MapFrame,
    inner_borders,
    layer_codes,
    province_frame,
    shapes,
    simplify_line,
)
from brandmap.places.spread import separate
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.width import text_width

LAND = {"fill": "#8a97a6", "fill_opacity": ".16"}
LINE = {"stroke": "#7b8794", "stroke_linejoin": "round"}
OUTLINE = {"fill": "none", **LINE}
RADIUS = 8.5  # of a numbered dot, in pixels
PLATE = {"fill": "#fff", "fill_opacity": ".9", "rx": "2"}


def area_path(code: str, frame: MapFrame, tolerance: float = 0.0) -> str:
    """Write path data of a unit (adcode) or of all units of a layer (``province``, ``prefectures``, ``counties``)."""
    return _unit_path((code,) if code.isdigit() else layer_codes(code), frame, tolerance)


@lru_cache(maxsize=512)
def _unit_path(codes: tuple[str, ...], frame: MapFrame, tolerance: float) -> str:
    return "".join(line_path(ring, closed=True) for shape in shapes(codes, frame, tolerance) for ring in shape.rings)


@lru_cache(maxsize=64)
def border_path(layer: str, frame: MapFrame, tolerance: float = 0.0) -> str:
    """Write path data of the borders between the units of ``layer``, each border once."""
    return "".join(line_path(simplify_line([frame.xy(p) for p in line], tolerance)) for line in inner_borders(layer))


def home_areas(brand: Brand, collection: Collection, frame: MapFrame, tolerance: float = 0.0) -> Html:
    """Draw the home counties, filled with the theme's colour, one path each."""
    colour = colour_of(brand, collection)
    counties = (
        tag("path", data_adcode=code, d=area_path(code, frame, tolerance)) for code in home_codes(brand, collection)
    )
    return tag("g", *counties, fill=colour, fill_opacity=".6", fill_rule="evenodd", stroke=colour, stroke_width=".8")


def locator_svg(
    brands: Sequence[Brand],
    collection: Collection,
    *,
    width: int = 320,
    height: int = 240,
    lang: Lang,
    labels: bool = False,
) -> Html:
    """Draw prefecture borders, the brands' home counties in theme colours, numbered dots; ``labels`` adds short place
    names."""
    frame = province_frame(width, height, (RADIUS + 2,) * 4)
    tolerance = MAX_TOLERANCE if width < 900 else 0.0
    seats = [frame.xy(home_point(brand, collection)) for brand in brands]
    dots = separate(seats, 2 * RADIUS + 1)
    content = fragment(
        # Fill and outline in one path: the province's outline is most of the file.
        tag("path", d=area_path(PROVINCE, frame, tolerance), **LAND, fill_rule="evenodd", **LINE, stroke_width=1),
        tag("path", d=border_path("prefectures", frame, tolerance), **OUTLINE, stroke_width=".6", stroke_opacity=".55"),
        *(home_areas(brand, collection, frame, tolerance) for brand in brands),
        *(leader_line(seat, dot, RADIUS / 2) for seat, dot in zip(seats, dots, strict=True)),
        *(_dot(brand, collection, dot) for brand, dot in zip(brands, dots, strict=True)),
        *(_place_names(brands, collection, dots, width, lang) if labels else ()),
    )
    return svg_document(content, width, height, locator_title(brands, collection, lang))


def locator_figure(
    brands: Sequence[Brand],
    collection: Collection,
    lang: Lang,
    *,
    width: int = 320,
    height: int = 240,
    labels: bool = False,
) -> Html:
    """Draw the map as wide as the page allows, and under it the source of the boundaries and the review number."""
    svg = locator_svg(brands, collection, width=width, height=height, lang=lang, labels=labels)
    lines = (marked_html(words, lang) for words in (phrase("export.attribution", lang), review_notice(lang)))
    credit = tag("figcaption", next(lines), tag("br"), next(lines))
    return tag("figure", svg_image(svg, locator_title(brands, collection, lang)), credit, class_="bm-locator")


def _dot(brand: Brand, collection: Collection, middle: XY) -> Html:
    (x, y), colour, number = middle, colour_of(brand, collection), collection.number(brand)
    size = {1: 11, 2: 10, 3: 16 / 3}.get(len(number), 8)
    # A number with a year gets a plate instead of a dot.
    half = RADIUS if len(number) < 4 else size * 0.3 * len(number) + 2
    return fragment(
        tag("circle", cx=x, cy=y, r=RADIUS, fill=colour, stroke="#fff", stroke_width="1.2")
        if half == RADIUS
        else tag("rect", x=x - half, y=y - 7, width=2 * half, height=14, rx=7, fill=colour, stroke="#fff"),
        text_at(x, y + size * 0.36, number, size=size, anchor="middle", fill=ink_on(colour), font_weight="700"),
    )


def _place_names(
    brands: Sequence[Brand], collection: Collection, dots: Sequence[XY], width: float, lang: Lang
) -> list[Html]:
    """Write short place names to the right or left of the dots; a name without room on either side is left out."""
    taken = [(x - RADIUS, x + RADIUS, y) for x, y in dots]
    parts = []
    for brand, (x, y) in zip(brands, dots, strict=True):
        unit = collection.gazetteer.unit(brand.adcode)
        name = unit.short_zh if lang == "zh" else unit.short_en
        wide = text_width(name) * 11
        for anchor, start in (("start", x + RADIUS + 5), ("end", x - RADIUS - 5 - wide)):
            free = all(start + wide < left or start > right or abs(y - row) > 2 * RADIUS for left, right, row in taken)
            if free and start >= 0 and start + wide <= width:
                # The picture cannot know whether the page is light or dark: on a plate the name is readable on both.
                text_x = start + wide if anchor == "end" else start
                parts.append(tag("rect", x=start - 2, y=y - 7.5, width=wide + 4, height=15, **PLATE))
                parts.append(text_at(text_x, y + 4, name, size=11, anchor=anchor, fill=INK))
                taken.append((start, start + wide, y))
                break
    return parts


def leader_line(seat: XY, pin: XY, min_distance: float) -> Html:
    """Draw a thin line from a moved pin to its true place; nothing if the two are closer than ``min_distance``."""
    if hypot(seat[0] - pin[0], seat[1] - pin[1]) < min_distance:
        return fragment()
    line = tag("path", d=line_path([seat, pin]), stroke="#4a5561", stroke_width=1)
    return line + tag("circle", cx=seat[0], cy=seat[1], r="1.8", fill="#4a5561")


def locator_title(brands: Sequence[Brand], collection: Collection, lang: Lang) -> str:
    """Describe the picture in words, for its title and its alternative text."""
    units = [collection.gazetteer.unit(brand.adcode).name[lang] for brand in brands]
    numbered = [f"{collection.number(brand)} {unit}" for brand, unit in zip(brands, units, strict=True)]
    return phrase("card.locator", lang, places=phrase("text.comma", lang).join(numbered))
