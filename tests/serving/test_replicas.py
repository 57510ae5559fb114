"""Two replicas behind the shipped nginx: one is killed under load, both are restarted in turn, connections get lost."""

from __future__ import annotations

from contextlib import ExitStack

from brandmap.ui.pages import PAGES
from tests.servers import fetched, free_port
from tests.serving.conftest import eventually, serving
from tests.serving.proxy import fronted, needs_nginx, settled
from tests.serving.tabs import Getter, Tab, all_read, reading, views

pytestmark = needs_nginx
ENVIRONMENT = {"STREAMLIT_SERVER_COOKIE_SECRET": "only for this test, 32 bytes long", "BRANDMAP_GRACE": "5"}


def failures(readers):
    return [failure for one in readers for failure in one.failures]


def test_a_replica_killed_under_load_costs_nobody_their_view(tmp_path, browser):
    with (
        serving(tmp_path, environment=ENVIRONMENT) as one,
        serving(tmp_path, environment=ENVIRONMENT) as two,
        fronted(tmp_path, one, two) as nginx,
    ):
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{nginx.url}/?theme=ecology&lang=en")
        settled(page, "Maqu")
        watched = next(server for server in (one, two) if server.metric("brandmap_sessions_open") == 1)
        other = two if watched is one else one
        tabs = [Tab(nginx.url, query, sentence, seed=number) for number, (query, sentence) in enumerate(views() * 2)]
        assert len(tabs) == 24
        with reading(tabs):
            all_read(tabs, 3)()
            left_behind = watched.metric("brandmap_sessions_open") - 1
            assert left_behind > 0
            watched.process.kill()
            watched.process.wait()
            all_read(tabs, 3)()
            assert sum(tab.cut_off for tab in tabs) == left_behind
            assert other.metric("brandmap_sessions_open") == len(tabs) + 1
            settled(page, "Maqu")
            assert "theme=ecology" in page.url
            assert page.get_by_text("1 of 10").first.is_visible()
        assert failures(tabs) == []
        assert [fetched(f"{nginx.url}/data").status for _ in range(20)] == [200] * 20
        page.reload()
        settled(page, "Maqu")
        page.close()


def test_a_rolling_restart_fails_not_one_page(tmp_path):
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        replicas = [(ExitStack(), port) for port in ports]
        servers = []
        for own, port in replicas:
            stack.enter_context(own)
            servers.append(own.enter_context(serving(tmp_path, environment=ENVIRONMENT, port=port)))
        nginx = stack.enter_context(fronted(tmp_path, *servers))
        paths = [f"/{'' if spec.name == 'map' else spec.name}" for spec in PAGES]
        getters = [Getter(nginx.url, paths) for _ in range(2)]
        known = views()
        staying = [Tab(nginx.url, *known[number]) for number in range(6)]
        coming = [Tab(nginx.url, *known[number], anew=True) for number in range(6, 12)]
        everybody = [*getters, *staying, *coming]
        with reading(everybody):
            all_read(everybody, 2)()
            for number, (own, port) in enumerate(replicas):
                assert servers[number].stop() == 0
                all_read(everybody, 2)()
                server = own.enter_context(serving(tmp_path, environment=ENVIRONMENT, port=port))
                eventually(lambda server=server: server.get("/readyz").status == 200, "ready again")
                all_read(everybody, 2)()
        assert failures(everybody) == []
        assert all(one.good >= 10 for one in everybody)
        # Who was on a page was moved, and knew it by nothing but a new connection.
        assert sum(tab.cut_off for tab in staying) >= len(staying)
