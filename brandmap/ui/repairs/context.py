"""Ask Streamlit about the current run, where it has no public function for that."""

from __future__ import annotations

import logging

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

_BARE_CALLS = "streamlit.runtime.scriptrunner_utils.script_run_context"  # the logger that warns of calls outside a run


def in_run() -> bool:
    """Tell whether this thread runs a page for a visitor."""
    return get_script_run_ctx(suppress_warning=True) is not None


def navigates_history() -> bool:
    """Tell whether the reader has gone Back or Forward. Streamlit then calls callbacks of widgets that still report
    what they showed before, as if the reader had just chosen it."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def forget_upload(file_id: str) -> None:
    """Remove an uploaded file of this session from memory, as soon as it has been read.

    Streamlit keeps it until the visitor leaves, even when its uploader is gone, so a visitor who corrects a file a few
    times would fill their quota.
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def forget_exports() -> None:
    """Remove the generated files of this session. Streamlit does so at the next run of the whole script, and a change
    of the collection runs a fragment only."""
    context = get_script_run_ctx()
    if context is not None and runtime.exists():
        manager = runtime.get_instance().media_file_mgr
        manager.clear_session_refs(context.session_id)
        manager.remove_orphaned_files()


def allow_bare_calls() -> None:
    """Silence Streamlit's warning about calls outside a run: data is loaded before the first visitor on purpose."""
    logging.getLogger(_BARE_CALLS).setLevel(logging.ERROR)
