"""The published collection of a running process: loaded once, reloaded when a file changes.

A changed file appears at the next run. A broken or unreadable one keeps the last good edition and is reported, in the
operator's log and as ``Edition.failure``; only a process that never had a good edition raises, always DataError.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from brandmap.collection.filters import Collection
from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.intake.problems import DataError, Problem, any_fault_as_data_error, unreadable
from brandmap.places.gazetteer import LAYERS, Gazetteer, geojson, load_gazetteer
from brandmap.schema import TABLES

log = logging.getLogger(__name__)

Signature = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Edition:
    """One good state of the data. ``failure`` holds what is wrong with newer files that could not be used."""

    collection: Collection
    problems: tuple[Problem, ...]
    failure: tuple[Problem, ...] = ()


_told: tuple[str, ...] = ()  # what the log says is wrong with the files; one process, one state of them


def _tell(problems: tuple[Problem, ...], cause: BaseException | None = None) -> None:
    """Say in the operator's log why the files are not used: once, although every visitor's run finds it anew while
    there is nothing to fall back on. ``cause`` is what the loader did not foresee."""
    global _told  # noqa: PLW0603
    lines = tuple(_line(problem) for problem in problems)
    if lines != _told:
        _told = lines
        for line in lines:
            log.error("data not used: %s", line, exc_info=cause)


class Library:
    """Thread-safe: sessions are threads of one process. Making one raises DataError if the boundaries are damaged."""

    def __init__(self, directory: Path = DATA, gazetteer: Gazetteer | None = None) -> None:
        self._directory = directory
        self._gazetteer = gazetteer or _boundaries()
        self._lock = threading.Lock()
        self._signature: Signature | None = None
        self._edition: Edition | None = None

    def current(self) -> Edition:
        """The newest good edition. Raises DataError if there never was one."""
        signature = self._files_signature()
        edition = self._edition
        if edition is not None and signature == self._signature:
            return edition
        with self._lock:
            if self._edition is None or signature != self._signature:
                self._edition = self._reloaded(self._edition)
                self._signature = signature
            return self._edition

    def _reloaded(self, last_good: Edition | None) -> Edition:
        try:
            with any_fault_as_data_error():
                loaded = load(folder_files(self._directory), self._gazetteer)
                collection = Collection.of(loaded.dataset, self._gazetteer)
        except DataError as error:
            _tell(error.problems, error.__cause__)
            if last_good is None:
                raise
            return replace(last_good, failure=error.problems)
        _tell(())
        for problem in loaded.problems:
            log.warning("%s: %s", "row left out" if problem.costs_row else "row used", problem.line("en"))
        return Edition(collection, loaded.problems)

    def _files_signature(self) -> Signature:
        """Name, times and size of each file: cheap enough to look at on every run. The time of the last change of the
        entry tells when a file has become readable again."""
        found = []
        for table in TABLES.values():
            try:
                status = (self._directory / table.filename).stat()
            except OSError:
                continue
            found.append((table.name, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
        return tuple(found)


def _line(problem: Problem) -> str:
    """With the system's own words, which only an operator can use."""
    reason = problem.values.get("reason")
    return f"{problem.line('en')} ({reason})" if reason else problem.line("en")


def _boundaries() -> Gazetteer:
    """The gazetteer, once every boundary file has been read: a page that needs one must not be the first to find it
    missing. Raises DataError."""
    problems: list[Problem] = []
    readers: list[tuple[str, Callable[[], object]]] = [("geo/units.csv", load_gazetteer)]
    readers += [(f"geo/{name}.geojson", partial(geojson, name)) for name in LAYERS]
    for name, read in readers:
        try:
            read()
        except FileNotFoundError:
            problems.append(Problem(name, "missing_file", fatal=True))
        except OSError as error:
            problems.append(unreadable(name, error))
        except (ValueError, KeyError):
            problems.append(Problem(name, "damaged_boundaries", fatal=True))
    if problems:
        _tell(tuple(problems))
        raise DataError(tuple(problems))
    return load_gazetteer()
