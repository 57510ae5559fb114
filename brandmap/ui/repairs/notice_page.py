"""Build a page that holds one notice in both languages, without scripts: for when the app itself does not answer."""

from __future__ import annotations

from brandmap.markup import Html, fragment, html_document, raw_element, tag
from brandmap.records import LANGS
from brandmap.text import phrase
from brandmap.text.languages import html_lang

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1d2733;"
    "max-width:36rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.4rem;margin:0}p{margin:.3rem 0 1.8rem}"
)


def notice_page(name: str, *, again: int = 0, link: str = "", **values: object) -> Html:
    """Write the page of the phrases ``notice.<name>`` and ``notice.<name>_help``.

    The browser reloads after ``again`` seconds, unless that is 0; ``link`` is an address of the map to offer.
    """
    sections = []
    for lang in LANGS:
        way = (" ", tag("a", phrase("notice.to_map", lang), href=link)) if link else ()
        words = tag("p", phrase(f"notice.{name}_help", lang, **values), *way)
        sections.append(tag("section", tag("h1", phrase(f"notice.{name}", lang)), words, lang=html_lang(lang)))
    head = fragment(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="refresh", content=again) if again else "",
        tag("meta", name="viewport", content="width=device-width"),
        tag("title", " · ".join(phrase("frame.title", lang) for lang in LANGS)),
        raw_element("style", _STYLE),
    )
    return html_document(html_lang("zh"), head, fragment(*sections))
