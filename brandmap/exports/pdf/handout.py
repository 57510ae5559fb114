"""Write the handouts as PDF: a page per model with its map, and a last page that says where it is from.

There are three: the card with questions, the same with answers and lesson plans for the trainer, and the problem sheet
that is given out before the response is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import provenance
from brandmap.exports.fonts import covered
from brandmap.exports.pdf.document import Document, fitting, left_over
from brandmap.exports.pdf.map import MAP, draw_map
from brandmap.exports.pdf.story import brand_head, brand_story, closing_story, problem_head, problem_story
from brandmap.exports.pdf.style import Style
from brandmap.exports.pdf.teaching import LINE_GAP, Ruled, feedback_story, lesson_story
from brandmap.markup import clean
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, languages

Sheet = Literal["card", "answers", "problem"]
GUTTER = 7 * mm
HEAD_SIZES = (10.5, 9.5, 8.5)
SIZES = tuple(11.0 - n / 4 for n in range(13))  # points, to 8; what does not fit in the last goes on to another page
OVER_PAGES = 8.5  # points of what does


def pdf_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the handout for participants: questions without answers."""
    return _handout(collection, filters, lang, today, "card")


def pdf_answers_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the handout for the trainer: each question with a possible answer, and a page with the lesson plans."""
    return _handout(collection, filters, lang, today, "answers")


def pdf_problems_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the problem sheets: place, problem, setting and group task, with lines to write on and no name."""
    return _handout(collection, filters, lang, today, "problem")


def _handout(collection: Collection, filters: Filters, lang: ExportLang, today: date, sheet: Sheet) -> bytes:
    facts, brands = provenance(collection, filters, today), filters.keep(collection)
    if sheet == "problem":
        facts = replace(facts, filter_sentence=facts.count_sentence)
    document = Document(collection, facts, brands, A4)
    for one in languages(lang):
        pages = _Pages(document, one)
        for brand in brands:
            pages.brand(brand, sheet)
        pages.closing(sheet)
    return document.content(lang)


class _Pages:
    """Write pages in one language, each ended with its foot."""

    def __init__(self, document: Document, lang: Lang) -> None:
        self.document, self.collection, self.lang = document, document.collection, lang
        self.top, self.foot, self.width = document.high - document.edge, document.foot, document.width

    def brand(self, brand: Brand, sheet: Sheet) -> None:
        """Write the head beside the map, then the text: the card in two columns, the problem in one."""
        revealed = sheet != "problem"
        place = self.collection.gazetteer.unit(brand.adcode).name[self.lang]
        title = f"{self.collection.number(brand)} {clean(brand.name[self.lang]) if revealed else place}"
        document, top = self.document, self.top
        document.begin(title, f"{brand.id}-{self.lang}", self.lang)
        width, head_of = self.width - MAP[0] - 4 * mm, brand_head if revealed else problem_head
        head = fitting(
            lambda size: head_of(brand, self.collection, Style(self.lang, size, width)),
            HEAD_SIZES,
            width,
            top - self.foot,
        )
        _, used = document.fill(head, document.edge, top, width, top - self.foot)
        draw_map(document, brand, self.lang, document.wide - document.edge - MAP[0], top)
        below = top - max(used, MAP[1]) - 3 * mm
        if revealed:
            self._card(brand, below, answers=sheet == "answers")
        else:
            self._problem(brand, below)

    def _card(self, brand: Brand, below: float, *, answers: bool) -> None:
        column, room, edge = (self.width - GUTTER) / 2, below - self.foot, self.document.edge
        for size in SIZES:
            story = brand_story(brand, self.collection, Style(self.lang, size, column), answers=answers)
            if not left_over(story, column, room):
                break
        else:
            story = brand_story(brand, self.collection, Style(self.lang, OVER_PAGES, column), answers=answers)
        while True:
            high = _even_height(story, column, room)
            for left in (edge, edge + column + GUTTER):
                story, _ = self.document.fill(story, left, below, column, high)
            if not answers:
                self._lines(below - high - 4 * mm)
            self.document.end_page(self.lang)
            if not story:
                break
            below, room = self.top, self.top - self.foot
        if answers:
            title = f"{self.collection.number(brand)} {phrase('handout.lesson', self.lang)}"
            self._page(
                lambda style: lesson_story(brand, self.collection, style), title, f"{brand.id}-plan-{self.lang}", 1
            )

    def _problem(self, brand: Brand, below: float) -> None:
        rest, used = self._fill(problem_story(brand, self.collection, Style(self.lang, SIZES[0], self.width)), below)
        while rest:
            self.document.end_page(self.lang)
            below = self.top
            rest, used = self._fill(rest, below)
        self._lines(below - used - 4 * mm)
        self.document.end_page(self.lang)

    def closing(self, sheet: Sheet) -> None:
        """Write questions over several models and where all this comes from; then a sheet to hand back."""
        revealed, lang = sheet != "problem", self.lang
        rare = not covered(repr(self.document.brands))
        self._page(
            lambda style: closing_story(self.collection, self.document.facts, style, questions=revealed, rare=rare),
            phrase("teaching.closing" if revealed and self.collection.dataset.closing else "deck.source", lang),
            f"closing-{lang}",
        )
        if revealed and self.collection.dataset.feedback:
            feedback = self.collection.dataset.feedback
            self._page(
                lambda style: feedback_story(feedback, style), phrase("teaching.feedback", lang), f"feedback-{lang}"
            )

    def _page(self, story_of: Callable[[Style], list[Flowable]], title: str, key: str, level: int = 0) -> None:
        """Write a page in one column, in the largest size at which it is one page; none for an empty story."""
        height = self.top - self.foot
        story = fitting(lambda size: story_of(Style(self.lang, size, self.width)), SIZES, self.width, height)
        if story:
            self.document.begin(title, key, self.lang, level)
        while story:
            story, _ = self._fill(story, self.top)
            self.document.end_page(self.lang)

    def _fill(self, story: Sequence[Flowable], top: float) -> tuple[list[Flowable], float]:
        """Fill the width of the page from ``top`` to the foot."""
        return self.document.fill(story, self.document.edge, top, self.width, top - self.foot)

    def _lines(self, top: float) -> None:
        """Draw lines to write on, where the page has room left."""
        rows = int((top - self.foot - 6 * mm) // LINE_GAP)
        if rows >= 2:
            label = Style(self.lang, 9.5, self.width)
            self._fill([label.paragraph(label.say("handout.own_notes"), label.remark), Ruled(rows)], top)


def _even_height(story: Sequence[Flowable], width: float, most: float) -> float:
    """Return the least height at which two columns hold the story, so that they end alike; ``most`` if they do not."""
    if left_over(story, width, most):
        return most
    low, high = most / 4, most
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (middle, high) if left_over(story, width, middle) else (low, middle)
    return high
