"""Data in Streamlit labels, which are markdown: shown as it stands."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:^=-])")


def label_text(text: str) -> str:
    """``text`` with everything that markdown would act on escaped by a backslash."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))
