"""Put HTML on the page: the one place that calls ``st.html``, so that nothing but ``Html`` reaches it."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from brandmap.markup import Html, tag


def draw_html(content: Html, *, width: Literal["stretch", "content"] = "stretch", scripts: bool = False) -> None:
    """Draw the markup; its scripts run only if ``scripts`` says so."""
    st.html(content, width=width, unsafe_allow_javascript=scripts)


def status(words: str, *, weight: int = 600, class_: str | None = None) -> Html:
    """Show a line that screen readers announce when it changes."""
    return tag("p", words, role="status", aria_live="polite", class_=class_, style=f"margin:0;font-weight:{weight}")
