"""Write HTML and SVG in which plain text is always escaped; only values of the type ``Html`` are not.

``Html`` is made in this module alone (tests/test_html_type.py). So no unescaped text from data reaches a function that
takes ``Html``: the type checker refuses a ``str`` there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

#: Invisible characters, which make a text be read, compared or parsed differently from how it looks: lone surrogates;
#: C0 and C1 control characters (except line feed and tab); bidirectional marks, overrides and isolates; zero-width
#: blanks and soft hyphens; invisible operators; annotation and tag characters; code points that are no characters. Two
#: zero-width joiners are allowed, since emoji and some scripts are written with them.
_INVISIBLE = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
#: Every character that is active in HTML, in a Jinja2 template or in a JavaScript template literal.
_REFERENCES = {ord(character): f"&#{ord(character)};" for character in "&<>\"'`${}\\"}
#: Elements without an end tag, with the end of their start tag: first those of HTML, then of SVG.
_EMPTY_ELEMENTS = {
    "br": ">",
    "img": ">",
    "input": ">",
    "link": ">",
    "meta": ">",
    **dict.fromkeys(("circle", "path", "rect"), "/>"),
}
#: Text that would end a script or style element, or hide its end.
_ENDS_RAW_TEXT = re.compile(r"</(script|style)|<!--|<script", re.IGNORECASE)


class Html(str):
    """Hold HTML or SVG that is not escaped again. A plain ``str`` added to it is escaped."""

    __slots__ = ()

    def __add__(self, other: str) -> Html:
        return Html(f"{self}{escape_markup(other)}")


def clean(text: str) -> str:
    """Remove invisible characters, except line feed, tab and zero-width joiners."""
    # A text with an invisible character is not printable, and this test is much faster.
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def escape_markup(value: object) -> Html:
    """Clean a value and write its active characters as numeric references; return ``Html`` unchanged.

    A numeric reference means nothing to Jinja2 or to a JavaScript template literal and is plain text to HTML, so one
    pass is right for all three and the reader sees the original. The result is safe in the content of elements and in
    quoted attributes, but not in URLs, style values or scripts, which need an allow-list.
    """
    return value if isinstance(value, Html) else Html(clean(str(value)).translate(_REFERENCES))


def fragment(*parts: str | int) -> Html:
    """Write the parts one after the other."""
    return Html("".join(map(escape_markup, parts)))


def joined_html(separator: str, parts: Iterable[str]) -> Html:
    """Join the parts with ``separator`` between them."""
    return Html(escape_markup(separator).join(map(escape_markup, parts)))


def text_lines(text: str) -> Html:
    """Escape the text and show its line breaks."""
    return joined_html(tag("br"), text.split("\n"))


def tag(name: str, /, *content: str | int, **attributes: str | float | bool | None) -> Html:
    """Write an element: ``tag("p", words, class_="bm-quiet", aria_hidden="true")``.

    Attributes are always escaped. True writes only the name, False and None write nothing, a float has one decimal.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}"
    if end := _EMPTY_ELEMENTS.get(name):
        return Html(start + end)
    return Html(f"{start}>{''.join(map(escape_markup, content))}</{name}>")


def raw_element(name: Literal["script", "style"], text: str, /, **attributes: str) -> Html:
    """Write an element with our own script or style. ValueError if the text would end the element or hide its end."""
    if _ENDS_RAW_TEXT.search(text):
        raise ValueError(f"a {name} to be inlined holds markup that would end its element")
    return Html(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>{text}</{name}>")


def html_document(lang: str, head: Html, body: Html) -> Html:
    """Write a whole document; ``lang`` is a language tag such as zh-CN."""
    return Html(f"<!DOCTYPE html>\n{tag('html', tag('head', head), tag('body', body), lang=lang)}\n")


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {_attribute_name(key)}"
    # Turned into a plain str first, so that even Html is escaped in an attribute.
    text = f"{value:.1f}" if isinstance(value, float) else str(value)
    return f' {_attribute_name(key)}="{escape_markup(text)}"'


@cache
def _attribute_name(key: str) -> str:
    """Turn the name of an argument into that of an attribute: ``class_`` → class, ``aria_label`` → aria-label."""
    return key.rstrip("_").replace("_", "-")


class LiteralText:
    """Take the place of a template for branca, and render to the unchanged text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, *_: object, **__: object) -> str:
        return self._text


def guard_branca() -> None:
    """Keep branca from compiling rendered text as a template. May be called more than once.

    ``MacroElement.render`` wraps its *output* in ``Element(...)``, which compiles it as a Jinja2 template once more:
    a cell that says ``{{ … }}`` would run Python on the server, whatever HTML escaping it went through. The classes
    of branca and folium keep their own templates (compiled when the modules were loaded); only text that is passed to
    ``Element`` at run time is left unchanged. This breaks folium's StripePattern and CirclePattern, which rely on the
    second compilation, and ``folium.Element`` with another template. This project uses neither.
    """
    # Not imported at the top: cleaning text needs no map library.
    import branca.element  # noqa: PLC0415

    if not hasattr(branca.element, "Template"):
        raise AttributeError("branca.element has no Template")
    branca.element.Template = LiteralText
