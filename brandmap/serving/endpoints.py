"""Answer the addresses of the server itself, and close some of Streamlit's.

``/healthz`` and ``/readyz`` answer at the root and under the base path, ``/metrics`` only at the root, so that
a proxy which forwards the base path does not publish it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

from anyio import to_thread
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from brandmap.serving.health import Health
from brandmap.serving.metrics import CONTENT_TYPE, exposition
from brandmap.serving.traffic import Traffic

#: Streamlit's metrics (ours say more, and nothing about users) and its addresses for programs, which start sessions.
CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
LENGTH_HEADERS = {b"content-length", b"transfer-encoding"}
NO_STORE = {"Cache-Control": "no-store"}


class Endpoints:
    """Middleware: answer health and metrics, close CLOSED_PATHS. ``statuses`` counts responses (see AccessLog)."""

    def __init__(
        self, app: ASGIApp, health: Health, traffic: Traffic, statuses: Mapping[int, int], base_path: str = ""
    ) -> None:
        self._app = app
        self._health = health
        self._traffic = traffic
        self._statuses = statuses
        self._answers: dict[str, Callable[[], Awaitable[Response]]] = {"/metrics": self._metrics}
        for base in {"", base_path}:
            self._answers |= {f"{base}/healthz": self._healthz, f"{base}/readyz": self._readyz}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and {name for name, _ in scope["headers"]} >= LENGTH_HEADERS:
            # A proxy that reads the other length could take the rest for a second request.
            await PlainTextResponse("bad request\n", 400, {"Connection": "close"})(scope, receive, send)
            return
        if scope["type"] in ("http", "websocket") and any(path in scope["path"] for path in CLOSED_PATHS):
            refusal: ASGIApp = PlainTextResponse("not found\n", 404) if scope["type"] == "http" else WebSocketClose()
            await refusal(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in self._answers:
            if scope["method"] in ("GET", "HEAD"):
                response = await self._answers[scope["path"]]()
            else:
                response = PlainTextResponse("method not allowed\n", 405, {"Allow": "GET, HEAD"})
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _healthz(self) -> Response:
        return PlainTextResponse("ok\n", headers=NO_STORE)

    async def _readyz(self) -> Response:
        report = await to_thread.run_sync(self._health.report)
        body = {"ready": report.ready, "reason": report.reason, "data": report.fingerprint}
        return Response(
            json.dumps(body, ensure_ascii=False) + "\n", 200 if report.ready else 503, NO_STORE, "application/json"
        )

    async def _metrics(self) -> Response:
        report = await to_thread.run_sync(self._health.report)
        text = exposition(self._traffic, report, self._statuses)
        return Response(text, headers={**NO_STORE, "Content-Type": CONTENT_TYPE})
