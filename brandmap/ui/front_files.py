"""Serve scripts, styles and the published models to the browser, which may keep them for ever.

Their address changes with the files or the collection, so a stored copy is never out of date.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any, cast
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from brandmap.collection.filters import Collection
from brandmap.collection.view import View
from brandmap.front import deck, documents
from brandmap.front.bundle import GEO_FILES, bundle, geo, leaflet, style
from brandmap.records import LANGS, Lang
from brandmap.ui import sign_in, state
from brandmap.ui.packing import coding_of, not_there, pack, packed_response

#: Folder of the addresses, below the base path.
FOLDER = "front"
_KINDS = {
    "js": "text/javascript", "css": "text/css", "csv": "text/csv",
    "json": "application/json", "geojson": "application/geo+json",
}  # fmt: skip
_CARDS = re.compile(rf"cards\.({'|'.join(LANGS)})\.([0-9]{{1,4}})\.json")
#: The functions that build the documents of a collection, by file name; files of cards are apart.
DOCUMENTS: dict[str, Callable[[Collection], object]] = {
    "index.json": documents.index,
    **{f"models.{lang}.json": partial(documents.models, lang=lang) for lang in LANGS},
}
#: The language of the documents of decks, by file name; the query says which deck.
DECKS: dict[str, Lang] = {f"deck.{lang}.json": lang for lang in LANGS}


@cache
def files() -> dict[str, str]:
    """Read scripts, styles and boundaries by name."""
    return {
        **{name: leaflet(name) for name in ("leaflet.js", "leaflet.css")},
        **{name: geo(name) for name in GEO_FILES},
        "map.js": bundle("map"),
        "page.js": bundle("page"),
        "first_visit.js": bundle("first_visit"),
        "brandmap.css": style("brandmap"),
    }


@cache
def version() -> str:
    """Return a digest of the files, which names this version of them."""
    return hashlib.sha256("".join(files().values()).encode()).hexdigest()[:12]


def name_of(collection: Collection) -> str:
    """Return the name of a collection in addresses."""
    return collection.dataset.fingerprint[:16]


def public(collection: Collection) -> bool:
    """Tell whether everybody may ask for the models: they are published, and nobody has to sign in."""
    return not collection.dataset.own and not sign_in.configured()


def documents_of(collection: Collection, lang: Lang) -> dict[str, Any]:
    """Build all documents of a collection, for a page that may not ask for them at a public address."""
    return {
        "models": documents.models(collection, lang),
        "index": documents.index(collection),
        "cards": documents.cards(collection, lang),
    }


def routes(base_path: str = "") -> list[Route]:
    """Build the route for ``st.App``. ``base_path`` is that of ``server.baseUrlPath``."""
    base_path = f"/{base_path.strip('/')}".rstrip("/")
    return [Route(f"{base_path}/{FOLDER}/{{folder}}/{{name}}", _answer, methods=["GET"])]


def _answer(request: Request) -> Response:
    folder, name = request.path_params["folder"], request.path_params["name"]
    coding = coding_of(request)
    if folder == version() and name in files():
        body = _packed_file(name, coding)
    else:
        collection = state.library().current().collection
        exists = name in DECKS or document_of(name, collection) is not None
        if folder != name_of(collection) or not exists or not public(collection):
            return not_there()
        view = deck.deck_of_query(parse_qs(request.url.query), collection) if name in DECKS else View()
        body = _packed_document(name, folder, coding, view)
    return packed_response(body, coding, _KINDS[name.rpartition(".")[2]])


@cache
def _packed_file(name: str, coding: str) -> bytes:
    return pack(files()[name].encode(), coding)


def document_of(name: str, collection: Collection) -> Callable[[Collection], object] | None:
    """Find the function that builds the document with this name; None if there is no such document."""
    if cards := _CARDS.fullmatch(name):
        lang, file = cast("Lang", cards[1]), int(cards[2])
        exists = file * documents.CARDS_IN_FILE < len(collection.all_brands)
        return partial(documents.cards, lang=lang, file=file) if exists else None
    return DOCUMENTS.get(name)


@lru_cache(maxsize=256)
def _packed_document(name: str, fingerprint: str, coding: str, view: View) -> bytes:  # noqa: ARG001 # a key of the cache
    collection = state.library().current().collection
    make = document_of(name, collection)
    document = make(collection) if make else deck.document(view, collection, DECKS[name])
    return pack(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), coding)
