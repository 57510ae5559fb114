"""The slides: counted, read as a trainer edits them, and converted."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE, MSO_FILL_TYPE, MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from brandmap.collection.filters import Filters
from brandmap.drawing.measure_icons import measures_with_icons
from brandmap.exports.pptx.design import LAYOUTS, layouts
from brandmap.exports.pptx.markup import Line, text_height
from brandmap.exports.pptx.presentation import pptx_bytes
from brandmap.exports.pptx.table import comparison_pages
from brandmap.text import phrase
from brandmap.text.width import text_width
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)
KANG = Filters(q="花椒")
PER_MODEL = 5  # slides


def opened(collection, filters, lang):
    return Presentation(io.BytesIO(pptx_bytes(collection, filters, lang, TODAY)))


def words(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def group_of(slide):
    (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return group


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def holders(slide):
    """The placeholders of a slide by their name."""
    return {shape.name: shape for shape in slide.placeholders}


def size_of(shape, default):
    """Points of a placeholder's text: its own size, or that of its layout."""
    own = shape._element.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(own.get("sz")) / 100 if own is not None else default


@pytest.fixture(scope="module")
def deck(collection):
    return opened(collection, Filters(), "zh")


@pytest.fixture(scope="module")
def parts(collection):
    with zipfile.ZipFile(io.BytesIO(pptx_bytes(collection, Filters(), "zh", TODAY))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_lesson_has_five_slides_a_model_and_is_untold_until_the_response(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:6] == [
        "甘肃警务模式地图", "1  玛曲县 · 问题", "1  玛曲县 · 如果由你来办，会怎么做？", "1  生态警务 · 做法",
        "1  生态警务 · 成效", "1  生态警务 · 讨论题",
    ]  # fmt: skip
    assert titles[46:49] == [
        "10  临夏回族自治州 · 问题",
        "10  临夏回族自治州 · 如果由你来办，会怎么做？",
        "10  夜间警务 · 做法",
    ]
    assert titles[51:] == ["对照（1/2）", "对照（2/2）", "一起讨论", "来源与说明"]
    assert len(set(titles)) == len(titles)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_names_a_model_or_its_theme_before_its_response(collection, lang):
    """In the order of the slides: texts, names and descriptions of shapes, and the sections."""
    slides = list(opened(collection, Filters(), lang).slides)
    for place, brand in enumerate(collection.dataset.brands):
        shown = slides[: 1 + PER_MODEL * place + 2]
        texts = [node.text or "" for slide in shown for node in slide._element.iter(qn("a:t"))]
        texts += [
            value for slide in shown for node in slide._element.iter(qn("p:cNvPr")) for value in node.attrib.values()
        ]
        assert brand.name[lang] not in "\n".join(texts)
        # The word of a theme (生态) may stand in a sentence, but not be a label.
        theme = collection.dataset.themes[brand.theme].name[lang]
        own = [node.text or "" for slide in shown[-2:] for node in slide._element.iter(qn("a:t"))]
        assert [text for text in own if theme in text and len(text) < 20] == []
        assert brand.name[lang] in words(slides[1 + PER_MODEL * place + 2])


def test_every_text_stands_in_a_placeholder_of_the_layout(deck):
    """So the outline shows the whole lesson, and another design restyles it."""
    for slide in deck.slides:
        loose = [s.name for s in slide.shapes if s.has_text_frame and s.text_frame.text and not s.is_placeholder]
        assert loose == []
        known = {holder.placeholder_format.idx: holder.name for holder in slide.slide_layout.placeholders}
        assert {holder.placeholder_format.idx: holder.name for holder in slide.placeholders}.items() <= known.items()


def test_texts_take_fonts_and_colours_from_the_theme(deck):
    for slide in deck.slides:
        assert not list(slide._element.iter(qn("a:latin"), qn("a:ea")))
        for run in slide._element.iter(qn("a:rPr")):
            assert not list(run.iter(qn("a:srgbClr")))
            assert run.get("lang") in ("zh-CN", "en-GB")


def test_the_master_is_ours(parts, collection):
    names = [
        re.search(r'<p:cSld name="([^"]+)"', parts[f"ppt/slideLayouts/slideLayout{n}.xml"])[1] for n in range(1, 7)
    ]
    assert names == ["封面与地图", "地图与正文", "正文与侧栏", "正文", "表格", "做法与图标"]
    theme = parts["ppt/theme/theme1.xml"]
    accents = re.findall(r'<a:accent\d><a:srgbClr val="(\w+)"', theme)
    assert accents == [one.colour.lstrip("#").upper() for one in collection.dataset.themes.values()]
    assert 'typeface="Microsoft YaHei"' in theme
    assert 'typeface="Arial"' in theme
    whole = "\n".join(parts.values())
    for other in (
        "Office Theme",
        "python-pptx",
        "PowerPoint</",
        "Click to edit",
        "4:3",
        "thumbnail",
        "printerSettings",
    ):
        assert other not in whole
    assert "<Slides>55</Slides>" in parts["docProps/app.xml"]


def test_the_properties_say_what_it_is_and_when_it_was_made(deck):
    properties = deck.core_properties
    assert properties.title == "甘肃警务模式地图 1.0.0 版导出"
    assert properties.author == properties.title
    assert properties.comments == "共 10 个模式"
    assert properties.created.date() == properties.modified.date() == TODAY


def test_number_date_and_source_are_fields_of_the_foot(deck):
    for slide in deck.slides:
        foot = {name: shape for name, shape in holders(slide).items() if name in ("日期", "页脚", "幻灯片编号")}
        assert len(foot) == 3
        (number,) = foot["幻灯片编号"]._element.iter(qn("a:fld"))
        assert number.get("type") == "slidenum"
        assert foot["日期"].text_frame.text == "2026-11-24"
        assert foot["页脚"].text_frame.text == "来源：甘肃法治报，2024-12-30"


def test_lists_number_themselves_and_measures_appear_one_by_one(deck, collection):
    kang = collection.dataset.by_id["kang-pepper"]
    response = deck.slides[1 + PER_MODEL * 6 + 2]
    body = holders(response)["正文"]
    numbered = [n for n, p in enumerate(body.text_frame.paragraphs) if p._p.find(f".//{qn('a:buAutoNum')}") is not None]
    assert [body.text_frame.paragraphs[n].text for n in numbered] == [text.zh for text in kang.measures]
    clicks = [node for node in response._element.iter(qn("p:cTn")) if node.get("nodeType") == "clickEffect"]
    steps = [int(node.get("st")) for node in response._element.iter(qn("p:pRg"))]
    assert len(clicks) == len(kang.measures)
    assert steps == numbered
    assert {node.get("spid") for node in response._element.iter(qn("p:spTgt"))} == {str(body.shape_id)}
    discussion = deck.slides[1 + PER_MODEL * 6 + 4]
    asked = collection.dataset.lessons["kang-pepper"].questions
    assert len(list(holders(discussion)["正文"]._element.iter(qn("a:buAutoNum")))) == len(asked)


def test_each_model_is_a_section(parts):
    presentation = parts["ppt/presentation.xml"]
    sections = re.findall(r'<p14:section name="([^"]+)" id="([^"]+)"><p14:sldIdLst>(.*?)</p14:sldIdLst>', presentation)
    assert [name for name, _, _ in sections][:3] == ["开场", "1 玛曲县", "2 白银区"]
    assert [members.count("<p14:sldId ") for _, _, members in sections] == [1, *[PER_MODEL] * 10, 4]
    assert len({number for _, number, _ in sections}) == 12
    listed = re.findall(r'<p:sldId id="(\d+)"', presentation)
    assert re.findall(r'<p14:sldId id="(\d+)"', presentation) == listed


def test_shapes_have_names_and_numbers_of_their_own_and_pictures_a_description(deck):
    for slide in deck.slides:
        shapes = list(every_shape(slide.shapes))
        assert all(shape.name for shape in shapes)
        assert len({shape.shape_id for shape in shapes}) == len(shapes)
        for shape in slide.shapes:
            if shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.TABLE):
                (about,) = list(shape._element.iter(qn("p:cNvPr")))[:1]
                assert len(about.get("descr")) > 1
    assert next(group_of(deck.slides[1])._element.iter(qn("p:cNvPr"))).get("descr") == "甘肃省示意图：1 玛曲县"


