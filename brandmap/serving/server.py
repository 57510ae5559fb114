"""Run the server: install the repairs, build the application, start uvicorn, stop in order."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from types import FrameType

import streamlit as st
import uvicorn
from streamlit.web.bootstrap import load_config_options

from brandmap.serving import descriptors, platform
from brandmap.serving.asgi import application
from brandmap.serving.health import Phase
from brandmap.serving.options import ServeOptions
from brandmap.serving.platform import DrainingServer
from brandmap.ui import audit
from brandmap.ui.repairs import context
from brandmap.ui.state import library

log = logging.getLogger(__name__)

MAX_MESSAGE = 1_000_000  # bytes of a message from a browser; uploads are not sent as messages
CLOSING_TIME = 5  # seconds for closing the connections once all pages are computed


def serve(options: ServeOptions) -> int:
    """Serve until told to stop; return the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    missing = platform.install()
    if missing:
        log.error("not started without its safety guards: %s (see docs/operations.md)", ", ".join(missing))
        return 1
    try:
        audit.check()
    except OSError as error:
        log.error("not started: the audit log cannot be written: %s", error)  # no traceback needed
        return 1
    context.allow_bare_calls()
    limit = descriptors.raise_limit()
    log.info("file descriptors: %s, enough for some %s visitors", limit, descriptors.max_visitors(limit))
    app = application(options, lambda: library().current())
    # After st.App, which knows the script beside which config.toml is, and before anything is served.
    load_config_options(options.streamlit_options())
    config = uvicorn.Config(
        descriptors.Admission(app.asgi, limit),
        host=options.host,
        port=options.port,
        access_log=False,  # ours has no addresses of visitors
        server_header=False,
        proxy_headers=False,  # the address of the proxy itself decides whether its header counts
        use_colors=False,
        ws="websockets-sansio",
        loop="asyncio",
        ws_max_size=MAX_MESSAGE,
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        timeout_graceful_shutdown=CLOSING_TIME,
    )
    try:
        listening_socket = config.bind_socket()
    except SystemExit:
        return 1  # the reason is in the log

    def begin() -> None:
        app.health.phase = Phase.DRAINING

    server = DrainingServer(config, begin=begin, busy=lambda: app.traffic.runs_open, grace=options.grace)

    def stop(_number: int, _frame: FrameType | None) -> None:
        # Before uvicorn handles signals there is nothing to finish. Once it has stopped it raises the signal again;
        # then nothing is left to do.
        if not server.should_exit:
            os._exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    log.info("warming up, then listening on http://%s:%s%s/", options.host, options.port, options.base_path)
    server.run(sockets=[listening_socket])
    status = 0 if server.started else 1
    if _has_unfinished_thread():
        log.warning("a page is still being computed after the grace time and is given up")
        logging.shutdown()
        os._exit(status)
    return status


def _has_unfinished_thread() -> bool:
    """Tell whether a thread would keep the process from ending."""
    threads = [t for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
    for thread in threads:
        thread.join(timeout=1)
    return any(thread.is_alive() for thread in threads)
