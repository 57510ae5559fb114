"""Path data read for slides and PDF: what a browser would draw, in curves."""

from math import hypot

import pytest

from brandmap.drawing.measure_icons import ICON_PATHS
from brandmap.drawing.outlines import strokes


def rounded(path):
    return [(kind, tuple((round(x, 2), round(y, 2)) for x, y in points)) for kind, points in strokes(path)]


def test_lines_are_absolute_and_a_move_goes_on_as_lines():
    assert rounded("M12 3l8 3v6h-2zM1 2 3 4V9H.5") == [
        ("M", ((12, 3),)), ("L", ((20, 6),)), ("L", ((20, 12),)), ("L", ((18, 12),)), ("Z", ()),
        ("M", ((1, 2),)), ("L", ((3, 4),)), ("L", ((3, 9),)), ("L", ((0.5, 9),)),
    ]  # fmt: skip


def test_a_curve_may_be_relative_and_go_on():
    assert rounded("M1 1c1 0 1 1 2 2 0 1 1 1 1 2") == [
        ("M", ((1, 1),)), ("C", ((2, 1), (2, 2), (3, 3))), ("C", ((3, 4), (4, 4), (4, 5))),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "middle", "parts"),
    [
        ("M9 7a5 5 0 1 0 .01 0", (9, 12), 4),  # a whole circle, as the pictures write it
        ("M8 14a4 4 0 0 1 8 0", (12, 14), 2),  # its upper half
        ("M8 14a4 4 0 0 0 8 0", (12, 14), 2),  # its lower half
        ("M0 5A5 5 0 0 1 5 0", (5, 5), 1),
    ],
)
def test_an_arc_keeps_its_radius(path, middle, parts):
    (_, ((x, y),)), *curves = strokes(path)
    assert len(curves) == parts
    radius = hypot(x - middle[0], y - middle[1])
    start = (x, y)
    for kind, (one, two, end) in curves:
        assert kind == "C"
        half = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, one, two, end, strict=True)]
        for point in (half, end):
            assert hypot(point[0] - middle[0], point[1] - middle[1]) == pytest.approx(radius, abs=0.02)
        start = end


def test_the_upper_half_is_above():
    assert min(y for _, points in strokes("M8 14a4 4 0 0 1 8 0") for _, y in points) == pytest.approx(10, abs=0.01)
    assert max(y for _, points in strokes("M8 14a4 4 0 0 0 8 0") for _, y in points) == pytest.approx(18, abs=0.01)


@pytest.mark.parametrize("path", ICON_PATHS.values(), ids=ICON_PATHS)
def test_every_picture_is_read_and_stays_on_its_grid(path):
    drawn = list(strokes(path))
    assert {kind for kind, _ in drawn} <= {"M", "L", "C", "Z"}
    assert all(-0.5 <= number <= 24.5 for _, points in drawn for point in points for number in point)
