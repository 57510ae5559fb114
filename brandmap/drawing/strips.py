"""Small pictures of time: the months of a year and the hours of a day."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from brandmap.collection.seasons import hours_spans
from brandmap.collection.wording import hours_text, months_text
from brandmap.drawing.svg import ink_on, safe_colour, svg_image
from brandmap.markup import escape_markup
from brandmap.records import Lang
from brandmap.text import phrase

MONTHS = tuple(range(1, 13))
#: Grey that shows on white and on near-black.
QUIET = "rgba(128,138,150,.18)"


def hatch(colour: str) -> str:
    """CSS of a cell that is inferred, not stated: an outline with stripes."""
    return (
        f"background:repeating-linear-gradient(135deg,{colour}59 0 3px,transparent 3px 7px);"
        f"box-shadow:inset 0 0 0 1.5px {colour}"
    )


def months_strip(months: Sequence[int], lang: Lang, colour: str, *, inferred: Sequence[int], basis: str) -> str:
    """Draw twelve numbered cells, those in ``months`` filled with ``colour``, hatched if ``inferred``. One image to a
    screen reader; ``basis`` says in words where the months come from."""
    colour = safe_colour(colour)
    label = phrase("card.months_label", lang, months=months_text(months, lang), basis=basis)
    cells = []
    for month in MONTHS:
        look = f"background:{QUIET};opacity:.75"
        if month in months:
            look = hatch(colour) if month in inferred else f"background:{colour};color:{ink_on(colour)}"
            look += ";font-weight:700"
        cells.append(
            f'<span style="flex:1 1 0;text-align:center;border-radius:3px;padding:3px 0;{look}">{month}</span>'
        )
    return (
        f'<div role="img" aria-label="{escape_markup(label)}" style="display:flex;gap:2px;'
        "font-size:12px;line-height:18px;"
        f'font-variant-numeric:tabular-nums;max-width:420px">{"".join(cells)}</div>'
    )


def clock_mark(hours: tuple[str, str], lang: Lang, colour: str) -> str:
    """A 24-hour dial, midnight on top, with the span marked, and the span in words."""
    colour = safe_colour(colour)
    words = hours_text(hours, lang)
    arcs = "".join(_arc(start, end, colour) for start, end in hours_spans(hours))
    ticks = "".join(
        f'<path d="M{32 + 18 * sin(a):.1f} {32 - 18 * cos(a):.1f}L{32 + 21 * sin(a):.1f} {32 - 21 * cos(a):.1f}"/>'
        for a in (pi / 12 * hour for hour in range(0, 24, 3))
    )
    numerals = "".join(
        f'<text x="{x}" y="{y}">{hour}</text>'
        for hour, x, y in ((0, 32, 22), (6, 45, 35.5), (12, 32, 49), (18, 19, 35.5))
    )
    dial = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        '<circle cx="32" cy="32" r="26" fill="none" stroke="#808a96" stroke-opacity=".3" stroke-width="8"/>'
        f'{arcs}<g stroke="#808a96" stroke-width="1">{ticks}</g>'
        f'<g fill="#7b8591" font-family="sans-serif" font-size="9" text-anchor="middle">{numerals}</g></svg>'
    )
    alt = phrase("card.clock_label", lang, hours=words)
    image = svg_image(dial, alt, style="width:64px;height:64px;flex:none")
    # The picture's alternative says the hours already.
    look = "font-weight:700;font-variant-numeric:tabular-nums"
    shown = f'<span aria-hidden="true" style="{look}">{escape_markup(words)}</span>'
    return f'<div style="display:flex;align-items:center;gap:10px">{image}{shown}</div>'


def _arc(start: float, end: float, colour: str) -> str:
    """An arc on the dial from ``start`` to ``end`` in hours."""
    if end - start >= 24:
        return f'<circle cx="32" cy="32" r="26" fill="none" stroke="{colour}" stroke-width="8"/>'
    a, b = start * pi / 12, end * pi / 12
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="8" d="M{32 + 26 * sin(a):.2f} {32 - 26 * cos(a):.2f}'
        f'A26 26 0 {int(end - start > 12)} 1 {32 + 26 * sin(b):.2f} {32 - 26 * cos(b):.2f}"/>'
    )
