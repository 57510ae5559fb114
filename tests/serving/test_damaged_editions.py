"""A running site fed damaged editions while visitors click: the last good one stays, /readyz tells the truth, the log
says what is wrong and since when.

20 editions in an ordinary run; ten minutes of them:

    BRANDMAP_STORM_SECONDS=600 bash scripts/test.sh tests/serving/test_damaged_editions.py -s
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from datetime import UTC, datetime

from brandmap.intake.dataset import folder_files, load
from brandmap.intake.library import _line
from brandmap.intake.problems import DataError
from brandmap.text import phrase
from tests.hostile.damages import damage, restore
from tests.serving.conftest import serving, visiting
from tests.serving.test_data_faults import PAGE_NAMES, plain

SECONDS = float(os.environ.get("BRANDMAP_STORM_SECONDS", "0"))
EDITIONS = 20
SEED = 20241230


def truth_of(folder, gazetteer):
    """The fingerprint of a good edition, else ""; and what is wrong with a bad one, as the log says it."""
    try:
        return load(folder_files(folder), gazetteer).dataset.fingerprint[:12], ()
    except DataError as error:
        return "", error.problems


def test_the_last_good_edition_stays_whatever_comes(tmp_path, gazetteer):
    folder = tmp_path / "data"
    folder.mkdir()
    restore(folder)
    chance = random.Random(SEED)
    good, _ = truth_of(folder, gazetteer)
    since = ""
    counts = {"used": 0, "refused": 0}
    with serving(tmp_path, environment={"BRANDMAP_DATA": str(folder)}) as server, visiting(server.url) as staying:
        end = time.monotonic() + SECONDS
        while sum(counts.values()) < EDITIONS or time.monotonic() < end:
            restore(folder)
            what = damage(folder, chance) if chance.random() < 0.85 else "whole"
            before = datetime.now(UTC).replace(microsecond=0)
            fingerprint, problems = truth_of(folder, gazetteer)
            good = fingerprint or good
            answer = server.get("/readyz")
            report = json.loads(answer.text)
            assert (answer.status, report["ready"], report["data"]) == (200, True, good), what
            if problems:
                match = re.fullmatch(r"newer data not used since (\S+): (.*)", report["reason"])
                assert match, what
                assert match[2] == problems[0].line("en"), what
                # Since the first of the bad editions in a row.
                assert datetime.fromisoformat(match[1]) >= before if not since else match[1] == since, what
                since = match[1]
                log = server.errors()
                assert [one for one in problems if f"data not used: {_line(one)}" not in log] == [], what
            else:
                since = ""
                assert report["reason"] == "", what
            query, name = f"lang={chance.choice(('zh', 'en'))}", chance.choice(PAGE_NAMES)
            page = staying.page(query, name)
            assert plain(page), what
            assert (phrase("frame.data_failed", query[-2:]) in page) == bool(problems), what
            with visiting(server.url) as other:
                assert plain(other.page(query, chance.choice(PAGE_NAMES))), what
            assert server.metric("brandmap_data_failure") == bool(problems), what
            counts["refused" if problems else "used"] += 1
        restore(folder)
        assert json.loads(server.get("/readyz").text)["reason"] == ""
        assert "Traceback" not in server.errors()
    print(f"{counts['used']} editions used, {counts['refused']} refused")
    assert min(counts.values()) >= 3
