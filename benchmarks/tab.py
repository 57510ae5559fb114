"""Act as a browser tab without the browser, so that hundreds fit on the machine they measure.

Like a browser it sends the fragment a widget stands in, follows the address the app sets, and resumes its session after
a lost connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from tests.protocol import connection, finished, rerun

OURS, TEXTBOOK = "bidi_component", "multiselect"  # the elements that filter
FILTERS = ("-filters", "-theme")  # ends of their ids
LONG = 2_000  # bytes; longer messages are pictures and texts, which are not looked into: the crowd shares the machine


@dataclass(frozen=True)
class Filter:
    """Hold the theme filter as it stands on the page."""

    id: str
    options: tuple[str, ...]
    fragment: str


class Lost(Exception):
    """Report a run that did not end as it should, and why."""


class Tab:
    """``url`` is that of the app, without a slash at the end; ``themes`` the ids behind the filter's options, in order,
    if the app writes them into its address."""

    def __init__(self, number: int, url: str, themes: tuple[str, ...] = (), patience: float = 200.0) -> None:
        self._random = random.Random(number)
        self._url, self._themes, self._patience = url, themes, patience
        self._socket: ClientConnection | None = None
        self._session = self._script = self._query = ""
        self._filter: Filter | None = None
        self._state: WidgetState | None = None
        self._acts = 0

    async def open(self) -> None:
        """Connect, or connect again to the same session."""
        options = connection(self._url, self._session)
        self._socket = await connect(**options, compression=None, max_queue=None, open_timeout=self._patience)

    async def close(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(Exception):
                await self._socket.close()

    def drop(self) -> None:
        """Lose the connection as a network does: without a word."""
        if self._socket is not None and self._socket.transport is not None:
            self._socket.transport.abort()

    async def load(self) -> float:
        """Run the whole page; ms until it is done."""
        return await self._run("")

    async def filter(self) -> float:
        """Choose one or two themes at random; ms until the page shows them. Lost if it shows others."""
        if self._filter is None:
            raise Lost("the page has no theme filter")
        options = self._themes or self._filter.options
        chosen = [options[n] for n in sorted(self._random.sample(range(len(options)), self._random.randint(1, 2)))]
        self._state = WidgetState(id=self._filter.id)
        if self._themes:
            self._acts += 1
            address = urlencode({"lang": "zh", "theme": chosen}, doseq=True)
            act = {"mount": "bench", "count": self._acts, "address": address}
            self._state.json_value = json.dumps({"view": act})
        else:
            self._state.string_array_value.data.extend(chosen)
        took = await self._run(self._filter.fragment)
        shown = parse_qs(self._query).get("theme", [])
        if self._themes and shown != chosen:
            raise Lost(f"chose themes {chosen}, the page shows {shown}")
        return took

    async def _run(self, fragment: str) -> float:
        assert self._socket is not None
        message = rerun(self._query, script=self._script, fragment=fragment, state=self._state)
        started = time.perf_counter()
        await self._socket.send(message)
        await asyncio.wait_for(self._until_finished(), self._patience)
        return (time.perf_counter() - started) * 1000

    async def _until_finished(self) -> None:
        assert self._socket is not None
        while True:
            data = await self._socket.recv()
            if len(data) > LONG:
                continue
            answer = ForwardMsg()
            answer.ParseFromString(data)
            match answer.WhichOneof("type"):
                case "new_session":
                    self._session = answer.new_session.initialize.session_id
                    self._script = answer.new_session.page_script_hash
                case "page_info_changed":
                    self._query = answer.page_info_changed.query_string
                case "delta":
                    self._look_at(answer.delta)
                case "script_finished" if finished(answer):
                    return

    def _look_at(self, delta: Any) -> None:
        kind = delta.new_element.WhichOneof("type") if delta.WhichOneof("type") == "new_element" else None
        if kind == "exception":
            raise Lost(delta.new_element.exception.message)
        if kind in (OURS, TEXTBOOK):
            element = getattr(delta.new_element, kind)
            if element.id.endswith(FILTERS):
                options = tuple(element.options) if kind == TEXTBOOK else ()
                self._filter = Filter(element.id, options, delta.fragment_id)
