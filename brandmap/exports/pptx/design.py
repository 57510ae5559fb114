"""Read ``design.pptx``: our slide master with its layouts, fonts and table style, which is edited in PowerPoint or WPS.

Nothing of another product's template is in that file. Texts are fitted to the placeholders it holds; in an export the
colours of the collection's themes become its accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from brandmap.exports.pptx.markup import EMU, Box

DESIGN = Path(__file__).resolve().parent / "design.pptx"
#: Its layouts in their order, and the placeholders of a layout by the number the file gives them.
LAYOUTS = ("opening", "map", "side", "text", "table", "response")
ROLES = {0: "title", 13: "under", 14: "body", 15: "beside", 10: "dt", 11: "ftr", 12: "sldNum", 3: "notes"}


@dataclass(frozen=True)
class Holder:
    """Describe a placeholder: the room for its text in inches, the size of the text in points."""

    name: str
    number: int
    room: Box
    size: float


@cache
def layouts() -> Mapping[str, Mapping[str, Holder]]:
    """Return the placeholders of each layout; the foot of slides stands in ``master``."""
    design = Presentation(str(DESIGN))
    return {
        **{key: _holders(layout) for key, layout in zip(LAYOUTS, design.slide_layouts, strict=True)},
        "master": _holders(design.slide_master),
        "notes": _holders(design.notes_master),
    }


def _holders(page: Any) -> dict[str, Holder]:
    holders = {}
    for one in page.placeholders:
        number, look = one.placeholder_format.idx, one._element.find(f".//{qn('a:defRPr')}")
        if number in ROLES and one._element.spPr.find(qn("a:xfrm")) is not None:
            edge = one.text_frame.margin_left / EMU
            box = Box(*(length / EMU for length in (one.left, one.top, one.width, one.height))).inside(edge)
            size = int(look.get("sz")) / 100 if look is not None else 12.0
            holders[ROLES[number]] = Holder(one.name, number, box, size)
    return holders
