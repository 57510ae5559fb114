"""A source whose date could not be read is cited as undated, everywhere, and never as something else."""

from dataclasses import replace
from datetime import date

import pytest

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import source_line
from brandmap.drawing.pieces import citation
from brandmap.exports.registry import FORMATS
from brandmap.text import day

#: How often a file says it where it can be read without unpacking.
PLAINLY = {"csv": 1, "geojson": 3, "html": 3, "png": 1, "svg": 2}


@pytest.fixture(scope="module")
def undated(collection, gazetteer):
    sources = {id_: replace(source, published=None) for id_, source in collection.dataset.sources.items()}
    return Collection.of(replace(collection.dataset, sources=sources), gazetteer)


def test_in_words(undated):
    source = next(iter(undated.dataset.sources.values()))
    assert day(date(2024, 12, 30), "zh") == "2024-12-30"
    assert " · 日期未知 · " in citation(source, "zh")
    assert " · date unknown · " in citation(source, "en")
    assert source_line(source, "en").startswith(f"“{source.title.en}”, {source.publisher.en}, date unknown")
    assert "None" not in citation(source, "en") + source_line(source, "en")


@pytest.mark.parametrize("name", FORMATS)
def test_in_every_export(undated, name):
    made = FORMATS[name].build(undated, Filters(theme=("tourism",)), "both", date(2026, 1, 2))
    assert b"2024-12-30" not in made
    assert made.count("日期未知".encode()) == PLAINLY.get(name, 0)
