"""Draw the picture shown until the interactive map has loaded, in the same projection and with pins of the same shape
(``front/static/pins.js``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes, home_point
from brandmap.drawing.colours import colour_of
from brandmap.drawing.icons import ICONS
from brandmap.drawing.locator import area_path, border_path
from brandmap.drawing.svg import text_at
from brandmap.markup import Html, fragment, tag
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, XY, WebFrame, rings
from brandmap.places.spread import separate
from brandmap.records import Brand

WIDTH, HEIGHT = 800.0, 631.0  # of the province, in units of the picture
LIFT = 10.0  # pixels between a bubble and its county seat
#: (pixels per unit of the picture, bubble radius in pixels) by screen. Bubbles do not shrink with the map, so they are
#: laid out once per screen.
SCALES = {"desk": (0.95, 16.0), "phone": (0.42, 13.0)}
_FONT_SIZES = (0.0, 1.4, 1.2, 0.9)  # font size by number of digits, as a multiple of the badge's radius


def first_map_html(brands: Sequence[Brand], selected: str | None, collection: Collection) -> Html:
    """Draw the province with homes and pins, to fill a box with the aspect ratio ``WIDTH`` : ``HEIGHT``."""
    frame = _frame()
    areas = tag(
        "svg",
        tag("path", class_="bf-land", d=area_path(PROVINCE, frame, MAX_TOLERANCE)),
        *(_homes(brand, collection, brand.id == selected) for brand in brands),
        tag("path", class_="bf-prefecture", d=border_path("prefectures", frame, MAX_TOLERANCE)),
        tag("path", class_="bf-province", d=area_path(PROVINCE, frame, MAX_TOLERANCE)),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
    )
    seats = [frame.xy(home_point(brand, collection)) for brand in brands]
    pin_layers = []
    for name, (scale, radius) in SCALES.items():
        pixels = [(x * scale, y * scale) for x, y in seats]
        bubbles = separate(pixels, 2 * radius + 12, radius + LIFT, radius + 5)
        pins = (
            _pin(brand, collection, radius * (1.18 if brand.id == selected else 1), seat, (x - seat_x, y - seat_y))
            for brand, seat, (seat_x, seat_y), (x, y) in zip(brands, seats, pixels, bubbles, strict=True)
        )
        pin_layers.append(tag("div", *pins, class_=f"bf-pins bf-{name}"))
    return fragment(areas, *pin_layers)


@cache
def _frame() -> WebFrame:
    return WebFrame.around((point for ring in rings(PROVINCE) for point in ring), WIDTH, HEIGHT, margin=(0, 0, 0, 0))


def _homes(brand: Brand, collection: Collection, selected: bool) -> Html:
    """Fill the home counties, outline the pictured ones."""
    colour, homes = colour_of(brand, collection), home_codes(brand, collection)
    others = (place.adcode for place in brand.pictured if place.adcode not in homes)
    home, pictured = ("".join(area_path(code, _frame(), MAX_TOLERANCE) for code in codes) for codes in (homes, others))
    return fragment(
        tag("path", class_="bf-home is-chosen" if selected else "bf-home", d=home, fill=colour, stroke=colour),
        tag("path", class_="bf-pictured", d=pictured, stroke=colour) if pictured else "",
    )


def _pin(brand: Brand, collection: Collection, radius: float, seat: XY, offset: XY) -> Html:
    """Draw a pin: its tip on the ``seat`` (in picture units), its bubble ``offset`` pixels (right, down) from there,
    the model's number on a badge."""
    colour, number, (dx, dy) = colour_of(brand, collection), collection.number(brand), offset
    half_base = 0.6 * radius / hypot(dx, dy)
    left, right = (-dy * half_base, dx * half_base), (dy * half_base, -dx * half_base)
    tail = f"M{-dx:.0f} {-dy:.0f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"
    x, y, badge = 0.78 * radius, -0.78 * radius, max(8.0, 0.56 * radius)
    font_size = badge * (_FONT_SIZES[len(number)] if len(number) < len(_FONT_SIZES) else 1)
    half = badge if len(number) < len(_FONT_SIZES) else font_size * 0.32 * len(number) + 3  # width of the plate
    icon, scale = ICONS[collection.dataset.themes[brand.theme].icon], 1.2 * radius / 24
    return tag(
        "svg",
        tag("path", class_="bf-halo", d=tail),
        tag("circle", class_="bf-halo", r=radius),
        tag("path", d=tail, fill=colour),
        tag("circle", cx=-dx, cy=-dy, r=3, fill="#fff", stroke=colour, stroke_width=2),
        tag("circle", r=radius, fill=colour),
        tag("path", d=icon, fill="#fff", transform=f"scale({scale:.2f}) translate(-12 -12)"),
        tag("rect", x=x - half, y=y - badge, width=2 * half, height=2 * badge, rx=badge, fill="#fff", stroke=colour),
        text_at(x, y + 0.36 * font_size, number, size=font_size, anchor="middle"),
        style=f"left:calc({seat[0] / WIDTH:.2%} + {dx:.0f}px);top:calc({seat[1] / HEIGHT:.2%} + {dy:.0f}px)",
    )
