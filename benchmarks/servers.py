"""Start each app as a process of its own, and a stand-in for the outside hosts the textbook app leans on."""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import js_lib_leaflet

from tests import ROOT
from tests.servers import free_port, served, started

LEAFLET = Path(js_lib_leaflet.__file__).resolve().parent / "static" / "js_lib_leaflet"
#: One transparent pixel, for map tiles.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class App:
    """Hold a running app. ``url`` has no slash at the end."""

    name: str
    url: str
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Return the resident memory in MB (10⁶ bytes), from /proc."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise RuntimeError(f"{self.name} has ended")

    def processor(self) -> float:
        """Return the ms of processor time the server has used, from the clock that Linux keeps of each process."""
        return time.clock_gettime_ns(~self.process.pid << 3 | 2) / 1e6  # as in clock_getcpuclockid(3)


class _StandIn(http.server.BaseHTTPRequestHandler):
    """Answer with Leaflet as in its package; all other files empty; every tile the same pixel. All may be cached for a
    year."""

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
    """Serve the stand-in; its base URL, without a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextlib.contextmanager
def our_app() -> Iterator[App]:
    """Start our app as the README does: from the checkout, with its settings."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log") as server:
        yield App("ours", server.url, server.process)


@contextlib.contextmanager
def textbook_app(stand_in_url: str) -> Iterator[App]:
    """Start the textbook app from an empty folder, so with Streamlit's own settings (except that it tells nobody that
    it runs)."""
    with (
        tempfile.TemporaryDirectory() as logs,
        tempfile.TemporaryDirectory() as folder,
        served(
            Path(logs) / "log",
            *("--browser.gatherUsageStats", "false", "--server.headless", "true"),
            script=ROOT / "benchmarks" / "textbook_app.py",
            folder=Path(folder),
            environment={"BENCHMARK_STAND_IN": stand_in_url},
        ) as server,
    ):
        yield App("textbook", server.url, server.process)


@contextlib.contextmanager
def dash_app(packages: str) -> Iterator[App]:
    """Start the Dash app; ``packages`` is the folder its requirements were installed into."""
    with _script("dash", "benchmarks.dash_app", packages) as app:
        yield app


@contextlib.contextmanager
def leaflet_page() -> Iterator[App]:
    """Serve the page written by hand."""
    with _script("leaflet", "benchmarks.leaflet_page") as app:
        yield app


@contextlib.contextmanager
def _script(name: str, module: str, *packages: str) -> Iterator[App]:
    """Run a module of ours as a server on a free port until the end. RuntimeError with its log if it does not start."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), *packages])}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, str(port)]
        with started(command, url, Path(folder) / "log", environment=environment) as process:
            yield App(name, url, process)
