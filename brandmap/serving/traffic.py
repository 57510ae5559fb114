"""Count sessions and script runs by the websocket messages that pass.

Streamlit's own metrics know sessions but not runs, and how long a run takes is what visitors feel.
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
    """Hold the numbers of this process. Changed on the event loop only."""

    open_sessions: int = 0
    sessions: int = 0
    running: int = 0
    runs: int = 0
    run_seconds: float = 0.0
    #: Runs by the first bucket they fit in; the last is for all longer ones.
    histogram: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))

    def finished(self, seconds: float) -> None:
        """Count a run that took so long."""
        self.runs += 1
        self.run_seconds += seconds
        self.histogram[bisect_left(BUCKETS, seconds)] += 1


class TrafficWatch:
    """Middleware: count in ``traffic``, and close a connection that sends what is no message."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        traffic = self._traffic
        accepted = False
        cut = False
        started: float | None = None  # of the run in progress

        async def received() -> Message:
            nonlocal cut, started
            message = await receive()
            try:
                begins = run_begins(message)
            except ValueError:
                # Streamlit would close the connection too, with a traceback in the log.
                cut = True
                await send({"type": "websocket.close", "code": UNSUPPORTED_DATA})
                return {"type": "websocket.disconnect", "code": UNSUPPORTED_DATA}
            if started is None and begins:
                started = time.perf_counter()
                traffic.running += 1
            return message

        async def sent(message: Message) -> None:
            nonlocal accepted, started
            if cut:
                return
            await send(message)
            if message["type"] == "websocket.accept":
                accepted = True
                traffic.open_sessions += 1
                traffic.sessions += 1
            elif started is not None and run_ends(message):
                traffic.finished(time.perf_counter() - started)
                traffic.running -= 1
                started = None

        try:
            await self._app(scope, received, sent)
        finally:
            traffic.open_sessions -= accepted
            traffic.running -= started is not None
