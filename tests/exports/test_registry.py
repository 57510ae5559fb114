"""What holds for every file that can be taken away."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from PIL import Image

from brandmap.collection.filters import Filters
from brandmap.collection.provenance import provenance
from brandmap.commands.export import ANSWERS, FORMATS
from brandmap.exports.registry import REGISTRY
from brandmap.text import phrase
from brandmap.text.languages import EXPORT_LANGS, languages
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)
SUMMER = Filters(season=("summer",))
STARTS = {
    "pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-1", "html": b"<!DOCTYPE html>", "png": b"\x89PNG", "svg": b"<?xml",
    "csv": b"\xef\xbb\xbf", "geojson": b'{"type":"FeatureCollection"',
}  # fmt: skip


def words_of(kind, content, tmp_path):
    """The texts a reader can get out of a file, in one line of single blanks."""
    if kind.suffix in ("pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]+>", "", " ".join(parts))
    if kind.suffix == "pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed (poppler-utils)")
        file = tmp_path / "handout.pdf"
        file.write_bytes(content)
        return subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    if kind.suffix == "png":  # its picture is the SVG drawn; its own words are in its description
        with Image.open(io.BytesIO(content)) as picture:
            return picture.text["Description"]
    return content.decode("utf-8-sig")


def squeezed(text):
    """Without blanks and with plain quotation marks and full-size characters: lines break differently in each file."""
    plain = text.translate(str.maketrans("“”‘’", "\"\"''"))
    for number, sign in ((39, "'"), (34, '"'), (38, "&")):
        plain = plain.replace(f"&#{number};", sign)
    return re.sub(r"\s+", "", plain.replace("&quot;", '"').replace("&amp;", "&").replace('\\"', '"'))


def test_the_registry_names_every_format_once():
    assert list(REGISTRY) == ["pptx", "pdf", "pdf_answers", "html", "png", "svg", "xlsx", "csv", "geojson"]
    assert [name for name in REGISTRY if not name.endswith(ANSWERS)] == list(FORMATS)


@pytest.mark.parametrize("name", REGISTRY)
def test_each_has_its_words_in_both_languages(name):
    kind = REGISTRY[name]
    help_key = f"data.{name}_help" if kind.kind == "data" else f"takeaway.{name}_help"
    for lang in ("zh", "en"):
        assert phrase(kind.label, lang)
        assert phrase(help_key, lang)


@pytest.mark.parametrize("lang", EXPORT_LANGS)
@pytest.mark.parametrize("name", REGISTRY)
def test_each_is_of_its_kind_and_the_same_again(collection, name, lang):
    kind = REGISTRY[name]
    content = kind.build(collection, SUMMER, lang, TODAY)
    assert content.startswith(STARTS[kind.suffix])
    assert kind.build(collection, SUMMER, lang, TODAY) == content


@pytest.mark.parametrize("lang", EXPORT_LANGS)
@pytest.mark.parametrize("name", REGISTRY)
def test_each_says_where_it_is_from(collection, name, lang, tmp_path):
    """Source, filter, date, attribution, review notice, what an award is, and what is editorial."""
    kind = REGISTRY[name]
    found = squeezed(words_of(kind, kind.build(collection, SUMMER, lang, TODAY), tmp_path))
    said = provenance(collection, SUMMER, TODAY)
    wanted = [
        *said.sources, said.filter_sentence, said.attribution, said.review_notice, said.award_notice,
        said.editorial_notice,
    ]  # fmt: skip
    for one in languages(lang):
        for text in wanted:
            assert squeezed(text[one]) in found, text[one]
    assert "2026-11-24" in found


@pytest.mark.parametrize("name", REGISTRY)
def test_each_stands_hostile_texts(collection, name):
    content = REGISTRY[name].build(hostile(collection), Filters(), "both", TODAY)
    assert content.startswith(STARTS[REGISTRY[name].suffix])


def test_file_names_say_what_is_inside(collection):
    names = {name: kind.filename(collection, SUMMER, "both") for name, kind in REGISTRY.items()}
    assert names["pptx"] == "gansu-policing-models_2-of-10_zh-en.pptx"
    assert names["pdf"] == "gansu-policing-models_2-of-10_zh-en.pdf"
    assert names["pdf_answers"] == "gansu-policing-models_2-of-10_zh-en_answers.pdf"
    assert REGISTRY["png"].filename(collection, Filters(), "zh") == "gansu-policing-models_10-of-10_zh.png"
    assert len(set(names.values())) == len(REGISTRY)
