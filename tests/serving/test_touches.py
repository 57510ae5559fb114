"""Each private part in use: the fault of the unrepaired package is shown first. Where that fails, upstream has mended
it and the repair can go; where the rest fails, the part has changed."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import branca.element
import jinja2
import pytest
import streamlit as st
import uvicorn
from playwright.sync_api import sync_playwright
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import app_session, media_file_manager, memory_media_file_storage
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import Runtime, RuntimeState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.testing.v1 import AppTest
from uvicorn.protocols.utils import ClientDisconnected

from brandmap.serving import platform
from brandmap.ui import repairs
from brandmap.ui.repairs import context, document, messages, static_files, upload_quota
from tests.protocol import finished, rerun
from tests.servers import ROOT, fetched, served
from tests.serving.conftest import eventually, serving, visiting

PATCHED = (
    (Runtime, "_send_message"),
    (AppSession, "register_file_watchers"),
    (MemoryUploadedFileManager, "add_file"),
    (memory_media_file_storage, "_calculate_file_id"),
    (AppSession, "handle_backmsg"),
    (AppSession, "_create_new_session_message"),
    (uvicorn.Server, "startup"),
    (branca.element, "Template"),
)
INSTALLED = (
    "upload_quota",
    "messages",
    "guard_branca",
    "secret_address",
    "reconnect",
    "watchers",
    "no_delay",
)


@pytest.fixture
def install(monkeypatch):
    """Installs the repairs until the end of the test."""
    monkeypatch.setattr(branca.element, "Template", jinja2.Template)  # the map's modules have replaced it
    for owner, name in PATCHED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    return repairs.install


def test_each_touch_has_its_test_and_its_row_in_the_manual():
    names = [touch.name for touch in platform.TOUCHES]
    assert len(names) == len(set(names))
    assert [name for name in names if f"test_{name}" not in globals()] == []
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    heading = "| name | tried with: part | without it | upstream |\n| --- | --- | --- | --- |\n"
    rows = manual.split(heading)[1].split("\n\n")[0].splitlines()
    assert rows == [touch.line() for touch in platform.TOUCHES]


def test_they_were_tried_with_the_installed_versions():
    assert {package: version(package) for package in repairs.TRIED} == repairs.TRIED


def test_another_version_gets_no_repair(install, caplog):
    originals = [getattr(owner, name) for owner, name in PATCHED]
    with caplog.at_level(logging.WARNING):
        assert install({**repairs.TRIED, "streamlit": "1.68.0"}) == ("guard_branca", "no_delay")
    assert "streamlit 1.68.0: its repairs are left out, they were tried with 1.67.0" in caplog.text
    assert [getattr(owner, name) for owner, name in PATCHED[:6]] == originals[:6]


def test_a_part_that_is_gone_is_named_and_its_repair_left_out(install, monkeypatch, caplog):
    monkeypatch.delattr(MemoryUploadedFileManager, "add_file")
    assert install() == INSTALLED[1:]
    assert "upload_quota cannot be installed" in caplog.text


def test_installing_twice_wraps_once(install):
    assert install() == INSTALLED
    once = [getattr(owner, name) for owner, name in PATCHED]
    install()
    assert [getattr(owner, name) for owner, name in PATCHED] == once


@pytest.mark.parametrize(
    ("package", "missing"), [("streamlit", "upload_quota, messages, secret_address"), ("branca", "guard_branca")]
)
def test_a_server_does_not_start_without_its_safety_guards(package, missing, tmp_path):
    """Under another version of the package; the port stays closed."""
    start = (
        "import sys; from brandmap.ui import repairs; from brandmap.__main__ import main; "
        f"repairs.TRIED[{package!r}] = '0.0'; sys.exit(main(['serve', '--port', '0']))"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"not started without its safety guards: {missing} (see docs/operations.md)" in done.stderr
    assert "warming up" not in done.stderr


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
    assert delivered() == (3, 0), "Streamlit follows the session itself now: remove repairs/reconnect.py"
    install()
    assert delivered() == (1, 2)


def test_watchers(install, monkeypatch):
    watcher = MagicMock()
    monkeypatch.setattr(app_session, "LocalSourcesWatcher", watcher)
    monkeypatch.setattr(app_session, "secrets_singleton", MagicMock())
    monkeypatch.setattr(app_session.config, "on_config_parsed", MagicMock())
    option = "none"
    monkeypatch.setattr(app_session.config, "get_option", lambda name: {"server.fileWatcherType": option}[name])
    needless = "Streamlit leaves resumed sessions unwatched itself now: remove repairs/watchers.py"

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
    assert len(free.file_storage["s"]) == 10, "Streamlit has a quota now: see whether repairs/upload_quota.py can go"
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


def test_guard_branca(install):
    """The rendered text of an element is compiled as a template once more."""
    assert rendered("{{ 6 * 7 }}") == "42", "branca no longer compiles what it has rendered: remove markup.guard_branca"
    install()
    assert rendered("{{ 6 * 7 }}") == "{{ 6 * 7 }}"


def rendered(text):
    return branca.element.Element(text).render()


def accepted_without_delay():
    """Whether Nagle's algorithm is off for a connection to a server on a socket bound without a protocol."""

    async def run():
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
            assert listener.proto == 0
            listener.bind(("127.0.0.1", 0))
            config = uvicorn.Config(lambda: None, lifespan="off", log_config=None)
            config.load()
            server = uvicorn.Server(config)
            server.lifespan = config.lifespan_class(config)
            await server.startup([listener])
            try:
                with socket.create_connection(listener.getsockname()):
                    while not server.server_state.connections:
                        await asyncio.sleep(0)
                    (protocol,) = server.server_state.connections
                    accepted = protocol.transport.get_extra_info("socket")
                    return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            finally:
                await server.shutdown([listener])

    return asyncio.run(run())


