"""What comes down to a browser when the reader filters: counted on the wire, not timed."""

from __future__ import annotations

import re

from benchmarks.relay import relayed
from benchmarks.servers import App
from benchmarks.wire import Wire
from tests.browser.conftest import wait_for_map

MOST = 10_000  # bytes; docs/performance.md


def test_a_filter_brings_at_most_ten_kilobytes_and_no_file(new_context, server):
    with relayed(App("ours", server.url, server.process)) as (app, meter):
        page = new_context(base_url=app.url).new_page()
        wire = Wire(page)
        page.goto("/")
        wait_for_map(page, "state.visible.length === 10")
        wire.settle()
        wire.reset()
        before = meter.down
        page.get_by_role("checkbox", name=re.compile("^农业")).click()
        wait_for_map(page, "state.visible.length === 3")
        wire.settle()
        assert 0 < meter.down - before <= MOST
        assert wire.requests == 0
        page.close()  # before the relay, or what it still loads would be refused
