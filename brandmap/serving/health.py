"""Tell whether this process can serve visitors: it has data, and its first page runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from brandmap.intake.library import Snapshot
from brandmap.intake.problems import DataError

log = logging.getLogger(__name__)


class Phase(StrEnum):
    """Name the phases of a server from start to stop."""

    WARMING = "warming up"
    SERVING = "serving"
    DRAINING = "shutting down"


@dataclass(frozen=True)
class Report:
    """Hold the state of the process. With broken new files it stays ready and uses older data."""

    ready: bool
    reason: str  # why it is not ready or uses older data; else empty
    fingerprint: str = ""  # of the data in use, first 12 digits
    data_failure: bool = False  # the files on disk cannot be used


class Health:
    """Check data and first page. ``snapshot`` loads the newest valid data or raises DataError, in any thread."""

    def __init__(self, snapshot: Callable[[], Snapshot]) -> None:
        self._snapshot = snapshot
        self.phase = Phase.WARMING
        #: Why the first page did not run during warm-up; empty if it did.
        self.first_run_failure = ""

    def report(self) -> Report:
        """Report the present state. It may load data and so must not run on the event loop."""
        try:
            snapshot = self._snapshot()
        except DataError as error:
            return Report(False, f"data: {error.problems[0].line('en')}", data_failure=True)
        failing = bool(snapshot.failure)
        fingerprint = snapshot.collection.dataset.fingerprint[:12]
        if self.phase is not Phase.SERVING:
            return Report(False, self.phase.value, fingerprint, failing)
        if self.first_run_failure:
            return Report(False, f"first page: {self.first_run_failure}", fingerprint, failing)
        since = "" if snapshot.failing_since is None else snapshot.failing_since.isoformat(timespec="seconds")
        reason = f"newer data not used since {since}: {snapshot.failure[0].line('en')}" if failing else ""
        return Report(True, reason, fingerprint, failing)
