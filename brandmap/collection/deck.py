"""Build the trainers' deck: which models, in which order, and one slide per step.

Every build of a slide is a step of its own, so the number in the URL says exactly what is on the wall. Until a model is
revealed its slides say number and place, never its name or what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from brandmap.collection.filters import Collection
from brandmap.collection.view import WHOLE_DECK, LessonForm, View
from brandmap.places.gazetteer import bounds
from brandmap.places.projection import PROVINCE
from brandmap.records import Brand, Dataset, Point

Kind = Literal[
    # about one model
    "problem",
    "task",
    "mechanism",
    "response",
    "measures",
    "people",
    "result",
    "discussion",
    "transfer",
    # about several
    "opening",
    "closing",
    "questions",
    "source",
]
BEFORE_REVEAL: tuple[Kind, ...] = ("opening", "problem", "task")
#: Slides to think with: nothing on the map helps there.
THINKING: tuple[Kind, ...] = ("task", "discussion", "transfer")
SEVERAL: tuple[Kind, ...] = ("opening", "closing", "questions", "source")
CLOSING_ROWS = 4  # models in one closing table: more would not be legible from the back row
SURROUNDINGS = 0.6  # of a county's size, shown on each side of it
PACES: tuple[int, ...] = (0, 10, 20, 40, 60)  # seconds per step when the deck runs by itself; 0: it does not


@dataclass(frozen=True)
class Slide:
    """Hold what one step shows. ``brands`` are all of the deck (opening, questions, source), some (closing) or one.

    ``shown`` counts the measures a slide of measures has revealed.
    """

    kind: Kind
    brands: tuple[Brand, ...]
    shown: int = 0

    @property
    def brand(self) -> Brand | None:
        """Name the one model the slide is about; None for a slide about several."""
        return None if self.kind in SEVERAL else self.brands[0]

    @property
    def wide(self) -> bool:
        """Tell whether it takes the place of the map too."""
        return self.kind in (*SEVERAL, *THINKING) and self.kind != "opening"

    @property
    def nameless(self) -> bool:
        """Tell whether names on it would give an answer away."""
        return self.kind in BEFORE_REVEAL


@dataclass(frozen=True)
class Position:
    """Where a step stands, all counted from 1: ``slide`` of ``slides``, ``model`` of ``models`` (0: about several),
    ``build`` of ``builds``."""

    slide: int
    slides: int
    model: int
    models: int
    build: int
    builds: int


@dataclass(frozen=True)
class Deck:
    """Hold a deck. ``slides`` is empty when no model is chosen."""

    brands: tuple[Brand, ...]
    slides: tuple[Slide, ...]

    def __len__(self) -> int:
        return len(self.slides)

    def clamped(self, step: int) -> int:
        """Keep ``step`` (1-based) within the deck; 1 for an empty one."""
        return max(1, min(step, len(self.slides)))

    def at(self, step: int) -> Slide:
        """Give the slide of a 1-based step, the last one for a step beyond. IndexError for an empty deck."""
        return self.slides[self.clamped(step) - 1]

    def position(self, step: int) -> Position:
        """Count slides, models and builds; the builds of a slide belong together."""
        step = self.clamped(step)
        here = self.at(step)
        starts = [n for n, slide in enumerate(self.slides, 1) if slide.shown <= 1]
        builds = sum(1 for slide in self.slides if slide.kind == here.kind and slide.brand == here.brand and here.shown)
        model = self.brands.index(here.brand) + 1 if here.brand else 0
        return Position(
            sum(start <= step for start in starts), len(starts), model, len(self.brands), here.shown, builds
        )

    def first_step(self, brand_id: str) -> int | None:
        """Find where a model begins, 1-based; None when it is not in the deck."""
        for step, slide in enumerate(self.slides, 1):
            if slide.brand is not None and slide.brand.id == brand_id:
                return step
        return None


def deck_of(view: View, collection: Collection) -> Deck:
    """Build the deck a view asks for."""
    brands = chosen(view, collection)
    return Deck(brands, slides_of(brands, collection.dataset, view.lesson))


def chosen(view: View, collection: Collection) -> tuple[Brand, ...]:
    """List hand-picked models in their order, all of them, or those the filters keep."""
    if view.deck == WHOLE_DECK:
        return collection.brands
    if view.deck:
        return tuple(collection.dataset.by_id[id_] for id_ in view.deck)
    return view.filters.keep(collection)


def slides_of(brands: Sequence[Brand], dataset: Dataset, lesson: LessonForm = "full") -> tuple[Slide, ...]:
    """List the slides: opening, the models, closing comparison and questions (for two or more), source.

    A short lesson has one slide per part of a model and one of its measures at once; problems alone reveal and
    compare nothing.
    """
    everyone = tuple(brands)
    if not everyone:
        return ()
    slides = [Slide("opening", everyone)]
    for brand in everyone:
        slides += _brand_slides(brand, dataset, lesson)
    if len(everyone) > 1 and lesson != "problem":
        tables = -(-len(everyone) // CLOSING_ROWS)
        rows = -(-len(everyone) // tables)  # tables of about equal length
        slides += [Slide("closing", everyone[first : first + rows]) for first in range(0, len(everyone), rows)]
        if dataset.closing:
            slides.append(Slide("questions", everyone))
    return (*slides, Slide("source", everyone))


def _brand_slides(brand: Brand, dataset: Dataset, form: LessonForm) -> list[Slide]:
    """Problem first; mechanism, measures one by one, who takes part and when, result."""
    lesson, one = dataset.lessons.get(brand.id), (brand,)
    kinds: list[Kind] = ["problem"]
    if lesson and lesson.task and form != "short":
        kinds.append("task")
    if form == "problem":
        return [Slide(kind, one) for kind in kinds]
    if form == "short":
        return [Slide(kind, one) for kind in (*kinds, "response", "result")]
    slides = [Slide(kind, one) for kind in (*kinds, "mechanism")]
    slides += [Slide("measures", one, shown) for shown in range(1, len(brand.measures) + 1)]
    slides += [Slide("people", one), Slide("result", one)]
    if lesson and lesson.questions:
        slides.append(Slide("discussion", one))
    if lesson and lesson.transfer:
        slides.append(Slide("transfer", one))
    return slides


def map_bounds(slide: Slide) -> tuple[Point, Point]:
    """Frame what the map shows: the model's county or prefecture with its surroundings, or the whole province.

    (south-west, north-east) in degrees.
    """
    low, high = bounds([slide.brand.adcode if slide.brand else PROVINCE])
    around = SURROUNDINGS if slide.brand else 0.0
    height, width = (high.lat - low.lat) * around, (high.lon - low.lon) * around
    return Point(low.lat - height, low.lon - width), Point(high.lat + height, high.lon + width)


def moved(ids: Sequence[str], id_: str, by: int) -> tuple[str, ...]:
    """Move one of ``ids`` ``by`` places; it stops at the ends. ValueError if it is not there."""
    place = list(ids).index(id_)
    rest = [other for other in ids if other != id_]
    rest.insert(max(0, min(place + by, len(rest))), id_)
    return tuple(rest)
