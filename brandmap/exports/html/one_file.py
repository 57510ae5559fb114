"""Write the map, list, cards and filters as one HTML file that opens by double click: no server, no network.

Leaflet and the app's own map script lie in it unchanged, in a frame document that the page builds from its own text;
the map in the frame draws from the page's store, as in the app. A content security policy allows exactly the scripts
written here, by their hash, and no connection at all. Data travels as JSON in a block that no HTML parser looks into,
and reaches the page by textContent; the cards are markup from ``card_html``, which escapes every text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import provenance
from brandmap.exports.html.page import lesson_html, page
from brandmap.front import documents
from brandmap.front.bundle import GEO_FILES, bundle, geo, leaflet, style
from brandmap.front.layer import base_map
from brandmap.markup import Html, fragment, html_document, raw_element, tag
from brandmap.text.languages import ExportLang, languages

ASSETS = Path(__file__).resolve().parent / "assets"
Json = Any


def html_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the page with what ``filters`` keep. With ``lang="both"`` the reader switches language."""
    facts = provenance(collection, filters, today)
    kept = narrowed(collection, filters)
    frame = map_document()
    scripts = [bundle("site")]
    content = page(
        languages(lang),
        facts,
        style=asset("site.css") + style("page"),
        blocks={"site-data": json_block(site_data(kept, lang)), "map-document": json_block(frame)},
        scripts=scripts,
        policy=policy([*scripts, *scripts_in(frame)]),
    )
    return content.encode("utf-8")


def narrowed(collection: Collection, filters: Filters) -> Collection:
    """Return the collection of the kept brands alone, with their themes: what is filtered out is not in the file."""
    brands = filters.keep(collection)
    used = {theme for brand in brands for theme in brand.themes}
    themes = {id_: theme for id_, theme in collection.dataset.themes.items() if id_ in used}
    return replace(collection, dataset=replace(collection.dataset, themes=themes)).with_brands(brands)


def json_block(value: Json) -> str:
    """Return JSON that can stand in a script block: nothing in it looks like markup or ends a line of script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def site_data(collection: Collection, lang: ExportLang) -> dict[str, Json]:
    """Return the data of the page's script: models and cards in each language, and what is searched."""
    langs = languages(lang)
    lessons = collection.dataset.lessons
    return {
        "langs": list(langs),
        "models": {one: documents.models(collection, one) for one in langs},
        "index": documents.index(collection),
        "cards": {
            one: {
                id_: card + (lesson_html(lessons[id_], one) if id_ in lessons else "")
                for id_, card in documents.cards(collection, one).items()
            }
            for one in langs
        },
    }


def policy(scripts: Iterable[str]) -> str:
    """Return the content security policy: these scripts by hash, styles and pictures in the document, no more."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def asset(name: str) -> str:
    """Return one of our own files, ready to stand in a <script> or <style>."""
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def map_document() -> Html:
    """Return the document of the map's frame: Leaflet, our map script, boundaries, folium's lines that start it."""
    scripts = [asset("map_frame.js"), leaflet("leaflet.js"), bundle("map"), _start_script()]
    files = (
        raw_element("script", json_block(_geo_file(name)), type="application/json", id=f"file-{name}")
        for name in GEO_FILES
    )
    head = fragment(
        tag("meta", charset="utf-8"),
        tag("title", "map"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *(raw_element("style", text) for text in (leaflet("leaflet.css"), style("brandmap"))),
    )
    body = fragment(tag("div", id="map_div"), *files, *(raw_element("script", script) for script in scripts))
    return html_document("zh-CN", head, body)


def scripts_in(document: str) -> list[str]:
    """Return the texts of the executable scripts of a document written here."""
    return re.findall(r"<script>(.*?)</script>", document, flags=re.DOTALL)


def _start_script() -> str:
    """Return what folium writes to make the map, under the fixed name the app's frame gives it."""
    chart = base_map("", "brandmapStore")
    rendered = chart.get_root().render()
    script = scripts_in(rendered)[-1]
    named = script.replace(chart.get_name(), "map_div")
    return "\n".join(line.strip() for line in named.splitlines() if line.strip())


def _geo_file(name: str) -> Json:
    return geo(name) if name.endswith(".csv") else json.loads(geo(name))
