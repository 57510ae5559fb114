"""Write the handouts as PDF: a page per model with its map, and a last page that says where it is from.

There are three: the card with questions, the same with answers and lesson plans for the trainer, and the problem sheet
that is given out before the response is told. The font is embedded (its used characters only), so that Chinese is right
on any machine and text can be copied out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance, source_name, sources_of
from brandmap.drawing.locator import locator_title
from brandmap.exports.fonts import FAMILY, covered, font_face
from brandmap.exports.pdf.map import MAP, draw_map
from brandmap.exports.pdf.story import brand_head, brand_story, closing_story, problem_head, problem_story
from brandmap.exports.pdf.style import LEAST_SIZE, Style
from brandmap.exports.pdf.tags import Tags, kind_of, metadata_xml
from brandmap.exports.pdf.teaching import LINE_GAP, Ruled, feedback_story, lesson_story
from brandmap.markup import clean
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, html_lang, in_words, languages

Sheet = Literal["card", "answers", "problem"]
WIDE, HIGH = A4
EDGE, FOOT, GUTTER = 15 * mm, 20 * mm, 7 * mm
MIN_AFTER_HEADING = 30.0  # points of text that a heading needs under it
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # points; what does not fit in the last goes on to another page


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
    font_face()
    facts, brands = provenance(collection, filters, today), filters.keep(collection)
    if sheet == "problem":
        facts = replace(facts, filter_sentence=facts.counted)
    buffer = io.BytesIO()
    # Invariant: no clock and no random number in the file; the day is set here.
    canvas = Canvas(
        buffer, pagesize=A4, invariant=1, initialFontName=FAMILY, lang=html_lang("en" if lang == "en" else "zh")
    )
    tags = Tags(canvas)
    for one in languages(lang):
        pages = _Pages(canvas, tags, collection, one, facts, brands)
        for brand in brands:
            pages.brand(brand, sheet)
        pages.closing(sheet)
    tags.save(html_lang("en" if lang == "en" else "zh"))
    set_properties(canvas, facts, lang)
    canvas.save()
    return buffer.getvalue()


def set_properties(canvas: Canvas, facts: Provenance, lang: ExportLang) -> None:
    """Write who made the file, what is in it and when, as properties and as XMP."""
    title, about = in_words(facts.title, lang, " / "), in_words(facts.filter_sentence, lang, " / ")
    author = " / ".join(phrase("frame.title", one) for one in languages(lang))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(author)
    canvas.setSubject(about)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    document, day = canvas._doc, facts.generated
    document._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    about_file = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    xmp = metadata_xml(title, author, about, day.isoformat())
    document.Catalog.Metadata = PDFStream(dictionary=about_file, content=xmp.encode(), filters=[])


class _Pages:
    """Write pages in one language, each ended with its foot."""

    def __init__(
        self,
        canvas: Canvas,
        tags: Tags,
        collection: Collection,
        lang: Lang,
        facts: Provenance,
        brands: Sequence[Brand],
    ) -> None:
        self.canvas, self.tags, self.collection, self.lang, self.facts = canvas, tags, collection, lang, facts
        self.brands = brands

    def brand(self, brand: Brand, sheet: Sheet) -> None:
        """Write the head beside the map, then the text: the card in two columns, the problem in one."""
        revealed = sheet != "problem"
        place = self.collection.gazetteer.unit(brand.adcode).name[self.lang]
        title = f"{self.collection.number(brand)} {clean(brand.name[self.lang]) if revealed else place}"
        self._begin(title, f"{brand.id}-{self.lang}")
        top = HIGH - EDGE
        head_width = WIDE - 2 * EDGE - MAP[0] - 4 * mm
        head_of = brand_head if revealed else problem_head
        for size in (10.5, 9.5, 8.5):
            head = head_of(brand, self.collection, Style(self.lang, size, head_width))
            if not left_over(head, head_width, top - FOOT, columns=1):
                break
        _, used = filled(self.canvas, head, EDGE, top, head_width, top - FOOT, self.tags)
        with self.tags.figure(locator_title([brand], self.collection, self.lang)):
            draw_map(self.canvas, brand, self.collection, self.lang, WIDE - EDGE - MAP[0], top)
        below = top - max(used, MAP[1]) - 3 * mm
        if revealed:
            self._card(brand, below, answers=sheet == "answers")
        else:
            self._problem(brand, below)

    def _card(self, brand: Brand, below: float, *, answers: bool) -> None:
        top, column, room = HIGH - EDGE, (WIDE - 2 * EDGE - GUTTER) / 2, below - FOOT
        for size in SIZES:
            story = brand_story(brand, self.collection, Style(self.lang, size, column), answers=answers)
            if not left_over(story, column, room):
                break
        else:
            story = brand_story(brand, self.collection, Style(self.lang, SIZES[-2], column), answers=answers)
        while True:
            high = _even_height(story, column, room)
            for left in (EDGE, EDGE + column + GUTTER):
                story, _ = filled(self.canvas, story, left, below, column, high, self.tags)
            if not answers:
                self._lines(below - high - 4 * mm)
            self._end_page()
            if not story:
                break
            below, room = top, top - FOOT
        if answers:
            title = f"{self.collection.number(brand)} {phrase('handout.lesson', self.lang)}"
            self._page(
                lambda style: lesson_story(brand, self.collection, style), title, f"{brand.id}-plan-{self.lang}", 1
            )

    def _problem(self, brand: Brand, below: float) -> None:
        width = WIDE - 2 * EDGE
        story = problem_story(brand, self.collection, Style(self.lang, SIZES[0], width))
        rest, used = filled(self.canvas, story, EDGE, below, width, below - FOOT, self.tags)
        while rest:
            self._end_page()
            below = HIGH - EDGE
            rest, used = filled(self.canvas, rest, EDGE, below, width, below - FOOT, self.tags)
        self._lines(below - used - 4 * mm)
        self._end_page()

    def closing(self, sheet: Sheet) -> None:
        """Write questions over several models and where all this comes from; then a sheet to hand back."""
        revealed, lang = sheet != "problem", self.lang
        rare = not covered(repr(self.brands))
        self._page(
            lambda style: closing_story(self.collection, self.facts, style, questions=revealed, rare=rare),
            phrase("teaching.closing" if revealed and self.collection.dataset.closing else "deck.source", lang),
            f"closing-{lang}",
        )
        if revealed and self.collection.dataset.feedback:
            feedback = self.collection.dataset.feedback
            self._page(
                lambda style: feedback_story(feedback, style), phrase("teaching.feedback", lang), f"feedback-{lang}"
            )

    def _begin(self, title: str, key: str, level: int = 0) -> None:
        """Begin a part of the document: an entry of its outline, a section of its tags."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level)
        self.tags.section(title, self.lang)

    def _page(self, story_of: Callable[[Style], list[Flowable]], title: str, key: str, level: int = 0) -> None:
        """Write a page in one column, in the largest size at which it is one page; none for an empty story."""
        width, height = WIDE - 2 * EDGE, HIGH - EDGE - FOOT
        for size in SIZES:
            story = story_of(Style(self.lang, size, width))
            if not left_over(story, width, height, columns=1):
                break
        if story:
            self._begin(title, key, level)
        while story:
            story, _ = filled(self.canvas, story, EDGE, HIGH - EDGE, width, height, self.tags)
            self._end_page()

    def _lines(self, top: float) -> None:
        """Draw lines to write on, where the page has room left."""
        rows = int((top - FOOT - 6 * mm) // LINE_GAP)
        if rows >= 2:
            label = Style(self.lang, 9.5, WIDE - 2 * EDGE)
            story = [label.paragraph(label.say("handout.own_notes"), label.remark), Ruled(rows)]
            filled(self.canvas, story, EDGE, top, WIDE - 2 * EDGE, top - FOOT, self.tags)

    def _end_page(self) -> None:
        canvas, lang = self.canvas, self.lang
        cited = [source_name(source, lang) for source in sources_of(self.brands, self.collection.dataset)]
        filtered, made = self.facts.filter_sentence[lang], self.facts.generated.isoformat()
        page = phrase("handout.page", lang, page=canvas.getPageNumber())
        always = (made, self.facts.attribution[lang], self.facts.review_notice[lang], page)
        style = Style(lang, LEAST_SIZE, WIDE - 2 * EDGE)
        with self.tags.artifact():
            canvas.setStrokeColorRGB(0.79, 0.82, 0.84)
            canvas.setLineWidth(0.5)
            canvas.line(EDGE, FOOT - 3 * mm, WIDE - EDGE, FOOT - 3 * mm)
            # Where not all finds room, the last page says it.
            for more in ((*cited, filtered), (*cited[:1], filtered), cited[:1], ()):
                words = phrase("text.semicolon", lang).join(text.rstrip("。.") for text in (*more, *always))
                foot = [style.paragraph(words, style.foot)]
                if foot[0].wrap(style.width, HIGH)[1] <= FOOT - 8 * mm:
                    break
            filled(canvas, foot, EDGE, FOOT - 4 * mm, WIDE - 2 * EDGE, FOOT - 4 * mm)
        self.tags.end_page()
        canvas.showPage()


def filled(
    canvas: Canvas,
    story: Sequence[Flowable],
    left: float,
    top: float,
    width: float,
    height: float,
    tags: Tags | None = None,
) -> tuple[list[Flowable], float]:
    """Draw as much of ``story`` as fits below ``top``; return what is left, and the height used (points)."""
    frame = Frame(left, top - height, width, height, 0, 0, 0, 0)
    rest = list(story)

    def add(one: Flowable) -> bool:
        if tags is None or isinstance(one, Ruled):
            return bool(frame.add(one, canvas))
        start = tags.begin(kind_of(one.style.name if hasattr(one, "style") else ""))
        if not frame.add(one, canvas):
            tags.take_back(start)
            return False
        tags.end()
        return True

    while rest:
        if not frame._atTop and _lonely(rest, width, frame._y - frame._y1p, canvas):
            break
        if add(rest[0]):
            del rest[0]
            continue
        parts = frame.split(rest[0], canvas)
        if parts and add(parts[0]):
            rest[:1] = parts[1:]
        elif frame._atTop:  # higher than a column and in one piece: drawn, lest pages are turned for ever
            rest[0].drawOn(canvas, left, top - height)
            del rest[0]
        else:
            break
    return rest, height - (frame._y - frame._y1p)


def _lonely(story: Sequence[Flowable], width: float, room: float, canvas: Canvas) -> bool:
    """Tell whether the first flowables are headings whose text would begin in the next column."""
    needed = 0.0
    for one in story:
        high = one.wrapOn(canvas, width, room)[1]
        if not one.getKeepWithNext():
            whole = not one.split(width, MIN_AFTER_HEADING)
            return needed > 0 and needed + (high if whole else min(high, MIN_AFTER_HEADING)) > room
        needed += one.getSpaceBefore() + high + one.getSpaceAfter()
    return False


def left_over(story: Sequence[Flowable], width: float, height: float, columns: int = 2) -> list[Flowable]:
    """Return what does not fit in columns of this height; tried on paper that is thrown away."""
    scratch, rest = Canvas(io.BytesIO(), pagesize=A4), list(story)
    for number in range(columns):
        rest, _ = filled(scratch, rest, number * width, height, width, height)
    return rest


def _even_height(story: Sequence[Flowable], width: float, most: float) -> float:
    """Return the least height at which two columns hold the story, so that they end alike; ``most`` if they do not."""
    if left_over(story, width, most):
        return most
    low, high = most / 4, most
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (middle, high) if left_over(story, width, middle) else (low, middle)
    return high
