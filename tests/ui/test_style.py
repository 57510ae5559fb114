"""The style sheet of the pages."""

import re

import pytest

from brandmap.ui.style import sections, style


def test_a_section_is_handed_out_with_its_words():
    rules = style("own_data", choose='选择"</style>')
    assert rules.startswith('<style>:root{--bm-choose:"选择/style";}')
    assert rules.count("</style>") == 1
    assert "var(--bm-choose)" in rules


def test_an_unknown_section_is_refused():
    with pytest.raises(KeyError, match="nowhere"):
        style("nowhere")


def test_every_word_a_rule_shows_is_given_by_a_page():
    assert set(re.findall(r"var\((--[\w-]+)\)", "".join(sections().values()))) == {
        "--bm-accent", "--bm-bar", "--bm-paper", "--bm-map", "--bm-window",
        "--bm-choose", "--bm-formats", "--bm-too-big",
    }  # fmt: skip
