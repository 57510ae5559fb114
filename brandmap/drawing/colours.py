"""Choose colours: those of the interface, a model's theme colour, and the text colour that can be read on it."""

from __future__ import annotations

import re

from brandmap.collection.filters import Collection
from brandmap.records import Brand

#: Colours of pages and papers by purpose: (light theme, dark theme); docs/design.md says what each is for.
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
    """Return ``colour`` if it is #rrggbb, else a grey: style values cannot be escaped, only allowed or not."""
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else "#5f6b78"


def ink_on(colour: str) -> str:
    """Return white or near-black, whichever can be read better on ``colour`` (#rrggbb)."""
    channels = [int(safe_colour(colour)[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # White and #1d2733 have equal contrast at 0.2; the limit is higher because pins mostly use white.
    return PAPER if luminance < 0.22 else INK


def colour_of(brand: Brand, collection: Collection) -> str:
    """Return the colour of the brand's theme as #rrggbb, even if the data holds no valid colour."""
    return safe_colour(collection.dataset.themes[brand.theme].colour)
