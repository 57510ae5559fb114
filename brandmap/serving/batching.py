"""Fewer system calls between the thread of a run and the reader's socket.

Python gives up its one lock at each system call. With a run computing on one thread and the event loop sending on
another, each such call may hand the interpreter over, and the thread that lost it waits up to 5 ms to get it back. A
filter is some 37 small messages; with a byte into the loop's own pipe and a write to the socket for each, nobody held
the interpreter for a third of the time under load. Here the messages of two milliseconds share one of each.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

GATHER = 0.002  # seconds: no reader sees them, and the messages of one step of a run come faster


class EventLoop(asyncio.SelectorEventLoop):
    """Other threads wake it once, however much they ask of it before it is awake."""

    _awakening = False

    def _write_to_self(self) -> None:
        if not self._awakening:
            self._awakening = True
            super()._write_to_self()  # type: ignore[misc]

    def _process_self_data(self, data: bytes) -> None:
        # What was asked for until now is in the loop's queue already and runs next; what comes after wakes it anew.
        self._awakening = False


class GatheringTransport:
    """A transport that sends what is written within GATHER seconds in one go; in all else the one it wraps."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._waiting:
            self._loop.call_later(GATHER, self._send)
        self._waiting.append(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's, on a transport that gathers."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        gathering = GatheringTransport(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, gathering))
