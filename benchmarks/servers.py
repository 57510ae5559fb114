"""The two apps as processes of their own, and a stand-in for the outside hosts the textbook app leans on."""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import js_lib_leaflet

ROOT = Path(__file__).resolve().parent.parent
LEAFLET = Path(js_lib_leaflet.__file__).resolve().parent / "static" / "js_lib_leaflet"
START_LIMIT = 60.0  # seconds until a server must answer
#: One transparent pixel, for map tiles.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class App:
    """A running app. ``url`` has no slash at the end."""

    name: str
    url: str
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Resident memory in MB (10⁶ bytes), from /proc."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise RuntimeError(f"{self.name} has ended")


class _StandIn(http.server.BaseHTTPRequestHandler):
    """Leaflet as in its package; all other files empty; every tile the same pixel. All may be cached for a year."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name http.server asks for
        name = self.path.split("?")[0].rsplit("/", 1)[-1]
        if self.path.startswith("/tile/"):
            body, kind = PIXEL, "image/png"
        else:
            body = (LEAFLET / name).read_bytes() if name in {"leaflet.js", "leaflet.css"} else b""
            kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextlib.contextmanager
def stand_in() -> Iterator[str]:
    """The base URL of the stand-in, without a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextlib.contextmanager
def our_app() -> Iterator[App]:
    """As the README starts it: from the checkout, with its settings."""
    with _streamlit("ours", ROOT / "app.py", ROOT, {}) as app:
        yield app


@contextlib.contextmanager
def textbook_app(stand_in_url: str) -> Iterator[App]:
    """From an empty folder, so with Streamlit's own settings (except that it tells nobody that it runs)."""
    with tempfile.TemporaryDirectory() as folder:
        script = ROOT / "benchmarks" / "textbook_app.py"
        with _streamlit("textbook", script, Path(folder), {"BENCHMARK_STAND_IN": stand_in_url}) as app:
            yield app


@contextlib.contextmanager
def _streamlit(name: str, script: Path, folder: Path, environment: dict[str, str]) -> Iterator[App]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"port": port, "address": "127.0.0.1", "headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--browser.gatherUsageStats", "false"]
    for option, value in options.items():
        command += [f"--server.{option}", str(value)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        )
        app = App(name, f"http://127.0.0.1:{port}", process)
        try:
            if not _answers(app):
                log.seek(0)
                raise RuntimeError(f"{name} did not start:\n{log.read().decode(errors='replace')}")
            yield app
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(app: App) -> bool:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and app.process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            if urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=1).status == 200:
                return True
        time.sleep(0.05)
    return False
