"""Loading: encodings, fatal problems together, row problems leave the row out and say so."""

import csv
import io

import pytest

from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError
from brandmap.schema import TABLES
from brandmap.text import catalogue


def edited(data, change):
    """CSV bytes with ``change(rows)`` applied; rows are dicts, the heading kept."""
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    rows = list(reader)
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def with_cell(files, table, row, **cells):
    """The files with cells of one spreadsheet row (2 is the first) changed."""
    return {**files, table: edited(files[table], lambda rows: rows[row - 2].update(cells))}


def problems_of(files, gazetteer):
    return [(p.table, p.row, p.column, p.rule) for p in load(files, gazetteer).problems]


def test_the_published_data_is_whole(collection):
    dataset = collection.dataset
    assert [brand.number for brand in dataset.brands] == list(range(1, 11))
    assert len(dataset.themes) == 6
    assert dataset.by_id["linxia-night"].adcode == "622900"
    assert [figure.number for figure in dataset.by_id["linxia-night"].figures] == ["8", "123", "165", "135", "84"]
    assert dataset.by_id["linxia-night"].hours == ("21:00", "23:00")
    assert [place.adcode for place in dataset.by_id["kang-pepper"].pictured] == ["621226"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_spreadsheet_encodings_give_the_same_data(files, gazetteer, collection, encoding):
    again = {name: data.decode("utf-8-sig").encode(encoding) for name, data in files.items()}
    assert load(again, gazetteer).dataset.brands == collection.dataset.brands


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters_are_recognised(files, gazetteer, collection, delimiter):
    rows = list(csv.reader(io.StringIO(files["themes"].decode("utf-8-sig"))))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    loaded = load({**files, "themes": out.getvalue().encode()}, gazetteer)
    assert loaded.dataset.themes == collection.dataset.themes


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"name_zh": ""}, "name_zh", "required"),
        ({"number": "three"}, "number", "bad_integer"),
        ({"theme": "space"}, "theme", "unknown_choice"),
        ({"season": "monsoon"}, "season", "not_allowed"),
        ({"season": "all_year;summer"}, "season", "all_year_alone"),
        ({"adcode": "110101", "place": ""}, "adcode", "unknown_adcode"),
        ({"adcode": "62040", "place": ""}, "adcode", "bad_adcode"),
        ({"adcode": "", "place": ""}, "adcode", "no_place"),
        ({"adcode": "", "place": "海淀区"}, "place", "unknown_place"),
        ({"adcode": "620402"}, "place", "place_mismatch"),
        ({"summary_zh": "长" * 121}, "summary_zh", "too_long"),
        ({"serves_en": "one"}, "serves_zh", "list_mismatch"),
        ({"id": "Bad Id"}, "id", "bad_id"),
        ({"evidence": "proven"}, "evidence", "not_allowed"),
        ({"stated": "problem;setting;mechanism"}, "stated", "one_basis"),
        ({"inferred": "serves;result"}, "stated", "one_basis"),
        ({"inferred": "serves;partners"}, "stated", "one_basis"),
    ],
)
def test_a_faulty_row_is_left_out_and_said(files, gazetteer, cells, column, rule):
    """Row 7 is huining-melon, whose companions go with it."""
    loaded = load(with_cell(files, "brands", 7, **cells), gazetteer)
    first = loaded.problems[0]
    assert (first.table, first.row, first.column, first.rule) == ("brands", 7, column, rule)
    assert "huining-melon" not in loaded.dataset.by_id
    assert len(loaded.dataset.brands) == 9
    assert ("brands", 7) in loaded.left_out


def test_a_visitors_own_row_need_not_say_what_its_statements_rest_on(files, gazetteer, collection):
    own = {"brands": with_cell(files, "brands", 7, stated="", inferred="")["brands"]}
    loaded = load(own, gazetteer, base=collection.dataset)
    assert loaded.problems == ()
    assert loaded.dataset.by_id["huining-melon"].inferred == ()


def test_companions_of_a_left_out_model_are_left_out_with_their_own_reason(files, gazetteer):
    problems = problems_of(with_cell(files, "brands", 7, theme="space"), gazetteer)
    assert {rule for table, _, _, rule in problems if table in ("measures", "figures", "places")} == {"brand_left_out"}


def test_the_place_may_be_given_by_name_alone(files, gazetteer):
    for name in ("会宁县", "会宁", "huining", "Huining County"):
        loaded = load(with_cell(files, "brands", 7, adcode="", place=name), gazetteer)
        assert loaded.problems == ()
        assert loaded.dataset.by_id["huining-melon"].adcode == "620422"