def test_the_opening_map_is_native_shapes_one_per_unit(deck):
    kinds = Counter(shape.shape_type for shape in group_of(deck.slides[0]).shapes)
    # province + 86 counties and Jiayuguan + 14 prefectures, then the homes (9 counties and 8 of Linxia) and 4 pictured
    # places; Jiayuguan is a prefecture without counties and is drawn once in each layer that has it
    assert kinds[MSO_SHAPE_TYPE.FREEFORM] == 1 + 87 + 14 + 17 + 4
    assert kinds[MSO_SHAPE_TYPE.AUTO_SHAPE] == 10
    assert MSO_SHAPE_TYPE.PICTURE not in {shape.shape_type for slide in deck.slides for shape in slide.shapes}


def test_a_county_is_named_and_filled_with_its_themes_accent(deck):
    homes = [shape for shape in group_of(deck.slides[1]).shapes if shape.name == "玛曲县 623025"]
    assert len(homes) == 1
    assert homes[0].fill.fore_color.theme_color == 5  # accent 1: ecology, the first theme
    pins = [shape for shape in group_of(deck.slides[1]).shapes if shape.name == "1 玛曲县"]
    assert [pin.text_frame.text for pin in pins] == ["1"]


def test_the_map_of_a_model_is_its_county_with_its_surroundings(deck):
    """Baiyin District and what lies around it, not the province; that is in a small group in the corner."""
    group = group_of(deck.slides[1 + PER_MODEL])
    units = {shape.name for shape in group.shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM}
    assert {"白银区 620402", "皋兰县 620122", "靖远县 620421"} <= units
    assert "敦煌市 620982" not in units
    (home,) = [shape for shape in group.shapes if shape.name == "白银区 620402"]
    assert 1.7 < home.width / 914400 < 3.5
    (inset,) = [shape for shape in group.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert inset.name == "地图：甘肃省"
    assert [s.name for s in inset.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM] == [
        "甘肃省 620000",
        "白银区 620402",
    ]
    names = {shape.text_frame.text for shape in group.shapes if shape.has_text_frame}
    assert {"2", "白银", "皋兰", "靖远", "20 千米"} <= names


def test_nothing_of_a_models_map_sticks_out_of_its_frame(deck):
    for slide in (deck.slides[1 + PER_MODEL * n] for n in range(10)):
        group = group_of(slide)
        frame = group.shapes[0]
        for shape in (s for s in group.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM):
            assert shape.left >= frame.left - 2000, shape.name  # 0.002 inches: coordinates are rounded
            assert shape.top >= frame.top - 2000
            assert shape.left + shape.width <= frame.left + frame.width + 2000
            assert shape.top + shape.height <= frame.top + frame.height + 2000


def test_the_maps_stay_light_enough_to_edit(deck):
    for slide in deck.slides:
        for group in (s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP):
            assert len(group.shapes) < 140
            assert len(list(group._element.iter(qn("a:pt")))) < 16_000


def test_a_dashed_outline_is_explained_where_it_is_seen(deck):
    """The place pictured with model 1 lies far outside its map; that with model 10 inside."""
    assert "虚线" not in words(deck.slides[1])
    assert "虚线：报道配图地点（广河县）" in words(deck.slides[1 + PER_MODEL * 9])
    assert "虚线：报道配图地点，并非模式所在地" in words(deck.slides[0])


def test_linxia_fills_eight_counties(deck):
    units = [s for s in group_of(deck.slides[46]).shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    filled = [unit for unit in units if unit.fill.type == MSO_FILL_TYPE.SOLID]
    home = [
        unit.name[-6:]
        for unit in filled
        if unit.fill.fore_color.type == MSO_COLOR_TYPE.SCHEME and unit.fill.fore_color.theme_color in range(5, 11)
    ]
    assert home == ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]
    assert units[-1].name == "广河县 622924"  # pictured: drawn once more, with a dashed line
    assert units[-1].line.dash_style == MSO_LINE_DASH_STYLE.DASH


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_measures_are_pictured_beside_the_response(collection, lang):
    """Native shapes in the theme's colours, described by their names, above the side panel and not over it."""
    slides = opened(collection, Filters(), lang).slides
    for place, brand in enumerate(collection.dataset.brands):
        slide = slides[1 + PER_MODEL * place + 2]
        assert slide.slide_layout.name == "做法与图标"
        groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        assert [group.name for group in groups] == [term.name[lang] for term in measures_with_icons(brand, collection)]
        for group in groups:
            plate, lines, words = group.shapes
            assert plate.fill.fore_color.type == MSO_COLOR_TYPE.SCHEME
            assert lines.shape_type == MSO_SHAPE_TYPE.FREEFORM
            (paragraph,) = words.text_frame.paragraphs
            assert paragraph.text == group.name
            size = paragraph.runs[0].font.size.pt
            assert 8 <= size <= 12
            assert text_height([Line(group.name)], words.width / 914400, size, lang) <= words.height / 914400
            longest = max(map(text_width, group.name.split())) if lang == "en" else 1
            assert longest * size / 72 <= words.width / 914400
            assert group.top + group.height <= holders(slide)["侧栏"].top


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_back_row_can_read_every_text_and_it_stays_in_its_place(collection, lang):
    """18 points at least in the body of a model's slides; labels and remarks are smaller. Measured a little wider than
    Arial is."""
    for slide in opened(collection, Filters(), lang).slides:
        key = LAYOUTS[list(slide.slide_layout.slide_master.slide_layouts).index(slide.slide_layout)]
        for holder in layouts()[key].values():
            shape = holders(slide).get(holder.name)
            if shape is None:
                continue
            size = size_of(shape, holder.size)
            lines = []
            for paragraph in shape.text_frame.paragraphs:
                own = paragraph.runs[0].font.size
                before = paragraph.space_before
                numbered = paragraph._p.find(f".//{qn('a:buAutoNum')}") is not None
                lines.append(Line(paragraph.text, own and own.pt, before=before.pt if before else 0, numbered=numbered))
            where = (slide.shapes.title.text_frame.text, holder.name)
            assert text_height(lines, holder.room.w, size, lang) <= holder.room.h + 0.02, where
            if key in ("map", "side", "response") and holder.name == "正文":
                assert size >= 18, where


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_printed_notes_page_holds_its_notes(collection, lang):
    notes = layouts()["notes"]["notes"]
    assert notes.room.y + notes.room.h <= 10
    for slide in opened(collection, Filters(), lang).slides:
        body = slide.notes_slide.notes_text_frame
        size = size_of(slide.notes_slide.notes_placeholder, notes.size)
        lines = [
            Line(
                paragraph.text,
                before=paragraph.space_before.pt if paragraph.space_before else 0,
                numbered=paragraph._p.find(f".//{qn('a:buAutoNum')}") is not None,
            )
            for paragraph in body.paragraphs
        ]
        assert body.text, slide.shapes.title.text_frame.text
        assert size >= 9
        assert text_height(lines, notes.room.w, size, lang) <= notes.room.h


def test_each_slide_of_a_model_shows_its_part(collection, deck):
    kang, lesson = collection.dataset.by_id["kang-pepper"], collection.dataset.lessons["kang-pepper"]
    problem, task, response, result, discussion = (words(deck.slides[31 + n]) for n in range(5))
    assert kang.problem.zh in problem
    assert kang.mechanism.zh not in problem
    assert lesson.task.zh.split("\n")[0] in task
    assert kang.mechanism.zh in response
    assert all(measure.zh in response for measure in kang.measures)
    assert kang.result.zh in result
    assert kang.transfer.zh in result
    assert "证据阶段：新闻报道，未见公开评估" in result
    assert all(one.question.zh in discussion for one in lesson.questions)
    assert all(text.zh in discussion for text in lesson.transfer)
    assert all("编辑所写，非来源内容" in text for text in (task, result, discussion))
    closing = words(deck.slides[53])
    assert all(question.zh in closing for question in collection.dataset.closing)


def test_each_slide_has_the_notes_it_needs(collection, deck):
    lesson = collection.dataset.lessons["kang-pepper"]
    before, plans, response, _, answers = (deck.slides[31 + n].notes_slide.notes_text_frame.text for n in range(5))
    assert all(part in before for part in lesson.notes.zh.split("\n"))
    assert lesson.objectives[0].zh in before
    assert "45分钟教案（编辑所写）" in plans
    assert "90分钟教案（编辑所写）" in plans
    assert all(step.text.zh in plans for steps in lesson.plans.values() for step in steps)
    assert collection.dataset.by_id["kang-pepper"].summary.zh in response
    assert lesson.questions[0].answer.zh not in before
    assert lesson.questions[0].answer.zh in answers
    assert "甘肃法治报，2024-12-30" in answers


def test_the_comparison_is_native_tables_of_even_size(deck, collection):
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [row.cells[0].text_frame.text for table in tables for row in list(table.rows)[1:]]
    assert rows[0] == "1 生态警务\v玛曲县"
    assert [row.split()[0] for row in rows] == [str(n) for n in range(1, 11)]
    assert [len(table.rows) - 1 for table in tables] == [5, 5]
    for n, lang in ((7, "zh"), (10, "en"), (4, "en"), (2, "zh")):
        sizes = [len(page.rows) - 1 for page in comparison_pages(collection.dataset.brands[:n], collection, lang)]
        assert sum(sizes) == n
        assert max(sizes) - min(sizes) <= 1


def test_both_languages_follow_each_other(collection):
    """One model alone has nothing to be compared with: no comparison."""
    deck = opened(collection, KANG, "both")
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [
        "甘肃警务模式地图", "7  康县 · 问题", "7  康县 · 如果由你来办，会怎么做？", "7  花椒警务 · 做法",
        "7  花椒警务 · 成效", "7  花椒警务 · 讨论题", "一起讨论", "来源与说明",
        "Gansu policing models map", "7  Kang County · The problem", "7  Kang County · What would you do?",
        "7  Sichuan-pepper policing · How it works", "7  Sichuan-pepper policing · Result",
        "7  Sichuan-pepper policing · Discussion", "For discussion", "Sources and notes",
    ]  # fmt: skip


def test_nothing_sticks_out_of_a_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_data_never_becomes_a_link(collection):
    deck = opened(hostile(collection), Filters(), "both")
    for slide in deck.slides:
        assert not list(slide._element.iter(qn("a:hlinkClick"), qn("a:hlinkMouseOver")))
        assert {rel.reltype.rsplit("/", 1)[1] for rel in slide.part.rels.values()} <= {"slideLayout", "notesSlide"}


def test_libreoffice_opens_it(collection, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed (libreoffice-impress)")
    (tmp_path / "deck.pptx").write_bytes(pptx_bytes(collection, KANG, "both", TODAY))
    command = [
        soffice,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    subprocess.run([*command, tmp_path, tmp_path / "deck.pptx"], check=True, capture_output=True, timeout=180)
    text = subprocess.run(["pdftotext", tmp_path / "deck.pdf", "-"], check=True, capture_output=True).stdout.decode()
    assert text.count("\f") == 16
    assert "Sichuan-pepper policing" in text
    assert "花椒警务" in text
    assert phrase("present.ask", "en") in text
