"""The published collection reloads when files change and keeps the last good snapshot."""

import contextlib
import os
import shutil
import threading
import time

import pytest

from brandmap.intake import reader
from brandmap.intake.library import Library
from brandmap.intake.problems import DataError
from brandmap.places.gazetteer import GEO_FOLDER, geojson, load_gazetteer


@pytest.fixture
def folder(tmp_path, files):
    for name, data in files.items():
        (tmp_path / f"{name}.csv").write_bytes(data)
    return tmp_path


def rewritten(path, data):
    """Write and move the clock of the file on, so that the change shows whatever the file system's resolution."""
    before = path.stat().st_mtime_ns
    path.write_bytes(data)
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_unchanged_files_give_the_same_snapshot(folder, gazetteer):
    library = Library(folder, gazetteer)
    assert library.current() is library.current()


def test_a_changed_file_appears(folder, gazetteer):
    library = Library(folder, gazetteer)
    library.current()
    path = folder / "brands.csv"
    rewritten(path, path.read_bytes().replace("生态警务".encode(), "水源警务".encode()))
    assert library.current().collection.dataset.by_id["maqu-ecology"].name.zh == "水源警务"


def test_a_broken_file_keeps_the_last_good_snapshot_and_says_so(folder, gazetteer, caplog):
    library = Library(folder, gazetteer)
    good = library.current()
    rewritten(folder / "brands.csv", b"")
    snapshot = library.current()
    assert snapshot.collection is good.collection
    assert [problem.rule for problem in snapshot.failure] == ["empty_file"]
    assert "brands.csv: The file is empty." in caplog.text


def test_no_good_snapshot_at_all_raises(tmp_path, gazetteer):
    with pytest.raises(DataError):
        Library(tmp_path, gazetteer).current()


def test_an_unreadable_file_keeps_the_last_good_snapshot_until_it_can_be_read(folder, gazetteer, caplog):
    library = Library(folder, gazetteer)
    good = library.current()
    path = folder / "brands.csv"
    data = path.read_bytes()
    path.unlink()
    path.symlink_to("/proc/self/mem")  # exists, and reading it fails, for root too
    snapshot = library.current()
    assert snapshot.collection is good.collection
    assert [(problem.file, problem.rule) for problem in snapshot.failure] == [("brands.csv", "unreadable_file")]
    assert "able to read it. (Input/output error)" in caplog.text
    path.unlink()
    path.write_bytes(data)
    assert library.current().failure == ()


def test_every_unreadable_file_is_named_when_there_is_no_snapshot(folder, gazetteer):
    for name in ("brands", "themes"):
        (folder / f"{name}.csv").unlink()
        (folder / f"{name}.csv").symlink_to("/proc/self/mem")
    with pytest.raises(DataError) as error:
        Library(folder, gazetteer).current()
    assert sorted((one.file, one.rule) for one in error.value.problems) == [
        ("brands.csv", "unreadable_file"),
        ("themes.csv", "unreadable_file"),
    ]


def test_a_fault_every_visitor_meets_is_logged_once(folder, gazetteer, caplog):
    Library(folder, gazetteer).current()
    path = folder / "brands.csv"
    data = path.read_bytes()
    for content in (b"", b"", data, b""):
        path.write_bytes(content)
        for _ in range(3):
            with contextlib.suppress(DataError):
                Library(folder, gazetteer).current()  # as each run does while there is no snapshot to fall back on
    # Once, and once more when it came back after having been right.
    assert caplog.text.count("brands.csv: The file is empty.") == 2


def test_a_file_whose_permissions_were_mended_is_read_again(folder, gazetteer):
    """Time of writing and size stay as they were when only the permissions change."""
    library = Library(folder, gazetteer)
    first = library.current()
    (folder / "brands.csv").chmod(0o604)
    assert library.current() is not first


@pytest.mark.parametrize("moved", [-86_400, 86_400])
def test_a_clock_that_jumps_a_day_hides_no_change(folder, gazetteer, moved):
    library = Library(folder, gazetteer)
    library.current()
    path = folder / "brands.csv"
    path.write_bytes(path.read_bytes().replace("生态警务".encode(), "水源警务".encode()))
    then = path.stat().st_mtime_ns + moved * 1_000_000_000
    os.utime(path, ns=(then, then))
    assert library.current().collection.dataset.by_id["maqu-ecology"].name.zh == "水源警务"


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (lambda path: path.unlink(), "missing_file"),
        (lambda path: path.write_bytes(b"\xff" + path.read_bytes()[:200]), "damaged_boundaries"),
    ],
)
@pytest.mark.parametrize("name", ["units.csv", "counties.geojson", "rivers.geojson"])
def test_damaged_boundaries_are_named(tmp_path, monkeypatch, name, damage, rule):
    shutil.copytree(GEO_FOLDER, tmp_path / "geo")
    damage(tmp_path / "geo" / name)
    # Both read the installation's folder by default.
    monkeypatch.setattr("brandmap.intake.library.load_gazetteer", lambda: load_gazetteer(tmp_path / "geo"))
    monkeypatch.setattr("brandmap.intake.library.geojson", lambda layer: geojson(layer, tmp_path / "geo"))
    with pytest.raises(DataError) as error:
        Library()
    assert [(one.file, one.rule) for one in error.value.problems] == [(f"geo/{name}", rule)]


