"""Sign-in through OIDC: off without secrets, closed when badly configured, and whole against a provider."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import time
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import sync_playwright
from starlette.responses import Response
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from websockets.sync.client import connect

from brandmap.serving.sign_in import SignIn, TrustedHeader
from brandmap.settings import Settings
from brandmap.text import phrase
from brandmap.ui import sign_in
from tests.protocol import connection
from tests.serving.conftest import Visitor, serving, visiting

SCRIPT = """
import streamlit as st
from brandmap.ui import sign_in
if sign_in.required():
    sign_in.draw("en")
    st.stop()
st.text(f"inside {st.user.get('name', 'anyone')}")
sign_in.draw_sign_out("en")
"""
GOOD = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "http://localhost/none",
}
needs_authlib = pytest.mark.skipif(
    importlib.util.find_spec("authlib") is None, reason="deploy/requirements-auth.txt is not installed"
)


@pytest.fixture(autouse=True)
def looked_up_anew():
    """A process looks once; each of these tests stands for one."""
    sign_in.configured.cache_clear()
    yield
    sign_in.configured.cache_clear()


def shown(secrets):
    sign_in.configured.cache_clear()
    app = AppTest.from_string(SCRIPT)
    for name, value in secrets.items():
        app.secrets[name] = value
    app.run()
    assert list(app.exception) == []
    return [one.value for one in (*app.text, *app.error)] + [one.label for one in app.button]


def test_it_is_off_without_secrets():
    assert shown({}) == ["inside anyone"]
    assert shown({"something": "else"}) == ["inside anyone"]


@needs_authlib
def test_it_is_on_with_an_auth_section():
    assert shown({"auth": GOOD}) == [phrase("sign_in.button", "en")]


@pytest.mark.parametrize("missing", GOOD)
def test_an_incomplete_section_keeps_everyone_out(missing):
    assert shown({"auth": {name: GOOD[name] for name in GOOD if name != missing}}) == [phrase("sign_in.unusable", "en")]


def test_required_without_secrets_keeps_everyone_out(monkeypatch):
    monkeypatch.setenv("BRANDMAP_SIGN_IN", "required")
    assert shown({}) == [phrase("sign_in.unusable", "en")]


@needs_authlib
def test_a_visitor_signs_in_and_out(tmp_path):
    from tests.serving.oidc import CLIENT, SECRET, provider  # noqa: PLC0415 # needs Authlib's packages

    script = tmp_path / "inside.py"
    script.write_text(SCRIPT, encoding="utf-8")
    (tmp_path / ".streamlit").mkdir()
    with provider() as one, sync_playwright() as playwright:

        def write_secrets(port):
            (tmp_path / ".streamlit" / "secrets.toml").write_text(
                f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"x" * 32}"\n'
                f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
                f'server_metadata_url = "{one.url}/.well-known/openid-configuration"\n',
                encoding="utf-8",
            )

        with serving(tmp_path, "--script", str(script), prepare=write_secrets) as server:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"{server.url}/?theme=ecology")
            page.get_by_role("button", name=phrase("sign_in.button", "en")).click()
            page.get_by_text("inside Li Hua").wait_for(timeout=15_000)
            assert page.url == f"{server.url}/?theme=ecology"
            assert one.requests.count("/token") == 1
            assert one.faults == []

            stranger = browser.new_context().new_page()
            stranger.goto(server.url)
            stranger.get_by_role("button", name=phrase("sign_in.button", "en")).wait_for(timeout=15_000)
            assert stranger.get_by_text("inside").count() == 0

            page.get_by_role("button", name=phrase("sign_in.out", "en")).click()
            page.get_by_role("button", name=phrase("sign_in.button", "en")).wait_for(timeout=15_000)
            browser.close()
            assert "li@example.gov.cn" not in str(server.log())


@pytest.fixture
def visitor(monkeypatch):
    """Sets who the visitor is, and what the operator allows."""
    user = {}
    monkeypatch.setattr(sign_in.st, "user", user)
    monkeypatch.setenv("BRANDMAP_SIGN_IN", "required")
    monkeypatch.setattr(sign_in, "_ended", {})

    def become(environment=None, **claims):
        allowed = Settings.from_environment(environment or {})
        monkeypatch.setattr(sign_in, "settings", lambda: allowed)
        user.clear()
        user.update({"is_logged_in": True, "sub": "1", "iat": time.time() - 60, **claims})

    return become


LI = {"email": "Li@example.gov.cn"}


@pytest.mark.parametrize(
    ("environment", "claims", "expected"),
    [
        ({}, LI, ""),
        ({}, {"is_logged_in": False}, "sign_in"),
        ({}, {**LI, "iat": time.time() - 13 * 3600}, "expired"),
        ({"BRANDMAP_SIGN_IN_HOURS": "24"}, {**LI, "iat": time.time() - 13 * 3600}, ""),
        ({}, {**LI, "iat": None}, "expired"),
        ({"BRANDMAP_ALLOWED_USERS": "wang@example.gov.cn, li@example.gov.cn"}, LI, ""),
        ({"BRANDMAP_ALLOWED_USERS": "@example.gov.cn"}, LI, ""),
        ({"BRANDMAP_ALLOWED_USERS": "wang@example.gov.cn"}, LI, "refused"),
        ({"BRANDMAP_ALLOWED_USERS": "example.gov.cn"}, LI, "refused"),
        ({"BRANDMAP_ALLOWED_USERS": "@example.gov.cn"}, {"email": "li@example.gov.cn.evil.example"}, "refused"),
        ({"BRANDMAP_ALLOWED_USERS": "@example.gov.cn"}, {**LI, "email_verified": False}, "refused"),
        ({"BRANDMAP_ALLOWED_GROUPS": "trainers"}, {**LI, "groups": ["trainers", "x"]}, ""),
        ({"BRANDMAP_ALLOWED_GROUPS": "trainers"}, {**LI, "groups": "trainers"}, "refused"),
        ({"BRANDMAP_ALLOWED_GROUPS": "trainers"}, LI, "refused"),
    ],
)
def test_who_is_let_in(visitor, environment, claims, expected):
    visitor(environment, **claims)
    assert sign_in.obstacle() == expected
    assert sign_in.required() is (expected != "")


def test_whoever_signs_out_is_out_in_all_tabs_and_with_a_copied_cookie(visitor, monkeypatch):
    monkeypatch.setattr(sign_in.st, "logout", lambda: None)
    visitor(**LI, iat=time.time() - 60)
    assert not sign_in.required()
    sign_in._sign_out()
    assert sign_in.obstacle() == "expired"
    visitor(**LI, iat=time.time() - 1)  # signed in anew
    assert not sign_in.required()


PROXY = {"BRANDMAP_USER_HEADER": "X-Client-DN", "BRANDMAP_USER_PROXIES": "10.0.0.0/8, ::1"}


@pytest.mark.parametrize(
    ("more", "name", "expected"),
    [({}, "CN=Li", ""), ({}, "", "no_proxy"), ({"BRANDMAP_ALLOWED_USERS": "cn=wang"}, "CN=Li", "refused")],
)
def test_a_name_given_by_the_proxy(visitor, more, name, expected):
    visitor({**PROXY, **more}, proxy_user=name, is_logged_in=False, iat=None)
    assert (sign_in.obstacle(), sign_in.visitor()) == (expected, name)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"BRANDMAP_USER_HEADER": "X-User"}, "BRANDMAP_USER_HEADER needs BRANDMAP_USER_PROXIES"),
        ({**PROXY, "BRANDMAP_USER_HEADER": "X User:"}, "must be the name of a header"),
        ({**PROXY, "BRANDMAP_USER_PROXIES": "proxy.local"}, "BRANDMAP_USER_PROXIES must hold addresses"),
        ({"BRANDMAP_SIGN_IN_HOURS": "0"}, "BRANDMAP_SIGN_IN_HOURS must be a whole number from 1 to 720"),
    ],
)
def test_a_wrong_setting_stops_the_server(environment, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("client", "names"), [(("10.1.2.3", 1), ["x-client-dn", "host"]), (("11.1.2.3", 1), ["host"]), (None, ["host"])]
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_only_the_named_proxy_may_name_the_visitor(client, names, kind):
    seen = []

    async def app(scope, _receive, _send):
        seen.extend(name.decode() for name, _ in scope["headers"])

    settings = Settings.from_environment(PROXY)
    scope = {"type": kind, "client": client, "headers": [(b"x-client-dn", b"CN=Li"), (b"host", b"a")]}
    asyncio.run(TrustedHeader(app, settings.user_header, settings.user_proxies)(scope, None, None))
    assert seen == names


@pytest.mark.parametrize(("proxies", "shown"), [("127.0.0.1", "inside Li"), ("10.0.0.0/8", "no_proxy")])
def test_a_server_behind_a_proxy_that_signs_in(tmp_path, proxies, shown):
    script = tmp_path / "inside.py"
    script.write_text(SCRIPT.replace("st.user.get('name', 'anyone')", "sign_in.visitor()"), encoding="utf-8")
    environment = {**PROXY, "BRANDMAP_USER_PROXIES": proxies}
    with serving(tmp_path, "--script", str(script), environment=environment) as server:
        options = {**connection(server.url), "additional_headers": {"X-Client-DN": "Li"}}
        with connect(**options) as socket:
            page = Visitor(socket).page()
    assert (phrase("sign_in.no_proxy", "en").partition("'")[0] if shown == "no_proxy" else shown) in page


def completed(path, status=200, *, scheme="http", answer=(), fails=False, **headers):
    """(status, headers, text) of an answer of Streamlit's routes under ``/map`` after it was completed."""

    async def app(scope, receive, send):
        if fails:
            raise ConnectionError("no provider")
        response = Response("Authentication error", status)
        for name, value in answer:
            response.headers.append(name, value)
        await response(scope, receive, send)

    base = f"{scheme}://map.gov.cn"
    client = TestClient(SignIn(app, "/map"), base, follow_redirects=False)
    response = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return response.status_code, response.headers, response.text


