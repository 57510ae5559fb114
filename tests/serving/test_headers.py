"""Security headers on real responses, and in a real browser: the app works under them without one violation."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from websockets.exceptions import InvalidStatus

from brandmap.serving.headers import component_policy, inline_script_hashes, inner_ancestors, media_policy, page_policy
from brandmap.serving.origins import same_origin
from brandmap.text import phrase
from tests.serving.conftest import serving, visiting

CONSTANT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), fullscreen=(self)",
    "X-Frame-Options": "SAMEORIGIN",
}


@pytest.mark.parametrize(
    ("path", "status", "policy"),
    [
        ("/", 200, page_policy("'self'")),
        ("/themes?lang=en", 200, page_policy("'self'")),
        ("/_stcore/health", 200, page_policy("'self'")),
        ("/_stcore/agent/openapi.json", 404, page_policy("'self'")),
        ("/healthz", 200, page_policy("'self'")),
        ("/component/streamlit_folium.st_folium/index.html", 200, component_policy("'self'")),
        ("/media/none.html", 404, media_policy("'self'")),
        ("/static/../../etc/passwd", 400, page_policy("'self'")),
    ],
)
def test_every_response_carries_them(server, path, status, policy):
    answer = server.get(path)
    assert answer.status == status
    assert answer.headers["Content-Security-Policy"] == policy
    assert {name: answer.headers[name] for name in CONSTANT} == CONSTANT
    assert answer.headers["Server"] is None


def test_a_request_with_two_lengths_is_refused_and_nothing_after_it_is_answered(server):
    hidden = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    request = b"POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as one:
        one.sendall(request + hidden)
        answer = b"".join(iter(lambda: one.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_generated_files_stay_in_no_cache(server):
    assert server.get("/media/none.html").headers["Cache-Control"] == "no-store"


def test_the_page_allows_no_inline_script_but_four_constants():
    """Streamlit's own, the one that says where the server is, and the frame's two for the language of the page."""
    assert len(inline_script_hashes()) == 4
    script_sources = page_policy("'self'").split("script-src ")[1].split(";")[0]
    assert script_sources == f"'self' 'wasm-unsafe-eval' {' '.join(inline_script_hashes())}"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics?families=x", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"]
)
def test_streamlits_own_metrics_and_agent_interface_are_closed(server, path):
    assert server.get(path).status == 404
    assert server.get(path, method="POST").status == 404


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://map.local:8501", "map.local:8501", True),
        ("https://map.local", "map.local", True),
        ("https://map.local", "map.local:443", True),
        ("https://MAP.local", "map.local", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://localhost:1234", "map.local", False),
        ("https://map.local.evil.example", "map.local", False),
        ("https://evil.example", "map.local", False),
        ("http://map.local:1", "map.local:2", False),
        ("null", "map.local", False),
        ("", "map.local", False),
        ("file://", "", False),
        ("http://map.local:x", "map.local", False),
    ],
)
def test_same_origin(origin, host, same):
    assert same_origin(origin, host) is same


@pytest.mark.parametrize("origin", ["", "null", "http://localhost:1234", "https://evil.example", "https://127.0.0.1"])
def test_another_sites_page_gets_no_websocket(server, origin):
    with pytest.raises(InvalidStatus) as refusal, visiting(server.url, origin=origin):
        pass
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize(
    ("given", "inner"),
    [
        ("'self'", "'self'"),
        ("'none'", "'self'"),  # the page itself holds the map's frame
        ("https://a.gov.cn", "'self' https://a.gov.cn"),
        ("'self' https://a.gov.cn", "'self' https://a.gov.cn"),
    ],
)
def test_a_frame_in_the_page_allows_the_page_and_its_ancestors(given, inner):
    assert inner_ancestors(given) == inner
    assert component_policy(given).endswith(f"frame-ancestors {inner}")


@contextmanager
def portal(app):
    """The address of a page of another site that shows the app in a frame."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{app}" width="1200" height="900"></iframe>'.encode())

        def log_message(self, *_):
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}"  # another site than 127.0.0.1
        site.shutdown()


def test_a_portal_of_another_site_shows_the_map_if_it_is_named(tmp_path, browser):
    with serving(tmp_path, "--frame-ancestors", "http://localhost:*") as server, portal(server.url) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(address)
        app = page.frame_locator("iframe")
        frame = app.frame_locator("iframe[title='streamlit_folium.st_folium']")
        frame.locator("path").first.wait_for(timeout=30_000)
        frame.locator(".bm-pin").nth(9).wait_for(timeout=30_000)
        assert frame.locator(".bm-pin").count() == 10
        app.get_by_text(phrase("frame.title", "zh")).first.wait_for()
        page.close()


def test_a_portal_that_is_not_named_shows_nothing(server, browser):
    with portal(server.url) as address:
        page = browser.new_page()
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(address)
        assert page.frame_locator("iframe").get_by_text(phrase("frame.title", "zh")).count() == 0
        page.close()


def test_frames_and_base_path(tmp_path):
    options = ("--base-path", "/police/map", "--frame-ancestors", "self https://portal.example.gov.cn")
    with serving(tmp_path, *options) as server:
        page = server.get("/police/map/")
        assert page.status == 200
        assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'self' https://portal.example.gov.cn")
        assert page.headers["X-Frame-Options"] is None  # cannot say it; 'self' alone would contradict
        component = server.get("/police/map/component/streamlit_folium.st_folium/index.html")
        assert component.headers["Content-Security-Policy"] == component_policy("'self' https://portal.example.gov.cn")
        assert component.headers["X-Frame-Options"] is None
        assert [server.get(f"{base}/readyz").status for base in ("", "/police/map")] == [200, 200]
        assert server.get("/police/map/_stcore/metrics").status == 404
        with visiting(f"{server.url}/police/map", origin=server.url) as visitor:
            assert "maqu-ecology" in visitor.page("brand=maqu-ecology")


def test_the_browser_reports_no_violation_and_the_map_is_drawn(server, browser):
    page = browser.new_page(locale="zh-CN")
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.error("
        "'VIOLATION', event.violatedDirective, event.blockedURI))"
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"VIOLATION {error}"))
    for path in ("/", "/themes?lang=en", "/present", "/compare", "/finder", "/data", "/about"):
        page.goto(server.url + path)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.locator("[data-testid=stElementContainer]").locator("visible=true").first.wait_for()
        if path == "/":
            page.frame_locator("iframe[title='streamlit_folium.st_folium']").locator("path").first.wait_for()
    page.close()
    assert [line for line in said if "VIOLATION" in line or "Content Security Policy" in line] == []
