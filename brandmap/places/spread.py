"""Push pins apart that would cover one another."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin

from brandmap.places.projection import XY

MAX_SPREAD = 200  # more pins than this are not moved apart: they could not be read anyway


def spread(points: Sequence[XY], apart: float) -> list[XY]:
    """``points`` pushed until no two are nearer than ``apart`` pixels (nearly); the same input gives the same output.
    More than ``MAX_SPREAD`` points come back unchanged."""
    moved = [[x, y] for x, y in points]
    if len(points) > MAX_SPREAD:
        return list(points)
    for _ in range(60):
        still = True
        for j in range(len(moved)):
            for i in range(j):
                a, b = moved[i], moved[j]
                dx, dy = b[0] - a[0], b[1] - a[1]
                gap = hypot(dx, dy)
                if gap >= apart - 0.05:
                    continue
                still = False
                # Two on the same spot part in a direction of their own.
                ux, uy = (dx / gap, dy / gap) if gap > 1e-6 else (cos(2.4 * j), sin(2.4 * j))
                push = (apart - gap) / 2
                a[0], a[1], b[0], b[1] = a[0] - ux * push, a[1] - uy * push, b[0] + ux * push, b[1] + uy * push
        if still:
            break
    return [(x, y) for x, y in moved]
