"""The map around a home: cut at its edge, never too near, names that do not cover each other."""

import pytest

from brandmap.collection.homes import home_codes
from brandmap.drawing.surroundings import (
    MIN_KM,
    clip,
    home_frame,
    names_with_room,
    round_length,
    section_in,
    shapes_in_frame,
)
from brandmap.places.projection import MapFrame, rings

MARGIN = (60.0, 100.0, 120.0, 100.0)
SQUARE = ((-10.0, -10.0), (30.0, -10.0), (30.0, 30.0), (-10.0, 30.0))


def test_a_ring_is_cut_at_each_edge():
    assert set(clip(SQUARE, 20.0, 25.0)) == {(0.0, 0.0), (20.0, 0.0), (20.0, 25.0), (0.0, 25.0)}
    assert clip(((5.0, 5.0), (9.0, 5.0), (9.0, 9.0)), 20.0, 25.0) == ((5.0, 5.0), (9.0, 5.0), (9.0, 9.0))
    assert clip(((-5.0, 5.0), (-9.0, 5.0), (-9.0, 9.0)), 20.0, 25.0) == ()
    # A ring that crosses one edge keeps what lies inside and the two points on the edge.
    assert clip(((-10.0, 5.0), (10.0, 5.0), (10.0, 15.0), (-10.0, 15.0)), 20.0, 25.0) == (
        (0.0, 5.0), (10.0, 5.0), (10.0, 15.0), (0.0, 15.0),
    )  # fmt: skip


def test_the_home_lies_whole_inside_the_margin(collection):
    for brand in collection.dataset.brands:
        frame = home_frame(brand, collection, 500.0, 430.0, MARGIN)
        points = [frame.xy(p) for code in home_codes(brand, collection) for ring in rings(code) for p in ring]
        assert min(x for x, _ in points) >= 99.9
        assert max(x for x, _ in points) <= 400.1
        assert min(y for _, y in points) >= 59.9
        assert max(y for _, y in points) <= 310.1


def test_a_small_district_keeps_its_neighbours_in_sight(collection):
    qilihe = collection.dataset.by_id["qilihe-aerial"]
    frame = home_frame(qilihe, collection, 500.0, 430.0, MARGIN)
    assert frame.pixels(MIN_KM) == pytest.approx(250.0)  # the height there is for it
    assert {"620103", "620104", "620105", "620102"} <= {shape.adcode for shape in shapes_in_frame("counties", frame)}
    assert "623025" not in {shape.adcode for shape in shapes_in_frame("counties", frame)}


def test_what_is_seen_ends_at_the_edge(collection):
    frame = home_frame(collection.dataset.by_id["huining-melon"], collection, 500.0, 430.0, MARGIN)
    for shape in shapes_in_frame("counties", frame):
        for x, y in (point for ring in shape.rings for point in ring):
            assert -1e-6 <= x <= 500.0 + 1e-6
            assert -1e-6 <= y <= 430.0 + 1e-6


def test_names_keep_clear_of_the_edge_of_what_is_taken_and_of_each_other():
    frame = MapFrame(200.0, 100.0, 1.0, 0.0, 0.0)
    named = [
        ("near", (100.0, 70.0), 40.0),
        ("on the near one", (110.0, 75.0), 40.0),
        ("on the pin", (100.0, 50.0), 40.0),
        ("over the edge", (15.0, 50.0), 40.0),
        ("far", (30.0, 20.0), 40.0),
    ]
    kept = names_with_room(named, [((100.0, 45.0), 20.0, 20.0)], frame, 12.0)
    assert [words for words, _, _ in kept] == ["near", "far"]


def test_the_scale_bar_is_a_round_length():
    frame = MapFrame(500.0, 430.0, 6371.0, 0.0, 0.0)  # one pixel per kilometre
    assert round_length(frame, 120.0) == 100
    assert round_length(frame, 99.0) == 50
    assert round_length(frame, 1.0) == 5


def test_the_frame_on_the_small_map_is_what_the_large_one_shows():
    whole, part = MapFrame(100.0, 80.0, 10.0, 50.0, 40.0), MapFrame(100.0, 80.0, 40.0, 50.0, 40.0)
    assert section_in(whole, part) == pytest.approx((37.5, 30.0, 62.5, 50.0))
    far_west = MapFrame(100.0, 80.0, 40.0, 250.0, 40.0)
    assert section_in(whole, far_west) == pytest.approx((0.0, 30.0, 12.5, 50.0))
