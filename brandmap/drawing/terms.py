"""Explain terms of policing inside the text that uses them."""

from __future__ import annotations

import re
from functools import cache

from brandmap.drawing.pieces import badge, marked_html, not_published
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang, Text
from brandmap.text import phrase

#: For each key of [term] and [term_means]: whether the editors wrote the explanation (True) or the source gives it.
TERMS = {
    "sara": True,
    "fengqiao": True,
    "command": False,
    "merger": False,
    "auxiliary": True,
    "hai_hour": False,
}


def explained_html(text: Text, lang: Lang) -> Html:
    """Write a text in which each term is explained at its first use, or that nothing is published."""
    words = text[lang]
    if not words.strip():
        return not_published(lang)
    parts: list[Html] = []
    explained: set[str] = set()
    for part in _pattern(lang).split(words):
        key = _keys_by_form(lang).get(part.strip("“”").casefold(), "")
        parts.append(term_html(key, lang, part) if key and key not in explained else marked_html(part, lang))
        explained.add(key)
    return fragment(*parts)


def term_html(key: str, lang: Lang, words: str = "") -> Html:
    """Write a term that opens its explanation when clicked, touched or pressed with a key; it needs no script."""
    editorial = fragment(" ", badge(phrase("text.editorial", lang), "bm-editorial")) if TERMS[key] else ""
    return tag(
        "details",
        tag("summary", marked_html(words or phrase(f"term.{key}", lang).split("|")[0], lang)),
        tag("span", marked_html(phrase(f"term_means.{key}", lang), lang), editorial),
        class_="bm-term",
    )


@cache
def _keys_by_form(lang: Lang) -> dict[str, str]:
    return {form.casefold(): key for key in TERMS for form in phrase(f"term.{key}", lang).split("|")}


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    """Return the pattern of all forms of all terms, with the quotation marks around a form if there are both."""
    forms = "|".join(map(re.escape, sorted(_keys_by_form(lang), key=len, reverse=True)))
    return re.compile(f"(“(?:{forms})”|{forms})", re.IGNORECASE)
