"""Name the languages of a file and of an HTML element."""

from __future__ import annotations

from typing import Literal

from brandmap.records import LANGS, Lang, Text

ExportLang = Literal["zh", "en", "both"]
EXPORT_LANGS: tuple[ExportLang, ...] = ("zh", "en", "both")


def languages(lang: ExportLang) -> tuple[Lang, ...]:
    """List the languages a file is written in, Chinese first."""
    return LANGS if lang == "both" else (lang,)


def in_words(text: Text, lang: ExportLang, between: str = " ") -> str:
    """Write a text in one language, or in both with ``between`` between them: “模式 Models”."""
    return between.join(text[one] for one in languages(lang))


def html_lang(lang: Lang) -> str:
    """Return the value of the HTML attribute ``lang``."""
    return "zh-CN" if lang == "zh" else "en-GB"
