"""Clients that send too slowly, stop reading, or lose their connection: they cost the others nothing."""

from __future__ import annotations

import socket

from tests.serving.conftest import eventually, serving, visiting
from tests.serving.proxy import fronted, needs_nginx
from tests.serving.tabs import Getter, Tab, all_read, reading, views

pytestmark = needs_nginx
SLOW = 100  # connections


class Trickle:
    """A request whose headers never end: one more byte at each look."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setblocking(False)
        self._socket.send(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")

    def cut(self):
        """Whether the server has ended the connection."""
        try:
            self._socket.send(b"a")
            ended = self._socket.recv(1000) == b""
        except BlockingIOError:
            return False
        except OSError:
            ended = True
        return ended

    def close(self):
        self._socket.close()


def test_clients_that_trickle_or_do_not_read_are_cut_while_others_are_served(tmp_path):
    with serving(tmp_path) as server, fronted(tmp_path, server) as nginx:
        (query, sentence), *_ = views()
        tab, getter = Tab(nginx.url, query, sentence), Getter(nginx.url, ["/", "/data"])
        with visiting(server.url) as visitor:
            visitor.page()
        with visiting(nginx.url, unread=1) as unreading, reading([tab, getter]) as others:
            all_read(others, 5)()
            memory, descriptors = (
                server.metric("process_resident_memory_bytes"),
                server.metric("process_open_fds"),
            )
            for number in range(300):  # pages of some 50 kB each
                unreading.ask(f"lang={'en' if number % 2 else 'zh'}")
            trickles = [Trickle(nginx.port) for _ in range(SLOW)]
            all_read(others, 5)()
            # nginx keeps them to itself: the app has not heard of a single one.
            assert server.metric("process_open_fds") < descriptors + 20
            left = list(trickles)
            eventually(lambda: not [left.remove(one) for one in list(left) if one.cut()] and not left, "all cut", 40)
            for one in trickles:
                one.close()
            all_read(others, 5)()
            assert server.metric("brandmap_sessions_open") >= 2
            eventually(lambda: server.metric("brandmap_sessions_open") == 1, "the one who does not read cut", 60)
            assert server.metric("process_resident_memory_bytes") - memory < 20e6
            all_read(others, 5)()
        assert tab.failures + getter.failures == []
        assert tab.cut_off == 0
        assert "Traceback" not in server.errors()


def test_connections_lost_at_random_leave_no_page_unfinished(tmp_path):
    with serving(tmp_path) as server, fronted(tmp_path, server) as nginx:
        tabs = [Tab(nginx.url, *view, drop_rate=0.3, seed=number) for number, view in enumerate(views() * 2)]
        with reading(tabs):
            all_read(tabs, 12, patience=120)()
        assert [failure for tab in tabs for failure in tab.failures] == []
        dropped = sum(tab.dropped for tab in tabs)
        assert dropped >= 60
        # They came back to the session they had, but for those that had none yet or were lost again before a page.
        assert sum(tab.resumed for tab in tabs) > dropped / 2
        assert sum(tab.cut_off for tab in tabs) == 0
        assert "Traceback" not in server.errors()
