"""Once per process: messages leave at once, the collector comes seldom. ``python -m benchmarks`` measures times."""

import gc
import socket
import sys

import pytest
import streamlit as st

from brandmap.ui import state
from brandmap.ui.repairs import warm_up
from brandmap.ui.repairs.warm_up import send_at_once


@pytest.mark.skipif(sys.platform != "linux", reason="goes by /proc")
def test_connections_of_a_listener_bound_without_a_protocol_do_not_wait():
    """As Streamlit and uvicorn bind theirs (uvicorn issue #3149): asyncio leaves Nagle's algorithm on for those."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        assert listener.proto == 0
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        assert send_at_once() >= 1
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_nothing_is_kept_off_the_collector_while_a_visitor_is_there(monkeypatch, open_app):
    """Regression: frozen during the first visitor's run, their session and all they uploaded stayed for good."""
    frozen = []
    monkeypatch.setattr(warm_up.gc, "freeze", lambda: frozen.append(True))
    st.cache_resource.clear()
    assert not open_app("map", lang=["zh"]).exception
    assert frozen == []
    st.cache_resource.clear()
    state.load_data()
    assert frozen == [True]


def test_the_collector_looks_at_new_objects_more_seldom():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        warm_up.settle()
        found = gc.get_threshold()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
    assert found == warm_up.COLLECT == (7_000, 5, 4)
