"""Build the document of a deck, from which the page shows every step: markup that is escaped here once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from brandmap.collection.deck import Deck, deck_of, map_bounds
from brandmap.collection.filter_sentence import count_sentence
from brandmap.collection.filters import Collection
from brandmap.collection.view import WHOLE_DECK, View
from brandmap.collection.wording import announcement, position_text
from brandmap.drawing.slide_notes import notes_html
from brandmap.drawing.slides import slide_html
from brandmap.front.documents import DECIMALS, models
from brandmap.places.gazetteer import bounds
from brandmap.places.projection import PROVINCE
from brandmap.records import Brand, Lang
from brandmap.text import catalogue, plural

#: The parameters of an address that decide, with the language, what a deck shows.
PARAMETERS = ("edition", "theme", "season", "prefecture", "q", "deck", "lesson")


def deck_query(view: View) -> str:
    """Write the parameters that decide what a deck shows: two views with the same ones have the same deck."""
    query = view.to_query()
    return urlencode({name: query[name] for name in PARAMETERS if name in query}, doseq=True)


def deck_of_query(query: Mapping[str, Sequence[str]], collection: Collection) -> View:
    """Read an untrusted query of a deck; whatever else it holds is left out."""
    view, _ = View.from_query({name: query[name] for name in PARAMETERS if name in query}, collection)
    return view


def document(view: View, collection: Collection, lang: Lang) -> dict[str, Any]:
    """Write the deck of a view: its models, the words of the bar, places to jump to, and one entry per step."""
    collection = collection.with_editions(view.filters.edition)
    deck = deck_of(view, collection)
    deck_collection = collection.numbered_together(deck.brands)
    choice = choice_words(view, deck, collection, lang)
    phrases = {key: text[lang] for key, text in catalogue().items() if key.startswith(("present.", "teaching."))}
    models_document = models(collection.with_brands(deck.brands), lang)
    return {
        "models": {**models_document, "phrases": {**models_document["phrases"], **phrases}},
        "brands": {brand.id: _brand(brand, deck, deck_collection, lang) for brand in deck.brands},
        "province": _corners(bounds([PROVINCE])),
        "slides": deck.position(len(deck)).slides if deck.slides else 0,
        "steps": [_step(deck, step, deck_collection, lang, choice) for step in range(1, len(deck) + 1)],
    }


def choice_words(view: View, deck: Deck, collection: Collection, lang: Lang) -> str:
    """Say what the deck shows: how many the filter keeps, all models, or a choice by hand."""
    if not view.deck and view.filters.active_groups:
        return count_sentence(view.filters, collection, lang)
    key = "picked_models" if view.deck and view.deck != WHOLE_DECK else "all_models"
    return plural(f"present.{key}", lang, len(deck.brands))


def _brand(brand: Brand, deck: Deck, collection: Collection, lang: Lang) -> dict[str, Any]:
    """Where a model begins, from which step on it has its name (none if never), its view and its lesson plans."""
    steps = [(step, slide) for step, slide in enumerate(deck.slides, 1) if slide.brand == brand]
    lesson = collection.dataset.lessons.get(brand.id)
    return {
        "first": steps[0][0],
        "revealed": next((step for step, slide in steps if not slide.hides_names), None),
        "number": collection.number(brand),
        "bounds": _corners(map_bounds(steps[0][1])),
        "plans": {
            str(minutes): [[phase.minutes, phase.text[lang]] for phase in phases]
            for minutes, phases in (sorted(lesson.plans.items()) if lesson else ())
        },
    }


def _step(deck: Deck, step: int, collection: Collection, lang: Lang, choice: str) -> dict[str, Any]:
    slide, here = deck.slide_at(step), deck.position(step)
    return {
        "html": slide_html(deck, step, collection, lang, choice=choice),
        "notes": notes_html(slide, collection, lang),
        "words": position_text(here, lang),
        "announced": announcement(here, lang),
        "slide": here.slide,
        "brand": slide.brand.id if slide.brand else None,
        "wide": slide.covers_map,
    }


def _corners(box: tuple[Any, Any]) -> list[list[float]]:
    return [[round(corner[0], DECIMALS), round(corner[1], DECIMALS)] for corner in box]
