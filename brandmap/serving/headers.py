"""Put security headers on every HTTP response. Bodies are not buffered, websockets not changed.

What each part of the app needs was tried in Chromium (docs/operations.md, “Content-Security-Policy”).
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
    """List the hashes of our inline scripts, so that no others may run.

    These are the scripts of the document and those of the frame that tell the browser the page's language.
    """
    scripts = _INLINE.findall(document.document("zh") + "".join(frame.SET_LANGUAGE.values()))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts if script)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def page_policy(frame_ancestors: str) -> str:
    """Build the policy for everything but components and media files, such as Streamlit's page."""
    return _policy(
        {
            "default-src": "'self'",
            # protobuf.js needs WebAssembly for 64-bit numbers. This does not allow eval.
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


def inner_ancestors(frame_ancestors: str) -> str:
    """Extend the allowed ancestors for documents in a frame of the page: the page itself is one too."""
    others = [word for word in frame_ancestors.split() if word not in ("'self'", "'none'")]
    return " ".join(["'self'", *others])


def component_policy(frame_ancestors: str) -> str:
    """Build the policy for the map's frame, where streamlit-folium evaluates the map's script from text."""
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
            "frame-ancestors": inner_ancestors(frame_ancestors),
        }
    )


def media_policy(frame_ancestors: str) -> str:
    """Build the policy for generated files: opened as a page they run no script and load nothing."""
    ancestors = inner_ancestors(frame_ancestors)
    return f"default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors {ancestors}; sandbox"


class SecurityHeaders:
    """Middleware: add the headers. ``frame_ancestors`` is a source list as in ServeOptions, for instance ``'self'``."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, base_path: str = "") -> None:
        self._app = app
        # X-Frame-Options knows only these two; browsers that know frame-ancestors ignore it.
        frame_options = {"'self'": "SAMEORIGIN", "'none'": "DENY"}
        page_option = frame_options.get(frame_ancestors)
        inner_option = frame_options.get(inner_ancestors(frame_ancestors))
        self._policies = (
            (f"{base_path}/component/", component_policy(frame_ancestors), inner_option, None),
            # An export may contain a visitor's own data and must not be cached.
            (f"{base_path}/media/", media_policy(frame_ancestors), inner_option, "no-store"),
            ("", page_policy(frame_ancestors), page_option, None),
        )
        self._constant = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy, frame_options, caching = next(
            values for prefix, *values in self._policies if scope["path"].startswith(prefix)
        )

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = str(policy)
                for name, value in self._constant.items():
                    headers[name] = value
                if caching:
                    headers["Cache-Control"] = caching
                if frame_options:
                    headers["X-Frame-Options"] = frame_options
            await send(message)

        await self._app(scope, receive, send_with_headers)
