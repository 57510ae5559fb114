"""Push pins apart that would cover one another.

``front/static/spread.js`` takes the same steps, so that page and paper show the same picture (tests/data/spread.json).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin

from brandmap.places.projection import XY

MAX_PINS = 150  # more than that are left where they are: pushing them takes too long
ROUNDS = 160
PULL_BACK = 0.02  # share of the way back to its first position that a pin moves in each round
TOLERANCE = 0.5  # pixels by which a distance may fall short


def separate(seats: Sequence[XY], distance: float, lift: float = 0.0, clearance: float = 0.0) -> list[XY]:
    """Place pins ``lift`` pixels above their seats and push them apart; return the centres of the pins.

    In the end they are ``distance`` pixels from one another and ``clearance`` pixels from any seat. The same input
    always gives the same output.
    """
    first_positions = [(x, y - lift) for x, y in seats]
    pins = [[x, y] for x, y in first_positions]
    for round_ in range(ROUNDS if len(pins) <= MAX_PINS else 0):
        if round_:
            for pin, first_position in zip(pins, first_positions, strict=True):
                pin[0], pin[1] = (
                    pin[0] + (first_position[0] - pin[0]) * PULL_BACK,
                    pin[1] + (first_position[1] - pin[1]) * PULL_BACK,
                )
        moved = [
            _push_apart(pins[i], pins[j], distance, i + j) for i in range(len(pins)) for j in range(i + 1, len(pins))
        ]
        moved += [_push_off(pin, seat, clearance) for pin in pins for seat in seats if clearance]
        if not any(moved):
            break
    return [(x, y) for x, y in pins]


def _push_apart(a: list[float], b: list[float], distance: float, seed: int) -> bool:
    """Move two pins until they are ``distance`` pixels apart; return whether they were nearer."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy)
    if length >= distance - TOLERANCE:
        return False
    if length < 0.01:  # at the same point: the seed chooses the direction
        dx, dy, length = cos(seed * 2.4), sin(seed * 2.4), 1.0
    push = (distance - min(length, distance)) / 2 / length
    a[0], a[1], b[0], b[1] = a[0] - dx * push, a[1] - dy * push, b[0] + dx * push, b[1] + dy * push
    return True


def _push_off(pin: list[float], seat: XY, distance: float) -> bool:
    """Move a pin half of the missing distance away from a seat; return whether it was too near."""
    dx, dy = pin[0] - seat[0], pin[1] - seat[1]
    length = hypot(dx, dy)
    if length >= distance - TOLERANCE:
        return False
    push = (distance - length) / 2 / (length or 1.0)
    pin[0], pin[1] = pin[0] + dx * push, pin[1] + (dy if length else -1.0) * push
    return True
