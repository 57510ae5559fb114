"""The one estimate of text width: near the real metrics of the fonts, lines broken where programs break them."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from brandmap.exports.fonts import FAMILY, font_face
from brandmap.text.width import has_chinese, text_width, wrap_lines

PRINTABLE = "".join(map(chr, range(32, 127)))


def test_latin_letters_are_as_wide_as_in_arial():
    for character in PRINTABLE + "–—…‘’“”·°×~":
        assert text_width(character) == pytest.approx(stringWidth(character, "Helvetica", 1.0), abs=0.002), character


def test_the_font_of_the_exports_is_hardly_wider():
    font_face()
    words = "Patrols on horseback and by car; officers know the herders of every valley, 36 villages and 1,200 people."
    assert 0.9 < text_width(words) / stringWidth(words, FAMILY, 1.0) < 1.05
    for words in ("甘肃省公安机关，“一警一品”2024——", "瓜田警务（会宁县）"):
        assert text_width(words) == pytest.approx(stringWidth(words, FAMILY, 1.0), rel=0.03)


def test_quotation_marks_are_wide_among_chinese_characters_only():
    assert text_width("“甲”") == 3.0
    assert text_width("“a”") == pytest.approx(0.333 * 2 + 0.556)
    assert (has_chinese("a，"), has_chinese("“a”…")) == (True, False)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("alpha beta gamma", 5.5, ["alpha beta", "gamma"]),
        ("边界数据：天地图", 5, ["边界数据：", "天地图"]),
        # A full stop takes the character that it closes along, an opening quotation mark the one that it opens.
        ("边界数据。天地图", 4, ["边界数", "据。天地", "图"]),
        ("素有“黄河”之称", 3, ["素有", "“黄", "河”之", "称"]),
        ("十个字十个字十个字十", 10, ["十个字十个字十个字十"]),
        ("十个字十个字十个字十一", 10, ["十个字十个字十个字十", "一"]),
        ("abcdefghijklmnop", 3, ["abcde", "fghijkl", "mnop"]),
        ("xx", 0.1, ["x", "x"]),
    ],
)
def test_lines_break_at_blanks_beside_chinese_characters_and_inside_long_words(text, width, lines):
    assert wrap_lines(text, width) == lines
