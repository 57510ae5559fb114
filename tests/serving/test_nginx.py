"""Debian's nginx with the shipped configuration in front of a real server."""

from __future__ import annotations

from tests.servers import fetched
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
