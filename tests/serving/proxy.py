"""Debian's nginx with a configuration of deploy/, and a browser in front of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import ROOT
from tests.servers import fetched, free_port
from tests.serving.conftest import Server, eventually

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
# Workers of a nginx that root starts are nobody, who may not enter the folders of the tests.
GLOBALS = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")


class Nginx:
    """nginx with the file ``deploy/NAME``. ``changes`` replaces texts that must be in it; “{folder}” and “{port}” stand
    for this nginx's own."""

    def __init__(self, folder: Path, name: str, changes: Mapping[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder / "nginx"
        self.folder.mkdir()
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new.replace("{folder}", str(self.folder)).replace("{port}", str(self.port)))
        self.conf = self.folder / "nginx.conf"
        self.conf.write_text(text, encoding="utf-8")

    def start(self, path: str = "/healthz", under: Sequence[str] = ()) -> None:
        """``under`` is a command that runs nginx, such as unshare with its options."""
        with (self.folder / "errors.log").open("ab") as errors:
            command = [*under, str(NGINX), "-c", self.conf, "-p", self.folder, "-g", GLOBALS]
            self._process = subprocess.Popen(command, stdout=errors, stderr=errors)
        eventually(lambda: fetched(f"{self.url}{path}"), "nginx answers")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def check(self) -> str:
        """What nginx says about the configuration."""
        command = [str(NGINX), "-t", "-c", self.conf, "-p", self.folder]
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stderr


def before(folder: Path, ports: list[int], more: Mapping[str, str] | None = None) -> Nginx:
    """The shipped proxy for replicas on these ports: only the marked lines and its own folder are changed."""
    servers = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
    changes = {
        "server app:8501 resolve max_fails=0;": servers,
        "resolver 127.0.0.11 valid=1s;": "",
        "listen 8080;": "listen 127.0.0.1:{port};",
        "access_log /dev/stdout plain;": "access_log {folder}/access.log plain;",
        "/tmp/nginx": "{folder}",
    }
    return Nginx(folder, "nginx.conf", {**changes, **(more or {})})


@contextmanager
def fronted(folder: Path, *servers: Server, more: Mapping[str, str] | None = None) -> Iterator[Nginx]:
    nginx = before(folder, [server.port for server in servers], more)
    nginx.start()
    try:
        yield nginx
    finally:
        nginx.stop()


def settled(page: Page, text: str) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=20_000)
    page.get_by_text(text).locator("visible=true").first.wait_for(timeout=20_000)
