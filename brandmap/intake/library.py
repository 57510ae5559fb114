"""Hold the published collection of a running process: loaded once, reloaded when a file changes.

A changed file appears at the next run. One that is broken, unreadable or does not answer keeps the last good snapshot
and is reported, in the operator's log and as ``Snapshot.failure``; only a process that never had one raises, always
DataError.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from brandmap.collection.filters import Collection
from brandmap.intake.dataset import DATA, load
from brandmap.intake.problems import DataError, Problem, any_fault_as_data_error, unreadable
from brandmap.intake.reader import Look, Reader, Signature, Stalled
from brandmap.places.gazetteer import LAYERS, Gazetteer, geojson, load_gazetteer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """Hold one good state of the data. ``failure`` holds what is wrong with newer files that could not be used, and
    ``failing_since`` when that was first seen."""

    collection: Collection
    problems: tuple[Problem, ...]
    failure: tuple[Problem, ...] = ()
    failing_since: datetime | None = None


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


@cache
def _reader(directory: Path) -> Reader:
    """Return the one reader of a folder: while it is stalled, nobody starts another one."""
    return Reader(directory)


class Library:
    """Hold the newest good snapshot for all sessions, which are threads of one process. Making one raises DataError if
    the boundaries are damaged."""

    def __init__(self, directory: Path = DATA, gazetteer: Gazetteer | None = None) -> None:
        self._reader = _reader(directory)
        self._gazetteer = gazetteer or _boundaries()
        self._lock = threading.Lock()
        self._signature: Signature | None = None
        self._snapshot: Snapshot | None = None
        self._failing_since: datetime | None = None

    def current(self) -> Snapshot:
        """Return the newest good snapshot. Raises DataError if there never was one."""
        try:
            look = self._reader.look(self._signature)
        except Stalled as stalled:
            return self._keep_last((Problem(stalled.table, "stalled_file", fatal=True),))
        with self._lock:
            if self._snapshot is None or (look.files is not None and look.signature != self._signature):
                self._snapshot = self._reload(look)
                self._signature = look.signature
            if not self._snapshot.failure:
                _tell(())
                self._failing_since = None
            return self._snapshot

    def _reload(self, look: Look) -> Snapshot:
        try:
            with any_fault_as_data_error():
                if look.problems:
                    raise DataError(look.problems)
                loaded = load(look.files or {}, self._gazetteer)
                collection = Collection.of(loaded.dataset, self._gazetteer)
        except DataError as error:
            return self._keep_last(error.problems, error.__cause__)
        for problem in loaded.problems:
            log.warning("%s: %s", "row left out" if problem.costs_row else "row used", problem.line("en"))
        return Snapshot(collection, loaded.problems)

    def _keep_last(self, failure: tuple[Problem, ...], cause: BaseException | None = None) -> Snapshot:
        """Return the last good snapshot with what is wrong with newer files. DataError without one."""
        _tell(failure, cause)
        if self._snapshot is None:
            raise DataError(failure)
        self._failing_since = self._failing_since or datetime.now(UTC)
        return replace(self._snapshot, failure=failure, failing_since=self._failing_since)


def _line(problem: Problem) -> str:
    """Write a line of the log, with the system's own words, which only an operator can use."""
    reason = problem.values.get("reason")
    return f"{problem.line('en')} ({reason})" if reason else problem.line("en")


def _boundaries() -> Gazetteer:
    """Load the gazetteer, once every boundary file has been read: a page that needs one must not be the first to find
    it missing. Raises DataError."""
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
