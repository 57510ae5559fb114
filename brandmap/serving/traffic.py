"""Count sessions and script runs by their websocket messages.

Streamlit's own metrics have sessions but not runs, and visitors notice how long a run takes.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brandmap.serving.platform import run_begins, run_ends

UNSUPPORTED_DATA = 1003  # a code of the websocket protocol
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


@dataclass
class Traffic:
    """Hold the counts of this process; they are changed only on the event loop."""

    sessions_open: int = 0
    sessions_total: int = 0
    runs_open: int = 0
    runs_total: int = 0
    run_seconds: float = 0.0
    #: Finished runs per bucket, each in the first one that it fits in; the last is for all longer ones.
    histogram: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))

    def count_run(self, seconds: float) -> None:
        """Count a finished run and its duration."""
        self.runs_total += 1
        self.run_seconds += seconds
        self.histogram[bisect_left(BUCKETS, seconds)] += 1


class TrafficWatch:
    """Middleware: count in ``traffic``, and close a connection that sends bytes which are no message of Streamlit's."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        traffic = self._traffic
        accepted = False
        closed_by_us = False
        started: float | None = None  # of the run in progress

        async def receive_and_count() -> Message:
            nonlocal closed_by_us, started
            message = await receive()
            try:
                begins = run_begins(message)
            except ValueError:
                # Streamlit would close the connection too, with a traceback in the log.
                closed_by_us = True
                await send({"type": "websocket.close", "code": UNSUPPORTED_DATA})
                return {"type": "websocket.disconnect", "code": UNSUPPORTED_DATA}
            if started is None and begins:
                started = time.perf_counter()
                traffic.runs_open += 1
            return message

        async def send_and_count(message: Message) -> None:
            nonlocal accepted, started
            if closed_by_us:
                return
            await send(message)
            if message["type"] == "websocket.accept":
                accepted = True
                traffic.sessions_open += 1
                traffic.sessions_total += 1
            elif started is not None and run_ends(message):
                traffic.count_run(time.perf_counter() - started)
                traffic.runs_open -= 1
                started = None

        try:
            await self._app(scope, receive_and_count, send_and_count)
        finally:
            traffic.sessions_open -= accepted
            traffic.runs_open -= started is not None
