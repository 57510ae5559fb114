"""Read the page state of a run from the address, and change it.

The URL is the single truth (``collection.view``). Widgets are drawn from it on every run and their callbacks write a
new view back with ``go``. Streamlit's own ``bind="query-params"`` is not used because it puts the *label* of a choice
into the URL, which changes with the language and with the live counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from brandmap.collection.filters import Collection
from brandmap.collection.view import Refused, View
from brandmap.intake.library import Library, Snapshot
from brandmap.intake.problems import DataError, Problem
from brandmap.records import Brand, Lang
from brandmap.ui.repairs import context, warm_up

MOST_OFFERED = 60  # models in a row of buttons
_OWN = "_own_snapshot"  # session key
_QUERY = "_query"  # session key: the query parameters the session last decided on
_CHANGED = "_query_changed"  # session key: a callback of this run has decided


@dataclass(frozen=True)
class PageState:
    """What a page draws from: the view, the language and the collection."""

    view: View
    lang: Lang
    snapshot: Snapshot
    refused: tuple[Refused, ...] = ()

    @cached_property
    def collection(self) -> Collection:
        """The models of the editions that the address asks for."""
        return self.snapshot.collection.with_editions(self.view.filters.edition)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.snapshot.problems

    @cached_property
    def kept(self) -> tuple[Brand, ...]:
        """Brands the filters keep, by number."""
        return self.view.filters.keep(self.collection)

    @property
    def large(self) -> bool:
        """Whether there are more models than can be offered side by side."""
        return len(self.collection.brands) > MOST_OFFERED

    def choices(self, chosen: Sequence[str]) -> list[str]:
        """Ids of the models to choose from, and of those ``chosen`` already, whatever their edition. Of a large
        collection the first that the filters keep."""
        offered = self.kept[:MOST_OFFERED] if self.large else self.collection.brands
        return list(dict.fromkeys((*(brand.id for brand in offered), *chosen)))


@cache
def library() -> Library:
    """Load the published collection, shared by all sessions; not in a cache that a visitor may clear."""
    published = Library()
    published.current()
    warm_up.settle()
    return published


def load_data() -> None:
    """Load the data before the first visitor comes. What is wrong with them is told when a page is asked for."""
    context.allow_bare_calls()
    with suppress(DataError):
        library()


def take_address() -> None:
    """Take the address as the session's query, unless a callback of this run has just set it. First call of a run."""
    if not st.session_state.pop(_CHANGED, False):
        st.session_state[_QUERY] = {name: st.query_params.get_all(name) for name in st.query_params}


def begin() -> PageState:
    """Read the state to draw. First call of the page's fragment, which may run alone. Raises as ``read``."""
    st.session_state.pop(_CHANGED, None)
    return read()


def read() -> PageState:
    """Read the present state. Raises DataError when there is no data to show.

    In a callback this is what the session last decided, not what the browser's address said when it was pressed: the
    address follows a moment later, and a second click within that moment would undo the first.
    """
    snapshot = own_snapshot() or library().current()
    if _QUERY not in st.session_state:
        take_address()
    view, refused = View.from_query(st.session_state[_QUERY], snapshot.collection)
    return PageState(view, view.lang or browser_lang(), snapshot, refused)


def own_snapshot() -> Snapshot | None:
    """Get the visitor's own collection while they use it. It lives in their session and nowhere else: never in a cache,
    which all sessions share, and never on disk."""
    snapshot: Snapshot | None = st.session_state.get(_OWN)
    return snapshot


def use_own(snapshot: Snapshot | None) -> None:
    """Use the visitor's own collection from now on, or the published one for None. For callbacks.

    The address keeps what the other collection knows as well, and says that a file was used: after a restart or in
    another session the page can tell that it is gone.
    """
    if snapshot is None:
        st.session_state.pop(_OWN, None)
    else:
        st.session_state[_OWN] = snapshot
    context.forget_exports()
    go(replace(read().view, own=snapshot is not None))


def browser_lang() -> Lang:
    """Choose English for an English browser, Chinese for all others."""
    return "en" if (st.context.locale or "").lower().startswith("en") else "zh"


def go(view: View) -> None:
    """Make ``view`` the state of the next run. For callbacks, which run before the script.

    When the reader has gone Back or Forward this does nothing (``context.navigates_history``).
    """
    if context.navigates_history():
        return
    query = view.to_query()
    st.session_state[_QUERY] = query
    st.session_state[_CHANGED] = True
    st.query_params.from_dict(query.items())


def link(state: PageState) -> str:
    """Build the full address of the present view with the language fixed."""
    query = replace(state.view, lang=state.lang).to_query()
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(query, doseq=True), ""))
