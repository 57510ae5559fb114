"""Complete Streamlit's sign-in: it returns to the page asked for, its cookies are ``Secure`` behind TLS, a provider
that does not answer is explained on a page, and a user name in a header is believed only from a named proxy."""

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

RETURN = "brandmap_return"  # cookie: where the visitor wanted to go
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
            page = notice_page("provider", link=page_asked_for(headers, self._base) or f"{self._base}/")
            await HTMLResponse(page, 503, {"Cache-Control": "no-store"})(scope, receive, send)

    def _complete(self, path: str, request: Headers, response: MutableHeaders, secure: bool) -> None:
        """Remember the page on the way to the provider, go there on the way back, and mark cookies."""
        if path == self._login:
            response.append("Set-Cookie", self._cookie(page_asked_for(request, self._base), RETURN_AGE))
        elif path == self._callback and "location" in response:
            cookie = SimpleCookie(request.get("cookie", "")).get(RETURN)
            target = unquote(cookie.value) if cookie else ""
            if _local(target, self._base):
                response["location"] = target
            response.append("Set-Cookie", self._cookie("", 0))
        if secure:
            cookies = response.getlist("set-cookie")
            del response["set-cookie"]
            for one in cookies:
                response.append("Set-Cookie", one if "; secure" in one.lower() else f"{one}; Secure")

    def _cookie(self, value: str, age: int) -> str:
        return f"{RETURN}={quote(value, safe='')}; Path={self._base or '/'}; Max-Age={age}; HttpOnly; SameSite=Lax"


def page_asked_for(request: Headers, base_path: str) -> str:
    """Return the page of this site the visitor came from, with its query; empty if there is none."""
    parts = urlsplit(request.get("referer", ""))
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return target if parts.netloc == request.get("host") and _local(target, base_path) else ""


def _local(target: str, base_path: str) -> bool:
    """Tell whether a redirect to ``target`` stays on a page of this app."""
    return bool(_PATH.fullmatch(target)) and target.startswith(f"{base_path}/") and "/auth/" not in target


class TrustedHeader:
    """Middleware: remove the header that names the visitor, except from requests of the named proxies."""

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
