"""The presenter's notes to a slide: shown on demand, never part of the slide."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.deck import Slide
from brandmap.collection.filters import Collection
from brandmap.markup import escape_markup
from brandmap.records import Lang, Lesson, Text
from brandmap.text import phrase
from brandmap.text.languages import html_lang


def notes_html(slide: Slide, collection: Collection, lang: Lang) -> str:
    """What the lesson says for this slide: notes always; objectives, plans and possible answers where they belong."""
    brand = slide.brand
    if brand is None:
        said = phrase("present.keys_help", lang)
        return f'<p lang="{html_lang(lang)}" style="margin:0">{escape_markup(said)}</p>'
    lesson = collection.dataset.lessons.get(brand.id)
    if lesson is None:
        return f"<p>{escape_markup(phrase('teaching.none', lang))}</p>"
    title = escape_markup(f"{brand.number} {brand.name[lang]}")
    badge = escape_markup(phrase("teaching.editorial", lang))
    sections = [_paragraphs("teaching.notes", lesson.notes, lang)]
    if slide.kind == "problem":
        sections.append(_list("teaching.objectives", lesson.objectives, lang))
        sections.append(_paragraphs("teaching.setup", lesson.setup, lang))
        sections += [_plan(lesson, minutes, lang) for minutes in sorted(lesson.plans)]
    if slide.kind == "discussion":
        sections.append(_answers(lesson, lang))
    if slide.kind == "transfer":
        sections.append(f"<p>{escape_markup(phrase('teaching.transfer_help', lang))}</p>")
        sections += [_paragraphs("teaching.law", lesson.law, lang), _list("teaching.exits", lesson.exits, lang)]
    return (
        f'<div lang="{html_lang(lang)}" style="font-size:1rem;line-height:1.6"><b>{title}</b>'
        f'<p style="opacity:.75;font-size:.875rem;margin:0 0 .5rem">{badge}</p>{"".join(sections)}</div>'
    )


def _heading(key: str, lang: Lang, **values: object) -> str:
    return f'<p style="font-weight:700;margin:.75rem 0 .25rem">{escape_markup(phrase(key, lang, **values))}</p>'


def _paragraphs(key: str, text: Text, lang: Lang) -> str:
    lines = "".join(f'<p style="margin:0 0 .5rem">{escape_markup(line)}</p>' for line in text[lang].split("\n") if line)
    return _heading(key, lang) + lines if lines else ""


def _list(key: str, texts: Sequence[Text], lang: Lang) -> str:
    items = "".join(f"<li>{escape_markup(text[lang])}</li>" for text in texts)
    return f"{_heading(key, lang)}<ul style='margin:0;padding-left:1.4rem'>{items}</ul>" if items else ""


def _plan(lesson: Lesson, minutes: int, lang: Lang) -> str:
    rows, start = [], 0
    for step in lesson.plans[minutes]:
        span = phrase("teaching.step_span", lang, first=start, last=start + step.minutes)
        rows.append(f"<li><b>{escape_markup(span)}</b> {escape_markup(step.text[lang])}</li>")
        start += step.minutes
    summary = escape_markup(phrase("teaching.plan", lang, n=minutes))
    body = f'<ol style="margin:.25rem 0;padding-left:1.4rem;list-style:none">{"".join(rows)}</ol>'
    return f'<details style="margin-top:.5rem"><summary style="font-weight:700">{summary}</summary>{body}</details>'


def _answers(lesson: Lesson, lang: Lang) -> str:
    items = "".join(
        f"<li><b>{escape_markup(one.question[lang])}</b><br>{escape_markup(one.answer[lang])}</li>"
        for one in lesson.questions
    )
    help_ = escape_markup(phrase("teaching.answer_help", lang))
    return f'{_heading("teaching.answer", lang)}<p>{help_}</p><ol style="padding-left:1.4rem">{items}</ol>'
