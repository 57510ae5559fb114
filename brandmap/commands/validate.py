"""Check a data folder or file in the same way as the data page: ``python -m brandmap validate``."""

from __future__ import annotations

import argparse
import errno
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from brandmap.commands.atomic import write_atomically
from brandmap.exports.sheets.report import report_xlsx
from brandmap.intake.csv_file import RawTable
from brandmap.intake.dataset import DATA, dataset_of, fingerprint, folder_files, load, read_files
from brandmap.intake.problems import DataError, any_fault_as_data_error
from brandmap.intake.reader import read_file
from brandmap.intake.upload import Trial, compare_with_published, try_out
from brandmap.intake.upload_report import report
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import LANGS, Lang
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
    parser.add_argument("--report", type=Path, metavar="FILE", help="write every problem, the cells marked (.xlsx)")
    parser.add_argument("--lang", choices=LANGS, default="zh", help="language of the report (default zh)")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(text)


def run(args: argparse.Namespace) -> int:
    """Check PATH and print the report; return 0 if all of it would be used, 1 if a row or more would not."""
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
    if args.report is not None and not _write_report(args.report, trial, args.lang):
        return 1
    return 0 if trial.passed else 1


def _write_report(path: Path, trial: Trial, lang: Lang) -> bool:
    """Write the workbook of the problems, and print that it is written or why not."""
    try:
        if path.suffix.lower() != ".xlsx":
            raise OSError(errno.EINVAL, phrase("own_data.cli_report_suffix", lang))
        write_atomically(path, report_xlsx(trial, lang))
    except OSError as error:
        reason = error.strerror or str(error)
        print(phrase("own_data.cli_unwritable", lang, path=path, reason=reason), file=sys.stderr)
        return False
    print(phrase("own_data.cli_written", lang, path=path))
    return True


def data_folder(path: Path) -> Path | None:
    """Return the folder to check as a whole: ``path`` itself, or its parent if that has all the tables."""
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
    tables: dict[str, RawTable] = {}
    try:
        if folder is None:  # a single file uses the themes and terms of the published data
            return try_out(data, path.name, load(folder_files(DATA), gazetteer).dataset, gazetteer)
        files = folder_files(folder)
        with any_fault_as_data_error():
            tables = read_files(files, lenient=False)
            loaded = dataset_of(tables, gazetteer, None, fingerprint(files))
    except DataError as error:
        return Trial(None, error.problems, tables=tables)
    published = None
    if folder.resolve() != DATA.resolve():  # not compared with itself
        with suppress(DataError):
            published = load(folder_files(DATA), gazetteer).dataset
    trial = compare_with_published(loaded.dataset, loaded.problems, published, frozenset(files))
    return replace(trial, tables=tables)