def test_duplicate_ids_and_numbers_name_the_first_row(files, gazetteer):
    loaded = load(with_cell(files, "brands", 7, id="maqu-ecology"), gazetteer)
    assert loaded.problems[0].message("en") == "Repeats row 2."
    loaded = load(with_cell(files, "brands", 7, number="1"), gazetteer)
    assert loaded.problems[0].message("zh") == "序号与第 2 行重复。"


def test_a_shifted_row_is_left_out_not_misread(files, gazetteer):
    lines = files["themes"].decode("utf-8-sig").splitlines()
    lines[1] = "extra," + lines[1]
    loaded = load({**files, "themes": "\n".join(lines).encode()}, gazetteer)
    assert [(p.row, p.rule) for p in loaded.problems if p.table == "themes"] == [(2, "ragged_row")]


def test_fatal_problems_come_together(files, gazetteer):
    broken = {**files, "figures": b"", "places": b'brand,role\n"open', "measures": b"\x00\x01"}
    del broken["sources"]
    with pytest.raises(DataError) as caught:
        load(broken, gazetteer)
    found = {(p.table, p.rule) for p in caught.value.problems if p.fatal}
    assert found == {
        ("sources", "missing_file"), ("figures", "empty_file"), ("places", "broken_quotes"), ("measures", "not_text"),
    }  # fmt: skip


def test_a_missing_column_is_named(files, gazetteer):
    data = files["themes"].decode("utf-8-sig").replace("colour", "color", 1).encode()
    with pytest.raises(DataError) as caught:
        load({**files, "themes": data}, gazetteer)
    problem = caught.value.problems[0]
    assert problem.line("en") == (
        "themes.csv, row 1, Colour (colour): A required column is missing. "
        "Add the column with the name used in the template."
    )


def test_a_visitor_may_bring_the_brands_alone(files, gazetteer, collection):
    loaded = load({"brands": files["brands"]}, gazetteer, base=collection.dataset)
    assert len(loaded.dataset.brands) == 10
    assert loaded.dataset.themes == collection.dataset.themes
    assert loaded.dataset.by_id["linxia-night"].figures == ()


def test_every_rule_has_words_and_a_remedy():
    """Each rule named in the code, and only those, is in the catalogue with its remedy."""
    rules = {key.split(".")[1] for key in catalogue() if key.startswith("rule.")}
    remedies = {key.split(".")[1] for key in catalogue() if key.startswith("remedy.")}
    assert rules == remedies


def test_every_pair_of_columns_is_declared_in_both_languages():
    for table in TABLES.values():
        names = {column.name for column in table.columns}
        assert {n[:-2] + "en" for n in names if n.endswith("_zh")} == {n for n in names if n.endswith("_en")}


@pytest.mark.parametrize("name", list(TABLES))
def test_two_own_columns_filled_in_one_row_are_named_and_ignored(files, gazetteer, collection, name):
    """A clerk adds 联系人 and 电话, or two columns without a heading."""
    lines = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
    for headings in (("联系人", "电话"), ("", "")):
        out = io.StringIO()
        csv.writer(out).writerows([line + list(headings if line is lines[0] else ("王", "1")) for line in lines])
        loaded = load({**files, name: out.getvalue().encode()}, gazetteer)
        assert loaded.dataset.brands == collection.dataset.brands
        wanted = [(name, 1, heading, "unknown_column") for heading in headings if heading]
        wanted = wanted or [(name, 2, "", "nameless_column")]
        assert [(p.table, p.row, p.column, p.rule) for p in loaded.problems] == wanted
        assert loaded.left_out == ()


def test_a_wrong_cell_with_a_default_costs_no_row(files, gazetteer):
    loaded = load(with_cell(files, "sources", 2, notice_zh=""), gazetteer)
    assert [(p.row, p.rule, p.costs_row) for p in loaded.problems] == [(2, "required", False)]
    assert loaded.left_out == ()


def test_what_the_loader_does_not_foresee_is_a_data_error(files, gazetteer, monkeypatch):
    monkeypatch.setattr("brandmap.intake.dataset.brands_of", lambda *_, **__: 1 / 0)
    with pytest.raises(DataError) as caught:
        load(files, gazetteer)
    assert [(p.rule, p.values["reason"]) for p in caught.value.problems] == [
        ("unreadable", "ZeroDivisionError: division by zero")
    ]
