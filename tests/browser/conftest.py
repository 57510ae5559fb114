"""A real server and a real Chromium: fixed language, time zone and window, no outside world, no error left unseen."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

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

from brandmap.text import phrase
from tests.servers import Server, served

PATIENCE = 20_000  # milliseconds until a condition that does not come true fails the test: machines are shared
expect.set_options(timeout=PATIENCE)
WINDOW = {"width": 1440, "height": 900}
#: What a browser keeps of an earlier visit; an empty page keeps nothing.
BEEN_HERE = "try { localStorage.setItem('brandmap.welcomed', '1') } catch {}"
FORGET = f"localStorage.clear(); sessionStorage.clear(); {BEEN_HERE}"


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

    def check(self) -> None:
        assert self.outside == [], "requests to outside hosts"
        assert self.errors == [], "errors in the browser's console"


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


def watched(browser: Browser, first_visit: bool, options: dict[str, object]) -> tuple[BrowserContext, Watch]:
    """A context whose visitor has been here before, unless ``first_visit`` says otherwise, and what it does."""
    settings = {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": WINDOW,
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
    return context, watch


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """``new_context(locale="en-GB", viewport=…)``: a watched context. Its watch must be clean at the end."""
    made: list[tuple[BrowserContext, Watch]] = []

    def make(*, first_visit: bool = False, **options: object) -> BrowserContext:
        made.append(watched(browser, first_visit, options))
        return made[-1][0]

    yield make
    for context, _ in made:
        context.close()
    for _, watch in made:
        watch.check()


@pytest.fixture
def page(new_context, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at 1440 × 900 in a Chinese browser; nothing opened yet. ``page.goto("/…")`` is relative to the server."""
    opened = new_context(base_url=server.url).new_page()
    failed_before = request.session.testsfailed
    yield opened
    if request.session.testsfailed > failed_before:
        print(server.log.read_text(errors="replace")[-4000:])


@pytest.fixture(scope="module")
def visits(browser: Browser) -> Iterator[dict[str, tuple[Page, Watch]]]:
    """The page of each server that stays open from test to test of a module."""
    kept: dict[str, tuple[Page, Watch]] = {}
    yield kept
    for page, _ in kept.values():
        page.context.close()


@pytest.fixture
def visit(visits, browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Like ``page``, but the visit goes on from test to test, for tests of what a page does and not of how it loads:
    ``turn_to(visit, "/…")`` costs a fifth of a new document. After a failure the next test has a new one."""
    if server.url not in visits:
        context, watch = watched(browser, False, {"base_url": server.url})
        visits[server.url] = context.new_page(), watch
    page, watch = visits[server.url]
    failed_before = request.session.testsfailed
    yield page
    if request.session.testsfailed > failed_before or watch.outside or watch.errors:
        del visits[server.url]
        page.context.close()
        print(server.log.read_text(errors="replace")[-4000:])
    else:
        page.evaluate(FORGET)
        page.set_viewport_size(WINDOW)
    watch.check()


def turn_to(page: Page, address: str) -> None:
    """Open another page within the visit, as Back and Forward do: no script is read twice. The same page is left
    first, so that nothing of it stays."""
    parts = urlsplit(address)
    if page.url == "about:blank":
        page.goto(address)
    else:
        if parts.path == urlsplit(page.url).path:
            turn_to(page, "/finder" if parts.path == "/about" else "/about")
        turn = "url => { history.pushState(null, '', url); dispatchEvent(new PopStateEvent('popstate')) }"
        page.evaluate(turn, address)
    name, lang = parts.path.strip("/") or "map", parse_qs(parts.query).get("lang", ["zh"])[0]
    expect(page).to_have_title(f"{phrase(f'nav.{name}', lang)} · {phrase('frame.title', lang)}")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning] .st-key-header").wait_for(state="attached")
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    if "notes=1" in address:
        page.locator(".bmd-desk").wait_for()  # the presenter's window has no map
    elif name in ("map", "present"):
        map_frame(page)


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
