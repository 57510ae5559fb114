"""Build a page that holds one notice in both languages, without scripts: for when the app itself does not answer."""

from __future__ import annotations

from brandmap.markup import escape_markup
from brandmap.records import LANGS
from brandmap.text import phrase
from brandmap.text.languages import html_lang

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1d2733;"
    "max-width:36rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.4rem;margin:0}p{margin:.3rem 0 1.8rem}"
)


def notice_page(name: str, *, again: int = 0, link: str = "", **values: object) -> str:
    """The page of the phrases ``notice.<name>`` and ``notice.<name>_help``. With ``again`` the browser asks for the
    same address after so many seconds; with ``link`` the map is offered at that address."""
    sections = ""
    for lang in LANGS:
        title, words = phrase(f"notice.{name}", lang), phrase(f"notice.{name}_help", lang, **values)
        way = f' <a href="{escape_markup(link)}">{escape_markup(phrase("notice.to_map", lang))}</a>' if link else ""
        sections += (
            f'<section lang="{html_lang(lang)}"><h1>{escape_markup(title)}</h1>'
            f"<p>{escape_markup(words)}{way}</p></section>"
        )
    title = " · ".join(escape_markup(phrase("frame.title", lang)) for lang in LANGS)
    refresh = f'<meta http-equiv="refresh" content="{again}">' if again else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">{refresh}'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{sections}</body></html>"
    )
