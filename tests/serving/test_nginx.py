"""Debian's nginx with the shipped configuration in front of two real replicas."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving.conftest import ROOT, eventually, fetched, free_port, serving, visiting

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

CONF = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
REPLICA = "server app:8501 resolve max_fails=1 fail_timeout=5s;"
# The marked lines, and the file's own folder.
CHANGES = (REPLICA, "resolver 127.0.0.11 valid=5s;", "listen 8080;", "access_log /dev/stdout plain;", "/tmp/nginx")
# Workers of a nginx that root starts are nobody, who may not enter the folders of the tests.
GLOBALS = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")


class Nginx:
    def __init__(self, folder, ports):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder / "nginx"
        self.folder.mkdir()
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;" for port in ports)
        text = CONF
        for old, new in zip(
            CHANGES,
            (
                servers,
                "",
                f"listen 127.0.0.1:{self.port};",
                f"access_log {self.folder}/access.log plain;",
                str(self.folder),
            ),
            strict=True,
        ):
            assert old in text
            text = text.replace(old, new)
        self.conf = self.folder / "nginx.conf"
        self.conf.write_text(text, encoding="utf-8")

    def start(self):
        with (self.folder / "errors.log").open("ab") as errors:
            command = [NGINX, "-c", self.conf, "-p", self.folder, "-g", GLOBALS]
            self._process = subprocess.Popen(command, stdout=errors, stderr=errors)
        eventually(lambda: fetched(f"{self.url}/healthz"), "nginx answers")

    def stop(self):
        self._process.terminate()
        self._process.wait(10)


@contextmanager
def fronted(folder, *servers) -> Iterator[Nginx]:
    nginx = Nginx(folder, [server.port for server in servers])
    try:
        nginx.start()
        yield nginx
    finally:
        nginx.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield one
        one.close()


def settled(page: Page, text: str) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=20_000)
    page.get_by_text(text).locator("visible=true").first.wait_for(timeout=20_000)


def test_the_configuration_is_valid(tmp_path):
    command = [NGINX, "-t", "-c", Nginx(tmp_path, [8501, 8502]).conf, "-p", tmp_path]
    result = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert "test is successful" in result.stderr, result.stderr
    assert "[warn]" not in result.stderr


def test_one_replica_behind_nginx(server, tmp_path):
    with fronted(tmp_path, server) as nginx:
        page = fetched(f"{nginx.url}/", headers={"Accept-Encoding": "gzip"})
        assert page.status == 200
        assert page.headers["Server"] == "nginx"  # no version
        assert page.headers["Content-Security-Policy"] == server.get("/").headers["Content-Security-Policy"]
        cookie = page.headers["Set-Cookie"].split(";")[0]
        assert len(cookie) == len("brandmap_route=00")
        again = fetched(f"{nginx.url}/", headers={"Cookie": cookie})
        assert again.headers["Set-Cookie"] is None
        closed = ("/metrics", "/readyz", "/_stcore/metrics", "/_stcore/agent/mcp")
        assert [fetched(f"{nginx.url}{path}").status for path in closed] == [404] * 4
        script = fetched(f"{nginx.url}/").text.partition('src="./static')[2].partition('"')[0]
        static = [fetched(f"{nginx.url}/static{script}", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
        assert [one.headers["Content-Encoding"] for one in static] == ["gzip"] * 2
        assert [one.status for one in static] == [200] * 2
        assert static[1].headers["X-Content-Type-Options"] == "nosniff"
        with visiting(nginx.url) as visitor:
            assert "maqu-ecology" in visitor.page("brand=maqu-ecology")
        assert "127.0.0.1" not in (nginx.folder / "access.log").read_text()


def test_a_killed_replica_and_a_restarted_nginx_cost_nobody_their_view(tmp_path, browser):
    environment = {"STREAMLIT_SERVER_COOKIE_SECRET": "only for this test, 32 bytes long"}
    with (
        serving(tmp_path, environment=environment) as one,
        serving(tmp_path, environment=environment) as two,
        fronted(tmp_path, one, two) as nginx,
    ):
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{nginx.url}/?theme=ecology&lang=en")
        settled(page, "Maqu")
        connected = eventually(
            lambda: next((server for server in (one, two) if server.metric("brandmap_sessions_open") == 1), None),
            "the browser on a replica",
        )
        other = two if connected is one else one

        connected.process.kill()
        connected.process.wait()
        eventually(lambda: other.metric("brandmap_sessions_open") == 1, "the browser on the other replica")
        settled(page, "Maqu")
        assert "theme=ecology" in page.url
        assert [fetched(f"{nginx.url}/data").status for _ in range(20)] == [200] * 20
        page.reload()
        settled(page, "Maqu")

        sessions = other.metric("brandmap_sessions_total")
        nginx.stop()
        nginx.start()
        eventually(lambda: other.metric("brandmap_sessions_total") > sessions, "the browser back")
        settled(page, "Maqu")
        assert "theme=ecology" in page.url
        page.close()
