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
from brandmap.commands.atomic import write_whole
from brandmap.exports.registry import FORMATS, ExportFormat
from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.intake.problems import DataError
from brandmap.places.gazetteer import AmbiguousPlace, load_gazetteer
from brandmap.records import LANGS
from brandmap.settings import today
from brandmap.text import phrase
from brandmap.text.languages import EXPORT_LANGS

FIRST_WAIT, NEXT_WAIT = 1.0, 2.0  # seconds before the first and the further messages of progress
FAILED, WRONG = 1, 2  # exit statuses: nothing could be written; wrong arguments
STANDARD_OUTPUT = Path("-")
ANSWERS = "_answers"  # ends the name of a format that has possible answers too


class WrongArgument(ValueError):
    """Report an argument that no choice fits; the message is in both languages."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options; one that may be repeated allows several values, as in the address of a page."""
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
    """Return 0 when the file is written, 1 when it could not be, 2 for wrong arguments."""
    began = time.monotonic()
    try:
        chosen = _format(args)
        gazetteer = load_gazetteer()
        loaded = load(folder_files(args.data or DATA), gazetteer)
        collection = _only_named(Collection.of(loaded.dataset, gazetteer), args.brand)
        filters = _filters(collection, args)
        target = _target(args.out, chosen)
    except DataError as error:
        for problem in error.problems:
            _report(f"{problem.line('zh')}\n  {problem.line('en')}")
        return _fail("no_data", FAILED)
    except WrongArgument as error:
        _report(str(error))
        return WRONG
    if loaded.problems:
        _report(_both("left_out", n=len(loaded.problems), rows=len(loaded.left_out)))
    kept = len(filters.keep(collection))
    if not kept:
        return _fail("no_models", FAILED)
    try:
        with _progress(_both("working", format=chosen.name, n=kept)):
            content = chosen.build(collection, filters, args.lang, today())
            if target == STANDARD_OUTPUT:
                sys.stdout.buffer.write(content)
                sys.stdout.buffer.flush()
            else:
                if chosen.in_folder:
                    target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, content)
    except BrokenPipeError:
        raise  # the reader has left: no fault
    except OSError as error:
        return _fail("not_written", FAILED, file=target, reason=error.strerror or error)
    seconds = f"{time.monotonic() - began:.1f}"
    _report(_both("written", file=target, n=kept, size=f"{len(content) / 1000:,.0f}", seconds=seconds))
    return 0


def _format(args: argparse.Namespace) -> ExportFormat:
    name = args.format + (ANSWERS if args.answers and not args.format.endswith(ANSWERS) else "")
    if name not in FORMATS:
        raise WrongArgument(_both("answers_only", format=args.format))
    return FORMATS[name]


def _only_named(collection: Collection, ids: Sequence[str]) -> Collection:
    """Return the named models in the order named; all of them when none is."""
    known = collection.dataset.by_id
    for id_ in ids:
        _check("brand", id_, tuple(known))
    if not ids:
        return collection
    return collection.with_brands(known[id_] for id_ in dict.fromkeys(ids))


def _filters(collection: Collection, args: argparse.Namespace) -> Filters:
    values: dict[str, tuple[str, ...]] = {}
    for facet, parameter in ((name, PARAMETERS[name]) for name in FACETS):
        given = [_prefecture(value, collection) if facet == "prefecture" else value for value in getattr(args, facet)]
        for value in given:
            _check(facet, value, parameter.choices(collection) if parameter.choices else ())
        values[facet] = tuple(dict.fromkeys(given))
    values["edition"] = collection.normalise_editions(values["edition"])
    if (words := search_text(args.q)) is None:
        raise WrongArgument(_both("long_query", limit=MAX_QUERY))
    return Filters(**values, q=words)


def _prefecture(text: str, collection: Collection) -> str:
    """Return the code of a prefecture given by code or name; the text itself if there is none, for the message."""
    try:
        unit = collection.gazetteer.find(text)
    except AmbiguousPlace as error:
        prefectures = [one for one in error.candidates if one.level == "prefecture"]
        unit = prefectures[0] if len(prefectures) == 1 else None
    return unit.adcode if unit is not None else text


def _check(name: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise WrongArgument(_both("unknown", name=f"--{name}", value=value, choices=", ".join(choices)))


def _target(out: Path, chosen: ExportFormat) -> Path:
    """Return the file to write. A folder stands for a file in it if the format names one, and so does no suffix."""
    if out == STANDARD_OUTPUT:
        return out
    if chosen.in_folder and (out.is_dir() or not out.suffix):
        return out / chosen.in_folder
    if out.is_dir():
        raise WrongArgument(_both("is_folder", file=out))
    if out.suffix.lower() != f".{chosen.suffix}":
        raise WrongArgument(_both("wrong_suffix", file=out, format=chosen.suffix))
    return out


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """Report on stderr that work goes on, when it takes more than a second."""
    done = threading.Event()

    def watch() -> None:
        began = time.monotonic()
        message, wait = words, FIRST_WAIT
        while not done.wait(wait):
            _report(message or _both("still", seconds=round(time.monotonic() - began)))
            message, wait = "", NEXT_WAIT

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _both(key: str, **values: object) -> str:
    return " / ".join(phrase(f"export_cli.{key}", lang, **values) for lang in LANGS)


def _fail(key: str, status: int, **values: object) -> int:
    _report(_both(key, **values))
    return status


def _report(words: str) -> None:
    print(f"brandmap export: {words}", file=sys.stderr)
