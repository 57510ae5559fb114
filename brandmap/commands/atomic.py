"""Write a file so that a reader never sees half of it."""

from __future__ import annotations

import errno
import os
import signal
import stat
import tempfile
from pathlib import Path

from brandmap.records import LANGS
from brandmap.text import phrase

STOPS = (signal.SIGTERM, signal.SIGHUP)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to a file beside ``path``, then put it in its place in one step.

    If anything fails, the old file stays as it was. Links are followed. Raises OSError, also for a write-protected file
    and for a device or pipe.
    """
    path = path.resolve()
    mode = _mode(path)
    # A signal to stop then acts like Ctrl-C, so that the unfinished file is removed.
    defaults = [number for number in STOPS if signal.getsignal(number) is signal.SIG_DFL]
    for number in defaults:
        signal.signal(number, signal.default_int_handler)
    # Not the target's name with a suffix: it may already have the 255 bytes that a name can have.
    handle, name = tempfile.mkstemp(prefix=".brandmap.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        for number in defaults:
            signal.signal(number, signal.SIG_DFL)


def _mode(path: Path) -> int:
    """Return the permissions of the file at ``path``, or of a new file. Raises OSError if it may not be replaced."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, " / ".join(phrase("export_cli.no_file", lang) for lang in LANGS))
    if not mode & 0o222 or not os.access(path, os.W_OK):  # even root respects write protection
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(mode)
