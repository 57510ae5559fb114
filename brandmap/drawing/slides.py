"""Draw a slide of the deck for a projector: large and calm. The page that shows it brings ``pieces`` and ``slides``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandmap.collection.deck import Deck, Slide
from brandmap.collection.filters import Collection
from brandmap.collection.provenance import review_notice
from brandmap.collection.wording import announcement, award_text, inferred_mark, place_line
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.measure_icons import MAX_ICONS, measure_icons, measures_with_icons
from brandmap.drawing.pieces import citation, editorial_badge, items_html, number_plate, text_html
from brandmap.drawing.slide_style import (
    HEIGHT,
    TALL_HEIGHT,
    WIDE_WIDTH,
    WIDTH,
    Part,
    fitting_scale,
    lines_height,
    text_part,
)
from brandmap.drawing.slide_table import table_part
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Figure, Lang, Text
from brandmap.text import listed, or_not_published, phrase
from brandmap.text.languages import html_lang

TWO_COLUMNS_FROM = 12  # models on the opening slide
TITLE = 1.6  # em of the slide, the same on all of them
NEUTRAL = "#5b6670"  # slides about several models, and before the reveal: a theme would give an answer away


@dataclass(frozen=True)
class Page:
    """What a slide says before it is laid out. ``title``, ``kicker`` and ``sub`` are plain text."""

    kicker: str
    title: str
    parts: tuple[Part, ...]
    sub: str = ""
    editorial: bool = False


def slide_html(deck: Deck, step: int, collection: Collection, lang: Lang, *, choice: str = "") -> Html:
    """Draw the slide of a 1-based ``step``. ``choice`` says in words which models the deck shows; for the opening."""
    slide = deck.slide_at(step)
    page = _page(slide, deck, collection, lang, choice)
    colour = colour_of(slide.brand, collection) if slide.brand and not slide.hides_names else NEUTRAL
    head = _head(page, slide.brand, collection, lang, colour)
    # The head has one size on all slides, so that it stays where it is; the text below takes what room it leaves.
    used = head.height(WIDE_WIDTH if slide.covers_map else WIDTH)
    scale, tall = (
        fitting_scale(page.parts, wide=slide.covers_map, height=height - used) for height in (HEIGHT, TALL_HEIGHT)
    )
    return tag(
        "section",
        head.html,
        tag("div", *(part.html for part in page.parts), class_="bmd-body"),
        class_="bmd",
        lang=html_lang(lang),
        aria_label=announcement(deck.position(step), lang),
        style=f"--k:{scale};--t:{tall};--c:{colour};--i:{ink_on(colour)}",
    )


def _page(slide: Slide, deck: Deck, collection: Collection, lang: Lang, choice: str) -> Page:
    brand = slide.brand
    if brand is not None:
        return _brand_page(slide, brand, collection, lang)
    if slide.kind == "opening":
        parts = (_models(slide.brands, collection, lang), *_paragraphs([choice] if choice else [], size=0.8))
        return Page(phrase("present.subtitle", lang), phrase("present.title", lang), parts)
    if slide.kind == "closing":
        tables = [other for other in deck.slides if other.kind == "closing"]
        words = {"part": tables.index(slide) + 1, "parts": len(tables)}
        title = phrase("present.closing_part" if len(tables) > 1 else "present.closing", lang, **words)
        note = _paragraphs([phrase("present.closing_note", lang)], size=0.7)
        return Page("", title, (table_part(slide.brands, collection, lang), *note))
    if slide.kind == "questions":
        parts = (_numbered(collection.dataset.closing, lang),)
        return Page(phrase("present.closing", lang), phrase("present.questions", lang), parts, editorial=True)
    return Page("", phrase("present.source", lang), _source(slide, collection, lang))


def _brand_page(slide: Slide, brand: Brand, collection: Collection, lang: Lang) -> Page:
    kicker = phrase(f"present.{slide.kind}", lang)
    lesson = collection.dataset.lessons.get(brand.id)
    if slide.kind == "problem":
        # The name would give the answer away, so the place stands in its stead until the reveal.
        unit, prefecture = collection.gazetteer.unit(brand.adcode), collection.gazetteer.prefecture(brand.adcode)
        rest = " · ".join(
            text for text in (prefecture.name[lang] if prefecture != unit else "", brand.home.locality[lang]) if text
        )
        ask = phrase("present.ask", lang)
        parts = (
            _labelled("present.setting", brand.setting, lang, inferred_mark(brand, "setting", lang)),
            _labelled("present.problem_label", brand.problem, lang, inferred_mark(brand, "problem", lang)),
            text_part(tag("p", ask, class_="bmd-ask"), ask, size=1.15, indent=2, gap=1.8),
        )
        return Page(kicker, unit.name[lang], parts, sub=rest)
    if slide.kind == "task" and lesson:
        where = collection.gazetteer.unit(brand.adcode).name[lang]
        return Page(kicker, where, (_prose(lesson.task, lang),), editorial=True)
    about: dict[str, tuple[Part, ...]] = {
        "mechanism": (_prose(brand.mechanism, lang), *_icons(brand, collection, lang)),
        "response": (_prose(brand.mechanism, lang), *_icons(brand, collection, lang), _numbered(brand.measures, lang)),
        "measures": (_numbered(brand.measures, lang, shown=slide.measures_shown),),
        "people": _people(brand, lang),
        "result": _result(brand, lang),
    }
    name, place = brand.name[lang], place_line(brand.home, collection, lang)
    if slide.kind in about:
        return Page(kicker, name, about[slide.kind], sub=place)
    asked = lesson.transfer if lesson else ()
    if lesson and slide.kind == "discussion":
        asked = tuple(question.question for question in lesson.questions)
    return Page(kicker, name, (_numbered(asked, lang),), sub=place, editorial=True)


def _head(page: Page, brand: Brand | None, collection: Collection, lang: Lang, colour: str) -> Part:
    badges = [editorial_badge(lang)] if page.editorial else []
    title = [number_plate(brand, collection, colour)] if brand else []
    html = tag(
        "header",
        tag("p", page.kicker, *badges, class_="bmd-kicker") if page.kicker or badges else "",
        tag("h2", *title, tag("span", page.title), class_="bmd-title"),
        tag("p", page.sub, class_="bmd-sub") if page.sub else "",
        class_="bmd-head",
    )

    def height(width: float) -> float:
        kicker = page.kicker + ("x" * 30 if page.editorial else "")
        small = sum(lines_height(line, width, size) for line, size in ((kicker, 0.8), (page.sub, 0.85)) if line)
        return small + lines_height(page.title, width - 2.5, TITLE) + 1.5

    return Part(html, height)


def _prose(text: Text, lang: Lang) -> Part:
    return text_part(tag("p", text_html(text, lang)), or_not_published(text[lang], lang))


def _paragraphs(texts: Sequence[str], *, size: float) -> tuple[Part, ...]:
    return tuple(text_part(tag("p", tag("span", text, style=f"font-size:{size}em")), text, size=size) for text in texts)


def _labelled(key: str, text: Text, lang: Lang, mark: str = "") -> Part:
    html = tag("div", tag("p", phrase(key, lang), mark, class_="bmd-label"), tag("p", text_html(text, lang)))
    return Part(html, lambda width: lines_height(or_not_published(text[lang], lang), width) + 0.8 * 1.45 + 0.6)


def _numbered(texts: Sequence[Text], lang: Lang, *, shown: int | None = None) -> Part:
    """Write a numbered list; measures after the first ``shown`` are hidden and keep their place: nothing jumps."""
    items = []
    for n, text in enumerate(texts, 1):
        state = None if shown is None or n < shown else "bmd-new" if n == shown else "bmd-hid"
        items.append(tag("li", tag("span", n), tag("div", text_html(text, lang)), class_=state))
    return Part(
        tag("ol", *items, class_="bmd-list"),
        lambda width: sum(lines_height(or_not_published(text[lang], lang), width - 2.6) + 0.65 for text in texts),
    )


def _icons(brand: Brand, collection: Collection, lang: Lang) -> list[Part]:
    """Draw the measures as pictures in a row."""
    terms = measures_with_icons(brand, collection)
    if not terms:
        return []

    def height(width: float) -> float:
        names = (lines_height(term.name[lang], width / MAX_ICONS - 1, 0.7) for term in terms)
        return 2.8 + max(names) + 0.9

    return [Part(measure_icons(brand, collection, lang), height)]


def _people(brand: Brand, lang: Lang) -> tuple[Part, ...]:
    """Who takes part, who is served, and when it runs."""
    partners, serves = (Text(**{lang: listed(texts, lang)}) for texts in (brand.partners, brand.serves))
    facts = {"partners": partners, "serves": serves, "when": brand.when}
    return tuple(
        _labelled(f"present.{key}", text, lang, inferred_mark(brand, key, lang)) for key, text in facts.items()
    )


def _result(brand: Brand, lang: Lang) -> tuple[Part, ...]:
    """Write the result as reported, its figures, the evidence; the award in a box of its own."""
    result = _labelled("text.as_reported", brand.result, lang)
    return (result, *([_figures(brand.figures, lang)] if brand.figures else []), _verdicts(brand, lang))


def _figures(figures: Sequence[Figure], lang: Lang) -> Part:
    tiles = (
        tag("div", tag("dt", text_html(figure.label, lang)), tag("dd", tag("b", figure.number), figure.unit[lang]))
        for figure in figures
    )

    def height(width: float) -> float:
        across = max(1, int((width + 0.5) / 8.5))
        tallest = max(
            lines_height(or_not_published(figure.label[lang], lang), width / across - 2, 0.75) for figure in figures
        )
        return -(-len(figures) // across) * (tallest + 3.3)

    return Part(tag("dl", *tiles, class_="bmd-figures"), height)


def _verdicts(brand: Brand, lang: Lang) -> Part:
    evidence = phrase(f"evidence.{brand.evidence}", lang)
    award, caution = (
        or_not_published(award_text(brand, lang, with_name=False), lang),
        phrase("card.award_caution", lang),
    )
    boxes = (("evidence", evidence, ""), ("award", award, tag("small", caution)))
    html = (
        tag("div", tag("p", phrase(f"card.{key}", lang), class_="bmd-label"), tag("p", words), more)
        for key, words, more in boxes
    )

    def height(width: float) -> float:
        half = width / 2 - 1.6
        right = lines_height(award, half) + lines_height(caution, half, 0.72)
        return max(lines_height(evidence, half), right) + 0.8 * 1.45 + 1.6

    return Part(tag("div", *html, class_="bmd-pair"), height)


def _models(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Part:
    columns = 2 if len(brands) >= TWO_COLUMNS_FROM else 1
    items, lines = [], []
    for brand in brands:
        place = collection.gazetteer.unit(brand.adcode).name[lang]
        items.append(fragment(number_plate(brand, collection, NEUTRAL), tag("span", place)))
        lines.append(place)

    def height(width: float) -> float:
        return sum(lines_height(words, width / columns - 2.5) + 0.42 for words in lines) / columns + 0.3

    return Part(items_html("ul", items, f"bmd-models{' bmd-two' if columns == 2 else ''}"), height)


def _source(slide: Slide, collection: Collection, lang: Lang) -> tuple[Part, ...]:
    sources = [collection.dataset.sources[id_] for id_ in dict.fromkeys(brand.source for brand in slide.brands)]
    parts: list[Part] = []
    for source in sources:
        words = " · ".join((source.title[lang], source.publisher[lang], source.byline[lang], "x" * 40, source.url))
        notice = source.notice[lang]
        parts += [text_part(citation(source, lang), words), *_paragraphs([notice] if notice else [], size=0.85)]
    notices = (
        ("own_data.export_award", "own_data.export_editorial")
        if collection.dataset.own
        else ("present.award_source", "present.editorial_source")
    )
    lines = [*(phrase(key, lang) for key in (*notices, "export.attribution")), review_notice(lang)]
    return (*parts, *_paragraphs(lines, size=0.85))
