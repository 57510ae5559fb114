"""The card of one model as self-contained HTML: the same in the panel, on the themes page and in the exported file.

SARA order: scanning, analysis, response, assessment, then what another place would need. Inline SVG does not survive
st.html, so icons and dials are images; one small style block with ``bm-`` classes does. Colours are those of the
theme or half-transparent greys, so that the card stands on a light and on a dark page. English gets a Latin font: in
Chinese fonts its quotation marks are as wide as a character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.seasons import inferred_months, months
from brandmap.collection.wording import award_text, month_name, months_basis, months_text, place_line
from brandmap.drawing.card_style import STYLE
from brandmap.drawing.strips import clock_mark, months_strip
from brandmap.drawing.svg import icon_path, ink_on, safe_colour, svg_image
from brandmap.markup import escape_markup
from brandmap.records import Brand, Figure, Lang, Place, Source, Text, Theme
from brandmap.text import phrase
from brandmap.text.languages import html_lang


def card_html(brand: Brand, collection: Collection, lang: Lang, *, heading_level: int = 3) -> str:
    """The whole card. ``heading_level`` is that of the name; section titles are one lower."""
    low = heading_level + 1
    colour = safe_colour(_theme(brand, collection).colour)
    sections = (
        _when(brand, lang, low, colour),
        _step("scanning", brand, "problem", colour, lang, low, _paragraph(brand.problem, lang)),
        _step("analysis", brand, "setting", colour, lang, low, _paragraph(brand.setting, lang)),
        _step("response", brand, "mechanism", colour, lang, low, _response(brand, lang, low + 1)),
        _step("assessment", brand, "result", colour, lang, low, _assessment(brand, collection, lang, low + 1)),
        _extra("transfer", lang, low, _paragraph(brand.transfer, lang), editorial=True),
        _pictured(brand.pictured, collection, lang, low) if brand.pictured else "",
        _extra("note", lang, low, _paragraph(brand.note, lang), editorial=True) if brand.note else "",
        _extra("source", lang, low, citation(collection.dataset.sources[brand.source], lang) + _help(brand, lang)),
    )
    return (
        f'{STYLE}<article class="bm-card" lang="{html_lang(lang)}">'
        f"{_head(brand, collection, lang, heading_level, unit=True)}"
        f'<p class="bm-lead">{_text(brand.summary, lang)}</p>{"".join(sections)}</article>'
    )


def card_summary_html(brand: Brand, collection: Collection, lang: Lang, *, heading_level: int = 4) -> str:
    """Number, name, place, theme chips and summary: a card for lists."""
    return (
        f'{STYLE}<article class="bm-card" lang="{html_lang(lang)}">'
        f"{_head(brand, collection, lang, heading_level, unit=False)}"
        f'<p style="margin-top:8px">{_text(brand.summary, lang)}</p></article>'
    )


def citation(source: Source, lang: Lang) -> str:
    """HTML: title, publisher, date, byline and address, or that none is published."""
    date = phrase("text.date_unknown", lang)
    if day := source.published:
        date = phrase(
            "card.published", lang, year=day.year, month=day.month, day=day.day, month_name=month_name(day.month, lang)
        )
    title = phrase("card.cited_title", lang, title=source.title[lang])
    lines = [
        escape_markup(title),
        *(escape_markup(part) for part in (source.publisher[lang], date, source.byline[lang]) if part),
    ]
    # As text to copy: a link would leave the page and may lead to nothing where there is no internet.
    address = escape_markup(source.url or phrase("card.no_address", lang))
    return f'<p class="bm-quiet">{" · ".join((*lines, address))}</p>'


def theme_chip(theme: Theme, lang: Lang, *, also: bool = False) -> str:
    """A theme as colour, icon and name; ``also`` marks one that is not the primary theme."""
    colour = safe_colour(theme.colour)
    ink = ink_on(colour)
    name = escape_markup(theme.name[lang] + (phrase("card.theme_also", lang) if also else ""))
    return f'<span class="bm-chip" style="background:{colour};color:{ink}">{theme_icon(theme, ink)}{name}</span>'


def theme_icon(theme: Theme, colour: str, size: int = 14) -> str:
    """The icon as an image without words: the name always stands beside it."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{icon_path(theme.icon, 0, 0, 24, colour)}</svg>'
    return svg_image(svg, "", style=f"width:{size}px;height:{size}px")


