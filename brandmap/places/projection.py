"""Project the boundaries of ``data/geo`` to pixels, for every map that is drawn without a map library.

Albers equal-area conic on a sphere, standard parallels 34° and 41° N, centre 37.5° N 101° E: areas keep their
proportions and the province looks as on printed maps. Distances are right within 0.4 % over Gansu. Shapes are computed
once per frame and cached.

Small pictures leave out points of a line where it moves by less than ``tolerance`` pixels (at most 0.4), so that no
border, least of all the national one, looks redrawn. With tolerance 0 every point is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asinh, cos, hypot, radians, sin, sqrt, tan
from typing import Self

from brandmap.places.gazetteer import geojson
from brandmap.records import Point

XY = tuple[float, float]
Ring = tuple[Point, ...]

PROVINCE = "620000"
MAX_TOLERANCE = 0.4  # pixels
EARTH_RADIUS_KM = 6371.0
LAYERS = ("province", "prefectures", "counties")

_SIN_1, _SIN_2, _LON_0 = sin(radians(34.0)), sin(radians(41.0)), 101.0
_N = (_SIN_1 + _SIN_2) / 2
_C = cos(radians(34.0)) ** 2 + 2 * _N * _SIN_1
_RHO_0 = sqrt(_C - 2 * _N * sin(radians(37.5))) / _N


def project(point: Point) -> XY:
    """Return how far east and how far north of the projection's centre a point lies, in earth radii."""
    rho = sqrt(_C - 2 * _N * sin(radians(point.lat))) / _N
    angle = _N * radians(point.lon - _LON_0)
    return rho * sin(angle), _RHO_0 - rho * cos(angle)


@dataclass(frozen=True)
class MapFrame:
    """Convert points of the earth to pixels of a picture that is ``width`` × ``height`` pixels large.

    ``scale`` is in pixels per earth radius; (``centre_x``, ``centre_y``) is the pixel of the projection's centre; y
    grows downwards.
    """

    width: float
    height: float
    scale: float
    centre_x: float
    centre_y: float

    project = staticmethod(project)

    @classmethod
    def around(
        cls, points: Iterable[Point], width: float, height: float, *, margin: tuple[float, float, float, float]
    ) -> Self:
        """Return the frame of largest scale that shows all points, centred inside ``margin``.

        The margin is (top, right, bottom, left) in pixels. ValueError if there is no point or no room.
        """
        projected_points = [cls.project(point) for point in points]
        top, right, bottom, left = margin
        room_x, room_y = width - left - right, height - top - bottom
        if not projected_points or room_x <= 0 or room_y <= 0:
            count = len(projected_points)
            raise ValueError(f"no frame of {width} × {height} with margin {margin} around {count} points")
        west, east = min(x for x, _ in projected_points), max(x for x, _ in projected_points)
        south, north = min(y for _, y in projected_points), max(y for _, y in projected_points)
        scale = min(room_x / max(east - west, 1e-6), room_y / max(north - south, 1e-6))
        return cls(
            width, height, scale,
            left + room_x / 2 - scale * (west + east) / 2,
            top + room_y / 2 + scale * (south + north) / 2,
        )  # fmt: skip

    def xy(self, point: Point) -> XY:
        """Return where a point lies in the picture: pixels from the left, pixels from the top."""
        east, north = self.project(point)
        return self.centre_x + self.scale * east, self.centre_y - self.scale * north

    def pixels(self, kilometres: float) -> float:
        """Convert a distance to pixels."""
        return kilometres / EARTH_RADIUS_KM * self.scale


def _project_web_mercator(point: Point) -> XY:
    return radians(point.lon), asinh(tan(radians(point.lat)))


class WebFrame(MapFrame):
    """Convert points to pixels as the map in the browser does, which uses Web Mercator."""

    project = staticmethod(_project_web_mercator)


@dataclass(frozen=True)
class Shape:
    """Hold one unit as closed rings of pixels, to be filled with the even-odd rule.

    The first point of a ring is not repeated at its end.
    """

    adcode: str
    rings: tuple[tuple[XY, ...], ...]


@lru_cache(maxsize=32)
def province_frame(width: float, height: float, margin: tuple[float, float, float, float]) -> MapFrame:
    """Return the frame that shows the whole province inside ``margin`` (top, right, bottom, left) in pixels."""
    return MapFrame.around((point for ring in rings(PROVINCE) for point in ring), width, height, margin=margin)


