"""What public reports tell of files and cells: each case with what is right."""

import shutil
import subprocess

import openpyxl
import pytest

from brandmap.collection.filters import Collection
from brandmap.intake.cells import parse_cell
from brandmap.intake.decoding import decode
from brandmap.intake.upload import try_out
from brandmap.schema import TABLES
from tests.intake.test_upload import TODAY, as_csv, as_xlsx, own_rows, rules
from tests.intake.xlsb import xlsb


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


def test_text_pasted_from_a_pdf_is_stored_and_found_as_what_it_looks_like(tried, gazetteer):
    """12a: radicals in place of characters, U+2E80 to U+2FD5."""
    pasted = {"name_zh": "⼈⺠警务", "problem_zh": "⻓假期间⻛沙⼤，⻢队与⻋辆混⾏。", "theme": "⽣态"}
    brand = tried(as_csv(own_rows(pasted))).dataset.by_id["own-1"]
    assert (brand.name.zh, brand.problem.zh) == ("人民警务", "长假期间风沙大，马队与车辆混行。")
    assert brand.theme == "ecology"
    own = Collection.of(tried(as_csv(own_rows(pasted, {}))).dataset, gazetteer)
    assert own.index.matching("人民警务") == own.index.matching("renmin") == own.index.matching("⺠警") == {"own-1"}


def test_a_mark_of_a_pdf_in_a_heading_is_read_too(tried):
    rows = own_rows({}, {})
    rows[0][rows[0].index("when_zh")] = "运⾏时间（中⽂）"
    rows[0][rows[0].index("adcode")] = "⾏政区划代码"
    assert tried(as_csv(rows)).problems == ()


def test_a_place_that_is_no_unit_of_the_province_is_said_without_a_guess(tried):
    """11-13: 矿区 is no county."""
    trial = tried(as_csv(own_rows({"adcode": "", "place": "矿区"}, {})))
    assert rules(trial) == [("brands", 2, "place", "unknown_place")]
    assert trial.problems[0].values["suggestion"] == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("place\n會寧縣\n", "big5hkscs"), ("id,name_zh\nx,會寧縣牧民草原巡邏隊\n", "big5"),
        # Too few to tell: refused in words, never shown as other characters.
        ("id,name_zh\nx,夜市警務\n", ""), ("id,名稱\nx,生態警務\n", ""),
    ],
)  # fmt: skip
def test_a_few_characters_in_big5_are_never_other_ones(text, encoding):
    assert decode(text.encode("big5")) == ((text, encoding, "") if encoding else ("", "", "encoding"))


@pytest.mark.parametrize("text", ["name\n甘肃\n", "place\n会宁县\n", "名称\n矿区\n", "place\n會寧縣\n"])
def test_a_few_characters_in_gb18030_stay_what_they_are(text):
    assert decode(text.encode("gb18030")) == (text, "gb18030", "")


def test_a_binary_workbook_is_read_and_says_what_cannot_be_seen_of_it(tried):
    figures = [["brand", "order", "label_zh", "label_en", "value", "unit_zh", "unit_en", "as_printed", "source"]]
    figures.append(["own-1", 1.0, "率", "Rate", 0.985, "%", "%", "98.5%", "own"])
    trial = tried(xlsb({"brands": own_rows({}, {}), "figures": figures}))
    assert [(p.rule, p.kept) for p in trial.problems] == [("formats_unread", True)]
    assert trial.problems[0].message("zh") == "这种二进制工作簿（.xlsb）读不出数字格式和隐藏的行。"
    assert [figure.value for figure in trial.dataset.by_id["own-1"].figures] == [0.985]


def _headed(change):
    """One model under the Chinese labels of the columns, each changed."""
    heading, *rows = own_rows({})
    return as_csv([[change(TABLES["brands"].column(name)) for name in heading], *rows])


@pytest.mark.parametrize(
    "change",
    [
        lambda column: f"*{column.label_zh}" if column.required else column.label_zh,
        lambda column: f"{column.label_zh}（{'必填' if column.required else '选填'}）",
        lambda column: f"{column.label_zh}：",
        lambda column: f"★{column.label_zh}\n（不超过50字）",
        lambda column: f"{column.label_en} (required)",
    ],
)
def test_what_forms_add_to_the_name_of_a_column_is_no_part_of_it(tried, change):
    trial = tried(_headed(change))
    assert ([brand.id for brand in trial.dataset.brands], trial.problems) == (["own-1"], ())


def test_another_word_in_brackets_stays_part_of_the_name(tried):
    trial = tried(_headed(lambda column: "名称（简称）" if column.name == "name_zh" else column.name))
    assert [(p.rule, p.column) for p in trial.problems if p.fatal] == [("missing_column", "name_zh")]