def _theme(brand: Brand, collection: Collection) -> Theme:
    return collection.dataset.themes[brand.theme]


def _missing(lang: Lang) -> str:
    return f'<span class="bm-missing">{escape_markup(phrase("text.not_published", lang))}</span>'


def _text(text: Text, lang: Lang) -> str:
    """The text in ``lang``, escaped, its line breaks kept; or that nothing is published."""
    return escape_markup(text[lang]).replace("\n", "<br>") if text[lang].strip() else _missing(lang)


def _paragraph(text: Text, lang: Lang) -> str:
    return f"<p>{_text(text, lang)}</p>"


def _list_text(texts: Iterable[Text], lang: Lang) -> str:
    said = phrase("text.comma", lang).join(text[lang] for text in texts if text[lang])
    return escape_markup(said) if said else _missing(lang)


def _pair(key: str, brand: Brand, lang: Lang) -> str:
    named = f"{_list_text(getattr(brand, key), lang)} {_basis(brand, key, lang)}"
    return f"<dt>{escape_markup(phrase(f'card.{key}', lang))}</dt><dd>{named.rstrip()}</dd>"


def _help(brand: Brand, lang: Lang) -> str:
    """Explain the mark of inferred statements, once on the card."""
    return f'<p class="bm-quiet">{escape_markup(phrase("card.inferred_help", lang))}</p>' if brand.inferred else ""


def _badge(words: str, kind: str = "") -> str:
    return f'<span class="bm-badge {kind}">{escape_markup(words)}</span>'


def _heading(key: str, lang: Lang, level: int, *, badge: str = "") -> str:
    level = min(level, 6)
    return f'<h{level} class="bm-title">{escape_markup(phrase(f"card.{key}", lang))}{badge}</h{level}>'


def _label(key: str, lang: Lang, level: int) -> str:
    level = min(level, 6)
    return f'<h{level} class="bm-label">{escape_markup(phrase(f"card.{key}", lang))}</h{level}>'


def _head(brand: Brand, collection: Collection, lang: Lang, level: int, *, unit: bool) -> str:
    theme = _theme(brand, collection)
    colour = safe_colour(theme.colour)
    chips = theme_chip(theme, lang) + "".join(
        theme_chip(collection.dataset.themes[id_], lang, also=True) for id_ in brand.also_themes
    )
    small = "" if unit else " bm-small"
    unit_line = f'<p class="bm-quiet">{_text(brand.unit, lang)}</p>' if unit else ""
    return (
        '<div class="bm-head">'
        f'<span class="bm-no" style="background:{colour};color:{ink_on(colour)}">{brand.number}</span>'
        f'<div><h{level} class="bm-name{small}">{_text(brand.name, lang)}</h{level}>'
        f'<p class="bm-place">{escape_markup(place_line(brand.home, collection, lang))}</p>{unit_line}</div></div>'
        f'<div class="bm-chips">{chips}</div>'
    )


def _when(brand: Brand, lang: Lang, level: int, colour: str) -> str:
    runs, inferred, basis = months(brand), inferred_months(brand), months_basis(brand, lang)
    caption = phrase("card.months_label", lang, months=months_text(runs, lang), basis=basis)
    clock = clock_mark(brand.hours, lang, colour) if brand.hours else ""
    return (
        f'<section class="bm-when">{_heading("when", lang, level)}{_paragraph(brand.when, lang)}'
        f"{months_strip(runs, lang, colour, inferred=inferred, basis=basis)}"
        # The strip's own label says the same to a screen reader.
        f'<p class="bm-quiet" aria-hidden="true">{escape_markup(caption)}</p>{clock}</section>'
    )


