"""Answer every page with Streamlit's HTML document, with our name, language and address of the server in it.

Streamlit's page looks for its server below the address it was opened at first: on ``/themes`` it asks for
``/themes/_stcore/health``, and the browser prints the 404 as an error. Told where the server is (by the global that
Streamlit reads for pages embedded elsewhere), it asks nothing and connects at once.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import Path

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from brandmap.collection.view import View
from brandmap.markup import fragment, raw_element, tag
from brandmap.records import LANGS, Lang
from brandmap.text import phrase
from brandmap.text.languages import html_lang
from brandmap.ui import first_visit
from brandmap.ui.packing import coding_of, pack, packed_response
from brandmap.ui.repairs.notice_page import notice_page
from brandmap.ui.style import FONT_FILE

#: Where each part of Streamlit's page that is replaced begins and ends.
ANCHORS = (
    ("<html lang=", ">"),
    # Streamlit's own face, which Chinese pages do not use.
    ('<link\n      rel="preload"', "/>"),
    ("<title>", "</title>"),
    # Describes an interface for programs that is not open here.
    ("<!--\n      Machine-readable", "-->"),
    ('<link rel="service-desc"', ">"),
    ("<noscript>", "</noscript>"),
)
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
#: Addresses without a dot that are not pages: Streamlit's own files, sockets and sign-in.
_NOT_PAGES = "static|component|media|app|auth|oauth2callback|healthz|readyz|metrics|script-health-check|_[^/]*"
#: Addresses by which people also ask for the first page.
_FIRST = ("map", "index", "index.html", "home")
#: Older versions of Chromium cannot read the form Streamlit's scripts are written in.
CHROMIUM_FLOOR = 94
_POLYFILLS = Path(__file__).parent / "static" / "polyfills.js"
#: Constant, so that a Content-Security-Policy can name it by its hash; the base path comes with the element. Until the
#: server has sent our theme, Streamlit would write in its own face, which a Chinese page does not need. Its dialog
#: about a lost connection would shut off a page that can go on: static/connection.js says it in a line.
FIND_SERVER = """
      const origin = window.location.origin
      const theme = { bodyFont: "system-ui" }
      window.__streamlit = {
        LIGHT_THEME: theme,
        DARK_THEME: theme,
        BACKEND_BASE_URL: origin + document.currentScript.dataset.base,
        HOST_CONFIG: { allowedOrigins: [origin], useExternalAuthToken: false, blockErrorDialogs: true },
      }
    """

log = logging.getLogger(__name__)


def routes(names: Iterable[str], base_path: str = "") -> list[Route]:
    """Make a route for each page, for ``st.App``. ``names`` are the addresses without slash; ``base_path`` is that of
    ``server.baseUrlPath``, with or without slashes around it."""
    base_path = f"/{base_path.strip('/')}".rstrip("/")

    def answer(request: Request) -> Response:
        lang, coding = _language(request), coding_of(request)
        shown = first_visit.shown(request.url.query) if request.url.path == f"{base_path}/" else None
        body = _packed(lang, base_path, coding, *(shown or ("", None)))
        # Checked with the server at every visit, as Streamlit has it: it names the present scripts.
        return packed_response(body, coding, "text/html", "no-cache")

    known = tuple(names)

    def guess(request: Request) -> Response:
        name = page_meant(request.path_params["address"], known)
        if name is None:
            return HTMLResponse(notice_page("lost", link=f"{base_path}/"), 404)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{base_path}/{name}{query}", 308)

    pages = [Route(f"{base_path}/{name}", answer, methods=["GET"]) for name in known]
    return [*pages, Route(f"{base_path}/{{address:page_like}}", guess, methods=["GET"])]


@lru_cache(maxsize=128)
def _packed(lang: Lang, base_path: str, coding: str, fingerprint: str, view: View | None) -> bytes:  # noqa: ARG001 # part of the cache's key
    """Compress the document, on the map page with its first picture."""
    page = document(lang, base_path)
    if view and FIND_SERVER in page:
        before, _, rest = page.partition("<noscript>")
        page = before + first_visit.picture_html(view, lang, base_path) + rest.partition("</noscript>")[2]
    return pack(page.encode(), coding)


class _PageLike(Convertor[str]):
    """An address that somebody may have meant for a page."""

    regex = rf"(?!(?:{_NOT_PAGES})(?:/|$))(?:[^.]*|index\.html)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page_like", _PageLike())


def page_meant(address: str, names: Collection[str]) -> str | None:
    """Find the page that a mistyped or cut address means: capitals, slashes, marks behind it and further parts do not
    count. None when it is like no page."""
    first = re.split(r"[^\w.-]", unicodedata.normalize("NFKC", address).strip("/").casefold())[0]
    return "" if first in _FIRST else first if first and first in names else None


@cache
def document(lang: Lang, base_path: str = "") -> str:
    """Write the whole document; Streamlit's own if it is not the one this was written for."""
    own = INDEX.read_text(encoding="utf-8")
    title = tag("title", phrase("frame.title", lang))
    script = raw_element("script", _POLYFILLS.read_text(encoding="utf-8") + FIND_SERVER, data_base=base_path)
    no_script = (tag("p", phrase("frame.noscript", one), lang=html_lang(one)) for one in LANGS)
    # Both languages where there are no scripts: then nothing can be switched.
    head = fragment(title, "\n    ", script)
    # In the head: then a browser waits a moment for the face instead of moving the words when it comes.
    letters = {"href": f"{base_path}/static/media/{FONT_FILE.name}", "type": "font/woff2", "as_": "font"}
    face = tag("link", rel="preload", **letters, crossorigin=True) if lang == "en" else ""
    ours = (f'<html lang="{html_lang(lang)}">', face, head, "", "", tag("noscript", *no_script))
    page = own
    for (start, end), replacement in zip(ANCHORS, ours, strict=True):
        before, start_there, rest = page.partition(start)
        _, end_there, after = rest.partition(end)
        if not start_there or not end_there:
            _report(start, end)
            return own
        page = before + replacement + after
    return page


@cache
def _report(start: str, end: str) -> None:
    """Log once that Streamlit's page has changed."""
    log.error("%s has no %r … %r: pages are Streamlit's own", INDEX, start, end)


def _language(request: Request) -> Lang:
    """As the frame decides: the address, then the browser's first language, then Chinese."""
    asked = request.query_params.get("lang")
    if asked in LANGS:
        return asked
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"
