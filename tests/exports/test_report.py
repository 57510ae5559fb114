"""The report of a check: many problems summed up; every one in a workbook, which can be given back."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from brandmap.__main__ import main
from brandmap.collection.filters import Filters
from brandmap.exports.sheets.csv_file import csv_of
from brandmap.exports.sheets.report import MAX_COMMENTS, report_xlsx
from brandmap.exports.sheets.template import template_csv
from brandmap.exports.sheets.xlsx_file import xlsx_bytes
from brandmap.intake.upload import try_out
from brandmap.intake.upload_report import problem_rows, report, summed_up

WRONG = {"season": "盛夏时节", "evidence": "听说", "theme": "无此主题"}


def models(count, **changes):
    """A CSV file of so many models, each wrong in the cells named."""
    heading, example = csv.reader(io.StringIO(template_csv().decode("utf-8-sig")))
    rows = [
        list({**dict(zip(heading, example, strict=True)), "id": f"own-{n}", "number": str(n), **changes}.values())
        for n in range(1, count + 1)
    ]
    return csv_of([heading, *rows])


@pytest.fixture(scope="module")
def tried(published, gazetteer):
    return lambda data: try_out(data, "own", published, gazetteer, date(2026, 1, 1))


@pytest.fixture(scope="module")
def published(collection):
    return collection.dataset


def test_few_problems_stand_one_by_one(tried):
    trial = tried(models(9, **WRONG))
    rows = problem_rows(trial.problems, "zh")
    assert [row[1:4] for row in rows[1:4]] == [
        ("2", "主题 (theme)", "无此主题"), ("2", "证据阶段 (evidence)", "听说"), ("2", "季节 (season)", "盛夏时节"),
    ]  # fmt: skip
    assert summed_up(trial.problems, "zh") == ""


def test_many_problems_are_summed_up_by_kind_with_the_first_examples(tried):
    trial = tried(models(500, **WRONG))
    assert len(trial.problems) == 1501  # and that no model is left
    zh, en = problem_rows(trial.problems, "zh"), problem_rows(trial.problems, "en")
    assert [row[:4] for row in zh[1:]] == [
        ("警务模式 (brands)", "2、3、4 等 500 行", "主题 (theme)", "无此主题"),
        ("警务模式 (brands)", "2、3、4 等 500 行", "证据阶段 (evidence)", "听说"),
        ("警务模式 (brands)", "2、3、4 等 500 行", "季节 (season)", "盛夏时节"),
    ]
    assert en[1][1] == "2, 3, 4 and others (500 rows)"
    assert summed_up(trial.problems, "zh") == "共 1501 条，按种类归为 4 项，每项举前几例。"
    lines = report(trial, "zh").splitlines()
    assert len(lines) == 10
    assert lines[7].startswith("  警务模式 (brands)、2、3、4 等 500 行、主题 (theme)、值“无此主题”：")


def test_the_values_of_a_kind_are_its_first_three(tried):
    heading, *rows = csv.reader(io.StringIO(models(40).decode("utf-8-sig")))
    for n, row in enumerate(rows):
        row[heading.index("evidence")] = f"乙{n}"
    trial = tried(csv_of([heading, *rows]))
    assert problem_rows(trial.problems, "zh")[1][1:4] == ("2、3、4 等 40 行", "证据阶段 (evidence)", "乙0、乙1、乙2…")


def test_the_workbook_lists_every_problem_and_marks_the_cells(tried):
    trial = tried(models(40, **WRONG))
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(trial, "zh")))
    assert book.sheetnames == ["检查报告", "brands 警务模式"]
    lines = list(book["检查报告"].values)
    assert lines[0] == ("表", "行", "单元格", "列", "值", "问题", "如何修改")
    assert len(lines) == 1 + len(trial.problems) == 122
    line = next(line for line in lines if line[1] == "3" and line[3] == "证据阶段 (evidence)")
    page, cell = book["brands 警务模式"], line[2].removeprefix("brands!")
    assert line[2] == "brands!AA3"
    assert (page[cell].value, page[cell].fill.fgColor.rgb) == ("听说", "FFF9D2CE")
    assert page[cell].comment.text == f"{line[5]} {line[6]}"
    heading = [cell.value for cell in page[1]]
    assert page.cell(3, heading.index("name_zh") + 1).fill.fill_type is None


def test_the_marked_workbook_given_back_has_the_same_faults_and_corrected_none(tried):
    trial = tried(models(40, evidence="听说"))
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(trial, "en")))
    again = tried(saved(book))
    rules = {(one.rule, one.row, one.column) for one in trial.problems}
    assert {(one.rule, one.row, one.column) for one in again.problems if one.rule != "sheet_ignored"} == rules
    page = book["brands 警务模式"]
    column = [cell.value for cell in page[1]].index("evidence") + 1
    for row in range(2, page.max_row + 1):
        page.cell(row, column).value = "internal_review"
    mended = tried(saved(book))
    assert (len(mended.added), [one.rule for one in mended.problems]) == (40, ["sheet_ignored"])


def test_a_changed_export_loses_nothing_on_its_way_through_the_report(tried, collection):
    """Measures that stand in a cell of the first sheet are carried on under their heading."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(collection, Filters(), "both", date(2026, 1, 1))))
    for title in book.sheetnames[1:]:
        del book[title]
    page = book.worksheets[0]
    heading = [cell.value for cell in page[1]]
    page.cell(2, heading.index("措施（中文）") + 1).value = "甲；乙"
    page.cell(2, heading.index("Measures (English)") + 1).value = "a; b"
    page.cell(3, heading.index("证据阶段（中文）") + 1).value = "听说"
    trial = tried(saved(book))
    again = tried(report_xlsx(trial, "zh"))
    assert [text.zh for text in again.dataset.brands[0].measures] == ["甲", "乙"]
    assert [(one.brand.id, one.parts) for one in again.changed] == [(one.brand.id, one.parts) for one in trial.changed]


def test_a_report_of_twenty_thousand_cells_is_bounded_and_the_same_each_time(tried):
    heading = next(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    trial = tried(csv_of([heading, *([f"坏 {n}", *["#REF!"] * (len(heading) - 1)] for n in range(500))]))
    content = report_xlsx(trial, "zh")
    assert content == report_xlsx(trial, "zh")
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    assert sum(cell.comment is not None for row in page for cell in row) == MAX_COMMENTS


def test_the_command_writes_it_and_says_so(tmp_path, capsys):
    file, out = tmp_path / "own.csv", tmp_path / "report.xlsx"
    file.write_bytes(models(40, **WRONG))
    assert main(["validate", str(file), "--report", str(out), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[5] == (
        "  121 in all, summed up in 4 kinds with the first examples of each. --report FILE.xlsx writes every one."
    )
    assert lines[-1] == f"wrote {out}"
    assert openpyxl.load_workbook(out).sheetnames[0] == "Report"
    assert main(["validate", str(file), "--report", str(tmp_path / "report.csv")]) == 1
    assert capsys.readouterr().err == f"无法写入 {tmp_path / 'report.csv'}：报告是 .xlsx 文件\n"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
