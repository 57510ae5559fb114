"""Complete Streamlit's sign-in.

Visitors return to the page they wanted, cookies are ``Secure`` behind TLS, a page explains when the provider does not
answer, and a user name in a header is accepted only from a named proxy.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from http.cookies import SimpleCookie
from ipaddress import IPv4Network, IPv6Network, ip_address
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from brandmap.ui.repairs.notice_page import notice_page

RETURN_COOKIE = "brandmap_return"  # holds the page to return to after signing in
RETURN_AGE = 600  # seconds that signing in may take
_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f]{0,2000}")

log = logging.getLogger(__name__)


class SignIn:
    """Middleware: complete the answers of Streamlit's sign-in addresses."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._base = base_path
        self._login, self._callback = f"{base_path}/auth/login", f"{base_path}/oauth2callback"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        secure = scope["scheme"] == "https" or headers.get("x-forwarded-proto") == "https"
        path = scope["path"]
        failed = False

        async def complete_and_send(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                failed = path == self._login and message["status"] >= 400
                self._complete(path, headers, MutableHeaders(scope=message), secure)
            if not failed:
                await send(message)

        try:
            await self._app(scope, receive, complete_and_send)
        except Exception as error:
            if path != self._login:
                raise
            failed = True
            log.error("sign-in: %s: %s", type(error).__name__, error)
        if failed:
            page = notice_page("provider", link=referring_page(headers, self._base) or f"{self._base}/")
            await HTMLResponse(page, 503, {"Cache-Control": "no-store"})(scope, receive, send)

    def _complete(self, path: str, request: Headers, response: MutableHeaders, secure: bool) -> None:
        """Remember the page before signing in, redirect to it afterwards, and mark cookies as ``Secure``."""
        if path == self._login:
            response.append("Set-Cookie", self._cookie(referring_page(request, self._base), RETURN_AGE))
        elif path == self._callback and "location" in response:
            cookie = SimpleCookie(request.get("cookie", "")).get(RETURN_COOKIE)
            target = unquote(cookie.value) if cookie else ""
            if _is_page(target, self._base):
                response["location"] = target
            response.append("Set-Cookie", self._cookie("", 0))
        if secure:
            cookies = response.getlist("set-cookie")
            del response["set-cookie"]
            for cookie_text in cookies:
                marked = cookie_text if "; secure" in cookie_text.lower() else f"{cookie_text}; Secure"
                response.append("Set-Cookie", marked)

    def _cookie(self, value: str, age: int) -> str:
        return (
            f"{RETURN_COOKIE}={quote(value, safe='')}; Path={self._base or '/'}; Max-Age={age}; HttpOnly; SameSite=Lax"
        )


def referring_page(request: Headers, base_path: str) -> str:
    """Return the page of this app from which the visitor came, with its query; "" if there is none."""
    parts = urlsplit(request.get("referer", ""))
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return target if parts.netloc == request.get("host") and _is_page(target, base_path) else ""


def _is_page(target: str, base_path: str) -> bool:
    """Tell whether ``target`` is a page of this app, to which a redirect is safe."""
    return bool(_PATH.fullmatch(target)) and target.startswith(f"{base_path}/") and "/auth/" not in target


class TrustedHeader:
    """Middleware: remove the header with the user name, except from requests of the named proxies."""

    def __init__(self, app: ASGIApp, header: str, proxies: Sequence[IPv4Network | IPv6Network]) -> None:
        self._app = app
        self._header = header.lower().encode()
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._from_proxy(scope):
            scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != self._header]}
        await self._app(scope, receive, send)

    def _from_proxy(self, scope: Scope) -> bool:
        client = scope.get("client")
        try:
            return client is not None and any(ip_address(client[0]) in network for network in self._proxies)
        except ValueError:
            return False
