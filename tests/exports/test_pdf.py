"""The handout: pages, embedded font, and Chinese on a machine that has no Chinese font."""

import base64
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from brandmap.collection.filters import Collection, Filters
from brandmap.drawing.measure_icons import measures_with_icons
from brandmap.exports.fonts import PLAIN_QUOTES, covered, drawable, font_face, has_glyph
from brandmap.exports.pdf.cards import pdf_cards_bytes
from brandmap.exports.pdf.document import left_over
from brandmap.exports.pdf.handout import _even_height, pdf_answers_bytes, pdf_bytes, pdf_problems_bytes
from brandmap.exports.pdf.poster import poster_a1_bytes, poster_a3_bytes
from brandmap.exports.pdf.style import Style, broken, marked
from brandmap.records import Text

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


def pages_of_bytes(content):
    done = subprocess.run(["pdftotext", "-", "-"], input=content, check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def page_contents(file):
    """What is drawn on each page, in the words of the format."""
    stream = rb"/ASCII85Decode /FlateDecode \][^>]*>>\s*stream\s(.*?)endstream"
    streams = re.findall(stream, file.read_bytes(), re.DOTALL)
    contents = (zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True)) for stream in streams)
    return [content for content in contents if b" BDC" in content]


def outline_of(file):
    """The titles of the outline, in order."""
    pages = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", file], capture_output=True, check=True
    ).stdout.decode()
    return re.findall(r"<item page=[^>]*>([^<]*)</item>", pages)


def font_sizes(file):
    """The sizes of the letters, in pixels of 1.5 points."""
    pages = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", file], capture_output=True, check=True).stdout
    return re.findall(r'<fontspec [^>]*size="(\d+)"', pages.decode())


def structure_of(file):
    """The tree of tags, with texts and descriptions."""
    return subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True).stdout.decode(
        errors="replace"
    )


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_model_has_one_page_then_notes_and_a_sheet_to_fill_in(handout, collection, lang):
    pages = pages_of(handout(Filters(), lang))
    assert len(pages) == 12
    for page, brand in zip(pages, collection.dataset.brands, strict=False):
        assert page.startswith(f"{brand.number} {brand.name[lang]}")
    assert pages[10].startswith({"zh": "收尾比较", "en": "Closing comparison"}[lang])
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
def test_the_group_task_is_on_a_sheet_of_its_own_without_the_answer(handout, collection, lang):
    """Problem, setting and task of each model by its number and place; no name, also not in outline and tags."""
    file = handout(Filters(), lang, pdf_problems_bytes)
    pages = pages_of(file)
    assert len(pages) == 11
    for page, brand in zip(pages, collection.dataset.brands, strict=False):
        words = "".join(page.split())
        place = collection.gazetteer.unit(brand.adcode).name[lang]
        assert words.startswith(f"{brand.number}{place}".replace(" ", ""))
        for text in (brand.problem, brand.setting, collection.dataset.lessons[brand.id].task):
            start = text[lang].translate(PLAIN_QUOTES if lang == "en" else {})[:15]
            assert "".join(start.split()) in words
    everything = told("pdftotext", file).decode() + structure_of(file) + "".join(outline_of(file))
    assert [brand.name[lang] for brand in collection.dataset.brands if brand.name[lang] in everything] == []
    card = "".join(pages_of(handout(KANG, lang))[0].split())
    assert "".join(collection.dataset.lessons["kang-pepper"].task[lang][:20].split()) not in card


@needs_poppler
def test_a_page_with_room_has_lines_to_write_on(handout):
    assert "我的笔记" in "".join(pages_of(handout(Filters(q="玛曲"), "zh"))[0].split())


