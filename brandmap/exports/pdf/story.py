"""Put together what stands on the pages of a handout, as ReportLab flowables."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection
from brandmap.collection.lineage import history_text
from brandmap.collection.provenance import Provenance, provenance_lines
from brandmap.collection.wording import award_text, figure_text, hours_text, inferred_mark, place_line, runs_text
from brandmap.drawing.colours import INK, colour_of
from brandmap.exports.pdf.map import dashed_places
from brandmap.exports.pdf.style import Style, editorial
from brandmap.exports.pdf.teaching import question_story
from brandmap.records import Brand, Lesson
from brandmap.text import listed, or_not_published, phrase


def brand_head(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Return number and name, place, unit, summary and when it runs."""
    colour = colour_of(brand, collection)
    theme = collection.dataset.themes[brand.theme].name[style.lang]
    hours = hours_text(brand.hours, style.lang) if brand.hours else ""
    when = [brand.when[style.lang], runs_text(brand, style.lang), hours]
    return [
        style.paragraph(f"{collection.number(brand)}  {style.text(brand.name)}", style.heading(colour, 20)),
        style.paragraph(f"{theme} · {place_line(brand.home, collection, style.lang)}"),
        style.paragraph(style.text(brand.unit), style.quiet),
        *([style.paragraph(history, style.quiet)] if (history := history_text(brand, collection, style.lang)) else []),
        style.paragraph(style.text(brand.summary)),
        style.paragraph(phrase("text.semicolon", style.lang).join(part for part in when if part), style.quiet),
        *_dashed(brand, collection, style),
    ]


def problem_head(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Return number and place, without the name, which would give the response away."""
    place = collection.gazetteer.unit(brand.adcode).name[style.lang]
    return [
        style.paragraph(f"{collection.number(brand)}  {place}", style.heading(colour_of(brand, collection), 20)),
        style.paragraph(place_line(brand.home, collection, style.lang)),
        *_dashed(brand, collection, style),
    ]


def problem_story(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Return problem, setting, and what is to be done in groups."""
    heading = style.heading(colour_of(brand, collection))
    task = collection.dataset.lessons.get(brand.id, Lesson()).task
    story: list[Flowable] = []
    for key, text, statement in (
        ("card.scanning", brand.problem, "problem"),
        ("card.analysis", brand.setting, "setting"),
    ):
        words = style.say(key) + inferred_mark(brand, statement, style.lang)
        story += [style.paragraph(words, heading), style.paragraph(style.text(text))]
    story.append(style.paragraph(style.say("present.ask"), heading))
    if task[style.lang]:
        story += [style.paragraph(style.say("teaching.task"), style.remark), editorial(style)]
        story += [style.paragraph(part) for part in task[style.lang].split("\n") if part]
    return story


def _dashed(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Explain the dashed outlines on the map."""
    places = style.say("text.comma").join(dashed_places(brand, collection, style.lang))
    return [style.paragraph(style.say("deck.pictured", places=places), style.quiet)] if places else []


def brand_story(brand: Brand, collection: Collection, style: Style, *, answers: bool) -> list[Flowable]:
    """Return the card in SARA order, then conditions for transfer and the questions."""
    colour = colour_of(brand, collection)
    heading = style.heading(colour)

    def part(key: str, content: Sequence[Flowable], statement: str = "") -> list[Flowable]:
        return [style.paragraph(style.say(key) + inferred_mark(brand, statement, style.lang), heading), *content]

    measures = style.listed(brand.measures) or [style.paragraph(or_not_published("", style.lang))]
    return [
        *part("card.scanning", [style.paragraph(style.text(brand.problem))], "problem"),
        *part("card.analysis", [style.paragraph(style.text(brand.setting))], "setting"),
        *part(
            "card.response",
            [style.paragraph(style.text(brand.mechanism)), *measures, *_people(brand, style)],
            "mechanism",
        ),
        *part("deck.reported", _assessment(brand, style), "result"),
        *part("handout.transfer", [editorial(style), style.paragraph(style.text(brand.transfer))]),
        *question_story(collection.dataset.lessons.get(brand.id, Lesson()), style, heading, answers=answers),
        *(part("card.note", [editorial(style), style.paragraph(style.text(brand.note))]) if brand.note else []),
    ]


def closing_story(
    collection: Collection, facts: Provenance, style: Style, *, questions: bool, rare: bool
) -> list[Flowable]:
    """Return closing questions, if wanted, and the provenance; with ``rare`` also how rare characters are replaced."""
    closing, story = collection.dataset.closing if questions else (), list[Flowable]()
    heading = style.heading(INK, 15)
    if closing:
        story += [style.paragraph(style.say("teaching.closing"), heading), editorial(style), *style.listed(closing)]
    story.append(style.paragraph(style.say("deck.source"), heading))
    lines = [*provenance_lines(facts, style.lang), *([style.say("handout.rare")] if rare else [])]
    return [*story, *(style.paragraph(line) for line in lines)]


def _people(brand: Brand, style: Style) -> list[Flowable]:
    return [
        style.paragraph(
            f"{style.say(f'card.{key}')} · {or_not_published(listed(texts, style.lang), style.lang)}"
            f"{inferred_mark(brand, key, style.lang)}",
            style.quiet,
        )
        for key, texts in (("partners", brand.partners), ("serves", brand.serves))
    ]


def _assessment(brand: Brand, style: Style) -> list[Flowable]:
    """Return the result with its figures, evidence and award, which stay together."""
    award = or_not_published(award_text(brand, style.lang), style.lang)
    evidence = style.say("deck.verdict", evidence=style.say(f"evidence.{brand.evidence}"))
    return [
        style.paragraph(style.text(brand.result), style.kept),
        *(style.paragraph(figure_text(figure, style.lang), style.kept_item, "•") for figure in brand.figures),
        style.paragraph(evidence, style.remark),
        style.paragraph(style.say("deck.award", award=award), style.quiet),
    ]
