"""One table of colours for everything that is drawn: docs/design.md, the code, the style sheets, and their contrast."""

from __future__ import annotations

import re

import pytest

from brandmap.drawing.colours import TOKENS
from tests import ROOT
from tests.drawing.test_palette import contrast, rgb

#: Where the interface's colours are written; the map's ground and figures for paper have their own.
SHEETS = (
    ".streamlit/config.toml",
    "brandmap/ui/style.css",
    "brandmap/front/static/page.css",
    "brandmap/exports/html/assets/site.css",
    *(f"brandmap/drawing/styles/{path.name}" for path in (ROOT / "brandmap/drawing/styles").glob("*.css")),
)
#: Darker than ink (Streamlit sets captions in 60 % of it); for browsers that know no dark colours; what does not fit.
BESIDES = {"#0f1823", "#3d7fc4", "#c0563a"}
TEXT, EDGE = 4.5, 3.0


def test_the_document_names_every_token_with_its_colours():
    rows = re.findall(r"^\| `(\w+)` \| `(#\w{6})` \| `(#\w{6})` \|", (ROOT / "docs/design.md").read_text("utf-8"), re.M)
    assert {name: (light, dark) for name, light, dark in rows} == TOKENS


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_has_no_colour_of_its_own(sheet):
    used = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", (ROOT / sheet).read_text(encoding="utf-8"))}
    assert used - {colour for pair in TOKENS.values() for colour in pair} - BESIDES == set()


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "soft", "chosen"])
def test_text_can_be_read_on_every_ground(ground, shade):
    for name in ("ink", "quiet", "accent"):
        ratio = contrast(rgb(TOKENS[name][shade]), rgb(TOKENS[ground][shade]))
        assert ratio >= TEXT, f"{name} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_and_the_ring_of_the_focus_are_seen(shade):
    for name in ("control", "accent", "fault", "fits"):
        ratio = contrast(rgb(TOKENS[name][shade]), rgb(TOKENS["paper"][shade]))
        assert ratio >= EDGE, f"{name}: {ratio:.2f}"
