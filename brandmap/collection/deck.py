"""Build the trainers' deck: its models in order, and the slide of every step.

A slide that adds its measures one by one takes one step for each, so the step in the address says exactly what is
projected. Until a model is revealed its slides show its number and place, never its name or what was done.
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

SlideKind = Literal[
    # slides about one model
    "problem",
    "task",
    "mechanism",
    "response",
    "measures",
    "people",
    "result",
    "discussion",
    "transfer",
    # slides about several models
    "opening",
    "closing",
    "questions",
    "source",
]
BEFORE_REVEAL: tuple[SlideKind, ...] = ("opening", "problem", "task")
#: Slides with something to think about, which the map does not help with.
TO_THINK_ABOUT: tuple[SlideKind, ...] = ("task", "discussion", "transfer")
ABOUT_SEVERAL: tuple[SlideKind, ...] = ("opening", "closing", "questions", "source")
CLOSING_ROWS = 4  # models in one closing table: more would not be legible from the back row
SURROUNDINGS_SHARE = 0.6  # shown on each side of a county, as a share of its own width and height
PACES: tuple[int, ...] = (0, 10, 20, 40, 60)  # seconds per step when the deck runs by itself; 0: it does not


@dataclass(frozen=True)
class Slide:
    """Hold what one step shows. ``brands`` are all models of the deck, some (closing) or one."""

    kind: SlideKind
    brands: tuple[Brand, ...]
    measures_shown: int = 0  # on a slide of measures: how many it has revealed

    @property
    def brand(self) -> Brand | None:
        """Return the model the slide is about; None for a slide about several."""
        return None if self.kind in ABOUT_SEVERAL else self.brands[0]

    @property
    def covers_map(self) -> bool:
        """Tell whether the slide is as wide as the page, so that no map is beside it."""
        return self.kind in (*ABOUT_SEVERAL, *TO_THINK_ABOUT) and self.kind != "opening"

    @property
    def hides_names(self) -> bool:
        """Tell whether the slide comes before the model is revealed, so that a name would give the answer away."""
        return self.kind in BEFORE_REVEAL


@dataclass(frozen=True)
class Position:
    """Count where a step is in the deck, each from 1: slide 5 of 86, model 1 of 10, build 2 of 3.

    ``model`` is 0 on a slide about several models; ``build`` and ``builds`` are 0 on a slide shown all at once.
    """

    slide: int
    slides: int
    model: int
    models: int
    build: int
    builds: int


@dataclass(frozen=True)
class Deck:
    """Hold the models of a deck and its slides, one per step. Without a model there is no slide."""

    brands: tuple[Brand, ...]
    slides: tuple[Slide, ...]

    def __len__(self) -> int:
        return len(self.slides)

    def clamp(self, step: int) -> int:
        """Return the step of the deck that is nearest to ``step``, counted from 1; 1 for an empty deck."""
        return max(1, min(step, len(self.slides)))

    def slide_at(self, step: int) -> Slide:
        """Return the slide of a step counted from 1, the last one for a step beyond. IndexError for an empty deck."""
        return self.slides[self.clamp(step) - 1]

    def position(self, step: int) -> Position:
        """Count slides, models and builds up to a step; the builds of one slide count as one."""
        step = self.clamp(step)
        here = self.slide_at(step)
        first_steps = [n for n, slide in enumerate(self.slides, 1) if slide.measures_shown <= 1]
        builds = sum(1 for s in self.slides if s.kind == here.kind and s.brand == here.brand and here.measures_shown)
        model = self.brands.index(here.brand) + 1 if here.brand else 0
        return Position(
            sum(first <= step for first in first_steps),
            len(first_steps),
            model,
            len(self.brands),
            here.measures_shown,
            builds,
        )


def deck_of(view: View, collection: Collection) -> Deck:
    """Build the deck of a view."""
    brands = deck_brands(view, collection)
    return Deck(brands, slides_of(brands, collection.dataset, view.lesson))


def deck_brands(view: View, collection: Collection) -> tuple[Brand, ...]:
    """List the models of the deck: those picked by hand in their order, all, or those that pass the filters."""
    if view.deck == WHOLE_DECK:
        return collection.brands
    if view.deck:
        return tuple(collection.dataset.by_id[id_] for id_ in view.deck)
    return view.filters.keep(collection)


def slides_of(brands: Sequence[Brand], dataset: Dataset, lesson: LessonForm = "full") -> tuple[Slide, ...]:
    """List the slides: opening, the models, closing comparison and questions (for two or more), source.

    The short form has fewer slides per model and shows its measures at once; the form "problem" reveals and compares
    nothing.
    """
    all_brands = tuple(brands)
    if not all_brands:
        return ()
    slides = [Slide("opening", all_brands)]
    for brand in all_brands:
        slides += _brand_slides(brand, dataset, lesson)
    if len(all_brands) > 1 and lesson != "problem":
        tables = -(-len(all_brands) // CLOSING_ROWS)
        rows = -(-len(all_brands) // tables)  # per table, so that all are about equally long
        slides += [Slide("closing", all_brands[first : first + rows]) for first in range(0, len(all_brands), rows)]
        if dataset.closing:
            slides.append(Slide("questions", all_brands))
    return (*slides, Slide("source", all_brands))


def _brand_slides(brand: Brand, dataset: Dataset, form: LessonForm) -> list[Slide]:
    """List the slides of one model, problem first; the full form shows the measures one by one."""
    lesson, brands = dataset.lessons.get(brand.id), (brand,)
    kinds: list[SlideKind] = ["problem"]
    if lesson and lesson.task and form != "short":
        kinds.append("task")
    if form == "problem":
        return [Slide(kind, brands) for kind in kinds]
    if form == "short":
        return [Slide(kind, brands) for kind in (*kinds, "response", "result")]
    slides = [Slide(kind, brands) for kind in (*kinds, "mechanism")]
    slides += [Slide("measures", brands, count) for count in range(1, len(brand.measures) + 1)]
    slides += [Slide("people", brands), Slide("result", brands)]
    if lesson and lesson.questions:
        slides.append(Slide("discussion", brands))
    if lesson and lesson.transfer:
        slides.append(Slide("transfer", brands))
    return slides


def map_bounds(slide: Slide) -> tuple[Point, Point]:
    """Return the corners (south-west, north-east) of the map beside a slide.

    It shows the model's county or prefecture with its surroundings, or the whole province.
    """
    low, high = bounds([slide.brand.adcode if slide.brand else PROVINCE])
    share = SURROUNDINGS_SHARE if slide.brand else 0.0
    height, width = (high.lat - low.lat) * share, (high.lon - low.lon) * share
    return Point(low.lat - height, low.lon - width), Point(high.lat + height, high.lon + width)


def move_item(ids: Sequence[str], id_: str, by: int) -> tuple[str, ...]:
    """Move an id by so many positions, at most to the ends of the list. ValueError if it is not in it."""
    position = list(ids).index(id_)
    moved = [other for other in ids if other != id_]
    moved.insert(max(0, min(position + by, len(moved))), id_)
    return tuple(moved)
