"""What a page shows, as a value: the URL's query parameters and nothing else.

The URL is the single truth. A run reads it once with ``View.from_query``; whoever changes something builds a new
``View`` and writes ``to_query`` back. Names and values are a public contract (README, "Links").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from brandmap.collection.filters import FACETS, Collection, Filters
from brandmap.markup import clean
from brandmap.records import LANGS, Lang

MAX_QUERY = 80  # characters of the search text
MAX_COMPARE = 4
MAX_STEP = 999
WHOLE_DECK: tuple[str, ...] = ("all",)  # a deck of every model whatever the filters
MAX_PACE = 600  # seconds
MAX_VALUES = 40  # values read of one repeated parameter
SHOWN = 40  # characters of a refused value that a notice repeats


@dataclass(frozen=True)
class Refused:
    """A query parameter that was ignored: its name and (shortened) value."""

    name: str
    value: str


@dataclass(frozen=True)
class View:
    """Everything a page shows; what is left at its default stays out of the URL."""

    lang: Lang | None = None  # None: not chosen, follow the browser
    filters: Filters = field(default_factory=Filters)
    brand: str | None = None
    compare: tuple[str, ...] = ()
    step: int = 1
    deck: tuple[str, ...] = ()  # hand-picked models in their order, or WHOLE_DECK; empty: those the filters keep
    pace: int = 0  # seconds per step of a deck that runs by itself; 0: it does not
    notes: bool = False  # the presenter's own window beside the projected deck
    need: tuple[str, ...] = ()  # answers in the finder: options of data/finder.csv

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], collection: Collection) -> tuple[View, tuple[Refused, ...]]:
        """Read untrusted parameters (name → values). Never raises: what is invalid is left out and reported."""
        refused: list[Refused] = []

        def accepted(name: str, allowed: Sequence[str], most: int = MAX_VALUES) -> tuple[str, ...]:
            kept: list[str] = []
            for value in query.get(name, ())[:MAX_VALUES]:
                if value not in allowed or len(kept) == most:
                    refused.append(_refusal(name, value))
                elif value not in kept:
                    kept.append(value)
            return tuple(kept)

        def number(name: str, default: int, most: int) -> int:
            for value in query.get(name, ())[:1]:
                # isdigit alone would take full-width digits too.
                if value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= most:
                    return int(value)
                refused.append(_refusal(name, value))
            return default

        ids = tuple(collection.dataset.by_id)
        languages = accepted("lang", LANGS, most=1)
        brands = accepted("brand", ids, most=1)
        facets = {facet: accepted(facet, collection.choices(facet)) for facet in FACETS}
        compare = accepted("compare", ids, most=MAX_COMPARE)
        need = accepted("need", tuple(collection.dataset.rules.options))
        deck = accepted("deck", (*WHOLE_DECK, *ids))
        q = ""
        for value in query.get("q", ())[:1]:
            q = " ".join(clean(value).split())
            if len(q) > MAX_QUERY:
                refused.append(_refusal("q", q))
                q = ""
        step, pace = number("step", 1, MAX_STEP), number("pace", 0, MAX_PACE)
        view = cls(
            lang="en" if languages == ("en",) else "zh" if languages else None,
            filters=Filters(**facets, q=q),
            brand=brands[0] if brands else None,
            compare=compare,
            step=step,
            deck=WHOLE_DECK if WHOLE_DECK[0] in deck else deck,
            pace=pace,
            notes=number("notes", 0, 1) == 1,
            need=need,
        )
        return view, tuple(refused)

    def to_query(self) -> dict[str, list[str]]:
        """The shortest parameters that read back as this view; defaults are left out."""
        query: dict[str, list[str]] = {
            "lang": [self.lang] if self.lang else [],
            **{facet: list(getattr(self.filters, facet)) for facet in FACETS},
            "q": [self.filters.q] if self.filters.q else [],
            "brand": [self.brand] if self.brand else [],
            "compare": list(self.compare),
            "step": [str(self.step)] if self.step != 1 else [],
            "deck": list(self.deck),
            "pace": [str(self.pace)] if self.pace else [],
            "notes": ["1"] if self.notes else [],
            "need": list(self.need),
        }
        return {name: values for name, values in query.items() if values}

    def with_filters(self, **groups: object) -> View:
        return replace(self, filters=replace(self.filters, **groups))  # type: ignore[arg-type]


#: Every parameter of the contract, in the order written.
PARAMETERS: tuple[str, ...] = ("lang", *FACETS, "q", "brand", "compare", "step", "deck", "pace", "notes", "need")


def _refusal(name: str, value: str) -> Refused:
    # On one line: a blank line would end the code span that a notice shows it in.
    shown = " ".join(clean(value).split())
    return Refused(name, shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")
