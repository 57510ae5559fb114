"""Fit the text of a slide: its scale is the largest at which all of it stands on the wall without scrolling.

Sizes are in em of the slide: 28 px and more on a 1440 × 900 screen, in proportion on others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandmap.markup import Html
from brandmap.text.width import has_chinese, wrapped

LINE, LATIN_LINE = 1.45, 1.32  # line heights in em
LATIN_NARROWER = 1.08  # letters of the page (Source Sans, which comes with Streamlit) than those of Arial
WIDTH, WIDE_WIDTH = 29.0, 47.0  # em at scale 1 of a slide beside the map and of one that takes its place
HEIGHT = 26.5  # em at scale 1, the same for both, of which the head takes its own part
#: On a screen of 4:3, the old projector's, the width sets the size of the letters and leaves more lines.
TALL_HEIGHT = 31.0
#: Below 1 only for texts longer than any of ours: small is better than cut off.
SCALES = tuple(round(2.0 - 0.05 * n, 2) for n in range(29))


@dataclass(frozen=True)
class Part:
    """A piece of a slide: its HTML, and its height in em when it is so many em wide."""

    html: Html
    height: Callable[[float], float]


def text_part(html: Html, words: str, *, size: float = 1.0, indent: float = 0.0, gap: float = 0.6) -> Part:
    """Measure running text of ``size`` em, ``indent`` em narrower than the slide, with ``gap`` em around it."""
    return Part(html, lambda width: lines_height(words, width - indent, size) + gap)


def lines_height(words: str, width: float, size: float = 1.0) -> float:
    """Height in em of ``words`` set in ``size`` em on lines ``width`` em wide."""
    chinese = has_chinese(words)
    room = max(width / size * (1 if chinese else LATIN_NARROWER), 3)
    lines = sum(max(1, len(wrapped(line, room))) for line in words.split("\n"))
    return lines * size * (LINE if chinese else LATIN_LINE)


def fitting_scale(parts: Sequence[Part], *, wide: bool, height: float = HEIGHT) -> float:
    """Find the largest of SCALES at which the parts fit on a slide ``height`` em high; the smallest if none does."""
    width = WIDE_WIDTH if wide else WIDTH

    def fits(scale: float) -> bool:
        return scale * sum(part.height(width / scale) for part in parts) <= height

    # Smaller letters never need more room, so the first that fits is found by halves.
    return SCALES[min(bisect_left(SCALES, x=True, key=fits), len(SCALES) - 1)]
