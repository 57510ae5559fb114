"""Real servers: ``python -m brandmap serve`` as its own process, spoken to over loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import TypeVar

import pytest
from google.protobuf.text_format import MessageToString
from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0  # seconds until a condition that does not come true fails the test
T = TypeVar("T")


def eventually(condition: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """The first true value of ``condition``; the test fails if there is none in time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    pytest.fail(f"not within {patience} s: {what}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


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


class Server:
    """A running ``serve``. ``url`` is without a slash at the end."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.folder = folder

    def get(self, path: str, **more: object) -> Answer:
        answer = fetched(self.url + path, **more)
        assert answer is not None, self.errors()
        return answer

    def errors(self) -> str:
        return (self.folder / f"{self.port}.err").read_text(encoding="utf-8")

    def log(self) -> list[dict[str, object]]:
        """The access log so far."""
        text = (self.folder / f"{self.port}.out").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def metric(self, name: str) -> float:
        """The value of a metric without labels."""
        line = next(line for line in self.get("/metrics").text.splitlines() if line.startswith(f"{name} "))
        return float(line.split()[1])

    def stop(self) -> int:
        """The exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(
    folder: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    top: Path = ROOT,
    prepare: Callable[[int], object] = lambda port: None,
    port: int | None = None,
    under: Sequence[str] = (),
) -> Iterator[Server]:
    """A server of the app in ``top``, answering (ready or not) when the block begins, gone when it ends. ``prepare`` is
    told the port before it starts; ``under`` is a command that runs the server's, such as prlimit with its options."""
    port = port or free_port()
    prepare(port)
    # To the end of what an earlier server on the port has written.
    with (folder / f"{port}.out").open("ab") as out, (folder / f"{port}.err").open("ab") as err:
        process = subprocess.Popen(
            [*under, sys.executable, "-m", "brandmap", "serve", "--port", str(port), *options],
            cwd=top,
            stdout=out,
            stderr=err,
            env={**os.environ, "PYTHONPATH": str(top), "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        )
    server = Server(process, port, folder)
    try:
        eventually(
            lambda: process.poll() is not None or fetched(f"{server.url}/healthz"), f"an answer on port {port}", 60
        )
        assert process.poll() is None, server.errors()
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real app at the root."""
    with serving(tmp_path_factory.mktemp("server")) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A page that says “begun”, waits for the file ``go`` beside it, and says “done”."""
    path = tmp_path / "waiting.py"
    path.write_text(
        "import time\nfrom pathlib import Path\nimport streamlit as st\n"
        "st.text('begun')\n"
        "while st.query_params.get('wait') and not Path(__file__).with_name('go').exists():\n"
        "    time.sleep(0.02)\n"
        "st.text('done')\n",
        encoding="utf-8",
    )
    return path


class Visitor:
    """One browser tab without the browser: Streamlit's protocol over a websocket."""

    def __init__(self, socket_: ClientConnection, language: str = "") -> None:
        self._socket = socket_
        self._language = language
        self.session = ""  # known after the first run

    def lose(self) -> None:
        """Lose the connection as a network does, without a closing handshake."""
        with suppress(OSError):  # lost already
            self._socket.socket.shutdown(socket.SHUT_RDWR)

    def ask(self, query: str = "", page: str = "") -> None:
        """Ask for a run of a page (a name of the URL, without slash)."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        if self._language:
            message.rerun_script.context_info.locale = self._language
        self._socket.send(message.SerializeToString())

    def until(self, condition: Callable[[ForwardMsg], bool]) -> list[ForwardMsg]:
        """Messages up to the first that fulfils the condition."""
        messages: list[ForwardMsg] = []
        while not messages or not condition(messages[-1]):
            data = self._socket.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            messages.append(ForwardMsg.FromString(data))
            if messages[-1].WhichOneof("type") == "new_session":
                self.session = messages[-1].new_session.initialize.session_id
        return messages

    def page(self, query: str = "", page: str = "") -> str:
        """Every message of a finished run as text. After a lost connection the end of an older run may come first; it
        does not count, because a run begins with the message that names the session."""
        self.ask(query, page)
        messages: list[ForwardMsg] = []
        while not any(message.WhichOneof("type") == "new_session" for message in messages):
            messages = self.until(finished)
        return "".join(MessageToString(message, as_utf8=True) for message in messages)

    def closed_with(self) -> int:
        """The code the server closes the connection with."""
        with pytest.raises(ConnectionClosed) as closed:
            self.until(lambda _: False)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code


def finished(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished" and message.script_finished in (
        ForwardMsg.FINISHED_SUCCESSFULLY,
        ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    )


@contextmanager
def visiting(
    url: str,
    origin: str | None = None,
    cookie: str = "",
    session: str = "",
    unread: int | None = None,
    language: str = "",
) -> Iterator[Visitor]:
    """A connected visitor of the app at ``url``; one who comes back gives the session they had. One who leaves more
    than ``unread`` messages unread stops reading from the network. ``language`` is that of the browser."""
    with connect(
        f"{url.replace('http', 'ws', 1)}/_stcore/stream",
        origin=url if origin is None else origin or None,  # type: ignore[arg-type]
        subprotocols=["streamlit", "PLACEHOLDER", *filter(None, [session])],  # type: ignore[list-item]
        additional_headers={"Cookie": cookie} if cookie else {},
        max_size=None,
        max_queue=unread,
        ping_interval=None,  # browsers do not either
        proxy=None,
    ) as one:
        yield Visitor(one, language)
