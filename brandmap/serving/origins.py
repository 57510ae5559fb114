"""Let only pages of the app open its websocket.

Streamlit also accepts pages of localhost and requests without an Origin (streamlit issue #16448).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

POLICY_VIOLATION = 1008


class SameOrigin:
    """Middleware: refuse a websocket whose Origin is not its Host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            if not same_origin(headers.get("origin", ""), headers.get("host", "")):
                await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def same_origin(origin: str, host: str) -> bool:
    """Tell whether an Origin header names the same host and port as a Host header."""
    try:
        parts = urlsplit(origin)
        default_port = {"http": 80, "https": 443}[parts.scheme]
        requested = urlsplit(f"//{host}")
        return bool(parts.hostname) and (parts.hostname, parts.port or default_port) == (
            requested.hostname,
            requested.port or default_port,
        )
    except (KeyError, ValueError):
        return False
