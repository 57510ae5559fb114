"""Push pins apart that would cover one another: the same steps as ``front/static/spread.js``, so that page and paper
show the same picture (tests/data/spread.json)."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin

from brandmap.places.projection import XY

CROWD = 150  # above this many pins none steps aside
ROUNDS = 160
HOME = 0.02  # share of the way back to its place that a pin goes in each round
NEAR = 0.5  # pixels that two pins may lack of their distance


def separate(seats: Sequence[XY], distance: float, lift: float = 0.0, clearance: float = 0.0) -> list[XY]:
    """Place the middles of pins ``lift`` pixels above their seats and push them until they are ``distance`` pixels
    apart, and ``clearance`` from any seat. The same input gives the same output."""
    homes = [(x, y - lift) for x, y in seats]
    pins = [[x, y] for x, y in homes]
    for round_ in range(ROUNDS if len(pins) <= CROWD else 0):
        if round_:
            for pin, home in zip(pins, homes, strict=True):
                pin[0], pin[1] = pin[0] + (home[0] - pin[0]) * HOME, pin[1] + (home[1] - pin[1]) * HOME
        pushed = [_part(pins[i], pins[j], distance, i + j) for i in range(len(pins)) for j in range(i + 1, len(pins))]
        pushed += [_clear(pin, seat, clearance) for pin in pins for seat in seats if clearance]
        if not any(pushed):
            break
    return [(x, y) for x, y in pins]


def _part(a: list[float], b: list[float], distance: float, seed: int) -> bool:
    """Move two pins apart to the distance; True if they were nearer."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy)
    if length >= distance - NEAR:
        return False
    if length < 0.01:  # two on one spot part in a direction of their own
        dx, dy, length = cos(seed * 2.4), sin(seed * 2.4), 1.0
    push = (distance - min(length, distance)) / 2 / length
    a[0], a[1], b[0], b[1] = a[0] - dx * push, a[1] - dy * push, b[0] + dx * push, b[1] + dy * push
    return True


def _clear(pin: list[float], seat: XY, distance: float) -> bool:
    """Move a pin off a seat; True if it covered it."""
    dx, dy = pin[0] - seat[0], pin[1] - seat[1]
    length = hypot(dx, dy)
    if length >= distance - NEAR:
        return False
    push = (distance - length) / 2 / (length or 1.0)
    pin[0], pin[1] = pin[0] + dx * push, pin[1] + (dy if length else -1.0) * push
    return True
