"""Give generated files addresses that nobody can compute from their content.

Streamlit serves a generated file to anybody who knows its address, and makes the address from the content: whoever
holds the same rows could ask whether a visitor has exported them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import blake2b

from streamlit.runtime import memory_media_file_storage

from brandmap.ui.repairs.patch import replace

_KEY = secrets.token_bytes(32)  # of this process


def install() -> None:
    """Wrap memory_media_file_storage._calculate_file_id."""
    replace(memory_media_file_storage, "_calculate_file_id", _keyed)


def _keyed(original: Callable[..., str]) -> Callable[..., str]:
    def file_id(data: bytes, mimetype: str, filename: str | None = None) -> str:
        return blake2b(original(data, mimetype, filename).encode(), key=_KEY, digest_size=28).hexdigest()

    return file_id
