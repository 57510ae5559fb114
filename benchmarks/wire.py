"""Listen to what one page is sent, and when it has come to rest."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import CDPSession, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

QUIET = 400  # ms without traffic after which a page has come to rest
STEP = 100  # ms


class Wire:
    """Listens to one page. Since the last ``reset``: ``frames`` are the websocket messages, decompressed; ``bytes``
    those of answers to requests, with headers, as compressed as they travelled."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self.requests = self.bytes = 0
        self.frames: list[bytes] = []
        self._session.on("Network.responseReceived", self._answered)
        self._session.on("Network.loadingFinished", self._loaded)
        self._session.on("Network.webSocketFrameReceived", self._received)
        self._session.send("Network.enable")

    def reset(self) -> None:
        self.requests, self.bytes, self.frames = 0, 0, []

    def settle(self) -> None:
        """Return when nothing has come for a while and no script runs."""
        still, seen = 0, (-1, -1)
        while still < QUIET:
            self._page.wait_for_timeout(STEP)
            running = self._page.locator("[data-test-script-state=running]").count()
            now = (self.requests, len(self.frames))
            still = 0 if running or now != seen else still + STEP
            seen = now

    def _loaded(self, event: Mapping[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _answered(self, event: Mapping[str, Any]) -> None:
        # Pictures that stand in the markup are reported as well.
        self.requests += event["response"]["url"].startswith("http")

    def _received(self, event: Mapping[str, Any]) -> None:
        response = event["response"]
        data = response["payloadData"]
        self.frames.append(base64.b64decode(data) if response["opcode"] == 2 else data.encode())


def kinds(frames: Iterable[bytes]) -> Counter[str]:
    """Count bytes by kind of message, such as ``button`` or ``script_finished``."""
    found: Counter[str] = Counter()
    for frame in frames:
        found[kind(ForwardMsg.FromString(frame))] += len(frame)
    return found


def kind(message: ForwardMsg) -> str:
    """Name the element a message adds, or what else it is."""
    name = message.WhichOneof("type") or "empty"
    if name != "delta":
        return name
    delta = message.delta
    if delta.WhichOneof("type") == "new_element":
        return str(delta.new_element.WhichOneof("type"))
    return "block"
