"""The handout: pages, embedded font, and Chinese on a machine that has no Chinese font."""

import shutil
import subprocess
from datetime import date

import pytest
from PIL import Image

from brandmap.collection.filters import Filters
from brandmap.exports.fonts import PLAIN_QUOTES, covered, font_face, has_glyph
from brandmap.exports.pdf.handout import _even_height, _left_over, pdf_answers_bytes, pdf_bytes
from brandmap.exports.pdf.style import Style, broken, marked

TODAY = date(2026, 11, 24)
KANG = Filters(q="花椒")
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")


def told(tool, file, *arguments, environment=None):
    return subprocess.run([tool, *arguments, file, "-"], check=True, capture_output=True, env=environment).stdout


@pytest.fixture
def handout(collection, tmp_path):
    def made(filters, lang, build=pdf_bytes):
        file = tmp_path / "handout.pdf"
        file.write_bytes(build(collection, filters, lang, TODAY))
        return file

    return made


def pages_of(file):
    return told("pdftotext", file).decode().split("\f")[:-1]


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_model_has_one_page_then_notes_and_a_sheet_to_fill_in(handout, collection, lang):
    pages = pages_of(handout(Filters(), lang))
    assert len(pages) == 12
    for page, brand in zip(pages, collection.dataset.brands, strict=False):
        assert page.startswith(f"{brand.number} {brand.name[lang]}")
    assert pages[10].startswith({"zh": "比较与收尾", "en": "Closing comparison"}[lang])
    assert pages[11].startswith({"zh": "反馈表", "en": "Feedback sheet"}[lang])
    assert pages[11].count("5") >= 5  # circles to mark under the statements


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_trainer_has_a_lesson_page_after_each_model(handout, collection, lang):
    pages = pages_of(handout(Filters(), lang, pdf_answers_bytes))
    assert len(pages) == 22
    for number, brand in enumerate(collection.dataset.brands):
        card, lesson = ("".join(page.split()) for page in pages[2 * number : 2 * number + 2])
        assert card.startswith(f"{brand.number}{brand.name[lang]}".replace(" ", ""))
        teaching = collection.dataset.lessons[brand.id]
        steps = [step.text for length in (45, 90) for step in teaching.plans[length]]
        for text in (*teaching.objectives, *steps):
            start = "".join(text[lang][:20].translate(PLAIN_QUOTES if lang == "en" else {}).split())
            assert start in lesson, text[lang]
        assert {"zh": "编辑所写", "en": "Editorial"}[lang] in lesson


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_participants_get_the_group_task_and_lines_for_notes(handout, collection, lang):
    page = "".join(pages_of(handout(KANG, lang))[0].split())
    task = collection.dataset.lessons["kang-pepper"].task[lang]
    assert "".join(task[:20].split()) in page
    roomy = "".join(pages_of(handout(Filters(q="玛曲"), "zh"))[0].split())
    assert "我的笔记" in roomy


@needs_poppler
def test_a_pictured_place_is_explained(handout):
    assert "虚线：报道配图地点（礼县）" in "".join(pages_of(handout(KANG, "zh"))[0].split())


def test_two_columns_end_alike():
    font_face()
    style = Style("zh", 10.0, 200.0)
    story = [style.paragraph("十个字十个字十个字十") for _ in range(20)]
    one = style.body.leading + style.body.spaceAfter
    even = _even_height(story, 200.0, 700.0)
    assert 9.5 * one < even <= 10.5 * one + 4  # ten paragraphs each; found to 4 points
    assert _left_over(story, 200.0, even) == []
    assert _left_over(story, 200.0, even - one) != []
    assert _even_height(story, 200.0, 5 * one) == 5 * one  # they go on to another page


@needs_poppler
def test_answers_are_in_the_trainers_handout_only(handout, collection):
    lesson = collection.dataset.lessons["kang-pepper"]
    answer, question = (text.zh[:12] for text in (lesson.questions[0].answer, lesson.questions[0].question))
    plain = told("pdftotext", handout(KANG, "zh")).decode()
    full = told("pdftotext", handout(KANG, "zh", pdf_answers_bytes)).decode()
    assert question in plain
    assert answer not in plain
    assert question in full
    assert answer in full


@needs_poppler
def test_the_only_font_is_embedded(handout):
    listed = subprocess.run(["pdffonts", handout(KANG, "both")], check=True, capture_output=True).stdout.decode()
    fonts = listed.splitlines()[2:]
    # Name, kind, encoding; embedded, subset, can be copied out.
    one = ["NotoSansCJKsc-Regular", "TrueType", "WinAnsi", "yes", "yes", "yes"]
    assert [line.partition("+")[2].split()[:6] for line in fonts] == [one] * 3


@needs_poppler
def test_it_draws_chinese_without_any_font_on_the_machine(handout, tmp_path):
    """The title of the page, cut out, has the ink of Chinese characters and is the same with and without fonts."""
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig></fontconfig>")
    file = handout(KANG, "zh")
    pictures = []
    for name, environment in (("with", None), ("without", {"FONTCONFIG_FILE": str(config), "PATH": "/usr/bin:/bin"})):
        target = tmp_path / name
        command = ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", file, target]
        said = subprocess.run(command, check=True, capture_output=True, env=environment)
        assert said.stderr == b""
        with Image.open(f"{target}.png") as picture:
            pictures.append(picture.convert("L").crop((40, 40, 330, 85)))
    assert pictures[0].tobytes() == pictures[1].tobytes()
    dark = sum(1 for value in pictures[1].tobytes() if value < 160)
    assert 400 < dark < 6000


def test_no_line_begins_with_a_comma_or_ends_with_an_opening_mark():
    lines = broken("从种植到销售，常亮警灯，“动态”布警，让民警看得见（ctrl+a）。", 60.0, 10.0)
    assert "".join(lines) == "从种植到销售，常亮警灯，“动态”布警，让民警看得见（ctrl+a）。"
    assert len(lines) == 6
    for line in lines:
        assert line[0] not in "，。”）"
        assert line[-1] not in "“（"


def test_a_rare_character_is_left_to_the_readers_font():
    assert not has_glyph("㺀")
    assert marked("甲㺀<b>\n") == '甲<font name="STSong-Light">㺀</font>&lt;b&gt;<br/>'
    assert marked("\U00020000") == "□"


def test_the_font_has_every_character_of_the_collection(files):
    text = "".join(content.decode("utf-8-sig") for content in files.values())
    assert [character for character in sorted(set(text)) if character.strip() and not has_glyph(character)] == []
    assert covered("玛曲县 Maqu ǎ ①")
