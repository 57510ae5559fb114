"""Simplify traditional characters.

``scripts/maintain/build_traditional.py`` writes traditional.txt from the data of OpenCC; the browser uses it too.
"""

from __future__ import annotations

from importlib import resources


def _read() -> dict[str, str]:
    """Read the table: each pair is a simplified character and its traditional form; lines with # are remarks."""
    lines = (resources.files("brandmap.text") / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[1::2], pairs[::2], strict=True))


#: The simplified form of each traditional character.
SIMPLIFIED = _read()
_TABLE = str.maketrans(SIMPLIFIED)


def simplified(text: str) -> str:
    """Replace the traditional characters in ``text``."""
    return text.translate(_TABLE)
