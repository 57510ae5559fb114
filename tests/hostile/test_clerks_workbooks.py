"""Workbooks as clerks and their programs make them: each reads as a person sees it, or says what it does not."""

from __future__ import annotations

import io
import time
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from brandmap.intake.upload import try_out
from tests.hostile.test_workbooks import Filled
from tests.intake.test_upload import as_csv, as_xlsx, own_rows, repacked, rules


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    return lambda data: try_out(data, "own", collection.dataset, gazetteer, date(2026, 1, 2))


def changed(data, *pairs, part=".xml"):
    """The workbook with texts replaced in all parts whose name ends so."""

    def change(parts):
        for name in parts:
            if name.endswith(part):
                for old, new in pairs:
                    parts[name] = parts[name].replace(old, new)

    return repacked(data, change)


def test_a_carriage_return_that_the_format_escapes_is_a_line_break(tried):
    rows = own_rows({"problem_zh": "走失多。QQ\n车辆多。", "note_zh": "联系所领导QQ"})
    brand = tried(changed(as_xlsx(brands=rows), (b"QQ", b"_x000D_"))).dataset.by_id["own-1"]
    assert (brand.problem.zh, brand.note.zh) == ("走失多。\n车辆多。", "联系所领导")


def test_an_escape_that_is_escaped_itself_is_text(tried):
    rows = own_rows({"note_zh": "甲QQ乙", "setting_zh": "WW类"})
    data = changed(as_xlsx(brands=rows), (b"QQ", b"_x005F_x000D_"), (b"WW", b"_x0041_"))
    brand = tried(data).dataset.by_id["own-1"]
    assert (brand.note.zh, brand.setting.zh) == ("甲_x000D_乙", "A类")


