"""Read and write the address of a page: the one place that knows its parameters.

The URL is the single truth. A run reads it once with ``View.from_query``; whoever changes something builds a new
``View`` and writes ``to_query`` back. ``PARAMETERS`` is a public contract (README, "Links").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from brandmap.collection.filters import ALL, FACETS, Collection, Facet, Filters
from brandmap.collection.search import MAX_QUERY, search_text
from brandmap.markup import clean
from brandmap.records import LANGS, Lang

MAX_COMPARE = 4
MAX_STEP = 999
WHOLE_DECK: tuple[str, ...] = ("all",)  # a deck of every model whatever the filters
LessonForm = Literal["full", "short", "problem"]
LESSON_FORMS: tuple[LessonForm, ...] = ("full", "short", "problem")
MAX_PACE = 600  # seconds
MAX_VALUES = 40  # values read of one repeated parameter
#: Blanks, quotation marks, brackets and punctuation that a value picks up at its ends.
_AROUND = re.compile(r"^[\s\"'“‘「『（(<《]+|[\s\"'”’」』）)>》。．.,，、;；:：!！?？]+$")
MAX_LENGTH = 200  # characters of a value that are looked at
SHOWN_LENGTH = 40  # characters of a refused value that a notice repeats


@dataclass(frozen=True)
class Refused:
    """Name a parameter that was ignored and its (shortened) value."""

    name: str
    value: str


@dataclass(frozen=True)
class Parameter:
    """Describe a parameter of the address. ``choices`` are all values it may have; None for a free text."""

    name: str
    values: str  # what it may hold, in words for the README
    example: str
    choices: Callable[[Collection], Sequence[str]] | None
    page: str = "all pages"
    most: int = 1  # values it may have at once
    default: str = ""  # never written

    def read(self, given: Sequence[str], collection: Collection) -> tuple[tuple[str, ...], list[Refused]]:
        """Keep the valid values, each once, and list the others. What stands beyond ``MAX_VALUES`` is not looked at."""
        if self.choices is None:
            text = search_text(given[0]) if given else ""
            return ((text,) if text else ()), ([self._refuse(given[0])] if text is None else [])
        allowed = self.choices(collection)
        kept: list[str] = []
        refused = []
        for text in given[:MAX_VALUES]:
            value = _tidy(text)
            if value not in allowed or (value not in kept and len(kept) == self.most):
                refused.append(self._refuse(text))
            elif value not in kept:
                kept.append(value)
        return tuple(kept), refused

    def _refuse(self, value: str) -> Refused:
        # On one line: a blank line would end the code span that a notice shows it in.
        shown = " ".join(clean(value).split())
        return Refused(self.name, shown if len(shown) <= SHOWN_LENGTH else shown[: SHOWN_LENGTH - 1] + "…")


def _tidy(value: str) -> str:
    """Undo what happens to a value when a link is passed on: blanks and marks around it, capitals, full width, and
    the region of a language (zh-CN)."""
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", value[:MAX_LENGTH])).casefold()
    return plain[:2] if plain[:3] in ("zh-", "en-") else plain


def _ids(collection: Collection) -> Sequence[str]:
    return tuple(collection.dataset.by_id)


def _values(facet: Facet) -> Callable[[Collection], Sequence[str]]:
    return (lambda collection: (*ALL, *facet.choices(collection))) if facet.scope else facet.choices


def _numbers(first: int, last: int) -> Callable[[Collection], Sequence[str]]:
    numbers = tuple(map(str, range(first, last + 1)))
    return lambda collection: numbers


#: Every parameter of the contract, in the order written.
PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("lang", "`zh`, `en` (default: the browser's)", "en", lambda c: LANGS),
        *(Parameter(f.name, f.described, f.example, _values(f), most=MAX_VALUES) for f in FACETS.values()),
        Parameter(
            "q",
            f"search words: 汉字 (simplified, traditional), pinyin, initials, English; at most {MAX_QUERY} characters",
            "瓜田",
            None,
        ),
        Parameter("brand", "id of a model (`data/brands.csv`), such as `kang-pepper`", "kang-pepper", _ids, "map"),
        Parameter("part", "`transfer`: the card opens at its conditions", "transfer", lambda c: ("transfer",), "map"),
        Parameter("compare", f"ids of 2 to {MAX_COMPARE} models", "kang-pepper", _ids, "compare", MAX_COMPARE),
        Parameter("step", "step of the deck, from 1", "12", _numbers(1, MAX_STEP), "present", default="1"),
        Parameter(
            "deck",
            "ids of the models of a hand-picked deck in their order, or `all`; default: what the filters keep",
            "all",
            lambda c: (*WHOLE_DECK, *_ids(c)),
            "present",
            MAX_VALUES,
        ),
        Parameter(
            "lesson",
            "`full`; `short`: one slide per part of a model; `problem`: problems and tasks, nothing revealed",
            "short",
            lambda c: LESSON_FORMS,
            "present",
            default="full",
        ),
        Parameter(
            "pace",
            f"seconds per step when it plays by itself, to {MAX_PACE}; `0`: it does not",
            "20",
            _numbers(0, MAX_PACE),
            "present",
            default="0",
        ),
        Parameter(
            "notes",
            "`1`: the presenter's window with the notes; turns with the deck of the same choice in the same browser",
            "1",
            _numbers(0, 1),
            "present",
            default="0",
        ),
        Parameter(
            "letters",
            "`off`: single letters, signs and digits do nothing in the deck; for those who speak to the computer",
            "off",
            lambda c: ("on", "off"),
            "present",
            default="on",
        ),
        Parameter(
            "need",
            "answers of the finder, ids of `data/finder.csv`",
            "disputes",
            lambda c: tuple(c.dataset.rules.options),
            "finder",
            MAX_VALUES,
        ),
        Parameter(
            "own",
            "`1`: made while somebody looked at a file of their own; where it is no more, the page says so",
            "1",
            _numbers(0, 1),
            default="0",
        ),
    )
}


@dataclass(frozen=True)
class View:
    """Hold everything a page shows; what is left at its default stays out of the URL."""

    lang: Lang | None = None  # None: not chosen, follow the browser
    filters: Filters = field(default_factory=Filters)
    brand: str | None = None
    part: str = ""  # where the card opens
    compare: tuple[str, ...] = ()
    step: int = 1
    deck: tuple[str, ...] = ()  # hand-picked models in their order, or WHOLE_DECK; empty: those the filters keep
    lesson: LessonForm = "full"  # how much of each model the deck tells
    pace: int = 0  # seconds per step of a deck that runs by itself; 0: it does not
    notes: bool = False  # the presenter's own window beside the projected deck
    letters: str = "on"  # "off": the deck hears no single letters, signs and digits
    need: tuple[str, ...] = ()  # answers in the finder: options of data/finder.csv
    own: bool = False  # made while a file of the visitor's own was used

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], collection: Collection) -> tuple[View, tuple[Refused, ...]]:
        """Read untrusted parameters (name → values). Never raises: what is invalid is left out and reported."""
        # A link copied from the source of a page has &amp; between its parameters.
        given = {name.removeprefix("amp;"): values for name, values in query.items()}
        read = {name: p.read(given.get(name, ()), collection) for name, p in PARAMETERS.items()}
        values: dict[str, tuple[str, ...]] = {name: kept for name, (kept, _) in read.items()}
        refused = [one for _, some in read.values() for one in some]
        # "None of these" cannot stand beside another answer.
        contradicting = collection.dataset.rules.contradicting(values["need"])
        refused += [Refused("need", id_) for id_ in contradicting]
        first = {name: (*kept, PARAMETERS[name].default)[0] for name, kept in values.items()}
        # A link to a model was made when its edition was the newest, and shows what was around it then.
        values["edition"] = values["edition"] or tuple(collection.dataset.by_id[id_].edition for id_ in values["brand"])
        values["edition"] = collection.scope(values["edition"])
        view = cls(
            lang=next((lang for lang in LANGS if lang == first["lang"]), None),
            filters=Filters(**{facet: values[facet] for facet in FACETS}, q=first["q"]),
            brand=first["brand"] or None,
            part=first["part"],
            compare=values["compare"],
            step=int(first["step"]),
            deck=WHOLE_DECK if WHOLE_DECK[0] in values["deck"] else values["deck"],
            lesson=cast(LessonForm, first["lesson"]),
            pace=int(first["pace"]),
            notes=first["notes"] == "1",
            letters=first["letters"],
            need=tuple(id_ for id_ in values["need"] if id_ not in contradicting),
            own=first["own"] == "1",
        )
        return view, tuple(refused)

    def to_query(self) -> dict[str, list[str]]:
        """Write the shortest parameters that read back as this view; defaults are left out."""
        query: dict[str, list[str]] = {}
        for name, parameter in PARAMETERS.items():
            value: Any = getattr(self.filters if hasattr(self.filters, name) else self, name)
            values = list(value) if isinstance(value, tuple) else [str(int(value) if isinstance(value, int) else value)]
            if value and values != [parameter.default]:
                query[name] = values
        return query

    def with_filters(self, **groups: object) -> View:
        """Change groups of the filters."""
        return replace(self, filters=replace(self.filters, **groups))  # type: ignore[arg-type]