def _step(key: str, brand: Brand, statement: str, colour: str, lang: Lang, level: int, content: str) -> str:
    heading = _heading(key, lang, level, badge=_basis(brand, statement, lang))
    return f'<section class="bm-step" style="border-color:{colour}">{heading}{content}</section>'


def _basis(brand: Brand, statement: str, lang: Lang) -> str:
    """Mark a statement that the editors inferred."""
    return _badge(phrase("season.inferred", lang), "bm-editorial") if statement in brand.inferred else ""


def _response(brand: Brand, lang: Lang, level: int) -> str:
    items = "".join(f"<li>{_text(measure, lang)}</li>" for measure in brand.measures)
    measures = f'<ol class="bm-measures">{items}</ol>' if items else f"<p>{_missing(lang)}</p>"
    return (
        f"{_paragraph(brand.mechanism, lang)}{_label('measures', lang, level)}{measures}"
        f'<dl class="bm-pairs">{_pair("partners", brand, lang)}{_pair("serves", brand, lang)}</dl>'
    )


def _assessment(brand: Brand, collection: Collection, lang: Lang, level: int) -> str:
    reported = _badge(phrase("text.as_reported", lang))
    figures = "".join(_figure(figure, brand, collection, lang) for figure in brand.figures)
    shown = f'<dl class="bm-figures">{figures}</dl>' if figures else f"<p>{_missing(lang)}</p>"
    evidence, award = (escape_markup(phrase(f"card.{key}", lang)) for key in ("evidence", "award"))
    stage = _badge(phrase(f"evidence.{brand.evidence}", lang))
    return (
        f"<p>{reported} {_text(brand.result, lang)}</p>{_label('figures', lang, level)}{shown}"
        f'<div class="bm-verdicts"><div><p class="bm-label">{evidence}</p><p>{stage}</p></div>'
        f'<div><p class="bm-label">{award}</p><p>{_award(brand, lang)}</p></div></div>'
    )


def _award(brand: Brand, lang: Lang) -> str:
    """The award, with a line that it is no evaluation; or that none is known."""
    words = award_text(brand, lang)
    if not words:
        return _missing(lang)
    caution = escape_markup(phrase("card.award_caution", lang))
    return f'{_badge(words)}<br><span class="bm-quiet">{caution}</span>'


def _figure(figure: Figure, brand: Brand, collection: Collection, lang: Lang) -> str:
    printed = phrase("card.as_printed", lang, text=figure.as_printed)
    if figure.source != brand.source:
        publisher = collection.dataset.sources[figure.source].publisher[lang]
        printed += phrase("text.semicolon", lang) + phrase("card.figure_of", lang, publisher=publisher)
    return (
        f'<div><dt>{_text(figure.label, lang)}</dt><dd><span class="bm-value"><b>{figure.number}</b>'
        f"{escape_markup(figure.unit[lang])}</span><br>"
        f'<span class="bm-printed">{escape_markup(printed)}</span></dd></div>'
    )


def _extra(key: str, lang: Lang, level: int, content: str, *, editorial: bool = False) -> str:
    badge = _badge(phrase("text.editorial", lang), "bm-editorial") if editorial else ""
    return f'<section class="bm-extra">{_heading(key, lang, level, badge=badge)}{content}</section>'


def _pictured(places: Sequence[Place], collection: Collection, lang: Lang, level: int) -> str:
    items = "".join(
        f"<li><b>{escape_markup(place_line(place, collection, lang))}</b><br>{_text(place.what, lang)}</li>"
        for place in places
    )
    remark = escape_markup(phrase("card.pictured_help", lang))
    return _extra("pictured", lang, level, f'<p class="bm-quiet">{remark}</p><ul class="bm-places">{items}</ul>')
