"""Security headers on every HTTP response, whoever made it. Pure ASGI: bodies pass unbuffered, websockets untouched.

What each part of the app needs was measured in Chromium (docs/operations.md, “Content-Security-Policy”).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brandmap.ui import frame
from brandmap.ui.repairs import document

_INLINE = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)

PERMISSIONS = ", ".join(
    [f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")] + ["fullscreen=(self)"]
)


@cache
def inline_script_hashes() -> tuple[str, ...]:
    """CSP sources of the constant inline scripts, those of the document and the frame's that tell the browser the
    page's language, so that no other inline script may run."""
    scripts = _INLINE.findall(document.document("zh") + "".join(frame.SAY_LANGUAGE.values()))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts if script)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def page_policy(frame_ancestors: str) -> str:
    """For Streamlit's page and everything that is neither a component nor a media file."""
    return _policy(
        {
            "default-src": "'self'",
            # WebAssembly: protobuf.js counts in 64 bits with it. It does not allow eval.
            "script-src": " ".join(("'self'", "'wasm-unsafe-eval'", *inline_script_hashes())),
            # Streamlit writes its styles into the page at run time.
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "media-src": "'self' data: blob:",
            "worker-src": "'self' blob:",
            "connect-src": "'self'",  # covers the websocket of the same origin
            "frame-src": "'self'",
            "object-src": "'none'",
            "base-uri": "'self'",
            "form-action": "'self'",
            "frame-ancestors": frame_ancestors,
        }
    )


def component_policy() -> str:
    """For the frame of the map: streamlit-folium gets the map's script as text and evaluates it."""
    return _policy(
        {
            "default-src": "'self'",
            "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "connect-src": "'self'",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'self'",
        }
    )


def media_policy() -> str:
    """For generated files: one opened as a page runs nothing and reaches nothing."""
    return "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


class SecurityHeaders:
    """``frame_ancestors`` is a source list as in ServeOptions, for instance ``'self'``."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, base_path: str = "") -> None:
        self._app = app
        page, component, media = page_policy(frame_ancestors), component_policy(), media_policy()
        self._policies = (
            (f"{base_path}/component/", component),
            (f"{base_path}/media/", media),
            ("", page),
        )
        self._constant = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        # Only these two can be said in the old header; browsers that know frame-ancestors ignore it anyway.
        self._frame_options = {"'self'": "SAMEORIGIN", "'none'": "DENY"}.get(frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = next(text for prefix, text in self._policies if scope["path"].startswith(prefix))
        component = scope["path"].startswith(self._policies[0][0])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in self._constant.items():
                    headers[name] = value
                frame_options = "SAMEORIGIN" if component else self._frame_options
                if frame_options:
                    headers["X-Frame-Options"] = frame_options
            await send(message)

        await self._app(scope, receive, send_with_headers)
