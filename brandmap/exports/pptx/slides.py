"""Write the slides of a lesson in one language: opening, five per model, comparison, closing questions, sources.

A model is called by its number and place until its response is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from brandmap.collection.filters import Collection
from brandmap.collection.lineage import history_text
from brandmap.collection.provenance import Provenance, provenance_lines, source_line, source_name, sources_of
from brandmap.collection.wording import award_text, figure_text, hours_text, inferred_mark, place_line, runs_text
from brandmap.drawing.colours import colour_of
from brandmap.drawing.locator import locator_title
from brandmap.drawing.maps import SLIDE, Sides, draw_home_map, draw_province_map, map_frame, pictured_units
from brandmap.drawing.measure_icons import measures_with_icons
from brandmap.exports.pptx.icons import add_icons
from brandmap.exports.pptx.map_shapes import MapShapes
from brandmap.exports.pptx.markup import Line, scheme_colour
from brandmap.exports.pptx.notes import answer_notes, heading, plan_notes, problem_notes
from brandmap.exports.pptx.slide import Slide
from brandmap.exports.pptx.table import comparison_pages
from brandmap.places.projection import PROVINCE
from brandmap.records import Brand, Lang, Lesson, Text
from brandmap.text import listed, or_not_published, phrase

#: Left, top, width and height in points.
OPENING_MAP: Sides = (417.6, 36.0, 504.0, 453.6)
HOME_MAP: Sides = (43.2, 126.0, 374.4, 313.2)
LABEL = 16.0  # points
LISTED = 12  # models named beside the map of the opening slide
MORE_ROOM = 14  # points between a text and the next label


@dataclass
class LessonSlides:
    """Write the slides of ``brands``."""

    collection: Collection
    lang: Lang
    facts: Provenance
    brands: Sequence[Brand]
    slides: list[Slide] = field(default_factory=list)

    def write(self) -> list[Slide]:
        """Return all slides, in the order of the lesson."""
        self._opening()
        for brand in self.brands:
            self._problem(brand)
            self._task(brand)
            self._response(brand)
            self._result(brand)
            self._discussion(brand)
        if len(self.brands) > 1:
            self._comparison()
        if self.collection.dataset.closing:
            self._closing()
        self._sources()
        for slide in self.slides:
            names = [source_name(source, self.lang) for source in sources_of(self.brands, self.collection.dataset)]
            slide.foot(self._phrase("text.semicolon").join(names), self.facts.generated.isoformat())
        return self.slides

    def _opening(self) -> None:
        """Write title, filter and the map of all models, which are listed by number and place."""
        slide = self._slide("opening", "deck.section_opening")
        slide.fill("title", [Line(self._phrase("frame.title"))])
        slide.fill("under", [Line(self.facts.count_sentence[self.lang])])
        names = [Line(f"{self.collection.number(brand)}  {self._place(brand)}") for brand in self.brands[:LISTED]]
        if len(self.brands) > LISTED:
            names.append(Line(self._phrase("card.more", n=len(self.brands) - LISTED)))
        slide.fill("body", names)
        dashed = self._phrase("deck.dashed") if any(brand.pictured for brand in self.brands) else ""
        slide.fill("beside", self._map_notices(dashed))
        with self._map(slide, OPENING_MAP, self.brands) as pen:
            draw_province_map(pen, self.brands, self.collection, *OPENING_MAP[2:])
        slide.notes = [Line(self._phrase("deck.notes_edit"))]

    def _problem(self, brand: Brand) -> None:
        """Write where it is and what is wrong there; nothing yet of the response."""
        slide = self._brand_slide("map", brand, "deck.problem", told=False)
        body = [
            self._label("deck.problem", 0, brand, "problem"), Line(self._text(brand.problem)),
            self._label("deck.setting", MORE_ROOM, brand, "setting"), Line(self._text(brand.setting)),
        ]  # fmt: skip
        slide.fill("body", body)
        frame = map_frame(brand, self.collection, *HOME_MAP[2:], SLIDE)
        units = [self.collection.gazetteer.unit(unit.adcode) for unit in pictured_units(brand, frame)]
        places = self._phrase("text.comma").join(unit.name[self.lang] for unit in units)
        slide.fill("beside", self._map_notices(self._phrase("deck.pictured", places=places) if places else ""))
        with self._map(slide, HOME_MAP, [brand]) as pen:
            draw_home_map(pen, brand, self.collection, self.lang, frame, SLIDE)
        slide.notes = [*problem_notes(self._lesson(brand), self.lang), *self._source_notes(brand)]

    def _task(self, brand: Brand) -> None:
        """Ask what the group would do, with the group task, if one is written."""
        slide, task = self._brand_slide("text", brand, "present.ask", told=False), self._lesson(brand).task[self.lang]
        if task:
            slide.fill("body", [self._label("present.task"), *self._editorial(), *map(Line, task.split("\n"))])
        else:
            slide.fill("body", [self._label("deck.problem"), Line(self._text(brand.problem))])
        slide.notes = [*plan_notes(self._lesson(brand), self.lang), Line(self._phrase("deck.notes_first"), before=6)]

    def _response(self, brand: Brand) -> None:
        """Write the name, the mechanism and the measures, which appear one by one; partners and times beside them."""
        icons = bool(measures_with_icons(brand, self.collection))
        slide = self._brand_slide("response" if icons else "side", brand, "deck.response")
        add_icons(slide, brand, self.collection)
        measures = [Line(self._text(text), before=4, numbered=True) for text in brand.measures]
        above = [Line(self._text(brand.mechanism)), self._label("card.measures", 6)]
        number = slide.fill("body", [*above, *(measures or [Line(self._phrase("text.not_published"))])])
        if len(measures) > 1:
            slide.build(number, range(len(above), len(above) + len(measures)))
        side = [
            self._label("card.partners", 0, brand, "partners"), Line(self._listed(brand.partners)),
            self._label("card.serves", 6, brand, "serves"), Line(self._listed(brand.serves)),
            self._label("card.when", 6), Line(self._text(brand.when)), Line(runs_text(brand, self.lang)),
            *([Line(hours_text(brand.hours, self.lang))] if brand.hours else []),
        ]  # fmt: skip
        slide.fill("beside", side)
        slide.notes = [heading(self._phrase("deck.notes_summary")), Line(self._text(brand.summary))]
        slide.notes += self._source_notes(brand)

    def _result(self, brand: Brand) -> None:
        """Write the result as reported, evidence and award apart from it, and what a transfer would need."""
        slide = self._brand_slide("side", brand, "deck.result")
        figures = [Line(figure_text(figure, self.lang)) for figure in brand.figures]
        award = or_not_published(award_text(brand, self.lang, with_name=False), self.lang)
        body = [
            self._label("deck.reported", 0, brand, "result"), Line(self._text(brand.result)),
            *([self._label("card.figures", MORE_ROOM), *figures] if figures else []),
            Line(self._phrase("deck.verdict", evidence=self._phrase(f"evidence.{brand.evidence}")), before=MORE_ROOM),
            Line(self._phrase("deck.award", award=award), before=4),
            *([Line(history, before=4)] if (history := history_text(brand, self.collection, self.lang)) else []),
        ]  # fmt: skip
        slide.fill("body", body)
        slide.fill("beside", [self._label("handout.transfer"), *self._editorial(), Line(self._text(brand.transfer))])
        slide.notes = self._source_notes(brand)

    def _discussion(self, brand: Brand) -> None:
        """Write the questions, and those on one's own county beside them."""
        lesson = self._lesson(brand)
        own = lesson.transfer or (Text(phrase("deck.own_question", "zh"), phrase("deck.own_question", "en")),)
        slide = self._brand_slide("side", brand, "present.discussion")
        asked = self._questions([one.question for one in lesson.questions])
        slide.fill("body", [*self._editorial(), *asked] if asked else self._questions(own))
        slide.fill("beside", [self._label("present.transfer"), *self._editorial(), *self._questions(own)])
        slide.notes = [*answer_notes(lesson, self.lang), *self._source_notes(brand)]

    def _comparison(self) -> None:
        pages = comparison_pages(self.brands, self.collection, self.lang)
        for number, page in enumerate(pages, 1):
            slide = self._slide("table", "deck.section_closing")
            several = len(pages) > 1
            title = self._phrase("deck.comparison_of" if several else "deck.comparison", n=number, total=len(pages))
            slide.fill("title", [Line(title)])
            slide.fill("under", [Line(self._phrase("present.closing_note"))])
            page.draw(slide, title)
            slide.notes = [Line(question[self.lang]) for question in self.collection.dataset.closing]

    def _closing(self) -> None:
        slide = self._slide("text", "deck.section_closing")
        slide.fill("title", [Line(self._phrase("present.questions"))])
        slide.fill("under", self._editorial())
        slide.fill("body", self._questions(self.collection.dataset.closing))
        slide.notes = [Line(self._phrase("teaching.transfer_help"))]

    def _sources(self) -> None:
        """Write everything a reader must know of where this comes from."""
        slide = self._slide("text", "deck.section_closing")
        slide.fill("title", [Line(self._phrase("deck.source"))])
        lines = [Line(text, before=4) for text in provenance_lines(self.facts, self.lang)]
        slide.fill("body", lines)
        slide.notes = lines

    # --- parts ---
    def _slide(self, layout: str, section: str) -> Slide:
        slide = Slide(layout, self.lang, phrase(section, self.lang))
        self.slides.append(slide)
        return slide

    def _brand_slide(self, layout: str, brand: Brand, part: str, *, told: bool = True) -> Slide:
        """Begin a slide of one model. Until it is ``told``, neither its name nor its unit is on it."""
        place = self.collection.gazetteer.unit(brand.adcode).name[self.lang]
        slide = Slide(layout, self.lang, f"{self.collection.number(brand)} {place}")
        self.slides.append(slide)
        slide.bar(scheme_colour(colour_of(brand, self.collection), self.collection), self._phrase("deck.bar"))
        name = or_not_published(brand.name[self.lang], self.lang) if told else place
        slide.fill("title", [Line(f"{self.collection.number(brand)}  {name} · {self._phrase(part)}")])
        line = place_line(brand.home, self.collection, self.lang)
        slide.fill("under", [Line(f"{line} · {self._text(brand.unit)}" if told else line)])
        return slide

    def _map(self, slide: Slide, sides: Sides, brands: Sequence[Brand]) -> AbstractContextManager[MapShapes]:
        """Begin a map: one group named after what it shows."""
        code = brands[0].adcode if sides == HOME_MAP else PROVINCE
        name = self._phrase("deck.map_shape", name=self.collection.gazetteer.unit(code).name[self.lang])
        pen = MapShapes(self.collection, self.lang, slide.numbers, slide.parts)
        return pen.group(name, sides, locator_title(brands, self.collection, self.lang))

    def _map_notices(self, dashed: str) -> list[Line]:
        notices = (self.facts.attribution[self.lang], self.facts.review_notice[self.lang])
        return [
            *([Line(dashed, size=12)] if dashed else []),
            Line(self._phrase("text.semicolon").join(notices)),
        ]

    def _source_notes(self, brand: Brand) -> list[Line]:
        source = self.collection.dataset.sources[brand.source]
        return [
            heading(self._phrase("deck.notes_source")),
            Line(source_line(source, self.lang)),
            Line(self.facts.award_notice[self.lang]),
        ]

    def _editorial(self) -> list[Line]:
        return [Line(self._phrase("text.editorial"), size=14, colour="tx2")]

    def _questions(self, texts: Sequence[Text]) -> list[Line]:
        return [Line(text[self.lang], before=8, numbered=True) for text in texts if text[self.lang]]

    def _label(self, key: str, before: float = 0.0, brand: Brand | None = None, statement: str = "") -> Line:
        """Return the label of a part, marked where the editors inferred this statement about the model."""
        mark = inferred_mark(brand, statement, self.lang) if brand else ""
        return Line(self._phrase(key) + mark, size=LABEL, bold=True, colour="tx2", before=before)

    def _lesson(self, brand: Brand) -> Lesson:
        return self.collection.dataset.lessons.get(brand.id, Lesson())

    def _place(self, brand: Brand) -> str:
        gazetteer = self.collection.gazetteer
        names = (gazetteer.unit(brand.adcode).name, gazetteer.prefecture(brand.adcode).name)
        return " · ".join(dict.fromkeys(name[self.lang] for name in names))

    def _listed(self, texts: Sequence[Text]) -> str:
        return or_not_published(listed(texts, self.lang), self.lang)

    def _text(self, text: Text) -> str:
        return or_not_published(text[self.lang], self.lang)

    def _phrase(self, key: str, **values: object) -> str:
        return phrase(key, self.lang, **values)
