"""The slides of a deck in one language: opening, three per model, sources. Each has its notes page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pptx.util import Inches

from brandmap.collection.filters import Collection
from brandmap.collection.provenance import Provenance, said_lines, source_line, source_name
from brandmap.collection.seasons import months
from brandmap.collection.wording import (
    award_text,
    figure_text,
    hours_text,
    inferred_mark,
    months_basis,
    months_text,
    place_line,
)
from brandmap.exports.pptx.home_map import draw_home_map
from brandmap.exports.pptx.notes import answer_notes, plan_notes, problem_notes, write_notes
from brandmap.exports.pptx.province_map import draw_map
from brandmap.exports.pptx.shapes import HIGH, QUIET, WIDE, Box, Line, badge, fitting_size, plate, text_box, write
from brandmap.markup import clean
from brandmap.records import Brand, Lang, Lesson, Source, Text
from brandmap.text import listed, phrase, stated

EDGE = 0.6
TOP, ROOM = 1.65, 4.9  # inches: where the body of a slide begins and how high it is
LEAST = (18, 16, 14, 12)  # points: 18 for the back row, which every published text keeps; less only for longer ones
BODY = (28, 26, 24, 22, 20, *LEAST)
LISTED = 12  # models named beside the map of the opening slide
QUESTIONS = 3


@dataclass(frozen=True)
class SlideMaker:
    """Adds slides to ``deck``; ``layout`` has a title only."""

    deck: Any
    layout: Any
    collection: Collection
    lang: Lang
    said: Provenance
    cited: Sequence[Source]
    PAGE: ClassVar[str] = "page number"

    def opening(self, brands: Sequence[Brand]) -> None:
        """Title, filter and date beside the map of all models."""
        slide = self._slide(self._say("frame.title"), Box(EDGE, 0.55, 5.2, 1.1), sizes=(36, 32, 28))
        under = [self.said.filter_sentence[self.lang], self.said.generated.isoformat()]
        lines = [Line(text, colour=QUIET) for text in under]
        text_box(slide, Box(EDGE, 1.7, 5.0, 0.9), lines, self.lang, (18, 16, 14))
        draw_map(slide, brands, self.collection, self.lang, Box(5.6, 0.5, 7.3, 6.0))
        named = [Line(f"{brand.number}  {self._title(brand)}") for brand in brands[:LISTED]]
        if len(brands) > LISTED:
            named.append(Line(phrase("card.more", self.lang, n=len(brands) - LISTED), colour=QUIET))
        text_box(slide, Box(EDGE, 2.65, 5.0, 3.65), named, self.lang, (18, 16, 14, 12, 11))
        if any(brand.pictured for brand in brands):
            dashed = [Line(self._say("deck.dashed"), colour=QUIET)]
            text_box(slide, Box(EDGE, 6.35, 5.0, 0.3), dashed, self.lang, (14, 13, 12))
        self.foot(slide, with_map=True)
        self.note(slide, [Line(self._say("deck.notes_edit")), *map(Line, self._provenance_lines())])

    def problem(self, brand: Brand) -> None:
        """Where it is and what is wrong there; nothing yet of the response."""
        slide = self._brand_slide(brand, "problem")
        draw_home_map(slide, brand, self.collection, self.lang, Box(EDGE, TOP, 5.2, 4.5))
        if brand.pictured:
            below = Box(EDGE, TOP + 4.55, 5.2, 0.45)
            text_box(slide, below, [Line(self._pictured(brand), colour=QUIET)], self.lang, (14, 13, 12))
        lines = [
            self._label("problem", brand), Line(self._text(brand.problem)),
            self._label("setting", brand, before=14), Line(self._text(brand.setting)),
        ]  # fmt: skip
        text_box(slide, Box(6.15, TOP, WIDE - 6.15 - EDGE, ROOM), lines, self.lang, BODY)
        self.foot(slide, with_map=True)
        self.note(slide, [*problem_notes(self._lesson(brand), self.lang), *self._source_note(brand)])

    def response(self, brand: Brand) -> None:
        """Mechanism and measures, with partners and times beside them."""
        slide = self._brand_slide(brand, "response")
        measures = [Line(f"{n}. {self._text(text)}", before=4) for n, text in enumerate(brand.measures, 1)]
        lines = [
            Line(self._text(brand.mechanism)),
            self._label_of(phrase("card.measures", self.lang), before=6),
            *(measures or [Line(stated("", self.lang))]),
        ]
        text_box(slide, Box(EDGE, TOP, 7.7, ROOM + 0.1), lines, self.lang, BODY)
        aside = Box(8.4, TOP, WIDE - 8.4 - EDGE, ROOM + 0.1)
        plate(slide, aside)
        runs = phrase(
            "card.months_label", self.lang,
            months=months_text(months(brand), self.lang), basis=months_basis(brand, self.lang),
        )  # fmt: skip
        facts = [
            self._label_of(phrase("card.partners", self.lang)), Line(self._listed(brand.partners)),
            self._label_of(phrase("card.serves", self.lang) + inferred_mark(brand, "serves", self.lang), before=4),
            Line(self._listed(brand.serves)),
            self._label_of(phrase("card.when", self.lang), before=4), Line(self._text(brand.when)), Line(runs),
            *([Line(hours_text(brand.hours, self.lang))] if brand.hours else []),
        ]  # fmt: skip
        inner = Box(aside.x + 0.2, aside.y + 0.1, aside.w - 0.4, aside.h - 0.2)
        text_box(slide, inner, facts, self.lang, (20, *LEAST))
        self.foot(slide)
        self.note(slide, [*plan_notes(self._lesson(brand), self.lang), *self._source_note(brand)])

    def result(self, brand: Brand) -> None:
        """The result as reported, the evidence and the award apart from it, and what to discuss."""
        slide = self._brand_slide(brand, "result")
        lesson = self._lesson(brand)
        figures = [Line(figure_text(figure, self.lang)) for figure in brand.figures]
        award = award_text(brand, self.lang, named=False) or self._say("text.not_published")
        lines = [
            self._label_of(self._say("deck.reported")), Line(self._text(brand.result)),
            *([self._label_of(phrase("card.figures", self.lang), before=12), *figures] if figures else []),
            Line(self._say("deck.verdict", evidence=phrase(f"evidence.{brand.evidence}", self.lang)), before=14),
            Line(self._say("deck.award", award=award), before=4),
        ]  # fmt: skip
        text_box(slide, Box(EDGE, TOP, 5.9, ROOM), lines, self.lang, BODY[2:])
        aside = Box(6.8, TOP, WIDE - 6.8 - EDGE, ROOM)
        plate(slide, aside)
        asked = [one.question for one in lesson.questions[:QUESTIONS]]
        asked += lesson.transfer[:1] or [Text(phrase("deck.own_question", "zh"), phrase("deck.own_question", "en"))]
        editorial = Line(self._say("text.editorial"), size=14, colour=QUIET)
        questions = [Line(f"{n}. {self._text(text)}", before=8) for n, text in enumerate(asked, 1)]
        inner = Box(aside.x + 0.25, aside.y + 0.15, aside.w - 0.5, aside.h - 0.3)
        text_box(slide, inner, [self._label("question"), editorial, *questions], self.lang, BODY[1:])
        self.foot(slide)
        self.note(slide, [*answer_notes(lesson, self.lang), *self._source_note(brand)])

    def sources(self) -> None:
        """Everything a reader must know of where this comes from."""
        slide = self._slide(self._say("deck.source"), Box(EDGE, 0.5, WIDE - 2 * EDGE, 0.8))
        lines = [Line(text, before=5) for text in self._provenance_lines()]
        text_box(slide, Box(EDGE, 1.4, WIDE - 2 * EDGE, 5.2), lines, self.lang, (18, 17, 16, 15, 14, 13, 12, 11))
        self.foot(slide)
        self.note(slide, list(map(Line, self._provenance_lines())))

    # --- parts ---
    def titled(self, title: str) -> Any:
        """A slide with a heading only; the caller draws below 1.4 inches and adds the foot."""
        return self._slide(title, Box(EDGE, 0.5, WIDE - 2 * EDGE, 0.8))

    def _slide(self, title: str, box: Box, sizes: Sequence[float] = (30, 28, 26, 24, 20)) -> Any:
        slide = self.deck.slides.add_slide(self.layout)
        holder = slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = (Inches(v) for v in (box.x, box.y, box.w, box.h))
        frame = holder.text_frame
        frame.margin_left = frame.margin_right = 0
        frame.word_wrap = True
        line = Line(title, bold=True)
        write(frame, [line], self.lang, fitting_size([line], box, sizes, self.lang))
        frame.paragraphs[0].alignment = 1  # left; the template centres
        return slide

    def _brand_slide(self, brand: Brand, part: str) -> Any:
        title = f"{stated(clean(brand.name[self.lang]), self.lang)} · {self._say(f'deck.{part}')}"
        slide = self._slide(title, Box(EDGE + 0.85, 0.4, WIDE - 2 * EDGE - 0.85, 0.65))
        badge(slide, Box(EDGE, 0.45, 0.65, 0.65), brand, self.collection, 26 if brand.number < 100 else 16)
        under = f"{place_line(brand.home, self.collection, self.lang)} · {self._text(brand.unit)}"
        box = Box(EDGE + 0.85, 1.05, WIDE - 2 * EDGE - 0.85, 0.5)
        text_box(slide, box, [Line(under, colour=QUIET)], self.lang, (16, 14, 12, 11, 10))
        return slide

    def foot(self, slide: Any, *, with_map: bool = False) -> None:
        """Attribution and review notice under a map; the source on every slide; the page number."""
        joint = phrase("text.semicolon", self.lang)
        said = [joint.join(source_name(source, self.lang) for source in self.cited)]
        if with_map:
            said.append(joint.join((self.said.attribution[self.lang], self.said.review_notice[self.lang])))
        lines = [Line(text, colour=QUIET) for text in said]
        text_box(slide, Box(EDGE, HIGH - 0.8, WIDE - 2 * EDGE - 1.1, 0.6), lines, self.lang, (12, 11, 10, 9, 8))
        page = text_box(slide, Box(WIDE - EDGE - 1.0, HIGH - 0.5, 1.0, 0.3), [Line("–", colour=QUIET)], "en", (12,))
        page.text_frame.paragraphs[0].alignment = 3  # right
        page.name = self.PAGE

    def note(self, slide: Any, lines: Sequence[Line]) -> None:
        write_notes(slide, lines, self.lang)

    def _source_note(self, brand: Brand) -> list[Line]:
        source = self.collection.dataset.sources[brand.source]
        said = (source_line(source, self.lang), self.said.award_notice[self.lang])
        return [Line(self._say("deck.notes_source"), bold=True, before=6), *map(Line, said)]

    def _pictured(self, brand: Brand) -> str:
        units = [self.collection.gazetteer.unit(place.adcode).name[self.lang] for place in brand.pictured]
        return self._say("deck.pictured", places=phrase("text.comma", self.lang).join(units))

    def _provenance_lines(self) -> list[str]:
        return said_lines(self.said, self.lang)

    def _lesson(self, brand: Brand) -> Lesson:
        return self.collection.dataset.lessons.get(brand.id, Lesson())

    def _label(self, key: str, brand: Brand | None = None, before: float = 0.0) -> Line:
        mark = inferred_mark(brand, key, self.lang) if brand else ""
        return self._label_of(self._say(f"deck.{key}") + mark, before)

    def _label_of(self, text: str, before: float = 0.0) -> Line:
        return Line(text, size=16, bold=True, colour=QUIET, before=before, after=3)

    def _title(self, brand: Brand) -> str:
        unit = self.collection.gazetteer.unit(brand.adcode)
        return f"{brand.name[self.lang]} · {unit.name.zh if self.lang == 'zh' else unit.short_en}"

    def _text(self, text: Text) -> str:
        return stated(text[self.lang], self.lang)

    def _listed(self, texts: Sequence[Text]) -> str:
        return stated(listed(texts, self.lang), self.lang)

    def _say(self, key: str, **values: object) -> str:
        return phrase(key, self.lang, **values)
