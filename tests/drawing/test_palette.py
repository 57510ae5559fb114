"""Theme colours that everybody can tell apart, on pins, chips and counties, in the light and in the dark."""

from __future__ import annotations

import csv
import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from brandmap.drawing.colours import ink_on
from tests import ROOT

CSS = (ROOT / "brandmap" / "front" / "static" / "brandmap.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--bm-([\w-]+): ([^;]+);", block)) for block in re.findall(r":root[^{]*\{([^}]+)\}", CSS)[:2]
)
LEAST = 10.0  # of CIEDE2000: less is hard to tell from memory
Colour = tuple[float, float, float]
#: What is left of a colour for those who lack a kind of cone (Machado 2009, severity 1), in linear RGB.
VISIONS: dict[str, tuple[Colour, Colour, Colour]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


@pytest.fixture(scope="module")
def themes() -> dict[str, str]:
    text = (ROOT / "data" / "themes.csv").read_text(encoding="utf-8-sig")
    return {row["id"]: row["colour"] for row in csv.DictReader(text.splitlines())}


def rgb(colour: str) -> Colour:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def over(colour: Colour, ground: Colour, share: float) -> Colour:
    """``colour`` as it looks when ``share`` of it covers ``ground``."""
    red, green, blue = (share * c + (1 - share) * g for c, g in zip(colour, ground, strict=True))
    return red, green, blue


def linear(colour: Colour) -> Colour:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return red, green, blue


def times(matrix: tuple[Colour, Colour, Colour], colour: Colour) -> Colour:
    one, two, three = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return one, two, three


def contrast(one: Colour, other: Colour) -> float:
    light = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour: Colour, vision: str) -> Colour:
    seen = times(VISIONS[vision], linear(colour))
    red, green, blue = (min(max(c, 0.0), 1.0) for c in seen)
    x, y, z = (v / white for v, white in zip(times(TO_XYZ, (red, green, blue)), (0.95047, 1.0, 1.08883), strict=True))
    a, b, c = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def ciede2000(one: Colour, other: Colour) -> float:
    """The difference of two colours in L*a*b* (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = (degrees(atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    hue = (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
    t += 0.32 * cos(radians(3 * hue + 6)) - 0.2 * cos(radians(4 * hue - 63))
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * t)
    rotation = 2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(dl**2 + dc**2 + dh**2 - rotation * dc * dh)


def test_the_measure_agrees_with_published_pairs():
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("look", ["pins and chips", "counties, light", "counties, dark"])
def test_no_two_themes_look_alike(themes, vision, look):
    words = DARK if look.endswith("dark") else LIGHT
    share = 1.0 if look.startswith("pins") else float(words["fill"])
    seen = {id_: lab(over(rgb(c), rgb(words["land"]), share), vision) for id_, c in themes.items()}
    near = {pair: ciede2000(seen[pair[0]], seen[pair[1]]) for pair in combinations(seen, 2)}
    assert {pair: round(distance, 1) for pair, distance in near.items() if distance < LEAST} == {}


def test_number_and_icon_are_read_on_every_theme(themes):
    assert {id_: c for id_, c in themes.items() if contrast(rgb(c), rgb(ink_on(c))) < 4.5} == {}


def test_the_line_of_a_county_is_seen_on_the_land(themes):
    """A line is thin: in the dark half of it is white."""
    assert "stroke: color-mix(in srgb, var(--bm-theme) 50%, #fff)" in CSS
    for id_, colour in themes.items():
        assert contrast(rgb(colour), rgb(LIGHT["land"])) >= 3, id_
        assert contrast(over(rgb(colour), (1, 1, 1), 0.5), rgb(DARK["land"])) >= 3, id_


@pytest.mark.parametrize("words", [LIGHT, DARK], ids=["light", "dark"])
def test_words_rings_and_outlines_of_the_map_stand_out(words):
    ground, land = rgb(words["ground"]), rgb(words["land"])
    for ink in ("ink", "quiet", "faint"):  # the faint one names what lies outside the province
        assert contrast(rgb(words[ink]), ground) >= 4.5, ink
        assert ink == "faint" or contrast(rgb(words[ink]), land) >= 4.5, ink
    for line in ("accent", "province"):
        assert min(contrast(rgb(words[line]), ground), contrast(rgb(words[line]), land)) >= 3, line