@needs_poppler
def test_the_file_says_who_made_it_and_when(handout):
    words = subprocess.run(["pdfinfo", handout(KANG, "zh")], capture_output=True, check=True).stdout.decode()
    said = dict(line.split(":", 1) for line in words.splitlines())
    assert said["Title"].strip() == "甘肃警务模式地图 1.0.0 版导出"
    assert said["Author"].strip() == said["Creator"].strip() == "甘肃警务模式地图"
    assert said["CreationDate"].split()[:3] + said["CreationDate"].split()[-2:-1] == ["Tue", "Nov", "24", "2026"]
    assert said["Tagged"].strip() == said["Metadata Stream"].strip() == "yes"


@needs_poppler
def test_every_part_is_in_the_outline(handout):
    assert outline_of(handout(KANG, "zh")) == ["7 花椒警务", "收尾比较", "反馈表"]
    assert outline_of(handout(KANG, "zh", pdf_answers_bytes)) == ["7 花椒警务", "7 教案", "收尾比较", "反馈表"]


@needs_poppler
def test_the_text_is_tagged_in_reading_order(handout, collection):
    """Headings, paragraphs, lists and the map with its description; the foot is left out."""
    file = handout(KANG, "zh")
    tree = structure_of(file)
    assert file.read_bytes().count(b"/Alt (") == 1  # what the map shows, in words
    kang = collection.dataset.by_id["kang-pepper"]
    order = [
        "H1",
        '"7 花椒警务"',
        "Figure",
        "H2",
        "扫描 · 问题",
        kang.problem.zh[:8],
        "分析 · 环境",
        kang.setting.zh[:8],
    ]
    places = [tree.index(words) for words in order]
    assert places == sorted(places)
    assert tree.count("LBody") >= len(kang.measures)
    assert "审图号" not in tree.split("来源与说明")[0]


@needs_poppler
def test_nothing_is_smaller_than_eight_points(handout):
    # pdftohtml counts in pixels of 1.5 points.
    assert min(map(int, font_sizes(handout(Filters(), "both", pdf_answers_bytes)))) == 12


@needs_poppler
def test_a_long_foot_says_less_and_keeps_its_size(handout, collection):
    """What no foot holds stands on the last page; whose boundaries the map shows and its review stay."""
    source = replace(next(iter(collection.dataset.sources.values())), publisher=Text("某" * 300, "Some " * 150))
    wordy = Collection.of(replace(collection.dataset, sources={source.id: source}), collection.gazetteer)
    pages = pages_of_bytes(pdf_bytes(wordy, KANG, "zh", TODAY))
    assert "某" * 20 not in pages[0].replace("\n", "")
    assert "天地图（国家地理信息公共服务平台）" in pages[0]
    assert "某" * 20 in "".join(pages[-2].split())


@needs_poppler
def test_headings_and_names_on_the_map_are_bold(handout):
    """Filled and outlined letters stand for the second weight: the font has one."""
    drawn = page_contents(handout(KANG, "zh"))[0]
    assert drawn.count(b"2 Tr") == 1 + 7 + 2  # the name, the headings of the parts; home and number on the map


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
    assert left_over(story, 200.0, even) == []
    assert left_over(story, 200.0, even - one) != []
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
    assert fonts
    assert [line.partition("+")[2].split()[:6] for line in fonts] == [one] * len(fonts)


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


def test_no_character_stands_alone_on_the_last_line():
    text = "十个字十个字十个字十一二三四五六七八九十防。"
    for width in range(60, 200, 10):
        lines = broken(text, float(width), 10.0)
        assert "".join(lines) == text
        assert len(lines[-1]) >= 3
    assert broken("短", 60.0, 10.0) == ["短"]


def test_what_the_font_has_not_is_put_in_words():
    assert not has_glyph("㺀")
    assert drawable("甲㺀<b>\n", "zh") == "甲〔U+3E80〕<b>\n"
    assert drawable("\U00020000", "en") == "〔U+20000〕"
    assert drawable("文字བོད་ཡིག、ئۇيغۇرچە。", "zh") == "文字〔藏文〕、〔阿拉伯字母文字〕。"
    assert drawable("བོད་ཡིག", "en") == "〔Tibetan〕"
    assert drawable("⼈⺠", "zh") == "人〔U+2EA0〕"  # forms that other PDFs hand on: one has a plain character
    assert covered(drawable("䢺𫘧𡒄 \u0000", "zh").replace("\u0000", ""))
    assert marked("甲<b>\n") == "甲&lt;b&gt;<br/>"


