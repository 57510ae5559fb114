"""Write the markup of the one-file page: header, notes, and the places of filters, map and list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandmap.collection.provenance import Provenance
from brandmap.drawing.pieces import editorial_badge, heading, items_html
from brandmap.drawing.style import style_sheet
from brandmap.markup import Html, fragment, html_document, raw_element, tag
from brandmap.records import Lang, Lesson
from brandmap.text import phrase
from brandmap.text.languages import html_lang


def page(
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
    map_frame = tag("iframe", id="map", allow="fullscreen", title=phrase("map.title", first))
    body = fragment(
        tag("a", class_="skip", id="skip", href="#panel", data_phrase="site.skip"),
        tag(
            "header",
            tag("h1", title, data_phrase="frame.title"),
            tag("button", type="button", id="print"),
            _languages(langs),
        ),
        tag("noscript", tag("p", no_script, class_="bm-notice")),
        tag("div", id="cards"),
        tag("div", id="filter-panel"),
        tag("main", map_frame, tag("div", id="results")),
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


def lesson_html(lesson: Lesson, lang: Lang) -> Html:
    """Build the questions of the teaching kit; each answer opens on demand."""
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
