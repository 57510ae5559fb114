"""Write a file so that a reader never sees half of it."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from brandmap.records import LANGS
from brandmap.text import phrase

STOPS = (signal.SIGTERM, signal.SIGHUP)
PREFIX, SUFFIX = ".brandmap.", ".part"  # of unfinished files


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to a file beside ``path``, then put it in its place in one step.

    If anything fails, the old file stays as it was. Links are followed. Raises OSError, also for a write-protected file
    and for a device or pipe.
    """
    path = path.resolve()
    mode = _mode(path)
    with _stops_as_interrupts(), _folder_without_leftovers(path.parent):
        # Not the target's name with a suffix: it may already have the 255 bytes that a name can have.
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
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


@contextmanager
def _stops_as_interrupts() -> Iterator[None]:
    """Let a signal to stop act like Ctrl-C, so that the unfinished file is removed."""
    defaults = [number for number in STOPS if signal.getsignal(number) is signal.SIG_DFL]
    for number in defaults:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in defaults:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _folder_without_leftovers(folder: Path) -> Iterator[None]:
    """Remove what a killed process left in ``folder``, unless somebody writes there now; and show that we do.

    Whoever writes shares a lock on the folder, which ends with the process. Where the folder cannot be locked, as on
    some network disks, or not be read, nothing is removed.
    """
    lock = None
    try:
        with suppress(OSError):
            lock = os.open(folder, os.O_RDONLY)
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for leftover in folder.glob(f"{PREFIX}*{SUFFIX}"):
                    with suppress(OSError):  # of somebody else
                        leftover.unlink()
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield
    finally:
        if lock is not None:
            os.close(lock)


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