@lru_cache(maxsize=1)
def _rings_by_code() -> dict[str, tuple[Ring, ...]]:
    """Read the rings of every unit, by adcode.

    Some areas inside a county are features of their own in the source. Their rings are added to that county, or a
    highlighted prefecture would show holes.
    """
    rings_by_code: dict[str, tuple[Ring, ...]] = {}
    special_rings: defaultdict[str, tuple[Ring, ...]] = defaultdict(tuple)  # by code of the county around them
    for layer in LAYERS:
        for feature in geojson(layer)["features"]:
            rings = tuple(_rings_of(feature["geometry"]))
            if host := feature["properties"].get("host_adcode"):
                special_rings[host] += rings
            else:
                rings_by_code[feature["id"]] = rings
    return {adcode: rings + special_rings[adcode] for adcode, rings in rings_by_code.items()}


def _rings_of(geometry: dict[str, object]) -> Iterable[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:  # type: ignore[attr-defined]
        for ring in polygon:
            yield tuple(Point(lat, lon) for lon, lat in ring[:-1])


def rings(adcode: str) -> tuple[Ring, ...]:
    """Return the outlines of a county, a prefecture or the province. KeyError for any other code."""
    return _rings_by_code()[adcode]


def layer_codes(layer: str) -> tuple[str, ...]:
    """List the adcodes of one of ``LAYERS`` in ascending order, without the special areas inside counties."""
    return tuple(sorted(f["id"] for f in geojson(layer)["features"] if not f["properties"].get("host_adcode")))


def shapes(codes: Sequence[str] | str, frame: MapFrame, tolerance: float = 0.0) -> list[Shape]:
    """Return a Shape per administrative unit, in order; ``codes`` is a layer name (such as ``counties``) or adcodes."""
    adcodes = layer_codes(codes) if isinstance(codes, str) else codes
    return [_shape(adcode, frame, tolerance) for adcode in adcodes]


@lru_cache(maxsize=512)
def _shape(adcode: str, frame: MapFrame, tolerance: float) -> Shape:
    return Shape(adcode, tuple(tuple(simplify_ring([frame.xy(p) for p in ring], tolerance)) for ring in rings(adcode)))


@lru_cache(maxsize=4)
def inner_borders(layer: str) -> tuple[Ring, ...]:
    """Return the borders between units of ``layer``, each once.

    For counties, lines that are also borders of prefectures are left out.
    """
    edges = _shared_edges(layer)
    if layer == "counties":
        edges -= _shared_edges("prefectures")
    return tuple(_join_edges(edges))


def _shared_edges(layer: str) -> set[tuple[Point, Point]]:
    """Find the edges, from point to point, that belong to two units of a layer."""
    count = Counter(
        (min(pair), max(pair))
        for feature in geojson(layer)["features"]
        for ring in _rings_of(feature["geometry"])
        for pair in zip(ring, ring[1:] + ring[:1], strict=True)
    )
    return {edge for edge, times in count.items() if times > 1}


def _join_edges(edges: set[tuple[Point, Point]]) -> Iterable[Ring]:
    """Join edges into lines as long as possible that end at junctions."""
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)  # by point: the other ends of its unused edges
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    # Start at junctions and ends of lines; the edges then left form closed loops, which may start anywhere.
    for start in [*sorted(point for point, others in neighbours.items() if len(others) != 2), *sorted(neighbours)]:
        while neighbours[start]:
            line = [start]
            point = start
            while neighbours[point] and (point == start or len(neighbours[point]) == 1):
                next_point = min(neighbours[point])
                neighbours[point].remove(next_point)
                neighbours[next_point].remove(point)
                line.append(next_point)
                point = next_point
                if point == start:
                    break
            yield tuple(line)


def simplify_line(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Leave out the points of a line without which it moves by less than ``tolerance`` pixels (Douglas-Peucker)."""
    if tolerance > MAX_TOLERANCE:
        raise ValueError(f"tolerance {tolerance} would show: at most {MAX_TOLERANCE} pixels")
    if tolerance <= 0 or len(line) < 3:
        return list(line)
    kept_indexes = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        distance, farthest = max(
            ((_distance_to_segment(line[i], line[first], line[last]), i) for i in range(first + 1, last)),
            default=(0.0, first),
        )
        if distance >= tolerance:
            kept_indexes.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[i] for i in sorted(kept_indexes)]


def simplify_ring(ring: Sequence[XY], tolerance: float) -> list[XY]:
    """Simplify a closed ring in the same way; at least three points remain."""
    if tolerance <= 0 or len(ring) < 5:
        return list(ring)
    farthest = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    closed = [*ring, ring[0]]
    kept = simplify_line(closed[: farthest + 1], tolerance)[:-1] + simplify_line(closed[farthest:], tolerance)[:-1]
    return kept if len(kept) > 2 else [ring[0], ring[len(ring) // 3], ring[2 * len(ring) // 3]]


def _distance_to_segment(p: XY, a: XY, b: XY) -> float:
    """Return the distance of the point ``p`` from the segment between ``a`` and ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length_squared = dx * dx + dy * dy
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length_squared if length_squared else 0.0
    share = max(0.0, min(1.0, along))  # of the way from a to b, where the segment is nearest to p
    return hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy)
