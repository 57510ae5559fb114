"""Read the style sheets of the HTML drawings: one file per drawing, and ``pieces`` for what drawings share."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from brandmap.markup import Html, raw_element

Sheet = Literal["pieces", "card", "calendar", "comparison", "finder", "slides"]


@cache
def style_sheet(*names: Sheet) -> Html:
    """Write a style element with these sheets, for the page that holds the drawings."""
    folder = resources.files("brandmap.drawing") / "styles"
    return raw_element("style", "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names))
