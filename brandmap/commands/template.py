"""Write the template, a file to fill in with models, as XLSX or CSV: ``python -m brandmap template``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from brandmap.commands.atomic import write_atomically
from brandmap.exports.sheets.template import template_csv, template_xlsx
from brandmap.intake.dataset import folder_files, load
from brandmap.intake.problems import DataError
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import LANGS
from brandmap.text import phrase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write: .xlsx, or .csv")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the messages (default en)")


def run(args: argparse.Namespace) -> int:
    """Write the template; return 0 if it is written, else 1."""
    suffix = args.out.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        print(phrase("own_data.cli_suffix", args.lang, path=args.out), file=sys.stderr)
        return 1
    try:
        if suffix == ".csv":
            content = template_csv()
        else:
            gazetteer = load_gazetteer()
            content = template_xlsx(load(folder_files(), gazetteer).dataset, gazetteer)
        write_atomically(args.out, content)
    except DataError as error:
        # The published data are needed for its drop-down lists of themes, terms and sources.
        for problem in error.problems:
            print(problem.line(args.lang), file=sys.stderr)
        return 1
    except OSError as error:
        reason = error.strerror or str(error)
        print(phrase("own_data.cli_unwritable", args.lang, path=args.out, reason=reason), file=sys.stderr)
        return 1
    print(phrase("own_data.cli_written", args.lang, path=args.out))
    return 0
