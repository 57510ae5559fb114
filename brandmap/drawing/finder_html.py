"""Draw a finder result: what matches, what does not, what is not known. Its style sheets: ``pieces``, ``finder``."""

from __future__ import annotations

from collections.abc import Iterable

from brandmap.collection.filters import Collection
from brandmap.collection.finder import Match
from brandmap.collection.finder_words import STATES, explain, summary
from brandmap.collection.wording import place_line
from brandmap.drawing.pieces import editorial_badge, items_html, number_plate
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import html_lang

STATE_SYMBOLS = {"yes": "✓", "no": "✕", "note": "+", "unknown": "?"}


def match_html(match: Match, collection: Collection, lang: Lang) -> Html:
    """Draw one model that fits fully or in part, with the reasons and its conditions for transfer."""
    brand = match.brand
    rank = phrase("finder.place_tied" if match.tied else "finder.place", lang, place=match.rank)
    label = rank if match.rank else phrase("finder.partly", lang)
    lines = explain(match, collection, lang)
    evidence = phrase("finder.evidence", lang, stage=phrase(f"evidence.{brand.evidence}", lang))
    name = tag(
        "div",
        tag("h2", brand.name[lang]),
        tag("p", place_line(brand.home, collection, lang), class_="bm-quiet"),
    )
    return tag(
        "article",
        tag("div", number_plate(brand, collection), name, tag("span", label, class_="bmf-place"), class_="bmf-head"),
        tag("p", brand.summary[lang], style="margin-top:8px"),
        tag("p", summary(match, lang), class_="bmf-sum"),
        tag("div", *(_answers_group(key, lines[key], lang) for key in STATES if lines[key]), class_="bmf-groups"),
        tag("p", evidence, class_="bm-quiet", style="margin-top:8px"),
        _transfer_conditions(brand, lang),
        class_="bmf",
        lang=html_lang(lang),
    )


def list_html(matches: Iterable[Match], collection: Collection, lang: Lang) -> Html:
    """Draw one line per model: number, name, what matches and what is missing."""
    items = (
        fragment(
            number_plate(match.brand, collection), " ", tag("b", match.brand.name[lang]), "\u2002", summary(match, lang)
        )
        for match in matches
    )
    return tag("div", items_html("ul", items, "bmf-others"), class_="bmf", lang=html_lang(lang))


def _answers_group(key: str, lines: list[tuple[str, str]], lang: Lang) -> Html:
    items = (fragment(tag("b", question), "\u2002", words) for question, words in lines)
    mark = tag("span", STATE_SYMBOLS[key], aria_hidden="true")
    title = tag("b", mark, " ", phrase(f"finder.{key}", lang))
    return tag("div", title, items_html("ul", items), class_=f"bmf-group bmf-{key}")


def _transfer_conditions(brand: Brand, lang: Lang) -> Html:
    """Draw the conditions for transfer: whoever takes a model over should read them first."""
    if not brand.transfer[lang]:
        return fragment()
    title = tag("b", phrase("finder.transfer", lang), editorial_badge(lang))
    return tag("div", title, tag("p", brand.transfer[lang]), class_="bmf-group bmf-transfer")