@pytest.mark.parametrize("table", [as_csv, lambda rows: as_xlsx(Sheet1=rows)])
def test_column_names_below_each_other_are_one_line(tried, table):
    trial = tried(table([list(column) for column in zip(*own_rows({}, {}), strict=True)]))
    assert rules(trial) == [("brands", 1, "", "transposed")]


def test_sums_and_remarks_of_a_csv_file_are_named_by_what_they_say(tried):
    heading, first, second = own_rows({}, {})
    remarks = {
        2: ["一、农业类"],
        4: ["二、治安类", "共1个"],
        7: ["注：由各县区填报"],
        8: ["填表人：某某", "", "审核人：某某"],
    }
    rows = [heading, remarks[2], first, remarks[4], second, [""], remarks[7], remarks[8]]
    named = [(row, "not_a_record", cells[0]) for row, cells in remarks.items()]
    assert [(p.row, p.rule, p.value) for p in tried(as_csv(rows)).problems] == named


def test_what_stands_under_no_name_is_named_once(tried):
    heading, first, second = own_rows({}, {})
    stray = ("brands", 3, "", "nameless_column")
    nameless = [[*heading, "", " "], [*first, "", ""], [*second, "√", "已核"]]
    assert rules(tried(as_csv(nameless))) == [stray]
    beside = tried(as_xlsx(brands=[heading, first, [*second, None, "已核"]]))
    assert (rules(beside), beside.problems[0].value, len(beside.dataset.brands)) == ([stray], "已核", 2)


@pytest.mark.parametrize("words", ["同上", "同上。", "〃", '"', "Ditto"])
def test_the_row_above_is_not_seen_on_the_map(tried, words):
    trial = tried(as_csv(own_rows({}, {"unit_zh": words, "note_zh": words})))
    assert rules(trial) == [("brands", 3, "unit_zh", "ditto"), ("brands", 3, "note_zh", "ditto")]


@pytest.mark.parametrize(
    ("column", "cell", "attribute", "value"),
    [
        ("number", "1.", "number", 1), ("number", "2、", "number", 2), ("number", "（3）", "number", 3),
        ("number", "⑫", "number", 12), ("number", "第４", "number", 4),
        ("theme", "ecology（生态）", "theme", "ecology"), ("theme", "生态 ecology", "theme", "ecology"),
        ("season", "summer（夏季）、autumn（秋季）", "season", ("summer", "autumn")),
        ("season", "四季", "season", ("all_year",)),
        ("months", "6-8月份", "stated_months", (6, 7, 8)), ("months", "六、七、十二月", "stated_months", (6, 7, 12)),
        ("months", "11月至次年2月", "stated_months", (11, 12, 1, 2)),
        ("hours", "21:00至次日凌晨2:00", "hours", ("21:00", "02:00")),
        ("adcode", '="620422"', "adcode", "620422"), ("id", "own–1", "id", "own-1"), ("id", "own−1", "id", "own-1"),
    ],
)  # fmt: skip
def test_cells_with_one_meaning_are_taken(tried, column, cell, attribute, value):
    trial = tried(as_csv(own_rows({"place": "" if column == "adcode" else "庄浪县", column: cell})))
    assert trial.problems == ()
    assert [getattr(brand, attribute) for brand in trial.dataset.brands] == [value]


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("number", "1号", "bad_integer"), ("number", "1/2", "bad_integer"), ("theme", "生态 科技", "unknown_choice"),
        ("theme", "生态类", "unknown_choice"), ("months", "二十月", "bad_months"), ("months", "6月上旬", "bad_months"),
        ("hours", "21:00至凌晨2:00", "bad_hours"),
    ],
)  # fmt: skip
def test_cells_with_two_meanings_are_named(tried, column, cell, rule):
    assert rules(tried(as_csv(own_rows({column: cell}))))[-1] == ("brands", 2, column, rule)


def test_the_province_is_not_suggested_as_a_place(gazetteer):
    assert [unit.level for unit in gazetteer.similar_units("甘肃省")] == []


def test_a_full_stop_after_an_address_is_no_part_of_it(collection):
    column = TABLES["sources"].column("url")
    assert parse_cell(column, "https://example.cn/1。") == "https://example.cn/1"


@pytest.mark.parametrize("owner", ["", "同上", "?"])
def test_a_row_of_no_model_in_one_language_is_named(tried, owner):
    """A template filled in Chinese, with a merged or empty cell where the model should stand."""
    heading, *rows = own_rows({})
    kept = [n for n, name in enumerate(heading) if not name.endswith("_en")]
    brands = [[row[n] for n in kept] for row in (heading, *rows)]
    trial = tried(as_xlsx(brands=brands, measures=[["brand", "order", "measure_zh"], [owner, "1", "巡逻"]]))
    assert [brand.id for brand in trial.dataset.brands] == ["own-1"]
    assert [(p.table, p.row, p.column) for p in trial.problems if p.costs_row] == [("measures", 2, "brand")]
