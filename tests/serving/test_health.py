"""Alive, ready, counted: with good data, with broken data, and while the data changes."""

import json
import re
from types import SimpleNamespace

import pytest

from brandmap.intake.dataset import folder_files
from brandmap.intake.library import Library
from brandmap.intake.problems import DataError, Problem
from brandmap.serving.health import Health, Phase
from brandmap.serving.metrics import exposition
from brandmap.serving.traffic import BUCKETS, Traffic
from tests.serving.conftest import eventually, serving, visiting

DATASET = SimpleNamespace(fingerprint="0123456789ab" + 52 * "0")
SNAPSHOT = SimpleNamespace(failure=(), failing_since=None, collection=SimpleNamespace(dataset=DATASET))


def test_a_server_with_data_is_alive_and_ready(server):
    assert (server.get("/healthz").status, server.get("/healthz").text) == (200, "ok\n")
    ready = server.get("/readyz")
    assert ready.status == 200
    body = json.loads(ready.text)
    assert body["ready"] is True
    assert re.fullmatch("[0-9a-f]{12}", body["data"])
    assert server.get("/readyz", method="POST").status == 405


def test_a_server_without_usable_data_is_alive_not_ready_and_recovers(installation, tmp_path):
    brands = installation / "data" / "brands.csv"
    good = brands.read_bytes()
    brands.write_bytes(b"")
    with serving(tmp_path, top=installation) as server:
        assert server.get("/healthz").status == 200
        broken = server.get("/readyz")
        assert broken.status == 503
        assert json.loads(broken.text)["reason"].startswith("data: brands.csv")
        assert server.metric("brandmap_ready") == 0
        with visiting(server.url) as visitor:
            assert "Traceback" not in visitor.page()
        brands.write_bytes(good)
        eventually(lambda: server.get("/readyz").status == 200, "ready again")
        # Broken once more: the last good snapshot stays, and says so.
        brands.write_bytes(b"id\n")
        answer = json.loads(server.get("/readyz").text)
        assert answer["ready"] is True
        assert re.match(r"newer data not used since \d{4}-\d\d-\d\dT[\d:]{8}\+00:00: brands\.csv", answer["reason"])
        assert server.metric("brandmap_data_failure") == 1


def test_phases_and_failures():
    health = Health(lambda: SNAPSHOT)
    assert (health.report().ready, health.report().reason) == (False, "warming up")
    health.phase = Phase.SERVING
    assert (health.report().ready, health.report().fingerprint) == (True, "0123456789ab")
    health.first_run_failure = "timeout"
    assert health.report().reason == "first page: timeout"
    health.first_run_failure, health.phase = "", Phase.DRAINING
    assert health.report().reason == "shutting down"

    def broken():
        raise DataError((Problem("brands", "file_empty", fatal=True),))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "line", lambda self, lang: f"{self.file} {lang}")
        assert Health(broken).report().reason == "data: brands.csv en"


def test_runs_and_sessions_are_counted(server):
    sessions, runs = server.metric("brandmap_sessions_total"), server.metric("brandmap_run_seconds_count")
    with visiting(server.url) as visitor:
        visitor.page()
        assert server.metric("brandmap_sessions_open") == 1
        visitor.page("lang=en")
        eventually(lambda: server.metric("brandmap_run_seconds_count") == runs + 2, "two runs counted")
        assert server.metric("brandmap_runs_in_progress") == 0
    eventually(lambda: server.metric("brandmap_sessions_open") == 0, "the session gone")
    assert server.metric("brandmap_sessions_total") == sessions + 1
    assert 50e6 < server.metric("process_resident_memory_bytes") < 600e6


def test_the_histogram_is_cumulative():
    traffic = Traffic()
    for seconds in (0.05, 0.051, 3, 99):
        traffic.count_run(seconds)
    text = exposition(traffic, Health(lambda: SNAPSHOT).report(), {2: 5, 4: 1})
    counts = [int(count) for count in re.findall(r"run_seconds_bucket\{[^}]+\} (\d+)", text)]
    assert counts == [1, 2, 2, 2, 2, 2, 3, 3, 4]
    assert len(counts) == len(BUCKETS) + 1
    assert 'brandmap_responses_total{class="4xx"} 1\n' in text
    assert "brandmap_run_seconds_sum 102.101000\n" in text
    # Each family is announced once, before its samples.
    names = re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)
    assert len(names) == len(set(names)) == len(re.findall(r"^# HELP", text, re.MULTILINE))


def test_not_ready_without_the_rules_of_the_finder(tmp_path):
    """No page of theirs runs without them."""
    for name, data in folder_files().items():
        if name != "finder":
            (tmp_path / f"{name}.csv").write_bytes(data)
    health = Health(Library(tmp_path).current)
    health.phase = Phase.SERVING
    assert health.report().ready is False
    assert health.report().reason.startswith("data: finder.csv: The file is missing.")
