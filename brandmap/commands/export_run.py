"""What ``python -m brandmap export`` does: one file of the registry, filtered like the pages, or a clear refusal.

Messages are in both languages: a command line cannot know who reads.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from brandmap.collection.filters import FACETS, Collection, Filters
from brandmap.commands.atomic import write_whole
from brandmap.commands.export import ANSWERS
from brandmap.exports.registry import REGISTRY, TakeawayFormat
from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.intake.problems import DataError
from brandmap.places.gazetteer import AmbiguousPlace, load_gazetteer
from brandmap.text import phrase

QUIET_TIME, AGAIN = 1.0, 2.0  # seconds until the first word of progress, and between the further ones
FAILED, WRONG = 1, 2  # exit statuses: nothing could be written; wrong arguments


class WrongArgument(ValueError):
    """An argument that no choice fits; the message is in both languages."""


def run(args: argparse.Namespace) -> int:
    """0 when the file is written, 1 when it could not be, 2 for wrong arguments."""
    began = time.monotonic()
    kind = REGISTRY[args.format + ANSWERS if args.answers and args.format == "pdf" else args.format]
    try:
        gazetteer = load_gazetteer()
        loaded = load(folder_files(args.data or DATA), gazetteer)
        collection = _chosen(Collection.of(loaded.dataset, gazetteer), args.brand)
        filters = _filters(collection, args)
        target = _target(args.out, kind)
        if args.answers and kind.suffix != "pdf":
            raise WrongArgument(_both("answers_only", format=args.format))
    except DataError as error:
        for problem in error.problems:
            _say(f"{problem.line('zh')}\n  {problem.line('en')}")
        return _fail("no_data", FAILED)
    except WrongArgument as error:
        _say(str(error))
        return WRONG
    if loaded.problems:
        _say(_both("left_out", n=len(loaded.problems)))
    kept = len(filters.keep(collection))
    if not kept:
        return _fail("no_models", FAILED)
    try:
        with _progress(_both("working", format=args.format, n=kept)):
            content = kind.build(collection, filters, args.lang, date.today())
            if kind.name == "html":
                target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
    except OSError as error:
        return _fail("not_written", FAILED, file=target, reason=error.strerror or error)
    seconds = f"{time.monotonic() - began:.1f}"
    _say(_both("written", file=target, n=kept, size=f"{len(content) / 1000:,.0f}", seconds=seconds))
    return 0


def _chosen(collection: Collection, ids: Sequence[str]) -> Collection:
    """The named models in the order named; all of them when none is."""
    known = collection.dataset.by_id
    for id_ in ids:
        _check("brand", id_, tuple(known))
    if not ids:
        return collection
    brands = tuple(known[id_] for id_ in dict.fromkeys(ids))
    return Collection.of(replace(collection.dataset, brands=brands), collection.gazetteer)


def _filters(collection: Collection, args: argparse.Namespace) -> Filters:
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        given = [_prefecture(value, collection) if facet == "prefecture" else value for value in getattr(args, facet)]
        for value in given:
            _check(facet, value, collection.choices(facet))
        chosen[facet] = tuple(dict.fromkeys(given))
    return Filters(**chosen, q=" ".join(args.q.split()))


def _prefecture(text: str, collection: Collection) -> str:
    """The code of a prefecture given by code or name; the text itself if there is none, for the message."""
    try:
        unit = collection.gazetteer.find(text)
    except AmbiguousPlace as error:
        level = [one for one in error.candidates if one.level == "prefecture"]
        unit = level[0] if len(level) == 1 else None
    return unit.adcode if unit is not None else text


def _check(name: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise WrongArgument(_both("unknown", name=f"--{name}", value=value, choices=", ".join(choices)))


def _target(out: Path, kind: TakeawayFormat) -> Path:
    """The file to write. A folder, or a name without suffix, means its index.html, and only for html."""
    if kind.name == "html" and (out.is_dir() or not out.suffix):
        return out / "index.html"
    if out.is_dir():
        raise WrongArgument(_both("is_folder", file=out))
    if out.suffix.lower() not in (f".{kind.suffix}", ".htm" if kind.name == "html" else ""):
        raise WrongArgument(_both("wrong_suffix", file=out, format=kind.suffix))
    return out


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """Says on stderr that work goes on, when it takes more than a second."""
    done = threading.Event()

    def watch() -> None:
        began, wait, said = time.monotonic(), QUIET_TIME, False
        while not done.wait(wait):
            _say(_both("still", seconds=round(time.monotonic() - began)) if said else words)
            wait, said = AGAIN, True

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _both(key: str, **values: object) -> str:
    return " / ".join(phrase(f"export_cli.{key}", lang, **values) for lang in ("zh", "en"))


def _fail(key: str, status: int, **values: object) -> int:
    _say(_both(key, **values))
    return status


def _say(words: str) -> None:
    print(f"brandmap export: {words}", file=sys.stderr)