@pytest.mark.skipif(sys.platform != "linux", reason="connections inherit the setting on Linux")
def test_no_delay(install):
    assert accepted_without_delay() == 0, "uvicorn turns the algorithm off itself now: remove repairs/no_delay.py"
    install()
    assert accepted_without_delay() == 1


def test_document():
    page = document.INDEX.read_text(encoding="utf-8")
    assert '<html lang="en">' in page, "Streamlit's page has another language now: see repairs/document.py"
    assert all(page.count(start) == 1 for start, _ in document.ANCHORS)


def test_static_files():
    """Streamlit's page asks for files of these folders; ``st.App`` refuses a route that begins there by name."""
    page = document.INDEX.read_text(encoding="utf-8")
    asked = re.findall(r'"\./(static/(?:js|css)/[^"]+)"', page)
    assert len(asked) > 50
    client = TestClient(Starlette(routes=static_files.routes()), headers={"Accept-Encoding": "br"})
    answers = [client.get(f"http://testserver/{file}") for file in asked]
    assert {answer.headers.get("content-encoding") for answer in answers} == {"br"}
    st.App(ROOT / "app.py", routes=static_files.routes())
    with pytest.raises(ValueError, match="reserved"):
        st.App(ROOT / "app.py", routes=[Route("/static/js/{name}", static_files._answer)])


def test_forget_upload(monkeypatch):
    manager = MemoryUploadedFileManager("/upload")
    manager.add_file("s", file("a"))
    running = SimpleNamespace(uploaded_file_mgr=manager, session_id="s")
    monkeypatch.setattr(context, "get_script_run_ctx", lambda: running)
    context.forget_upload("a")
    assert manager.get_files("s", ["a"]) == []


def test_navigates_history():
    app = AppTest.from_string(
        "import streamlit as st\nfrom brandmap.ui.repairs import context\nst.text(context.navigates_history())"
    )
    assert app.run().text[0].value == "False"
    assert "is_history_navigation" in vars(get_script_run_ctx.__globals__["ScriptRunContext"])["__dataclass_fields__"]


def test_component_files(tmp_path):
    """Streamlit takes the files of a component from an installed package only."""
    folder = tmp_path / "loader"
    folder.mkdir()
    (folder / "x.js").write_text("export default () => {}", encoding="utf-8")
    script = f"""
from pathlib import Path
import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.errors import StreamlitAPIException
from brandmap.ui.repairs import component_files
try:
    st.components.v2.component("nobody.part", js="x.js")
except StreamlitAPIException:
    st.text("refused")
component_files.component("somebody.part", Path({str(folder)!r}), "x.js")
st.text(get_bidi_component_manager().get_component_asset_root("somebody.part"))
"""
    assert [text.value for text in AppTest.from_string(script).run().text] == ["refused", str(folder)]


