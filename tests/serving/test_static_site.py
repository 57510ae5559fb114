"""The exported page behind the shipped nginx: small, cached, closed, and working with everything outside blocked."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest

from tests import ROOT
from tests.servers import fetched
from tests.serving.conftest import eventually
from tests.serving.proxy import Nginx, needs_nginx

pytestmark = needs_nginx
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """What the command of the manual writes."""
    site = tmp_path_factory.mktemp("exported") / "site"
    command = [sys.executable, "-m", "brandmap", "export", "--format", "html", "--out", f"{site}/"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return site


@pytest.fixture
def site(exported, tmp_path):
    nginx = Nginx(
        tmp_path,
        "nginx-static.conf",
        {
            "listen 8080;": "listen 127.0.0.1:{port};",
            "root /srv/site;": f"root {exported};",
            "access_log /dev/stdout plain;": "access_log {folder}/access.log plain;",
            "/tmp/nginx": "{folder}",
        },
    )
    said = nginx.check()
    assert "test is successful" in said, said
    assert "[warn]" not in said
    nginx.start()
    yield nginx
    nginx.stop()


def test_it_is_compressed_cached_and_closed(site, exported):
    page = exported / "index.html"
    plain = fetched(f"{site.url}/")
    assert (plain.status, plain.body) == (200, page.read_bytes())
    assert plain.headers["Content-Type"] == "text/html; charset=utf-8"
    assert plain.headers["Cache-Control"] == "public, max-age=300"
    assert plain.headers["Server"] == "nginx"
    assert "frame-ancestors 'self'" in plain.headers["Content-Security-Policy"]
    assert plain.headers["X-Content-Type-Options"] == "nosniff"

    compressed = fetched(f"{site.url}/", headers=GZIP)
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == page.read_bytes()
    assert len(compressed.body) < 450_000
    again = fetched(f"{site.url}/", headers={**GZIP, "If-None-Match": compressed.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")

    (exported / "index.html.gz").write_bytes(gzip.compress(b"as it lies there"))
    assert gzip.decompress(fetched(f"{site.url}/", headers=GZIP).body) == b"as it lies there"
    (exported / "index.html.gz").unlink()

    (exported / ".index.html.x.part").write_text("half")
    assert fetched(f"{site.url}/.index.html.x.part").status == 404
    assert [fetched(f"{site.url}/", method=method, body=b"x").status for method in ("POST", "PUT", "DELETE")] == [
        403
    ] * 3
    assert fetched(f"{site.url}/../../etc/passwd").status == 400
    assert fetched(f"{site.url}/none").headers["X-Content-Type-Options"] == "nosniff"
    assert "127.0.0.1" not in (site.folder / "access.log").read_text()


def test_it_works_in_a_browser_with_everything_outside_blocked(site, browser):
    context = browser.new_context(locale="zh-CN")
    asked, blocked, complaints = [], [], []

    def only_ours(route):
        asked.append(route.request.url)
        if route.request.url.startswith(f"{site.url}/"):
            route.continue_()
        else:
            blocked.append(route.request.url)
            route.abort()

    context.route("**/*", only_ours)
    page = context.new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site.url}/")
    frame = page.wait_for_selector("#map").content_frame()

    def drawn(number):
        # Asked from outside: a script that waits inside would need eval, which the page forbids.
        state = "window.brandmap && window.brandmap.state().loaded ? window.brandmap.state().visible.length : -1"
        eventually(lambda: frame.evaluate(state) == number, f"{number} models on the map")

    drawn(10)
    assert page.locator("#list a").count() == 10
    page.get_by_role("checkbox", name="农业").click()
    drawn(3)
    assert page.locator("#list a").count() == 3
    assert page.locator("#result").inner_text().startswith("共 10 个，符合 3 个：")
    address = page.url
    assert address.startswith(f"{site.url}/#")
    assert "theme=agriculture" in address
    # The link is all a reader passes on.
    page.goto("about:blank")
    page.goto(address)
    frame = page.wait_for_selector("#map").content_frame()
    drawn(3)
    frame.locator(".bm-theme[data-theme=community]").click()
    drawn(5)
    assert blocked == []
    assert set(asked) == {f"{site.url}/"}
    assert complaints == []
    context.close()
