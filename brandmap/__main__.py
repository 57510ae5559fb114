"""The command line: ``python -m brandmap COMMAND``. Every command is one row of COMMANDS and one module."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from brandmap.text import phrase

#: Command → what it does. ``brandmap.commands.<command>`` has ``add_arguments(parser)`` and ``run(args) -> int``, the
#: exit status; it imports what is slow to import inside ``run``.
COMMANDS: dict[str, str] = {
    "export": "write the models to a file: slides, handout, map, offline page or data",
    "serve": "run the app as a production server",
    "validate": "check a data folder or a filled-in template before it is used",
    "template": "write the file to fill in, as XLSX or CSV",
}
INTERRUPTED = 130  # as a shell says it


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the chosen command's ``run`` is in ``args.run``."""
    whole = argparse.ArgumentParser(prog="python -m brandmap", description="Map of grassroots policing models of Gansu")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        module = import_module(f"brandmap.commands.{name}")
        one = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status, 2 for wrong arguments, 130 when it was stopped with Ctrl-C."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except KeyboardInterrupt:
        said = " / ".join(phrase("text.interrupted", lang) for lang in ("zh", "en"))
        print(f"brandmap {args.command}: {said}", file=sys.stderr)
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
