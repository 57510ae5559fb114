"""Draw the sections of the themes page: one per theme with its models among the results."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from brandmap.drawing.card import card_summary_html
from brandmap.drawing.colours import ink_on, safe_colour
from brandmap.drawing.locator import locator_figure
from brandmap.drawing.pieces import editorial_badge, heading, theme_icon
from brandmap.drawing.style import style_sheet
from brandmap.markup import Html, tag
from brandmap.records import Brand, Lang, Theme
from brandmap.text import phrase, plural
from brandmap.text.languages import html_lang
from brandmap.ui import frame
from brandmap.ui.html import draw_html
from brandmap.ui.labels import label_text
from brandmap.ui.state import PageState


def draw(state: PageState) -> None:
    """Draw the themes that have results, in the order of the table; then name the others with 0."""
    members = {theme.id: _members(theme, state) for theme in state.collection.dataset.themes.values()}
    draw_html(style_sheet("card"))
    for theme in state.collection.dataset.themes.values():
        if members[theme.id]:
            _draw_theme(theme, members[theme.id], state)
    empty = [theme for theme in state.collection.dataset.themes.values() if not members[theme.id]]
    if empty:
        names = phrase("text.comma", state.lang).join(f"{label_text(theme.name[state.lang])} 0" for theme in empty)
        st.caption(phrase("themes.none_kept", state.lang, names=names))


def _members(theme: Theme, state: PageState) -> list[Brand]:
    """List the results of this theme; none when the filter asks for other themes only."""
    chosen = state.view.filters.theme
    return [brand for brand in state.kept if theme.id in brand.themes and (not chosen or theme.id in chosen)]


def _draw_theme(theme: Theme, brands: list[Brand], state: PageState) -> None:
    lang = state.lang
    with st.container(border=True, key=f"theme_{theme.id}"):
        left, right = st.columns([2, 1], gap="medium")
        with left:
            draw_html(_heading_html(theme, len(brands), lang))
            on_map = state.view.with_filters(theme=(theme.id,))
            frame.page_link("map", on_map, label=phrase("themes.on_map", lang), icon=":material/map:")
        with right:
            draw_html(locator_figure(brands, state.collection, lang))
        primary = [brand for brand in brands if brand.theme == theme.id]
        if primary:
            with st.container(horizontal=True, gap="medium", key=f"cards_{theme.id}"):
                for brand in primary:
                    with st.container():
                        _draw_card(brand, state)
        _draw_other_models([brand for brand in brands if brand.theme != theme.id], state)


def _draw_card(brand: Brand, state: PageState) -> None:
    draw_html(card_summary_html(brand, state.collection, state.lang, heading_level=3))
    # The number tells the links of a page apart; names are too long for a narrow column.
    label = phrase("themes.open", state.lang, number=state.collection.number(brand))
    frame.page_link("map", replace(state.view, brand=brand.id), label=label, icon=":material/location_on:")


def _draw_other_models(brands: list[Brand], state: PageState) -> None:
    """Draw links to the models whose card is under another theme."""
    if not brands:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[{phrase('themes.also', state.lang)}]", width="content")
        for brand in brands:
            label = f"{state.collection.number(brand)} {label_text(brand.name[state.lang])}"
            frame.page_link("map", replace(state.view, brand=brand.id), label=label)


def _heading_html(theme: Theme, n: int, lang: Lang) -> Html:
    colour = safe_colour(theme.colour)
    icon = tag("span", theme_icon(theme, ink_on(colour), 22), class_="bm-theme-icon", style=f"background:{colour}")
    name = heading(2, theme.name[lang], class_="bm-name bm-small")
    common = heading(3, phrase("themes.common", lang), editorial_badge(lang), class_="bm-title")
    return tag(
        "div",
        tag("div", icon, name, tag("span", plural("themes.count", lang, n), class_="bm-quiet"), class_="bm-theme"),
        tag("p", theme.meaning[lang], style="margin-top:8px"),
        tag("div", common, tag("p", theme.common[lang]), class_="bm-step", style=f"border-color:{colour}"),
        class_="bm-card",
        lang=html_lang(lang),
    )
