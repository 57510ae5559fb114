"""List the packages of requirements.txt with their licences, for the about page."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import metadata
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
#: Licences of packages whose metadata names none, from their repositories or licence files.
LICENCES = {"streamlit-folium": "MIT", "resvg-py": "MIT"}
_LINE = re.compile(r"([A-Za-z0-9_.-]+)==([^\s;#]+)")
_MAX_NAME = 60  # characters: a longer field holds the whole text of the licence


@cache
def components() -> tuple[tuple[str, str], ...]:
    """List (name and version, licence) of every pinned package, in the order of the file."""
    pinned = _LINE.findall(REQUIREMENTS.read_text(encoding="utf-8"))
    return tuple((f"{name} {version}", licence(name)) for name, version in pinned)


def licence(package: str) -> str:
    """Name the licence of an installed package: its SPDX expression, short text, or classifier."""
    fields = metadata(package).json
    text = str(fields.get("license", ""))
    classifiers = [line for line in fields.get("classifier", []) if line.startswith("License ::")]
    return str(
        LICENCES.get(package)
        or fields.get("license_expression")
        or (text.partition(" (")[0] if 0 < len(text) <= _MAX_NAME else "")
        or classifiers[0].split(" :: ")[-1]
    )
