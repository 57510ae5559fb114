"""Pictures of measures: one for each published measure, in one style, with their names."""

import re
from dataclasses import replace

from brandmap.collection.filters import Collection
from brandmap.drawing.card import card_html
from brandmap.drawing.measure_icons import ICON_PATHS, MAX_ICONS, measure_icons, measures_with_icons


def test_every_measure_of_the_collection_has_a_picture(collection: Collection) -> None:
    measures = {term.id for term in collection.dataset.terms.values() if term.facet == "measure"}
    assert measures == set(ICON_PATHS)


def test_a_picture_is_lines_inside_its_grid() -> None:
    for id_, path in ICON_PATHS.items():
        assert re.fullmatch(r"[MLHVlhvAaCcz\d. -]+", path), id_
        assert all(abs(float(number)) <= 24 for number in re.findall(r"-?\d*\.?\d+", path)), id_


def test_a_model_shows_its_first_measures_with_their_names(collection: Collection) -> None:
    brand = collection.dataset.by_id["qilihe-aerial"]
    html = measure_icons(brand, collection, "zh")
    names = [term.name.zh for term in measures_with_icons(brand, collection)]
    assert re.findall(r"</span>([^<]+)</li>", html) == names
    assert len(names) == MAX_ICONS
    assert "无人机巡逻" in names
    assert html in card_html(brand, collection, "zh")


def test_terms_without_a_picture_are_left_out(collection: Collection) -> None:
    brand = replace(collection.dataset.by_id["qilihe-aerial"], terms=("crowded_places", "unknown"))
    assert measure_icons(brand, collection, "en") == ""
