"""Choose the scale of a slide: the largest at which all of its text can be seen without scrolling.

Sizes are in em of the slide: 28 px and more on a 1440 × 900 screen, in proportion on others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandmap.markup import Html
from brandmap.text.width import has_chinese, wrap_lines

LINE, LATIN_LINE = 1.45, 1.32  # line heights in em
LATIN_NARROWER = 1.08  # the page's font (Source Sans, which comes with Streamlit) is narrower than Arial by this factor
WIDTH, WIDE_WIDTH = 29.0, 47.0  # em at scale 1: of a slide beside the map, of a wide slide without the map
HEIGHT = 26.5  # em at scale 1, of both; the heading is part of it
#: On a 4:3 screen (old projectors) the width decides the size of letters, so there is room for more lines.
TALL_HEIGHT = 31.0
#: Below 1 only for texts longer than any published one: small letters are better than text cut off.
SCALES = tuple(round(2.0 - 0.05 * n, 2) for n in range(29))


@dataclass(frozen=True)
class Part:
    """Hold a piece of a slide: its HTML, and a function from its width to its height, both in em."""

    html: Html
    height: Callable[[float], float]


def text_part(html: Html, words: str, *, size: float = 1.0, indent: float = 0.0, gap: float = 0.6) -> Part:
    """Make a part of running text in ``size`` em, ``indent`` em narrower than the slide, with ``gap`` em of margin."""
    return Part(html, lambda width: lines_height(words, width - indent, size) + gap)


def lines_height(words: str, width: float, size: float = 1.0) -> float:
    """Return the height in em of ``words`` in letters of ``size`` em on lines ``width`` em wide."""
    chinese = has_chinese(words)
    room = max(width / size * (1 if chinese else LATIN_NARROWER), 3)
    lines = sum(max(1, len(wrap_lines(line, room))) for line in words.split("\n"))
    return lines * size * (LINE if chinese else LATIN_LINE)


def fitting_scale(parts: Sequence[Part], *, wide: bool, height: float = HEIGHT) -> float:
    """Find the largest of ``SCALES`` at which the parts fit a slide ``height`` em high, or the smallest."""
    width = WIDE_WIDTH if wide else WIDTH

    def fits(scale: float) -> bool:
        return scale * sum(part.height(width / scale) for part in parts) <= height

    # Smaller letters never need more room, so a binary search finds the first scale that fits.
    return SCALES[min(bisect_left(SCALES, x=True, key=fits), len(SCALES) - 1)]
