"""Visitors who go on reading while something is done to the servers: tabs with Streamlit's protocol, plain requests."""

from __future__ import annotations

import random
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from websockets.exceptions import ConnectionClosed

from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from tests.protocol import finished
from tests.servers import fetched
from tests.serving.conftest import Visitor, eventually, visiting

HANDSHAKES = 3  # that may fail one after the other before a tab gives up
T = TypeVar("T", bound="Reader")


def views() -> list[tuple[str, str]]:
    """(query, what only the filters of this query's page are given): each theme in both languages."""
    themes = load(folder_files(), load_gazetteer()).dataset.themes
    return [(f"theme={theme}&lang={lang}", f"lang={lang}&theme={theme}") for theme in themes for lang in ("zh", "en")]


class Reader(threading.Thread, ABC):
    """Repeats ``once`` until told to stop. ``good`` counts what came as it should, ``failures`` tells the rest."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.good = 0
        self.failures: list[str] = []
        self._stop_asked = threading.Event()

    @abstractmethod
    def once(self) -> None: ...

    def end(self) -> None:
        self._stop_asked.set()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            try:
                self.once()
            except Exception as error:
                self.failures.append(f"{type(error).__name__}: {error}"[:300])
                return


class Getter(Reader):
    """Asks for these paths in turn; anything but 200 with a body is a failure."""

    def __init__(self, url: str, paths: Iterable[str]) -> None:
        super().__init__()
        self._url = url
        self._paths = tuple(paths)

    def once(self) -> None:
        path = self._paths[self.good % len(self._paths)]
        answer = fetched(f"{self._url}{path}")
        if answer is None or answer.status != 200 or not answer.body:
            self.failures.append(f"{path}: {answer and answer.status}")
            self._stop_asked.set()
        self.good += 1


class Tab(Reader):
    """A browser tab on one view. It keeps its cookies and comes back to its session after a lost connection, as
    Streamlit's page does. Every page must be the one of its own address. ``drop_rate`` of the pages begin with a lost
    connection; ``anew`` makes each page a new visit."""

    def __init__(self, url: str, query: str, sentence: str, *, drop_rate: float = 0, seed: int = 0, anew: bool = False):
        super().__init__()
        self._url = url
        self._query = query
        self._sentence = sentence
        self._drop_rate = drop_rate
        self._anew = anew
        self._random = random.Random(seed)
        self._session = ""
        self._cookie = ""
        self.dropped = 0  # by itself
        self.cut_off = 0  # by the other side
        self.resumed = 0  # in the same session

    def once(self) -> None:
        if not self._cookie or self._anew:
            page = fetched(f"{self._url}/?{self._query}")
            assert page is not None, "no page"
            assert page.status == 200, page.status
            cookies = page.headers.get_all("Set-Cookie") or []
            self._cookie = "; ".join(cookie.split(";")[0] for cookie in cookies) or "none=1"
            self._session = ""
        for _ in range(HANDSHAKES):
            try:
                with visiting(self._url, cookie=self._cookie, session=self._session) as visitor:
                    self._read(visitor)
                    return
            except (ConnectionClosed, ConnectionError):
                self.cut_off += not self._lost
        raise AssertionError("cut off again and again")

    def _read(self, visitor: Visitor) -> None:
        """Page after page until the connection is lost."""
        self._lost = False
        before = self._session
        while not self._stop_asked.is_set():
            if self._drop_rate and self._random.random() < self._drop_rate:
                # In the middle of a run: what is under way must not be lost with the connection.
                visitor.ask(self._query)
                self._lost = True
                self.dropped += 1
                visitor.lose()
                return
            page = visitor.page(self._query)
            if before and self._sentence not in page:
                # The run that was under way ended as ours began, and Streamlit dropped what it had not sent of it.
                page = "".join(map(str, visitor.until(finished)))
            assert self._sentence in page, f"not the page of {self._query}"
            self.resumed += bool(before) and visitor.session == before
            before, self._session = "", visitor.session
            self.good += 1
            if self._anew:
                return


@contextmanager
def reading(readers: Iterable[T]) -> Iterator[list[T]]:
    """The readers at work; when the block ends they have ended."""
    started = list(readers)
    for one in started:
        one.start()
    try:
        yield started
    finally:
        for one in started:
            one.end()
        for one in started:
            one.join(60)


def all_read(readers: Iterable[Reader], more: int, patience: float = 60) -> Callable[[], None]:
    """Waits until every reader has read ``more`` pages since now, or one has failed."""
    goals = {one: one.good + more for one in readers}

    def wait() -> None:
        eventually(
            lambda: any(one.failures for one in goals) or all(one.good >= goal for one, goal in goals.items()),
            f"{more} more pages for everybody",
            patience,
        )

    return wait
