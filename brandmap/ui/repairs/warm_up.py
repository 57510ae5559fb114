"""What a process does once, when the data has been loaded; nothing here changes what is drawn."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
from pathlib import Path

from streamlit.runtime.scriptrunner import get_script_run_ctx

from brandmap.ui import repairs as guards

# When the collector looks for cycles: at so many new objects, and how much more seldom at the older ones. Python's own
# are 700, 10, 10. At all of them it looks half as often; more seldom, and what visitors leave behind would pile up.
COLLECT = (7_000, 5, 4)
OPEN_FILES = Path("/proc/self/fd")  # Linux; elsewhere there is nothing to repair this way


def settle() -> None:
    """Keep the collector off what lives until the end, let messages leave at once, repair Streamlit.

    ``serve`` has installed the guards before; under ``streamlit run`` they hold from the first page on.
    """
    guards.install()
    gc.set_threshold(*COLLECT)
    if get_script_run_ctx(suppress_warning=True) is None:
        # Some 10⁶ objects of pandas, pyarrow and folium: each full collection would look at them all again. Never while
        # a visitor is there: their session would be kept off the collector too, with all they bring, to the end.
        gc.collect()
        gc.freeze()
    send_at_once()


def send_at_once() -> int:
    """Turn off Nagle's algorithm on the TCP sockets of this process; the number of sockets.

    Streamlit and uvicorn bind the listening socket without naming the protocol, and asyncio then leaves the algorithm
    on (uvicorn issue #3149): every rerun waits about 40 ms for the acknowledgement of its first message. On Linux,
    connections inherit the setting from the socket they were accepted by.
    """
    if not OPEN_FILES.is_dir():
        return 0
    done = 0
    for name in os.listdir(OPEN_FILES):
        with contextlib.suppress(OSError):  # closed meanwhile, or not a socket
            done += _undelayed(int(name))
    return done


def _undelayed(descriptor: int) -> bool:
    duplicate = os.dup(descriptor)
    try:
        one = socket.socket(fileno=duplicate)
    except OSError:
        os.close(duplicate)
        raise
    with one:
        if one.family not in (socket.AF_INET, socket.AF_INET6) or one.type != socket.SOCK_STREAM:
            return False
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True
