"""Join the ES modules of ``static/`` into one classic script, so that a page asks for one file or carries it inside.

Streamlit-folium can load classic scripts only, and modules cannot be imported from a file opened by double click.
Each module becomes a function that returns its exports; nothing is renamed or rewritten.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


@cache
def bundle(entry: str) -> str:
    """Write the script that runs module ``entry`` after all it imports. ValueError for a form it does not know."""
    modules: dict[str, str] = {}

    def add(name: str) -> None:
        text = (STATIC / f"{name}.js").read_text(encoding="utf-8")
        for _, other in _IMPORT.findall(text):
            if other not in modules:
                add(other)
        names = ", ".join(_EXPORT.findall(text))
        body = _EXPORT.sub("", _IMPORT.sub(r"const {\1} = $\2;\n", text))
        if re.search(r"^(import|export)\b", body, re.MULTILINE):
            raise ValueError(f"{name}.js: write import {{ … }} from and export before a function, class or const")
        modules[name] = f"const ${name} = (() => {{\n{body}return {{ {names} }};\n}})();\n"

    add(entry)
    return f'(() => {{\n"use strict";\n{"".join(modules.values())}}})();\n'


@cache
def style(name: str) -> str:
    """Read one of our style sheets."""
    return (STATIC / f"{name}.css").read_text(encoding="utf-8")
