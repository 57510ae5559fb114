"""What a visitor sees while the process takes nobody in: both languages, no script, tries again by itself."""

from __future__ import annotations

from html import escape

from brandmap.records import LANGS
from brandmap.text import phrase

RETRY_AFTER = 10  # seconds

_STYLE = (
    "body{font:1.1rem/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1d2733;"
    "max-width:36rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.4rem;margin:0}p{margin:.3rem 0 1.8rem}"
)


def full_page() -> str:
    """The whole page. The address stays, so the same view opens when there is room."""
    said = "".join(
        f'<section lang="{lang}"><h1>{escape(phrase("serving.full", lang))}</h1>'
        f"<p>{escape(phrase('serving.full_help', lang, seconds=RETRY_AFTER))}</p></section>"
        for lang in LANGS
    )
    title = " · ".join(escape(phrase("frame.title", lang)) for lang in LANGS)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" '
        f'content="{RETRY_AFTER}"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{said}</body></html>"
    )
