"""Draw the sections of the themes page: one per theme with its models among the results."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from brandmap.drawing.card import card_summary_html, theme_icon
from brandmap.drawing.card_style import STYLE
from brandmap.drawing.locator import locator_credit_html, locator_svg, locator_title
from brandmap.drawing.svg import ink_on, safe_colour, svg_image
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang, Theme
from brandmap.text import phrase, plural
from brandmap.text.languages import html_lang
from brandmap.ui import filter_bar, frame
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    """Draw the themes that have results, in the order of the table; then name the others with 0."""
    members = {theme.id: _members(theme, state) for theme in state.collection.dataset.themes.values()}
    if not state.kept:
        filter_bar.draw_empty(state)
    for theme in state.collection.dataset.themes.values():
        if members[theme.id]:
            _draw_theme(theme, members[theme.id], state)
    empty = [theme for theme in state.collection.dataset.themes.values() if not members[theme.id]]
    if empty:
        named = phrase("text.comma", state.lang).join(f"{label_text(theme.name[state.lang])} 0" for theme in empty)
        st.caption(phrase("themes.none_kept", state.lang, names=named))


def _members(theme: Theme, state: PageState) -> list[Brand]:
    """List the results of this theme; none when the filter asks for other themes only."""
    chosen = state.view.filters.theme
    return [brand for brand in state.kept if theme.id in brand.themes and (not chosen or theme.id in chosen)]


def _draw_theme(theme: Theme, brands: list[Brand], state: PageState) -> None:
    lang = state.lang
    with st.container(border=True, key=f"theme_{theme.id}"):
        left, right = st.columns([2, 1], gap="medium")
        with left:
            st.html(_heading_html(theme, len(brands), lang))
            on_map = state.view.with_filters(theme=(theme.id,))
            frame.page_link("map", on_map, label=phrase("themes.on_map", lang), icon=":material/map:")
        with right:
            st.html(_locator_html(brands, state))
        primary = [brand for brand in brands if brand.theme == theme.id]
        if primary:
            with st.container(horizontal=True, gap="medium", key=f"cards_{theme.id}"):
                for brand in primary:
                    with st.container():
                        _draw_card(brand, state)
        _draw_also([brand for brand in brands if brand.theme != theme.id], state)


def _draw_card(brand: Brand, state: PageState) -> None:
    st.html(card_summary_html(brand, state.collection, state.lang, heading_level=4))
    # The number tells the links of a page apart; names are too long for a narrow column.
    label = phrase("themes.open", state.lang, number=brand.number)
    frame.page_link("map", replace(state.view, brand=brand.id), label=label, icon=":material/location_on:")


def _draw_also(brands: list[Brand], state: PageState) -> None:
    """Draw links to the models whose card stands under another theme."""
    if not brands:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[{phrase('themes.also', state.lang)}]", width="content")
        for brand in brands:
            label = f"{brand.number} {label_text(brand.name[state.lang])}"
            frame.page_link("map", replace(state.view, brand=brand.id), label=label)


def _heading_html(theme: Theme, n: int, lang: Lang) -> str:
    colour = safe_colour(theme.colour)
    badge = (
        f'<span style="display:inline-flex;align-items:center;justify-content:center;width:36px;height:36px;'
        f'border-radius:8px;background:{colour};flex:none">{theme_icon(theme, ink_on(colour), 22)}</span>'
    )
    name = f'<h3 class="bm-name" style="font-size:19px;padding:0">{escape_markup(theme.name[lang])}</h3>'
    count = f'<span class="bm-quiet">{escape_markup(plural("themes.count", lang, n))}</span>'
    editorial = f'<span class="bm-badge bm-editorial">{escape_markup(phrase("text.editorial", lang))}</span>'
    return (
        f'{STYLE}<div class="bm-card" lang="{html_lang(lang)}">'
        f'<div style="display:flex;gap:10px;align-items:center;flex-wrap:wrap">{badge}{name}{count}</div>'
        f'<p style="margin-top:8px">{escape_markup(theme.meaning[lang])}</p>'
        f'<div class="bm-step" style="border-color:{colour};margin-top:12px">'
        f'<h4 class="bm-title">{escape_markup(phrase("themes.common", lang))}{editorial}</h4>'
        f"<p>{escape_markup(theme.common[lang])}</p></div></div>"
    )


def _locator_html(brands: list[Brand], state: PageState) -> str:
    svg = locator_svg(brands, state.collection, lang=state.lang)
    alt = locator_title(brands, state.collection, state.lang)
    return (
        f'<figure style="margin:0;max-width:340px">{svg_image(svg, alt, style="width:100%;height:auto;display:block")}'
        f'<figcaption style="font-size:11px;line-height:16px;opacity:.75;margin-top:4px">'
        f"{locator_credit_html(state.lang)}</figcaption></figure>"
    )
