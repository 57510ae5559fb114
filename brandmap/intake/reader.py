"""Read the data files within a deadline: neither a pipe nor a stalled disk in place of a file holds the process."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from brandmap.intake.limits import PUBLISHED
from brandmap.intake.problems import Problem, unreadable
from brandmap.schema import TABLES

PATIENCE = 2.0  # seconds for a look at all files
Signature = tuple[tuple[str, int, int, int], ...]


class Stalled(OSError):
    """Report that the files could not be read in time. ``table`` is the one that was being read."""

    def __init__(self, table: str) -> None:
        super().__init__(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        self.table = table


@dataclass(frozen=True)
class Look:
    """Say what lies in the folder. ``files`` (table name → bytes) is None while the signature is the known one;
    ``problems`` name the files that are there and cannot be read."""

    signature: Signature
    files: Mapping[str, bytes] | None = None
    problems: tuple[Problem, ...] = ()


def read_file(path: Path) -> bytes:
    """Read an ordinary file, one byte beyond the limit at most. OSError for anything else, such as a pipe."""

    def opened(name: str, flags: int) -> int:
        # Opening a pipe would wait for somebody to write into it.
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))

    with open(path, "rb", opener=opened) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(path))
        return file.read(PUBLISHED.bytes + 1)


def read_folder(directory: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Read the tables present in ``directory``, by name; and name those that are there and cannot be read."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for table in TABLES.values():
        try:
            files[table.name] = read_file(directory / table.filename)
        except (FileNotFoundError, NotADirectoryError):
            continue  # reported as missing when the files are joined
        except OSError as error:
            problems.append(unreadable(table.name, error))
    return files, tuple(problems)


@dataclass
class _Question:
    known: Signature | None
    answer: Future[Look] = field(default_factory=Future)


class Reader:
    """Look at one folder, on a thread that may wait for the disk in the place of everybody else."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._questions: SimpleQueue[_Question] = SimpleQueue()
        self._table = ""  # being looked at
        self._late: Future[Look] | None = None
        threading.Thread(target=self._answer, name="data files", daemon=True).start()

    def look(self, known: Signature | None) -> Look:
        """Look at the files and read them unless their signature is ``known``. Stalled after PATIENCE; at once while an
        earlier look has not come back."""
        if self._late is not None and not self._late.done():
            raise Stalled(self._table)
        question = _Question(known)
        self._questions.put(question)
        try:
            return question.answer.result(PATIENCE)
        except TimeoutError:
            self._late = question.answer
            raise Stalled(self._table) from None

    def _answer(self) -> None:
        while True:
            question = self._questions.get()
            try:
                question.answer.set_result(self._look(question.known))
            except Exception as error:  # whoever asked gets it
                question.answer.set_exception(error)

    def _look(self, known: Signature | None) -> Look:
        signature = self._signature()
        if signature == known:
            return Look(signature)
        files, problems = read_folder(self._directory)
        return Look(signature, files, problems)

    def _signature(self) -> Signature:
        """List name, times and size of each file: cheap enough to look at on every run. The time of the last change of
        the entry tells when a file has become readable again."""
        signature = []
        for table in TABLES.values():
            self._table = table.name
            try:
                status = (self._directory / table.filename).stat()
            except OSError:
                continue
            signature.append((table.name, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
        return tuple(signature)
