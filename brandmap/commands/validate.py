"""Check a data folder or file as the data page does: ``python -m brandmap validate``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from brandmap.records import LANGS

if TYPE_CHECKING:
    from brandmap.intake.upload import Trial
    from brandmap.places.gazetteer import Gazetteer
    from brandmap.records import Dataset


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
    from brandmap.intake.upload_report import report  # noqa: PLC0415
    from brandmap.text import phrase  # noqa: PLC0415 # not needed for --help

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
    from brandmap.schema import TABLES  # noqa: PLC0415

    if path.is_dir():
        return path
    names = {table.filename for table in TABLES.values()}
    if path.name in names and all((path.parent / name).is_file() for name in names):
        return path.parent
    return None


def trial_of(path: Path) -> Trial:
    """Check a folder or a file and compare it with the published data, if there are any. Raises OSError."""
    from brandmap.intake.dataset import DATA  # noqa: PLC0415
    from brandmap.intake.problems import DataError  # noqa: PLC0415
    from brandmap.intake.reader import read_file  # noqa: PLC0415
    from brandmap.intake.upload import Trial, try_out  # noqa: PLC0415
    from brandmap.places.gazetteer import load_gazetteer  # noqa: PLC0415

    gazetteer = load_gazetteer()
    folder = data_folder(path)
    if folder is not None:
        # The published folder is not compared with itself.
        is_published = folder.resolve() == DATA.resolve()
        try:
            published = None if is_published else _loaded(DATA, gazetteer)
        except DataError:
            published = None
        return _folder_trial(folder, gazetteer, published)
    data = read_file(path)
    try:
        return try_out(data, path.name, _loaded(DATA, gazetteer), gazetteer)
    except DataError as error:
        # A file alone borrows themes and terms from the published data.
        return Trial(None, error.problems)


def _loaded(folder: Path, gazetteer: Gazetteer) -> Dataset:
    from brandmap.intake.dataset import folder_files, load  # noqa: PLC0415

    return load(folder_files(folder), gazetteer).dataset


def _folder_trial(folder: Path, gazetteer: Gazetteer, published: Dataset | None) -> Trial:
    from brandmap.intake.dataset import folder_files, load  # noqa: PLC0415
    from brandmap.intake.problems import DataError  # noqa: PLC0415
    from brandmap.intake.upload import Trial, compare_with_published  # noqa: PLC0415

    try:
        files = folder_files(folder)
        loaded = load(files, gazetteer)
    except DataError as error:
        return Trial(None, error.problems)
    return compare_with_published(loaded.dataset, loaded.problems, published, frozenset(files))
