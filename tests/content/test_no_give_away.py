"""Nothing gives an answer away: every document of a lesson, read in its order, is silent before the reveal.

Before a model is revealed nothing says its name, a word of its method (give_away.py) or the theme it stands under.
The trainer's notes hold the plan with its reveal; of them only the name and the theme are asked.
"""

import io
import re
import subprocess
from datetime import date
from types import SimpleNamespace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from brandmap.collection.deck import deck_of
from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import Filters
from brandmap.collection.view import LESSON_FORMS, View
from brandmap.drawing.slides import slide_html
from brandmap.exports.registry import FORMATS
from brandmap.front.deck import choice_words
from brandmap.ui.deck_chooser import number_and_place
from tests.content.give_away import GIVE_AWAY

LANGS = ("zh", "en")
TODAY = date(2026, 11, 24)
LABEL = 24  # characters: in a longer text the word of a theme (生态, safety) is a word like others


def telling_filters(collection):
    """A filter that keeps all models and whose sentence names all themes and a word of the models' names."""
    return Filters(q="警务", theme=tuple(collection.dataset.themes))


def given_away(texts, brand, collection, lang, *, method=True):
    """The name of the model, the words of its method, the labels of its theme and the filter that stand in these
    texts."""
    said = "\n".join(texts).casefold()
    # Figures of the method stand alone in the list, and may be the number of a slide.
    words = [brand.name[lang], *(word for word in GIVE_AWAY[brand.id] if method and not word.isdigit())]
    theme = collection.dataset.themes[brand.theme].name[lang].casefold()
    found = [text for text in texts if theme in text.casefold() and len(text) < LABEL and "。" not in text]
    if "".join(filter_sentence(telling_filters(collection), collection, lang).casefold().split()) in "".join(
        said.split()
    ):
        found.append("filter")
    return found + [word for word in words if stands_in(word.casefold(), said)]


def stands_in(word, said):
    """Whether a word stands in a text, a Latin one as a whole but for its last letter: Kangle is no kang."""
    return bool(re.search(rf"\b{re.escape(word)}\w?\b", said)) if word.isascii() else word in said


def texts_of_html(html):
    """What is read and what a screen reader hears."""
    return [text for text in re.split(r"<[^>]+>", html) if text] + re.findall(r'(?:aria-label|alt)="([^"]*)"', html)


@pytest.mark.parametrize("form", LESSON_FORMS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_deck_on_the_wall(collection, lang, form):
    for brand in collection.dataset.brands:
        deck = deck_of(View(deck=(brand.id,), lesson=form), collection)
        for step, slide in enumerate(deck.slides, 1):
            if not slide.hides_names:
                break
            texts = texts_of_html(slide_html(deck, step, collection, lang, choice=""))
            assert given_away(texts, brand, collection, lang) == [], (step, slide.kind)


@pytest.mark.parametrize("lang", LANGS)
def test_the_opening_of_all_and_the_jump_list(collection, lang):
    """By names and themes only: a county may be called like a word of the list (Kang)."""
    view = View(filters=telling_filters(collection))
    state = SimpleNamespace(view=view, collection=collection, lang=lang)
    deck = deck_of(view, collection)
    texts = texts_of_html(slide_html(deck, 1, collection, lang, choice=choice_words(view, deck, collection, lang)))
    texts += [number_and_place(state, brand.id) for brand in deck.brands]
    assert len(deck.brands) == len(collection.dataset.brands)
    for brand in deck.brands:
        assert given_away(texts, brand, collection, lang, method=False) == []


def texts_of_slide(slide):
    """Words, names and descriptions of shapes."""
    words = ["".join(node.itertext()) for node in slide._element.iter(qn("a:p"))]
    return words + [value for node in slide._element.iter(qn("p:cNvPr")) for value in node.attrib.values()]


@pytest.mark.parametrize("lang", LANGS)
def test_the_slides_to_edit(collection, lang):
    """Slides, sections and properties; the name comes with the response."""
    deck = Presentation(io.BytesIO(FORMATS["pptx"].build(collection, telling_filters(collection), lang, TODAY)))
    slides = list(deck.slides)
    about = [deck.core_properties.title, deck.core_properties.comments, deck.core_properties.keywords]
    about += [node.get("name") for node in deck.part._element.iter() if node.tag.endswith("}section")]
    for brand in collection.dataset.brands:
        named = [n for n, slide in enumerate(slides) if brand.name[lang] in "\n".join(texts_of_slide(slide))]
        reveal = named[0]
        shown, own = slides[:reveal], slides[reveal - 2 : reveal]
        assert [slide.shapes.title.text_frame.text.split()[0] for slide in own] == [str(brand.number)] * 2
        assert given_away([*about, *texts_of_slide(slides[0])], brand, collection, lang, method=False) == []
        assert given_away([text for slide in own for text in texts_of_slide(slide)], brand, collection, lang) == []
        notes = [slide.notes_slide.notes_text_frame.text for slide in shown]
        lines = [line for text in notes for line in text.split("\n")]
        assert given_away([*notes, *lines], brand, collection, lang, method=False) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_problem_sheets(collection, lang, tmp_path):
    """Pages, outline, tags with their descriptions and the properties of the file."""
    content = FORMATS["pdf_problems"].build(collection, telling_filters(collection), lang, TODAY)
    file = tmp_path / "problems.pdf"
    file.write_bytes(content)

    def told(*command):
        return subprocess.run([*command], capture_output=True, check=True).stdout.decode(errors="replace")

    pages = told("pdftotext", file, "-").split("\f")[:-1]
    around = told("pdfinfo", "-struct-text", file) + told("pdfinfo", "-meta", file)
    around += told("pdftohtml", "-xml", "-i", "-stdout", file) + told("pdfinfo", file)
    for page, brand in zip(pages, collection.dataset.brands, strict=False):
        own = ["".join(page.split()) if lang == "zh" else " ".join(page.split()), *page.split("\n")]
        assert given_away(own, brand, collection, lang) == []
        lines = re.sub(r"<[^>]+>", "\n", "\n".join([*pages, around])).split("\n")
        assert given_away(lines, brand, collection, lang, method=False) == []


def test_the_names_of_the_files(collection):
    for one in FORMATS.values():
        for lang in ("zh", "en", "both"):
            name = one.filename(collection, telling_filters(collection), lang)
            for brand in collection.dataset.brands:
                assert given_away([name], brand, collection, "zh") == []
                assert given_away([name], brand, collection, "en") == []
