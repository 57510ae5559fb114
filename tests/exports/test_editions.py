"""Files of several editions: which number a model has in them, and since when it is listed."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation

from brandmap.collection.filters import Collection, Filters
from brandmap.exports.pdf.handout import pdf_bytes
from brandmap.exports.pdf.poster import poster_a3_bytes
from brandmap.exports.picture import svg_bytes
from brandmap.exports.pptx.presentation import pptx_bytes
from brandmap.intake.dataset import load
from tests.editions import edition_files
from tests.exports.test_pdf import needs_poppler, pages_of_bytes

TODAY = date(2026, 11, 24)
LATEST, ALL = Filters(edition=("2025",)), Filters(edition=("2023", "2024", "2025"))


@pytest.fixture(scope="module")
def years(files, gazetteer):
    """Three of the models: the one listed for three years in each of them."""
    whole = Collection.of(load(edition_files(files), gazetteer).dataset, gazetteer)
    one = tuple(whole.dataset.by_id[f"m{year}-1"] for year in (2023, 2024, 2025))
    return Collection.of(replace(whole.dataset, brands=one), gazetteer)


def built(build, collection, filters, lang):
    return build(collection.with_editions(filters.edition), filters, lang, TODAY)


@needs_poppler
@pytest.mark.parametrize("build", [pdf_bytes, poster_a3_bytes])
def test_several_editions_number_a_model_with_its_year_on_page_and_map(years, build):
    for filters, number in ((ALL, "2025-1"), (LATEST, "1")):
        words = " ".join(built_pages(build, years, filters))
        assert f"{number} 合成模式2025之1" in words
        assert words.split().count(number) >= 2  # beside the name, and on the map


def built_pages(build, years, filters):
    return [" ".join(page.split()) for page in pages_of_bytes(built(build, years, filters, "zh"))]


def test_slides_and_picture_number_it_alike(years):
    slides = Presentation(io.BytesIO(built(pptx_bytes, years, ALL, "zh"))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert "2023-1  合成模式2023之1 · 做法" in titles
    assert svg_bytes(years.with_editions(ALL.edition), ALL, "zh", TODAY).decode().count("2023-1") >= 2


@needs_poppler
@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "延续往届，首次入选为2023年"), ("en", "continues a model first selected in 2023")],
)
def test_cards_say_since_when_a_model_is_listed(years, lang, words):
    card = " ".join(pages_of_bytes(built(pdf_bytes, years, LATEST, lang))[0].split())
    assert words in card
    slides = Presentation(io.BytesIO(built(pptx_bytes, years, LATEST, lang))).slides
    result = "\n".join(shape.text_frame.text for shape in slides[4].shapes if shape.has_text_frame)
    assert words in result
