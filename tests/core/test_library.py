"""The published collection reloads when files change and keeps the last good edition."""

import os

import pytest

from brandmap.library import Library
from brandmap.problems import DataError


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


def test_unchanged_files_give_the_same_edition(folder, gazetteer):
    library = Library(folder, gazetteer)
    assert library.current() is library.current()


def test_a_changed_file_appears(folder, gazetteer):
    library = Library(folder, gazetteer)
    library.current()
    path = folder / "brands.csv"
    rewritten(path, path.read_bytes().replace("生态警务".encode(), "水源警务".encode()))
    assert library.current().collection.dataset.by_id["maqu-ecology"].name.zh == "水源警务"


def test_a_broken_file_keeps_the_last_good_edition_and_says_so(folder, gazetteer, caplog):
    library = Library(folder, gazetteer)
    good = library.current()
    rewritten(folder / "brands.csv", b"")
    edition = library.current()
    assert edition.collection is good.collection
    assert [problem.rule for problem in edition.failure] == ["empty_file"]
    assert "brands.csv: The file is empty." in caplog.text


def test_no_good_edition_at_all_raises(tmp_path, gazetteer):
    with pytest.raises(DataError):
        Library(tmp_path, gazetteer).current()