@needs_poppler
def test_rare_characters_are_drawn_from_the_embedded_font_and_explained(collection, tmp_path):
    kang = replace(collection.dataset.by_id["kang-pepper"], unit=Text("䢺𫘧派出所", "䢺 station"))
    odd = Collection.of(replace(collection.dataset, brands=(kang,)), collection.gazetteer)
    file = tmp_path / "rare.pdf"
    file.write_bytes(pdf_bytes(odd, Filters(), "zh", TODAY))
    words = "".join(told("pdftotext", file).decode().split())
    assert "〔U+48BA〕〔U+2B627〕派出所" in words
    assert "本文件的字体缺少的字" in words
    fonts = subprocess.run(["pdffonts", file], check=True, capture_output=True).stdout.decode().splitlines()[2:]
    assert all("NotoSansCJKsc-Regular" in line for line in fonts)


def test_the_font_has_every_character_of_the_collection(files):
    text = "".join(content.decode("utf-8-sig") for content in files.values())
    assert [character for character in sorted(set(text)) if character.strip() and not has_glyph(character)] == []
    assert covered("玛曲县 Maqu ǎ ①")


@needs_poppler
@pytest.mark.parametrize(("build", "wide"), [(poster_a3_bytes, 1190.55), (poster_a1_bytes, 2383.94)])
def test_a_poster_is_one_vector_page_with_every_model(handout, collection, build, wide):
    file = handout(Filters(), "zh", build)
    content = file.read_bytes()
    assert float(re.search(rb"/MediaBox \[ 0 0 ([\d.]+)", content)[1]) == pytest.approx(wide, abs=0.1)
    assert b"/Subtype /Image" not in content
    pages = pages_of(file)
    assert len(pages) == 1
    words = "".join(pages[0].split())
    assert all("".join(brand.name.zh.split()) in words for brand in collection.dataset.brands)
    assert len(pages_of(handout(Filters(), "both", build))) == 2


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_cards_are_a_series_of_one_page_a_model(handout, collection, lang):
    """A5, vectors, each with name, problem, measures, pictures with their names and whose boundaries it shows."""
    file = handout(Filters(), lang, pdf_cards_bytes)
    content, pages = file.read_bytes(), pages_of(file)
    assert re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", content) == [(b"419.5276", b"595.2756")] * 11
    assert b"/Subtype /Image" not in content
    assert len(pages) == len(collection.dataset.brands) + 1
    for page, brand in zip(pages, collection.dataset.brands, strict=False):
        words = "".join(page.split())
        pictures = [term.name for term in measures_with_icons(brand, collection)]
        for text in (brand.name, brand.problem, *brand.measures, *pictures):
            start = text[lang].translate(PLAIN_QUOTES if lang == "en" else {})[:12]
            assert "".join(start.split()) in words
        assert {"zh": "天地图", "en": "Tianditu"}[lang] in words
        assert {"zh": "甘肃法治报，2024-12-30", "en": "GansuLegalDaily,2024-12-30"}[lang] in words
    assert outline_of(file)[6] == f"7 {collection.dataset.by_id['kang-pepper'].name[lang]}"
    assert min(int(size) for size in font_sizes(file)) == 12  # pixels of 1.5 points


def test_a_model_without_pictures_has_a_card(collection):
    plain = replace(collection.dataset.by_id["kang-pepper"], terms=(), measures=())
    odd = Collection.of(replace(collection.dataset, brands=(plain,)), collection.gazetteer)
    pages = pages_of_bytes(pdf_cards_bytes(odd, Filters(), "zh", TODAY))
    assert len(pages) == 2
    assert plain.mechanism.zh[:10] in "".join(pages[0].split())
