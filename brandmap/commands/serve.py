"""Serve the app with security headers, health, metrics and an access log: ``python -m brandmap serve``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command, which go before those set in the environment."""
    parser.add_argument("--host", help="address to listen on (BRANDMAP_HOST, default 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (BRANDMAP_PORT, default 8501)")
    parser.add_argument("--base-path", help="path the app lives under, such as /map (BRANDMAP_BASE_PATH, default none)")
    parser.add_argument(
        "--frame-ancestors",
        metavar="ORIGINS",
        help="who may show the app in a frame: 'self', 'none' or origins such as https://*.example.gov.cn, separated "
        "by blanks (BRANDMAP_FRAME_ANCESTORS, default 'self')",
    )
    parser.add_argument(
        "--public-hosts",
        metavar="HOSTS",
        help="host names visitors use, separated by blanks; connections for others are refused "
        "(BRANDMAP_PUBLIC_HOSTS, default any)",
    )
    parser.add_argument(
        "--grace",
        metavar="SECONDS",
        help="on SIGTERM, how long pages being computed may take to finish (BRANDMAP_GRACE, default 20)",
    )
    parser.add_argument("--script", type=Path, help=argparse.SUPPRESS)  # another entry script, for tests


def run(args: argparse.Namespace) -> int:
    """Run the server; return 0 after an orderly stop, 1 if it could not start, 2 for a wrong setting."""
    # While the server is being loaded there is nothing to finish. As the first process of a container it would not get
    # the signal without a handler, and the engine would wait for its whole grace time.
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(0))
    from brandmap.serving.options import ServeOptions  # noqa: PLC0415 # only this command needs the server
    from brandmap.settings import settings  # noqa: PLC0415

    try:
        options = ServeOptions.read(vars(args), os.environ)
        settings()
    except ValueError as error:
        print(f"brandmap serve: {error}", file=sys.stderr)
        return 2

    from brandmap.serving.server import serve  # noqa: PLC0415 # imports streamlit

    return serve(options)
