"""Workbooks as people make them, and as somebody with other intentions does: one outcome each."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

import datetime
import io
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from brandmap.intake.upload import try_out
from brandmap.schema import TABLES
from tests.intake.test_upload import as_xlsx, own_rows, repacked, rules, zip_of

#: How .xls files and workbooks with a password begin.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    return lambda data: try_out(data, "own.xlsx", collection.dataset, gazetteer, date(2026, 1, 2))


class Filled:
    """A workbook with the sheet ``brands`` and two models in rows 2 and 3, to be changed cell by cell."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.sheet: Worksheet = self.book.active
        self.sheet.title = "brands"
        rows = own_rows({}, {})
        self.names = rows[0]
        for row in rows:
            self.sheet.append(row)

    def at(self, row: int, name: str):
        return self.sheet.cell(row, self.names.index(name) + 1)

    @property
    def data(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


@pytest.fixture
def filled():
    return Filled()


@pytest.mark.parametrize("value", [620982, 620982.0, "620982", "'620982", "６２０９８２", "620982.0", "620982000000"])
def test_a_code_may_be_a_number_or_a_text(tried, filled, value):
    filled.at(2, "adcode").value = value
    filled.at(2, "place").value = None
    trial = tried(filled.data)
    assert trial.passed
    assert trial.dataset.by_id["own-1"].adcode == "620982"


def test_merged_cells_are_said_where_they_cost_a_row(tried, filled):
    column = filled.names.index("unit_zh") + 1
    filled.sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    trial = tried(filled.data)
    assert rules(trial) == [("brands", 3, "unit_zh", "required"), ("brands", None, "", "merged_cells")]
    assert [brand.id for brand in trial.dataset.brands] == ["own-1"]
    assert trial.problems[1].value == "brands"


def test_hidden_sheets_are_read_and_said(tried, filled):
    figures = filled.book.create_sheet("figures")
    figures.append(["brand", "order", "label_zh", "label_en", "value", "unit_zh", "unit_en", "as_printed", "source"])
    figures.append(["own-1", 1, "辖区村庄", "Villages", 12, "个", "villages", "12个", "own"])
    figures.sheet_state = "veryHidden"
    filled.book.create_sheet("空").sheet_state = "hidden"
    trial = tried(filled.data)
    assert trial.passed
    assert [(p.rule, p.value) for p in trial.problems] == [("sheet_hidden", "figures")]
    assert [figure.value for figure in trial.dataset.by_id["own-1"].figures] == [12]


def test_a_formula_counts_as_its_last_result_and_its_error_as_an_error(tried):
    out = io.BytesIO()
    rows = own_rows({}, {}, {})
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("brands")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        unit, name = rows[0].index("unit_zh"), rows[0].index("name_zh")
        sheet.write_formula(1, name, '="大漠"&"护游"', value="大漠护游")
        sheet.write_formula(2, unit, "=VLOOKUP(1,A1:B2,9)", value="#REF!")
        sheet.write_formula(3, unit, '=WEBSERVICE("http://example.com")', value="#VALUE!")
    trial = tried(out.getvalue())
    assert [(brand.id, brand.name.zh) for brand in trial.dataset.brands] == [("own-1", "大漠护游")]
    assert rules(trial) == [("brands", row, "unit_zh", "failed_formula") for row in (3, 4)]


def test_what_excel_makes_of_months_and_hours_is_named_with_its_remedy(tried, filled):
    filled.at(2, "months").value = datetime.datetime(2026, 6, 8)
    filled.at(2, "hours").value = datetime.time(21)
    trial = tried(filled.data)
    assert rules(trial) == [("brands", 2, "months", "bad_months"), ("brands", 2, "hours", "bad_hours")]
    assert [problem.shown_value for problem in trial.problems] == ["2026-06-08", "21:00"]
    assert trial.problems[0].remedy("zh") == "请填如 7 或 6;7;8 或 6-8。"
    assert [brand.id for brand in trial.dataset.brands] == ["own-1", "own-2"]


def test_a_date_cell_of_a_source_is_read_in_any_format(tried, filled):
    sources = filled.book.create_sheet("sources")
    columns = ("title_zh", "title_en", "publisher_zh", "publisher_en", "notice_zh", "notice_en")
    sources.append(["id", "published", *columns])
    for name, given in (("a", datetime.datetime(2025, 3, 4)), ("b", 45720), ("c", "2025.03.04"), ("d", "三月")):
        sources.append([name, given, *columns])
    for row, name in ((2, "a"), (3, "d")):
        filled.at(row, "source").value = name
    figures = filled.book.create_sheet("figures")
    figures.append(["brand", "order", "label_zh", "label_en", "value", "unit_zh", "unit_en", "as_printed", "source"])
    for order, name in enumerate("bc", 1):
        figures.append(["own-1", order, "村庄", "Villages", 12, "个", "villages", "12个", name])
    trial = tried(filled.data)
    assert rules(trial) == [("sources", 5, "published", "bad_date")]
    assert trial.left_out == ()
    assert {name: trial.dataset.sources[name].published for name in "abcd"} == {
        **dict.fromkeys("abc", date(2025, 3, 4)), "d": None,
    }  # fmt: skip


def test_links_comments_and_names_in_a_workbook_have_no_part(tried, filled):
    filled.at(2, "name_zh").hyperlink = "javascript:top.hostile=1"
    filled.at(2, "name_en").comment = openpyxl.comments.Comment("=cmd|'/C calc'!A0", "<script>")
    filled.sheet.row_dimensions[3].hidden = True
    trial = tried(filled.data)
    assert trial.passed
    assert len(trial.dataset.brands) == 2
    assert "javascript" not in repr(trial.dataset)


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("an OpenDocument table", zip_of(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "broken_workbook"),
        ("a binary workbook", zip_of(**{"xl/workbook.bin": b"x", "[Content_Types].xml": b"<x/>"}), "broken_workbook"),
        ("a Word document", zip_of(**{"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "not_workbook"),
        ("a zipped CSV file", zip_of(**{"brands.csv": b"id,number\n"}), "not_workbook"),
        ("paths out of the archive", zip_of(**{"../../etc/passwd": b"x", "C:\\x.csv": b"x"}), "not_workbook"),
        ("a workbook with a password, or .xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"E\0n\0c\0r\0y\0p\0t\0e\0d", "old_excel"),
        ("the signature alone", b"PK\x03\x04", "broken_workbook"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_other_files_are_refused_with_a_remedy(tried, name, data, rule):
    trial = tried(data)
    assert trial.dataset is None
    assert [problem.rule for problem in trial.problems] == [rule]
    for lang, word in (("zh", "xlsx"), ("en", "xlsx")):
        assert word in trial.problems[0].remedy(lang)


def test_a_workbook_of_charts_alone_is_no_traceback(tried):
    book = openpyxl.Workbook()
    book.create_chartsheet("c")
    book.remove(book.active)
    out = io.BytesIO()
    book.save(out)
    assert [problem.rule for problem in tried(out.getvalue()).problems] == ["broken_workbook"]


def test_two_entries_of_one_name_and_odd_paths_do_not_confuse_it(tried):
    whole = as_xlsx(brands=own_rows({}))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    out = io.BytesIO(whole)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet.replace(b"own-1", b"own-9"))
    trial = tried(out.getvalue())
    assert [brand.id for brand in trial.dataset.brands] == ["own-9"]
    odd = repacked(whole, lambda parts: parts.update({"../../../tmp/x": b"x", "xl/../../evil": b"x"}))
    assert tried(odd).passed


def test_the_data_in_the_second_of_three_sheets(tried):
    trial = tried(as_xlsx(封面=[["警务模式"], ["某县公安局"]], 第二张=own_rows({}, {}), 备用=[]))
    assert trial.passed
    assert (len(trial.dataset.brands), trial.manner.sheets) == (2, ("第二张",))
    assert [(p.rule, p.value) for p in trial.problems] == [("sheet_ignored", "封面")]


def test_a_merged_title_above_and_hidden_rows_and_columns(tried, filled):
    filled.sheet.insert_rows(1, 2)
    filled.sheet["A1"] = "警务模式登记表（2024年）"
    filled.sheet.merge_cells("A1:H1")
    filled.sheet.row_dimensions[5].hidden = True
    filled.sheet.column_dimensions["C"].hidden = True
    trial = tried(filled.data)
    assert trial.passed
    assert rules(trial) == [
        ("brands", 1, "", "lines_above"), ("brands", None, "", "merged_cells"),
        ("brands", None, "", "columns_hidden"), ("brands", None, "", "rows_hidden"),
    ]  # fmt: skip
    assert trial.problems[-1].message("zh") == "这张表有 1 行被筛选或隐藏，但同样读取了。"
    assert [brand.row for brand in trial.dataset.brands] == [4, 5]


def test_a_thousand_formatted_rows_and_columns_without_contents(tried, filled):
    for row in range(4, 1004):
        filled.sheet.cell(row, 1).number_format = "0.00%"
    for column in range(50, 90):
        filled.sheet.cell(1, column).value = " "
    trial = tried(filled.data)
    assert trial.passed
    assert len(trial.dataset.brands) == 2


@pytest.mark.parametrize(
    ("value", "style", "number"),
    [(0.11, "0%", None), (11, "0.00E+00", 11), ("11", "@", 11), ("'11", "@", 11), (True, "General", None), (11.5, "0", None)],
)  # fmt: skip
def test_a_number_counts_as_its_value_not_as_it_is_formatted(tried, filled, value, style, number):
    cell = filled.at(2, "number")
    cell.value, cell.number_format = value, style
    trial = tried(filled.data)
    if number is None:
        assert rules(trial) == [("brands", 2, "number", "bad_integer")]
        assert [brand.id for brand in trial.dataset.brands] == ["own-2"]
    else:
        assert trial.dataset.by_id["own-1"].number == number


def test_headings_in_chinese_with_line_breaks(tried):
    rows = own_rows({})
    labels = {column.name: column.label_zh for column in TABLES["brands"].columns}
    rows[0] = [labels[name].replace("（", "\n（") for name in rows[0]]
    assert tried(as_xlsx(模式=rows)).passed


def test_an_autofilter_a_table_and_a_frozen_pane_change_nothing(tried, filled):
    filled.sheet.auto_filter.ref = "A1:D3"
    filled.sheet.freeze_panes = "B2"
    filled.sheet.row_dimensions[2].outlineLevel = 1
    assert tried(filled.data).passed


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("an Excel workbook with a password", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "old_excel"),
        ("an old .xls", OLE + "Workbook".encode("utf-16-le") + bytes(600), "old_excel"),
        ("a WPS .et file", OLE + bytes(600), "old_excel"),
        ("a PDF", b"%PDF-1.4\n1 0 obj <<>> endobj", "other_format"),
        ("a presentation", zip_of(**{"ppt/presentation.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "not_workbook"),
        ("a Numbers document", zip_of(**{"Index/Document.iwa": b"x"}), "numbers_file"),
        ("an EPUB", zip_of(**{"mimetype": b"application/epub+zip"}), "not_workbook"),
        ("a 7-Zip archive", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100), "not_text"),
        ("a web page that calls itself .xls", b"<table><tr><td>id</td></tr></table>", "other_format"),
        ("an XML spreadsheet of Excel 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "other_format"),
        ("a SQLite file", b"SQLite format 3\x00" + bytes(100), "not_text"),
        ("an entity bomb", b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "other_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_files_under_a_wrong_name(tried, name, data, rule):
    trial = tried(data)
    assert trial.dataset is None
    assert [problem.rule for problem in trial.problems] == [rule]
    for lang in ("zh", "en"):
        assert trial.problems[0].message(lang)
        assert trial.problems[0].remedy(lang)
