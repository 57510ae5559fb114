"""Read the files of the map: our modules joined into one classic script, styles, Leaflet, boundaries.

Streamlit-folium can load classic scripts only, and modules cannot be imported from a file opened by double click.
Each module becomes a function that returns its exports; nothing is renamed or rewritten.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import js_lib_leaflet

from brandmap.places.gazetteer import GEO_FOLDER

STATIC = Path(__file__).resolve().parent / "static"
LEAFLET = Path(js_lib_leaflet.__file__).resolve().parent / "static" / "js_lib_leaflet"
GEO_FILES = (
    "counties.geojson", "prefectures.geojson", "province.geojson", "neighbours.geojson", "rivers.geojson", "units.csv",
)  # fmt: skip
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


@cache
def bundle(entry: str) -> str:
    """Join module ``entry`` and all it imports into one script. ValueError for an import or export of another form."""
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


@cache
def leaflet(name: str) -> str:
    """Read a file of Leaflet, without links to files we do not serve: its source map, pictures of controls."""
    text = (LEAFLET / name).read_text(encoding="utf-8")
    return re.sub(r"url\([^)]*\)", "none", re.sub(r"\n//# sourceMappingURL=.*", "", text))


@cache
def geo(name: str) -> str:
    """Read one of ``GEO_FILES``."""
    return (GEO_FOLDER / name).read_text(encoding="utf-8")
