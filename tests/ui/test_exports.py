"""The files that the page offers."""

import threading
from types import SimpleNamespace

import pytest

from brandmap.collection.filters import Filters
from brandmap.ui import exports
from brandmap.ui.state import MOST_OFFERED


@pytest.fixture
def build(monkeypatch):
    """``build(models, chosen)``: what a press of a button makes, of so many models."""
    monkeypatch.setattr(exports.audit, "note", lambda *_, **__: None)

    def built(models, make):
        monkeypatch.setattr(Filters, "keep", lambda self, collection: (None,) * models)
        return exports._build(SimpleNamespace(build=lambda *_: make(), name="pptx"), None, Filters(), "zh", "")

    return built


@pytest.mark.parametrize(("models", "together"), [(MOST_OFFERED, True), (MOST_OFFERED + 1, False)])
def test_only_files_of_many_models_are_made_one_after_the_other(build, models, together):
    meeting = threading.Barrier(2, timeout=10 if together else 0.5)
    met = []

    def make():
        try:
            meeting.wait()
            met.append(True)
        except threading.BrokenBarrierError:
            met.append(False)
        return b""

    makers = [threading.Thread(target=build, args=(models, make)) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert met == [together, together]


def test_a_file_that_fails_lets_the_next_be_made(build):
    def fail():
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 # whatever it says
        build(MOST_OFFERED + 1, fail)
    assert build(MOST_OFFERED + 1, lambda: b"whole") == b"whole"