def test_allow_bare_calls(monkeypatch):
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    monkeypatch.setattr(logger, "level", logging.INFO)
    monkeypatch.setattr(logger, "_cache", {})
    warned = MagicMock()
    monkeypatch.setattr(logger, "handle", warned)
    get_script_run_ctx()
    assert warned.call_count == 1, "Streamlit no longer warns: remove repairs.context.allow_bare_calls"
    context.allow_bare_calls()
    get_script_run_ctx()
    assert warned.call_count == 1


def test_log_exhaustion(caplog):
    source = Path(asyncio.selector_events.__file__).read_text(encoding="utf-8")
    assert "'message': 'socket.accept() out of system resource'" in source
    loop = MagicMock()
    platform.log_exhaustion(loop)
    handle = loop.set_exception_handler.call_args.args[0]
    for _ in range(3):
        handle(loop, {"message": "socket.accept() out of system resource", "exception": OSError(24, "Too many")})
    assert caplog.text.count("a connection cannot be accepted: [Errno 24] Too many") == 1
    handle(loop, {"message": "another"})
    loop.default_exception_handler.assert_called_once_with({"message": "another"})


def test_drain(monkeypatch):
    """The steps of a stop, in order; tests/serving/test_shutdown.py stops a real server."""
    steps = []

    async def stopped(_self, sockets=None):
        steps.append("close connections")

    monkeypatch.setattr(uvicorn.Server, "shutdown", stopped)
    busy = [True, True, False]
    server = platform.DrainingServer(
        uvicorn.Config(None), begin=lambda: steps.append("begin"), busy=lambda: busy.pop(0), grace=20
    )
    server.servers = [SimpleNamespace(close=lambda: steps.append("close port"))]
    asyncio.run(server.shutdown())
    assert (steps, busy) == (["begin", "close port", "close connections"], [])
    assert (server.should_exit, server.force_exit, server.started) == (False, False, False)


def test_refuse_handshake():
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    with pytest.raises(ClientDisconnected):
        asyncio.run(platform.refuse_handshake(receive, send, 10))
    assert (sent[0]["status"], sent[0]["headers"][0]) == (503, (b"retry-after", b"10"))


def test_run_begins():
    heartbeat = BackMsg(app_heartbeat=True).SerializeToString()
    received = [{"type": "websocket.receive", "bytes": data} for data in (rerun("lang=zh"), heartbeat)]
    assert [platform.run_begins(message) for message in received] == [True, False]
    assert platform.run_begins({"type": "websocket.disconnect"}) is False
    for frame in ({"bytes": b"\xff\xff"}, {"bytes": b""}, {"text": "{}"}):
        with pytest.raises(ValueError, match="not a message"):
            platform.run_begins({"type": "websocket.receive", **frame})


def test_run_ends():
    def sent(**fields):
        return {"type": "websocket.send", "bytes": ForwardMsg(**fields).SerializeToString()}

    assert platform.run_ends(sent(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))
    assert not platform.run_ends(sent(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN))
    assert not platform.run_ends(sent(hash="x" * 300, script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))


def test_run_first_page(monkeypatch):
    answers = iter([(True, "ok"), (False, "timeout")])

    async def does_script_run_without_error(_self):
        return next(answers)

    monkeypatch.setattr(Runtime, "does_script_run_without_error", does_script_run_without_error)
    monkeypatch.setattr(platform, "get_instance", lambda: Runtime.__new__(Runtime))
    assert [asyncio.run(platform.run_first_page()) for _ in range(2)] == ["", "timeout"]


