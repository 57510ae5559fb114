"""Use private parts of uvicorn, asyncio and Streamlit; every use in the server is listed in ``TOUCHES``."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

import uvicorn
from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from uvicorn.protocols.utils import ClientDisconnected

from brandmap.ui import repairs
from brandmap.ui.repairs import Touch

#: All private parts in use, first those that the pages use.
TOUCHES = (
    *repairs.TOUCHES,
    Touch(
        "log_exhaustion", "asyncio", "message “socket.accept() out of system resource”",
        "thousands of lines of log per second without file descriptors",
    ),
    Touch("drain", "uvicorn", "Server.shutdown, servers, should_exit", "a stop cuts pages that are being computed"),
    Touch(
        "refuse_handshake", "uvicorn", "protocols.utils.ClientDisconnected",
        "one line of log for each visitor refused when the process is full",
    ),
    Touch("run_begins", "streamlit", "BackMsg.rerun_script", "no metrics of runs; a stop cuts pages"),
    Touch("run_ends", "streamlit", "ForwardMsg.script_finished", "no metrics of runs; a stop cuts pages"),
    Touch(
        "expire_sessions", "streamlit", "WebsocketSessionManager._session_storage._cache, _storage_lock",
        "what a visitor brought stays in memory until another one comes or leaves",
    ),
    Touch(
        "run_first_page", "streamlit", "Runtime.does_script_run_without_error",
        "the first visitor waits 2 s longer; /readyz does not know whether pages run",
    ),
)  # fmt: skip
EXPIRY_CHECK = 10.0  # seconds between searches for expired sessions
LOG_INTERVAL = 60.0  # seconds between two equal warnings
DRAIN_CHECK = 0.05  # seconds between checks whether pages are still being computed
MAX_END_MESSAGE = 256  # bytes; a message that announces the end of a run is shorter, so longer ones are not decoded
_ACCEPT_FAILED = "socket.accept() out of system resource"  # as asyncio writes it

log = logging.getLogger(__name__)


def install() -> tuple[str, ...]:
    """Install the repairs and log them; return the names of missing ones without which it is not safe to serve."""
    names = repairs.install()
    versions = ", ".join(f"{package} {tried}" for package, tried in repairs.TRIED.items())
    log.info("repairs installed: %s (tried with %s)", ", ".join(names) or "none", versions)
    return tuple(touch.name for touch in TOUCHES if touch.safety and touch.name not in names)


class DrainingServer(uvicorn.Server):
    """Stop in order: accept nothing new, wait up to ``grace`` seconds for pages being computed, close the connections.

    They are closed with 1012 (“service restart”), upon which browsers reconnect; behind a proxy, to another replica.
    """

    def __init__(
        self, config: uvicorn.Config, *, begin: Callable[[], None], busy: Callable[[], object], grace: float
    ) -> None:
        super().__init__(config)
        self._begin, self._busy, self._grace = begin, busy, grace

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; connections that cannot be accepted are logged once a minute."""
        log_exhaustion(asyncio.get_running_loop())
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the port at once, and the connections as soon as nothing is being computed."""
        self._begin()
        for listener in self.servers:
            listener.close()
        for listening_socket in sockets or []:
            listening_socket.close()
        clock = asyncio.get_running_loop().time
        end = clock() + self._grace
        while self._busy() and clock() < end and not self.force_exit:
            await asyncio.sleep(DRAIN_CHECK)
        await super().shutdown(sockets)


class RateLimitedLog:
    """Log at most one warning per LOG_INTERVAL, so that a repeated fault does not hide others."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = -LOG_INTERVAL

    def warning(self, message: str, *values: object) -> None:
        """Log a warning, unless one was logged a short time ago."""
        if self._now() - self._last >= LOG_INTERVAL:
            self._last = self._now()
            log.warning(message, *values)


def log_exhaustion(loop: asyncio.AbstractEventLoop) -> None:
    """Log one line a minute for connections that cannot be accepted, and all else as usual.

    asyncio would log a traceback each time it tries: 86,000 lines within seconds.
    """
    limited_log = RateLimitedLog()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if context.get("message") == _ACCEPT_FAILED:
            limited_log.warning("a connection cannot be accepted: %s. See docs/operations.md", context.get("exception"))
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(handle)


async def refuse_handshake(receive: Receive, send: Send, retry_after: int) -> None:
    """Answer a request for a websocket with 503, without logging it."""
    await receive()  # the request for the connection
    headers = [(b"retry-after", str(retry_after).encode()), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
    # uvicorn takes such a handshake for an unanswered one and logs it, unless it ends with this exception.
    raise ClientDisconnected


def run_begins(message: Message) -> bool:
    """Tell whether a message from a browser requests a run. ValueError if it is not a message of Streamlit's."""
    if message["type"] != "websocket.receive":
        return False
    try:
        return bool(BackMsg.FromString(message.get("bytes") or b"?").WhichOneof("type") == "rerun_script")
    except DecodeError as error:
        raise ValueError("not a message of Streamlit's protocol") from error


def run_ends(message: Message) -> bool:
    """Tell whether a message to a browser announces the end of a run that is not followed by another at once."""
    data = message.get("bytes")
    if message["type"] != "websocket.send" or not data or len(data) > MAX_END_MESSAGE:
        return False
    forward = ForwardMsg.FromString(data)
    return bool(
        forward.WhichOneof("type") == "script_finished"
        and forward.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


async def run_first_page() -> str:
    """Run the first page in a session of its own and discard it; return why it failed, "" if it did not."""
    succeeded, message = await get_instance().does_script_run_without_error()
    return "" if succeeded else str(message)


async def expire_sessions() -> None:
    """End sessions that were not reconnected within two minutes; runs as long as the server.

    Streamlit looks for them only when somebody connects or leaves.
    """
    while True:
        await asyncio.sleep(EXPIRY_CHECK)
        manager: Any = get_instance()._session_mgr
        with manager._storage_lock:
            expired = manager._session_storage._cache.expire()
        for _, info in expired:
            info.session.shutdown()
