"""Find what the map around one model's home shows: the outlines of counties, cut at the edge of the picture.

A slide or a page has no clipping that every program keeps, so the outlines themselves end at the edge.
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

LEAST_KM = 45.0  # the picture shows at least this width, so that a small city district has its neighbours around it
Ring = tuple[XY, ...]


def home_frame(
    brand: Brand, collection: Collection, width: float, height: float, margin: tuple[float, float, float, float]
) -> MapFrame:
    """Fit the home counties into a picture, less ``margin`` (top, right, bottom, left pixels) for their neighbours."""
    west, south, east, north = extent(home_codes(brand, collection))
    above, right, below, left = margin
    least = LEAST_KM / EARTH_RADIUS_KM
    scale = min((width - left - right) / max(east - west, least), (height - above - below) / max(north - south, least))
    return MapFrame(
        width, height, scale,
        left + (width - left - right) / 2 - scale * (west + east) / 2,
        above + (height - above - below) / 2 + scale * (south + north) / 2,
    )  # fmt: skip


def seen(codes: Sequence[str] | str, frame: MapFrame) -> list[Shape]:
    """List the units of a layer, or those named, that lie in the picture, each cut at its edge."""
    wanted = layer_codes(codes) if isinstance(codes, str) else codes
    cut = (
        Shape(shape.adcode, tuple(c for ring in shape.rings if (c := clipped(ring, frame.width, frame.height))))
        for shape in shapes([code for code in wanted if _near(code, frame)], frame, MAX_TOLERANCE)
    )
    return [shape for shape in cut if shape.rings]


def _near(code: str, frame: MapFrame) -> bool:
    """Tell whether the unit's bounding box touches the picture: outlines of others need not be simplified."""
    west, south, east, north = extent((code,))
    return (
        frame.centre_x + frame.scale * east >= 0
        and frame.centre_x + frame.scale * west <= frame.width
        and frame.centre_y - frame.scale * south >= 0
        and frame.centre_y - frame.scale * north <= frame.height
    )


@lru_cache(maxsize=256)
def extent(codes: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of these units, as ``project``."""
    flat = [project(point) for code in codes for ring in rings(code) for point in ring]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    return min(xs), min(ys), max(xs), max(ys)


def clipped(ring: Sequence[XY], width: float, height: float) -> Ring:
    """Cut ``ring`` at the rectangle from (0, 0) to (``width``, ``height``); empty if outside (Sutherland-Hodgman).
    A ring that leaves and comes back runs along the edge in between."""
    points = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if all(sign * (point[axis] - limit) >= 0 for point in points):
            continue
        kept: list[XY] = []
        for before, point in zip([points[-1], *points[:-1]], points, strict=True):
            was, is_ = (sign * (p[axis] - limit) >= 0 for p in (before, point))
            if was != is_:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if is_:
                kept.append(point)
        points = kept
        if not points:
            return ()
    return tuple(points)


def placed_names(
    named: Sequence[tuple[str, XY, float]], taken: Sequence[tuple[XY, float, float]], frame: MapFrame, high: float
) -> list[tuple[str, XY, float]]:
    """Keep the names (words, middle, width in pixels) that lie whole in the picture and cover neither what is ``taken``
    (middle, width, height) nor another name; those nearest to the middle of the picture go first."""
    centre = (frame.width / 2, frame.height / 2)
    boxes, kept = list(taken), []
    for words, (x, y), wide in sorted(named, key=lambda one: hypot(one[1][0] - centre[0], one[1][1] - centre[1])):
        inside = wide / 2 + 4 <= x <= frame.width - wide / 2 - 4 and high / 2 + 4 <= y <= frame.height - high / 2 - 4
        free = all(abs(x - a) > (wide + w) / 2 + 3 or abs(y - b) > (high + h) / 2 for (a, b), w, h in boxes)
        if inside and free:
            boxes.append(((x, y), wide, high))
            kept.append((words, (x, y), wide))
    return kept


def round_length(frame: MapFrame, most: float) -> int:
    """Find the longest round number of kilometres that takes at most ``most`` pixels."""
    return max((n for n in (5, 10, 20, 50, 100, 200) if frame.pixels(n) <= most), default=5)


def shown_in(whole: MapFrame, part: MapFrame) -> tuple[float, float, float, float]:
    """Return where ``part`` lies in the picture of ``whole``, cut at its edge: left, top, right, bottom."""
    share = whole.scale / part.scale
    left, top = whole.centre_x - part.centre_x * share, whole.centre_y - part.centre_y * share
    return (
        max(left, 0.0),
        max(top, 0.0),
        min(left + part.width * share, whole.width),
        min(top + part.height * share, whole.height),
    )
