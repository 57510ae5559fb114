"""Run the command line: ``python -m brandmap COMMAND``. Every command is one row of COMMANDS and one module."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Collection, Sequence
from importlib import import_module

from brandmap.text import phrase

#: Command → what it does. ``brandmap.commands.<command>`` has ``add_arguments(parser)`` and ``run(args) -> int``, the
#: exit status.
COMMANDS: dict[str, str] = {
    "export": "write the models to a file: slides, handout, map, offline page or data",
    "serve": "run the app as a production server",
    "validate": "check a data folder or a filled-in template before it is used",
    "template": "write the file to fill in, as XLSX or CSV",
}
FAILED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141  # exit statuses; the last two as shells report the signals
TRACEBACK = "BRANDMAP_TRACEBACK"  # environment: any value adds the traceback to an unexpected error


def parser(chosen: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of all commands, with the options of the chosen ones: only their modules are imported, which
    are slow to import. The command's ``run`` is in ``args.run``."""
    whole = argparse.ArgumentParser(prog="python -m brandmap", description="Map of grassroots policing models of Gansu")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        one = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name in chosen:
            module = import_module(f"brandmap.commands.{name}")
            module.add_arguments(one)
            one.set_defaults(run=module.run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; whatever goes wrong is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console in GBK or ASCII cannot print every character; it gets the number of those it lacks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    name = "brandmap"
    try:
        try:
            given = sys.argv[1:] if arguments is None else arguments
            args = parser(given[:1]).parse_args(given)
            name = f"brandmap {args.command}"
            status: int = args.run(args)
        finally:
            sys.stdout.flush()  # fails here, if it must, and not after the end
    except KeyboardInterrupt:
        return _fail(name, " / ".join(phrase("text.interrupted", lang) for lang in ("zh", "en")), INTERRUPTED)
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except OSError as error:
        _discard_output()
        file = f"{error.filename}: " if error.filename else ""
        return _fail(name, f"{file}{error.strerror or error}", FAILED)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            traceback.print_exc()
        return _fail(name, _unexpected(error), FAILED)
    return status


def _unexpected(error: Exception) -> str:
    """Name an error that no command foresaw, and how to see where it arose."""
    kind = f"{type(error).__name__}: {error}"
    return " / ".join(phrase("text.unexpected", lang, error=kind, variable=TRACEBACK) for lang in ("zh", "en"))


def _discard_output() -> None:
    """Send what standard output still holds to nowhere, so that Python does not fail on it again at exit."""
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _fail(name: str, words: str, status: int) -> int:
    print(f"{name}: {words}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
