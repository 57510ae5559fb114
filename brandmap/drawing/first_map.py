"""Draw the picture that stands in the place of the map until the map has come: in its projection, with the pins of
``front/static/pins.js``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.colours import colour_of
from brandmap.drawing.icons import ICONS
from brandmap.drawing.locator import inner_path, paths
from brandmap.drawing.svg import text_at
from brandmap.markup import Html, fragment, tag
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, XY, WebFrame, rings
from brandmap.places.spread import separate
from brandmap.records import Brand

WIDE, HIGH = 800.0, 631.0  # of the province, in units of the picture
LIFT = 10.0  # pixels between a bubble and its seat
#: Pixels of a unit and of a bubble's radius on a desk and on a phone. Pins keep their size, so each has its own places.
SCALES = {"desk": (0.95, 16.0), "phone": (0.42, 13.0)}
_DIGITS = (0.0, 1.4, 1.2, 0.9)  # size of a number of so many digits, in radii of its badge


def first_map_html(brands: Sequence[Brand], chosen: str | None, collection: Collection) -> Html:
    """Draw the province, the homes of ``brands`` and their pins, for a place in the shape of ``WIDE`` by ``HIGH``."""
    frame = _frame()
    land = tag(
        "svg",
        tag("path", class_="bf-land", d=paths(PROVINCE, frame, MAX_TOLERANCE)),
        *(_homes(brand, collection, brand.id == chosen) for brand in brands),
        tag("path", class_="bf-prefecture", d=inner_path("prefectures", frame, MAX_TOLERANCE)),
        tag("path", class_="bf-province", d=paths(PROVINCE, frame, MAX_TOLERANCE)),
        viewBox=f"0 0 {WIDE:g} {HIGH:g}",
    )
    seats = [frame.xy(home_point(brand, collection)) for brand in brands]
    sizes = []
    for name, (scale, radius) in SCALES.items():
        pixels = [(x * scale, y * scale) for x, y in seats]
        middles = separate(pixels, 2 * radius + 12, radius + LIFT, radius + 5)
        pins = (
            _pin(brand, collection, radius * (1.18 if brand.id == chosen else 1), seat, (x - u, y - v))
            for brand, seat, (u, v), (x, y) in zip(brands, seats, pixels, middles, strict=True)
        )
        sizes.append(tag("div", *pins, class_=f"bf-pins bf-{name}"))
    return fragment(land, *sizes)


@cache
def _frame() -> WebFrame:
    return WebFrame.around((point for ring in rings(PROVINCE) for point in ring), WIDE, HIGH, margin=(0, 0, 0, 0))


def _homes(brand: Brand, collection: Collection, chosen: bool) -> Html:
    """Fill the home counties, outline the pictured ones."""
    colour, homes = colour_of(brand, collection), home_codes(brand, collection)
    outside = (place.adcode for place in brand.pictured if place.adcode not in homes)
    home, pictured = ("".join(paths(code, _frame(), MAX_TOLERANCE) for code in codes) for codes in (homes, outside))
    return fragment(
        tag("path", class_="bf-home is-chosen" if chosen else "bf-home", d=home, fill=colour, stroke=colour),
        tag("path", class_="bf-pictured", d=pictured, stroke=colour) if pictured else "",
    )


def _pin(brand: Brand, collection: Collection, r: float, seat: XY, moved: XY) -> Html:
    """Draw a bubble ``moved`` from its seat by so many pixels; its point is on the seat, its number on a badge."""
    colour, number, (dx, dy) = colour_of(brand, collection), collection.number(brand), moved
    across = 0.6 * r / hypot(dx, dy)
    left, right = (-dy * across, dx * across), (dy * across, -dx * across)
    point = f"M{-dx:.0f} {-dy:.0f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"
    x, y, badge = 0.78 * r, -0.78 * r, max(8.0, 0.56 * r)
    digits = badge * (_DIGITS[len(number)] if len(number) < len(_DIGITS) else 1)
    half = badge if len(number) < len(_DIGITS) else digits * 0.32 * len(number) + 3
    icon, scale = ICONS[collection.dataset.themes[brand.theme].icon], 1.2 * r / 24
    return tag(
        "svg",
        tag("path", class_="bf-halo", d=point),
        tag("circle", class_="bf-halo", r=r),
        tag("path", d=point, fill=colour),
        tag("circle", cx=-dx, cy=-dy, r=3, fill="#fff", stroke=colour, stroke_width=2),
        tag("circle", r=r, fill=colour),
        tag("path", d=icon, fill="#fff", transform=f"scale({scale:.2f}) translate(-12 -12)"),
        tag("rect", x=x - half, y=y - badge, width=2 * half, height=2 * badge, rx=badge, fill="#fff", stroke=colour),
        text_at(x, y + 0.36 * digits, number, size=digits, anchor="middle"),
        style=f"left:calc({seat[0] / WIDE:.2%} + {dx:.0f}px);top:calc({seat[1] / HIGH:.2%} + {dy:.0f}px)",
    )