def test_a_package_with_other_names_inside_is_read(tried):
    whole = as_xlsx(brands=own_rows({}))

    def renamed(parts):
        for old in [name for name in parts if "workbook.xml" in name]:
            parts[old.replace("workbook.xml", "workbook22.xml")] = parts.pop(old)
        for name in ("_rels/.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"workbook.xml", b"workbook22.xml")

    def backslashes(parts):
        for old in list(parts):
            parts[old.replace("/", "\\")] = parts.pop(old)

    strict = changed(
        whole,
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    photos = repacked(whole, lambda parts: parts.update({f"xl/media/photo{n}.jpg": b"x" for n in range(300)}))
    for data in (repacked(whole, renamed), repacked(whole, backslashes), strict, photos):
        assert tried(data).passed


@pytest.mark.parametrize("inside", [b"<fills><fill/></fills>", b'<fonts><font><family val="34"/></font></fonts>', b""])
def test_styles_that_break_their_rules_do_not_cost_the_file(tried, inside):
    styles = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + inside + b"</styleSheet>"
    )
    assert tried(repacked(as_xlsx(brands=own_rows({})), lambda parts: parts.update({"xl/styles.xml": styles}))).passed


def test_what_a_format_hides_is_named(tried):
    """A percentage is what is seen; a number shown in ten thousands is named, for what is seen is not stored."""
    filled = Filled()
    figures = filled.book.create_sheet("figures")
    figures.append(["brand", "order", "label_zh", "label_en", "value", "unit_zh", "unit_en", "as_printed", "source"])
    for order, (value, style) in enumerate(((0.985, "0.0%"), (36000, '0!.0,"万"'), (12, "0")), 1):
        figures.append(["own-1", order, "数", "Number", value, "个", "pieces", "x", "own"])
        figures.cell(order + 1, 5).number_format = style
    trial = tried(filled.data)
    assert [(p.row, p.rule, p.value) for p in trial.problems] == [
        (2, "bad_number", "98.5%"), (3, "scaled_number", "36000"),
    ]  # fmt: skip
    assert [figure.value for figure in trial.dataset.by_id["own-1"].figures] == [12]


def test_digits_and_words_of_a_format_are_read_with_the_number(tried):
    filled = Filled()
    filled.at(2, "name_zh").value, filled.at(2, "name_zh").number_format = 110, '"警务"0'
    filled.at(2, "id").value, filled.at(2, "id").number_format = 7, "000"
    trial = tried(filled.data)
    assert trial.dataset.by_id["007"].name.zh == "警务110"


@pytest.mark.parametrize("formula", ['=DISPIMG("ID_0A1B",1)', '_xlfn.IMAGE("https://example.com/a.png")'])
def test_a_picture_in_a_cell_is_empty_and_said(tried, formula):
    out = io.BytesIO()
    rows = own_rows({}, {})
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("brands")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        shown = formula if formula.startswith("=") else f"={formula}"
        for row, name in ((1, "note_zh"), (2, "name_zh")):
            sheet.write_formula(row, rows[0].index(name), shown, value=shown)
    trial = tried(out.getvalue())
    assert rules(trial) == [("brands", 2, "note_zh", "picture_cell"), ("brands", 3, "name_zh", "picture_cell")]
    assert [(brand.id, brand.note.zh) for brand in trial.dataset.brands] == [("own-1", "")]


def test_a_formula_without_a_result_is_named(tried):
    filled = Filled()
    filled.at(2, "note_zh").value = '="大漠"&"护游"'
    trial = tried(filled.data)
    assert rules(trial) == [("brands", 2, "note_zh", "uncalculated_formula")]


def test_rows_hidden_by_a_filter_are_read_and_counted(tried):
    filled = Filled()
    filled.sheet.auto_filter.ref = "A1:D3"
    filled.sheet.row_dimensions[3].hidden = True
    trial = tried(filled.data)
    assert len(trial.dataset.brands) == 2
    assert [(p.rule, p.values) for p in trial.problems] == [("rows_hidden", {"n": 1})]


def test_two_rows_of_one_number_are_named(tried):
    data = changed(as_xlsx(brands=own_rows({}, {})), (b'<row r="3"', b'<row r="2"'), part="sheet1.xml")
    assert ("brands", 2, "", "row_twice") in rules(tried(data))


def test_a_row_that_is_no_record_is_one_line(tried):
    rows = own_rows({}, {})
    for remark in (
        ["合计", "2"],
        ["填表人：某某", "", "", "审核人"],
        ["填写说明", "数字", "不超过30字", "", "从列表选择"],
    ):
        sheet = [*rows, [*remark, *[""] * (len(rows[0]) - len(remark))]]
        for data in (as_csv(sheet), as_xlsx(brands=sheet)):
            trial = tried(data)
            assert [(p.row, p.rule, p.value) for p in trial.problems] == [(4, "not_a_record", remark[0])]
            assert len(trial.dataset.brands) == 2


def test_numbers_dragged_down_are_no_rows(tried):
    rows = own_rows({}, {})
    dragged = [["", str(n), *[""] * (len(rows[0]) - 2)] for n in range(3, 900)]
    for data in (as_csv([*rows, *dragged]), as_xlsx(brands=[*rows, *dragged])):
        trial = tried(data)
        assert (trial.problems, len(trial.dataset.brands)) == ((), 2)


def test_formatted_empty_rows_are_no_rows(tried):
    filled = Filled()
    for row in range(4, 20_000):
        filled.sheet.row_dimensions[row].height = 20
    filled.sheet.row_dimensions[1_048_576].height = 20
    assert tried(filled.data).passed


@pytest.mark.parametrize("texts", [500])
def test_unknown_words_of_own_tables_take_no_time(tried, texts):
    """Each unknown word is compared with every choice: their product has a bound."""
    heading = ["id", "facet", "name_zh", "name_en", "also_zh", "also_en"]
    terms = [[f"term-{n}", "setting", f"词{n}" + "田" * 20, f"word {n} " + "field" * 8, "", ""] for n in range(texts)]
    rows = own_rows(*({"terms": f"unknown{n}field", "theme": f"no{n}"} for n in range(texts)))
    data = as_xlsx(brands=rows, terms=[heading, *terms])
    began = time.process_time()
    assert tried(data).dataset is None
    assert time.process_time() - began < 2


def test_a_code_of_blanks_takes_no_time(tried):
    rows = own_rows(*({"adcode": "1." + " " * 197 + "x", "place": ""} for _ in range(500)))
    began = time.process_time()
    assert tried(as_csv(rows)).dataset is None
    assert time.process_time() - began < 2


def test_one_part_under_many_names_is_refused(tried):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(brands=own_rows({}))))
    for n in range(60):
        book.create_sheet(f"s{n}")
    out = io.BytesIO()
    book.save(out)
    assert [problem.rule for problem in tried(out.getvalue()).problems] == ["too_many_sheets"]


def test_a_cell_at_the_far_corner_costs_no_memory(tried):
    """The library fills the whole rectangle: its process ends, ours goes on."""
    data = changed(as_xlsx(brands=own_rows({})), (b'<c r="A2"', b'<c r="XFD1048576"'), part="sheet1.xml")
    began = time.monotonic()
    assert tried(data).dataset is None
    assert time.monotonic() - began < 20
