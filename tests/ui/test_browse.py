"""What the page in the browser tells about its filters and selection is untrusted, and changes only these."""

import pytest
import streamlit as st

from brandmap.collection.filters import Filters
from brandmap.collection.view import View
from brandmap.ui import browse
from brandmap.ui.state import PageState


@pytest.fixture
def told(monkeypatch, collection):
    """``told(message)``: the view after the browser has sent the message, or None when nothing was changed."""
    before = View(lang="zh", filters=Filters(theme=("ecology",)), compare=("kang-pepper",), step=7)

    def tell(message):
        changed = []
        monkeypatch.setattr(st, "session_state", {"filters": {"view": message}})
        snapshot = type("Snapshot", (), {"collection": collection})()
        monkeypatch.setattr(browse.page_state, "read", lambda: PageState(before, "zh", snapshot))
        monkeypatch.setattr(browse, "go", changed.append)
        browse._change()
        return changed[0] if changed else None

    return tell


def message(address="", **changes):
    return {"mount": "abc123", "count": 1, "address": address} | changes


def test_filters_and_selection_are_taken_over_and_the_rest_of_the_address_stays(told):
    view = told(message("lang=zh&season=summer&q=瓜田&brand=huining-melon"))
    assert view == View(
        lang="zh",
        filters=Filters(season=("summer",), q="瓜田"),
        brand="huining-melon",
        compare=("kang-pepper",),
        step=7,
    )
    assert st.session_state["_filters_receipt"] == "abc123:1"


def test_what_is_left_out_is_cleared(told):
    assert told(message("lang=zh")).filters == Filters()


@pytest.mark.parametrize("address", ["theme=bogus&brand=nobody", "theme=%3Cscript%3E", "step=9&deck=all&lang=en"])
def test_unknown_values_and_other_parameters_have_no_effect(told, address):
    assert told(message(address)) == View(lang="zh", compare=("kang-pepper",), step=7)


@pytest.mark.parametrize(
    "value",
    [
        None, "view", [], {}, message(mount="<b>"), message(mount=7), message(count=0), message(count="1"),
        message(count=10**12), message(count=None), message(address=None), message(address="q=" + "x" * 5000),
    ],
)  # fmt: skip
def test_a_message_of_another_form_is_ignored(told, value):
    assert told(value) is None
    assert "_filters_receipt" not in st.session_state
