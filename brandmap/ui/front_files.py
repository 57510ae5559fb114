"""Serve what the page in the browser is made of: its scripts and styles, and the published models, each for ever.

The address names the version of the files or the fingerprint of the collection, so a stored copy is never stale.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from brandmap.collection.filters import Collection
from brandmap.front import documents
from brandmap.front.bundle import bundle, style
from brandmap.records import LANGS, Lang
from brandmap.ui import sign_in, state

#: Folder of the addresses, below the base path.
FOLDER = "front"
_KINDS = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
#: The documents of a collection by file name.
DOCUMENTS: dict[str, Callable[[Collection], object]] = {
    "index.json": documents.index,
    **{f"models.{lang}.json": partial(documents.models, lang=lang) for lang in LANGS},
    **{f"cards.{lang}.json": partial(documents.cards, lang=lang) for lang in LANGS},
}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@cache
def files() -> dict[str, str]:
    """Read the scripts and styles by name."""
    return {
        "map.js": bundle("map"),
        "page.js": bundle("page"),
        "brandmap.css": style("brandmap"),
    }


@cache
def version() -> str:
    """Name the present files: a digest of them."""
    return hashlib.sha256("".join(files().values()).encode()).hexdigest()[:12]


def name_of(collection: Collection) -> str:
    """Name a collection in an address."""
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
    body = _file(folder, name)
    if body is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    headers = dict(_FOR_EVER)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type=_KINDS[name.rpartition(".")[2]], headers=headers)


def _file(folder: str, name: str) -> bytes | None:
    """Find a file, compressed; None for an unknown name or another version."""
    if folder == version() and name in files():
        return _packed(files()[name])
    collection = state.library().current().collection
    if folder != name_of(collection) or name not in DOCUMENTS or not public(collection):
        return None
    return _document(name, folder)


@lru_cache(maxsize=2 * len(DOCUMENTS))
def _document(name: str, fingerprint: str) -> bytes:  # noqa: ARG001 # the key of the cache
    """Build a document of the published collection, which has this fingerprint."""
    document = DOCUMENTS[name](state.library().current().collection)
    return _packed(json.dumps(document, ensure_ascii=False, separators=(",", ":")))


@lru_cache(maxsize=16)
def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)
