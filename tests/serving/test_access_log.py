"""The access log says what happened and nothing about who."""

import asyncio
import json
from collections import Counter

import pytest

from brandmap.serving.access_log import AccessLog, public_path
from tests.serving.conftest import eventually, visiting


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/", "/"),
        ("/map/_stcore/upload_file/1f-session/2e-file", "/map/_stcore/upload_file/…"),
        ("/media/0a1b.xlsx", "/media/…"),
        ("/media/a\nb", "/media/…"),
        ("/" + "x" * 500, "/" + "x" * 199),
    ],
)
def test_paths_that_name_a_session_are_cut(path, logged):
    assert public_path(path) == logged


def test_a_line_per_request_without_anything_personal(server):
    server.get("/themes?brand=maqu-ecology&q=secret", headers={"User-Agent": "Mozilla/secret", "Cookie": "secret=1"})
    with visiting(server.url) as visitor:
        visitor.page("q=secret")
    entry = eventually(lambda: next((one for one in server.log() if one["path"] == "/themes"), None), "the line")
    assert set(entry) == {"time", "method", "path", "status", "ms", "bytes"}
    assert (entry["method"], entry["status"]) == ("GET", 200)
    assert entry["bytes"] > 1000
    socket = eventually(lambda: next((one for one in server.log() if one["status"] == 101), None), "the websocket")
    assert (socket["method"], socket["path"]) == ("WEBSOCKET", "/_stcore/stream")
    text = json.dumps(server.log())
    assert "secret" not in text
    assert "127.0.0.1" not in text


def test_probes_are_logged_only_when_they_fail():
    lines = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": scope["status"], "headers": []})
        await send({"type": "http.response.body", "body": b"12345"})

    async def ignore(message):
        pass

    statuses = Counter()
    log = AccessLog(app, statuses, lines.append)
    for status in (200, 503):
        scope = {"type": "http", "method": "GET", "path": "/map/readyz", "status": status}
        asyncio.run(log(scope, ignore, ignore))
    assert [(json.loads(line)["status"], json.loads(line)["bytes"]) for line in lines] == [(503, 5)]
    assert statuses == {2: 1, 5: 1}


def test_a_forged_path_stays_one_line(server):
    before = len(server.log())
    server.get("/no%0A%7B%22such%22")
    eventually(lambda: len(server.log()) > before, "the line")
    assert server.log()[-1]["path"] == '/no\n{"such"'
