"""Situations as officials describe them, what they would tick, and the model they should be led to.

``tests/data/situations.json``: ``fits`` are the first models that fit, the best first ("5=9" share a place); ``near``
is the first of those that fit partly, where none fits. With neither nothing in the collection comes close.
``rules_unread`` marks what was written from the reader's side, by someone who had not read the rules; ``guess`` and
``why`` keep what that reader expected instead, and what in the rules speaks against it.
"""

import json
from pathlib import Path

import pytest

from brandmap.collection.finder import find

SITUATIONS = json.loads((Path(__file__).parents[1] / "data/situations.json").read_text(encoding="utf-8"))


def in_order(matches):
    """Join the numbers of the models, those of equal place by a sign."""
    places = {}
    for match in matches:
        places.setdefault(match.rank, []).append(str(match.brand.number))
    return " ".join("=".join(numbers) for numbers in places.values())


@pytest.mark.parametrize("situation", SITUATIONS, ids=[one["words"] for one in SITUATIONS])
def test_a_situation_leads_to_its_model(collection, situation):
    need, fits, near = (situation[key] for key in ("need", "fits", "near"))
    outcome = find(need.split(), collection)
    assert len(need.split()) == sum(map(len, outcome.answered.values()))
    assert f"{in_order(outcome.fitting)} ".startswith(f"{fits} " if fits else "")
    if not fits:
        assert outcome.fitting == ()
        assert [str(match.brand.number) for match in outcome.partly[:1]] == ([near] if near else [])


def test_there_are_at_least_forty_situations():
    assert len(SITUATIONS) >= 40


def test_at_least_twenty_are_written_without_the_rules_and_every_wrong_guess_is_explained():
    unread = [one for one in SITUATIONS if one.get("rules_unread")]
    assert len(unread) >= 20
    assert [one["words"] for one in unread if bool(one.get("guess")) != bool(one.get("why"))] == []
