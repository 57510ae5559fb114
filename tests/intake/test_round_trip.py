"""What the app exports may be given back to it: nothing is lost, and what cannot be read back is said."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from brandmap.__main__ import main
from brandmap.collection.filters import Collection, Filters
from brandmap.exports.sheets.csv_file import csv_bytes, csv_of
from brandmap.exports.sheets.xlsx_file import xlsx_bytes
from brandmap.intake.headings import column_of
from brandmap.intake.upload import Manner, try_out
from brandmap.intake.upload_report import manner, report
from brandmap.records import Text
from brandmap.schema import TABLES
from brandmap.tables.columns import language_columns
from brandmap.tables.sheets import SHEETS
from tests.intake.test_upload import as_csv, as_xlsx, own_rows, rules

TODAY = date(2026, 1, 2)
BUILDERS = {"csv": csv_bytes, "xlsx": xlsx_bytes}
LANGUAGES = ("zh", "en", "both")


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    return lambda data: try_out(data, "own", collection.dataset, gazetteer, TODAY)


def bare(brands):
    return {brand.id: replace(brand, row=0) for brand in brands}


def edited(data, change):
    """An exported CSV file with ``change(rows)`` applied to its rows, each a dict by heading."""
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    rows = list(reader)
    change(rows)
    heading = reader.fieldnames
    return csv_of([heading, *([row[name] for name in heading] for row in rows)])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", BUILDERS)
def test_an_export_comes_back_whole(tried, collection, kind, lang):
    trial = tried(BUILDERS[kind](collection, Filters(), lang, TODAY))
    assert trial.passed
    assert rules(trial) == ([] if lang == "both" else [("brands", 1, "", f"only_{lang}")])
    assert bare(trial.dataset.brands) == bare(collection.dataset.brands)
    assert (len(trial.unchanged), trial.missing, trial.added, trial.changed) == (10, (), (), ())
    assert trial.dataset.sources == collection.dataset.sources
    assert trial.dataset.themes == collection.dataset.themes


@pytest.mark.parametrize("kind", BUILDERS)
def test_an_exported_file_is_valid_on_the_command_line(tmp_path, capsys, kind):
    file = tmp_path / f"out.{kind}"
    assert main(["export", "--format", kind, "--lang", "zh", "--theme", "agriculture", "--out", str(file)]) == 0
    assert main(["validate", str(file), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Ready to use: 3 models; no row is left out." in said
    assert "The table is in Chinese only: where it says what is published, the published English is kept" in said


def test_every_heading_of_an_export_is_known():
    for sheet in SHEETS:
        for lang in LANGUAGES:
            unknown = [
                title
                for _, _, title in language_columns(sheet.columns, lang)
                if not column_of(TABLES[sheet.name], title)
            ]
            assert unknown == []


def test_a_heading_means_one_column_only():
    for table in TABLES.values():
        for column in table.columns:
            for heading in (column.name, column.label_zh, column.label_en, f" {column.name.upper()} "):
                assert column_of(table, heading) == column.name


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("编号名", "id"), ("编号名 Id", "id"), ("机制（中文）", "mechanism_zh"), ("机制（英文）", "mechanism_en"),
        ("Mechanism (English)", "mechanism_en"),
        ("标签 Terms", "terms"), ("区划代码", "adcode"), ("统计用区划代码", "adcode"), ("县级代码", "adcode"),
        ("行政区划", "adcode"), ("所在县区", "place"), ("县（市、区）", "place"), ("县区", "place"), ("地点", "place"),
        ("所在县（市、区）", "place"),
    ],
)  # fmt: skip
def test_headings_of_former_exports_and_official_forms_are_known(heading, column):
    assert column_of(TABLES["brands"], heading) == column


def test_what_was_changed_in_one_language_is_shown_in_both(tried, collection):
    def change(rows):
        rows[5]["名称"] = "瓜地警务"
        rows[5]["措施"] = "看瓜；护瓜"

    trial = tried(edited(csv_bytes(collection, Filters(), "zh", TODAY), change))
    assert [(c.brand.id, c.parts) for c in trial.changed] == [("huining-melon", ("name_zh", "name_en", "measures"))]
    melon = trial.dataset.by_id["huining-melon"]
    assert melon.name == Text("瓜地警务", "瓜地警务")
    assert melon.measures == (Text("看瓜", "看瓜"), Text("护瓜", "护瓜"))
    assert melon.summary == collection.dataset.by_id["huining-melon"].summary
    assert len(trial.unchanged) == 9


def test_what_cannot_be_read_back_from_a_cell_is_said(tried, collection):
    def change(rows):
        rows[7]["Figures (English)"] = "Area of Huaniu apples in the county: 6 mu"
        rows[5]["Theme (English)"] = "Tourism"
        rows[6]["Measures (English)"] += "; one more"
        rows[7]["来源（中文）"] = rows[7]["Source (English)"] = "《县志》"

    trial = tried(edited(csv_bytes(collection, Filters(), "both", TODAY), change))
    assert trial.passed
    assert sorted((p.row, p.column, p.rule, p.value[:9]) for p in trial.problems) == [
        (7, "theme", "columns_disagree", "Tourism"),
        (8, "measures", "list_mismatch", collection.dataset.by_id["kang-pepper"].measures[0].zh[:9]),
        (9, "figures", "not_read_back", "全县花牛苹果面积："),
        (9, "source", "own_source", "《县志》"),
    ]
    assert trial.dataset.by_id["huining-melon"].theme == "agriculture"
    assert trial.dataset.by_id["kang-pepper"].measures == ()
    assert trial.dataset.by_id["gangu-orchard"].source == "own"


def test_a_cell_that_looks_like_a_formula_comes_back_as_it_was(tried, collection, gazetteer):
    brand = replace(collection.dataset.brands[0], name=Text("=1+1", "-x"), note=Text("@sum", "'quoted"))
    made = Collection.of(replace(collection.dataset, brands=(brand,)), gazetteer)
    for kind, build in BUILDERS.items():
        found = tried(build(made, Filters(), "both", TODAY)).dataset.by_id[brand.id]
        assert (found.name, found.note) == (brand.name, brand.note), kind


def test_own_models_exported_while_in_use_come_back(tried, collection, gazetteer):
    own = tried(as_csv(own_rows({"season": "夏、秋", "months": "7-9"}, {"place": "jingning"}))).dataset
    for kind, build in BUILDERS.items():
        for lang in LANGUAGES:
            trial = tried(build(Collection.of(own, gazetteer), Filters(), lang, TODAY))
            assert trial.passed, (kind, lang)
            found = bare(trial.dataset.brands)
            assert list(found) == ["own-1", "own-2"]
            if lang == "both":
                assert found == bare(own.brands)
            assert {p.rule for p in trial.problems} <= {"only_zh", "only_en"}


def test_a_template_filled_in_chinese_only(tried):
    chinese = {name: "" for name in own_rows({})[0] if name.endswith("_en")}
    trial = tried(as_csv(own_rows({"id": "example", "number": "9"}, chinese, {**chinese, "name_zh": "大漠护游"})))
    assert trial.passed
    assert [brand.name for brand in trial.dataset.brands][1] == Text("大漠护游", "大漠护游")
    assert rules(trial) == [("brands", 1, "", "only_zh"), ("brands", 2, "id", "example_row")]
    # One model in both languages makes a missing text an oversight again.
    mixed = tried(as_csv(own_rows({}, {"name_en": ""})))
    assert rules(mixed) == [("brands", 3, "name_en", "required")]


def test_a_heading_of_two_rows_is_read(tried):
    """As merged cells leave it: 名称 over 中文 and 英文, the second cell of the first row empty."""
    rows = own_rows({"name_zh": "大漠护游", "name_en": "Dune patrol"}, {"hours": "9pm"})
    above, below = [], []
    for name in rows[0]:
        column = TABLES["brands"].column(name)
        stem = column.label_zh.removesuffix("（中文）").removesuffix("（英文）")
        above.append("" if name.endswith("_en") else stem)
        below.append({"_zh": "中文", "_en": "英文"}.get(name[-3:], ""))
    for data in (as_csv([above, below, *rows[1:]]), as_xlsx(brands=[["登记表"], above, below, *rows[1:]])):
        trial = tried(data)
        assert trial.dataset.by_id["own-1"].name == Text("大漠护游", "Dune patrol")
        assert [p.rule for p in trial.problems if p.rule != "lines_above"] == ["bad_hours"]


def test_titles_above_the_heading_are_passed_over(tried):
    rows = [["警务模式登记表"], ["填表单位：", "某县公安局"], [], *own_rows({}, {"id": "9 pm"})]
    for data in (as_csv(rows), as_xlsx(登记表=rows)):
        trial = tried(data)
        assert rules(trial) == [("brands", 1, "", "lines_above"), ("brands", 6, "id", "bad_id")]
        assert trial.problems[0].message("zh") == "表头在第 4 行，它上面的内容没有采用。"
        assert [brand.row for brand in trial.dataset.brands] == [5]


@pytest.mark.parametrize(
    ("encoding", "mark", "zh", "en"),
    [
        ("utf-8-sig", ",", "读取为 UTF-8，以逗号分隔。", "Read as UTF-8, separated by commas."),
        ("gb18030", "\t", "读取为 GB18030，以制表符分隔。", "Read as GB18030, separated by tabs."),
        ("utf-16", ";", "读取为 UTF-16，以分号分隔。", "Read as UTF-16, separated by semicolons."),
        ("utf-8", "，", "读取为 UTF-8，以全角逗号分隔。", "Read as UTF-8, separated by full-width commas."),
    ],
)
def test_how_a_file_was_read_is_said(tried, encoding, mark, zh, en):
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(own_rows({}))
    trial = tried(out.getvalue().encode(encoding))
    assert (manner(trial, "zh"), manner(trial, "en")) == (zh, en)
    assert report(trial, "zh").splitlines()[1] == f"  {zh}"


def test_it_is_said_of_a_file_that_cannot_be_used_too(tried):
    assert tried("甲;乙\n1;2\n".encode("gb18030")).manner == Manner("gb18030", ",")
    assert manner(tried(b"\x00"), "zh") == ""


def test_the_sheets_that_were_read_are_named(tried):
    trial = tried(as_xlsx(草稿=[["随手记"]], 数据=own_rows({})))
    assert manner(trial, "zh") == "读取了工作表“数据”。"
    assert manner(trial, "en") == "Sheets read: “数据”."


def test_an_export_edited_in_a_spreadsheet(tried, collection):
    """Another number of a figure, on the sheet of the figures."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(collection, Filters(), "both", TODAY)))
    page = book["数字 Figures"]
    page.cell(2, 7).value = 6
    out = io.BytesIO()
    book.save(out)
    trial = tried(out.getvalue())
    assert [(c.brand.id, c.parts) for c in trial.changed] == [("gangu-orchard", ("figures",))]
    assert [figure.value for figure in trial.dataset.by_id["gangu-orchard"].figures] == [6]


def test_a_model_left_out_is_said_once(tried, collection):
    def misspell(rows):
        rows[7]["Season"] = "fruit time"

    trial = tried(edited(csv_bytes(collection, Filters(), "en", TODAY), misspell))
    assert rules(trial) == [("brands", 1, "", "only_en"), ("brands", 9, "season", "not_allowed")]
    assert trial.left_out == (("brands", 9),)
    assert [brand.id for brand in trial.missing] == ["gangu-orchard"]
