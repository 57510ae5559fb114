"""Write the markup of the one-file page: header, filters, list, cards, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandmap.collection.filters import FACETS, Collection
from brandmap.collection.provenance import Provenance
from brandmap.drawing.card import card_html
from brandmap.drawing.colours import safe_colour
from brandmap.drawing.pieces import editorial_badge, heading, items_html
from brandmap.drawing.style import style_sheet
from brandmap.markup import Html, fragment, html_document, raw_element, tag
from brandmap.records import Brand, Lang, Lesson
from brandmap.text import phrase
from brandmap.text.languages import html_lang


def page(
    collection: Collection,
    langs: Sequence[Lang],
    about: Provenance,
    *,
    style: str,
    blocks: Mapping[str, str],
    scripts: Sequence[str],
    policy: str,
) -> Html:
    """Return the whole document. ``blocks`` are JSON texts by element id; ``policy`` is the content security policy."""
    first = langs[0]
    title = phrase("frame.title", first)
    head = fragment(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        raw_element("style", style),
        style_sheet("pieces", "card"),
    )
    no_script = " ".join(phrase("site.no_script", lang) for lang in langs)
    panel = tag("section", _list_panel(), _card_panel(collection, langs), id="panel", data_label="results.heading")
    body = fragment(
        tag("a", class_="skip", id="skip", href="#panel", data_phrase="site.skip"),
        tag("header", tag("h1", title, data_phrase="frame.title"), _languages(langs)),
        tag("noscript", tag("p", no_script, class_="notice")),
        tag("details", tag("summary", id="filters-summary"), _filters(collection), id="filters", open=True),
        tag("p", id="result", role="status"),
        tag("p", id="status", role="status", class_="unseen"),
        tag("main", tag("iframe", id="map", allow="fullscreen", title=phrase("map.title", first)), panel),
        tag("footer", tag("h2", data_phrase="site.about"), *_notes(about, langs)),
        *(raw_element("script", text, type="application/json", id=name) for name, text in blocks.items()),
        *(raw_element("script", script) for script in scripts),
    )
    return html_document(html_lang(first), head, body)


def _languages(langs: Sequence[Lang]) -> Html:
    """Return the switch of languages, each language in its own name; nothing when there is only one."""
    if len(langs) == 1:
        return fragment()
    buttons = (
        tag("button", phrase("text.language_name", lang), type="button", data_lang=lang, lang=html_lang(lang))
        for lang in langs
    )
    return tag("div", *buttons, id="languages", role="group", data_label="frame.language")


def _filters(collection: Collection) -> Html:
    form = tag(
        "form",
        tag("label", for_="search", data_phrase="filters.search"),
        tag("input", id="search", type="search", maxlength=80, autocomplete="off"),
        tag("button", type="button", id="clear", data_phrase="filters.clear", hidden=True),
        id="search-form",
        role="search",
    )
    return tag("div", form, *(_facet(facet, collection) for facet in FACETS), class_="filter-rows")


def _facet(facet: str, collection: Collection) -> Html:
    """Return one group of toggles; their labels and counts are written by the script, in its language."""
    chips = []
    for value in collection.choices(facet):
        mark = fragment()
        if facet == "theme":
            colour = safe_colour(collection.dataset.themes[value].colour)
            mark = tag("i", style=f"background:{colour}", aria_hidden="true")
        words = (mark, tag("span", class_="label"), tag("span", class_="count"))
        chips.append(tag("button", *words, type="button", class_="chip", id=f"{facet}-{value}"))
    name = tag("span", class_="name", id=f"name-{facet}", data_phrase=f"filters.{facet}")
    return tag("fieldset", name, *chips, aria_labelledby=f"name-{facet}")


def _list_panel() -> Html:
    empty = tag(
        "div",
        tag("p", tag("strong", data_phrase="filters.empty_heading")),
        tag("p", id="empty-help", data_phrase="filters.empty_help"),
        tag("div", id="rescues"),
        id="empty",
        hidden=True,
    )
    results = tag("ol", class_="results", id="list")
    return tag("div", tag("h2", data_phrase="site.list"), empty, results, id="panel-list", tabindex=-1)


def _card_panel(collection: Collection, langs: Sequence[Lang]) -> Html:
    steps = (
        tag("a", id=id_, class_="step", href="#", data_phrase=key)
        for id_, key in (("back", "site.back"), ("previous", "results.previous"), ("next", "results.next"))
    )
    cards = (
        tag(
            "div",
            card_html(brand, collection, lang, heading_level=2),
            _lesson(brand, collection, lang),
            data_card=brand.id,
            data_lang=lang,
            tabindex=-1,
            hidden=True,
        )
        for brand in collection.dataset.brands
        for lang in langs
    )
    return tag(
        "div",
        tag("nav", *steps, class_="steps", data_label="results.heading"),
        tag("p", id="filtered-out", class_="notice", data_phrase="results.filtered_out", hidden=True),
        *cards,
        id="panel-card",
        hidden=True,
    )


def _lesson(brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Return the questions of the teaching kit; each answer opens on demand."""
    lesson = collection.dataset.lessons.get(brand.id, Lesson())
    parts = []
    asked = [
        fragment(one.question[lang], _answer(one.answer[lang], lang)) for one in lesson.questions if one.question[lang]
    ]
    if asked:
        parts.append(_section("site.questions", items_html("ol", asked), lang))
    if open_ones := [text[lang] for text in lesson.transfer if text[lang]]:
        parts.append(_section("site.transfer_questions", items_html("ul", open_ones), lang))
    return tag("article", *parts, class_="bm-card lesson", lang=html_lang(lang)) if parts else fragment()


def _section(key: str, content: Html, lang: Lang) -> Html:
    title = heading(3, phrase(key, lang), editorial_badge(lang), class_="bm-title")
    return tag("section", title, content, class_="bm-extra")


def _answer(answer: str, lang: Lang) -> Html:
    return tag("details", tag("summary", phrase("site.answer", lang)), answer) if answer else fragment()


def _notes(about: Provenance, langs: Sequence[Lang]) -> list[Html]:
    """Return source, filter, date, attribution and notices, in each language; the script shows one."""
    return [
        tag(
            "dl",
            *(
                part
                for name, text in about.items
                for part in (tag("dt", phrase(f"provenance.{name}", lang)), tag("dd", text[lang]))
            ),
            data_only=lang,
            lang=html_lang(lang),
        )
        for lang in langs
    ]
