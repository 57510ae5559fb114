"""Search as readers write: 汉字, traditional forms, pinyin, initials, English, and what must not be found by chance."""

import pytest

from brandmap.text.folding import folded
from brandmap.text.traditional import PAIRS, SIMPLIFIED, simplified


@pytest.mark.parametrize("words", ["", "   ", "，"])
def test_no_words_keep_everything(collection, words):
    assert len(collection.index.matching(words)) == 10


def test_short_letters_are_not_found_inside_words(collection):
    """Once "st" and "zh" found every model: the letters stand in "against" and "Huangzhong"."""
    assert collection.index.matching("st") == {"maqu-ecology"}
    assert collection.index.matching("zh") == {"baiyin-smart"}


def test_a_letter_alone_is_not_taken_for_initials(collection):
    """Otherwise "m" would find whatever has a syllable that starts so."""
    assert collection.index.matching("zq") == frozenset()
    assert not collection.index.entry("maqu-ecology").matches("㐀")


def test_syllables_are_not_cut(collection):
    """ "angxi" stands in "kangxian", but no syllable begins with it."""
    assert collection.index.matching("kangxian") == {"kang-pepper"}
    assert collection.index.matching("angxian") == frozenset()


def test_every_name_is_found_by_itself_its_pinyin_and_its_place(collection):
    for brand in collection.dataset.brands:
        unit = collection.gazetteer.unit(brand.adcode)
        for words in (brand.name.zh, brand.name.en, brand.unit.zh, brand.unit.en, unit.name.zh, unit.name.en):
            assert brand.id in collection.index.matching(words), words


def test_every_partner_and_measure_is_found_by_its_own_words(collection):
    for brand in collection.dataset.brands:
        for text in (*brand.partners, *brand.measures, *brand.serves):
            assert brand.id in collection.index.matching(text.zh), text
            assert brand.id in collection.index.matching(text.en), text


def test_traditional_forms_stand_beside_the_simplified_ones():
    assert len(PAIRS) % 2 == 0
    assert simplified("臨夏回族自治州 甘穀") == "临夏回族自治州 甘穀"  # not in the table: left as it is
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())


def test_folded():
    assert folded(" Ｌǚ  ＹＯＵ 會寧 É ") == "lv you 会宁 e"
