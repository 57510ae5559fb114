"""How much may be published and how much uploaded, tried with collections of that size."""

import csv
import io
import os
import subprocess
import sys
import threading
import time

import pytest
import xlsxwriter

from brandmap.intake import upload
from brandmap.intake.csv_file import read_table
from brandmap.intake.dataset import load
from brandmap.intake.limits import PUBLISHED, UPLOADED
from brandmap.intake.upload import try_out
from brandmap.intake.workbook_process import POLITENESS
from brandmap.schema import TABLES
from tests import ROOT
from tests.many_models import frozen_files, many_files

FULL = ("brands", "measures", "figures", "places", "teaching")


def workbook(files):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in FULL:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(csv.reader(io.StringIO(files[name].decode("utf-8-sig")))):
                for position, cell in enumerate(row):
                    sheet.write_string(number, position, cell)
    return out.getvalue()


def fatal(trial):
    return [(p.table, p.rule, p.message("en")) for p in trial.problems if p.fatal]


def test_300_models_with_everything_are_uploaded(collection, gazetteer):
    trial = try_out(workbook(many_files(frozen_files(), 300, full=True)), "own.xlsx", collection.dataset, gazetteer)
    assert trial.problems == ()
    assert len(trial.dataset.brands) == 300
    assert len(trial.dataset.lessons) == 300


@pytest.mark.parametrize(
    ("n", "said"), [(500, []), (501, [("brands", "too_many_rows", "There are more than 500 rows.")])]
)
def test_a_visitors_models_are_counted(n, said, collection, gazetteer):
    brands = many_files(frozen_files(), n, full=False)["brands"]
    trial = try_out(brands, "own.csv", collection.dataset, gazetteer)
    assert fatal(trial) == said
    assert trial.dataset is None if said else len(trial.dataset.brands) == n


def test_the_rows_about_the_models_are_counted_by_themselves():
    row = b"a,1,m,m\n"
    heading = b"brand,order,measure_zh,measure_en\n"
    for limits, lenient in ((UPLOADED, True), (PUBLISHED, False)):
        allowed = read_table(TABLES["measures"], heading + row * limits.others, lenient=lenient)
        assert len(allowed.rows) == limits.others
        refused = read_table(TABLES["measures"], heading + row * (limits.others + 1), lenient=lenient)
        assert [(p.rule, p.values["limit"]) for p in refused.problems] == [("too_many_rows", limits.others)]


def test_a_visitors_file_has_two_megabytes_and_a_published_one_more():
    large = b"id\n" + b"x" * UPLOADED.bytes
    refused = read_table(TABLES["brands"], large, lenient=True)
    assert [(p.rule, p.values["limit"]) for p in refused.problems] == [("too_large", 2)]
    assert read_table(TABLES["brands"], large).problems[0].rule == "missing_column"


def test_more_models_are_published_than_uploaded(gazetteer):
    files = many_files(frozen_files(), 600, full=True)
    started = time.process_time()
    loaded = load(files, gazetteer)
    assert loaded.problems == ()
    assert len(loaded.dataset.brands) == 600
    assert len(loaded.dataset.lessons) == 600
    assert time.process_time() - started < 10  # with room for a busy machine


def test_files_are_checked_one_after_the_other(collection, gazetteer, monkeypatch):
    """Two checks never meet: each waits in vain for the other."""
    meeting = threading.Barrier(2, timeout=0.5)
    alone = []

    def check(*_):
        try:
            meeting.wait()
        except threading.BrokenBarrierError:
            alone.append(True)
        return upload.Trial(None)

    monkeypatch.setattr(upload, "_trial", check)
    threads = [
        threading.Thread(target=upload.try_out, args=(b"", "own", collection.dataset, gazetteer)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert alone == [True, True]


def test_the_process_that_reads_workbooks_lets_others_go_first():
    code = (
        "import os; from brandmap.intake import workbook_process as process; "
        "process.read = lambda data: (print(os.nice(0)), ([], []))[1]; process.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input=b"", capture_output=True, check=True)
    assert done.stdout.splitlines()[0] == str(min(19, os.nice(0) + POLITENESS)).encode()
