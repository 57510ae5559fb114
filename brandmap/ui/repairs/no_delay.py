"""Turn Nagle's algorithm off for the connections of uvicorn's listening sockets.

Streamlit and uvicorn bind the socket without naming the protocol, and asyncio then leaves the algorithm on: every run
waits about 40 ms for the acknowledgement of its first message. On Linux, connections inherit the setting from the
socket they were accepted by.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Coroutine
from typing import Any

from uvicorn import Server

from brandmap.ui.repairs.patch import replace

Startup = Callable[..., Coroutine[Any, Any, None]]


def install() -> None:
    """Wrap uvicorn.Server.startup."""
    replace(Server, "startup", _without_delay)


def _without_delay(original: Startup) -> Startup:
    async def startup(self: Server, sockets: list[socket.socket] | None = None) -> None:
        for listener in sockets or []:
            if listener.family in (socket.AF_INET, socket.AF_INET6):
                listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await original(self, sockets)

    return startup
