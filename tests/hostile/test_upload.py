"""The corpus as a visitor's own file, and workbooks spoilt at random: a trial each, never a fault of ours."""

import random
import time

import pytest

from brandmap.exports.sheets.template import template_xlsx
from brandmap.intake.dataset import folder_files
from brandmap.intake.upload import try_out
from tests.hostile.corpus import all_cases

PUBLISHED = folder_files()
CASES = [case for case in all_cases() if case.files(PUBLISHED)["brands"] != PUBLISHED["brands"]]
NAMES = ("../../etc/passwd", "C:\\con.csv", "<script>.csv", "a\x00b\n.csv", "\u202evsc.exe", "x" * 100_000, "")
WORKBOOKS = 100
SECONDS = 2
OURS = "unreadable"  # the rule that hides a traceback


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_as_an_upload(case, files, gazetteer, collection):
    data = case.files(files)["brands"]
    started = time.process_time()
    trial = try_out(data, "brands.csv", collection.dataset, gazetteer)
    assert time.process_time() - started < SECONDS
    assert [p.rule for p in trial.problems if p.rule == OURS] == []
    # A ZIP or .xls signature is a spreadsheet here, refused under its own rules.
    assert (trial.dataset is None) == (case.outcome.kind == "refused")
    assert trial.passed == (trial.dataset is not None and case.outcome.kind in ("accepted", "named"))


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_name_of_a_file_decides_nothing(files, gazetteer, collection, name):
    trial = try_out(files["brands"], name, collection.dataset, gazetteer)
    assert trial == try_out(files["brands"], "brands.csv", collection.dataset, gazetteer)
    assert len(trial.unchanged) == 10


@pytest.mark.parametrize("seed", range(4))
def test_spoilt_workbooks_give_a_trial(gazetteer, collection, seed):
    whole = template_xlsx(collection.dataset, gazetteer)
    chance = random.Random(seed)
    for _ in range(WORKBOOKS // 4):
        made = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            made[chance.randrange(len(made))] = chance.randrange(256)
        if chance.random() < 0.3:
            at = chance.randrange(len(made))
            del made[at : at + chance.choice((1, 100, 10_000))]
        started = time.process_time()
        trial = try_out(bytes(made), "own.xlsx", collection.dataset, gazetteer)
        assert time.process_time() - started < SECONDS
        assert [p.rule for p in trial.problems if p.rule == OURS] == []
