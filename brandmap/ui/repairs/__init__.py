"""Repairs of Streamlit internals: each in one module, for the tested version only, and gone once upstream has it.

``tests/serving/test_guards.py`` fails when a guard is no longer needed, and when the version changes.
"""

from __future__ import annotations

import logging

import streamlit

from brandmap.ui.repairs import leading_icon, reconnect, theme, upload_quota, watchers

TESTED = "1.67.0"
GUARDS = (reconnect, watchers, upload_quota, theme, leading_icon)

log = logging.getLogger(__name__)


def install(version: str = streamlit.__version__) -> tuple[str, ...]:
    """Install all guards once; their names, none for a version they were not tested with."""
    if version != TESTED:
        log.warning("no guards for Streamlit %s: they were tested with %s", version, TESTED)
        return ()
    for guard in GUARDS:
        guard.install()
    return tuple(guard.__name__.rpartition(".")[2] for guard in GUARDS)
