"""Draw the card of one model: the same in the panel, on the themes page and in the exported file.

Its sections follow SARA (scanning, analysis, response, assessment); then comes what another place would need.
st.html removes inline SVG, so icons and dials are images. Colours are the theme's or half-transparent greys, which can
be read on a light and on a dark page. The page must include the style sheets ``pieces`` and ``card``.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.lineage import history_text
from brandmap.collection.seasons import inferred_months, months
from brandmap.collection.wording import award_text, place_line, runs_text
from brandmap.drawing.colours import colour_of
from brandmap.drawing.measure_icons import measure_icons
from brandmap.drawing.pieces import (
    badge,
    citation,
    editorial_badge,
    heading,
    items_html,
    marked_html,
    not_published,
    number_plate,
    text_html,
    theme_chips,
)
from brandmap.drawing.strips import clock_dial, months_strip
from brandmap.drawing.terms import explained_html, term_html
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Figure, Lang, Place, Text
from brandmap.text import listed, phrase
from brandmap.text.languages import html_lang


def card_html(brand: Brand, collection: Collection, lang: Lang, *, heading_level: int = 3) -> Html:
    """Draw the whole card. ``heading_level`` is the level of the name; section titles are one lower."""
    level = heading_level + 1
    colour = colour_of(brand, collection)
    return tag(
        "article",
        _card_heading(brand, collection, lang, heading_level),
        tag("p", history, class_="bm-quiet") if (history := history_text(brand, collection, lang)) else "",
        tag("div", explained_html(brand.summary, lang), class_="bm-text bm-lead"),
        _times_section(brand, lang, level, colour),
        _phase("scanning", brand, "problem", colour, lang, level, _paragraph(brand.problem, lang), _sara(lang)),
        _phase("analysis", brand, "setting", colour, lang, level, _paragraph(brand.setting, lang)),
        _phase("response", brand, "mechanism", colour, lang, level, *_response(brand, collection, lang, level + 1)),
        _phase("assessment", brand, "result", colour, lang, level, *_assessment(brand, collection, lang, level + 1)),
        _section("transfer", lang, level, _paragraph(brand.transfer, lang), editorial=True),
        _pictured_section(brand.pictured, collection, lang, level) if brand.pictured else "",
        _section("note", lang, level, _paragraph(brand.note, lang), editorial=True) if brand.note else "",
        _section("source", lang, level, citation(collection.dataset.sources[brand.source], lang), *_help(brand, lang)),
        class_="bm-card",
        lang=html_lang(lang),
    )


def card_summary_html(brand: Brand, collection: Collection, lang: Lang, *, heading_level: int = 4) -> Html:
    """Draw number, name, place, theme chips and summary: a card for lists."""
    return tag(
        "article",
        _card_heading(brand, collection, lang, heading_level, small=True),
        tag("p", text_html(brand.summary, lang), style="margin-top:8px"),
        class_="bm-card",
        lang=html_lang(lang),
    )


def _paragraph(text: Text, lang: Lang, *prefix: Html | str) -> Html:
    # Not a p: HTML does not allow <details>, an explained term, inside one.
    return tag("div", *prefix, explained_html(text, lang), class_="bm-text")


def _card_heading(brand: Brand, collection: Collection, lang: Lang, level: int, *, small: bool = False) -> Html:
    """Draw number, name, place and themes; ``small`` leaves out the unit."""
    lines = (
        heading(level, text_html(brand.name, lang), class_="bm-name bm-small" if small else "bm-name"),
        tag("p", place_line(brand.home, collection, lang), class_="bm-place"),
        "" if small else tag("p", text_html(brand.unit, lang), class_="bm-quiet"),
        "" if small or not brand.home.locality[lang] else tag("p", _marker(brand, collection, lang), class_="bm-quiet"),
    )
    return fragment(
        tag("div", number_plate(brand, collection), tag("div", *lines), class_="bm-head"),
        tag("div", theme_chips(brand, collection, lang), class_="bm-chips"),
    )


def _marker(brand: Brand, collection: Collection, lang: Lang) -> str:
    """Say that the marker stands at the county seat, which may be far from where the model works."""
    return phrase("card.marker", lang, unit=collection.gazetteer.unit(brand.home.adcode).name[lang])


def _times_section(brand: Brand, lang: Lang, level: int, colour: str) -> Html:
    runs = runs_text(brand, lang)
    return tag(
        "section",
        _section_title("when", lang, level),
        _paragraph(brand.when, lang),
        months_strip(months(brand), colour, inferred=inferred_months(brand), label=runs),
        # The strip's own label says the same to a screen reader.
        tag("p", runs, class_="bm-quiet", aria_hidden="true"),
        clock_dial(brand.hours, lang, colour) if brand.hours else "",
        class_="bm-when",
    )


def _section_title(key: str, lang: Lang, level: int, *badges: Html) -> Html:
    return heading(level, phrase(f"card.{key}", lang), *badges, class_="bm-title")


def _subheading(key: str, lang: Lang, level: int) -> Html:
    return heading(level, phrase(f"card.{key}", lang), class_="bm-label")


def _phase(key: str, brand: Brand, statement: str, colour: str, lang: Lang, level: int, *content: Html) -> Html:
    title = _section_title(key, lang, level, *_inferred_badges(brand, statement, lang))
    return tag("section", title, *content, class_="bm-step", style=f"border-color:{colour}")


def _inferred_badges(brand: Brand, statement: str, lang: Lang) -> list[Html]:
    """Return a badge if the editors inferred the statement, else nothing."""
    return [badge(phrase("season.inferred", lang), "bm-editorial")] if statement in brand.inferred else []


def _help(brand: Brand, lang: Lang) -> list[Html]:
    """Explain the badge of inferred statements, once per card."""
    return [tag("p", phrase("card.inferred_help", lang), class_="bm-quiet")] if brand.inferred else []


def _sara(lang: Lang) -> Html:
    """Explain what SARA is."""
    return tag("div", term_html("sara", lang), class_="bm-text bm-quiet")


def _section(key: str, lang: Lang, level: int, *content: Html, editorial: bool = False) -> Html:
    badges = [editorial_badge(lang)] if editorial else []
    return tag("section", _section_title(key, lang, level, *badges), *content, class_="bm-extra", data_part=key)


def _response(brand: Brand, collection: Collection, lang: Lang, level: int) -> tuple[Html, ...]:
    measures = [explained_html(measure, lang) for measure in brand.measures]
    return (
        _paragraph(brand.mechanism, lang),
        measure_icons(brand, collection, lang),
        _subheading("measures", lang, level),
        items_html("ol", measures, "bm-measures") if measures else tag("p", not_published(lang)),
        tag("dl", _labelled_names("partners", brand, lang), _labelled_names("serves", brand, lang), class_="bm-pairs"),
    )


def _labelled_names(key: str, brand: Brand, lang: Lang) -> Html:
    names = listed(getattr(brand, key), lang) or not_published(lang)
    badges = (piece for mark in _inferred_badges(brand, key, lang) for piece in (" ", mark))
    return fragment(tag("dt", phrase(f"card.{key}", lang)), tag("dd", names, *badges))


def _assessment(brand: Brand, collection: Collection, lang: Lang, level: int) -> tuple[Html, ...]:
    figures = [_figure_html(figure, brand, collection, lang) for figure in brand.figures]
    return (
        _paragraph(brand.result, lang, badge(phrase("text.as_reported", lang)), " "),
        _subheading("figures", lang, level),
        tag("dl", *figures, class_="bm-figures") if figures else tag("p", not_published(lang)),
        tag(
            "div",
            _labelled_value("evidence", badge(phrase(f"evidence.{brand.evidence}", lang)), lang),
            _labelled_value("award", _award_html(brand, lang), lang),
            class_="bm-verdicts",
        ),
    )


def _labelled_value(key: str, content: Html, lang: Lang) -> Html:
    return tag("div", tag("p", phrase(f"card.{key}", lang), class_="bm-label"), tag("p", content))


def _award_html(brand: Brand, lang: Lang) -> Html:
    """Name the award, with a line that it is no evaluation; or that none is known."""
    words = award_text(brand, lang)
    if not words:
        return not_published(lang)
    return fragment(badge(words), tag("br"), tag("span", phrase("card.award_caution", lang), class_="bm-quiet"))


def _figure_html(figure: Figure, brand: Brand, collection: Collection, lang: Lang) -> Html:
    remark = phrase("card.as_printed", lang, text=figure.as_printed)
    if figure.source != brand.source:
        publisher = collection.dataset.sources[figure.source].publisher[lang]
        remark += phrase("text.semicolon", lang) + phrase("card.figure_of", lang, publisher=publisher)
    value = tag("span", tag("b", figure.number), figure.unit[lang], class_="bm-value")
    return tag(
        "div",
        tag("dt", text_html(figure.label, lang)),
        tag("dd", value, tag("br"), tag("span", marked_html(remark, lang), class_="bm-printed")),
    )


def _pictured_section(places: Sequence[Place], collection: Collection, lang: Lang, level: int) -> Html:
    items = (
        fragment(tag("b", place_line(place, collection, lang)), tag("br"), text_html(place.what, lang))
        for place in places
    )
    remark = tag("p", phrase("card.pictured_help", lang), class_="bm-quiet")
    return _section("pictured", lang, level, remark, items_html("ul", items, "bm-places"))
