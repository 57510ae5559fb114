"""Terms of the subject: each is explained where it stands, in words whose origin is named."""

from __future__ import annotations

import re

import pytest

from brandmap.drawing.card import card_html
from brandmap.drawing.pieces import marked_html
from brandmap.drawing.terms import TERMS, explained_html
from brandmap.records import LANGS, Text
from brandmap.text import phrase

OURS = "Editorial: ours, not the source’s"


def explained(html):
    return re.findall(r"<details[^>]*><summary>(.*?)</summary>", html)


def test_a_term_opens_its_explanation_once_in_a_text():
    html = explained_html(Text("“亥时”守护在亥时", "In the hai hour, “hai-hour guard” of the Hai Hour"), "en")
    assert html == (
        'In the <details class="bm-term"><summary>hai hour</summary><span>The hours from 21:00 to 23:00.</span>'
        "</details>, “hai-hour guard” of the Hai Hour"
    )
    assert explained(explained_html(Text("“亥时”守护在亥时", ""), "zh")) == ["“亥时”"]


def test_what_the_source_does_not_explain_is_marked_as_ours():
    text = Text("", "the Fengqiao experience")
    assert OURS in explained_html(text, "en")
    assert OURS not in explained_html(Text("", "one hai hour"), "en")


def test_words_of_the_other_language_say_so():
    assert marked_html("the “情指行” system", "en") == 'the “<span lang="zh-CN">情指行</span>” system'
    assert marked_html("探索“ctrl+”警务\n5A级", "zh") == '探索“<span lang="en-GB">ctrl+</span>”警务<br>5A级'


def test_no_text_is_said_to_be_missing_and_markup_in_it_means_nothing():
    assert phrase("text.not_published", "en") in explained_html(Text("", ""), "en")
    assert "<b>" not in explained_html(Text("<b>亥时</b>", ""), "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_every_term_stands_explained_on_a_card_of_the_ten(collection, lang):
    cards = "".join(card_html(brand, collection, lang) for brand in collection.all_brands)
    plain = re.sub(r"<[^>]*>", "", cards)
    assert [key for key in TERMS if phrase(f"term_means.{key}", lang) not in plain] == []
