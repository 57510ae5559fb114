"""Draw the first picture of the map page: title, filters, map and list or card as plain markup with links.

It is part of the document, has the layout of the page and can be read without scripts; ``front/static/first_visit.js``
removes it once the page has been drawn. It shows published models only, and nothing where
visitors have to sign in: at this point nobody knows who asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import streamlit as st

from brandmap.collection.filter_sentence import filter_sentence
from brandmap.collection.filters import ALL, FACETS, Collection
from brandmap.collection.view import View
from brandmap.drawing.card import card_html
from brandmap.drawing.colours import colour_of, ink_on, safe_colour
from brandmap.drawing.first_map import first_map_html
from brandmap.drawing.style import style_sheet
from brandmap.front import documents
from brandmap.front.bundle import GEO_FILES
from brandmap.front.bundle import style as front_style
from brandmap.intake.problems import DataError
from brandmap.markup import Html, fragment, raw_element, tag
from brandmap.records import LANGS, Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import html_lang
from brandmap.ui import state
from brandmap.ui.front_files import FOLDER, name_of, public, version
from brandmap.ui.pages import PAGES, navigation_html
from brandmap.ui.style import font_face

MAX_MODELS = 60  # drawn and listed; the page shows all
_COLOURS = re.compile(r"^:root(\[data-theme=\"dark\"\])? (\{[^}]*\})", re.MULTILINE)


def shown(address: str) -> tuple[str, View] | None:
    """Read from an address which collection (by name) and view its picture shows; None if there may be no picture."""
    try:
        collection = state.library().current().collection
    except DataError:
        return None
    view, _ = View.from_query(parse_qs(address), collection)
    return (name_of(collection), view) if public(collection) and not view.own else None


def picture_html(view: View, lang: Lang, base_path: str) -> Html:
    """Draw the picture of a view of the published models."""
    view = replace(view, lang=lang)
    collection = state.library().current().collection.with_editions(view.filters.edition)
    brand = collection.dataset.by_id[view.brand] if view.brand else None
    kept = view.filters.keep(collection)
    notice = (tag("p", phrase("frame.unscripted", one), lang=html_lang(one)) for one in LANGS)
    no_script_notice = fragment(*notice)
    sentence = tag("p", filter_sentence(view.filters, collection, lang), class_="bm-result")
    clear = _link(replace(view, filters=replace(view.filters, theme=(), season=(), prefecture=(), q="")),
                  phrase("filters.clear", lang), class_="bm-choice") if view.filters.active_groups else ""  # fmt: skip
    credit = (phrase("map.attribution", lang), documents.review(lang))
    map_box = tag(
        "div", tag("div", first_map_html(kept[:MAX_MODELS], view.brand, collection), class_="bf-fit"), class_="bf-room"
    )
    map_with_credit = tag("div", map_box, tag("p", *(tag("span", words) for words in credit)), class_="bf-map")
    panel = _card(brand, kept, view, collection, lang) if brand else _list(kept, view, collection, lang)
    script = f"{base_path}/{FOLDER}/{version()}/first_visit.js"
    return fragment(
        _preloads(collection, lang, base_path),
        tag(
            "div",
            font_face("First font", "optional") if lang == "en" else "",
            _style(bool(brand)),
            tag(
                "noscript",
                raw_element("style", ".bf-late{display:none}"),
                tag("div", no_script_notice, class_="bf-old"),
            ),
            _header(view, lang, base_path),
            _filters(view, collection, lang),
            tag("div", sentence, clear, class_="bm-said"),
            "" if kept else _rescues(view, collection, lang),
            tag("div", tag("div", map_with_credit), tag("section", panel, class_="bm-panel"), class_="bf-sides"),
            tag("div", no_script_notice, class_="bf-old bf-late"),
            id="first-visit",
        ),
        tag("script", src=script, async_=True),
    )


def _link(view: View, *content: str, **attributes: str | None) -> Html:
    return tag("a", *content, href=f"?{urlencode(view.to_query(), doseq=True)}", **attributes)


def _header(view: View, lang: Lang, base_path: str) -> Html:
    languages = (
        _link(replace(view, lang=one), phrase("text.language_name", one), lang=html_lang(one),
              aria_current="true" if one == lang else None)
        for one in LANGS
    )  # fmt: skip
    return tag(
        "header",
        tag("h1", phrase("frame.title", lang), class_="bm-site"),
        navigation_html(PAGES[0], view, lang, base_path),
        tag("div", *languages, class_="bf-languages"),
    )


def _filters(view: View, collection: Collection, lang: Lang) -> Html:
    """Draw the choices as links, in the rows of ``front/static/filter_panel.js``."""
    rows = [
        _row(name, counts, view, collection, lang) for name, counts in view.filters.facet_counts(collection).items()
    ]
    hidden_inputs = [
        tag("input", type="hidden", name=name, value=value)
        for name, values in view.to_query().items()
        for value in values
        if name != "q"
    ]
    search_field = tag("input", type="search", name="q", value=view.filters.q, autocomplete="off",
                placeholder=phrase("filters.search_placeholder", lang))  # fmt: skip
    label = tag("label", tag("span", phrase("filters.search", lang), class_="bm-group"), search_field, class_="bm-row")
    rows.insert(len(rows) - 3, tag("form", label, *hidden_inputs))
    number = f" ({len(view.filters.active_groups)})" if view.filters.active_groups else ""
    heading = tag("details", tag("summary", phrase("filters.heading", lang), number))
    return tag("div", heading, tag("div", *rows, class_="bm-filter-rows"), class_="bm-filters")


def _row(name: str, counts: Mapping[str, int], view: View, collection: Collection, lang: Lang) -> Html:
    chosen = getattr(view.filters, name)
    values = [(value, collection.short_label(name, value, lang), n) for value, n in counts.items()]
    if FACETS[name].selects_editions:
        chosen = ALL if chosen == ALL else collection.editions_shown
        values.append((ALL[0], phrase("filters.all_editions", lang), sum(counts.values())))
    chips = []
    for value, words, n in values:
        is_chosen = value in chosen
        colour = safe_colour(collection.dataset.themes[value].colour) if name == "theme" else ""
        mark = tag("i", style=f"background-color:{colour}") if colour else ""
        content = (mark, tag("span", words[:1].upper() + words[1:]), tag("span", n, class_="bm-n"))
        if n or is_chosen:
            values_after_click = (
                (value,) if FACETS[name].selects_editions else tuple(v for v in counts if (v in chosen) != (v == value))
            )
            view_after_click = view.with_filters(
                **{
                    name: collection.normalise_editions(values_after_click)
                    if FACETS[name].selects_editions
                    else values_after_click
                }
            )
            class_name = "bm-choice is-on" if is_chosen else "bm-choice"
            chips.append(
                _link(view_after_click, *content, class_=class_name, aria_current="true" if is_chosen else None)
            )
        else:
            chips.append(tag("span", *content, class_="bm-choice is-off"))
    class_name = "bm-row bm-years" if FACETS[name].selects_editions else "bm-row"
    return tag("div", tag("span", phrase(f"filters.{name}", lang), class_="bm-group"), *chips, class_=class_name)


def _rescues(view: View, collection: Collection, lang: Lang) -> Html:
    """Offer, for an empty result, to drop the condition that empties it."""
    drops = (
        _link(replace(view, filters=view.filters.without(group)), phrase(f"filters.drop_{group}", lang, n=n),
              class_="bm-choice")
        for group, n in view.filters.groups_to_clear(collection).items()
    )  # fmt: skip
    return tag("div", tag("p", phrase("filters.empty_heading", lang), class_="bm-strong"), *drops, class_="bm-empty")


def _list(brands: Sequence[Brand], view: View, collection: Collection, lang: Lang) -> Html:
    rows = (_list_row(brand, view, collection, lang) for brand in brands[:MAX_MODELS])
    return fragment(tag("h2", phrase("site.list", lang)), tag("ol", *rows, class_="bm-results"))


def _list_row(brand: Brand, view: View, collection: Collection, lang: Lang) -> Html:
    colour = colour_of(brand, collection)
    style = f"background-color:{colour};color:{ink_on(colour)}"
    words = (
        tag("strong", brand.name[lang]),
        tag("span", collection.gazetteer.unit(brand.adcode).name[lang], class_="bm-where"),
        tag("span", brand.summary[lang], class_="bm-summary"),
    )
    plate = tag("span", collection.number(brand), class_="bm-plate", style=style)
    row = _link(replace(view, brand=brand.id), plate, tag("span", *words, class_="bm-words"), class_="bm-item")
    return tag("li", row)


def _card(brand: Brand, kept: Sequence[Brand], view: View, collection: Collection, lang: Lang) -> Html:
    all_brands = list(collection.all_brands)
    position = all_brands.index(brand)
    before = [one for one in kept if all_brands.index(one) < position][-1:]
    after = [one for one in kept if all_brands.index(one) > position][:1]
    targets = (("site.back", [None]), ("results.previous", before), ("results.next", after))
    links = (
        _link(replace(view, brand=one.id if one else None), phrase(key, lang))
        for key, brands in targets
        for one in brands
    )
    filtered_out_notice = "" if brand in kept else tag("p", phrase("results.filtered_out", lang), class_="bm-notice")
    return fragment(
        tag("nav", *links, class_="bm-steps", aria_label=phrase("results.heading", lang)),
        filtered_out_notice,
        card_html(brand, collection, lang, heading_level=2),
    )


def _preloads(collection: Collection, lang: Lang, base_path: str) -> Html:
    """Announce the files that the page and then its map will load, so that the browser fetches them now."""
    folder = f"{base_path}/{FOLDER}"
    models_url, static_url = f"{folder}/{name_of(collection)}", f"{folder}/{version()}"
    first = (
        tag("link", rel="modulepreload", href=f"{static_url}/page.js"),
        tag("link", rel="preload", as_="fetch", crossorigin=True, href=f"{models_url}/models.{lang}.json"),
    )
    names = ("leaflet.js", "map.js", "leaflet.css", "brandmap.css", *GEO_FILES)
    return fragment(*first, *(tag("link", rel="prefetch", href=f"{static_url}/{name}") for name in names))


@cache
def _style(card: bool) -> Html:
    """Join the styles the picture shares with the page and map, and its own; on a ``card`` also those of cards."""
    light, dark = (rule for _, rule in _COLOURS.findall(front_style("brandmap")))
    colours = f".bf-map{light}@media(prefers-color-scheme:dark){{.bf-map{dark}}}"
    # Its own font: if the page's font arrived late, text being read would shift.
    other_fonts = st.get_option("theme.font").partition(",")[2]
    font_rule = f"#first-visit{{font-family:'First font',{other_fonts}}}"
    own_rules = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    sheet = raw_element("style", front_style("page") + colours + own_rules + font_rule)
    return sheet + style_sheet("pieces", "card") if card else sheet
