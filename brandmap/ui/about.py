"""Draw the about page: sources, editorial parts, map, rows left out, keyboard, browsers, privacy, licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from brandmap import __version__
from brandmap.collection.provenance import review_notice
from brandmap.drawing.pieces import items_html, marked_html, table_html
from brandmap.markup import Html, tag
from brandmap.records import Lang, Source
from brandmap.settings import settings
from brandmap.text import day, phrase, plural
from brandmap.ui import notices
from brandmap.ui.components import components
from brandmap.ui.html import draw_html
from brandmap.ui.repairs.document import CHROMIUM_FLOOR
from brandmap.ui.state import PageState

#: What else lies in the app, with its licence. Words to translate are keys of [about].
MATERIAL: tuple[tuple[str, str], ...] = (
    ("Leaflet 1.9.4", "BSD-2-Clause"),
    ("Noto Sans CJK SC", "OFL-1.1"),
    ("about.boundaries", "about.boundaries_licence"),
    ("about.codes", "CC BY 4.0"),
    ("about.river", "about.public_domain"),
)
#: The keys and what they do; the second is a key of [about].
KEYS: tuple[tuple[str, str], ...] = (
    ("Tab / Shift + Tab", "key_tab"),
    ("Enter", "key_enter"),
    ("← ↑ → ↓", "key_pan"),
    ("+ / −", "key_zoom"),
    ("about.key_arrows", "key_slides"),
    ("Home / End", "key_slides_ends"),
    ("about.key_number", "key_jump"),
    ("about.key_b", "key_black"),
    ("W", "key_white"),
    ("F", "key_full"),
    ("Esc", "key_leave"),
)
TEXT_WIDTH = 760  # pixels: a line of about 45 Chinese characters


def draw(state: PageState) -> None:
    """Draw the whole page."""
    lang = state.lang
    with st.container(width=TEXT_WIDTH):
        st.caption(phrase("about.intro", lang))
        own = state.collection.dataset.own
        _draw_section("source", lang)
        st.markdown(phrase("own_data.about", lang) if own else origin(state))
        for source in state.collection.dataset.sources.values():
            draw_html(source_html(source, lang))
        if not own:
            several = state.collection.editions != ("2024",)
            of_2024 = () if several else ("selection_frame", "selection_body")
            _draw_section("selection", lang, *of_2024, "selection_award")
            if several:
                draw_html(items_html("ul", editions(state)))
            _draw_section("editorial", lang, "editorial_body", "editorial_list", "seasons_body")
        _draw_section("map", lang, "map_places", "map_data")
        draw_html(_quiet_block((phrase("export.attribution", lang), review_notice(lang)), lang))
        _draw_section("left_out", lang)
    _draw_left_out(state)
    with st.container(width=TEXT_WIDTH):
        _draw_section("keyboard", lang)
        keys = [(_worded(key, lang), phrase(f"about.{action}", lang)) for key, action in KEYS]
        draw_html(table_html((phrase("about.key", lang), phrase("about.action", lang)), keys))
        _draw_section("browsers", lang)
        st.markdown(phrase("about.browsers_body", lang, chromium=CHROMIUM_FLOOR))
        _draw_section("privacy", lang, "privacy_body")
        _draw_section("version", lang)
        st.markdown(phrase("about.version_body", lang, version=__version__))
        heads = (phrase("about.component", lang), phrase("about.licence", lang))
        draw_html(table_html(heads, [tuple(_worded(word, lang) for word in row) for row in MATERIAL]))
        draw_html(tag("div", table_html(heads, components()), translate="no"))


def _worded(word: str, lang: Lang) -> str:
    """Translate a word of the tables above, or keep it: key names are the same in every language."""
    return phrase(word, lang) if word.startswith("about.") else word


def origin(state: PageState) -> str:
    """Count the models and the sources of their facts in words."""
    models, sources = len(state.collection.dataset.brands), len(state.collection.dataset.sources)
    years = len(state.collection.editions)
    of_years = phrase("about.models_of_editions", state.lang, n=models, editions=years)
    return phrase(
        "about.source_body", state.lang,
        models=of_years if years > 1 else plural("about.models", state.lang, models),
        sources=plural("about.sources", state.lang, sources),
    )  # fmt: skip


def editions(state: PageState) -> list[str]:
    """Name every edition with its issuer and how many models it has."""
    lang, counts = state.lang, Counter(brand.edition for brand in state.collection.dataset.brands)
    return [
        phrase(
            "about.selection_edition", lang, year=state.collection.label("edition", id_, lang), name=one.name[lang],
            issuer=one.issuer[lang], models=plural("about.models", lang, counts[id_]).strip(),
        )
        for id_ in state.collection.editions
        if (one := state.collection.dataset.editions.get(id_))
    ]  # fmt: skip


def source_html(source: Source, lang: Lang) -> Html:
    """Show a source as a quiet block: title, publisher, date, address and its notice."""
    who = phrase("text.semicolon", lang).join(part for part in (source.publisher[lang], source.byline[lang]) if part)
    when = phrase("about.published", lang, published=day(source.published, lang))
    where = phrase("about.address", lang, url=source.url) if source.url else phrase("about.address_unknown", lang)
    return _quiet_block((source.title[lang], who, when, where, source.notice[lang]), lang, strong_first=True)


def _draw_section(name: str, lang: Lang, *paragraphs: str) -> None:
    st.header(phrase(f"about.{name}_heading", lang), anchor=False)
    for paragraph in paragraphs:
        st.markdown(phrase(f"about.{paragraph}", lang))


def _draw_left_out(state: PageState) -> None:
    if state.snapshot.failing_since is not None:
        since = state.snapshot.failing_since.astimezone(settings().time_zone)
        st.markdown(phrase("about.left_out_failure", state.lang, since=f"{since:%Y-%m-%d %H:%M}"))
        notices.draw_problems(state.snapshot.failure, state.lang)
    lost = tuple(problem for problem in state.problems if problem.costs_row)
    noted = tuple(problem for problem in state.problems if not problem.costs_row)
    for name, problems in (("some", lost), ("noted", noted)):
        if problems:
            st.markdown(phrase(f"about.left_out_{name}", state.lang))
            notices.draw_problems(problems, state.lang)
    if not lost and not state.snapshot.failure:
        st.markdown(phrase("about.left_out_none", state.lang))


def _quiet_block(lines: Sequence[str], lang: Lang, *, strong_first: bool = False) -> Html:
    """Set lines apart by a rule at the left."""
    weights = [600 if strong_first and number == 0 else 400 for number in range(len(lines))]
    body = (
        tag("p", marked_html(line, lang), style=f"margin:0 0 .3rem 0;font-weight:{weight}")
        for line, weight in zip(lines, weights, strict=True)
    )
    look = (
        "border-left:3px solid rgba(128,128,128,.45);padding:.1rem 0 .1rem 1rem;line-height:1.6;overflow-wrap:anywhere"
    )
    return tag("div", *body, style=look)
