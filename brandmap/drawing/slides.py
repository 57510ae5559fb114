"""A slide of the deck as HTML for a projector: large, calm, and every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandmap.collection.deck import Deck, Slide
from brandmap.collection.filters import Collection
from brandmap.collection.provenance import review_notice
from brandmap.collection.wording import award_text, inferred_mark, place_line
from brandmap.drawing.card import citation
from brandmap.drawing.slide_style import (
    STYLE,
    TALL_HEIGHT,
    Part,
    fitting_scale,
    lines_height,
    marked,
    text_part,
    words_of,
)
from brandmap.drawing.slide_table import table_part
from brandmap.drawing.svg import ink_on, safe_colour
from brandmap.markup import escape_markup
from brandmap.records import LANGS, Brand, Figure, Lang, Text
from brandmap.text import phrase
from brandmap.text.languages import html_lang

TWO_COLUMNS_FROM = 12  # models on the opening slide
NEUTRAL = "#5b6670"  # slides about several models


@dataclass(frozen=True)
class Page:
    """What a slide says before it is laid out. ``title`` and ``kicker`` are plain text; ``number`` 0 shows none."""

    kicker: str
    title: str
    parts: tuple[Part, ...]
    sub: str = ""
    number: int = 0
    editorial: bool = False


def slide_html(deck: Deck, step: int, collection: Collection, lang: Lang, *, choice: str = "") -> str:
    """The slide of a 1-based ``step``. ``choice`` says in words which models the deck shows; for the opening."""
    slide = deck.at(step)
    page = _page(slide, deck, collection, lang, choice)
    colour = safe_colour(collection.dataset.themes[slide.brand.theme].colour) if slide.brand else NEUTRAL
    head = _head(page, colour, lang)
    parts = (head, *page.parts)
    scale = fitting_scale(parts, wide=slide.wide)
    tall = fitting_scale(parts, wide=slide.wide, height=TALL_HEIGHT)
    said = phrase("present.announced", lang, step=deck.clamped(step), total=len(deck))
    return (
        f'{STYLE}<section class="bmd" lang="{html_lang(lang)}" aria-live="polite" aria-label="{escape_markup(said)}" '
        f'style="--k:{scale};--t:{tall};--c:{colour};--i:{ink_on(colour)}">{head.html}'
        f'<div class="bmd-body">{"".join(part.html for part in page.parts)}</div></section>'
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
    place = place_line(brand.home, collection, lang)
    kicker, name = phrase(f"present.{slide.kind}", lang), brand.name[lang]
    lesson = collection.dataset.lessons.get(brand.id)
    if slide.kind == "problem":
        # The name would give the answer away, so the place stands in its stead until the reveal.
        unit, prefecture = collection.gazetteer.unit(brand.adcode), collection.gazetteer.prefecture(brand.adcode)
        rest = " · ".join(
            text for text in (prefecture.name[lang] if prefecture != unit else "", brand.home.locality[lang]) if text
        )
        ask = phrase("present.ask", lang)
        parts = (
            _labelled("setting", brand.setting, lang, inferred_mark(brand, "setting", lang)),
            _labelled("problem_label", brand.problem, lang, inferred_mark(brand, "problem", lang)),
            text_part(f'<p class="bmd-ask">{escape_markup(ask)}</p>', ask, size=1.15, indent=2, gap=1.8),
        )
        return Page(kicker, unit.name[lang], parts, sub=rest, number=brand.number)
    if slide.kind == "task" and lesson:
        where = collection.gazetteer.unit(brand.adcode).name[lang]
        return Page(kicker, where, (_prose(lesson.task, lang),), number=brand.number, editorial=True)
    about: dict[str, tuple[Part, ...]] = {
        "mechanism": (_prose(brand.mechanism, lang),),
        "measures": (_measures(slide, brand, lang),),
        "people": _people(brand, lang),
        "result": _result(brand, lang),
    }
    if slide.kind in about:
        return Page(kicker, name, about[slide.kind], sub=place, number=brand.number)
    asked = lesson.transfer if lesson else ()
    if lesson and slide.kind == "discussion":
        asked = tuple(question.question for question in lesson.questions)
    return Page(kicker, name, (_numbered(asked, lang),), sub=place, number=brand.number, editorial=True)


def _head(page: Page, colour: str, lang: Lang) -> Part:
    badge = f'<span class="bmd-badge bmd-dash">{escape_markup(phrase("text.editorial", lang))}</span>'
    kicker = escape_markup(page.kicker) + (badge if page.editorial else "")
    number = f'<span class="bmd-no" style="background:{colour};color:{ink_on(colour)}">{page.number}</span>'
    html = (
        '<header class="bmd-head">'
        + (f'<p class="bmd-kicker">{kicker}</p>' if kicker else "")
        + f'<h2 class="bmd-title">{number if page.number else ""}<span>{escape_markup(page.title)}</span></h2>'
        + (f'<p class="bmd-sub">{escape_markup(page.sub)}</p>' if page.sub else "")
        + "</header>"
    )

    def height(width: float) -> float:
        kicker_height = lines_height(page.kicker + ("x" * 30 if page.editorial else ""), width, 0.72) if kicker else 0
        sub = lines_height(page.sub, width, 0.8) if page.sub else 0
        return kicker_height + lines_height(page.title, width - 2.5, 1.35) + sub + 1.4

    return Part(html, height)


def _prose(text: Text, lang: Lang) -> Part:
    return text_part(f"<p>{marked(text, lang)}</p>", words_of(text, lang))


def _paragraphs(texts: Sequence[str], *, size: float) -> tuple[Part, ...]:
    return tuple(
        text_part(f'<p><span style="font-size:{size}em">{escape_markup(text)}</span></p>', text, size=size)
        for text in texts
    )


def _labelled(key: str, text: Text, lang: Lang, mark: str = "") -> Part:
    label = phrase(f"present.{key}", lang) + mark
    html = f'<div><p class="bmd-label">{escape_markup(label)}</p><p>{marked(text, lang)}</p></div>'
    return Part(html, lambda width: lines_height(words_of(text, lang), width) + 0.8 * 1.45 + 0.6)


def _numbered(texts: Sequence[Text], lang: Lang) -> Part:
    items = "".join(f"<li><span>{n}</span><div>{marked(text, lang)}</div></li>" for n, text in enumerate(texts, 1))
    return Part(f'<ol class="bmd-list">{items}</ol>', lambda width: _list_height(texts, lang, width))


def _measures(slide: Slide, brand: Brand, lang: Lang) -> Part:
    """One measure per step; what is to come keeps its place, so that nothing jumps."""
    items = []
    for n, measure in enumerate(brand.measures, 1):
        state = "bmd-hid" if n > slide.shown else "bmd-new" if n == slide.shown else ""
        items.append(f'<li class="{state}"><span>{n}</span><div>{marked(measure, lang)}</div></li>')
    return Part(f'<ol class="bmd-list">{"".join(items)}</ol>', lambda width: _list_height(brand.measures, lang, width))


def _list_height(texts: Sequence[Text], lang: Lang, width: float) -> float:
    return sum(lines_height(words_of(text, lang), width - 2.6) + 0.65 for text in texts)


def _people(brand: Brand, lang: Lang) -> tuple[Part, ...]:
    """Who takes part, who is served, and when it runs."""
    several = {"partners": brand.partners, "serves": brand.serves}
    facts = {key: Text(*(_list_said(texts, each) for each in LANGS)) for key, texts in several.items()}
    shown = {**facts, "when": brand.when}.items()
    return tuple(_labelled(key, text, lang, inferred_mark(brand, key, lang)) for key, text in shown)


def _list_said(texts: Sequence[Text], lang: Lang) -> str:
    """All of them in one line; empty when nothing is published."""
    return phrase("text.comma", lang).join(text[lang] for text in texts if text[lang])


def _result(brand: Brand, lang: Lang) -> tuple[Part, ...]:
    """The result as reported, its figures, the evidence; the award in a box of its own."""
    reported = phrase("text.as_reported", lang)
    html = f'<div><p class="bmd-label">{escape_markup(reported)}</p><p>{marked(brand.result, lang)}</p></div>'
    result = Part(html, lambda width: lines_height(words_of(brand.result, lang), width) + 0.8 * 1.45 + 0.6)
    return (result, *([_figures(brand.figures, lang)] if brand.figures else []), _verdicts(brand, lang))


def _figures(figures: Sequence[Figure], lang: Lang) -> Part:
    tiles = "".join(
        f"<div><dt>{marked(figure.label, lang)}</dt>"
        f"<dd><b>{figure.number}</b>{escape_markup(figure.unit[lang])}</dd></div>"
        for figure in figures
    )

    def height(width: float) -> float:
        across = max(1, int((width + 0.5) / 8.5))
        tallest = max(lines_height(words_of(figure.label, lang), width / across - 2, 0.75) for figure in figures)
        return -(-len(figures) // across) * (tallest + 3.3)

    return Part(f'<dl class="bmd-figures">{tiles}</dl>', height)


def _verdicts(brand: Brand, lang: Lang) -> Part:
    evidence = phrase(f"evidence.{brand.evidence}", lang)
    award = award_text(brand, lang, named=False) or phrase("text.not_published", lang)
    caution = phrase("card.award_caution", lang)
    html = (
        f'<div class="bmd-pair"><div><p class="bmd-label">{escape_markup(phrase("card.evidence", lang))}</p>'
        f"<p>{escape_markup(evidence)}</p></div><div>"
        f'<p class="bmd-label">{escape_markup(phrase("card.award", lang))}</p>'
        f"<p>{escape_markup(award)}</p><small>{escape_markup(caution)}</small></div></div>"
    )

    def height(width: float) -> float:
        half = width / 2 - 1.6
        right = lines_height(award, half) + lines_height(caution, half, 0.72)
        return max(lines_height(evidence, half), right) + 0.8 * 1.45 + 1.6

    return Part(html, height)


def _models(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Part:
    columns = 2 if len(brands) >= TWO_COLUMNS_FROM else 1
    items, said = [], []
    for brand in brands:
        colour = safe_colour(collection.dataset.themes[brand.theme].colour)
        place = collection.gazetteer.unit(brand.adcode).name[lang]
        items.append(
            f'<li><span class="bmd-no" style="background:{colour};color:{ink_on(colour)}">{brand.number}</span>'
            f"<span>{marked(brand.name, lang)} <small>{escape_markup(place)}</small></span></li>"
        )
        said.append(f"{words_of(brand.name, lang)} {place}")

    def height(width: float) -> float:
        return sum(lines_height(words, width / columns - 2.5) + 0.3 for words in said) / columns + 0.3

    return Part(f'<ul class="bmd-models{" bmd-two" if columns == 2 else ""}">{"".join(items)}</ul>', height)


def _source(slide: Slide, collection: Collection, lang: Lang) -> tuple[Part, ...]:
    sources = [collection.dataset.sources[id_] for id_ in dict.fromkeys(brand.source for brand in slide.brands)]
    parts = []
    for source in sources:
        words = " · ".join((source.title[lang], source.publisher[lang], source.byline[lang], "x" * 40, source.url))
        notice = source.notice[lang]
        parts += [text_part(citation(source, lang), words), *_paragraphs([notice] if notice else [], size=0.85)]
    own = collection.dataset.own
    notices = ("own_data.export_award", "own_data.export_editorial") if own else (
        "present.award_source", "present.editorial_source"
    )  # fmt: skip
    lines = (*notices, "export.attribution")
    said = [phrase(key, lang) for key in lines] + [review_notice(lang)]
    return (*parts, *_paragraphs(said, size=0.85))
