"""A process short of file descriptors: who is in stays in, who comes is asked to wait, the log says so once."""

from __future__ import annotations

import shutil
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus

from brandmap.serving.descriptors import max_visitors
from brandmap.text import phrase
from tests.serving.conftest import eventually, serving, visiting
from tests.serving.proxy import settled

LIMIT = 256
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
needs_prlimit = pytest.mark.skipif(shutil.which("prlimit") is None, reason="no prlimit here")
few = ("prlimit", f"--nofile={LIMIT}:{LIMIT}")


@needs_prlimit
def test_at_the_limit_nobody_inside_is_lost_and_newcomers_are_told(tmp_path, browser):
    with serving(tmp_path, under=few) as server, ExitStack() as inside:
        assert server.metric("process_max_fds") == LIMIT
        held = []
        for _ in range(max_visitors(LIMIT) - 3):
            visitor = inside.enter_context(visiting(server.url))
            held.append(visitor)
            assert "brandmap.page" in visitor.page("lang=en")
        statuses = []
        for _ in range(50):
            try:
                held.append(inside.enter_context(visiting(server.url)))
            except InvalidStatus as refusal:
                statuses.append(refusal.response.status_code)
        assert len(held) <= max_visitors(LIMIT)
        assert statuses == [503] * (50 - (len(held) - max_visitors(LIMIT) + 3))
        answer = server.get("/themes", headers=BROWSER)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert server.metric("brandmap_visitors_refused_total") == len(statuses) + 1
        # Everybody inside goes on, and what their pages need is served.
        assert all("brandmap.page" in visitor.page("lang=en") for visitor in held)
        assert [server.get(path).status for path in ("/healthz", "/readyz", "/_stcore/health")] == [200] * 3

        page = browser.new_page()
        page.goto(f"{server.url}/?theme=ecology&lang=en")
        for lang in ("zh", "en"):
            assert page.get_by_role("heading", name=phrase("notice.full", lang)).is_visible()
        inside.close()
        # It asks again by itself and opens the view that was asked for.
        settled(page, "1 of 10")
        page.close()
        log = server.errors()
        assert log.count("file descriptors are in use") == 1
        assert "LimitNOFILE" in log
        assert len(log.splitlines()) < 20


@needs_prlimit
def test_a_crowd_at_the_door_is_let_in_no_further_than_there_is_room(tmp_path):
    with serving(tmp_path, under=few) as server, ThreadPoolExecutor(120) as crowd, ExitStack() as inside:

        def arrive(_):
            try:
                return inside.enter_context(visiting(server.url)).page("lang=en")
            except InvalidStatus as refusal:
                return str(refusal.response.status_code)

        said = list(crowd.map(arrive, range(120)))
        let_in = [one for one in said if "brandmap.page" in one]
        assert said.count("503") + len(let_in) == 120
        # The sockets of those who are refused count as well until they are closed.
        assert 30 <= len(let_in) <= max_visitors(LIMIT)
        assert "Traceback" not in server.errors()


@needs_prlimit
def test_connections_that_cannot_be_accepted_are_one_line_of_log(tmp_path):
    """Idle connections straight to the process, as a proxy would not let them through."""
    with serving(tmp_path, under=few) as server, ExitStack() as idle:
        for _ in range(LIMIT + 50):
            idle.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        eventually(lambda: "a connection cannot be accepted" in server.errors(), "the line")
        idle.close()
        eventually(lambda: server.get("/healthz").status == 200, "served again")
        assert server.errors().count("a connection cannot be accepted") == 1
        assert "Traceback" not in server.errors()
