"""Faulty rows of the teaching table are left out and reported; the rest of the lesson stays."""

import csv
import io

import pytest

from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError
from brandmap.records import Text
from brandmap.schema import PLAN_KINDS


def rows(files, table):
    return list(csv.DictReader(io.StringIO(files[table].decode("utf-8-sig"))))


def edited(files, change):
    """The files with ``change(rows)`` applied to the teaching table; rows are dicts."""
    table = rows(files, "teaching")
    change(table)
    out = io.StringIO()
    writer = csv.DictWriter(out, ["brand", "kind", "order", "minutes", "text_zh", "text_en"])
    writer.writeheader()
    writer.writerows(table)
    return {**files, "teaching": out.getvalue().encode("utf-8")}


def row_of(files, brand, kind, order):
    """(line in the file, index from 0) of one row."""
    keys = [(row["brand"], row["kind"], row["order"]) for row in rows(files, "teaching")]
    index = keys.index((brand, kind, str(order)))
    return index + 2, index


def with_cell(files, brand, kind, order, /, **cells):
    index = row_of(files, brand, kind, order)[1]
    return edited(files, lambda table: table[index].update(cells))


def test_a_plan_that_does_not_add_up_is_left_out_as_a_whole(files, gazetteer):
    loaded = load(with_cell(files, "kang-pepper", "plan_45", 3, minutes="11"), gazetteer)
    first = row_of(files, "kang-pepper", "plan_45", 1)[0]
    assert [(p.table, p.row, p.column, p.rule) for p in loaded.problems] == [
        ("teaching", row, "minutes", "bad_plan") for row in range(first, first + 6)
    ]
    assert loaded.problems[2].line("en") == (
        f"teaching.csv, row {first + 2}, Minutes (minutes), value “11”: The phases of the plan add up to 44 minutes, "
        "not 45. Change the minutes of this plan or add the missing phase; until then the whole plan is left out."
    )
    assert loaded.problems[2].message("zh") == "教案各环节相加为 44 分钟，应为 45 分钟。"
    assert list(loaded.dataset.lessons["kang-pepper"].plans) == [90]


@pytest.mark.parametrize(
    ("row", "cells", "fault"),
    [
        (("kang-pepper", "objective", 2), {"brand": "nowhere"}, ("brand", "unknown_reference")),
        (("kang-pepper", "objective", 2), {"brand": ""}, ("brand", "required")),
        (("kang-pepper", "objective", 2), {"kind": "aim"}, ("kind", "not_allowed")),
        (("kang-pepper", "objective", 2), {"minutes": "5"}, ("minutes", "minutes_outside_plan")),
        (("kang-pepper", "objective", 2), {"order": "1"}, ("brand", "duplicate_key")),
        (("kang-pepper", "objective", 2), {"text_en": ""}, ("text_en", "required")),
        (("kang-pepper", "answer", 3), {"order": "4"}, ("order", "answer_alone")),
        (("", "feedback", 8), {"brand": "kang-pepper"}, ("brand", "common_kind")),
    ],
)
def test_a_faulty_row_is_left_out_and_said(files, gazetteer, row, cells, fault):
    loaded = load(with_cell(files, *row, **cells), gazetteer)
    line = row_of(files, *row)[0]
    assert [(p.table, p.row, p.column, p.rule) for p in loaded.problems] == [("teaching", line, *fault)]
    assert loaded.left_out == (("teaching", line),)
    assert len(loaded.dataset.brands) == 10


def test_a_question_whose_answer_was_left_out_stays(files, gazetteer):
    loaded = load(with_cell(files, "kang-pepper", "answer", 3, order="4"), gazetteer)
    question, answer = loaded.dataset.lessons["kang-pepper"].questions[2]
    assert question.zh == "3个站是投入还是成效？"
    assert answer == Text("", "")


def test_a_phase_without_minutes_takes_its_plan_with_it(files, gazetteer):
    loaded = load(with_cell(files, "kang-pepper", "plan_90", 1, minutes=""), gazetteer)
    assert [p.rule for p in loaded.problems] == ["required", *["bad_plan"] * 7]
    assert list(loaded.dataset.lessons["kang-pepper"].plans) == [45]


def test_the_lesson_of_a_left_out_brand_goes_with_it(files, gazetteer):
    table = rows(files, "brands")
    table[6]["theme"] = "space"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    loaded = load({**files, "brands": out.getvalue().encode()}, gazetteer)
    assert "kang-pepper" not in loaded.dataset.lessons
    assert {p.rule for p in loaded.problems if p.table == "teaching"} == {"brand_left_out"}
    assert sum(p.table == "teaching" for p in loaded.problems) == 28


def test_several_rows_of_notes_become_paragraphs(files, gazetteer):
    extra = {
        "brand": "kang-pepper",
        "kind": "notes",
        "order": "2",
        "minutes": "",
        "text_zh": "另起。",
        "text_en": "More.",
    }
    notes = load(edited(files, lambda table: table.append(extra)), gazetteer).dataset.lessons["kang-pepper"].notes
    assert notes.zh.split("\n")[-1] == "另起。"
    assert notes.en.split("\n")[-1] == "More."


def test_the_file_is_needed_by_the_product_and_not_by_a_visitor(files, gazetteer, collection):
    without = {name: data for name, data in files.items() if name != "teaching"}
    with pytest.raises(DataError) as caught:
        load(without, gazetteer)
    assert [(p.table, p.rule) for p in caught.value.problems] == [("teaching", "missing_file")]
    dataset = load(without, gazetteer, base=collection.dataset).dataset
    assert (dict(dataset.lessons), dataset.feedback, dataset.closing) == ({}, (), ())


def test_plans_are_45_and_90_minutes():
    assert dict(PLAN_KINDS) == {"plan_45": 45, "plan_90": 90}
