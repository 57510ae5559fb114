"""The parts of what happens when file descriptors are short (test_descriptors.py has the whole)."""

from __future__ import annotations

import asyncio
import logging
import resource

from brandmap.serving.descriptors import (
    RETRY_AFTER,
    Admission,
    count_open,
    max_visitors,
    raise_limit,
    reserve,
)
from brandmap.serving.platform import RateLimitedLog, log_exhaustion
from brandmap.ui.repairs.notice_page import notice_page


def test_the_limit_is_raised_as_far_as_the_system_allows(monkeypatch):
    given = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: given.append(limits))
    for now, then in (
        ((1024, 524288), 65536),
        ((1024, 4096), 4096),
        ((1024, resource.RLIM_INFINITY), 65536),
        ((1024, 1024), 1024),
        ((100_000, 100_000), 100_000),
    ):
        monkeypatch.setattr(resource, "getrlimit", lambda _, now=now: now)
        assert raise_limit() == then
    assert given == [(65536, 524288), (4096, 4096), (65536, resource.RLIM_INFINITY)]


def test_what_the_usual_limit_is_enough_for():
    assert (reserve(1024), max_visitors(1024)) == (64, 238)
    assert count_open() > 3


def asked(app, path, accept="text/html"):
    """The status a GET of ``path`` is answered with; None if it reached the app."""
    answers = []

    async def send(message):
        answers.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept", accept.encode())]}
    asyncio.run(app(scope, None, send))
    return answers[0]["status"] if answers else None


def test_only_what_begins_a_visit_is_refused():
    async def inner(scope, receive, send):
        pass

    full = Admission(inner, 1024, lambda: 1000)
    assert [asked(full, path) for path in ("/", "/map/themes")] == [503, 503]
    assert asked(full, "/", accept="*/*") is None
    files = ("/media/a.xlsx", "/static/js/a.js", "/component/map/index.html", "/_stcore/health")
    assert [asked(full, path) for path in files] == [None] * 4
    assert asked(Admission(inner, 1024, lambda: 900), "/") is None


def test_a_fault_that_repeats_itself_is_logged_once_a_minute(caplog):
    clock = 0.0
    seldom = RateLimitedLog(lambda: clock)
    for clock in (0.0, 1.0, 59.0, 60.0, 61.0):
        seldom.warning("at %s", clock)
    assert [record.getMessage() for record in caplog.records] == ["at 0.0", "at 60.0"]


def test_other_faults_of_the_loop_are_logged_as_ever(caplog):
    async def fail():
        loop = asyncio.get_running_loop()
        log_exhaustion(loop)
        loop.call_exception_handler({"message": "something else"})
        for _ in range(3):
            loop.call_exception_handler(
                {"message": "socket.accept() out of system resource", "exception": OSError(24, "Too many open files")}
            )

    with caplog.at_level(logging.WARNING):
        asyncio.run(fail())
    said = [record.getMessage() for record in caplog.records]
    assert said == [
        "something else",
        "a connection cannot be accepted: [Errno 24] Too many open files. See docs/operations.md",
    ]


def test_the_page_of_a_full_server_needs_nothing_else():
    text = notice_page("full", again=RETRY_AFTER, seconds=RETRY_AFTER)
    assert "src=" not in text
    assert "<script" not in text
    assert '<meta http-equiv="refresh" content="10">' in text
