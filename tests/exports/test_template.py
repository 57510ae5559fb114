"""The template: headings as the reader wants them, an example that is valid, drop-downs of what may be chosen."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from brandmap import __main__ as command_line
from brandmap.exports.sheets.template import (
    EXAMPLES,
    FILLED,
    HELP_SHEET,
    LIST_SHEET,
    sheet_title,
    template_csv,
    template_xlsx,
)
from brandmap.intake.csv_file import read_records
from brandmap.intake.dataset import DATA, dataset_of
from brandmap.intake.upload import own_source
from brandmap.intake.workbook import read_workbook
from brandmap.schema import TABLES


@pytest.fixture(scope="module")
def content(collection, gazetteer):
    return template_xlsx(collection.dataset, gazetteer)


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_sheet_per_table_with_the_column_names_in_row_1(book):
    assert book.sheetnames == [*(sheet_title(TABLES[name]) for name in FILLED), "说明 help", "列表 lists"]
    for name in FILLED:
        page = book[sheet_title(TABLES[name])]
        assert [cell.value for cell in page[1]] == [column.name for column in TABLES[name].columns]
        assert [cell.value or "" for cell in page[2]] == [EXAMPLES[name].get(c.name, "") for c in TABLES[name].columns]
        assert page.max_row == 2


def test_the_same_collection_gives_the_same_bytes(content, collection, gazetteer):
    assert template_xlsx(collection.dataset, gazetteer) == content


def test_cells_are_text_so_that_6_8_does_not_become_a_date(book):
    page = book["brands 警务模式"]
    assert page.column_dimensions["A"].number_format == "@"
    assert page["A2"].number_format == "@"


def test_the_example_is_valid_data(content, collection, gazetteer):
    tables = read_workbook(content).tables
    assert tuple(tables) == FILLED
    raws = {name: read_records(TABLES[name], records, {}) for name, records in tables.items()}
    base = replace(collection.dataset, sources={**collection.dataset.sources, "own": own_source(date(2026, 1, 2))})
    loaded = dataset_of(raws, gazetteer, base, "template")
    assert loaded.problems == ()
    example = loaded.dataset.by_id["example"]
    assert (example.adcode, len(example.measures), len(example.figures), len(example.pictured)) == ("620826", 1, 1, 1)


def test_the_csv_template_is_the_sheet_of_the_brands():
    rows = list(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    assert rows[0] == [column.name for column in TABLES["brands"].columns]
    assert rows[1] == [EXAMPLES["brands"].get(name, "") for name in rows[0]]
    assert len(rows) == 2


def validations(book, sheet):
    """Column name → (type, what is offered, error style) of one sheet."""
    page = book[sheet]
    found = {}
    for rule in page.data_validations.dataValidation:
        (cells,) = rule.sqref.ranges
        column = page.cell(1, cells.min_col).value
        assert (cells.min_row, cells.max_row) == (2, 501)
        found[column] = (rule.type, offered(book, rule.formula1), rule.errorStyle)
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
    return found


def offered(book, formula):
    if not formula:
        return []
    sheet, _, cells = formula.rpartition("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]


def test_drop_downs_offer_exactly_what_the_reader_takes(book, collection, gazetteer):
    found = validations(book, "brands 警务模式")
    places = [unit for unit in gazetteer if gazetteer.is_place(unit.adcode)]
    assert found["theme"] == ("list", list(collection.dataset.themes), None)
    assert found["season"] == ("list", ["spring", "summer", "autumn", "winter", "all_year"], "information")
    assert found["season_basis"] == ("list", ["stated", "inferred"], None)
    assert found["evidence"] == ("list", ["press_report", "internal_review", "independent_evaluation"], None)
    assert found["source"] == ("list", ["own", "gsfzb-2024"], "information")
    assert found["adcode"][1] == [unit.adcode for unit in places]
    assert found["place"][1] == [unit.name.zh for unit in places]
    assert found["terms"][1] == list(collection.dataset.terms)
    assert found["name_zh"][1] == []
    assert set(found) == {column.name for column in TABLES["brands"].columns}
    assert validations(book, "places 地点")["role"] == ("list", ["home", "pictured"], None)
    assert validations(book, "measures 措施")["brand"][1][0] == "example"


def test_lists_and_help_speak_both_languages(book):
    lists = book[LIST_SHEET]
    assert [cell.value for cell in lists[1]][:5] == ["adcode", "中文名称", "English name", "市州", "Prefecture"]
    assert [cell.value for cell in lists[2]][:5] == ["620100", "兰州市", "Lanzhou City", "兰州市", "Lanzhou City"]
    page = book[HELP_SHEET]
    assert page["B1"].value.startswith("只有“brands 警务模式”这张表必须填写")
    assert page["E1"].value.startswith("Only the sheet “brands” has to be filled in")
    first = [row for row in page.iter_rows(values_only=True) if row[0] == "months"]
    assert [row[1] for row in first] == ["月份"]
    assert [row[4] for row in first] == ["Months"]


# --- the commands -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (
            "template.xlsx",
            "读取了工作表“brands 警务模式”、“measures 措施”、“figures 数字”、“places 地点”、"
            "“editions 届次”、“sources 来源”。",
        ),
        ("template.csv", "读取为 UTF-8，以逗号分隔。"),
    ],
)
def test_the_template_command_writes_what_validate_reads(tmp_path, capsys, name, read):
    path = tmp_path / name
    assert command_line.main(["template", "--out", str(path)]) == 0
    assert capsys.readouterr().out == f"wrote {path}\n"
    assert command_line.main(["validate", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "还不能使用，请按下面的提示修改后再试。",
        f"  {read}",
        "",
        "问题和提示：",
        "  警务模式 (brands)：除了示例行没有别的内容。 请从第 3 行起填写，或改写示例行并换掉标识 example。",
        "  警务模式 (brands)、第 2 行、标识 (id)、值“example”：这是模板的示例行，没有采用。 "
        "可以忽略，也可以删除这一行。",
    ]


def test_the_template_command_refuses_other_kinds_and_places(tmp_path, capsys):
    assert command_line.main(["template", "--out", str(tmp_path / "a.ods")]) == 1
    assert capsys.readouterr().err == f"the name must end in .xlsx or .csv: {tmp_path / 'a.ods'}\n"
    missing = tmp_path / "none" / "a.csv"
    assert command_line.main(["template", "--out", str(missing), "--lang", "zh"]) == 1
    assert capsys.readouterr().err == f"无法写入 {missing}：No such file or directory\n"


@pytest.fixture
def folder(tmp_path, files):
    """A copy of the published data folder."""
    for name in files:
        (tmp_path / f"{name}.csv").write_bytes(files[name])
    return tmp_path


def test_validate_accepts_the_published_folder(capsys):
    assert command_line.main(["validate", str(DATA), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Ready to use: 10 models; no row is left out.\n"


def test_validate_of_a_table_in_a_data_folder_checks_the_folder(folder, capsys):
    path = folder / "brands.csv"
    path.write_text(path.read_text("utf-8-sig").replace("瓜田警务", "西瓜警务"), "utf-8")
    assert command_line.main(["validate", str(path), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        f"Checking the whole folder: {folder}",
        "Ready to use: 10 models; no row is left out.",
        "  Changed (1): 6 Melon-field policing (Name (Chinese))",
    ]


def test_validate_says_what_a_faulty_row_takes_with_it(folder, capsys):
    path = folder / "brands.csv"
    path.write_text(path.read_text("utf-8-sig").replace("linxia-night,10,", "linxia-night,ten,"), "utf-8")
    assert command_line.main(["validate", str(folder), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ready to use: 9 models; 40 rows are left out, for the reasons listed below."
    assert lines[2].startswith("  Rows left out (40): Policing models, row 11; Measures, row 39;")
    assert lines[2].endswith(" and others, 40 in all")
    assert lines[6] == (
        "  40 in all, summed up in 5 kinds with the first examples of each. --report FILE.xlsx writes every one."
    )
    assert lines[7] == (
        "  Policing models (brands), row 11, No. (number), value “ten”: Not a whole number. "
        "Use a whole number from 1 to 100000."
    )
    # A line for each table that has rows of the model.
    assert [line.split(" (")[0] for line in lines if "The model it belongs to was left out." in line] == [
        "  Measures", "  Figures", "  Places", "  Teaching kit",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["terms.csv", "finder.csv"])
def test_validate_refuses_a_folder_that_lacks_a_file(folder, capsys, name):
    (folder / name).unlink()
    assert command_line.main(["validate", str(folder), "--lang", "en"]) == 1
    assert "The file is missing." in capsys.readouterr().out


def test_validate_of_nothing(tmp_path, capsys):
    assert command_line.main(["validate", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err == f"没有这个文件或文件夹：{tmp_path / 'none.csv'}\n"
