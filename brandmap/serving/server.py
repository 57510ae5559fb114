"""Run the server process: safety guards, application, uvicorn, and an orderly stop."""

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

MAX_MESSAGE = 1_000_000  # bytes from a browser in one message; uploads go another way
CLOSING = 5  # seconds for connections to end once everything is finished


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
        log.error("not started: the audit log cannot be written: %s", error)  # says it all
        return 1
    context.allow_bare_calls()
    most = descriptors.raise_limit()
    log.info("file descriptors: %s, enough for some %s visitors", most, descriptors.visitors(most))
    served = application(options, lambda: library().current())
    # After st.App, which says beside which script config.toml lies, and before anything is served.
    load_config_options(options.streamlit_options())
    config = uvicorn.Config(
        descriptors.Admission(served.asgi, most),
        host=options.host,
        port=options.port,
        access_log=False,  # ours holds no addresses
        server_header=False,
        proxy_headers=False,  # the address of the proxy itself decides whether its header counts
        use_colors=False,
        ws="websockets-sansio",
        loop="asyncio",
        ws_max_size=MAX_MESSAGE,
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        timeout_graceful_shutdown=CLOSING,
    )
    try:
        listening = config.bind_socket()
    except SystemExit:
        return 1  # the reason is in the log

    def begin() -> None:
        served.health.phase = Phase.DRAINING

    server = DrainingServer(config, begin=begin, busy=lambda: served.traffic.running, grace=options.grace)

    def stop(_number: int, _frame: FrameType | None) -> None:
        # Before uvicorn listens to signals there is nothing to finish. After its own work is done it raises the signal
        # once more; by then there is nothing left to do.
        if not server.should_exit:
            os._exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    log.info("warming up, then listening on http://%s:%s%s/", options.host, options.port, options.base_path)
    server.run(sockets=[listening])
    status = 0 if server.started else 1
    if _left_over():
        log.warning("a page is still being computed after the grace time and is given up")
        logging.shutdown()
        os._exit(status)
    return status


def _left_over() -> bool:
    """Tell whether a thread would keep the process from ending."""
    others = [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    for one in others:
        one.join(timeout=1)
    return any(one.is_alive() for one in others)
