"""Making text harmless before it meets markup or a template: one cleaner, one escaper, one guard.

Whatever HTML or SVG this project builds, every text in it goes through ``escape_markup``.
"""

from __future__ import annotations

import re

#: What nobody can see and what makes a text read, compare or parse differently from how it looks: lone surrogates; C0
#: and C1 control characters (except line feed and tab); bidirectional marks, overrides and isolates; zero-width blanks
#: and soft hyphens; invisible operators; annotation and tag characters; code points that are no characters. The two
#: zero-width joiners stay: emoji and some scripts are written with them.
_UNWANTED = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

#: Every character that is active in HTML, in a Jinja2 template or in a JavaScript template literal.
_ACTIVE = {ord(character): f"&#{ord(character)};" for character in "&<>\"'`${}\\"}


def clean(text: str) -> str:
    """The text without what is invisible and misleading. Line feed, tab and zero-width joiners stay."""
    return _UNWANTED.sub("", text)


def escape_markup(value: object) -> str:
    """``str(value)``, cleaned, with every active character as a numeric reference.

    A numeric reference means nothing to Jinja2 or to a JavaScript template literal and is plain text to HTML, so one
    pass is right for all three and the reader sees the original. Safe in element content and in quoted attributes;
    not a place for URLs, style values or script, which need an allow-list.
    """
    return clean(str(value)).translate(_ACTIVE)


class LiteralText:
    """Stands where branca expects a template, and renders to the text it was given."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, *_: object, **__: object) -> str:
        return self._text


def guard_branca() -> None:
    """Keep branca from compiling what it has rendered. Idempotent.

    ``MacroElement.render`` wraps its *output* in ``Element(...)``, which compiles it as a Jinja2 template once more:
    a cell that says ``{{ … }}`` would run Python on the server, whatever HTML escaping it went through. The classes
    of branca and folium keep their own templates (compiled when the modules were loaded); only text that is passed to
    ``Element`` at run time becomes literal. The price: folium's StripePattern and CirclePattern, which rely on the
    second pass, and ``folium.Element`` with a template of one's own. This project uses neither.
    """
    # Not at the top: whoever only cleans text needs no map library.
    import branca.element  # noqa: PLC0415

    if not hasattr(branca.element, "Template"):
        raise AttributeError("branca.element has no Template")
    branca.element.Template = LiteralText
