"""Refuse new visitors with a notice while file descriptors are short, so that connected ones are not cut off.

Every session uses three descriptors for an event loop, and one for its socket while connected. Without this, a process
at its limit closed sockets without a notice, and asyncio wrote 86,000 lines of log within seconds (256 descriptors,
68 visitors), since it logs a traceback each time it cannot accept a connection.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brandmap.serving.platform import RateLimitedLog, refuse_handshake
from brandmap.ui.repairs.notice_page import notice_page

WANTED_LIMIT = 65_536  # the same as in deploy/
OPEN_AT_START = 8  # descriptors in use before the first visitor
PER_SESSION = 3  # descriptors besides its socket: Streamlit gives each session an event loop
RETRY_AFTER = 10  # seconds
DESCRIPTOR_FOLDER = Path("/proc/self/fd")
_HEADERS = {
    "Cache-Control": "no-store",
    "Retry-After": str(RETRY_AFTER),
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}
_refused_count = 0


def refused_count() -> int:
    """Return how many visitors this process has refused because it was full."""
    return _refused_count


def limit() -> int:
    """Return how many descriptors this process may open."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def raise_limit() -> int:
    """Raise the limit as far as the system allows, up to WANTED_LIMIT, and return it.

    The usual limit at the start is 1,024, and far more is usually allowed.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_LIMIT if hard == resource.RLIM_INFINITY else min(WANTED_LIMIT, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return soft
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def count_open() -> int:
    """Count the open descriptors; 0 if the system does not tell."""
    try:
        # Linux counts them from version 6.2 on; older versions say 0.
        return DESCRIPTOR_FOLDER.stat().st_size or len(os.listdir(DESCRIPTOR_FOLDER))
    except OSError:
        return 0


def reserve(limit: int) -> int:
    """Return how many descriptors of a limit are kept free for requests, files and refusals."""
    return min(256, max(32, limit // 16))


def max_visitors(limit: int) -> int:
    """Return how many visitors may be connected at the same time with this limit."""
    return (limit - reserve(limit) - OPEN_AT_START) // (PER_SESSION + 1)


class Admission:
    """Middleware: answer 503 to new pages and websockets while descriptors are short.

    It is the outermost layer, so that a refusal costs little and is not logged. Visitors already connected stay.
    """

    def __init__(self, app: ASGIApp, limit: int, count: Callable[[], int] = count_open) -> None:
        self._app = app
        self._max_open = limit - reserve(limit)
        self._limit = limit
        self._count_open = count
        self._entering = 0  # websockets let in whose session does not exist yet
        self._log = RateLimitedLog()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await (self._refuse(scope, receive, send) if self._full() else self._enter(scope, receive, send))
        elif scope["type"] == "http" and _begins_a_visit(scope) and self._full():
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _full(self) -> bool:
        """Tell whether there is no room for one more session."""
        return self._count_open() + PER_SESSION * (self._entering + 1) > self._max_open

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a websocket on; it counts as entering until the application waits for its first message."""
        waits = 0  # of the application for a message; the first one is for the handshake
        self._entering += 1

        async def receive_and_count() -> Message:
            nonlocal waits
            waits += 1
            self._entering -= waits == 2
            return await receive()

        try:
            await self._app(scope, receive_and_count, send)
        finally:
            self._entering -= waits < 2

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the notice page or, to a websocket, with the status alone."""
        global _refused_count  # noqa: PLW0603 # one count per process, changed on the event loop only
        _refused_count += 1
        self._log.warning(
            "%s of %s file descriptors are in use: new visitors are asked to wait (%s so far). Give the process more "
            "(LimitNOFILE, ulimit -n) or start another one, see docs/operations.md",
            self._count_open(), self._limit, _refused_count,
        )  # fmt: skip
        if scope["type"] == "websocket":
            await refuse_handshake(receive, send, RETRY_AFTER)
        else:
            page = notice_page("full", again=RETRY_AFTER, seconds=RETRY_AFTER)
            await HTMLResponse(page, 503, _HEADERS)(scope, receive, send)


def _begins_a_visit(scope: Scope) -> bool:
    """Tell whether a browser requests a page of the app and not a file of it."""
    file_paths = ("/component/", "/media/", "/static/", "/_stcore/")
    accepted = Headers(scope=scope).get("accept", "")
    return "text/html" in accepted and not any(part in scope["path"] for part in file_paths)
