"""SIGTERM: nothing new is accepted, what is being computed is finished, the exit status is 0."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT
from tests.protocol import finished
from tests.servers import fetched, free_port
from tests.serving.conftest import PATIENCE, eventually, serving, visiting

RESTART = 1012  # websocket close code “service restart”: Streamlit's page reconnects upon it


def begun(message):
    return "begun" in str(message)


def test_an_idle_visitor_is_sent_elsewhere_at_once(tmp_path, script):
    with serving(tmp_path, "--script", str(script)) as server, visiting(server.url) as visitor:
        assert "done" in visitor.page()
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < 3
        assert visitor.closed_with() == RESTART


def test_a_page_being_computed_is_finished_first(tmp_path, script):
    with serving(tmp_path, "--script", str(script), "--grace", "60") as server, visiting(server.url) as visitor:
        visitor.ask("wait=1")
        visitor.until(begun)
        server.process.send_signal(signal.SIGTERM)
        eventually(lambda: fetched(f"{server.url}/healthz") is None, "the port closed")
        assert server.process.poll() is None
        script.with_name("go").touch()
        assert "done" in str(visitor.until(finished))
        assert visitor.closed_with() == RESTART
        assert server.process.wait(10) == 0


def test_a_page_that_does_not_end_is_given_up_after_the_grace_time(tmp_path, script):
    with serving(tmp_path, "--script", str(script), "--grace", "1") as server, visiting(server.url) as visitor:
        visitor.ask("wait=1")
        visitor.until(begun)
        assert server.stop() == 0
        assert visitor.closed_with() == RESTART


def test_a_taken_port_is_status_1(server, script):
    command = [sys.executable, "-m", "brandmap", "serve", "--port", str(server.port), "--script", str(script)]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert second.returncode == 1
    assert b"Address already in use" in second.stderr


@pytest.mark.parametrize("said", ["", "warming up, then listening"])
def test_stopped_while_starting(tmp_path, said):
    """The first process of a container is deaf to a signal without a handler: a stop during the seconds of loading was
    lost, and the container engine waited out its whole grace time. Between two handlers it was lost everywhere."""
    errors = tmp_path / "err"
    with errors.open("wb") as err:
        command = [sys.executable, "-m", "brandmap", "serve", "--port", str(free_port())]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=err)
    try:
        eventually(lambda: said in errors.read_text("utf-8") and _hears_sigterm(process.pid), "a handler of SIGTERM")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        if not said:
            assert errors.read_text("utf-8") == ""  # before anything slow was imported
    finally:
        process.kill()
        process.wait()


def _hears_sigterm(pid):
    caught = next(
        line for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines() if line.startswith("SigCgt:")
    )
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