def test_messages(install):
    """A visitor clears the caches of all; the page is told where the app lies."""
    session = MagicMock()
    cleared, runs = session._handle_clear_cache_request, session._handle_rerun_script_request
    AppSession.handle_backmsg(session, BackMsg(clear_cache=True))
    assert cleared.call_count == 1
    install()
    before = messages.refused()
    for kind in ("clear_cache", "set_run_on_save", "load_git_info"):
        AppSession.handle_backmsg(session, BackMsg(**{kind: True}))
    AppSession.handle_backmsg(session, BackMsg())
    assert (cleared.call_count, messages.refused()) == (1, before + 4)
    installing = BackMsg()
    installing.backend_operation_request.install_skills.SetInParent()
    AppSession.handle_backmsg(session, installing)
    assert messages.refused() == before + 5
    widget = "$$ID-0123456789abcdef0123456789abcdef-w_q"
    asked = BackMsg()
    for id_ in ("w_q", widget, f"$$STREAMLIT_INTERNAL_KEY_{widget}__events", "$$STREAMLIT_INTERNAL_KEY_SCRIPT", ""):
        asked.rerun_script.widget_states.widgets.add(id=id_)
    AppSession.handle_backmsg(session, asked)
    kept = [one.id for one in runs.call_args.args[0].widget_states.widgets]
    assert kept == [widget, f"$$STREAMLIT_INTERNAL_KEY_{widget}__events"]
    assert messages.refused() == before + 8


def test_messages_of_all_kinds_by_hand(tmp_path):
    """What no page sends changes nothing for anybody, leaves no traceback and is answered with nothing."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("geo"))
    with serving(tmp_path, environment={"BRANDMAP_DATA": str(data)}) as server, visiting(server.url) as staying:
        page = staying.page("lang=en")
        for secret in (str(ROOT), version("streamlit"), sys.version.split()[0], "installation_id", "linux"):
            assert secret not in page
        # With newer data broken, everybody lives on what the process remembers.
        (data / "brands.csv").write_bytes(b"id\n")
        for kind in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields:
            if kind.name in messages.ALLOWED or kind.message_type is not None:
                continue
            with visiting(server.url) as visitor:
                value = "x" if kind.type == kind.TYPE_STRING else True
                visitor.send(BackMsg(**{kind.name: value}).SerializeToString())
                visitor.send(rerun("lang=en", state=WidgetState(id="unknown", string_value="x")))
                answer = visitor.until(finished)
                assert answer[0].WhichOneof("type") in ("session_status_changed", "new_session"), kind.name
        assert "brandmap.page" in staying.page("lang=en")
        assert server.get("/readyz").status == 200
        for frame in ("text", b"\xff\xff\xff", b""):
            with visiting(server.url) as visitor:
                visitor.send(frame)
                assert visitor.closed_with() == 1003
        assert "Traceback" not in server.errors()
        assert server.metric("brandmap_messages_refused_total") >= 6


def test_secret_address(install):
    """The address of a file is the hash of its content."""
    content = (b"rows", "text/csv", "a.csv")
    plain = memory_media_file_storage._calculate_file_id(*content)
    install()
    secret = memory_media_file_storage._calculate_file_id(*content)
    assert secret != plain
    assert re.fullmatch("[0-9a-f]{56}", secret)
    assert secret == memory_media_file_storage._calculate_file_id(*content)
    assert secret != memory_media_file_storage._calculate_file_id(b"other", *content[1:])


def test_forget_exports(monkeypatch):
    storage = memory_media_file_storage.MemoryMediaFileStorage("/media")
    manager = MediaFileManager(storage)
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: "s")
    url = manager.add(b"rows", "text/csv", "1.2.3")
    assert storage.get_file(url.rpartition("/")[2]).content == b"rows"
    monkeypatch.setattr(context, "get_script_run_ctx", lambda: SimpleNamespace(session_id="s"))
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=manager))
    context.forget_exports()
    with pytest.raises(MediaFileStorageError):
        storage.get_file(url.rpartition("/")[2])


def test_expire_sessions(monkeypatch):
    now = [0.0]
    storage = MemorySessionStorage()
    storage._cache = TTLCache(maxsize=128, ttl=120, timer=lambda: now[0])
    manager = WebsocketSessionManager(storage, MagicMock(), MagicMock(), MagicMock())
    monkeypatch.setattr(platform, "get_instance", lambda: SimpleNamespace(_session_mgr=manager))
    session = MagicMock(id="s")
    storage.save(SessionInfo(client=None, session=session))
    naps = iter([1.0, 121.0, None])

    async def sleep(_seconds):
        then = next(naps)
        if then is None:
            raise asyncio.CancelledError
        assert session.shutdown.call_count == 0, "Streamlit ends sessions in time itself now: remove expire_sessions"
        now[0] = then

    monkeypatch.setattr(platform.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(platform.expire_sessions())
    assert session.shutdown.call_count == 1
    assert storage.list() == []
