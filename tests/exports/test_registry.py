"""What holds for every format of export; and a format that exists only here."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from types import ModuleType

import pytest
from PIL import Image

from brandmap.__main__ import main
from brandmap.collection.filters import Filters
from brandmap.collection.provenance import provenance
from brandmap.exports.registry import FORMATS, PURPOSES, ExportFormat
from brandmap.records import LANGS, Text
from brandmap.text.languages import EXPORT_LANGS, languages
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)
SUMMER = Filters(season=("summer",))
STARTS = {
    "pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-1", "html": b"<!DOCTYPE html>", "png": b"\x89PNG", "svg": b"<?xml",
    "csv": b"\xef\xbb\xbf", "geojson": b'{"type":"FeatureCollection"',
}  # fmt: skip


def words_of(chosen, content, tmp_path):
    """The texts a reader can get out of a file, in one line of single blanks."""
    if chosen.suffix in ("pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]+>", "", " ".join(parts))
    if chosen.suffix == "pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed (poppler-utils)")
        file = tmp_path / "handout.pdf"
        file.write_bytes(content)
        return subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    if chosen.suffix == "png":  # its picture is the SVG drawn; its own words are in its description
        with Image.open(io.BytesIO(content)) as picture:
            return picture.text["Description"]
    return content.decode("utf-8-sig")


def squeezed(text):
    """Without blanks and with plain quotation marks and full-size characters: lines break differently in each file."""
    plain = text.translate(str.maketrans("“”‘’", "\"\"''"))
    for number, sign in ((39, "'"), (34, '"'), (38, "&")):
        plain = plain.replace(f"&#{number};", sign)
    return re.sub(r"\s+", "", plain.replace("&quot;", '"').replace("&amp;", "&").replace('\\"', '"'))


def test_every_format_is_listed_once_with_its_words_in_both_languages():
    assert list(FORMATS) == [
        "pptx",
        "pdf",
        "pdf_answers",
        "pdf_problems",
        "pdf_cards",
        "html",
        "pdf_poster_a3",
        "pdf_poster_a1",
        "png",
        "svg",
        "xlsx",
        "csv",
        "geojson",
    ]
    assert {one.purpose for one in FORMATS.values()} == set(PURPOSES)
    for one in FORMATS.values():
        assert all(one.label[lang] and one.help[lang] for lang in LANGS)


def test_the_registry_is_imported_without_the_makers():
    """``--help`` reads it."""
    code = "import sys, brandmap.exports.registry; print({'pandas', 'pypinyin', 'pptx'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"set()\n"


@pytest.fixture
def text_format(monkeypatch):
    """A format made of one row and one module."""
    module = ModuleType("brandmap.exports.text_file")
    module.text_bytes = lambda collection, filters, lang, today: "、".join(
        brand.name[lang] for brand in filters.keep(collection)
    ).encode()
    monkeypatch.setitem(sys.modules, module.__name__, module)
    row = ExportFormat(
        "txt", "txt", "text/plain", "data", "text_file:text_bytes", Text("纯文本", "Plain text"), Text("说明", "Help")
    )
    monkeypatch.setitem(FORMATS, "txt", row)
    return row


def test_one_row_and_one_module_are_a_format(text_format, collection, tmp_path, capsys):
    """On the command line, with its file name; the page's block is tested beside the other pages."""
    target = tmp_path / "out.txt"
    assert main(["export", "--format", "txt", "--lang", "zh", "--season", "summer", "--out", str(target)]) == 0
    assert target.read_text() == text_format.build(collection, SUMMER, "zh", TODAY).decode() == "瓜田警务、花椒警务"
    assert text_format.filename(collection, SUMMER, "zh") == "gansu-policing-models_2-of-10_zh.txt"
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "geojson,txt}" in capsys.readouterr().out


@pytest.mark.parametrize("lang", EXPORT_LANGS)
@pytest.mark.parametrize("name", FORMATS)
def test_each_is_of_its_kind_and_the_same_again(collection, name, lang):
    chosen = FORMATS[name]
    content = chosen.build(collection, SUMMER, lang, TODAY)
    assert content.startswith(STARTS[chosen.suffix])
    assert chosen.build(collection, SUMMER, lang, TODAY) == content


@pytest.mark.parametrize("lang", EXPORT_LANGS)
@pytest.mark.parametrize("name", FORMATS)
def test_each_says_where_it_is_from(collection, name, lang, tmp_path):
    """Source, filter, date, attribution, review notice, what an award is, and what is editorial."""
    chosen = FORMATS[name]
    found = squeezed(words_of(chosen, chosen.build(collection, SUMMER, lang, TODAY), tmp_path))
    said = provenance(collection, SUMMER, TODAY)
    # A problem sheet is handed out before the reveal: it does not say by which theme or word its models were chosen.
    chosen_by = said.count_sentence if name == "pdf_problems" else said.filter_sentence
    wanted = [
        *said.sources, chosen_by, said.attribution, said.review_notice, said.award_notice,
        said.editorial_notice,
    ]  # fmt: skip
    for one in languages(lang):
        for text in wanted:
            assert squeezed(text[one]) in found, text[one]
    assert "2026-11-24" in found


@pytest.mark.parametrize("name", FORMATS)
def test_each_stands_hostile_texts(collection, name):
    content = FORMATS[name].build(hostile(collection), Filters(), "both", TODAY)
    assert content.startswith(STARTS[FORMATS[name].suffix])


def test_file_names_say_what_is_inside(collection):
    names = {name: one.filename(collection, SUMMER, "both") for name, one in FORMATS.items()}
    assert names["pptx"] == "gansu-policing-models_2-of-10_zh-en.pptx"
    assert names["pdf"] == "gansu-policing-models_2-of-10_zh-en.pdf"
    assert names["pdf_answers"] == "gansu-policing-models_2-of-10_zh-en_answers.pdf"
    assert FORMATS["png"].filename(collection, Filters(), "zh") == "gansu-policing-models_10-of-10_zh.png"
    assert len(set(names.values())) == len(FORMATS)
