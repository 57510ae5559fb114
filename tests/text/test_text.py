"""The catalogue: complete in both languages, and each language free of the other."""

import re

import pytest

from brandmap.text import catalogue, joined, phrase, plural
from tests import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Values that one language needs and the other says without: the month by number or by name.
OPTIONAL = {"card.published": {"month", "month_name"}}
KEYS = sorted(catalogue())


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_are_there_and_take_the_same_values(key):
    words = catalogue()[key]
    assert words.zh.strip()
    assert words.en.strip()
    zh, en = set(PLACEHOLDER.findall(words.zh)), set(PLACEHOLDER.findall(words.en))
    assert zh ^ en <= OPTIONAL.get(key, set())


@pytest.mark.parametrize("key", [key for key in KEYS if key != "text.language_name"])  # named in itself
def test_english_has_no_chinese_outside_brackets_and_quotes(key):
    english = re.sub(r"“[^”]*”|\([^)]*\)", "", catalogue()[key].en)
    assert not HAN.search(english.replace("中文", ""))


def test_phrase_plural_and_joined():
    assert phrase("sentence.some", "en", n=4, total=10, conditions="x") == "4 of 10: x"
    assert plural("sentence.all_year_too", "en", 1) == "1 all-year model also runs then"
    assert plural("sentence.all_year_too", "en", 2) == "2 all-year models also run then"
    assert joined(["甲", "乙", "丙"], "zh") == "甲、乙或丙"
    assert joined(["a", "b", "c"], "en", last="and") == "a, b and c"
    with pytest.raises(KeyError):
        phrase("no.such", "zh")


def test_every_phrase_named_in_the_code_exists():
    """Literal keys only; keys built at run time are covered by the page tests."""
    used = set()
    for path in [*(ROOT / "brandmap").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        used |= set(re.findall(r'\b(?:phrase|_word)\(\s*"([a-z_]+\.[a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    assert used - set(KEYS) == set()
