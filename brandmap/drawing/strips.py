"""Draw times: the months of a year as a strip of cells, the hours of a day as a dial."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from brandmap.collection.seasons import hours_spans
from brandmap.collection.wording import hours_text
from brandmap.drawing.colours import ink_on, safe_colour
from brandmap.drawing.svg import svg_image
from brandmap.markup import Html, tag
from brandmap.places.projection import XY
from brandmap.records import Lang
from brandmap.text import phrase

MONTHS = tuple(range(1, 13))
#: Grey that can be seen on white and on near-black.
EMPTY_CELL = "rgba(128,138,150,.18)"


def hatch(colour: str) -> str:
    """Write the CSS of an inferred cell: an outline with stripes."""
    return (
        f"background:repeating-linear-gradient(135deg,{colour}59 0 3px,transparent 3px 7px);"
        f"box-shadow:inset 0 0 0 1.5px {colour}"
    )


def months_strip(months: Sequence[int], colour: str, *, inferred: Sequence[int], label: str) -> Html:
    """Draw twelve numbered cells, those in ``months`` filled with ``colour``, hatched if ``inferred``. One image to a
    screen reader; ``label`` says the same in words."""
    colour = safe_colour(colour)
    cells = []
    for month in MONTHS:
        style = f"background:{EMPTY_CELL};opacity:.75"
        if month in months:
            style = hatch(colour) if month in inferred else f"background:{colour};color:{ink_on(colour)}"
            style += ";font-weight:700"
        cells.append(tag("span", month, style=style))
    return tag("div", *cells, role="img", aria_label=label, class_="bm-months")


def clock_dial(hours: tuple[str, str], lang: Lang, colour: str) -> Html:
    """Draw a 24-hour dial, midnight on top, with the working hours marked and in words."""
    colour, words = safe_colour(colour), hours_text(hours, lang)
    ticks = (
        tag("path", d="M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*_dial_point(hour, 18), *_dial_point(hour, 21)))
        for hour in range(0, 24, 3)
    )
    numerals = (
        tag("text", hour, x=x, y=y)
        for hour, x, y in ((0, "32", "22"), (6, "45", "35.5"), (12, "32", "49"), (18, "19", "35.5"))
    )
    dial = tag(
        "svg",
        tag("circle", cx=32, cy=32, r=26, fill="none", stroke="#808a96", stroke_opacity=".3", stroke_width=8),
        *(_arc(start, end, colour) for start, end in hours_spans(hours)),
        tag("g", *ticks, stroke="#808a96", stroke_width=1),
        tag("g", *numerals, fill="#7b8591", font_family="sans-serif", font_size=9, text_anchor="middle"),
        xmlns="http://www.w3.org/2000/svg", viewBox="0 0 64 64", width=64, height=64,
    )  # fmt: skip
    image = svg_image(dial, phrase("card.clock_label", lang, hours=words))
    # The picture's alternative says the hours already.
    return tag("div", image, tag("span", words, aria_hidden="true"), class_="bm-clock")


def _arc(start: float, end: float, colour: str) -> Html:
    """Draw an arc on the dial from ``start`` to ``end`` in hours."""
    if end - start >= 24:
        return tag("circle", cx=32, cy=32, r=26, fill="none", stroke=colour, stroke_width=8)
    (x, y), (end_x, end_y) = _dial_point(start, 26), _dial_point(end, 26)
    path = f"M{x:.2f} {y:.2f}A26 26 0 {int(end - start > 12)} 1 {end_x:.2f} {end_y:.2f}"
    return tag("path", fill="none", stroke=colour, stroke_width=8, d=path)


def _dial_point(hour: float, radius: float) -> XY:
    """Return the point (x, y) of the dial at ``hour``, ``radius`` from its middle."""
    angle = hour * pi / 12
    return 32 + radius * sin(angle), 32 - radius * cos(angle)
