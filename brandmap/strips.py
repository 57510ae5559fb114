"""Small pictures of time: the months of a year and the hours of a day."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from brandmap.markup import escape_markup
from brandmap.records import Brand
from brandmap.seasons import hours_spans
from brandmap.svg import ink_on, safe_colour, svg_image
from brandmap.text import joined, phrase

MONTHS = tuple(range(1, 13))
#: Grey that shows on white and on near-black.
QUIET = "rgba(128,138,150,.18)"


def hatch(colour: str) -> str:
    """CSS of a cell that is inferred, not stated: an outline with stripes."""
    return (
        f"background:repeating-linear-gradient(135deg,{colour}59 0 3px,transparent 3px 7px);"
        f"box-shadow:inset 0 0 0 1.5px {colour}"
    )


def month_runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive months as (first, last), over the turn of the year too: 12, 1, 2 is one run (12, 2)."""
    wanted = set(months)
    if len(wanted) == 12:
        return [(1, 12)]
    runs = []
    for first in sorted(month for month in wanted if (month - 2) % 12 + 1 not in wanted):
        last = first
        while last % 12 + 1 in wanted:
            last = last % 12 + 1
        runs.append((first, last))
    return runs


def months_text(months: Sequence[int], lang: str) -> str:
    """“6—8月”, “12月至次年2月”, “June to August”, “all year”; not published for none."""
    if not months:
        return phrase("text.not_published", lang)
    said = []
    for first, last in month_runs(months):
        if (first, last) == (1, 12):
            return phrase("season.all_year", lang)
        key = "month_one" if first == last else "month_span" if first < last else "month_turn"
        ends = (str(first), str(last)) if lang == "zh" else (month_name(first, lang), month_name(last, lang))
        said.append(phrase(f"card.{key}", lang, first=ends[0], last=ends[1]))
    return joined(said, lang, last="and")


def month_name(month: int, lang: str) -> str:
    """“6月”, “June”."""
    return phrase(f"month.m{month}", lang)


def months_basis(brand: Brand, lang: str) -> str:
    """How far the months of a brand come from the source."""
    if brand.season_basis == "inferred":
        return phrase("season.inferred", lang)
    if brand.stated_months or "all_year" in brand.season:
        return phrase("season.stated", lang)
    return phrase("card.basis_season", lang)


def months_strip(months: Sequence[int], lang: str, colour: str, *, inferred: bool, basis: str = "") -> str:
    """Twelve numbered cells, those in ``months`` filled with ``colour``, hatched if inferred. One image to a screen
    reader; ``basis`` replaces the words “stated by the source” or “inferred by the editors”."""
    colour = safe_colour(colour)
    basis = basis or phrase("season.inferred" if inferred else "season.stated", lang)
    label = phrase("card.months_label", lang, months=months_text(months, lang), basis=basis)
    cells = []
    for month in MONTHS:
        look = f"background:{QUIET};opacity:.75"
        if month in months:
            look = hatch(colour) if inferred else f"background:{colour};color:{ink_on(colour)}"
            look += ";font-weight:700"
        cells.append(
            f'<span style="flex:1 1 0;text-align:center;border-radius:3px;padding:3px 0;{look}">{month}</span>'
        )
    return (
        f'<div role="img" aria-label="{escape_markup(label)}" style="display:flex;gap:2px;'
        "font-size:12px;line-height:18px;"
        f'font-variant-numeric:tabular-nums;max-width:420px">{"".join(cells)}</div>'
    )


def hours_text(hours: tuple[str, str] | None, lang: str) -> str:
    """“21:00–23:00”, “round the clock”, not published for none."""
    if hours is None:
        return phrase("text.not_published", lang)
    if hours == ("00:00", "24:00"):
        return phrase("card.round_the_clock", lang)
    return f"{hours[0]}–{hours[1]}"


def clock_mark(hours: tuple[str, str], lang: str, colour: str) -> str:
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
