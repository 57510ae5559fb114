"""Nothing gives an answer away: every document of a lesson, read in its order, is silent before the reveal.

Before a model is revealed no slide says its name or a word of its method. The words are in give_away.py.
"""

import re

import pytest

from brandmap.collection.deck import deck_of
from brandmap.collection.view import LESSON_FORMS, View
from brandmap.drawing.slides import slide_html
from tests.content.give_away import GIVE_AWAY

LANGS = ("zh", "en")


def given_away(html, brand, lang):
    """The name of the model and the words of its method that a slide says or a screen reader hears."""
    text = re.sub(r"<[^>]+>", " ", html) + " ".join(re.findall(r'(?:aria-label|alt)="([^"]*)"', html))
    # Figures of the method stand alone in the list, and may be the number of a slide.
    words = [brand.name[lang], *(word for word in GIVE_AWAY[brand.id] if not word.isdigit())]
    return [word for word in words if word.casefold() in text.casefold()]


@pytest.mark.parametrize("form", LESSON_FORMS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_deck_on_the_wall(collection, lang, form):
    for brand in collection.dataset.brands:
        deck = deck_of(View(deck=(brand.id,), lesson=form), collection)
        for step, slide in enumerate(deck.slides, 1):
            if not slide.nameless:
                break
            html = slide_html(deck, step, collection, lang, choice="")
            assert given_away(html, brand, lang) == [], (step, slide.kind)


@pytest.mark.parametrize("lang", LANGS)
def test_the_opening_of_all_names_none(collection, lang):
    """By their names only: a county may be called like a word of the list (Kang)."""
    deck = deck_of(View(), collection)
    html = slide_html(deck, 1, collection, lang, choice="")
    assert [name for brand in deck.brands if (name := brand.name[lang]) in html] == []
