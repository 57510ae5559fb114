"""Drive Firefox by WebDriver BiDi, which it speaks without a driver of its own."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE = 40  # seconds
#: Nothing of a browser's first start may ask the outside.
PREFERENCES = {
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "app.update.disabledForTesting": True,
    "intl.accept_languages": "zh-CN",
    "intl.locale.requested": "zh-CN",
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
}


class Firefox:
    """One tab. ``errors`` are what its console said, ``files`` what was downloaded."""

    def __init__(self, line: ClientConnection) -> None:
        self._line, self._ids = line, count(1)
        self.errors: list[str] = []
        self.files: list[Path] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded", "browsingContext.downloadEnd"])
        self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result. RuntimeError when Firefox refuses it."""
        id_ = next(self._ids)
        self._line.send(json.dumps({"id": id_, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._line.recv(timeout=PATIENCE))
            told = answer.get("params", {})
            if answer.get("method") == "log.entryAdded" and told["level"] == "error":
                self.errors.append(told["text"])
            if answer.get("method") == "browsingContext.downloadEnd" and told["status"] == "complete":
                self.files.append(Path(told["filepath"]))
            if answer.get("id") == id_:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def goto(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of ``expression`` in the page: a text, number, truth value or null."""
        target = {"context": self._tab}
        answer = self.ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until ``expression`` is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"new Promise(tell => requestAnimationFrame(() => tell(Boolean({expression}))))"):
            assert time.monotonic() < end, f"never true: {expression}; errors: {self.errors}"

    def downloaded(self) -> Path:
        """Wait for a download and return its file."""
        end = time.monotonic() + PATIENCE
        while not self.files:
            assert time.monotonic() < end, "nothing was downloaded"
            self.evaluate("null")
        return self.files.pop()

    def click(self, element: str) -> None:
        """Press the middle of what the expression ``element`` names, with the pointer, in the page or a frame of it."""
        self.until(element)
        x, y = json.loads(
            self.evaluate(
                f"(() => {{ const one = {element}; one.scrollIntoView({{ block: 'center' }});"
                "const box = one.getBoundingClientRect(), frame = one.ownerDocument.defaultView.frameElement;"
                "const outer = frame ? frame.getBoundingClientRect() : { x: 0, y: 0 };"
                "return JSON.stringify([outer.x + box.x + box.width / 2, outer.y + box.y + box.height / 2]); })()"
            )
        )
        self._act(
            "pointer",
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, key: str) -> None:
        self._act("key", {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self._tab, actions=[{"type": kind, "id": kind, "actions": actions}])


@contextmanager
def firefox(executable: str, folder: Path) -> Iterator[Firefox]:
    """A Firefox without a window, with a profile and downloads in ``folder``; ended afterwards."""
    settings = {**PREFERENCES, "browser.download.dir": str(folder)}
    (folder / "user.js").write_text(
        "".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items())
    )
    command = [executable, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(folder)]
    command += ["--width", "1440", "--height", "900"]
    log = folder / "firefox.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env={"HOME": str(folder), "PATH": ""})
    try:
        with connect(_address(log, process) + "/session", max_size=None, open_timeout=PATIENCE) as line:
            yield Firefox(line)
    finally:
        process.kill()
        process.wait()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Where Firefox says that it listens."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        told = re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace"))
        if told:
            return told[1]
    raise RuntimeError(f"Firefox does not listen:\n{log.read_text(errors='replace')}")
