"""Put together the teaching part of a handout: questions, the trainer's lesson page, the feedback sheet. All of it is
editorial and marked so."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import INK, colour_of
from brandmap.exports.fonts import FAMILY
from brandmap.exports.pdf.style import QUIET, Style, editorial
from brandmap.records import Brand, Lesson, Text

LINE_GAP = 8 * mm  # between ruled lines: room for handwriting
RATINGS = ("1", "2", "3", "4", "5")
RULE = HexColor("#b8c1ca")


class Ruled(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Draw lines to write on."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def wrap(self, width: float, _height: float) -> tuple[float, float]:  # ReportLab's signature
        self.width, self.height = width, self.rows * LINE_GAP
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.5)
        for row in range(self.rows):
            self.canv.line(0, row * LINE_GAP + 1, self.width, row * LINE_GAP + 1)


class Ratings(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Draw circles with the numbers 1 to 5, one of them to be marked."""

    SIZE = 5.6 * mm

    def wrap(self, width: float, _height: float) -> tuple[float, float]:  # ReportLab's signature
        self.width, self.height = width, self.SIZE + 2 * mm
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(QUIET)
        canvas.setFillColor(QUIET)
        canvas.setLineWidth(0.7)
        canvas.setFont(FAMILY, 8)
        for place, words in enumerate(RATINGS):
            x = 7 * mm + (place + 0.5) * 12 * mm
            canvas.circle(x, self.SIZE / 2 + 1 * mm, self.SIZE / 2, stroke=1, fill=0)
            canvas.drawCentredString(x, self.SIZE / 2 + 1 * mm - 2.9, words)


def question_story(lesson: Lesson, style: Style, heading: ParagraphStyle, *, answers: bool) -> list[Flowable]:
    """Return the questions and those of transfer; with possible answers for the trainer."""
    story: list[Flowable] = []
    if lesson.questions or lesson.transfer:
        story += [style.paragraph(style.say("handout.questions"), heading), editorial(style)]
    for number, one in enumerate(lesson.questions, 1):
        story.append(style.paragraph(style.text(one.question), style.item, f"{number}."))
        if answers and one.answer[style.lang]:
            story.append(style.paragraph(style.say("handout.answer") + one.answer[style.lang], style.answer))
    if lesson.transfer:
        story.append(style.paragraph(style.say("site.transfer_questions"), style.remark))
        story += style.listed(lesson.transfer, numbered=False)
    return story


def lesson_story(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Return the trainer's page: objectives, what to say, the group task and both plans. Empty without a lesson."""
    lesson = collection.dataset.lessons.get(brand.id)
    if lesson is None:
        return []
    colour = colour_of(brand, collection)
    heading = style.heading(colour)
    name = f"{collection.number(brand)}  {style.text(brand.name)} · {style.say('handout.lesson')}"
    story = [style.paragraph(name, style.heading(colour, 18)), editorial(style)]
    if lesson.objectives:
        story += [style.paragraph(style.say("teaching.objectives"), heading), *style.listed(lesson.objectives)]
    for key in ("setup", "notes", "task", "law"):
        if paragraphs := _paragraphs(getattr(lesson, key), style):
            story += [style.paragraph(style.say(f"teaching.{key}"), heading), *paragraphs]
    if lesson.exits:
        story += [style.paragraph(style.say("teaching.exits"), heading), *style.listed(lesson.exits)]
    for length in sorted(lesson.plans):
        story.append(style.paragraph(style.say("teaching.plan", n=length), heading))
        start = 0
        for step in lesson.plans[length]:
            span = style.say("handout.minutes", first=start, last=start + step.minutes)
            story.append(style.paragraph(style.text(step.text), style.timed, span))
            start += step.minutes
    return story


def feedback_story(items: Sequence[Text], style: Style) -> list[Flowable]:
    """Return a sheet to fill in and hand back: circles to mark under a statement, lines under a question."""
    story: list[Flowable] = [
        style.paragraph(style.say("teaching.feedback"), style.heading(INK, 18)),
        editorial(style),
        style.paragraph(style.say("teaching.feedback_how"), style.remark),
        Spacer(1, 3 * mm),
    ]
    for number, text in enumerate(items, 1):
        words = style.text(text)
        question = words.rstrip().endswith(("？", "?"))
        story.append(style.paragraph(words, style.asked, f"{number}."))
        story += [Ruled(3), Spacer(1, 4 * mm)] if question else [Ratings()]
    return story


def _paragraphs(text: Text, style: Style) -> list[Flowable]:
    return [style.paragraph(part) for part in text[style.lang].split("\n") if part]
