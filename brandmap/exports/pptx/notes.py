"""Write the notes of the slides: what the trainer says and needs, which never stands on a slide."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.exports.pptx.markup import Line
from brandmap.records import Lang, Lesson, Text
from brandmap.text import phrase


def problem_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """Return what is needed before the reveal: objectives and what to say."""
    return [
        *_section("deck.notes_objectives", lesson.objectives, lang),
        *_section("teaching.setup", [lesson.setup], lang),
        *_section("deck.notes", [lesson.notes], lang),
        Line(phrase("deck.notes_first", lang), before=6),
    ]


def plan_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """Return the 45- and the 90-minute plan, each phase with its minutes."""
    lines = []
    for length in sorted(lesson.plans):
        lines.append(heading(phrase("deck.notes_plan", lang, n=length)))
        start = 0
        for step in lesson.plans[length]:
            span = phrase("teaching.step_span", lang, first=start, last=start + step.minutes)
            lines.append(Line(f"{span} · {step.text[lang]}"))
            start += step.minutes
    return lines


def answer_notes(lesson: Lesson, lang: Lang) -> list[Line]:
    """Return the questions with their possible answers, then the legal and the exit questions."""
    lines = [heading(phrase("deck.notes_answers", lang))] if lesson.questions else []
    for one in lesson.questions:
        lines += [Line(one.question[lang], bold=True, numbered=True, before=3), Line(one.answer[lang])]
    return [
        *lines,
        *_section("teaching.law", [lesson.law], lang),
        *_section("teaching.exits", lesson.exits, lang),
    ]


def heading(words: str) -> Line:
    """Return the heading of a part of the notes."""
    return Line(words, bold=True, before=6)


def _section(key: str, texts: Sequence[Text], lang: Lang) -> list[Line]:
    lines = [Line(part) for text in texts if text[lang] for part in text[lang].split("\n")]
    return [heading(phrase(key, lang)), *lines] if lines else []
