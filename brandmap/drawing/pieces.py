"""Draw the pieces that cards, tables, comparisons and slides share. Their styles are in ``styles/pieces.css``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.wording import month_name
from brandmap.drawing.colours import colour_of, ink_on, safe_colour
from brandmap.drawing.svg import icon_shape, svg_image
from brandmap.markup import Html, fragment, tag, text_lines
from brandmap.records import Brand, Lang, Source, Text, Theme
from brandmap.text import phrase
from brandmap.text.languages import html_lang

#: Passages in the other language: Chinese with its punctuation in an English text, Latin words in a Chinese one.
_FOREIGN = {
    "en": re.compile(r"[\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef]*"),
    "zh": re.compile(r"[A-Za-z][A-Za-z+’'-]*[A-Za-z+](?: [A-Za-z][A-Za-z+’'-]+)*"),
}


def number_plate(brand: Brand, collection: Collection, colour: str = "") -> Html:
    """Draw the model's number on the colour of its theme, or on ``colour``; it is as large as the text around it."""
    colour = colour or colour_of(brand, collection)
    return tag("span", collection.number(brand), class_="bm-no", style=f"background:{colour};color:{ink_on(colour)}")


def badge(words: str, kind: str = "") -> Html:
    """Draw a few words in a frame."""
    return tag("span", words, class_=f"bm-badge {kind}".strip())


def editorial_badge(lang: Lang) -> Html:
    """Mark what the editors wrote, not the source."""
    return badge(phrase("text.editorial", lang), "bm-editorial")


def theme_chip(theme: Theme, lang: Lang, *, also: bool = False) -> Html:
    """Draw a theme as colour, icon and name; ``also`` marks one that is not the primary theme."""
    colour = safe_colour(theme.colour)
    ink = ink_on(colour)
    name = theme.name[lang] + (phrase("card.theme_also", lang) if also else "")
    return tag("span", theme_icon(theme, ink), name, class_="bm-chip", style=f"background:{colour};color:{ink}")


def theme_chips(brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Draw all themes of the model, the primary one first."""
    themes = collection.dataset.themes
    return fragment(*(theme_chip(themes[id_], lang, also=id_ != brand.theme) for id_ in brand.themes))


def theme_icon(theme: Theme, colour: str, size: int = 14) -> Html:
    """Draw the icon as an image without alternative text: the name always stands beside it."""
    shape = icon_shape(theme.icon, 0, 0, 24, colour)
    svg = tag("svg", shape, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 24")
    return svg_image(svg, "", style=f"width:{size}px;height:{size}px")


def heading(level: int, *content: str, **attributes: str | int | None) -> Html:
    """Write a heading; levels below six do not exist."""
    return tag(f"h{min(level, 6)}", *content, **attributes)


def items_html(name: str, items: Iterable[str], class_: str | None = None) -> Html:
    """Write a list element ``name`` (ul, ol) with these items."""
    return tag(name, *(tag("li", item) for item in items), class_=class_)


def table_html(heads: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> Html:
    """Write a plain table with headings, in a frame that scrolls when the page is narrower."""
    head = tag("tr", *(tag("th", words, scope="col") for words in heads))
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    table = tag("table", tag("thead", head), tag("tbody", *body), class_=f"bm-table {class_}".strip())
    return tag("div", table, style="overflow-x:auto")


def not_published(lang: Lang) -> Html:
    """Write that nothing is published."""
    return tag("span", phrase("text.not_published", lang), class_="bm-missing")


def text_html(text: Text, lang: Lang) -> Html:
    """Write the text with its line breaks, or say that nothing is published."""
    return marked_html(text[lang], lang) if text[lang].strip() else not_published(lang)


def marked_html(words: str, lang: Lang) -> Html:
    """Write words with their line breaks; passages in the other language get its language code, for screen readers."""
    other: Lang = "zh" if lang == "en" else "en"
    parts: list[Html | str] = []
    end = 0
    for passage in _FOREIGN[lang].finditer(words):
        parts += [text_lines(words[end : passage.start()]), tag("span", passage[0], lang=html_lang(other))]
        end = passage.end()
    return fragment(*parts, text_lines(words[end:]))


def screen_reader_text(words: str) -> Html:
    """Write words that only screen readers present."""
    return tag("span", words, class_="bm-sr")


def citation(source: Source, lang: Lang) -> Html:
    """Write title, publisher, date, byline and address of a source; say so if it has no address."""
    date = phrase("text.date_unknown", lang)
    if day := source.published:
        date = phrase(
            "card.published", lang, year=day.year, month=day.month, day=day.day, month_name=month_name(day.month, lang)
        )
    title = phrase("card.cited_title", lang, title=source.title[lang])
    lines = [part for part in (title, source.publisher[lang], date, source.byline[lang]) if part]
    # The address is text to copy, no link: without internet a link would leave the page for nothing.
    return tag("p", " · ".join((*lines, source.url or phrase("card.no_address", lang))), class_="bm-quiet")
