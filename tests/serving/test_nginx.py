"""Debian's nginx with the shipped configuration in front of a real server."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import ROOT
from tests.servers import fetched, free_port
from tests.serving.conftest import eventually, serving, visiting
from tests.serving.proxy import before, fronted, needs_nginx, settled

pytestmark = needs_nginx


def test_the_configuration_is_valid(tmp_path):
    said = before(tmp_path, [8501, 8502]).check()
    assert "test is successful" in said, said
    assert "[warn]" not in said


def test_one_replica_behind_nginx(server, tmp_path):
    with fronted(tmp_path, server) as nginx:
        page = fetched(f"{nginx.url}/", headers={"Accept-Encoding": "gzip"})
        assert page.status == 200
        assert page.headers["Server"] == "nginx"  # no version
        assert page.headers["Content-Security-Policy"] == server.get("/").headers["Content-Security-Policy"]
        cookie = page.headers["Set-Cookie"].split(";")[0]
        assert len(cookie) == len("brandmap_route=00")
        again = fetched(f"{nginx.url}/", headers={"Cookie": cookie})
        assert again.headers["Set-Cookie"] is None
        closed = ("/metrics", "/readyz", "/_stcore/metrics", "/_stcore/agent/mcp")
        assert [fetched(f"{nginx.url}{path}").status for path in closed] == [404] * 4
        script = fetched(f"{nginx.url}/").text.partition('src="./static')[2].partition('"')[0]
        static = [fetched(f"{nginx.url}/static{script}", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
        assert [one.headers["Content-Encoding"] for one in static] == ["gzip"] * 2
        assert [one.status for one in static] == [200] * 2
        assert static[1].headers["X-Content-Type-Options"] == "nosniff"
        with visiting(nginx.url) as visitor:
            assert "maqu-ecology" in visitor.page("brand=maqu-ecology")
        assert "127.0.0.1" not in (nginx.folder / "access.log").read_text()


def test_over_tls_it_speaks_http_2_and_the_app_works(server, tmp_path, browser):
    """With the very parameters that the marked line names."""
    (listening,) = re.findall(
        r"“listen 443 ([a-z0-9 ]+);”", (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    )
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    tls = f"listen 127.0.0.1:{{port}} {listening}; ssl_certificate {certificate}; ssl_certificate_key {key};"
    with fronted(tmp_path, server, more={"listen 8080;": tls}) as nginx:
        page = browser.new_page(locale="zh-CN", ignore_https_errors=True)
        page.goto(nginx.url.replace("http:", "https:"))
        settled(page, "玛曲县")
        protocols = page.evaluate(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            ".map(one => one.nextHopProtocol)"
        )
        assert set(protocols) == {"h2"}
        page.close()


def test_a_restarted_nginx_costs_nobody_their_view(tmp_path, browser):
    with serving(tmp_path) as server, fronted(tmp_path, server) as nginx:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{nginx.url}/?theme=ecology&lang=en")
        settled(page, "Maqu")
        assert server.metric("brandmap_sessions_total") == 1
        nginx.stop()
        nginx.start()
        eventually(lambda: server.metric("brandmap_sessions_total") > 1, "the browser back")
        settled(page, "Maqu")
        assert "theme=ecology" in page.url
        page.close()


class Named(BaseHTTPRequestHandler):
    """A replica that says who it is."""

    def do_GET(self):
        said = self.server.server_address[0].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


@pytest.mark.skipif(
    os.geteuid() != 0
    or subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode != 0,
    reason="only root may give nginx another hosts file",
)
def test_a_visitor_stays_with_one_of_the_replicas_behind_one_name(tmp_path):
    """As in deploy/compose.yaml, where one name has the addresses of all replicas. “hash … consistent” tells servers
    apart by name: each request went to the next replica in turn, and uploads and downloads missed theirs."""
    port = free_port()
    servers = [ThreadingHTTPServer((f"127.0.0.{number}", port), Named) for number in (1, 2, 3)]
    hosts = tmp_path / "hosts"
    hosts.write_text("".join(f"{one.server_address[0]} replicas.test\n" for one in servers))
    for one in servers:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    nginx = before(tmp_path, [], {"server app:8501 resolve max_fails=0;": f"server replicas.test:{port} max_fails=0;"})
    nginx.start(under=["unshare", "--mount", "sh", "-c", f'mount --bind {hosts} /etc/hosts && exec "$@"', "sh"])
    try:
        asked = [
            {fetched(nginx.url, headers={"Cookie": f"brandmap_route={route:02x}"}).text for _ in range(6)}
            for route in range(0, 256, 16)
        ]
    finally:
        nginx.stop()
        for one in servers:
            one.shutdown()
            one.server_close()
    assert [len(answers) for answers in asked] == [1] * len(asked)
    assert set.union(*asked) == {"127.0.0.1", "127.0.0.2", "127.0.0.3"}
