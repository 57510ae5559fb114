"""The HTML document of every page: Streamlit's own, with our name, language and address of the server in it.

Streamlit's page looks for its server below the address it was opened at first: on ``/themes`` it asks for
``/themes/_stcore/health``, and the browser prints the 404 as an error. Told where the server is (by the global that
Streamlit reads for pages embedded elsewhere), it asks nothing and connects at once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from brandmap.markup import escape_markup
from brandmap.records import LANGS, Lang
from brandmap.text import phrase
from brandmap.ui.pages import PAGES

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
HTML_LANG: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
#: Constant, so that a Content-Security-Policy can name it by its hash; the base path comes with the element.
FIND_SERVER = """
      const origin = window.location.origin
      window.__streamlit = {
        BACKEND_BASE_URL: origin + document.currentScript.dataset.base,
        HOST_CONFIG: { allowedOrigins: [origin], useExternalAuthToken: false },
      }
    """


def routes(base_path: str = "") -> list[Route]:
    """A route for the address of every page, for ``st.App``. ``base_path`` is that of ``server.baseUrlPath``, with or
    without slashes around it."""
    base_path = f"/{base_path.strip('/')}".rstrip("/")
    addresses = [f"{base_path}/{'' if spec.name == 'map' else spec.name}" for spec in PAGES]

    def answer(request: Request) -> HTMLResponse:
        # Checked with the server at every visit, as Streamlit has it: it names the present scripts.
        return HTMLResponse(document(_language(request), base_path), headers={"Cache-Control": "no-cache"})

    return [Route(address, answer, methods=["GET"]) for address in addresses]


@cache
def document(lang: Lang, base_path: str = "") -> str:
    """The whole document. LookupError if Streamlit's page is not the one this was written for."""
    page = INDEX.read_text(encoding="utf-8")
    title = escape_markup(phrase("frame.title", lang))
    script = f'<script data-base="{escape_markup(base_path)}">{FIND_SERVER}</script>'
    for start, end, ours in (
        ("<html lang=", ">", f'<html lang="{HTML_LANG[lang]}">'),
        ("<title>", "</title>", f"<title>{title}</title>\n    {script}"),
        # Describes an interface for programs that is not open here.
        ("<!--\n      Machine-readable", "-->", ""),
        ('<link rel="service-desc"', ">", ""),
        ("<noscript>", "</noscript>", f"<noscript>{_noscript()}</noscript>"),
    ):
        page = _replaced(page, start, end, ours)
    return page


def _noscript() -> str:
    """Said in both languages: without scripts nothing can be switched."""
    return "".join(f'<p lang="{HTML_LANG[lang]}">{escape_markup(phrase("frame.noscript", lang))}</p>' for lang in LANGS)


def _replaced(page: str, start: str, end: str, ours: str) -> str:
    """``page`` with what stands from ``start`` to the next ``end`` replaced."""
    before, found, rest = page.partition(start)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise LookupError(f"{INDEX} has no {start} … {end}")
    return before + ours + after


def _language(request: Request) -> Lang:
    """As the frame decides: the address, then the browser's first language, then Chinese."""
    asked = request.query_params.get("lang")
    if asked in LANGS:
        return asked
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"
