"""``python -m brandmap export``: its options. What it does is in ``export_run``, imported only then: the makers of
slides and tables are slow to import."""

from __future__ import annotations

import argparse
from pathlib import Path

#: The names of ``brandmap.exports.registry`` without the variant with answers, which is an option here.
FORMATS = ("pptx", "pdf", "html", "png", "svg", "xlsx", "csv", "geojson")
LANGS = ("zh", "en", "both")
ANSWERS = "_answers"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Repeat an option to allow several values, as in the address of a page."""
    parser.add_argument("--format", required=True, choices=FORMATS, help="kind of file")
    parser.add_argument("--out", required=True, type=Path, help="file to write; for html also a folder (index.html)")
    parser.add_argument("--lang", default="both", choices=LANGS, help="language of the file (default: both)")
    parser.add_argument("--theme", action="append", default=[], metavar="ID", help="keep this theme, such as ecology")
    parser.add_argument("--season", action="append", default=[], metavar="ID", help="keep this season, such as summer")
    parser.add_argument(
        "--prefecture", action="append", default=[], metavar="PLACE", help="keep this prefecture: its code or name"
    )
    parser.add_argument("--q", default="", metavar="WORDS", help="keep models in which all these words are found")
    parser.add_argument("--brand", action="append", default=[], metavar="ID", help="these models, in this order")
    parser.add_argument("--answers", action="store_true", help="pdf: with possible answers, for the trainer")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="folder of the data files")


def run(args: argparse.Namespace) -> int:
    """0 when the file is written, 1 when it could not be, 2 for wrong arguments."""
    from brandmap.commands.export_run import run as run_  # noqa: PLC0415 # slow to import

    return run_(args)
