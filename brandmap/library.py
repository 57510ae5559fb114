"""The published collection of a running process: loaded once, reloaded when a file changes.

A changed file appears at the next run. A broken one keeps the last good edition and is reported, in the operator's
log and as ``Edition.failure``; only a process that never had a good edition raises.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from brandmap.dataset import DATA, folder_files, load
from brandmap.filters import Collection
from brandmap.geo import Gazetteer, load_gazetteer
from brandmap.problems import DataError, Problem
from brandmap.schema import TABLES

log = logging.getLogger(__name__)

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Edition:
    """One good state of the data. ``failure`` holds what is wrong with newer files that could not be used."""

    collection: Collection
    problems: tuple[Problem, ...]
    failure: tuple[Problem, ...] = ()


class Library:
    """Thread-safe: sessions are threads of one process."""

    def __init__(self, directory: Path = DATA, gazetteer: Gazetteer | None = None) -> None:
        self._directory = directory
        self._gazetteer = gazetteer or load_gazetteer()
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
            loaded = load(folder_files(self._directory), self._gazetteer)
        except DataError as error:
            for problem in error.problems:
                log.error("data not used: %s", problem.line("en"))
            if last_good is None:
                raise
            return replace(last_good, failure=error.problems)
        for problem in loaded.problems:
            log.warning("row left out: %s", problem.line("en"))
        return Edition(Collection.of(loaded.dataset, self._gazetteer), loaded.problems)

    def _files_signature(self) -> Signature:
        """Name, time and size of each file: cheap enough to look at on every run."""
        found = []
        for table in TABLES.values():
            try:
                status = (self._directory / table.filename).stat()
            except OSError:
                continue
            found.append((table.name, status.st_mtime_ns, status.st_size))
        return tuple(found)
