"""The slides: counted, read and converted."""

import io
import shutil
import subprocess
from collections import Counter
from datetime import date

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE, MSO_FILL_TYPE, MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches

from brandmap.collection.filters import Filters
from brandmap.exports.pptx.presentation import pptx_bytes
from brandmap.exports.pptx.shapes import QUIET, Line, text_height
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)
KANG = Filters(q="花椒")


def opened(collection, filters, lang):
    return Presentation(io.BytesIO(pptx_bytes(collection, filters, lang, TODAY)))


def words(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def group_of(slide):
    (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return group


@pytest.fixture(scope="module")
def deck(collection):
    return opened(collection, Filters(), "zh")


def test_there_are_three_slides_a_model_and_an_opening_a_comparison_and_sources(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:5] == [
        "甘肃警务模式地图", "生态警务 · 问题", "生态警务 · 做法", "生态警务 · 成效与讨论", "智慧警务 · 问题",
    ]  # fmt: skip
    assert titles[28:31] == ["夜间警务 · 问题", "夜间警务 · 做法", "夜间警务 · 成效与讨论"]
    assert all(title.startswith("对照") for title in titles[31:-1])
    assert titles[-1] == "来源与说明"
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)


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
    ovals = [shape for shape in group_of(deck.slides[1]).shapes if shape.name == "1 生态警务"]
    assert [pin.text_frame.text for pin in ovals] == ["1"]


def test_the_map_of_a_model_is_its_county_with_its_surroundings(deck):
    """Baiyin District and what lies around it, not the province; that is in a small group in the corner."""
    group = group_of(deck.slides[4])
    units = {shape.name for shape in group.shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM}
    assert {"白银区 620402", "皋兰县 620122", "靖远县 620421", "兰州市 620100", "甘肃省 620000"} <= units
    assert "玛曲县 623025" not in units
    (home,) = [shape for shape in group.shapes if shape.name == "白银区 620402"]
    assert 1.9 < home.width / 914400 < 3.5
    (inset,) = [shape for shape in group.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert inset.name == "地图：甘肃省"
    assert [s.name for s in inset.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM] == [
        "甘肃省 620000",
        "白银区 620402",
    ]
    names = {shape.text_frame.text for shape in group.shapes if shape.has_text_frame}
    assert {"2", "白银", "皋兰", "靖远", "20 千米"} <= names


def test_nothing_of_a_models_map_sticks_out_of_its_frame(deck):
    for slide in (deck.slides[1 + 3 * n] for n in range(10)):
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


def test_a_pictured_place_is_explained_under_the_map(deck):
    assert "虚线：报道配图地点（高台县）" in words(deck.slides[1])
    assert "虚线" not in words(deck.slides[4])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_back_row_can_read_the_body(collection, lang):
    """18 points at least on the slides of a model; smaller are only labels, the line under the title, captions, the
    foot, the page number and the map."""
    slides = list(opened(collection, Filters(), lang).slides)[1:31]
    bodies = [[s for s in slide.shapes if s.has_text_frame and s.height > Inches(1)] for slide in slides]
    assert [len(shapes) for shapes in bodies] == [1, 3, 3] * 10
    for slide, shapes in zip(slides, bodies, strict=True):
        for shape in shapes:
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    quiet = str(run.font.color.rgb).lower() == QUIET
                    assert run.font.size.pt >= (14 if quiet else 18), (slide.shapes.title.text_frame.text, run.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_printed_notes_page_holds_its_notes(collection, lang):
    for slide in opened(collection, Filters(), lang).slides:
        (body,) = [s for s in slide.notes_slide.placeholders if s.placeholder_format.type == PP_PLACEHOLDER.BODY]
        (picture,) = [
            s for s in slide.notes_slide.placeholders if s.placeholder_format.type == PP_PLACEHOLDER.SLIDE_IMAGE
        ]
        assert picture.top + picture.height < body.top
        size = body.text_frame.paragraphs[0].runs[0].font.size.pt
        assert size >= 9
        lines = [Line(p.text, before=p.space_before.pt) for p in body.text_frame.paragraphs]
        assert text_height(lines, body.width / 914400 - 0.2, size, lang) <= body.height / 914400
        assert body.top + body.height <= Inches(10)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_stays_in_its_box(collection, lang):
    """As measured, a little wider than Arial is."""
    for slide in opened(collection, Filters(), lang).slides:
        for shape in (s for s in slide.shapes if s.has_text_frame and s.text_frame.word_wrap):
            lines = [
                Line(
                    "".join(r.text for r in p.runs),
                    p.runs[0].font.size.pt,
                    before=p.space_before.pt,
                    after=p.space_after.pt,
                )
                for p in shape.text_frame.paragraphs
                if p.runs
            ]
            if lines:
                high = text_height(lines, shape.width / 914400, 18, lang)
                assert high <= shape.height / 914400 + 0.02, (slide.shapes.title.text_frame.text, lines[0].text)


def test_linxia_fills_eight_counties(deck):
    units = [s for s in group_of(deck.slides[28]).shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    filled = [unit for unit in units if unit.fill.type == MSO_FILL_TYPE.SOLID]
    home = [unit.name[-6:] for unit in filled if unit.fill.fore_color.type == MSO_COLOR_TYPE.SCHEME]
    assert home == ["622901", "622921", "622922", "622923", "622924", "622925", "622926", "622927"]
    assert units[-1].name == "广河县 622924"  # pictured: drawn once more, with a dashed line
    assert units[-1].line.dash_style == MSO_LINE_DASH_STYLE.DASH


def test_the_map_has_a_description(deck):
    assert group_of(deck.slides[1])._element.nvGrpSpPr.cNvPr.get("descr") == "甘肃省示意图：1 玛曲县"


def test_every_run_names_a_chinese_and_a_latin_font(deck):
    for slide in deck.slides:
        faces = {
            tuple(run.find(f"{qn('a:rPr')}/{qn(face)}").get("typeface") for face in ("a:ea", "a:latin"))
            for run in slide._element.iter(qn("a:r"))
        }
        assert faces == {("Microsoft YaHei", "Arial")}


def test_the_presentations_accents_are_the_themes_colours(collection, deck):
    part = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme = etree.fromstring(part.blob)
    accents = [next(theme.iter(qn(f"a:accent{n}")))[0].get("val").lower() for n in range(1, 7)]
    assert accents == [one.colour.lstrip("#") for one in collection.dataset.themes.values()]


def test_the_problem_slide_keeps_the_response_back(collection, deck):
    kang = collection.dataset.by_id["kang-pepper"]
    problem, response, result = (words(deck.slides[19 + n]) for n in range(3))
    assert kang.problem.zh in problem
    assert kang.mechanism.zh not in problem
    assert kang.mechanism.zh in response
    assert all(measure.zh in response for measure in kang.measures)
    assert kang.result.zh in result
    assert "证据阶段：新闻报道，未见公开评估" in result
    assert "编辑所写，非来源内容" in result


def test_notes_hold_the_trainers_notes_answers_and_source(collection, deck):
    lesson = collection.dataset.lessons["kang-pepper"]
    before = deck.slides[19].notes_slide.notes_text_frame.text
    plans = deck.slides[20].notes_slide.notes_text_frame.text
    after = deck.slides[21].notes_slide.notes_text_frame.text
    assert all(part in before for part in lesson.notes.zh.split("\n"))
    assert lesson.objectives[0].zh in before
    assert lesson.task.zh in before
    assert "45分钟教案（编辑所写）" in plans
    assert "90分钟教案（编辑所写）" in plans
    assert all(step.text.zh in plans for steps in lesson.plans.values() for step in steps)
    assert lesson.questions[0].answer.zh not in before
    assert lesson.questions[0].answer.zh in after
    assert "甘肃法治报，2024-12-30" in after


def test_the_comparison_is_native_tables_with_a_row_per_model(deck):
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [row.cells[0].text_frame.text for table in tables for row in list(table.rows)[1:]]
    assert rows[0] == "1 生态警务\v玛曲县"
    sizes = {
        r.font.size.pt for t in tables for row in t.rows for c in row.cells for r in c.text_frame.paragraphs[0].runs
    }
    assert sizes == {16.0}
    assert [row.split()[0] for row in rows] == [str(n) for n in range(1, 11)]


def test_both_languages_follow_each_other(collection):
    """One model alone has nothing to be compared with: no comparison."""
    deck = opened(collection, KANG, "both")
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [
        "甘肃警务模式地图", "花椒警务 · 问题", "花椒警务 · 做法", "花椒警务 · 成效与讨论", "来源与说明",
        "Gansu policing models map", "Sichuan-pepper policing · The problem", "Sichuan-pepper policing · How it works",
        "Sichuan-pepper policing · Result and discussion", "Sources and notes",
    ]  # fmt: skip
    pages = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.name == "page number"]
    assert pages == [f"{n} / 10" for n in range(1, 11)]


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
    assert text.count("\f") == 10
    assert "Sichuan-pepper policing" in text
    assert "花椒警务" in text
