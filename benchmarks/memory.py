"""Server memory per further session: visitors of the protocol, without browsers, all kept open."""

from __future__ import annotations

import contextlib

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.servers import App

WARM_UP = 5  # sessions before the first reading
SESSIONS = 20  # between two readings
BLOCKS = 3
PATIENCE = 60.0  # seconds for one run


def per_session(app: App) -> list[float]:
    """MB per further session, one value per block of ``SESSIONS``. Each opens the first page and filters once."""
    with contextlib.ExitStack() as open_sessions:
        for _ in range(WARM_UP):
            _visit(open_sessions.enter_context(_connected(app)))
        found = []
        before = app.memory()
        for _ in range(BLOCKS):
            for _ in range(SESSIONS):
                _visit(open_sessions.enter_context(_connected(app)))
            after = app.memory()
            found.append((after - before) / SESSIONS)
            before = after
        return found


def _connected(app: App) -> ClientConnection:
    return connect(
        f"{app.url.replace('http', 'ws', 1)}/_stcore/stream",
        origin=Origin(app.url),
        subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER")],
        max_size=None,
        max_queue=None,
    )


def _visit(socket: ClientConnection) -> None:
    for query in ("", "theme=agriculture"):
        message = BackMsg()
        message.rerun_script.query_string = query
        socket.send(message.SerializeToString())
        while True:
            data = socket.recv(timeout=PATIENCE)
            answer = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            finished = answer.WhichOneof("type") == "script_finished"
            if finished and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
