"""What somebody changes in an exported workbook, on whichever sheet, is taken or named: nothing is lost in silence."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from brandmap.collection.filters import Collection, Filters
from brandmap.exports.sheets.csv_file import csv_bytes
from brandmap.exports.sheets.xlsx_file import xlsx_bytes
from brandmap.intake.upload import try_out
from brandmap.intake.upload_report import summary
from brandmap.records import Text

TODAY = date(2026, 1, 2)
LANGUAGES = ("zh", "en", "both")
MODEL = "huining-melon"


@pytest.fixture(scope="module")
def tried(collection, gazetteer):
    return lambda data: try_out(data, "own", collection.dataset, gazetteer, TODAY)


@pytest.fixture
def given_back(tried, collection):
    """``given_back(lang, change)``: the trial of the exported workbook with ``change(book)`` applied to it."""

    def trial_of(lang, change):
        book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(collection, Filters(), lang, TODAY)))
        change(book)
        out = io.BytesIO()
        book.save(out)
        return tried(out.getvalue())

    return trial_of


def heading(page):
    return [str(cell.value) for cell in page[1]]


def columns(page, *words):
    """Columns (from 1) whose heading begins with one of the words."""
    return [n for n, title in enumerate(heading(page), 1) if title.startswith(words)]


def row_of(page, model):
    """The row of a model on the first sheet."""
    column = columns(page, "标识", "编号名", "Id")[0]
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, column).value == model)


def write(page, row, words, value):
    for column in columns(page, *words):
        page.cell(row, column).value = value


def brands(book):
    return book.worksheets[0]


def sheet(book, *words):
    return next(page for page in book if page.title.startswith(words))


MEASURES, FIGURES = ("措施", "Measures"), ("数字", "Figures")
LOCALITY, PICTURED = ("具体地点", "Locality"), ("报道配图地点", "Also pictured")


def problems(trial):
    return [(p.table, p.column, p.rule) for p in trial.problems if not p.rule.startswith("only_")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_measures_changed_on_the_first_sheet_are_taken(given_back, lang):
    trial = given_back(lang, lambda book: write(brands(book), row_of(brands(book), MODEL), MEASURES, "看瓜；护瓜"))
    assert [(change.brand.id, change.parts) for change in trial.changed] == [(MODEL, ("measures",))]
    assert trial.dataset.by_id[MODEL].measures == (Text("看瓜", "看瓜"), Text("护瓜", "护瓜"))
    assert (len(trial.unchanged), problems(trial), trial.passed) == (9, [], True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_changed_on_the_first_sheet_is_taken(given_back, lang):
    trial = given_back(lang, lambda book: write(brands(book), row_of(brands(book), MODEL), LOCALITY, "某镇"))
    assert [(change.brand.id, change.parts) for change in trial.changed] == [(MODEL, ("places",))]
    assert trial.dataset.by_id[MODEL].home.locality == Text("某镇", "某镇")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("words", "table"), [(FIGURES, "figures"), (PICTURED, "places")])
def test_what_cannot_be_read_from_the_first_sheet_is_named(given_back, collection, lang, words, table):
    trial = given_back(lang, lambda book: write(brands(book), row_of(brands(book), MODEL), words, "别的"))
    assert problems(trial) == [("brands", table, "not_read_back")]
    assert (trial.problems[-1].row, trial.problems[-1].value) == (7, "别的")
    assert trial.dataset.by_id[MODEL].figures == collection.dataset.by_id[MODEL].figures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_cell_and_sheet_were_both_changed_the_sheet_counts(given_back, lang):
    def change(book):
        write(brands(book), row_of(brands(book), MODEL), MEASURES, "看瓜")
        page = sheet(book, *MEASURES)
        write(page, row_of(page, MODEL), ("措施", "Measure"), "守瓜")

    trial = given_back(lang, change)
    assert problems(trial) == [("brands", "measures", "cell_and_sheet")]
    assert trial.dataset.by_id[MODEL].measures[0] == Text("守瓜", "守瓜")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_added_row_brings_its_measures_and_names_its_figures(given_back, collection, lang):
    def change(book):
        page = brands(book)
        values = [cell.value for cell in page[row_of(page, "gangu-orchard")]]
        page.append(values)
        write(page, page.max_row, ("标识", "编号名", "Id"), "new-orchard")
        write(page, page.max_row, ("序号", "No."), 11)

    trial = given_back(lang, change)
    assert [brand.id for brand in trial.added] == ["new-orchard"]
    published = collection.dataset.by_id["gangu-orchard"]
    shown = "zh" if lang == "both" else lang
    assert [text[shown] for text in trial.added[0].measures] == [text[shown] for text in published.measures]
    assert trial.added[0].home.locality[shown] == published.home.locality[shown]
    assert ("brands", "figures", "not_read_back") in problems(trial)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "part"), [(MEASURES, "measures"), (FIGURES, "figures"), (("地点", "Places"), "places")]
)
def test_rows_deleted_on_a_sheet_are_deleted(given_back, collection, lang, words, part):
    def change(book):
        page = sheet(book, *words)
        page.delete_rows(2, page.max_row)

    trial = given_back(lang, change)
    had = [
        brand.id
        for brand in collection.dataset.brands
        if (brand.pictured or brand.home.locality or brand.home.what if part == "places" else getattr(brand, part))
    ]
    assert [(change.brand.id, change.parts) for change in trial.changed] == [(id_, (part,)) for id_ in had]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sorted_rows_and_added_columns_change_nothing(given_back, lang):
    def change(book):
        for page in book.worksheets[:4]:
            rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
            for number, values in enumerate(reversed(rows), 2):
                for column, value in enumerate(values, 1):
                    page.cell(number, column).value = value
            page.cell(1, page.max_column + 1).value = "联系人"
            page.cell(2, page.max_column).value = "某某"

    trial = given_back(lang, change)
    assert (len(trial.unchanged), trial.changed, trial.passed) == (10, (), True)
    assert [rule for _, _, rule in problems(trial)] == ["unknown_column"] * 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_renamed_column_is_named(given_back, lang):
    def change(book):
        for column in columns(brands(book), *FIGURES):
            brands(book).cell(1, column).value = f"自拟{column}"

    assert {rule for _, _, rule in problems(given_back(lang, change))} == {"unknown_column"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_deleted_model_is_named_once_for_each_sheet(given_back, lang):
    trial = given_back(lang, lambda book: brands(book).delete_rows(row_of(brands(book), "gangu-orchard")))
    assert [brand.id for brand in trial.missing] == ["gangu-orchard"]
    assert [(table, rule) for table, _, rule in problems(trial)] == [
        ("measures", "model_removed"), ("figures", "model_removed"), ("places", "model_removed"),
    ]  # fmt: skip
    assert trial.left_out == ()


def test_a_measure_without_its_id_keeps_its_english(given_back):
    def change(book):
        page = sheet(book, *MEASURES)
        for row in range(2, page.max_row + 1):
            page.cell(row, 1).value = None

    trial = given_back("zh", change)
    assert (len(trial.unchanged), trial.changed) == (10, ())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_measure_with_a_semicolon_stays_one(tried, collection, gazetteer, kind):
    brand = replace(collection.dataset.brands[0], id="other", measures=(Text("甲；乙", "a; b"), Text("丙", "c")))
    made = Collection.of(replace(collection.dataset, brands=(brand,)), gazetteer)
    build = {"csv": csv_bytes, "xlsx": xlsx_bytes}[kind]
    assert tried(build(made, Filters(), "both", TODAY)).dataset.by_id["other"].measures == brand.measures


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("text", ["'=1+1", "''-x", "'quoted", "=1"])
def test_a_text_with_an_apostrophe_keeps_it(tried, collection, gazetteer, kind, text):
    brand = replace(collection.dataset.brands[0], note=Text(text, text))
    made = Collection.of(replace(collection.dataset, brands=(brand,)), gazetteer)
    build = {"csv": csv_bytes, "xlsx": xlsx_bytes}[kind]
    assert tried(build(made, Filters(), "both", TODAY)).dataset.by_id[brand.id].note == Text(text, text)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kinds", [("ods", "xlsx"), ("xls",), ("ods",)])
def test_an_export_saved_by_libreoffice_comes_back_whole(tried, collection, tmp_path, kinds):
    file = tmp_path / "export.xlsx"
    file.write_bytes(xlsx_bytes(collection, Filters(), "both", TODAY))
    for kind in kinds:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / kind), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        file = tmp_path / kind / f"export.{kind}"
    trial = tried(file.read_bytes())
    assert (len(trial.unchanged), trial.changed, trial.problems) == (10, (), ())


@pytest.mark.parametrize("lang", ["zh", "both"])
def test_a_renamed_source_is_listed(given_back, lang):
    def rename(book):
        page = sheet(book, "来源", "Sources")
        source = page.cell(2, 1).value
        page.cell(2, 2).value = "新的标题"
        # Whoever renames it names it anew where it is referred to.
        for other in (brands(book), sheet(book, "届次", "Editions")):
            for row in range(2, other.max_row + 1):
                write(other, row, ("来源", "Source"), source)

    trial = given_back(lang, rename)
    assert trial.reworded == (("sources", "gsfzb-2024"),)
    assert "改写 1 项：来源“新的标题”" in summary(trial, "zh")


def test_a_reworded_theme_is_listed_and_of_an_export_as_it_is_nothing(given_back):
    assert given_back("en", lambda book: None).reworded == ()
    trial = given_back("en", lambda book: write(sheet(book, "Themes"), 2, ("Meaning",), "Another meaning"))
    assert trial.reworded == (("themes", "ecology"),)
    assert summary(trial, "en")[0] == "Reworded (1): Themes “Ecology”"
