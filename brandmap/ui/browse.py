"""Show filters, list and card. They work in the browser (``front/static/page.js``) and report each change afterwards;
Python then updates the address and draws the rest of the page from it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from brandmap import front
from brandmap.collection.view import View
from brandmap.ui import front_files
from brandmap.ui import state as page_state
from brandmap.ui.repairs import component_files
from brandmap.ui.state import PageState, go

NAME = "brandmap.page"  # of the component; its data says which part of the page it is
_KEY = "filters"
_RECEIPT = "_filters_receipt"  # session key: "mount:count" of the last reported change that was taken over
_MOUNT = re.compile(r"[a-z0-9]{1,16}")
_MAX_ACTS = 999_999_999
_MAX_ADDRESS = 4_000  # characters
#: Parameters that the scripts of the page write; the others, except ``part``, belong to other pages.
_PAGE_PARAMETERS = ("lang", "edition", "theme", "season", "prefecture", "q", "brand")


def draw_filters(state: PageState) -> None:
    """Draw the filters with live counts and their sentence; ``_change`` receives what the reader does."""
    query = replace(state.view, lang=state.lang).to_query()
    part(
        "filters",
        key=_KEY,
        on_view_change=_change,
        fingerprint=front_files.name_of(state.collection),
        lang=state.lang,
        address=urlencode({name: query[name] for name in _PAGE_PARAMETERS if name in query}, doseq=True),
        rest=urlencode(
            {name: values for name, values in query.items() if name not in (*_PAGE_PARAMETERS, "part")}, doseq=True
        ),
        part_of_card=state.view.part,
        receipt=st.session_state.get(_RECEIPT, ""),
    )


def draw_results() -> None:
    """Draw the container of list and card, which the scripts of the page fill."""
    part("results", key="results")


def draw_documents(state: PageState) -> None:
    """Send the models through the session if they have no public address."""
    if not front_files.public(state.collection):
        part(
            "documents",
            key="documents",
            fingerprint=front_files.name_of(state.collection),
            lang=state.lang,
            documents=front_files.documents_of(state.collection, state.lang),
        )


def part(name: str, *, key: str, on_view_change: Any = None, **data: Any) -> None:
    """Draw a part of the page whose content is drawn by scripts."""
    folder = Path(front.__file__).resolve().parent / "loader"
    mount = component_files.component(NAME, folder, "loader.js")
    mount(key=key, data={"part": name, "version": front_files.version(), **data}, on_view_change=on_view_change)


def _change() -> None:
    """Apply a message about what the reader did; one that is not well-formed has no effect."""
    message = st.session_state[_KEY].get("view")
    if not isinstance(message, dict):
        return
    mount, count, address = (message.get(name) for name in ("mount", "count", "address"))
    if not isinstance(mount, str) or not _MOUNT.fullmatch(mount) or not isinstance(count, int | float):
        return
    if not 1 <= count <= _MAX_ACTS or not isinstance(address, str) or len(address) > _MAX_ADDRESS:
        return
    st.session_state[_RECEIPT] = f"{mount}:{int(count)}"
    current = page_state.read()
    view, _ = View.from_query(parse_qs(address), current.collection)
    go(replace(current.view, filters=view.filters, brand=view.brand, part=""))
