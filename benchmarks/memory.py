"""Measure server memory per further session: visitors of the protocol, without browsers, all kept open."""

from __future__ import annotations

import contextlib

from benchmarks.servers import App
from tests.protocol import finished
from tests.serving.conftest import Visitor, visiting

WARM_UP = 5  # sessions before the first reading
SESSIONS = 20  # between two readings
BLOCKS = 3


def per_session(app: App) -> list[float]:
    """Return MB per further session, one value per block of ``SESSIONS``. Each opens the first page and filters
    once."""
    with contextlib.ExitStack() as open_sessions:
        for _ in range(WARM_UP):
            _visit(open_sessions.enter_context(visiting(app.url)))
        found = []
        before = app.memory()
        for _ in range(BLOCKS):
            for _ in range(SESSIONS):
                _visit(open_sessions.enter_context(visiting(app.url)))
            after = app.memory()
            found.append((after - before) / SESSIONS)
            before = after
        return found


def _visit(visitor: Visitor) -> None:
    for query in ("", "theme=agriculture"):
        visitor.ask(query)
        visitor.until(finished)
