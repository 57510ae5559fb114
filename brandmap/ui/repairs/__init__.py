"""Repair private parts of other packages, under ``streamlit run`` and ``brandmap serve`` alike.

``TOUCHES`` lists every private part used in this folder; ``serving.platform`` adds those of the server. Each has a test
in tests/serving/test_touches.py that fails when upstream has mended it or changed the part.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from brandmap.markup import guard_branca
from brandmap.ui.repairs import messages, no_delay, reconnect, secret_address, upload_quota, watchers

#: The versions of the packages that the repairs were tested with.
TRIED = {"streamlit": "1.67.0", "uvicorn": "0.54.0", "branca": "0.8.2"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Touch:
    """Describe one private part of another package that is used here. ``install`` changes the part, for the tried
    version only; without it the part is read or called. ``serve`` does not start when a ``safety`` touch could not be
    installed."""

    name: str
    package: str
    part: str
    without: str
    issue: str = ""
    install: Callable[[], None] | None = None
    safety: bool = False

    def line(self) -> str:
        """Return the touch as one row of the table in docs/operations.md."""
        tried = f"{self.package} {TRIED.get(self.package, '3.11')}"
        note = " (`serve` refuses to start)" if self.safety else ""
        return f"| {self.name} | {tried}: `{self.part}` | {self.without}{note} | {self.issue or '–'} |"


TOUCHES = (
    Touch(
        "upload_quota", "streamlit", "MemoryUploadedFileManager.add_file",
        "any visitor can fill the memory with uploads", "streamlit #11883", upload_quota.install, safety=True,
    ),
    Touch(
        "messages", "streamlit", "AppSession.handle_backmsg, _create_new_session_message",
        "any visitor can clear the caches of all, and is told paths and versions", "streamlit #16386",
        messages.install, safety=True,
    ),
    Touch(
        "guard_branca", "branca", "element.Template",
        "a cell of the data that looks like a template runs Python", "", guard_branca, safety=True,
    ),
    Touch(
        "secret_address", "streamlit", "memory_media_file_storage._calculate_file_id",
        "who knows the content of an export can fetch it", "", secret_address.install, safety=True,
    ),
    Touch(
        "reconnect", "streamlit", "Runtime._send_message",
        "a quarter of the pages stay unfinished after a lost connection", "streamlit #8901", reconnect.install,
    ),
    Touch(
        "watchers", "streamlit", "AppSession.register_file_watchers",
        "200 visitors who come back at once wait 23 s", "streamlit #8738", watchers.install,
    ),
    Touch(
        "no_delay", "uvicorn", "Server.startup",
        "each answer comes up to 40 ms later", "uvicorn #3149", no_delay.install,
    ),
    Touch(
        "document", "streamlit", "static/index.html",
        "pages are Streamlit's own document: English title, two requests more",
    ),
    Touch(
        "static_files", "streamlit", "static/static, check of routes in App",
        "a first visit moves twice as much",
    ),
    Touch(
        "forget_upload", "streamlit", "MemoryUploadedFileManager.remove_file",
        "files that were read fill the quota of their session",
    ),
    Touch(
        "forget_exports", "streamlit", "Runtime.media_file_mgr",
        "exports of own data can be fetched after the visitor has gone back to the published",
    ),
    Touch(
        "navigates_history", "streamlit", "ScriptRunContext.is_history_navigation",
        "Back and Forward undo themselves",
    ),
    Touch(
        "component_files", "streamlit", "BidiComponentManager.register_from_manifest",
        "filters, list and card do not appear",
    ),
    Touch(
        "allow_bare_calls", "streamlit", "logger scriptrunner_utils.script_run_context",
        "the log warns of calls outside a run",
    ),
)  # fmt: skip


def install(versions: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Change the parts that need it, once; return the names of the touches installed. ``versions`` are those of the
    packages, by default the installed ones."""
    have = versions or {package: version(package) for package in TRIED}
    for package, tried in TRIED.items():
        if have[package] != tried:
            log.warning("%s %s: its repairs are left out, they were tried with %s", package, have[package], tried)
    return tuple(_installed(touch for touch in TOUCHES if have[touch.package] == TRIED[touch.package]))


def _installed(touches: Iterable[Touch]) -> Iterable[str]:
    for touch in touches:
        if touch.install is not None:
            try:
                touch.install()
            except AttributeError as error:
                log.error("%s cannot be installed: %s", touch.name, error)  # the message says it all
            else:
                yield touch.name
