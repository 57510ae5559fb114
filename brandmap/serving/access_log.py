"""Write one line of JSON per request, without anything personal: no address, user agent, query, cookie or session."""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Addresses that machines ask every few seconds; only failures are logged.
PROBE_PATHS = ("/healthz", "/readyz", "/metrics", "/_stcore/health")
MAX_PATH = 200  # characters
# The names of uploads and generated files identify a session: only the folder is logged.
_PRIVATE = re.compile(r"(/_stcore/upload_file|/media)/.*", re.DOTALL)


def public_path(path: str) -> str:
    """Return the path as it may be logged."""
    return _PRIVATE.sub(r"\1/…", path)[:MAX_PATH]


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class AccessLog:
    """Middleware: log each request, and count responses in ``statuses`` by the first digit of their status."""

    def __init__(self, app: ASGIApp, statuses: Counter[int], write: Callable[[str], object] = _write) -> None:
        self._app = app
        self._write = write
        self._statuses = statuses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status, size = 500, 0  # 500 stays if the app fails before it answers

        async def send_and_note(message: Message) -> None:
            nonlocal status, size
            match message["type"]:
                case "http.response.start" | "websocket.http.response.start":
                    status = message["status"]
                case "http.response.body" | "websocket.http.response.body":
                    size += len(message.get("body", b""))
                case "websocket.accept":
                    status = 101
                case "websocket.send":
                    size += len(message.get("bytes") or message.get("text") or b"")
                case "websocket.close" if status != 101:
                    status = 403  # closed before the handshake: the server answers 403
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._statuses[status // 100] += 1
            if status >= 400 or not scope["path"].endswith(PROBE_PATHS):
                self._write(_log_line(scope, status, time.perf_counter() - started, size))


def _log_line(scope: Scope, status: int, seconds: float, size: int) -> str:
    """Write the line of one request; ``size`` is in bytes."""
    entry: dict[str, Any] = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"] if scope["type"] == "http" else "WEBSOCKET",
        "path": public_path(scope["path"]),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "bytes": size,
    }
    return json.dumps(entry, ensure_ascii=True)
