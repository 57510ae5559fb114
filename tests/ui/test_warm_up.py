"""Once per process: the collector comes seldom and leaves alone what stays."""

import gc

from brandmap.ui import state
from brandmap.ui.repairs import warm_up


def test_nothing_is_kept_off_the_collector_while_a_visitor_is_there(monkeypatch, open_app):
    """Regression: frozen during the first visitor's run, their session and all they uploaded stayed for good."""
    frozen = []
    monkeypatch.setattr(warm_up.gc, "freeze", lambda: frozen.append(True))
    state.library.cache_clear()
    assert not open_app("map", lang=["zh"]).exception
    assert frozen == []
    state.library.cache_clear()
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
    assert found == warm_up.THRESHOLDS == (7_000, 5, 4)
