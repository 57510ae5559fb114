"""Refuse new visitors in words while file descriptors are short, instead of failing those who are connected.

Every session holds three descriptors for an event loop, and one for its socket while connected. Without this, a process
at its limit closed sockets without a word, and asyncio wrote 86,000 lines of log within seconds (256 descriptors,
68 visitors): it logs a traceback for every turn of the loop in which it tries to accept.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brandmap.serving.platform import Seldom, refuse_handshake
from brandmap.ui.repairs.notice_page import notice_page

WANTED = 65_536  # what all recipes in deploy/ set
AT_START = 8  # open before the first visitor
FOR_A_SESSION = 3  # beyond its socket: Streamlit gives each session an event loop
RETRY_AFTER = 10  # seconds
OPEN = Path("/proc/self/fd")
_HEADERS = {
    "Cache-Control": "no-store",
    "Retry-After": str(RETRY_AFTER),
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}
_refused = 0


def refused() -> int:
    """Return how many visitors this process has refused because it was full."""
    return _refused


def limit() -> int:
    """Return how many descriptors this process may open."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def raise_limit() -> int:
    """Raise the limit as far as the system allows, up to WANTED, and return it.

    Shells and services usually start with 1,024 and may have far more.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return soft
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def opened() -> int:
    """Count the descriptors open now; 0 where the system does not tell."""
    try:
        # Linux 6.2 and newer count them; older ones say 0.
        return OPEN.stat().st_size or len(os.listdir(OPEN))
    except OSError:
        return 0


def reserve(of: int) -> int:
    """Return how many of ``of`` descriptors are kept free for requests, files and connections to refuse."""
    return min(256, max(32, of // 16))


def visitors(of: int) -> int:
    """Return how many visitors may be connected at the same time with ``of`` descriptors."""
    return (of - reserve(of) - AT_START) // (FOR_A_SESSION + 1)


class Admission:
    """Middleware, the outermost: answer 503 to new pages and websockets while descriptors are short.

    Outermost, so that a refusal costs next to nothing and writes no line of log. Whoever is connected stays so.
    """

    def __init__(self, app: ASGIApp, limit: int, opened: Callable[[], int] = opened) -> None:
        self._app = app
        self._most = limit - reserve(limit)
        self._limit = limit
        self._opened = opened
        self._entering = 0  # websockets let in whose session does not exist yet
        self._log = Seldom()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await (self._refuse(scope, receive, send) if self._full() else self._enter(scope, receive, send))
        elif scope["type"] == "http" and _begins_a_visit(scope) and self._full():
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _full(self) -> bool:
        return self._opened() + FOR_A_SESSION * (self._entering + 1) > self._most

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = 0  # times the application has waited for a message: the handshake, then the first of the session
        self._entering += 1

        async def received() -> Message:
            nonlocal asked
            asked += 1
            self._entering -= asked == 2
            return await receive()

        try:
            await self._app(scope, received, send)
        finally:
            self._entering -= asked < 2

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        global _refused  # noqa: PLW0603 # one process, one count, changed on the event loop only
        _refused += 1
        self._log.warning(
            "%s of %s file descriptors are in use: new visitors are asked to wait (%s so far). Give the process more "
            "(LimitNOFILE, ulimit -n) or start another one, see docs/operations.md",
            self._opened(), self._limit, _refused,
        )  # fmt: skip
        if scope["type"] == "websocket":
            await refuse_handshake(receive, send, RETRY_AFTER)
        else:
            page = notice_page("full", again=RETRY_AFTER, seconds=RETRY_AFTER)
            await HTMLResponse(page, 503, _HEADERS)(scope, receive, send)


def _begins_a_visit(scope: Scope) -> bool:
    """Tell whether a browser asks for a page of the app, and not for one of its files."""
    files = ("/component/", "/media/", "/static/", "/_stcore/")
    accepted = Headers(scope=scope).get("accept", "")
    return "text/html" in accepted and not any(part in scope["path"] for part in files)
