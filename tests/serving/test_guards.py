"""Each guard: the fault of the unguarded Streamlit is shown first. Where that part fails, upstream has fixed it and the
guard can go."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from unittest import mock
from unittest.mock import MagicMock

import pytest
import streamlit
from playwright.sync_api import sync_playwright
from starlette.exceptions import HTTPException
from streamlit import config, string_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import Runtime, RuntimeState
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from brandmap.ui import repairs as guards
from brandmap.ui.repairs import upload_quota
from tests.servers import fetched, served
from tests.serving.conftest import eventually, serving, visiting

PATCHED = (
    (Runtime, "_send_message"),
    (AppSession, "register_file_watchers"),
    (MemoryUploadedFileManager, "add_file"),
    (config, "get_options_for_section"),
    (string_util, "extract_leading_emoji"),
)


@pytest.fixture
def install(monkeypatch):
    """Installs the guards until the end of the test."""
    for owner, name in PATCHED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    return guards.install


def test_they_were_tested_with_the_installed_streamlit():
    assert streamlit.__version__ == guards.TESTED


def test_another_version_gets_none(install, caplog):
    originals = [getattr(owner, name) for owner, name in PATCHED]
    with caplog.at_level(logging.WARNING):
        assert install("1.68.0") == ()
    assert "no guards for Streamlit 1.68.0: they were tested with 1.67.0" in caplog.text
    assert [getattr(owner, name) for owner, name in PATCHED] == originals


def test_installing_twice_wraps_once(install):
    assert install() == ("reconnect", "watchers", "upload_quota", "theme", "leading_icon")
    once = [getattr(owner, name) for owner, name in PATCHED]
    install()
    assert [getattr(owner, name) for owner, name in PATCHED] == once


class Client:
    """``moved`` is called when the first message has been written."""

    def __init__(self, moved=lambda: None):
        self.got = []
        self._moved = moved

    def write_forward_msg(self, message):
        self.got.append(message)
        self._moved()


def delivered():
    """(messages to the old client, to the new one) when a session reconnects after the first of three messages."""

    async def run():
        runtime = Runtime.__new__(Runtime)
        must_stop = asyncio.Event()
        messages = [ForwardMsg(hash=str(number)) for number in range(3)]
        session = SimpleNamespace(
            id="s", flush_browser_queue=lambda: [messages.pop(0) for _ in list(messages)],
            on_flushed_messages_sent=must_stop.set,
        )  # fmt: skip
        new = ActiveSessionInfo(client=Client(), session=session)
        active = {}
        old = ActiveSessionInfo(client=Client(lambda: active.update(s=new)), session=session)
        active["s"] = old
        runtime._session_mgr = SimpleNamespace(
            list_active_sessions=lambda: [active["s"]], list_sessions=list, get_active_session_info=active.get
        )
        loop = asyncio.get_running_loop()
        runtime._async_objs = SimpleNamespace(
            must_stop=must_stop, has_connection=asyncio.Event(), need_send_data=asyncio.Event(),
            started=loop.create_future(), stopped=loop.create_future(),
        )  # fmt: skip
        runtime._state = RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED
        await asyncio.wait_for(runtime._loop_coroutine(), 5)
        return len(old.client.got), len(new.client.got)

    return asyncio.run(run())


def test_reconnect(install):
    assert delivered() == (3, 0), "Streamlit follows the session itself now: remove guards/reconnect.py"
    install()
    assert delivered() == (1, 2)


def test_watchers(install, monkeypatch):
    watcher = MagicMock()
    monkeypatch.setattr(app_session, "LocalSourcesWatcher", watcher)
    monkeypatch.setattr(app_session, "secrets_singleton", MagicMock())
    monkeypatch.setattr(app_session.config, "on_config_parsed", MagicMock())
    option = "none"
    monkeypatch.setattr(app_session.config, "get_option", lambda name: {"server.fileWatcherType": option}[name])
    needless = "Streamlit leaves resumed sessions unwatched itself now: remove guards/watchers.py"

    session = MagicMock()
    storage = MagicMock(get=lambda _: SessionInfo(client=None, session=session))
    manager = WebsocketSessionManager(storage, MagicMock(), MagicMock(), MagicMock())
    assert manager._resume_stored_session("s", Client(), {}) is session.id
    assert session.register_file_watchers.call_count == 1, needless

    AppSession.register_file_watchers(MagicMock(_local_sources_watcher=None))
    assert watcher.call_count == 1, needless
    install()
    AppSession.register_file_watchers(MagicMock(_local_sources_watcher=None))
    assert watcher.call_count == 1
    option = "watchdog"
    AppSession.register_file_watchers(MagicMock(_local_sources_watcher=None))
    assert watcher.call_count == 2


def file(name, size=1):
    return UploadedFileRec(file_id=name, name=name, type="text/csv", data=bytes(size))


def test_upload_quota(install):
    free = MemoryUploadedFileManager("/upload")
    for number in range(10):
        free.add_file("s", file(str(number), 1024 * 1024))
    assert len(free.file_storage["s"]) == 10, "Streamlit has a quota now: see whether guards/upload_quota.py can go"
    install()
    kept = MemoryUploadedFileManager("/upload")
    before = upload_quota.refused()
    kept.add_file("s", file("a", 2 * 1024 * 1024))
    kept.add_file("s", file("b", 1024 * 1024))
    kept.add_file("s", file("b", 2 * 1024 * 1024))  # the same file anew
    for refused in (file("c"), file("a", 3 * 1024 * 1024)):
        with pytest.raises(HTTPException) as error:
            kept.add_file("s", refused)
        assert error.value.status_code == 413
    kept.add_file("other", file("c"))  # each session has its own
    kept.remove_file("s", "a")
    kept.add_file("s", file("c"))
    assert sorted(kept.file_storage["s"]) == ["b", "c"]
    assert upload_quota.refused() == before + 2


FLOOD, SIZE = 150, 2_000_000


def flood(url, pid):
    """(statuses, bytes the process has grown by) after FLOOD uploads of SIZE bytes into one session."""
    cookie = fetched(f"{url}/_stcore/health").headers["Set-Cookie"].split(";")[0]
    start = b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../a.csv"\r\n\r\n'
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
    }
    with visiting(url, cookie=cookie) as visitor:
        visitor.page()
        before = resident(pid)
        statuses = Counter(
            put(f"{url}/_stcore/upload_file/{visitor.session}/{n}", start + bytes(SIZE) + b"\r\n--x--\r\n", headers)
            for n in range(FLOOD)
        )
        return statuses, resident(pid) - before


def resident(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def put(url, body, headers):
    answer = fetched(url, "PUT", headers, body)
    return answer.status if answer else None


def test_a_flood_of_uploads_is_refused_and_costs_no_memory(tmp_path):
    with serving(tmp_path) as server:
        statuses, growth = flood(server.url, server.process.pid)
        assert statuses == {204: 2, 413: FLOOD - 2}
        assert growth < 20e6
        assert server.metric("brandmap_uploads_refused_total") == FLOOD - 2


def test_so_it_is_under_streamlit_run(tmp_path):
    with served(tmp_path / "log") as server:
        statuses, growth = flood(server.url, server.process.pid)
        assert statuses == {204: 2, 413: FLOOD - 2}
        assert growth < 20e6


def test_a_visitor_may_replace_a_file_as_often_as_they_like(tmp_path):
    script = tmp_path / "uploader.py"
    script.write_text(
        "import streamlit as st\nfile = st.file_uploader('f')\n"
        "st.text(f'read {file.read().decode()}' if file else 'none')\n"
    )
    with serving(tmp_path, "--script", str(script)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(server.url)
        for number in range(5):
            content = f"content-{number}".encode()
            page.locator("input[type=file]").set_input_files(
                {"name": f"{number}.csv", "mimeType": "text/csv", "buffer": content}
            )
            page.get_by_text(f"read content-{number}").wait_for(timeout=10_000)
        browser.close()
        eventually(lambda: server.metric("brandmap_uploads_refused_total") == 0, "none refused")


def looked_at():
    """Options Streamlit looks at to announce one section of the theme in two runs."""
    looks = []

    class Option:
        def __init__(self, option):
            self._option = option

        def __getattr__(self, name):
            looks.append(name)
            return getattr(self._option, name)

    watched = {name: Option(option) for name, option in config.get_config_options().items()}
    with mock.patch.object(config, "get_config_options", return_value=watched):
        said = [CustomThemeConfig() for _ in range(2)]
        for one in said:
            app_session._populate_theme_msg(one, "theme.light")
    assert said[0] == said[1]
    return looks.count("section")


def test_theme(install):
    every = len(config.get_config_options())
    assert looked_at() == 2 * every, "Streamlit remembers the theme itself now: remove guards/theme.py"
    install()
    assert looked_at() == every
    colour = config.get_options_for_section("theme.light")["textColor"]
    config.get_options_for_section("theme.light")["textColor"] = "changed by a caller"
    assert config.get_options_for_section("theme.light")["textColor"] == colour


def test_theme_follows_a_change_of_the_configuration(install):
    install()
    assert config.get_options_for_section("theme")["linkColor"] is None
    config.get_config_options(force_reparse=True, options_from_flags={"theme.linkColor": "#123456"})
    assert config.get_options_for_section("theme")["linkColor"] == "#123456"
    config.get_config_options(force_reparse=True)
    assert config.get_options_for_section("theme")["linkColor"] is None


def test_leading_icon(install, monkeypatch):
    searched = MagicMock(wraps=string_util.re.search)
    monkeypatch.setattr(string_util.re, "search", searched)
    texts = ("", "plain", "生态 1", "🚨 Error", "🏳️‍🌈_flag", "no 🚨 first")
    before = [string_util.extract_leading_emoji(text) for text in texts]
    assert searched.call_count == 4, "Streamlit asks the pattern itself now: remove guards/leading_icon.py"
    assert before[3:] == [("🚨", "Error"), ("🏳️‍🌈", "flag"), ("", "no 🚨 first")]
    install()
    assert [string_util.extract_leading_emoji(text) for text in texts] == before
    assert searched.call_count == 4
