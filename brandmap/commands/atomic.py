"""Write a file so that nobody ever reads a half-written one."""

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

STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
PREFIX, SUFFIX = ".brandmap.", ".part"  # of the names of unfinished files


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to a new file in the folder of ``path``, then rename it to ``path`` in one step.

    If anything fails, the old file stays unchanged. Links are followed. Raises OSError, also for a write-protected
    file, a device or a pipe.
    """
    path = path.resolve()
    mode = _mode(path)
    with _stop_signals_as_interrupts(), _locked_folder(path.parent):
        # A short name: that of the target may already have 255 bytes, which is the most a name can have.
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
def _stop_signals_as_interrupts() -> Iterator[None]:
    """Treat signals to stop like Ctrl-C, so that the unfinished file is removed."""
    defaults = [number for number in STOP_SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in defaults:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in defaults:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _locked_folder(folder: Path) -> Iterator[None]:
    """Remove unfinished files of killed processes from ``folder``, and lock it while a file is written.

    All who write share a lock on the folder, which ends with their process; files are removed only if nobody else has
    it. In a folder that cannot be locked or read, as on some network disks, nothing is removed.
    """
    lock = None
    try:
        with suppress(OSError):
            lock = os.open(folder, os.O_RDONLY)
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for leftover in folder.glob(f"{PREFIX}*{SUFFIX}"):
                    with suppress(OSError):  # the file belongs to somebody else
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