@pytest.mark.parametrize("content", [None, b"", b"question,option\n"])
def test_the_rules_of_the_finder_are_part_of_a_snapshot(folder, gazetteer, content):
    """Without them there is no first snapshot, and a later one is not used: no page runs without the finder's rules."""
    path = folder / "finder.csv"
    data = path.read_bytes()
    library = Library(folder, gazetteer)
    good = library.current()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        Library(folder, gazetteer).current()
    assert {problem.file for problem in caught.value.problems} == {"finder.csv"}
    assert library.current().collection is good.collection
    assert {problem.file for problem in library.current().failure} == {"finder.csv"}
    path.write_bytes(data.replace(b"Village homes and courtyards", b"Courtyards"))
    changed = library.current().collection.dataset
    assert changed.rules.options["homes"].text.en == "Courtyards"
    assert changed.fingerprint != good.collection.dataset.fingerprint


@pytest.mark.parametrize(
    "step", ["dataset.brands_of", "dataset.read_table", "dataset.lessons_of", "library.Collection.of"]
)
def test_any_exception_keeps_the_last_good_snapshot(folder, gazetteer, caplog, monkeypatch, step):
    library = Library(folder, gazetteer)
    good = library.current()

    def broken(*_, **__):
        raise KeyError("not foreseen")

    monkeypatch.setattr(f"brandmap.intake.{step}", broken)
    rewritten(folder / "brands.csv", (folder / "brands.csv").read_bytes())
    snapshot = library.current()
    assert snapshot.collection is good.collection
    assert [problem.rule for problem in snapshot.failure] == ["unreadable"]
    assert "(KeyError: 'not foreseen')" in caplog.text
    assert "Traceback" in caplog.text
    with pytest.raises(DataError):
        Library(folder, gazetteer).current()


def test_the_log_tells_rows_left_out_from_rows_used(folder, gazetteer, caplog):
    for name, old, new in (("brands", b"press_report", b"hearsay"), ("themes", b"#", b"!")):
        path = folder / f"{name}.csv"
        assert old in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(old, new, 1))
    snapshot = Library(folder, gazetteer).current()
    assert {problem.rule for problem in snapshot.problems if not problem.costs_row} == {"bad_colour"}
    assert "row used: themes.csv, row" in caplog.text
    assert "row left out: brands.csv, row" in caplog.text
    assert "row left out: themes" not in caplog.text


def test_a_pipe_in_place_of_a_file_keeps_the_last_good_snapshot(folder, gazetteer):
    """Regression: every page waited for good, after the pipe was removed too."""
    library = Library(folder, gazetteer)
    good = library.current()
    path = folder / "brands.csv"
    data = path.read_bytes()
    path.unlink()
    os.mkfifo(path)
    snapshot = library.current()
    assert snapshot.collection is good.collection
    assert [(one.file, one.rule, one.values["reason"]) for one in snapshot.failure] == [
        ("brands.csv", "unreadable_file", "not an ordinary file")
    ]
    path.unlink()
    path.write_bytes(data)
    assert library.current().failure == ()


@pytest.fixture
def stalled(monkeypatch):
    """A disk that does not answer until the event is set."""
    answers = threading.Event()
    monkeypatch.setattr(reader, "PATIENCE", 0.05)

    def begin():
        monkeypatch.setattr(reader.Reader, "_signature", lambda _self: answers.wait(20) and (("brands", 1, 1, 1),))
        return answers

    yield begin
    answers.set()


def test_a_disk_that_does_not_answer_keeps_the_last_good_snapshot(folder, gazetteer, stalled, caplog):
    library = Library(folder, gazetteer)
    good = library.current()
    answers = stalled()
    first = library.current()
    assert first.collection is good.collection
    assert [one.rule for one in first.failure] == ["stalled_file"]
    began = time.monotonic()
    again = [library.current() for _ in range(100)]
    assert time.monotonic() - began < 1, "only the first one waits"
    assert {snapshot.failing_since for snapshot in again} == {first.failing_since}
    assert caplog.text.count("The disk that holds the file does not answer.") == 1
    answers.set()
    while library.current().failure:
        pass
    assert library.current().failing_since is None


def test_a_disk_that_never_answered_is_named(folder, gazetteer, stalled):
    stalled()
    for _ in range(3):
        with pytest.raises(DataError) as error:
            Library(folder, gazetteer).current()
        assert [one.rule for one in error.value.problems] == ["stalled_file"]


def test_since_when_files_fail_is_kept_over_further_faults(folder, gazetteer):
    library = Library(folder, gazetteer)
    assert library.current().failing_since is None
    rewritten(folder / "brands.csv", b"")
    since = library.current().failing_since
    rewritten(folder / "themes.csv", b"")
    snapshot = library.current()
    assert {one.file for one in snapshot.failure} >= {"themes.csv"}
    assert snapshot.failing_since == since
