"""The handout as PDF: one A4 page per model with map, card and questions, and a last page that says where it is from.

The font is embedded (its used characters only), so that Chinese is right on any machine and text can be copied out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance, source_name, sources_of
from brandmap.exports.fonts import FAMILY, PLAIN_QUOTES, font_face
from brandmap.exports.pdf.map import draw_map
from brandmap.exports.pdf.story import brand_head, brand_story, closing_story
from brandmap.exports.pdf.style import Style
from brandmap.exports.pdf.teaching import LINE_GAP, Ruled, feedback_story, lesson_story
from brandmap.markup import clean
from brandmap.records import Brand, Lang, Source
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, html_lang, in_words, languages

WIDE, HIGH = A4
EDGE, FOOT, GUTTER = 15 * mm, 20 * mm, 7 * mm
MAP = (72 * mm, 54 * mm)
MIN_AFTER_HEADING = 30.0  # points of text that a heading needs under it
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # points; what does not fit in the last goes on to another page


def pdf_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """The handout for participants: questions without answers."""
    return _handout(collection, filters, lang, today, answers=False)


def pdf_answers_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """The handout for the trainer: each question with a possible answer, and a page with the lesson plans per model."""
    return _handout(collection, filters, lang, today, answers=True)


def _handout(collection: Collection, filters: Filters, lang: ExportLang, today: date, *, answers: bool) -> bytes:
    font_face()
    said = provenance(collection, filters, today)
    buffer = io.BytesIO()
    # Invariant: no clock and no random number in the file.
    canvas = Canvas(buffer, pagesize=A4, invariant=1, initialFontName=FAMILY, lang=html_lang(languages(lang)[0]))
    canvas.setTitle(in_words(said.title, lang, " / "))
    canvas.setSubject(in_words(said.filter_sentence, lang, " / "))
    brands = filters.keep(collection)
    for one in languages(lang):
        pages = _Pages(canvas, collection, one, said)
        pages.cited = sources_of(brands, collection.dataset)
        for brand in brands:
            pages.brand(brand, answers=answers)
        pages.closing()
    canvas.save()
    return buffer.getvalue()


class _Pages:
    """Pages in one language, each ended with its foot."""

    def __init__(self, canvas: Canvas, collection: Collection, lang: Lang, said: Provenance) -> None:
        self.canvas, self.collection, self.lang, self.said = canvas, collection, lang, said
        self.cited: tuple[Source, ...] = ()

    def brand(self, brand: Brand, *, answers: bool) -> None:
        """The head beside the map, then two columns."""
        self.canvas.bookmarkPage(f"{brand.id}-{self.lang}")
        self.canvas.addOutlineEntry(f"{brand.number} {clean(brand.name[self.lang])}", f"{brand.id}-{self.lang}")
        top, column = HIGH - EDGE, (WIDE - 2 * EDGE - GUTTER) / 2
        draw_map(self.canvas, brand, self.collection, self.lang, WIDE - EDGE - MAP[0], top - MAP[1], *MAP)
        head_width = WIDE - 2 * EDGE - MAP[0] - 4 * mm
        head = brand_head(brand, self.collection, Style(self.lang, 10.5, head_width))
        beside, used = _filled(self.canvas, head, EDGE, top, head_width, top - FOOT)
        assert not beside
        below = top - max(used, MAP[1]) - 3 * mm
        room = below - FOOT
        for size in SIZES:
            story = brand_story(brand, self.collection, Style(self.lang, size, column), answers=answers)
            if not _left_over(story, column, room):
                break
        else:
            story = brand_story(brand, self.collection, Style(self.lang, SIZES[-2], column), answers=answers)
        while True:
            high = _even_height(story, column, room)
            story, _ = _filled(self.canvas, story, EDGE, below, column, high)
            story, _ = _filled(self.canvas, story, EDGE + column + GUTTER, below, column, high)
            if not answers:
                self._own_notes(below - high - 4 * mm)
            self._end_page()
            if not story:
                break
            below, room = top, top - FOOT
        if answers:
            self._page(lambda style: lesson_story(brand, self.collection, style))

    def closing(self) -> None:
        """Questions over several models and where all this comes from; then a sheet to hand back."""
        self._page(lambda style: closing_story(self.collection, self.said, style))
        if self.collection.dataset.feedback:
            self._page(lambda style: feedback_story(self.collection.dataset.feedback, style))

    def _page(self, story_of: Callable[[Style], list[Flowable]]) -> None:
        """A page in one column, in the largest size at which it is one page."""
        width, height = WIDE - 2 * EDGE, HIGH - EDGE - FOOT
        for size in SIZES:
            story = story_of(Style(self.lang, size, width))
            if not _left_over(story, width, height, columns=1):
                break
        while story:
            story, _ = _filled(self.canvas, story, EDGE, HIGH - EDGE, width, height)
            self._end_page()

    def _own_notes(self, top: float) -> None:
        """Lines to write on, where the page has room left."""
        rows = int((top - FOOT - 6 * mm) // LINE_GAP)
        if rows >= 2:
            label = Style(self.lang, 9.5, WIDE - 2 * EDGE)
            story = [label.paragraph(label.say("handout.own_notes"), label.remark), Ruled(rows)]
            _filled(self.canvas, story, EDGE, top, WIDE - 2 * EDGE, top - FOOT)

    def _end_page(self) -> None:
        canvas, lang = self.canvas, self.lang
        joint = phrase("text.semicolon", lang)
        cited = [source_name(source, lang) for source in self.cited]
        made = joint.join([*cited, f"{self.said.filter_sentence[lang]} · {self.said.generated.isoformat()}"])
        said = [made, self.said.attribution[lang], self.said.review_notice[lang]]
        canvas.setStrokeColorRGB(0.79, 0.82, 0.84)
        canvas.setLineWidth(0.5)
        canvas.line(EDGE, FOOT - 3 * mm, WIDE - EDGE, FOOT - 3 * mm)
        canvas.setFillColorRGB(0.31, 0.36, 0.42)
        page = phrase("handout.page", lang, page=canvas.getPageNumber())
        canvas.setFont(FAMILY, 7)
        canvas.drawRightString(WIDE - EDGE, FOOT - 7 * mm, page)
        for row, text in enumerate(said):
            words = clean(text) if lang == "zh" else clean(text).translate(PLAIN_QUOTES)
            room = WIDE - 2 * EDGE - (22 * mm if row == 0 else 0)
            canvas.setFont(FAMILY, min(7.0, 7.0 * room / max(1.0, canvas.stringWidth(words, FAMILY, 7))))
            canvas.drawString(EDGE, FOOT - (7 + 3.6 * row) * mm, words)
        canvas.showPage()


def _filled(
    canvas: Canvas, story: Sequence[Flowable], left: float, top: float, width: float, height: float
) -> tuple[list[Flowable], float]:
    """Draw as much of ``story`` as fits below ``top``; what is left, and the height used (points)."""
    frame = Frame(left, top - height, width, height, 0, 0, 0, 0)
    rest = list(story)
    while rest:
        if not frame._atTop and _lonely(rest, width, frame._y - frame._y1p, canvas):
            break
        if frame.add(rest[0], canvas):
            del rest[0]
            continue
        parts = frame.split(rest[0], canvas)
        if parts and frame.add(parts[0], canvas):
            rest[:1] = parts[1:]
        elif frame._atTop:  # higher than a column and in one piece: drawn, lest pages are turned for ever
            rest[0].drawOn(canvas, left, top - height)
            del rest[0]
        else:
            break
    return rest, height - (frame._y - frame._y1p)


def _lonely(story: Sequence[Flowable], width: float, room: float, canvas: Canvas) -> bool:
    """Whether the first flowables are headings whose text would begin in the next column."""
    needed = 0.0
    for one in story:
        high = one.wrapOn(canvas, width, room)[1]
        if not one.getKeepWithNext():
            return needed > 0 and needed + min(high, MIN_AFTER_HEADING) > room
        needed += one.getSpaceBefore() + high + one.getSpaceAfter()
    return False


def _left_over(story: Sequence[Flowable], width: float, height: float, columns: int = 2) -> list[Flowable]:
    """What does not fit in columns of this height; tried on paper that is thrown away."""
    scratch, rest = Canvas(io.BytesIO(), pagesize=A4), list(story)
    for number in range(columns):
        rest, _ = _filled(scratch, rest, number * width, height, width, height)
    return rest


def _even_height(story: Sequence[Flowable], width: float, most: float) -> float:
    """The least height at which two columns hold the story, so that they end alike; ``most`` if they do not."""
    if _left_over(story, width, most):
        return most
    low, high = most / 4, most
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (middle, high) if _left_over(story, width, middle) else (low, middle)
    return high
