"""Explain terms of the subject where they stand."""

from __future__ import annotations

import re
from functools import cache

from brandmap.drawing.pieces import badge, marked_html, missing
from brandmap.markup import Html, fragment, tag
from brandmap.records import Lang, Text
from brandmap.text import phrase

#: Keys of [term] and [term_means], and whether the explanation is ours and not the source's.
TERMS = {
    "sara": True,
    "fengqiao": True,
    "command": False,
    "merger": False,
    "auxiliary": True,
    "hai_hour": False,
}


def explained_html(text: Text, lang: Lang) -> Html:
    """Write a text with each term it uses explained where it first stands; ``missing`` if there is no text."""
    words = text[lang]
    if not words.strip():
        return missing(lang)
    parts: list[Html] = []
    seen: set[str] = set()
    for part in _pattern(lang).split(words):
        key = _keys(lang).get(part.strip("“”").casefold(), "")
        parts.append(term_html(key, lang, part) if key and key not in seen else marked_html(part, lang))
        seen.add(key)
    return fragment(*parts)


def term_html(key: str, lang: Lang, words: str = "") -> Html:
    """Write a term that opens its explanation, by pointer, touch or key and without a script."""
    ours = fragment(" ", badge(phrase("text.editorial", lang), "bm-editorial")) if TERMS[key] else ""
    return tag(
        "details",
        tag("summary", marked_html(words or phrase(f"term.{key}", lang).split("|")[0], lang)),
        tag("span", marked_html(phrase(f"term_means.{key}", lang), lang), ours),
        class_="bm-term",
    )


@cache
def _keys(lang: Lang) -> dict[str, str]:
    return {form.casefold(): key for key in TERMS for form in phrase(f"term.{key}", lang).split("|")}


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    """Find each form, with the quotation marks around it if there are both."""
    forms = "|".join(map(re.escape, sorted(_keys(lang), key=len, reverse=True)))
    return re.compile(f"(“(?:{forms})”|{forms})", re.IGNORECASE)