@pytest.mark.parametrize(
    ("referer", "kept"),
    [
        ("http://map.gov.cn/map/themes?lang=en&theme=ecology", "/map/themes?lang=en&theme=ecology"),
        ("http://map.gov.cn/map/?q=%E6%8A%A5", "/map/?q=%E6%8A%A5"),
        ("http://evil.example/map/themes", ""),
        ("http://map.gov.cn/other", ""),
        ("http://map.gov.cn//evil.example/map/", ""),
        ("http://map.gov.cn/map/auth/logout", ""),
        ("", ""),
    ],
)
def test_the_page_asked_for_is_opened_after_signing_in(referer, kept):
    _, headers, _ = completed("/map/auth/login?provider=x", 302, answer=[("Location", "http://id")], Referer=referer)
    cookie = SimpleCookie(headers["set-cookie"])["brandmap_return"]
    assert (unquote(cookie.value), cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        kept,
        "/map",
        True,
        "Lax",
    )
    back = [("Location", "/map/")]
    _, headers, _ = completed("/map/oauth2callback", 302, answer=back, Cookie=f"brandmap_return={cookie.value}")
    assert headers["location"] == (kept or "/map/")
    assert "Max-Age=0" in headers["set-cookie"]


@pytest.mark.parametrize(
    "forged", ["//evil.example", "/\\evil.example", "https://evil.example", "/map/a b", "/elsewhere"]
)
def test_a_forged_return_leads_nowhere_else(forged):
    cookie = f"brandmap_return={quote(forged, safe='')}"
    _, headers, _ = completed("/map/oauth2callback", 302, answer=[("Location", "/map/")], Cookie=cookie)
    assert headers["location"] == "/map/"


