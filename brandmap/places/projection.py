"""Project the boundaries of ``data/geo`` in picture units, for every map that is drawn without a map library.

Albers equal-area conic on a sphere, standard parallels 34° and 41° N, centre 37.5° N 101° E: areas compare truly and
the province stands as on printed maps. Distances are right within 0.4 % over Gansu. Geometry is computed once per
frame and kept.

Vertices are left out only in small pictures and only where the line moves by less than ``tolerance`` pixels (at most
0.4), so that no border, least of all the national one, looks redrawn. With tolerance 0 every vertex is kept.
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


def projected(point: Point) -> XY:
    """(east, north) of the projection's centre, in earth radii."""
    rho = sqrt(_C - 2 * _N * sin(radians(point.lat))) / _N
    angle = _N * radians(point.lon - _LON_0)
    return rho * sin(angle), _RHO_0 - rho * cos(angle)


@dataclass(frozen=True)
class MapFrame:
    """Where the earth lies in a picture of ``width`` × ``height`` pixels. ``scale`` is pixels per earth radius;
    (``left``, ``top``) is the pixel of the projection's centre; y grows downwards."""

    width: float
    height: float
    scale: float
    left: float
    top: float

    projected = staticmethod(projected)

    @classmethod
    def around(
        cls, points: Iterable[Point], width: float, height: float, *, margin: tuple[float, float, float, float]
    ) -> Self:
        """Find the largest frame that holds all points inside ``margin`` (top, right, bottom, left pixels), centred.
        ValueError if there is no point or no room."""
        flat = [cls.projected(point) for point in points]
        above, right, below, left = margin
        room_x, room_y = width - left - right, height - above - below
        if not flat or room_x <= 0 or room_y <= 0:
            raise ValueError(f"no frame of {width} × {height} with margin {margin} around {len(flat)} points")
        west, east = min(x for x, _ in flat), max(x for x, _ in flat)
        south, north = min(y for _, y in flat), max(y for _, y in flat)
        scale = min(room_x / max(east - west, 1e-6), room_y / max(north - south, 1e-6))
        return cls(
            width, height, scale,
            left + room_x / 2 - scale * (west + east) / 2,
            above + room_y / 2 + scale * (south + north) / 2,
        )  # fmt: skip

    def xy(self, point: Point) -> XY:
        """Pixels from the left and from the top."""
        x, y = self.projected(point)
        return self.left + self.scale * x, self.top - self.scale * y

    def pixels(self, kilometres: float) -> float:
        return kilometres / EARTH_RADIUS_KM * self.scale


def _web_projected(point: Point) -> XY:
    return radians(point.lon), asinh(tan(radians(point.lat)))


class WebFrame(MapFrame):
    """Where the earth lies in a picture of the map in the browser, which is drawn in Web Mercator."""

    projected = staticmethod(_web_projected)


@dataclass(frozen=True)
class Shape:
    """One unit as closed rings of pixels (first point not repeated). Fill with the even-odd rule."""

    adcode: str
    rings: tuple[tuple[XY, ...], ...]


@lru_cache(maxsize=32)
def province_frame(width: float, height: float, margin: tuple[float, float, float, float]) -> MapFrame:
    """Frame the whole province inside ``margin`` (top, right, bottom, left)."""
    return MapFrame.around((point for ring in rings(PROVINCE) for point in ring), width, height, margin=margin)


@lru_cache(maxsize=1)
def _ring_table() -> dict[str, tuple[Ring, ...]]:
    """Rings of every unit by adcode. A county brings the areas the boundary source draws separately but that lie in
    it, as the prefecture layer does; otherwise a highlighted prefecture would have bites taken out."""
    table: dict[str, tuple[Ring, ...]] = {}
    hosted: defaultdict[str, tuple[Ring, ...]] = defaultdict(tuple)
    for layer in LAYERS:
        for feature in geojson(layer)["features"]:
            rings = tuple(_rings_of(feature["geometry"]))
            if host := feature["properties"].get("host_adcode"):
                hosted[host] += rings
            else:
                table[feature["id"]] = rings
    return {adcode: rings + hosted[adcode] for adcode, rings in table.items()}


