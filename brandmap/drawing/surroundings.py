"""Cut the map around one model's home out of the province: outlines of counties that end at the edge of the picture.

Not every program keeps the clipping of a slide or a page, so the outlines themselves are cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import hypot

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes
from brandmap.places.projection import (
    EARTH_RADIUS_KM,
    MAX_TOLERANCE,
    XY,
    MapFrame,
    Shape,
    layer_codes,
    project,
    rings,
    shapes,
)
from brandmap.records import Brand

MIN_KM = 45.0  # least width of the picture, so that a small city district has its neighbours around it
Ring = tuple[XY, ...]


def home_frame(
    brand: Brand, collection: Collection, width: float, height: float, margin: tuple[float, float, float, float]
) -> MapFrame:
    """Fit the home counties into a picture; ``margin`` (top, right, bottom, left in pixels) shows their neighbours."""
    west, south, east, north = bounding_box(home_codes(brand, collection))
    top, right, bottom, left = margin
    least = MIN_KM / EARTH_RADIUS_KM
    scale = min((width - left - right) / max(east - west, least), (height - top - bottom) / max(north - south, least))
    return MapFrame(
        width, height, scale,
        left + (width - left - right) / 2 - scale * (west + east) / 2,
        top + (height - top - bottom) / 2 + scale * (south + north) / 2
    )  # fmt: skip


def shapes_in_frame(codes: Sequence[str] | str, frame: MapFrame) -> list[Shape]:
    """List the units of a layer, or with these codes, that lie in the picture, cut at its edge."""
    wanted = layer_codes(codes) if isinstance(codes, str) else codes
    cut = (
        Shape(shape.adcode, tuple(c for ring in shape.rings if (c := clip(ring, frame.width, frame.height))))
        for shape in shapes([code for code in wanted if _touches_frame(code, frame)], frame, MAX_TOLERANCE)
    )
    return [shape for shape in cut if shape.rings]


def _touches_frame(code: str, frame: MapFrame) -> bool:
    """Tell whether the unit's bounding box touches the picture; the outlines of other units are not worth computing."""
    west, south, east, north = bounding_box((code,))
    return (
        frame.centre_x + frame.scale * east >= 0
        and frame.centre_x + frame.scale * west <= frame.width
        and frame.centre_y - frame.scale * south >= 0
        and frame.centre_y - frame.scale * north <= frame.height
    )


@lru_cache(maxsize=256)
def bounding_box(codes: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Return the bounding box of these units (west, south, east, north), in the projection's lengths."""
    points = [project(point) for code in codes for ring in rings(code) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def clip(ring: Sequence[XY], width: float, height: float) -> Ring:
    """Cut ``ring`` at the rectangle from (0, 0) to (``width``, ``height``); empty if outside (Sutherland-Hodgman).
    A ring that leaves and comes back runs along the edge in between."""
    points = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if all(sign * (point[axis] - limit) >= 0 for point in points):
            continue
        kept: list[XY] = []
        for previous, point in zip([points[-1], *points[:-1]], points, strict=True):
            starts_inside, ends_inside = (sign * (p[axis] - limit) >= 0 for p in (previous, point))
            if starts_inside != ends_inside:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                other = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if ends_inside:
                kept.append(point)
        points = kept
        if not points:
            return ()
    return tuple(points)


def names_with_room(
    names: Sequence[tuple[str, XY, float]], taken: Sequence[tuple[XY, float, float]], frame: MapFrame, high: float
) -> list[tuple[str, XY, float]]:
    """Return the names (words, middle, width in pixels) that lie wholly in the picture and cover no ``taken`` box
    (middle, width, height) and no other name. Names near the middle of the picture are placed first."""
    centre = (frame.width / 2, frame.height / 2)
    boxes, kept = list(taken), []
    for words, (x, y), wide in sorted(names, key=lambda name: hypot(name[1][0] - centre[0], name[1][1] - centre[1])):
        inside = wide / 2 + 4 <= x <= frame.width - wide / 2 - 4 and high / 2 + 4 <= y <= frame.height - high / 2 - 4
        free = all(abs(x - a) > (wide + w) / 2 + 3 or abs(y - b) > (high + h) / 2 for (a, b), w, h in boxes)
        if inside and free:
            boxes.append(((x, y), wide, high))
            kept.append((words, (x, y), wide))
    return kept


def round_length(frame: MapFrame, max_pixels: float) -> int:
    """Find the longest round number of kilometres that is at most ``max_pixels`` long."""
    return max((km for km in (5, 10, 20, 50, 100, 200) if frame.pixels(km) <= max_pixels), default=5)


def section_in(whole: MapFrame, part: MapFrame) -> tuple[float, float, float, float]:
    """Return where ``part`` lies in the picture of ``whole`` (left, top, right, bottom), cut at its edge."""
    share = whole.scale / part.scale
    left, top = whole.centre_x - part.centre_x * share, whole.centre_y - part.centre_y * share
    return (
        max(left, 0.0),
        max(top, 0.0),
        min(left + part.width * share, whole.width),
        min(top + part.height * share, whole.height),
    )
