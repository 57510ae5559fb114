"""The notes pages of a deck: what the trainer says and needs, which never stands on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brandmap.exports.pptx_shapes import style
from brandmap.markup import clean
from brandmap.records import Lang, Lesson, Text
from brandmap.text import phrase


def problem_notes(lesson: Lesson, lang: Lang) -> list[str]:
    """Before the reveal: objectives, what to say, the group task and both plans."""
    return [
        *_noted("deck.notes_objectives", lesson.objectives, lang),
        *_noted("deck.notes", [lesson.notes], lang),
        phrase("deck.notes_first", lang),
        *_noted("deck.notes_task", [lesson.task], lang),
        *plan_lines(lesson, lang),
    ]


def answer_notes(lesson: Lesson, lang: Lang) -> list[str]:
    """After it: possible answers and the questions of transfer."""
    answers = [
        text
        for one in lesson.questions
        for text in (Text(*(f"• {one.question[lang]}" for lang in ("zh", "en"))), one.answer)
    ]
    return [
        *_noted("deck.notes_answers", answers, lang),
        *_noted("site.transfer_questions", lesson.transfer, lang),
    ]


def plan_lines(lesson: Lesson, lang: Lang) -> list[str]:
    """The 45- and the 90-minute plan, each phase with its minutes."""
    said = []
    for length in sorted(lesson.plans):
        said.append(phrase("deck.notes_plan", lang, n=length))
        start = 0
        for step in lesson.plans[length]:
            span = phrase("teaching.step_span", lang, first=start, last=start + step.minutes)
            said.append(f"{span} · {step.text[lang]}")
            start += step.minutes
    return said


def write_notes(slide: Any, paragraphs: Sequence[str], lang: Lang) -> None:
    frame = slide.notes_slide.notes_text_frame
    for number, text in enumerate("\n".join(paragraphs).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(text).replace("\t", " ")
        style(run, lang, 12)


def _noted(key: str, texts: Sequence[Text], lang: Lang) -> list[str]:
    said = [text[lang] for text in texts if text[lang]]
    return [phrase(key, lang), *said] if said else []
