"""Read the path data of our pictures (``M L H V C A Z``, absolute or relative) for programs that draw no SVG.

Arcs become Bézier curves: slides and PDF have those. An arc of ours is never turned (its third number is 0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from brandmap.places.projection import XY

Stroke = tuple[str, tuple[XY, ...]]  # M and L with one point, C with three, Z with none
NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")


def strokes(path: str) -> Iterator[Stroke]:
    """Yield what ``path`` draws, in absolute coordinates."""
    tokens = _TOKEN.findall(path)[::-1]
    at = start = (0.0, 0.0)
    command = ""
    while tokens:
        if tokens[-1].isalpha():
            command = tokens.pop()
        kind, (x, y) = command.upper(), at if command.islower() else (0.0, 0.0)
        values = [float(tokens.pop()) for _ in range(NUMBERS[kind])]
        if kind in "HV":
            points = [(x + values[0], at[1]) if kind == "H" else (at[0], y + values[0])]
        else:
            pairs = values[5:] if kind == "A" else values
            points = [(x + u, y + v) for u, v in zip(pairs[::2], pairs[1::2], strict=True)]
        if kind == "A":
            wide, high, _, large, clockwise = values[:5]
            yield from (("C", curve) for curve in _arc(at, points[0], (wide, high), bool(large), bool(clockwise)))
        else:
            yield ("L" if kind in "HV" else kind), tuple(points)
        at = points[-1] if points else start
        if kind == "M":
            start, command = at, "l" if command == "m" else "L"


def _arc(start: XY, end: XY, radii: XY, large: bool, clockwise: bool) -> Iterator[tuple[XY, XY, XY]]:
    """Yield Bézier curves of at most a quarter turn for the arc of an ellipse (SVG 2, B.2.4)."""
    (wide, high), (dx, dy) = radii, ((start[0] - end[0]) / 2 / radii[0], (start[1] - end[1]) / 2 / radii[1])
    half = hypot(dx, dy)
    wide, high, dx, dy = wide * max(1, half), high * max(1, half), dx / max(1, half), dy / max(1, half)
    off = sqrt(max(0.0, 1 / (dx * dx + dy * dy) - 1)) * (1 if large != clockwise else -1)
    mx, my = off * dy, -off * dx  # the middle of the ellipse, seen from the middle between the ends
    middle = ((start[0] + end[0]) / 2 + mx * wide, (start[1] + end[1]) / 2 + my * high)
    first, last = atan2(dy - my, dx - mx), atan2(-dy - my, -dx - mx)
    turn = (last - first) % (2 * pi) - (0 if clockwise else 2 * pi)
    parts = ceil(abs(turn) / (pi / 2) - 1e-6)
    reach = 4 / 3 * tan(turn / parts / 4)
    for part in range(parts):
        a, b = (first + turn * n / parts for n in (part, part + 1))
        ellipse = (
            (cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
            (cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
            (cos(b), sin(b)),
        )
        one, two, three = ((middle[0] + wide * u, middle[1] + high * v) for u, v in ellipse)
        yield one, two, three