@pytest.mark.parametrize(
    ("scheme", "forwarded", "secure"), [("http", "", 0), ("https", "", 2), ("http", "https", 2), ("http", "http", 0)]
)
def test_cookies_are_secure_behind_tls(scheme, forwarded, secure):
    cookies = [("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Secure")]
    _, headers, _ = completed("/map/", scheme=scheme, answer=cookies, X_Forwarded_Proto=forwarded)
    marked = [one for one in headers.get_list("set-cookie") if one.lower().count("; secure") == 1]
    assert len(marked) == max(secure, 1)


@pytest.mark.parametrize("failure", [{"status": 400}, {"fails": True}])
def test_a_provider_that_does_not_answer_is_a_page_in_both_languages(failure):
    status, headers, text = completed("/map/auth/login", Referer="http://map.gov.cn/map/data?lang=en", **failure)
    assert (status, headers["cache-control"]) == (503, "no-store")
    assert all(phrase("notice.provider", lang) in text for lang in ("zh", "en"))
    assert 'href="/map/data?lang=en"' in text
    assert "Authentication error" not in text


def test_an_unreadable_secrets_file_keeps_everyone_out(tmp_path):
    script = tmp_path / "inside.py"
    script.write_text(SCRIPT, encoding="utf-8")
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth\n", encoding="utf-8")
    with serving(tmp_path, "--script", str(script)) as server, visiting(server.url) as visitor:
        page = visitor.page()
        assert phrase("sign_in.unusable", "en") in page
        assert "inside anyone" not in page
