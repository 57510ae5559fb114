"""The markup of the one-file page: header, filters, list, cards, notes. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandmap.collection.filters import FACETS, Collection
from brandmap.collection.provenance import Provenance
from brandmap.drawing.card import card_html
from brandmap.drawing.card_style import STYLE
from brandmap.drawing.svg import safe_colour
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang, Lesson
from brandmap.text import phrase
from brandmap.text.languages import html_lang


def page(
    collection: Collection,
    langs: Sequence[Lang],
    said: Provenance,
    *,
    style: str,
    blocks: Mapping[str, str],
    scripts: Sequence[str],
    policy: str,
) -> str:
    """The whole document. ``blocks`` are JSON texts by element id; ``policy`` is the content security policy."""
    first = langs[0]
    title = escape_markup(phrase("frame.title", first))
    data = "".join(f'<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items())
    return f"""<!DOCTYPE html>
<html lang="{html_lang(first)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
{STYLE}
</head>
<body>
<a class="skip" id="skip" href="#panel" data-phrase="site.skip"></a>
<header><h1 data-phrase="frame.title">{title}</h1>{_languages(langs)}</header>
<noscript><p class="notice">{_in_all("site.no_script", langs)}</p></noscript>
<details id="filters" open><summary id="filters-summary"></summary>{_filters(collection)}</details>
<p id="result" role="status"></p>
<p id="status" role="status" class="unseen"></p>
<main>
<iframe id="map" allow="fullscreen" title="{escape_markup(phrase("map.title", first))}"></iframe>
<section id="panel" data-label="results.heading">
{_list_panel()}
{_card_panel(collection, langs)}
</section>
</main>
<footer><h2 data-phrase="site.about"></h2>{_notes(said, langs)}</footer>
{data}
{"".join(f"<script>{script}</script>" for script in scripts)}
</body>
</html>
"""


def _languages(langs: Sequence[Lang]) -> str:
    """The switch, each language in its own name; nothing when there is only one."""
    if len(langs) == 1:
        return ""
    buttons = "".join(
        f'<button type="button" data-lang="{lang}" lang="{html_lang(lang)}">'
        f"{escape_markup(phrase('text.language_name', lang))}</button>"
        for lang in langs
    )
    return f'<div id="languages" role="group" data-label="frame.language">{buttons}</div>'


def _filters(collection: Collection) -> str:
    rows = "".join(_facet(facet, collection) for facet in FACETS)
    return (
        '<div class="filter-rows"><form id="search-form" role="search">'
        '<label for="search" data-phrase="filters.search"></label>'
        '<input id="search" type="search" maxlength="80" autocomplete="off">'
        '<button type="button" id="clear" data-phrase="filters.clear" hidden></button></form>'
        f"{rows}</div>"
    )


def _facet(facet: str, collection: Collection) -> str:
    """One group of toggles; their labels and counts are written by the script, in its language."""
    chips = []
    for value in collection.choices(facet):
        mark = ""
        if facet == "theme":
            colour = safe_colour(collection.dataset.themes[value].colour)
            mark = f'<i style="background:{colour}" aria-hidden="true"></i>'
        chips.append(
            f'<button type="button" class="chip" id="{facet}-{escape_markup(value)}">{mark}'
            '<span class="label"></span><span class="count"></span></button>'
        )
    name = f'<span class="name" id="name-{facet}" data-phrase="filters.{facet}"></span>'
    return f'<fieldset aria-labelledby="name-{facet}">{name}{"".join(chips)}</fieldset>'


def _list_panel() -> str:
    return (
        '<div id="panel-list" tabindex="-1"><h2 data-phrase="site.list"></h2>'
        '<div id="empty" hidden><p><strong data-phrase="filters.empty_heading"></strong></p>'
        '<p id="empty-help" data-phrase="filters.empty_help"></p><div id="rescues"></div></div>'
        '<ol class="results" id="list"></ol></div>'
    )


def _card_panel(collection: Collection, langs: Sequence[Lang]) -> str:
    cards = "".join(
        f'<div data-card="{escape_markup(brand.id)}" data-lang="{lang}" tabindex="-1" hidden>'
        f"{card_html(brand, collection, lang, heading_level=2).replace(STYLE, '')}"
        f"{_lesson(brand, collection, lang)}</div>"
        for brand in collection.dataset.brands
        for lang in langs
    )
    return (
        '<div id="panel-card" hidden><nav class="steps" data-label="results.heading">'
        '<a id="back" class="step" href="#" data-phrase="site.back"></a>'
        '<a id="previous" class="step" href="#" data-phrase="results.previous"></a>'
        '<a id="next" class="step" href="#" data-phrase="results.next"></a></nav>'
        '<p id="filtered-out" class="notice" data-phrase="results.filtered_out" hidden></p>'
        f"{cards}</div>"
    )


def _lesson(brand: Brand, collection: Collection, lang: Lang) -> str:
    """Questions of the teaching kit; each answer opens on demand."""
    lesson = collection.dataset.lessons.get(brand.id, Lesson())
    badge = f'<span class="bm-badge bm-editorial">{escape_markup(phrase("text.editorial", lang))}</span>'
    parts = []
    asked = [(one.question[lang], one.answer[lang]) for one in lesson.questions if one.question[lang]]
    if asked:
        items = "".join(f"<li>{escape_markup(text)}{_answer(answer, lang)}</li>" for text, answer in asked)
        parts.append(_section("site.questions", badge, f"<ol>{items}</ol>", lang))
    open_ones = [text[lang] for text in lesson.transfer if text[lang]]
    if open_ones:
        items = "".join(f"<li>{escape_markup(text)}</li>" for text in open_ones)
        parts.append(_section("site.transfer_questions", badge, f"<ul>{items}</ul>", lang))
    if not parts:
        return ""
    return f'<article class="bm-card lesson" lang="{html_lang(lang)}">{"".join(parts)}</article>'


def _section(key: str, badge: str, content: str, lang: Lang) -> str:
    title = escape_markup(phrase(key, lang))
    return f'<section class="bm-extra"><h3 class="bm-title">{title}{badge}</h3>{content}</section>'


def _answer(answer: str, lang: Lang) -> str:
    if not answer:
        return ""
    return f"<details><summary>{escape_markup(phrase('site.answer', lang))}</summary>{escape_markup(answer)}</details>"


def _notes(said: Provenance, langs: Sequence[Lang]) -> str:
    """Source, filter, date, attribution and notices, in each language; the script shows one."""
    lists = []
    for lang in langs:
        rows = "".join(
            f"<dt>{escape_markup(phrase(f'provenance.{name}', lang))}</dt><dd>{escape_markup(text[lang])}</dd>"
            for name, text in said.items
        )
        lists.append(f'<dl data-only="{lang}" lang="{html_lang(lang)}">{rows}</dl>')
    return "".join(lists)


def _in_all(key: str, langs: Sequence[Lang]) -> str:
    return " ".join(escape_markup(phrase(key, lang)) for lang in langs)
