"""Draw the presenter's notes to a slide: shown on demand, never part of the slide."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.deck import Slide
from brandmap.collection.filters import Collection
from brandmap.drawing.pieces import items_html
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang, Lesson, Text
from brandmap.text import phrase
from brandmap.text.languages import html_lang

REVEALING = ("mechanism", "response")


def notes_html(slide: Slide, collection: Collection, lang: Lang) -> Html:
    """Draw the lesson's notes: objectives and plans with the problem, possible answers with the discussion."""
    brand = slide.brand
    if brand is None:
        return tag("p", phrase("present.keys_help", lang), lang=html_lang(lang), style="margin:0")
    lesson = collection.dataset.lessons.get(brand.id)
    if lesson is None:
        return tag("p", phrase("teaching.none", lang))
    # The first paragraph is said before the reveal, the others with it.
    before, _, after = lesson.notes[lang].partition("\n")
    sections = []
    if slide.nameless or slide.kind in REVEALING:
        sections.append(_paragraphs("teaching.notes", before if slide.nameless else after, lang))
    if slide.kind == "problem":
        sections.append(_list("teaching.objectives", lesson.objectives, lang))
        sections.append(_paragraphs("teaching.setup", lesson.setup[lang], lang))
        sections += [_plan(lesson, minutes, lang) for minutes in sorted(lesson.plans)]
    if slide.kind == "discussion":
        sections.append(_answers(lesson, lang))
    if slide.kind == "transfer":
        sections.append(tag("p", phrase("teaching.transfer_help", lang)))
        sections += [_paragraphs("teaching.law", lesson.law[lang], lang), _list("teaching.exits", lesson.exits, lang)]
    return tag(
        "div",
        tag("b", f"{collection.number(brand)} {brand.name[lang]}"),
        tag("p", phrase("teaching.editorial", lang), class_="bm-quiet"),
        *sections,
        class_="bmd-note",
        lang=html_lang(lang),
    )


def _heading(key: str, lang: Lang) -> Html:
    return tag("h3", phrase(key, lang))


def _paragraphs(key: str, text: str, lang: Lang) -> Html:
    lines = [tag("p", line) for line in text.split("\n") if line]
    return fragment(_heading(key, lang), *lines) if lines else fragment()


def _list(key: str, texts: Sequence[Text], lang: Lang) -> Html:
    if not texts:
        return fragment()
    return fragment(_heading(key, lang), items_html("ul", (text[lang] for text in texts)))


def _plan(lesson: Lesson, minutes: int, lang: Lang) -> Html:
    items, start = [], 0
    for step in lesson.plans[minutes]:
        span = phrase("teaching.step_span", lang, first=start, last=start + step.minutes)
        items.append(fragment(tag("b", span), " ", step.text[lang]))
        start += step.minutes
    return tag("details", tag("summary", phrase("teaching.plan", lang, n=minutes)), items_html("ol", items, "bmd-plan"))


def _answers(lesson: Lesson, lang: Lang) -> Html:
    items = (fragment(tag("b", one.question[lang]), tag("br"), one.answer[lang]) for one in lesson.questions)
    help_ = tag("p", phrase("teaching.answer_help", lang))
    return fragment(_heading("teaching.answer", lang), help_, items_html("ol", items))
