"""The notes pages of a deck: what the trainer says and needs, which never stands on a slide. Printed, each keeps to its
page: the picture of the slide is small and the text has the largest size that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from brandmap.exports.pptx.shapes import HIGH, WIDE, Box, Line, fitting_size, write
from brandmap.records import Lang, Lesson, Text
from brandmap.text import phrase

SIZES = (12, 11, 10.5, 10, 9.5, 9, 8.5, 8)
PICTURE = Box(1.75, 0.4, 4.0, 4.0 * HIGH / WIDE)  # on a notes page of 7.5 × 10 inches
TEXT = Box(0.5, 2.85, 6.5, 6.7)


def problem_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """Before the reveal: objectives, what to say and the group task."""
    return [
        *_noted("deck.notes_objectives", lesson.objectives, lang),
        *_noted("teaching.setup", [lesson.setup], lang),
        *_noted("deck.notes", [lesson.notes], lang),
        Line(phrase("deck.notes_first", lang)),
        *_noted("deck.notes_task", [lesson.task], lang),
    ]


def plan_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """The 45- and the 90-minute plan, each phase with its minutes."""
    said = []
    for length in sorted(lesson.plans):
        said.append(_heading(phrase("deck.notes_plan", lang, n=length)))
        start = 0
        for step in lesson.plans[length]:
            span = phrase("teaching.step_span", lang, first=start, last=start + step.minutes)
            said.append(Line(f"{span} · {step.text[lang]}"))
            start += step.minutes
    return said


def answer_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """After it: possible answers and the questions of transfer."""
    answers = [
        text
        for one in lesson.questions
        for text in (Text(*(f"• {one.question[lang]}" for lang in ("zh", "en"))), one.answer)
    ]
    return [
        *_noted("deck.notes_answers", answers, lang),
        *_noted("site.transfer_questions", lesson.transfer, lang),
        *_noted("teaching.law", [lesson.law], lang),
        *_noted("teaching.exits", lesson.exits, lang),
    ]


def write_notes(slide: Any, lines: Sequence[Line], lang: Lang) -> None:
    """Picture and text of the notes page, each in its place."""
    notes = slide.notes_slide
    places = {PP_PLACEHOLDER.SLIDE_IMAGE: PICTURE, PP_PLACEHOLDER.BODY: TEXT}
    for holder in notes.placeholders:
        if box := places.get(holder.placeholder_format.type):
            holder.left, holder.top, holder.width, holder.height = map(Inches, (box.x, box.y, box.w, box.h))
    inner = Box(TEXT.x, TEXT.y, TEXT.w - 0.2, TEXT.h - 0.1)  # the placeholder's own margins
    write(notes.notes_text_frame, lines, lang, fitting_size(lines, inner, SIZES, lang))


def _noted(key: str, texts: Sequence[Text], lang: Lang) -> list[Line]:
    said = [Line(part) for text in texts if text[lang] for part in text[lang].split("\n")]
    return [_heading(phrase(key, lang)), *said] if said else []


def _heading(words: str) -> Line:
    return Line(words, bold=True, before=6)
