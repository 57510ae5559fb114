"""The verdict beside each table is written from the same figures by the same command."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from benchmarks import load, report
from benchmarks.verdict import Check, verdict
from benchmarks.visit import Record

LIFE = [f"{name}_{what}" for name in report.LIFE for what in ("remounts", "jumps")]
MEMORY = {"ours": 0.1, "textbook": 1.0}


def run(filter_ms=10.0, memory=0.1, jumps=0.0):
    """A run in which ours filters in ``filter_ms`` and the others take 100 ms for everything."""
    records = {}
    for app in report.APPS:
        ours = app == "ours"
        samples = {row.step: [10.0, 10.0] if ours else [100.0, 100.0] for row in report.ROWS if row.unit == "ms"}
        samples |= {row.step: [500.0] for row in report.ROWS if row.unit == "kB"}
        samples |= {"processor": [3.0], "memory": [MEMORY[app]] if app in MEMORY else []}
        samples |= {key: [0.0, 0.0] for key in LIFE}
        if ours:
            samples |= {"filter": [filter_ms] * 2, "memory": [memory], "select_jumps": [0.0, jumps]}
        records[app] = Record(defaultdict(list, samples), {"filter": Counter(html=1)} if ours else {})
    return report.Run(records, visits=2, load=(0.1, 0.2))


def test_figures_that_reach_every_target():
    text = report.markdown(run())
    assert text.startswith("All 17 targets are reached.\n\n2 visits of each app")
    assert text.count("| aim reached |") == 17
    assert "missed" not in text


def test_figures_that_miss_are_named_with_value_and_target():
    text = report.markdown(run(filter_ms=125.0, memory=0.75, jumps=1.0))
    assert text.splitlines()[0] == (
        "14 of 17 targets are reached. **Missed:** filter in the panel → painted map (1.25, target ≤ 0.7 × Dash); "
        "memory of the server per further session (0.75, target ≤ 0.2 MB); view moved on select (1.00, target ≤ 0)."
    )
    assert text.count("**missed**") == 3


def test_between_what_is_asked_and_the_aim():
    line = next(line for line in report.markdown(run(memory=0.15)).splitlines() if line.startswith("| memory"))
    assert line.endswith("| 0.15 | – | – | 1.00 | ≤ 0.2 MB | ≤ 0.1 MB | reached |")


def test_the_legend_is_held_against_the_filter_of_the_page_written_by_hand():
    found = run()
    found.records["leaflet"].samples["filter"] = [8.0, 8.0]
    line = next(line for line in report.markdown(found).splitlines() if line.startswith("| legend"))
    assert "≤ 1.3 × hand-written (1.25) | ≤ 1 × hand-written (1.25) | reached |" in line


@pytest.mark.parametrize(("value", "reached"), [(4.99, False), (5.0, True), (5.01, True)])
def test_a_target_is_kept_at_its_very_value(value, reached):
    assert Check("", value, 5, more_is_better=True).reached is reached
    assert Check("", -value, -5).reached is reached


def test_a_crowd_is_judged_by_what_is_asked_at_least():
    rows = [load.Row("burst", 6.0, "s", 5, 2, 0), load.Row("twice", 1.85, "×", 1.8, 1.9, 3, more_is_better=True)]
    text = load.markdown(rows, "", (0.1, 0.2))
    assert (
        text.splitlines()[0] == "1 of 2 targets are reached. **Missed:** burst (6.00, target ≤ 5 s). Faults in 1 row."
    )
    assert [row.grade() for row in rows] == ["**missed**", "reached"]
    assert load.markdown(rows[1:2], "", (0, 0)).startswith("All 1 targets are reached. Faults in 1 row.")
    assert load.markdown([load.Row("", 1, "s", 5, 2, 0)], "", (0, 0)).startswith(
        "All 1 targets are reached. No faults."
    )


@pytest.mark.parametrize(("begin", "end"), [(report.BEGIN, report.END), (load.BEGIN, load.END)])
def test_the_document_says_what_its_tables_say(begin, end):
    section = report.DOCUMENT.read_text(encoding="utf-8").split(begin)[1].split(end)[0]
    sentence = section.strip().splitlines()[0]
    assert sentence.count("target ") == section.count("**missed**")
    reached = len(re.findall(r": reached \||\| (?:aim )?reached \|", section))
    assert re.match(rf"(All )?{reached} (of {reached + section.count('**missed**')} )?targets are reached\.", sentence)


def test_the_verdict_of_nothing_missed():
    assert verdict([Check("one", 1, 1)]) == "All 1 targets are reached."
