"""Letting go of an uploaded file as soon as it has been read.

Streamlit keeps an uploaded file in memory until the visitor removes it or leaves; when its uploader disappears (another
page) nothing removes it at all. A visitor who corrects a file and comes back would fill the quota of their session, and
the page says that no copy is kept. Streamlit has no public call for it (1.67).
"""

from __future__ import annotations

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget(file_id: str) -> None:
    """Remove one file of this session from the server's memory. For callbacks and scripts."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)
