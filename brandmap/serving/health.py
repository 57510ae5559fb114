"""Whether this process can serve: alive is answering at all, ready is having data and a first page that runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from brandmap.dataset import fingerprint, folder_files
from brandmap.library import Edition
from brandmap.problems import DataError

log = logging.getLogger(__name__)


class Phase(StrEnum):
    WARMING = "warming up"
    SERVING = "serving"
    DRAINING = "shutting down"


@dataclass(frozen=True)
class Report:
    """``reason`` is empty when all is well. A broken file beside a good edition leaves the process ready."""

    ready: bool
    reason: str
    fingerprint: str = ""
    data_failure: bool = False


class Health:
    """``edition`` loads the newest good data or raises DataError; it may be called from any thread."""

    def __init__(self, edition: Callable[[], Edition]) -> None:
        self._edition = edition
        self._seen: Edition | None = None
        self._fingerprint = ""
        self.phase = Phase.WARMING
        #: Why the first page did not run during warm-up; empty if it did.
        self.first_run_failure = ""

    def report(self) -> Report:
        """Loads changed data, so it belongs on a worker thread."""
        try:
            edition = self._edition()
        except DataError as error:
            return Report(False, f"data: {error.problems[0].line('en')}", data_failure=True)
        except OSError as error:
            return Report(False, f"data cannot be read: {error.strerror}", data_failure=True)
        if edition is not self._seen:
            if not edition.failure or not self._fingerprint:
                self._fingerprint = fingerprint(folder_files())[:12]
            self._seen = edition
        failing = bool(edition.failure)
        if self.phase is not Phase.SERVING:
            return Report(False, self.phase.value, self._fingerprint, failing)
        if self.first_run_failure:
            return Report(False, f"first page: {self.first_run_failure}", self._fingerprint, failing)
        reason = f"newer data not used: {edition.failure[0].line('en')}" if failing else ""
        return Report(True, reason, self._fingerprint, failing)
