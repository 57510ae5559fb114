"""Real servers: ``python -m brandmap serve`` as its own process, spoken to over loopback."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from google.protobuf.text_format import MessageToString
from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests import COLLECTION, ROOT
from tests.protocol import connection, finished, rerun
from tests.servers import Answer, fetched, free_port, started

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


class Server:
    """A running ``serve``. ``url`` is without a slash at the end."""

    process: subprocess.Popen[bytes]

    def __init__(self, port: int, folder: Path) -> None:
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
    server = Server(port, folder)
    command = [*under, sys.executable, "-m", "brandmap", "serve", "--port", str(port), *options]
    data = COLLECTION if top == ROOT else top / "data"
    settings = {
        "PYTHONPATH": str(top),
        "PYTHONDONTWRITEBYTECODE": "1",
        "BRANDMAP_DATA": str(data),
        **(environment or {}),
    }
    log, output = folder / f"{port}.err", folder / f"{port}.out"
    with started(
        command, f"{server.url}/healthz", log, output=output, folder=top, environment=settings
    ) as server.process:
        yield server


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


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """The app in a folder of its own, boundaries too, whose files may be broken."""
    top = tmp_path / "app"
    top.mkdir()
    for name in ("app.py", "requirements.txt"):
        shutil.copy(ROOT / name, top)
    for name in ("brandmap", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"))
    shutil.copytree(COLLECTION, top / "data", dirs_exist_ok=True)
    return top


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
        self._socket.send(rerun(query, page=page, language=self._language))

    def send(self, frame: bytes | str) -> None:
        """Send a frame as it is."""
        self._socket.send(frame)

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

    def closed_with(self) -> int | None:
        """The code the server closes the connection with; None if it just goes."""
        with pytest.raises(ConnectionClosed) as closed:
            self.until(lambda _: False)
        return closed.value.rcvd.code if closed.value.rcvd else None


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
    options = connection(url, session)
    if origin is not None:
        options["origin"] = origin or None
    if cookie:
        options["additional_headers"] = {"Cookie": cookie}
    with connect(**options, max_queue=unread) as one:
        yield Visitor(one, language)
