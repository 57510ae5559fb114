"""The picture in the place of the map: where it lies, and how it pushes its pins apart."""

import re

import pytest

from brandmap.drawing import first_map
from brandmap.places.projection import PROVINCE, WebFrame, rings
from brandmap.records import Point


def test_its_frame_is_that_of_the_map_in_the_browser():
    """Leaflet's (EPSG:3857): 256 pixels around the earth at zoom 0."""
    frame = WebFrame(256, 256, 256 / (2 * 3.141592653589793), 128, 128)
    assert frame.xy(Point(0.0, 0.0)) == pytest.approx((128, 128))
    assert frame.xy(Point(36.0, 104.0)) == pytest.approx((201.9556, 100.5275), abs=1e-4)


def test_the_province_touches_all_four_sides():
    at = [first_map._frame().xy(point) for ring in rings(PROVINCE) for point in ring]
    assert (min(x for x, _ in at), max(x for x, _ in at)) == pytest.approx((0, first_map.WIDTH), abs=0.5)
    assert (min(y for _, y in at), max(y for _, y in at)) == pytest.approx((0, first_map.HEIGHT), abs=0.5)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_no_pin_covers_another(collection, size):
    scale, radius = first_map.SCALES[size]
    page = first_map.first_map_html(collection.brands, None, collection)
    group = page.partition(f"bf-{size}")[2].partition("</div>")[0]
    places = re.findall(r"left:calc\(([\d.]+)% \+ (-?\d+)px\);top:calc\(([\d.]+)% \+ (-?\d+)px\)", group)
    at = [
        (float(x) / 100 * first_map.WIDTH * scale + int(u), float(y) / 100 * first_map.HEIGHT * scale + int(v))
        for x, u, y, v in places
    ]
    assert len(at) == len(collection.brands)
    for i, (x, y) in enumerate(at):
        for u, v in at[:i]:
            assert (x - u) ** 2 + (y - v) ** 2 > (2 * radius) ** 2
