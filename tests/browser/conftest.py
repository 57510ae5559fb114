"""A real server and a real Chromium: fixed language, time zone and window, no outside world, no error left unseen."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.servers import Server, served

PATIENCE = 20_000  # milliseconds until a condition that does not come true fails the test: machines are shared
expect.set_options(timeout=PATIENCE)
#: What a browser keeps of an earlier visit; an empty page keeps nothing.
BEEN_HERE = "try { localStorage.setItem('brandmap.welcomed', '1') } catch {}"


@dataclass
class Watch:
    """What a browser context did that it should not have."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note what is asked of others than this machine. A route of ours would note it too, but makes each file a
        round trip to here and switches the browser's cache off."""
        if not re.match(r"https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:|file:", request.url):
            self.outside.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that do not need a fresh one."""
    with served(tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium, which asks nobody outside for anything and finds no address but this machine's."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.fail("Chromium is needed: apt-get install chromium fonts-noto-cjk")
    return playwright.chromium.launch(
        executable_path=executable,
        args=[
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """``new_context(locale="en-GB", viewport=…)``: a watched context. Its watch must be clean at the end. Its visitor
    has been here before, unless ``first_visit`` says otherwise."""
    made: list[tuple[BrowserContext, Watch]] = []

    def make(*, first_visit: bool = False, **options: object) -> BrowserContext:
        settings = {
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": {"width": 1440, "height": 900},
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE)
        if not first_visit:
            context.add_init_script(BEEN_HERE)
        watch = Watch()
        context.on("request", watch.request)
        context.on("console", watch.console)
        context.on("weberror", lambda error: watch.errors.append(str(error.error)))
        made.append((context, watch))
        return context

    yield make
    for context, _ in made:
        context.close()
    for _, watch in made:
        assert watch.outside == [], "requests to outside hosts"
        assert watch.errors == [], "errors in the browser's console"


@pytest.fixture
def page(new_context, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at 1440 × 900 in a Chinese browser; nothing opened yet. ``page.goto("/…")`` is relative to the server."""
    opened = new_context(base_url=server.url).new_page()
    failed_before = request.session.testsfailed
    yield opened
    if request.session.testsfailed > failed_before:
        print(server.log.read_text(errors="replace")[-4000:])


def until(frame: Frame, condition: str) -> None:
    """Wait until ``condition``, a JavaScript expression, holds in the frame. Asked from outside each time: Playwright's
    own waiting evaluates text inside the page, which a Content-Security-Policy without eval forbids."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not frame.evaluate(f"new Promise(tell => requestAnimationFrame(() => tell(Boolean({condition}))))"):
        assert time.monotonic() < deadline, f"never true: {condition}"


def map_frame(page: Page) -> Frame:
    """The frame of the map, once it has drawn and no picture stands before it; asked again while the page puts another
    there."""
    selector = "iframe[title*='st_folium']"
    deadline = time.monotonic() + PATIENCE / 1000
    frame = None
    while frame is None:
        assert time.monotonic() < deadline, "the map's frame never stays"
        page.wait_for_selector(selector, state="attached")  # a wide slide hides it
        until(page.main_frame, "!document.querySelector(`#first-visit`)")
        until(page.main_frame, f"document.querySelector(`{selector}`)?.contentWindow?.brandmap?.painted > 0")
        element = page.query_selector(selector)
        frame = element.content_frame() if element else None
    return frame


def map_state(page: Page) -> dict[str, object]:
    """What the map shows now: centre, zoom, mounts, visible, selected, lang."""
    state: dict[str, object] = map_frame(page).evaluate("window.brandmap.state()")
    return state


def wait_for_map(page: Page, condition: str) -> None:
    """Wait until ``condition``, a JavaScript expression over ``state``, holds in the map."""
    until(map_frame(page), f"(() => {{ const state = window.brandmap.state(); return {condition}; }})()")
