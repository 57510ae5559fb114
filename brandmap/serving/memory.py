"""Memory that comes back: glibc's heaps in a process with hundreds of short-lived threads."""

from __future__ import annotations

import ctypes

M_ARENA_MAX = -8  # from glibc's malloc.h
ARENAS = 2


def limit_arenas() -> bool:
    """Let threads share ARENAS heaps. By default each of the first eight per processor gets its own, and a crowd that
    has left leaves its holes in all of them. False where the C library has no such setting (musl, macOS). To be called
    before threads are started."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(M_ARENA_MAX, ARENAS))
