"""Log who opened which page and made which export, if the operator asks for it: one JSON line each, in a file of its
own that is rotated. Off by default; the access log stays anonymous."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from functools import cache
from logging.handlers import RotatingFileHandler

from brandmap.settings import settings
from brandmap.ui import sign_in

MAX_BYTES, KEPT = 10_000_000, 20  # size of one file; number of older files that are kept

log = logging.getLogger(__name__)


class _File(RotatingFileHandler):
    """Write the file, and report an entry that could not be written in one line of the ordinary log."""

    def handleError(self, record: logging.LogRecord) -> None:  # the name logging asks for
        log.error("audit log: an entry could not be written: %s", record.getMessage())


@cache
def _file() -> logging.Logger | None:
    """Open the file, once; None if the operator wants no log. OSError if it cannot be written."""
    path = settings().audit_log
    if path is None:
        return None
    handler = _File(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    path.chmod(0o600)
    logger = logging.getLogger(f"{__name__}.entries")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger


def check() -> None:
    """Open the file before the first visitor comes. OSError if it cannot be written."""
    _file()


def note(event: str, result: str = "ok", *, who: str | None = None, **details: object) -> None:
    """Write one entry: ``event`` is page, export, refused or sign-out. ``who`` is the visitor unless given."""
    file = _file()
    if file is not None:
        entry = {
            "time": datetime.now(settings().time_zone).isoformat(timespec="milliseconds"),
            "who": sign_in.visitor() if who is None else who,
            "event": event,
            **details,
            "result": result,
        }
        file.info(json.dumps(entry, ensure_ascii=True))
