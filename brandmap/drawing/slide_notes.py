"""Draw the presenter's notes on a slide, which are shown on demand and never on the slide itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandmap.collection.deck import Slide
from brandmap.collection.filters import Collection
from brandmap.drawing.pieces import items_html
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Lang, Lesson, Text
from brandmap.text import phrase
from brandmap.text.languages import html_lang

#: Kinds of the slides on which the name of the model is revealed.
REVEALING = ("mechanism", "response")


def notes_html(slide: Slide, collection: Collection, lang: Lang) -> Html:
    """Draw the lessons' notes on a slide; a model that is not yet revealed is called by its place."""
    lessons = collection.dataset.lessons
    taught = [brand for brand in slide.brands if brand.id in lessons]
    if slide.brand is None:
        head = phrase("present.title" if slide.kind == "opening" else f"present.{slide.kind}", lang)
        sections = _deck_notes(slide, taught, collection, lang)
    else:
        head = f"{collection.number(slide.brand)} {slide.brand.name[lang]}"
        sections = _model_notes(slide, lessons[slide.brand.id], lang) if taught else []
    if not taught and not any(sections):
        return tag("p", phrase("teaching.none", lang))
    return tag(
        "div",
        tag("b", head),
        tag("p", phrase("teaching.editorial", lang), class_="bm-quiet"),
        *sections,
        class_="bmd-note",
        lang=html_lang(lang),
    )


def _model_notes(slide: Slide, lesson: Lesson, lang: Lang) -> list[Html]:
    """Draw the notes of one model: objectives and plans on its problem slide, possible answers on its discussion."""
    # The first paragraph is for before the reveal, the others are for the reveal.
    before, _, after = lesson.notes[lang].partition("\n")
    sections = []
    if slide.hides_names or slide.kind in REVEALING:
        sections.append(_paragraphs("teaching.notes", before if slide.hides_names else after, lang))
    if slide.kind == "problem":
        sections.append(_list("teaching.objectives", lesson.objectives, lang))
        sections.append(_paragraphs("teaching.setup", lesson.setup[lang], lang))
        sections += [_plan(lesson, minutes, lang) for minutes in sorted(lesson.plans)]
    if slide.kind == "discussion":
        sections.append(_answers(lesson, lang))
    if slide.kind == "transfer":
        sections.append(tag("p", phrase("teaching.transfer_help", lang)))
        sections += [_paragraphs("teaching.law", lesson.law[lang], lang), _list("teaching.exits", lesson.exits, lang)]
    return sections


def _deck_notes(slide: Slide, brands: Sequence[Brand], collection: Collection, lang: Lang) -> list[Html]:
    """Draw the notes of all models: preparation on the opening, answers on questions, law and feedback on sources."""
    dataset = collection.dataset
    lessons = {brand: dataset.lessons[brand.id] for brand in brands}
    if slide.kind == "opening":
        places = {brand: collection.gazetteer.unit(brand.adcode).name[lang] for brand in brands}
        setups = [
            fragment(tag("b", f"{collection.number(brand)} {place}"), tag("br"), lessons[brand].setup[lang])
            for brand, place in places.items()
            if lessons[brand].setup[lang]
        ]
        return [_items("teaching.setup", setups, lang)]
    if slide.kind == "closing":
        exits = {brand: _list("teaching.exits", lesson.exits, lang) for brand, lesson in lessons.items()}
        return [_list("present.questions", dataset.closing, lang), *_folded_notes(exits, collection, lang)]
    if slide.kind == "questions":
        answers = {brand: _answers(lesson, lang) for brand, lesson in lessons.items() if lesson.questions}
        return [tag("p", phrase("teaching.transfer_help", lang)), *_folded_notes(answers, collection, lang)]
    laws = {brand: _paragraphs("teaching.law", lesson.law[lang], lang) for brand, lesson in lessons.items()}
    return [*_folded_notes(laws, collection, lang), _list("teaching.feedback", dataset.feedback, lang)]


def _folded_notes(notes: Mapping[Brand, Html], collection: Collection, lang: Lang) -> list[Html]:
    """Fold the notes of each model under its name: those of ten models at once would be a wall of text."""
    return [
        tag("details", tag("summary", f"{collection.number(brand)} {brand.name[lang]}"), words)
        for brand, words in notes.items()
        if words
    ]


def _heading(key: str, lang: Lang) -> Html:
    return tag("h3", phrase(key, lang))


def _paragraphs(key: str, text: str, lang: Lang) -> Html:
    lines = [tag("p", line) for line in text.split("\n") if line]
    return fragment(_heading(key, lang), *lines) if lines else fragment()


def _list(key: str, texts: Sequence[Text], lang: Lang) -> Html:
    return _items(key, [text[lang] for text in texts], lang)


def _items(key: str, items: Sequence[str], lang: Lang) -> Html:
    return fragment(_heading(key, lang), items_html("ul", items)) if items else fragment()


def _plan(lesson: Lesson, minutes: int, lang: Lang) -> Html:
    items, start = [], 0
    for phase in lesson.plans[minutes]:
        span = phrase("teaching.step_span", lang, first=start, last=start + phase.minutes)
        items.append(fragment(tag("b", span), " ", phase.text[lang]))
        start += phase.minutes
    return tag("details", tag("summary", phrase("teaching.plan", lang, n=minutes)), items_html("ol", items, "bmd-plan"))


def _answers(lesson: Lesson, lang: Lang) -> Html:
    items = (
        fragment(tag("b", question.question[lang]), tag("br"), question.answer[lang]) for question in lesson.questions
    )
    help_line = tag("p", phrase("teaching.answer_help", lang))
    return fragment(_heading("teaching.answer", lang), help_line, items_html("ol", items))
