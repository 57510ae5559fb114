"""Every case of the corpus comes to its one expected outcome, in words in both languages, and costs no good row."""

import re
import time
from collections import Counter
from dataclasses import replace
from functools import reduce

import pytest

from brandmap.collection.filters import Collection
from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError
from tests.hostile.corpus import MODEL, Outcome, all_cases
from tests.hostile.texts import TEXTS

CASES = all_cases()
#: Problems of companions that only say their model was left out, or is not there under its id any more.
FOLLOWS = {"brand_left_out", "unknown_reference"}
LIMIT = 2  # seconds per file, with room for a busy machine
UNFILLED = re.compile(r"\{[a-z]+\}")


def follows(problem):
    return problem.column == "brand" and problem.value == MODEL and problem.rule in FOLLOWS


def outcome_of(files, gazetteer):
    """The outcome, all problems, and the dataset if there is one."""
    try:
        loaded = load(files, gazetteer)
    except DataError as error:
        fatal = tuple((p.table, p.row, p.rule) for p in error.problems if p.fatal)
        return Outcome("refused", fatal[:1]), error.problems, None
    faults = tuple((p.table, p.row, p.rule) for p in loaded.problems if not follows(p))
    lost = loaded.left_out
    kind = "accepted" if not faults else "left out" if {fault[:2] for fault in faults} & set(lost) else "named"
    return Outcome(kind, faults), loaded.problems, loaded.dataset


def attribute(value, path):
    """``serves.0.zh`` of a record."""
    return reduce(
        lambda found, name: found[int(name)] if name.isdigit() else getattr(found, name), path.split("."), value
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case, files, gazetteer, collection):
    started = time.process_time()
    outcome, problems, dataset = outcome_of(case.files(files), gazetteer)
    assert time.process_time() - started < LIMIT
    assert outcome == case.outcome
    for problem in problems:
        for lang in ("zh", "en"):
            line = problem.line(lang)
            assert "\n" not in line
            assert len(line) < 600
            assert not UNFILLED.search(problem.message(lang) + problem.remedy(lang)) or "{" in problem.value
    if dataset is None:
        return
    good = {brand.id: replace(brand, row=0) for brand in collection.dataset.brands if brand.id not in case.changed}
    again = {brand.id: replace(brand, row=0) for brand in dataset.brands}
    assert {id_: again.get(id_) for id_ in good} == good
    for path, value in case.shown.items():
        assert attribute(dataset.by_id[MODEL], path) == value
    if case.group in TEXTS:
        made = Collection.of(dataset, gazetteer)
        assert made.index.matching(dataset.by_id[MODEL].name.en) >= {MODEL}


def test_the_corpus_is_large_and_its_names_are_unique():
    assert len(CASES) >= 150
    assert [name for name, n in Counter(map(str, CASES)).items() if n > 1] == []
    assert min(Counter(case.group for case in CASES).values()) >= 8
