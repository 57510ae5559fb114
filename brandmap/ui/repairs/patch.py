"""Replace a function inside a package by one that wraps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

_MARK = "_brandmap_repair"


def replace(owner: Any, name: str, wrapping: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Replace ``owner.name`` by ``wrapping(original)``; a second call does nothing. AttributeError if ``owner`` has no
    such attribute."""
    original = getattr(owner, name)
    if not hasattr(original, _MARK):
        replacement = wraps(original)(wrapping(original))
        setattr(replacement, _MARK, True)
        setattr(owner, name, replacement)
