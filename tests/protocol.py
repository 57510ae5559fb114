"""Streamlit's protocol as a browser tab speaks it, for clients in threads and in an event loop alike."""

from __future__ import annotations

from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState


def connection(url: str, session: str = "") -> dict[str, Any]:
    """What ``connect`` of websockets is to be called with. ``url`` is that of the app, without a slash at the end; who
    comes back gives the session they had."""
    return {
        "uri": f"{url.replace('http', 'ws', 1)}/_stcore/stream",
        "origin": url,
        "subprotocols": ["streamlit", "PLACEHOLDER", *filter(None, [session])],
        "max_size": None,
        "ping_interval": None,  # browsers do not either
        "proxy": None,
    }


def rerun(
    query: str = "",
    *,
    page: str = "",
    script: str = "",
    fragment: str = "",
    state: WidgetState | None = None,
    language: str = "",
) -> bytes:
    """The message that asks for a run of a page (a name of the URL, without slash, or the hash of its script), or of
    one fragment of it. ``language`` is that of the browser."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    message.rerun_script.page_script_hash = script
    message.rerun_script.fragment_id = fragment
    if state is not None:
        message.rerun_script.widget_states.widgets.append(state)
    if language:
        message.rerun_script.context_info.locale = language
    return message.SerializeToString()


def finished(message: ForwardMsg) -> bool:
    """Whether a run ended, of a page or a fragment, and not for another to begin."""
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )
