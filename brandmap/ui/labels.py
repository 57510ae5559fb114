"""Escape data for Streamlit labels, which are markdown."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:^=&-])")
#: What Streamlit replaces in text that is already parsed, where no escape helps: icons, and arrows and dashes made of
#: several signs. An invisible word joiner between the signs prevents it.
_REPLACED = re.compile(r":(?=material/|streamlit:)|[<>~=-](?=[<>=-])")
_JOINER = "\u2060"


def label_text(text: str) -> str:
    """Escape everything in ``text`` that markdown would act on."""
    return _ACTIVE.sub(r"\\\1", _REPLACED.sub(rf"\g<0>{_JOINER}", " ".join(text.split())))
