"""What comes down to a browser when the reader filters or selects: counted on the wire, not timed."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest

from benchmarks.relay import relayed
from benchmarks.servers import App
from benchmarks.wire import Wire
from tests.browser.conftest import wait_for_map
from tests.serving.conftest import serving

MOST = 1_500  # bytes; docs/performance.md
MOST_FIRST = 1_500_000


def test_an_act_brings_at_most_a_kilobyte_and_a_half_and_no_file(new_context, server):
    with relayed(App("ours", server.url, server.process)) as (app, meter):
        page = new_context(base_url=app.url).new_page()
        wire = Wire(page)
        page.goto("/")
        wait_for_map(page, "state.visible.length === 10")
        acts = (
            (page.get_by_role("checkbox", name=re.compile("^农业")), "state.visible.length === 3"),
            (page.locator(".bm-item[data-brand=kang-pepper]"), "state.selected === 'kang-pepper'"),
            (page.locator(".bm-next"), "state.selected === 'gangu-orchard'"),
        )
        for target, condition in acts:
            wire.settle()
            wire.reset()
            before = meter.down
            target.click()
            wait_for_map(page, condition)
            wire.settle()
            assert 0 < meter.down - before <= MOST
            assert wire.requests == 0
        page.close()  # before the relay, or what it still loads would be refused


@pytest.mark.parametrize("coding", ["br", "gzip"])
@pytest.mark.parametrize("house", ["streamlit run", "serve"])
def test_a_first_visit_moves_at_most_a_megabyte_and_a_half(house, coding, server, tmp_path, browser):
    with ExitStack() as stack:
        url = server.url if house == "streamlit run" else stack.enter_context(serving(tmp_path)).url
        # By itself Chromium asks for brotli over TLS and on its own machine only.
        headers = {"Accept-Encoding": coding}
        # Nothing is intercepted: that would turn off the browser's cache, which keeps what is asked for ahead.
        context = browser.new_context(base_url=url, locale="zh-CN", extra_http_headers=headers)
        page = stack.enter_context(context).new_page()
        wire = Wire(page)
        page.goto("/")
        wait_for_map(page, "state.loaded && state.visible.length === 10")
        wire.settle()
        assert 500_000 < wire.bytes <= MOST_FIRST
        page.close()
