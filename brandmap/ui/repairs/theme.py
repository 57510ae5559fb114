"""The theme is looked up once, not six times a run.

Every run announces the whole theme, and for each of its six sections Streamlit goes through all of its some 300
options, under a lock and on the event loop: a tenth of what a run of the map page costs (no upstream issue is known).
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from streamlit import config

_MARK = "_brandmap_guard"


def install() -> None:
    """Wrap config.get_options_for_section; a second call does nothing. A change of the configuration is seen."""
    original = config.get_options_for_section
    if hasattr(original, _MARK):
        return
    known: dict[str, dict[str, Any]] = {}

    @wraps(original)
    def remembered(section: str) -> dict[str, Any]:
        if section not in known:
            known[section] = original(section)
        return dict(known[section])

    setattr(remembered, _MARK, True)
    config.get_options_for_section = remembered
    config.on_config_parsed(known.clear, force_connect=True)
