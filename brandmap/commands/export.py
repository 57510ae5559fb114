"""Write the models to one file: ``python -m brandmap export``, filtered like the pages.

Messages are in both languages: a command line cannot know who reads.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from brandmap.collection.filters import FACETS, Collection, Filters
from brandmap.collection.search import MAX_QUERY, search_text
from brandmap.collection.view import PARAMETERS
from brandmap.commands.atomic import write_atomically
from brandmap.exports.registry import FORMATS, ExportFormat
from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.intake.problems import DataError
from brandmap.places.gazetteer import AmbiguousPlace, load_gazetteer
from brandmap.records import LANGS
from brandmap.settings import today
from brandmap.text import phrase
from brandmap.text.languages import EXPORT_LANGS

FIRST_WAIT, NEXT_WAIT = 1.0, 2.0  # seconds before the first message of progress, and before each further one
FAILED, WRONG_ARGUMENTS = 1, 2  # exit statuses
STANDARD_OUTPUT = Path("-")
ANSWERS_SUFFIX = "_answers"  # of the name of a format that also has possible answers


class WrongArgument(ValueError):
    """Report a wrong argument; the message is in both languages."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command; the filters are those in the address of a page."""
    parser.add_argument("--format", required=True, choices=FORMATS, help="format of the file")
    parser.add_argument(
        "--out", required=True, type=Path, help="file to write, - for standard output; for html also a folder"
    )
    parser.add_argument("--lang", default="both", choices=EXPORT_LANGS, help="language of the file (default: both)")
    for facet in FACETS:
        parser.add_argument(
            f"--{facet}", action="append", default=[], metavar="ID", help=f"keep this {facet}; may be repeated"
        )
    parser.add_argument("--q", default="", metavar="WORDS", help="keep models in which all these words are found")
    parser.add_argument("--brand", action="append", default=[], metavar="ID", help="these models, in this order")
    parser.add_argument("--answers", action="store_true", help="pdf: with possible answers, for the trainer")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="folder of the data files")


def run(args: argparse.Namespace) -> int:
    """Write the file; return 0 if it is written, 1 if it could not be, 2 for wrong arguments."""
    started = time.monotonic()
    try:
        file_format = _format(args)
        gazetteer = load_gazetteer()
        loaded = load(folder_files(args.data or DATA), gazetteer)
        collection = _chosen_models(Collection.of(loaded.dataset, gazetteer), args.brand)
        filters = _filters(collection, args)
        target = _target(args.out, file_format)
    except DataError as error:
        for problem in error.problems:
            _report(f"{problem.line('zh')}\n  {problem.line('en')}")
        return _fail("no_data", FAILED)
    except WrongArgument as error:
        _report(str(error))
        return WRONG_ARGUMENTS
    if loaded.problems:
        _report(_bilingual("left_out", n=len(loaded.problems), rows=len(loaded.left_out)))
    count = len(filters.keep(collection))
    if not count:
        return _fail("no_models", FAILED)
    try:
        with _progress(_bilingual("working", format=file_format.name, n=count)):
            content = file_format.build(collection, filters, args.lang, today())
            if target == STANDARD_OUTPUT:
                sys.stdout.buffer.write(content)
                sys.stdout.buffer.flush()
            else:
                if file_format.in_folder:
                    target.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(target, content)
    except BrokenPipeError:
        raise  # the reading program has ended, which is no fault
    except OSError as error:
        return _fail("not_written", FAILED, file=target, reason=error.strerror or error)
    seconds = f"{time.monotonic() - started:.1f}"
    _report(_bilingual("written", file=target, n=count, size=f"{len(content) / 1000:,.0f}", seconds=seconds))
    return 0


def _format(args: argparse.Namespace) -> ExportFormat:
    """Return the format, with answers if asked for."""
    name = args.format + (ANSWERS_SUFFIX if args.answers and not args.format.endswith(ANSWERS_SUFFIX) else "")
    if name not in FORMATS:
        raise WrongArgument(_bilingual("answers_only", format=args.format))
    return FORMATS[name]


def _chosen_models(collection: Collection, ids: Sequence[str]) -> Collection:
    """Return the collection of these models in this order, or of all models if there is no id."""
    by_id = collection.dataset.by_id
    for id_ in ids:
        _check("brand", id_, tuple(by_id))
    if not ids:
        return collection
    return collection.with_brands(by_id[id_] for id_ in dict.fromkeys(ids))


def _filters(collection: Collection, args: argparse.Namespace) -> Filters:
    """Read the filters and check their values."""
    values: dict[str, tuple[str, ...]] = {}
    for facet, parameter in ((name, PARAMETERS[name]) for name in FACETS):
        facet_values = [
            _prefecture(value, collection) if facet == "prefecture" else value for value in getattr(args, facet)
        ]
        for value in facet_values:
            _check(facet, value, parameter.choices(collection) if parameter.choices else ())
        values[facet] = tuple(dict.fromkeys(facet_values))
    values["edition"] = collection.normalise_editions(values["edition"])
    if (words := search_text(args.q)) is None:
        raise WrongArgument(_bilingual("long_query", limit=MAX_QUERY))
    return Filters(**values, q=words)


def _prefecture(text: str, collection: Collection) -> str:
    """Return the code of a prefecture given by code or name; the text itself if there is no such prefecture."""
    try:
        unit = collection.gazetteer.find(text)
    except AmbiguousPlace as error:
        prefectures = [one for one in error.candidates if one.level == "prefecture"]
        unit = prefectures[0] if len(prefectures) == 1 else None
    return unit.adcode if unit is not None else text


def _check(name: str, value: str, choices: Sequence[str]) -> None:
    """Raise WrongArgument if the value is none of the choices."""
    if value not in choices:
        raise WrongArgument(_bilingual("unknown", name=f"--{name}", value=value, choices=", ".join(choices)))


def _target(out: Path, file_format: ExportFormat) -> Path:
    """Return the file to write. For a folder or a name without suffix it is in that folder, if the format allows."""
    if out == STANDARD_OUTPUT:
        return out
    if file_format.in_folder and (out.is_dir() or not out.suffix):
        return out / file_format.in_folder
    if out.is_dir():
        raise WrongArgument(_bilingual("is_folder", file=out))
    if out.suffix.lower() != f".{file_format.suffix}":
        raise WrongArgument(_bilingual("wrong_suffix", file=out, format=file_format.suffix))
    return out


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """Report on standard error that work goes on, if it takes more than a second."""
    done = threading.Event()

    def watch() -> None:
        started = time.monotonic()
        message, wait = words, FIRST_WAIT
        while not done.wait(wait):
            _report(message or _bilingual("still", seconds=round(time.monotonic() - started)))
            message, wait = "", NEXT_WAIT

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _bilingual(key: str, **values: object) -> str:
    """Write a message in both languages."""
    return " / ".join(phrase(f"export_cli.{key}", lang, **values) for lang in LANGS)


def _fail(key: str, status: int, **values: object) -> int:
    """Report a message and return the exit status."""
    _report(_bilingual(key, **values))
    return status


def _report(words: str) -> None:
    print(f"brandmap export: {words}", file=sys.stderr)
