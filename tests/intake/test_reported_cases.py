"""What public reports tell of files and cells: each case with what is right."""

import shutil
import subprocess

import openpyxl
import pytest

from brandmap.intake.upload import try_out
from tests.intake.test_upload import TODAY, as_csv, own_rows, rules


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    return lambda data: try_out(data, "own", collection.dataset, gazetteer, TODAY)


@pytest.mark.parametrize(
    ("code", "adcode"),
    [
        ("620201", "620200"), ("620201000000", "620200"), ("620422103201", "620422"), ("620981100000", "620981"),
        ("620824", "620881"), ("622426", "621123"), ("622421", "621102"), ("622621", "621202"), ("622628", "621226"),
        ("622400", "621100"), ("622600", "621200"),
    ],
)  # fmt: skip
def test_a_code_of_former_times_or_twelve_digits_is_todays(tried, code, adcode):
    trial = tried(as_csv(own_rows({"adcode": code, "place": ""})))
    assert [brand.adcode for brand in trial.dataset.brands] == [adcode]


def test_the_code_of_the_districts_of_a_city_is_answered_with_the_city(tried):
    trial = tried(as_csv(own_rows({"adcode": "620101", "place": ""}, {})))
    assert rules(trial) == [("brands", 2, "adcode", "unknown_adcode")]
    assert trial.problems[0].remedy("zh") == "请核对代码（兰州市是 620100），或改填“所在地”。"
    assert trial.problems[0].remedy("en") == "Check the code (Lanzhou City is 620100), or give the place instead."


@pytest.mark.parametrize(
    ("place", "like"), [("嘉峪关市雄关区", "嘉峪关市"), ("兰州新区", "兰州市"), ("会宁县郭城驿镇", "会宁县")]
)
def test_a_place_below_the_counties_is_answered_with_the_unit_it_lies_in(tried, place, like):
    trial = tried(as_csv(own_rows({"adcode": "", "place": place}, {})))
    assert rules(trial) == [("brands", 2, "place", "unknown_place_like")]
    assert trial.problems[0].values["suggestion"].split("、")[0] == like


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("hours", "8:00-12:00；14:00-18:00", "bad_hours"), ("hours", "9pm", "bad_hours"),
        ("months", "13", "bad_months"), ("award_edition", "第3届", "bad_edition"),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_a_circumstance_costs_the_cell_only(tried, column, cell, rule):
    trial = tried(as_csv(own_rows({column: cell})))
    assert rules(trial) == [("brands", 2, column, rule)]
    brand = trial.dataset.by_id["own-1"]
    assert (brand.stated_months if column == "months" else getattr(brand, column)) in ((), None)
    assert trial.passed


@pytest.mark.parametrize(
    ("cell", "season"),
    [
        ("春秋", ("spring", "autumn")), ("春季至秋季", ("spring", "summer", "autumn")),
        ("秋-春", ("autumn", "winter", "spring")), ("夏秋季", ("summer", "autumn")), ("冬天", ("winter",)),
    ],
)  # fmt: skip
def test_seasons_as_people_write_them(tried, cell, season):
    assert tried(as_csv(own_rows({"season": cell}))).dataset.by_id["own-1"].season == season


def test_bars_between_the_cells_are_read(tried):
    data = "\n".join("|".join(cell.replace("\n", " ") for cell in row) for row in own_rows({}, {}))
    assert tried(data.encode()).passed


def test_a_web_archive_named_xls_is_no_table(tried):
    trial = tried(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table><tr><td>1</td></tr></table>")
    assert [problem.rule for problem in trial.problems] == ["other_format"]


def test_the_heading_once_more_is_no_row(tried):
    rows = own_rows({}, {})
    trial = tried(as_csv([rows[0], rows[0], rows[1], rows[0], rows[2]]))
    assert (len(trial.dataset.brands), trial.problems) == (2, ())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_percentages_and_hidden_rows_of_other_workbooks_are_seen(tried, tmp_path, kind):
    book = openpyxl.Workbook()
    book.active.title = "brands"
    for row in own_rows({}, {}):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    figures = book.create_sheet("figures")
    figures.append(["brand", "order", "label_zh", "label_en", "value", "unit_zh", "unit_en", "as_printed", "source"])
    figures.append(["own-1", 1, "率", "Rate", 0.985, "%", "%", "98.5%", "own"])
    figures["E2"].number_format = "0.0%"
    book.save(tmp_path / "file.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), "file.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    trial = tried((tmp_path / f"file.{kind}").read_bytes())
    assert [(p.table, p.rule, p.value) for p in trial.problems] == [
        ("figures", "bad_number", "98.5%"), ("brands", "rows_hidden", "brands"),
    ]  # fmt: skip
    assert len(trial.dataset.brands) == 2
