"""Read and write the address of a page; only this module knows its parameters.

The address holds everything that a page shows. A run reads it once with ``View.from_query``; whoever changes something
builds a new ``View`` and writes its ``to_query`` to the address. ``PARAMETERS`` is a public contract (README, "Links").
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
WHOLE_DECK: tuple[str, ...] = ("all",)  # in place of ids: a deck of all models, whatever the filters
LessonForm = Literal["full", "short", "problem"]
LESSON_FORMS: tuple[LessonForm, ...] = ("full", "short", "problem")
MAX_PACE = 600  # seconds
MAX_VALUES = 40  # that are read of one repeated parameter
#: Blanks, quotation marks, brackets and punctuation before and after a value, as copying a link may add them.
_EDGE_MARKS = re.compile(r"^[\s\"'“‘「『（(<《]+|[\s\"'”’」』）)>》。．.,，、;；:：!！?？]+$")
MAX_LENGTH = 200  # characters of a value that are read
SHOWN_LENGTH = 40  # characters of a refused value that are shown in a notice


@dataclass(frozen=True)
class Refused:
    """Report a parameter with a value that was ignored; the value is shortened."""

    name: str
    value: str


@dataclass(frozen=True)
class Parameter:
    """Describe a parameter of the address."""

    name: str
    description: str  # of its values, for the README
    example: str
    choices: Callable[[Collection], Sequence[str]] | None  # lists all values it may have; None: any text
    page: str = "all pages"
    max_values: int = 1  # that it may have at once
    default: str = ""  # left out of the address

    def read(self, texts: Sequence[str], collection: Collection) -> tuple[tuple[str, ...], list[Refused]]:
        """Read the values of the parameter: return the valid ones, each once, and the refused ones.

        Values after the first ``MAX_VALUES`` are ignored.
        """
        if self.choices is None:
            search = search_text(texts[0]) if texts else ""
            return ((search,) if search else ()), ([self._refuse(texts[0])] if search is None else [])
        allowed = self.choices(collection)
        values: list[str] = []
        refused = []
        for text in texts[:MAX_VALUES]:
            value = _tidy(text)
            if value not in allowed or (value not in values and len(values) == self.max_values):
                refused.append(self._refuse(text))
            elif value not in values:
                values.append(value)
        return tuple(values), refused

    def _refuse(self, value: str) -> Refused:
        """Report a value in one line and shortened."""
        # A blank line would end the code span that a notice shows it in.
        shown = " ".join(clean(value).split())
        return Refused(self.name, shown if len(shown) <= SHOWN_LENGTH else shown[: SHOWN_LENGTH - 1] + "…")


def _tidy(value: str) -> str:
    """Remove what a value picks up when a link is passed on: marks around it, capitals, full width, the region of a
    language (zh-CN)."""
    plain = _EDGE_MARKS.sub("", unicodedata.normalize("NFKC", value[:MAX_LENGTH])).casefold()
    return plain[:2] if plain[:3] in ("zh-", "en-") else plain


def _ids(collection: Collection) -> Sequence[str]:
    return tuple(collection.dataset.by_id)


def _facet_values(facet: Facet) -> Callable[[Collection], Sequence[str]]:
    """Write a function that lists the values of a facet; for editions "all" is one too."""
    return (lambda collection: (*ALL, *facet.choices(collection))) if facet.selects_editions else facet.choices


def _numbers(first: int, last: int) -> Callable[[Collection], Sequence[str]]:
    numbers = tuple(map(str, range(first, last + 1)))
    return lambda collection: numbers


#: All parameters, in the order in which they are written.
PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("lang", "`zh`, `en` (default: the browser's)", "en", lambda c: LANGS),
        *(
            Parameter(f.name, f.description, f.example, _facet_values(f), max_values=MAX_VALUES)
            for f in FACETS.values()
        ),
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
    """Hold everything that a page shows and its address says."""

    lang: Lang | None = None  # None: that of the browser
    filters: Filters = field(default_factory=Filters)
    brand: str | None = None
    part: str = ""  # of the card, at which it opens
    compare: tuple[str, ...] = ()
    step: int = 1
    deck: tuple[str, ...] = ()  # hand-picked models in order, or WHOLE_DECK; empty: those that pass the filters
    lesson: LessonForm = "full"  # how much of each model the deck tells
    pace: int = 0  # seconds per step of a deck that runs by itself; 0: it does not
    notes: bool = False  # the presenter's own window beside the projected deck
    letters: str = "on"  # "off": single letters, signs and digits do nothing in the deck
    need: tuple[str, ...] = ()  # answers in the finder: options of data/finder.csv
    own: bool = False  # the address was made while the visitor used a file of their own

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], collection: Collection) -> tuple[View, tuple[Refused, ...]]:
        """Read untrusted parameters (name → values). Invalid values are left out and reported, never raised."""
        # A link copied from the source of a page has &amp; between its parameters.
        texts = {name.removeprefix("amp;"): values for name, values in query.items()}
        results = {name: p.read(texts.get(name, ()), collection) for name, p in PARAMETERS.items()}
        values: dict[str, tuple[str, ...]] = {name: valid for name, (valid, _) in results.items()}
        refused = [one for _, of_parameter in results.values() for one in of_parameter]
        # "None of these" cannot be chosen together with another answer.
        contradicting = collection.dataset.rules.contradicting(values["need"])
        refused += [Refused("need", id_) for id_ in contradicting]
        first = {name: (*valid, PARAMETERS[name].default)[0] for name, valid in values.items()}
        # A link to a model may be older than the newest edition: it shows the edition of that model.
        values["edition"] = values["edition"] or tuple(collection.dataset.by_id[id_].edition for id_ in values["brand"])
        values["edition"] = collection.normalise_editions(values["edition"])
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
        """Write the view as parameters of an address; defaults are left out."""
        query: dict[str, list[str]] = {}
        for name, parameter in PARAMETERS.items():
            value: Any = getattr(self.filters if hasattr(self.filters, name) else self, name)
            values = list(value) if isinstance(value, tuple) else [str(int(value) if isinstance(value, int) else value)]
            if value and values != [parameter.default]:
                query[name] = values
        return query

    def with_filters(self, **groups: object) -> View:
        """Return the view with other values for some groups of its filters."""
        return replace(self, filters=replace(self.filters, **groups))  # type: ignore[arg-type]
