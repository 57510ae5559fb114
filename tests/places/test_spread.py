"""Pins step aside in the same way on paper and on the page: golden cases, also run by tests/front/layout.test.js."""

import json
from math import hypot
from pathlib import Path

import pytest

from brandmap.places.spread import MAX_PINS, separate

CASES = json.loads((Path(__file__).parent.parent / "data" / "spread.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pins_stand_where_those_of_the_page_do(case):
    pins = separate([tuple(seat) for seat in case["seats"]], case["distance"], case["lift"], case["clearance"])
    assert [[round(n, 2) + 0.0 for n in pin] for pin in pins] == case["pins"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_no_two_pins_are_much_nearer_than_asked(case):
    pins = case["pins"]
    apart = [hypot(a[0] - b[0], a[1] - b[1]) for n, a in enumerate(pins) for b in pins[:n]]
    assert min(apart, default=case["distance"]) > 0.9 * case["distance"]


def test_in_a_crowd_none_steps_aside():
    seats = [(5.0, 5.0)] * (MAX_PINS + 1)
    assert separate(seats, 20) == seats
