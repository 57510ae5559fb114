"""A visitor's own file: what is used, what is said, and what is refused before anything is parsed."""

import csv
import io
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from brandmap.collection import provenance as provenance_of
from brandmap.collection.filters import Collection, Filters
from brandmap.exports.sheets.template import template_csv, template_xlsx
from brandmap.intake.limits import MAX_EXPANDED
from brandmap.intake.upload import Trial, try_out
from brandmap.intake.upload_report import report, summary, verdict
from brandmap.intake.workbook import read_workbook
from brandmap.intake.workbook_cells import text_of
from brandmap.markup import clean

TODAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    """``tried(data)``: the trial against the published collection."""

    def trial_of(data, name="file.csv"):
        return try_out(data, name, collection.dataset, gazetteer, TODAY)

    return trial_of


def own_rows(*changes):
    """Heading and a row per change, each the template's example with those cells."""
    heading, example = csv.reader(io.StringIO(template_csv().decode("utf-8-sig")))
    given = [{"id": f"own-{n}", "number": str(n), **change} for n, change in enumerate(changes, 1)]
    rows = [{**dict(zip(heading, example, strict=True)), **one} for one in given]
    return [heading, *([row[name] for name in heading] for row in rows)]


def as_csv(rows, encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rules(trial):
    return [(p.table, p.row, p.column, p.rule) for p in trial.problems]


def zip_of(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(data, change):
    """The workbook with ``change(parts)`` applied to its parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zip_of(**parts)


# --- what is used -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "adcode"),
    [
        ({"place": "敦煌市"}, "620982"),
        ({"place": "敦煌"}, "620982"),
        ({"place": "dunhuang"}, "620982"),
        ({"place": "Dūn Huáng"}, "620982"),
        ({"place": "Dunhuang City"}, "620982"),
        ({"place": "", "adcode": "620982"}, "620982"),
        ({"place": "临夏回族自治州"}, "622900"),
        ({"place": "Jiayuguan"}, "620200"),
    ],
)
def test_a_place_is_given_by_name_pinyin_or_code(tried, cells, adcode):
    trial = tried(as_csv(own_rows(cells)))
    assert trial.passed
    assert [brand.adcode for brand in trial.dataset.brands] == [adcode]


def test_every_county_and_prefecture_can_be_used_by_code(tried, gazetteer):
    codes = [unit.adcode for unit in gazetteer if gazetteer.is_place(unit.adcode)]
    trial = tried(as_csv(own_rows(*({"place": "", "adcode": code} for code in codes))))
    assert trial.passed
    assert [brand.adcode for brand in trial.dataset.brands] == codes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_as_chinese_spreadsheets_write_it(tried, encoding):
    trial = tried(as_csv(own_rows({"name_zh": "大漠护游"}), encoding))
    assert trial.passed
    assert trial.dataset.by_id["own-1"].name.zh == "大漠护游"


def test_good_rows_are_used_and_bad_ones_listed(tried):
    trial = tried(as_csv(own_rows({}, {"id": "9 pm"}, {"theme": "space"}, {})))
    assert [brand.id for brand in trial.dataset.brands] == ["own-1", "own-4"]
    assert rules(trial) == [("brands", 3, "id", "bad_id"), ("brands", 4, "theme", "unknown_choice")]
    assert trial.left_out == (("brands", 3), ("brands", 4))
    assert not trial.passed


def test_added_changed_the_same_and_missing(tried, files):
    rows = list(csv.reader(io.StringIO(files["brands"].decode("utf-8-sig"))))
    cells = {"name_en": "Cleverer policing", "months": "5", "adcode": "620421", "place": ""}
    changed = dict(zip(rows[0], rows[2], strict=True)) | cells
    new = dict(zip(rows[0], rows[3], strict=True)) | {"id": "new-one", "number": "11"}
    trial = tried(as_csv([rows[0], rows[1], [changed[c] for c in rows[0]], [new[c] for c in rows[0]]]))
    assert trial.passed
    assert [brand.id for brand in trial.unchanged] == ["maqu-ecology"]
    assert [(c.brand.id, c.parts) for c in trial.changed] == [("baiyin-smart", ("adcode", "name_en", "months"))]
    assert [brand.id for brand in trial.added] == ["new-one"]
    assert [brand.number for brand in trial.missing] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert summary(trial, "en")[1] == "Changed (1): 2 Cleverer policing (Adcode, Name (English), Months)"
    assert summary(trial, "zh")[0] == "新增 1 个：11 空中警务"


def test_companion_tables_of_a_workbook_count_as_changes(tried, files):
    tables = {name: list(csv.reader(io.StringIO(files[name].decode("utf-8-sig")))) for name in ("brands", "measures")}
    tables["measures"] = [row for row in tables["measures"] if row[0] != "kang-pepper"]
    trial = tried(as_xlsx(**tables))
    assert [(change.brand.id, change.parts) for change in trial.changed] == [("kang-pepper", ("measures",))]
    assert len(trial.unchanged) == 9


def test_nothing_of_a_visitor_is_attributed_to_a_published_source(tried, gazetteer):
    trial = tried(as_csv(own_rows({})))
    assert list(trial.dataset.sources) == ["own"]
    assert trial.dataset.sources["own"].published == TODAY
    assert trial.dataset.own is True
    said = provenance_of.provenance(Collection.of(trial.dataset, gazetteer), Filters(), TODAY)
    assert [line.en for line in said.sources] == ["“Material brought by the user”, the user, 2026-01-02"]
    assert said.award_notice.zh == "内容取自使用者自备的文件，未经本站核实。"


def test_a_workbook_may_bring_its_own_sources(tried):
    source = {
        "id": "county-2025", "title_zh": "县情", "title_en": "County report", "publisher_zh": "某县",
        "publisher_en": "A county", "published": date(2025, 12, 31), "notice_zh": "内部", "notice_en": "internal",
    }  # fmt: skip
    brands = own_rows({"source": "county-2025"}, {"source": "gsfzb-2024"}, {})
    trial = tried(as_xlsx(brands=brands, sources=[list(source), list(source.values())]))
    assert trial.passed
    assert set(trial.dataset.sources) == {"county-2025", "gsfzb-2024", "own"}
    assert trial.dataset.sources["county-2025"].published == date(2025, 12, 31)


def test_the_example_row_is_never_shown(tried):
    rows = own_rows({"id": "example", "number": "999"}, {})
    trial = tried(as_csv(rows))
    assert [brand.id for brand in trial.dataset.brands] == ["own-2"]
    assert trial.passed
    assert rules(trial) == [("brands", 2, "id", "example_row")]
    alone = tried(as_csv(rows[:2]))
    assert alone.dataset is None
    assert [problem.rule for problem in alone.problems] == ["only_example", "example_row"]


# --- workbooks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (6.0, "6"), (6, "6"), (2.5, "2.5"), (620422.0, "620422"), (0.1 + 0.2, "0.3"), (1e300, "1e+300"), (True, "TRUE"),
        (None, ""), (datetime(2024, 12, 30), "2024-12-30"), (datetime(2024, 12, 30, 8, 5), "2024-12-30 08:05"),
        (date(2024, 12, 30), "2024-12-30"), ("甲\r\n乙", "甲\n乙"), ("a\x00b\u202ec", "abc"), (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_a_person_sees_it(cell, text):
    assert clean(text_of(cell)) == text


def test_numbers_typed_as_numbers(tried):
    rows = own_rows({})
    row = dict(zip(rows[0], rows[1], strict=True)) | {"number": 7.0, "adcode": 620982, "place": None, "months": 7}
    row["award_edition"] = 2025.0
    brand = tried(as_xlsx(brands=[rows[0], [row[name] for name in rows[0]]])).dataset.by_id["own-1"]
    assert (brand.number, brand.adcode, brand.stated_months, brand.award_edition) == (7, "620982", (7,), 2025)


@pytest.mark.parametrize("title", ["brands", "brands 警务模式", "Brands.csv", "警务模式", "Policing models", "Sheet1"])
def test_the_sheet_of_the_brands_is_found(tried, title):
    assert tried(as_xlsx(**{title: own_rows({})})).passed


def test_the_brands_are_found_by_their_headings_too_and_other_sheets_are_said(tried):
    trial = tried(as_xlsx(草稿=[["随手记"]], 数据=own_rows({})))
    assert trial.passed
    assert [(p.rule, p.value) for p in trial.problems] == [("sheet_ignored", "草稿")]
    nothing = tried(as_xlsx(a=[["x"]], b=[["y"]]))
    assert [p.rule for p in nothing.problems] == ["no_brand_sheet"]


def test_row_numbers_are_those_of_the_sheet(tried):
    rows = own_rows({}, {"id": "9 pm"})
    trial = tried(as_xlsx(brands=[rows[0], [], rows[1], [None], rows[2]]))
    assert rules(trial) == [("brands", 5, "id", "bad_id")]


def test_a_formula_counts_as_its_last_result(tried):
    rows = own_rows({}, {"name_zh": "=1+1"})
    trial = tried(as_xlsx(brands=rows))
    # openpyxl writes no result.
    assert rules(trial) == [("brands", 3, "name_zh", "uncalculated_formula")]


def test_the_filled_template_is_read(tried, collection, gazetteer):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(collection.dataset, gazetteer)))
    page = book["brands 警务模式"]
    for row in own_rows({}, {"place": "huining"})[1:]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    trial = tried(out.getvalue(), "template.xlsx")
    assert trial.passed
    assert [(brand.id, brand.row) for brand in trial.dataset.brands] == [("own-1", 3), ("own-2", 4)]
    assert rules(trial) == [("brands", 2, "id", "example_row")]


# --- what is refused --------------------------------------------------------------------------------------------


def refused(trial):
    assert trial.dataset is None
    return [problem.rule for problem in trial.problems]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ["empty_file"]),
        (b"\x00\x01", ["not_text"]),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, ["not_text"]),
        (b"a,b\n1,2\n", ["wrong_heading"]),
        (b"<!DOCTYPE html><html><body>hi</body></html>", ["other_format"]),
        (b"x" * (2 * 1024 * 1024 + 1), ["too_large"]),
        (b"PK\x03\x04" + b"x" * (2 * 1024 * 1024), ["too_large"]),
        (b"PK\x03\x04 no archive", ["broken_workbook"]),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, ["old_excel"]),
        (zip_of(**{"word/document.xml": b"<w/>"}), ["not_workbook"]),
        (zip_of(**{"xl/workbook.xml": b"<broken", "[Content_Types].xml": b"<x/>"}), ["broken_workbook"]),
        (zip_of(**{f"part{n}": b"" for n in range(2001)}), ["bomb"]),
        (zip_of(**{"xl/workbook.xml": b" " * (MAX_EXPANDED + 1)}), ["bomb"]),
        (zip_of(**{"xl/media/a.bin": b" " * (1024 * 1024)}), ["bomb"]),
    ],
)
def test_files_that_cannot_be_used(tried, data, found):
    assert refused(tried(data)) == found


def test_limits_of_rows_and_columns(tried):
    assert tried(as_csv(own_rows(*[{}] * 500))).passed
    assert refused(tried(as_csv(own_rows(*[{}] * 501)))) == ["too_many_rows"]
    assert tried(as_xlsx(brands=own_rows(*[{}] * 500))).passed
    assert refused(tried(as_xlsx(brands=own_rows(*[{}] * 501)))) == ["too_many_rows"]
    wide = [[*row, *["x"] * 60] for row in own_rows({})]
    assert refused(tried(as_csv(wide))) == ["too_many_columns"]
    assert refused(tried(as_xlsx(brands=wide))) == ["too_many_columns"]


def test_a_row_far_below_is_not_lost_in_silence():
    book = openpyxl.Workbook()
    book.active.title = "brands"
    book.active["A1"], book.active["A900"] = "id", "lost"
    out = io.BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue()).tables["brands"] == [(1, ["id"]), (900, ["lost"])]


def test_a_long_cell_leaves_its_row_out(tried):
    trial = tried(as_xlsx(brands=own_rows({}, {"problem_zh": "长" * 2001})))
    assert rules(trial) == [("brands", 3, "problem_zh", "too_long")]
    assert trial.problems[0].message("en") == "The text is longer than 400 characters."


def test_macros_are_refused_and_external_links_ignored(tried):
    plain = as_xlsx(brands=own_rows({}))
    macros = repacked(plain, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))
    assert refused(tried(macros)) == ["macros"]
    linked = repacked(plain, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    trial = tried(linked)
    assert trial.passed
    assert [problem.rule for problem in trial.problems] == ["external_links"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_not_opened(tried, encoding):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'.encode(encoding)
    data = repacked(as_xlsx(brands=own_rows({})), lambda parts: parts.update({"xl/sharedStrings.xml": bomb}))
    assert refused(tried(data)) == ["unsafe_workbook"]


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 40_000)),
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_000)),
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    ],
    ids=["a row beyond any sheet", "wide empty rows", "many rows", "a number beyond numbers"],
)
def test_costly_sheets_are_answered_soon(tried, sheet):
    def change(parts):
        name = next(name for name in parts if name.startswith("xl/worksheets/"))
        head, _, _ = parts[name].partition(b"<sheetData")
        parts[name] = head + b"<sheetData>" + sheet.encode() + b"</sheetData></worksheet>"

    data = repacked(as_xlsx(brands=own_rows({})), change)
    began = time.process_time()
    assert tried(data).dataset is None
    assert time.process_time() - began < 2


def test_a_fault_of_ours_is_no_traceback(tried, monkeypatch):
    def broken(*_):
        raise KeyError("a fault")

    monkeypatch.setattr("brandmap.intake.upload.dataset_of", broken)
    assert refused(tried(as_csv(own_rows({})))) == ["unreadable"]


# --- in words ---------------------------------------------------------------------------------------------------


def test_the_report_says_row_column_value_problem_and_remedy(tried):
    trial = tried(as_csv(own_rows({"name_zh": "甲"}, {"place": "静宁具"})))
    assert verdict(trial, "zh") == "可以使用：1 个模式，另有 1 行未采用，原因见下表。"
    assert report(trial, "zh").splitlines()[-1] == (
        "  警务模式 (brands)、第 3 行、所在地 (place)、值“静宁具”：甘肃没有叫这个名字的县、区、市或州。 "
        "请核对名称；相近的有：静宁县。"
    )
    assert verdict(trial, "en") == "Ready to use: 1 model; 1 row is left out, for the reason listed below."


def test_a_trial_without_comparison_says_only_what_is_used(collection):
    assert report(Trial(collection.dataset), "en") == "Ready to use: 10 models; no row is left out."
