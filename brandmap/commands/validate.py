"""Check a data folder or file as the data page does: ``python -m brandmap validate``."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.intake.problems import DataError
from brandmap.intake.reader import read_file
from brandmap.intake.upload import Trial, compare_with_published, try_out
from brandmap.intake.upload_report import report
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import LANGS
from brandmap.schema import TABLES
from brandmap.text import phrase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "path",
        type=_path,
        metavar="PATH",
        help="a data folder (every table must be there), a table inside one, or a filled-in template (.xlsx or .csv)",
    )
    parser.add_argument("--lang", choices=LANGS, default="zh", help="language of the report (default zh)")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(text)


def run(args: argparse.Namespace) -> int:
    """Print the report; return 0 when everything in PATH would be used, 1 when a row or the whole would not."""
    if not args.path.exists():
        print(phrase("own_data.cli_not_found", args.lang, path=args.path), file=sys.stderr)
        return 1
    folder = data_folder(args.path)
    if folder is not None and folder != args.path:
        print(phrase("own_data.cli_folder", args.lang, path=folder))
    try:
        trial = trial_of(args.path)
    except OSError as error:
        reason = error.strerror or str(error)
        print(phrase("own_data.cli_unreadable", args.lang, path=args.path, reason=reason), file=sys.stderr)
        return 1
    print(report(trial, args.lang))
    return 0 if trial.passed else 1


def data_folder(path: Path) -> Path | None:
    """Return the folder to check as a whole: ``path`` itself, or the one it lies in if that holds all the other
    tables."""
    if path.is_dir():
        return path
    names = {table.filename for table in TABLES.values()}
    if path.name in names and all((path.parent / name).is_file() for name in names):
        return path.parent
    return None


def trial_of(path: Path) -> Trial:
    """Check a folder or a file and compare it with the published data, if there are any. Raises OSError."""
    gazetteer = load_gazetteer()
    folder = data_folder(path)
    data = b"" if folder else read_file(path)
    try:
        if folder is None:  # a file alone borrows themes and terms from the published data
            return try_out(data, path.name, load(folder_files(DATA), gazetteer).dataset, gazetteer)
        files = folder_files(folder)
        loaded = load(files, gazetteer)
    except DataError as error:
        return Trial(None, error.problems)
    published = None
    if folder.resolve() != DATA.resolve():  # not compared with itself
        with suppress(DataError):
            published = load(folder_files(DATA), gazetteer).dataset
    return compare_with_published(loaded.dataset, loaded.problems, published, frozenset(files))
