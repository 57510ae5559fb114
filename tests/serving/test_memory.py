"""Threads share two heaps, so that a crowd that has left leaves few holes."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from brandmap.serving.memory import ARENAS, limit_arenas

MANY_THREADS = """
import ctypes, sys, threading
from brandmap.serving.memory import limit_arenas
if sys.argv[1] == "limited":
    assert limit_arenas()
at_once = threading.Barrier(12)
def allocate():
    at_once.wait()
    kept = bytes(2000)  # too long for Python's own allocator
    at_once.wait()
threads = [threading.Thread(target=allocate) for _ in range(12)]
for one in threads: one.start()
for one in threads: one.join()
ctypes.CDLL(None).malloc_stats()
"""


def heaps(how):
    done = subprocess.run([sys.executable, "-c", MANY_THREADS, how], capture_output=True, text=True, check=True)
    return done.stderr.count("Arena ")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_stats"), reason="not glibc")
def test_threads_share_two_heaps():
    assert heaps("limited") == ARENAS
    assert heaps("as usual") > ARENAS


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert limit_arenas() is False
