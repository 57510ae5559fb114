"""Take only the messages our pages send, and tell browsers nothing about the server.

Any visitor can send Streamlit messages that act on everybody (``clear_cache``) or read the server (``load_git_info``),
and each page is told the folder of the app, the versions of Streamlit and Python and a number of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

from brandmap.ui.repairs.patch import replace

ALLOWED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
OPERATIONS = {"deferred_file", "dataframe_chunk"}  # an export, a part of a table; others install programs on the server
MAX_WIDGETS = 300  # states in one message; the busiest page has some sixty
# The id of a widget as Streamlit makes it; that of an event of a component holds one.
_WIDGET = re.compile(r"(\$\$STREAMLIT_INTERNAL_KEY_)?\$\$ID-[0-9a-f]{32}-.{1,300}", re.DOTALL)
_refused = 0


def refused() -> int:
    """Return how many messages and widget states this process has refused."""
    return _refused


def install() -> None:
    """Wrap AppSession.handle_backmsg and AppSession._create_new_session_message."""
    replace(AppSession, "handle_backmsg", _only_allowed)
    replace(AppSession, "_create_new_session_message", _without_server)


def _only_allowed(original: Callable[[AppSession, BackMsg], None]) -> Callable[[AppSession, BackMsg], None]:
    def handle(self: AppSession, msg: BackMsg) -> None:
        global _refused  # noqa: PLW0603 # one process, one count; messages arrive on the event loop only
        kind = msg.WhichOneof("type")
        operation = msg.backend_operation_request.WhichOneof("payload")
        if kind not in ALLOWED or (kind == "backend_operation_request" and operation not in OPERATIONS):
            _refused += 1
            return
        if kind == "rerun_script":
            widgets = msg.rerun_script.widget_states.widgets
            accepted = [one for one in widgets if _WIDGET.fullmatch(one.id)][:MAX_WIDGETS]
            if len(accepted) < len(widgets):
                _refused += len(widgets) - len(accepted)
                del widgets[:]
                widgets.extend(accepted)
        original(self, msg)

    return handle


def _without_server(original: Callable[..., ForwardMsg]) -> Callable[..., ForwardMsg]:
    def create(self: AppSession, *args: object, **kwargs: object) -> ForwardMsg:
        message = original(self, *args, **kwargs)
        session = message.new_session
        session.main_script_path = ""
        session.initialize.user_info.Clear()
        environment = session.initialize.environment_info
        # A page reloads itself when this text changes, as it must after an update of Streamlit.
        text = _digest(environment.streamlit_version)
        environment.Clear()
        environment.streamlit_version = text
        return message

    return create


@cache
def _digest(version: str) -> str:
    return sha256(version.encode()).hexdigest()[:12]
