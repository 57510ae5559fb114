"""Read the path data of our icons (``M L H V C A Z``, absolute or relative) for formats that know no SVG.

Arcs become Bézier curves, which slides and PDF can draw. Our arcs are never rotated (their third number is 0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from brandmap.places.projection import XY

Stroke = tuple[str, tuple[XY, ...]]  # (letter, points): M and L have one point, C has three, Z none
NUMBER_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")


def strokes(path: str) -> Iterator[Stroke]:
    """Yield the strokes of ``path`` in absolute coordinates."""
    tokens = _TOKEN.findall(path)[::-1]
    point = start = (0.0, 0.0)
    command = ""
    while tokens:
        if tokens[-1].isalpha():
            command = tokens.pop()
        letter, (x, y) = command.upper(), point if command.islower() else (0.0, 0.0)
        values = [float(tokens.pop()) for _ in range(NUMBER_COUNTS[letter])]
        if letter in "HV":
            points = [(x + values[0], point[1]) if letter == "H" else (point[0], y + values[0])]
        else:
            pairs = values[5:] if letter == "A" else values
            points = [(x + u, y + v) for u, v in zip(pairs[::2], pairs[1::2], strict=True)]
        if letter == "A":
            rx, ry, _, large, clockwise = values[:5]
            yield from (("C", curve) for curve in _arc(point, points[0], (rx, ry), bool(large), bool(clockwise)))
        else:
            yield ("L" if letter in "HV" else letter), tuple(points)
        point = points[-1] if points else start
        if letter == "M":
            start, command = point, "l" if command == "m" else "L"


def _arc(start: XY, end: XY, radii: XY, large: bool, clockwise: bool) -> Iterator[tuple[XY, XY, XY]]:
    """Yield Bézier curves of at most a quarter turn for the arc of an ellipse (SVG 2, B.2.4)."""
    (rx, ry), (dx, dy) = radii, ((start[0] - end[0]) / 2 / radii[0], (start[1] - end[1]) / 2 / radii[1])
    half = hypot(dx, dy)
    rx, ry, dx, dy = (rx * max(1, half), ry * max(1, half), dx / max(1, half), dy / max(1, half))
    offset = sqrt(max(0.0, 1 / (dx * dx + dy * dy) - 1)) * (1 if large != clockwise else -1)
    mx, my = offset * dy, -offset * dx  # from the middle between the ends to the middle of the ellipse
    middle = ((start[0] + end[0]) / 2 + mx * rx, (start[1] + end[1]) / 2 + my * ry)
    first, last = atan2(dy - my, dx - mx), atan2(-dy - my, -dx - mx)
    turn = (last - first) % (2 * pi) - (0 if clockwise else 2 * pi)
    parts = ceil(abs(turn) / (pi / 2) - 1e-6)
    handle = 4 / 3 * tan(turn / parts / 4)
    for part in range(parts):
        a, b = (first + turn * n / parts for n in (part, part + 1))
        ellipse = (
            (cos(a) - handle * sin(a), sin(a) + handle * cos(a)),
            (cos(b) + handle * sin(b), sin(b) - handle * cos(b)),
            (cos(b), sin(b)),
        )
        one, two, three = ((middle[0] + rx * u, middle[1] + ry * v) for u, v in ellipse)
        yield one, two, three
