"""The data dictionary is generated from the schema and kept up to date."""

import pytest

from brandmap.schema import TABLES
from brandmap.tables.dictionary import dictionary_markdown, entries
from tests import ROOT

DOCUMENT = ROOT / "docs" / "data-dictionary.md"


def test_document_is_up_to_date():
    command = "python -m scripts.maintain.build_data_dictionary"
    assert DOCUMENT.read_text(encoding="utf-8") == dictionary_markdown(), f"run {command}"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_is_described_in_both_languages(table):
    for lang in ("zh", "en"):
        found = entries(table, lang)
        assert [entry.column for entry in found] == [column.name for column in table.columns]
        assert all(all(entry.cells) for entry in found)


def test_rule_in_words():
    by_name = {entry.column: entry for entry in entries(TABLES["brands"], "en")}
    assert by_name["summary_zh"].rule == "one line of text; required; at most 120 characters"
    assert by_name["theme"].rule == "id; required; listed in themes.csv; e.g. agriculture"
    assert by_name["season_basis"].rule == "id; required; one of stated, inferred; e.g. stated"
    chinese = {entry.column: entry for entry in entries(TABLES["brands"], "zh")}
    assert chinese["hours"].rule == "时:分-时:分；可空；例：21:00-23:00"