def _rings_of(geometry: dict[str, object]) -> Iterable[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:  # type: ignore[attr-defined]
        for ring in polygon:
            yield tuple(Point(lat, lon) for lon, lat in ring[:-1])


def rings(adcode: str) -> tuple[Ring, ...]:
    """Outlines of a county, a prefecture or the province, first point not repeated. KeyError for any other code."""
    return _ring_table()[adcode]


def layer_codes(layer: str) -> tuple[str, ...]:
    """Adcodes of one of ``LAYERS``, ascending; areas drawn separately by the source are part of their host."""
    return tuple(sorted(f["id"] for f in geojson(layer)["features"] if not f["properties"].get("host_adcode")))


def shapes(codes: Sequence[str] | str, frame: MapFrame, tolerance: float = 0.0) -> list[Shape]:
    """Units in pixels: a layer name (``counties`` …) or adcodes, one Shape each in the order given."""
    wanted = layer_codes(codes) if isinstance(codes, str) else codes
    return [_shape(adcode, frame, tolerance) for adcode in wanted]


@lru_cache(maxsize=512)
def _shape(adcode: str, frame: MapFrame, tolerance: float) -> Shape:
    return Shape(adcode, tuple(tuple(thinned_ring([frame.xy(p) for p in ring], tolerance)) for ring in rings(adcode)))


@lru_cache(maxsize=4)
def inner_lines(layer: str) -> tuple[Ring, ...]:
    """Lines shared by two units of ``layer``, each once; those of counties without those of prefectures."""
    edges = _shared_edges(layer)
    if layer == "counties":
        edges -= _shared_edges("prefectures")
    return tuple(_chained(edges))


def _shared_edges(layer: str) -> set[tuple[Point, Point]]:
    count = Counter(
        (min(pair), max(pair))
        for feature in geojson(layer)["features"]
        for ring in _rings_of(feature["geometry"])
        for pair in zip(ring, ring[1:] + ring[:1], strict=True)
    )
    return {edge for edge, times in count.items() if times > 1}


def _chained(edges: set[tuple[Point, Point]]) -> Iterable[Ring]:
    """Edges joined to the longest lines that do not pass a junction."""
    ends: defaultdict[Point, set[Point]] = defaultdict(set)
    for a, b in edges:
        ends[a].add(b)
        ends[b].add(a)
    # Junctions first; what is left afterwards are closed loops without one.
    for start in [*sorted(p for p, near in ends.items() if len(near) != 2), *sorted(ends)]:
        while ends[start]:
            line = [start]
            here = start
            while ends[here] and (here == start or len(ends[here]) == 1):
                step = min(ends[here])
                ends[here].remove(step)
                ends[step].remove(here)
                line.append(step)
                here = step
                if here == start:
                    break
            yield tuple(line)


def thinned(line: Sequence[XY], tolerance: float) -> list[XY]:
    """``line`` without the points whose removal moves it by less than ``tolerance`` pixels (Douglas-Peucker)."""
    if tolerance > MAX_TOLERANCE:
        raise ValueError(f"tolerance {tolerance} would show: at most {MAX_TOLERANCE} pixels")
    if tolerance <= 0 or len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, first)
        )
        if far >= tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def thinned_ring(ring: Sequence[XY], tolerance: float) -> list[XY]:
    """Do the same for a closed ring; three points at least remain."""
    if tolerance <= 0 or len(ring) < 5:
        return list(ring)
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    closed = [*ring, ring[0]]
    kept = thinned(closed[: far + 1], tolerance)[:-1] + thinned(closed[far:], tolerance)[:-1]
    return kept if len(kept) > 2 else [ring[0], ring[len(ring) // 3], ring[2 * len(ring) // 3]]


def _off(p: XY, a: XY, b: XY) -> float:
    """Distance of ``p`` from the segment a-b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
