"""Editions: a model belongs to one, has its number there, and may continue a model of an earlier one."""

from dataclasses import replace
from datetime import date

import pytest

from brandmap.collection.filters import ALL, Collection, Filters
from brandmap.exports.sheets.xlsx_file import xlsx_bytes
from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError
from brandmap.intake.upload import try_out
from brandmap.text.languages import EXPORT_LANGS
from tests.editions import PER_EDITION, YEARS, edition_files
from tests.intake.test_dataset import edited, with_cell

TODAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def three(files):
    return edition_files(files)


@pytest.fixture(scope="module")
def years(three, gazetteer):
    loaded = load(three, gazetteer)
    assert loaded.problems == ()
    return loaded.dataset


def row_of(year, number):
    return 2 + YEARS.index(year) * PER_EDITION + number - 1


def test_the_newest_edition_comes_first_and_numbers_begin_again(years):
    assert list(years.editions) == ["2025", "2024", "2023"]
    assert [(one.edition, one.number) for one in years.brands] == [
        (str(year), number) for year in (2025, 2024, 2023) for number in range(1, 31)
    ]
    assert (years.by_id["m2025-1"].continues, years.by_id["m2025-11"].continues) == ("m2024-1", "")


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"edition": "2031"}, "edition", "unknown_choice"),
        ({"edition": ""}, "edition", "no_edition"),
        ({"number": "4"}, "number", "duplicate_number"),
        ({"continues": "nobody"}, "continues", "unknown_reference"),
        ({"continues": "m2024-5"}, "continues", "continues_later"),
        ({"continues": "m2025-1"}, "continues", "continues_later"),
        ({"continues": "m2024-9"}, "continues", "continues_later"),
        ({"continues": "m2023-1"}, "continues", "continues_twice"),
    ],
)
def test_what_is_wrong_with_an_edition_costs_the_row(three, gazetteer, cells, column, rule):
    row = row_of(2024, 5)
    loaded = load(with_cell(three, "brands", row, **cells), gazetteer)
    mine = [p for p in loaded.problems if p.table == "brands" and p.costs_row]
    assert [(p.row, p.column, p.rule) for p in mine] == [(row, column, rule)]
    assert "m2024-5" not in loaded.dataset.by_id
    for lang in ("zh", "en"):
        assert "{" not in mine[0].message(lang) + mine[0].remedy(lang)


def test_a_circle_is_refused_where_it_turns_back(three, gazetteer):
    wrong = with_cell(three, "brands", row_of(2023, 1), continues="m2025-1")
    assert [(p.row, p.column, p.rule) for p in load(wrong, gazetteer).problems if p.table == "brands"] == [
        (row_of(2023, 1), "continues", "continues_later")
    ]


def test_the_follower_of_a_model_that_is_left_out_stays(three, gazetteer):
    loaded = load(with_cell(three, "brands", row_of(2024, 1), name_zh=""), gazetteer)
    assert [(p.row, p.rule) for p in loaded.problems if p.table == "brands"] == [(row_of(2024, 1), "required")]
    assert loaded.dataset.by_id["m2025-1"].continues == "m2024-1"


def test_an_edition_of_unknown_source_keeps_its_models(three, gazetteer):
    loaded = load(with_cell(three, "editions", 2, source="nobody"), gazetteer)
    assert [(p.table, p.row, p.column, p.kept) for p in loaded.problems] == [("editions", 2, "source", True)]
    assert len(loaded.dataset.brands) == 90


@pytest.mark.parametrize("cell", ["2024", "2024.0", "2024年", "２０２４"])
def test_an_edition_is_known_by_its_year_as_spreadsheets_write_it(three, gazetteer, cell):
    loaded = load(with_cell(three, "brands", row_of(2024, 5), edition=cell), gazetteer)
    assert (loaded.problems, loaded.dataset.by_id["m2024-5"].edition) == ((), "2024")


def test_a_folder_without_editions_is_one_edition(files, gazetteer, collection):
    old = {name: data for name, data in files.items() if name != "editions"}
    old["brands"] = edited(files["brands"], lambda rows: [row.update(edition="") for row in rows])
    loaded = load(old, gazetteer)
    assert (loaded.problems, dict(loaded.dataset.editions)) == ((), {})
    assert [one.number for one in loaded.dataset.brands] == [one.number for one in collection.dataset.brands]
    with pytest.raises(DataError):  # every model names an edition that no table describes
        load({**old, "brands": files["brands"]}, gazetteer)


def test_an_upload_without_the_column_has_the_published_or_the_newest_edition(years, three, gazetteer):
    def forget(rows):
        del rows[1:-1]
        rows[1]["id"] = "quite-new"
        for row in rows:
            row.update(edition="", continues="")

    trial = try_out(edited(three["brands"], forget), "own.csv", years, gazetteer, TODAY)
    assert {one.id: one.edition for one in trial.dataset.brands} == {"m2023-1": "2023", "quite-new": "2025"}


def test_an_upload_may_name_a_year_that_nobody_has_published(collection, files, gazetteer):
    def next_year(rows):
        for row in rows:
            row.update(id=f"{row['id']}-next", edition="2025", continues=row["id"])

    both = edited(files["brands"], lambda rows: next_year(rows[:5]))
    trial = try_out(both, "own.csv", collection.dataset, gazetteer, TODAY)
    assert [p.rule for p in trial.problems if p.costs_row] == []
    assert [(one.edition, one.number) for one in trial.added] == [("2025", n) for n in range(1, 6)]
    assert [(one.id, one.year, one.source) for one in trial.dataset.editions.values()] == [
        ("2025", 2025, "own"), ("2024", 2024, "gsfzb-2024"),
    ]  # fmt: skip
    assert Collection.of(trial.dataset, gazetteer).dataset.by_id["maqu-ecology-next"].continues == "maqu-ecology"


@pytest.mark.parametrize("lang", EXPORT_LANGS)
def test_a_workbook_of_all_editions_comes_back_whole(years, gazetteer, lang):
    data = xlsx_bytes(Collection.of(years, gazetteer), Filters(edition=ALL), lang, TODAY)
    trial = try_out(data, "own", years, gazetteer, TODAY)
    assert (len(trial.unchanged), trial.missing, trial.added, trial.changed) == (90, (), (), ())
    assert trial.dataset.editions == years.editions
    assert [replace(one, row=0) for one in trial.dataset.brands] == [replace(one, row=0) for one in years.brands]


def test_a_workbook_of_three_editions_keeps_them_where_only_one_is_published(years, collection, gazetteer):
    """A county takes its own list to another site: editions, numbers and what goes on with what stay."""
    data = xlsx_bytes(Collection.of(years, gazetteer), Filters(edition=ALL), "both", TODAY)
    trial = try_out(data, "own", collection.dataset, gazetteer, TODAY)
    assert list(trial.dataset.editions) == ["2025", "2024", "2023"]
    kept = {one.id: (one.edition, one.number, one.continues) for one in trial.dataset.brands}
    assert kept == {one.id: (one.edition, one.number, one.continues) for one in years.brands}
