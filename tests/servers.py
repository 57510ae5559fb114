"""Servers as processes of their own: begun, waited for, asked over loopback, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

from tests import ROOT

START_LIMIT = 60.0  # seconds until a server must answer


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def fetched(
    url: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Answer | None:
    """The answer, whatever its status; None if there is no server."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}, method=method), timeout=10) as one:
            return Answer(one.status, one.headers, one.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())
    except OSError:
        return None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def started(
    command: Sequence[str],
    health: str,
    log: Path,
    *,
    output: Path | None = None,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The process of ``command`` once the URL ``health`` answers 200, killed when the block ends; RuntimeError with the
    log if it never does. It adds to the end of ``log``, and what is no error to ``output`` if that is given."""
    with log.open("ab") as errors, (output or log).open("ab") as out:
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=errors, env={**os.environ, **(environment or {})}
        )
    try:
        end = time.monotonic() + START_LIMIT
        while (answer := fetched(health)) is None or answer.status != 200:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"no server at {health}:\n{log.read_text(encoding='utf-8', errors='replace')}")
            time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Server:
    """A running app. ``url`` has no slash at the end; ``log`` is shown when a test fails."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def served(
    log: Path,
    *options: str,
    script: Path = ROOT / "app.py",
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """``streamlit run`` in a folder, whose settings it reads, on a free port until it answers; ended afterwards."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with started(command, f"{url}/_stcore/health", log, folder=folder, environment=environment) as process:
        yield Server(url, process, log)
