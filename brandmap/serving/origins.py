"""Let only the app's own page open its websocket. Streamlit also lets in pages of localhost and callers that do not say
where they come from (streamlit issue #16448)."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

POLICY_VIOLATION = 1008


class SameOrigin:
    """Middleware: refuse a websocket whose Origin is not the Host it asks for."""

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
    """Tell whether the web page ``origin`` lies on ``host`` (name and port, as in the Host header)."""
    try:
        parts = urlsplit(origin)
        default = {"http": 80, "https": 443}[parts.scheme]
        asked = urlsplit(f"//{host}")
        return bool(parts.hostname) and (parts.hostname, parts.port or default) == (
            asked.hostname,
            asked.port or default,
        )
    except (KeyError, ValueError):
        return False
