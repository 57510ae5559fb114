"""Geometry of build_geo.py: datum conversion, label positions, dissolving, the backdrop. (lon, lat) order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiLineString, MultiPolygon, box
from shapely.geometry.base import BaseGeometry

ALBERS = "+proj=aea +lat_1=34 +lat_2=41 +lat_0=37.5 +lon_0=101 +ellps=GRS80 +units=m"
TO_METRES = Transformer.from_crs("EPSG:4490", ALBERS, always_xy=True)

LonLat = tuple[float, float]


def _gcj_offset(lon: float, lat: float) -> LonLat:
    """Degrees that GCJ-02 adds at a true position (the published formula, Krasovsky ellipsoid)."""
    semi_major, eccentricity_squared = 6378245.0, 0.00669342162296594323
    x, y, pi = lon - 105.0, lat - 35.0, math.pi
    ripple = (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + ripple
    north += (20 * math.sin(y * pi) + 40 * math.sin(y / 3 * pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * pi) + 320 * math.sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + ripple
    east += (20 * math.sin(x * pi) + 40 * math.sin(x / 3 * pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * pi) + 300 * math.sin(x / 30 * pi)) * 2 / 3
    flattening = 1 - eccentricity_squared * math.sin(math.radians(lat)) ** 2
    metres_per_degree_lat = semi_major * (1 - eccentricity_squared) / flattening**1.5 * pi / 180
    metres_per_degree_lon = semi_major / math.sqrt(flattening) * math.cos(math.radians(lat)) * pi / 180
    return east / metres_per_degree_lon, north / metres_per_degree_lat


def wgs84_of_gcj02(lon: float, lat: float) -> LonLat:
    """Find the true position of a GCJ-02 position, by fixed-point iteration (below a millimetre after ten rounds)."""
    true_lon, true_lat = lon, lat
    for _ in range(10):
        east, north = _gcj_offset(true_lon, true_lat)
        true_lon, true_lat = lon - east, lat - north
    return true_lon, true_lat


def rounded(shape: BaseGeometry, decimals: int) -> BaseGeometry:
    """Every coordinate rounded by itself, so shared edges stay shared; repeated points dropped, RFC 7946 winding."""
    snapped = shapely.transform(shape, lambda xy: np.round(xy, decimals))
    return shapely.orient_polygons(shapely.remove_repeated_points(snapped, 0), exterior_cw=False)


def checked_coverage(shapes: Sequence[BaseGeometry], what: str) -> None:
    """ValueError unless every shape is valid and together they neither overlap nor leave slivers."""
    invalid = [number for number, shape in enumerate(shapes) if not shape.is_valid]
    if invalid or not shapely.coverage_is_valid(list(shapes)):
        raise ValueError(f"{what}: not a valid coverage (invalid shapes: {invalid})")


def label_point(shape: BaseGeometry) -> LonLat:
    """Centre of the largest circle inside the largest part, found in metres: a name set there fits best."""
    parts = shapely.get_parts(shape)
    metric = [shapely.transform(part, TO_METRES.transform, interleaved=False) for part in parts]
    largest = max(range(len(parts)), key=lambda number: metric[number].area)
    centre = shapely.get_point(shapely.maximum_inscribed_circle(metric[largest], tolerance=100), 0)
    lon, lat = TO_METRES.transform(centre.x, centre.y, direction="INVERSE")
    return round(lon, 4), round(lat, 4)


def coordinates(shape: BaseGeometry) -> dict[str, Any]:
    """GeoJSON geometry with plain lists; a MultiPolygon of one part becomes a Polygon."""
    if isinstance(shape, MultiPolygon) and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    geometry = shapely.geometry.mapping(shape)
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def clipped(shapes: Mapping[str, BaseGeometry], limits: tuple[float, float, float, float]) -> dict[str, BaseGeometry]:
    """Cut each shape to polygons inside the box (west, south, east, north); shapes outside are left out."""
    frame, inside = box(*limits), {}
    for key, shape in shapes.items():
        parts = [part for part in shapely.get_parts(shapely.intersection(shape, frame)) if part.area > 0]
        if parts:
            inside[key] = MultiPolygon(parts)
    return inside


def _segments(shape: BaseGeometry) -> Iterable[tuple[LonLat, LonLat]]:
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = [(float(x), float(y)) for x, y in ring.coords]
        for start, end in pairwise(points):
            yield (start, end) if start < end else (end, start)


def shared_border(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry | None:
    """Find the line that is an edge of both shapes, None if they do not touch along an edge.

    Only edges of two provinces are drawn, so the outer edge of the coverage, which at places is the national
    border, can never be among them.
    """
    count = Counter([*set(_segments(one)), *set(_segments(other))])
    both = sorted(segment for segment, times in count.items() if times == 2)
    if not both:
        return None
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings([list(segment) for segment in both])))


def topojson_lines(topology: Mapping[str, Any], layer: str) -> list[MultiLineString]:
    """Decode the line features of one layer of a quantised TopoJSON document."""
    (scale_x, scale_y), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        steps = np.cumsum(np.array(deltas), axis=0)
        arcs.append([(float(x) * scale_x + west, float(y) * scale_y + south) for x, y in steps])
    lines = []
    for geometry in topology["objects"][layer]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        lines.append(MultiLineString([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for part in parts for arc in part]))
    return lines
