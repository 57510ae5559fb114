"""Sign-in through OIDC: off without secrets, closed when badly configured, and whole against a provider."""

from __future__ import annotations

import importlib.util

import pytest
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from brandmap.text import phrase
from brandmap.ui import sign_in
from tests.serving.conftest import serving, visiting

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
            page.goto(server.url)
            page.get_by_role("button", name=phrase("sign_in.button", "en")).click()
            page.get_by_text("inside Li Hua").wait_for(timeout=15_000)
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


def test_an_unreadable_secrets_file_keeps_everyone_out(tmp_path):
    script = tmp_path / "inside.py"
    script.write_text(SCRIPT, encoding="utf-8")
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth\n", encoding="utf-8")
    with serving(tmp_path, "--script", str(script)) as server, visiting(server.url) as visitor:
        page = visitor.page()
        assert phrase("sign_in.unusable", "en") in page
        assert "inside anyone" not in page
