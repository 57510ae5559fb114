"""Choose colours: those of the interface, a model's theme colour, and the ink that reads on it."""

from __future__ import annotations

import re

from brandmap.collection.filters import Collection
from brandmap.records import Brand

#: The colours of all interfaces and papers, in the light and in the dark; docs/design.md says what each is for.
TOKENS = {
    "paper": ("#ffffff", "#141a21"),
    "soft": ("#f3f5f8", "#1d252f"),
    "ink": ("#1d2733", "#e6ebf0"),
    "quiet": ("#55606c", "#aab4be"),
    "control": ("#76818c", "#7b8793"),
    "edge": ("#d4d9df", "#3a4652"),
    "accent": ("#1f5c99", "#6aa9e9"),
    "chosen": ("#e3edf7", "#24384c"),
    "fits": ("#2e7d5b", "#2e7d5b"),
    "fault": ("#a8231c", "#ff9d96"),
}
PAPER, INK, QUIET = (TOKENS[name][0] for name in ("paper", "ink", "quiet"))


def safe_colour(colour: str) -> str:
    """``colour`` if it is #rrggbb, else a grey: style values cannot be escaped, only allowed."""
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else "#5f6b78"


def ink_on(colour: str) -> str:
    """White or near-black, whichever reads better on ``colour`` (#rrggbb)."""
    channels = [int(safe_colour(colour)[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Equal contrast with white and with #1d2733 lies at 0.2; white is kept a little longer because pins use it.
    return PAPER if luminance < 0.22 else INK


def colour_of(brand: Brand, collection: Collection) -> str:
    """Return the colour of the brand's theme as #rrggbb, whatever the table holds."""
    return safe_colour(collection.dataset.themes[brand.theme].colour)
