"""Use private parts of uvicorn, asyncio and Streamlit: every such use of the server, listed in ``TOUCHES``."""

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

#: Every private part in use, those of the pages first.
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
QUIET = 60.0  # seconds between two messages of a log that repeats itself
DRAIN_CHECK = 0.05  # seconds between questions whether pages are still being computed
# A message that announces the end of a run is shorter than this many bytes; longer ones are not decoded.
LONGEST_END = 256
_ACCEPT_FAILED = "socket.accept() out of system resource"  # asyncio's words

log = logging.getLogger(__name__)


def install() -> tuple[str, ...]:
    """Install the repairs and say so in the log; return the names of the safety touches that are missing."""
    names = repairs.install()
    versions = ", ".join(f"{package} {tried}" for package, tried in repairs.TRIED.items())
    log.info("repairs installed: %s (tried with %s)", ", ".join(names) or "none", versions)
    return tuple(touch.name for touch in TOUCHES if touch.safety and touch.name not in names)


class DrainingServer(uvicorn.Server):
    """Stop in order: accept nothing new, let pages being computed finish within ``grace`` seconds, then close the
    sockets with 1012 (“service restart”), upon which browsers reconnect: behind a proxy, to another replica."""

    def __init__(
        self, config: uvicorn.Config, *, begin: Callable[[], None], busy: Callable[[], object], grace: float
    ) -> None:
        super().__init__(config)
        self._begin, self._busy, self._grace = begin, busy, grace

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, with a quiet log while no connection can be accepted."""
        log_exhaustion(asyncio.get_running_loop())
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the port at once and the connections when nothing is being computed."""
        self._begin()
        for listener in self.servers:
            listener.close()
        for one in sockets or []:
            one.close()
        clock = asyncio.get_running_loop().time
        end = clock() + self._grace
        while self._busy() and clock() < end and not self.force_exit:
            await asyncio.sleep(DRAIN_CHECK)
        await super().shutdown(sockets)


class Seldom:
    """Log a warning unless one was logged within QUIET seconds, so that a repeating fault does not hide others."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = -QUIET

    def warning(self, message: str, *values: object) -> None:
        """Log ``message`` if it is time."""
        if self._now() - self._last >= QUIET:
            self._last = self._now()
            log.warning(message, *values)


def log_exhaustion(loop: asyncio.AbstractEventLoop) -> None:
    """Log one line a minute for connections that cannot be accepted; everything else as before.

    asyncio logs a traceback for every turn of the loop in which it tries: 86,000 lines within seconds.
    """
    seldom = Seldom()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if context.get("message") == _ACCEPT_FAILED:
            seldom.warning("a connection cannot be accepted: %s. See docs/operations.md", context.get("exception"))
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(handle)


async def refuse_handshake(receive: Receive, send: Send, retry_after: int) -> None:
    """Answer a request for a websocket with 503, without a line of log."""
    await receive()  # the request for the connection
    headers = [(b"retry-after", str(retry_after).encode()), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
    # uvicorn takes a handshake answered this way for one not answered and logs each, unless it ends like this.
    raise ClientDisconnected


def run_begins(message: Message) -> bool:
    """Tell whether a message from a browser asks for a run. ValueError for a frame that is no message of its own."""
    if message["type"] != "websocket.receive":
        return False
    try:
        return bool(BackMsg.FromString(message.get("bytes") or b"?").WhichOneof("type") == "rerun_script")
    except DecodeError as error:
        raise ValueError("not a message of Streamlit's protocol") from error


def run_ends(message: Message) -> bool:
    """Tell whether a message to a browser announces the end of a run, and not that another begins."""
    data = message.get("bytes")
    if message["type"] != "websocket.send" or not data or len(data) > LONGEST_END:
        return False
    forward = ForwardMsg.FromString(data)
    return bool(
        forward.WhichOneof("type") == "script_finished"
        and forward.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


async def run_first_page() -> str:
    """Run the first page in a session of its own and throw it away; return why it failed, empty if it did not."""
    succeeded, message = await get_instance().does_script_run_without_error()
    return "" if succeeded else str(message)


async def expire_sessions() -> None:
    """End the sessions whose two minutes for a reconnection are over, for as long as the server runs. Streamlit looks
    for them only when somebody comes or leaves."""
    while True:
        await asyncio.sleep(EXPIRY_CHECK)
        manager: Any = get_instance()._session_mgr
        with manager._storage_lock:
            expired = manager._session_storage._cache.expire()
        for _, info in expired:
            info.session.shutdown()
