"""The map as a picture, and the QR code."""

import io
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest
import segno
from PIL import Image

from brandmap.collection.filters import Filters
from brandmap.exports import picture
from brandmap.exports.picture import PNG_WIDTH, png_bytes, svg_bytes
from brandmap.exports.qr import is_loopback, qr_svg
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"
FARMS = Filters(theme=("agriculture",))


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_svg_shows_what_is_filtered(collection):
    said = texts(svg_bytes(collection, FARMS, "zh", TODAY))
    assert said[said.index("图例") :] == [
        "图例", "农业", "报道配图地点", "6", "瓜田警务 · 会宁县", "7", "花椒警务 · 康县", "8", "果园警务 · 甘谷县",
    ]  # fmt: skip
    assert "共 10 个，符合 3 个：主题为农业；主题由编辑归类；入选是报社的评选，不是评估" in said
    assert "制图日期：2026-11-24" in said


def test_both_languages_are_two_maps_in_one_file(collection):
    root = ElementTree.fromstring(svg_bytes(collection, FARMS, "both", TODAY))
    assert root.get("height") == "2260"
    assert [inner.get("y") for inner in root.findall(f"{SVG}svg")] == ["0", "1130"]
    titles = [text for text in (element.text for element in root.iter(f"{SVG}text")) if text]
    assert "甘肃警务模式地图" in titles
    assert "Gansu policing models map" in titles


def test_the_png_says_in_words_what_it_shows(collection):
    with Image.open(io.BytesIO(png_bytes(collection, FARMS, "zh", TODAY))) as drawn:
        assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.01)  # 27 cm wide in a document
        said = drawn.text["Description"].split("\n")
        drawn.load()  # the picture is whole around the words
    assert "筛选 · 共 10 个，符合 3 个：主题为农业" in said
    assert "导出日期 · 2026-11-24" in said


def test_names_on_the_map_have_a_halo_and_dashes_lie_above_the_boundaries(collection):
    root = ElementTree.fromstring(svg_bytes(collection, Filters(), "zh", TODAY))
    halo, letters = [element for element in root.iter(f"{SVG}text") if element.text == "酒泉"]
    assert (halo.get("fill"), halo.get("stroke"), halo.get("aria-hidden")) == ("none", "#f6f4ee", "true")
    assert (letters.get("fill"), letters.get("stroke")) == ("#55606c", None)
    assert not [element for element in root.iter() if element.get("paint-order")]  # unknown to office programs
    drawn = [element.get("data-pictured") or element.get("stroke-width") for element in root.iter(f"{SVG}path")]
    assert drawn.index("1.8") < drawn.index("620724")  # the province's outline, then Gaotai
    (guanghe,) = [element for element in root.iter(f"{SVG}path") if element.get("data-pictured") == "622924"]
    assert guanghe.get("stroke") == "#1d2733"  # inside its own home: dark, or it would not be seen


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed (libreoffice-draw)")
def test_an_office_program_draws_every_text_and_every_pin(collection, tmp_path):
    """LibreOffice reads the vectors as WPS and Inkscape do: by the plain words of SVG."""
    file = tmp_path / "map.svg"
    file.write_bytes(svg_bytes(collection, Filters(), "zh", TODAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    told = subprocess.run(["pdftotext", tmp_path / "map.pdf", "-"], check=True, capture_output=True).stdout.decode()
    texts = [
        "".join(element.itertext())
        for element in ElementTree.fromstring(file.read_bytes()).iter(f"{SVG}text")
        if element.get("aria-hidden") != "true"
    ]
    drawn = "".join(told.split())
    assert [text for text in texts if "".join(text.split()) not in drawn] == []
    pins = Counter(text for text in texts if text.isdigit())
    assert pins == Counter({str(n): 2 for n in range(1, 11)})  # on the map and in the list beside it
    assert [n for n, times in pins.items() if told.split().count(n) < times] == []


def test_hostile_texts_stay_texts(collection):
    root = ElementTree.fromstring(svg_bytes(hostile(collection), Filters(), "both", TODAY))
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "g", "path", "rect", "circle", "text", "title", "desc"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_the_png_draws_chinese_with_our_own_font(collection, monkeypatch):
    """Without its font the picture is another one: the letters are missing."""
    with Image.open(io.BytesIO(png_bytes(collection, FARMS, "zh", TODAY))) as drawn:
        assert drawn.size == (PNG_WIDTH, 2260)
        title = drawn.convert("L").crop((80, 80, 700, 180))
    ink = sum(1 for value in title.tobytes() if value < 128)
    assert 5_000 < ink < 30_000
    monkeypatch.setattr(picture, "FONT_FILE", picture.FONT_FILE.with_name("OFL.txt"))
    with Image.open(io.BytesIO(png_bytes(collection, FARMS, "zh", TODAY))) as empty:
        blank = empty.convert("L").crop((80, 80, 700, 180))
    assert min(blank.tobytes()) == 255


def modules(drawn):
    """The dark squares of a drawn code, row by row, read back from its path without the quiet zone of four."""
    (size,) = {int(n) for n in re.findall(r'<path fill="#fff" d="M0 0h(\d+)v', drawn)}
    rows = [[False] * size for _ in range(size)]
    x, y = 0, 0
    (path,) = re.findall(r'stroke="#000" d="([^"]+)"', drawn)
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if step == "h":
            for column in range(x, x + int(first)):
                rows[y][column] = True
            x += int(first)
        else:
            x, y = (int(first), int(float(second))) if step == "M" else (x + int(first), y + int(second))
    return [row[4:-4] for row in rows[4:-4]]


@pytest.mark.parametrize("link", ["http://10.1.2.3:8501/?lang=zh&theme=agriculture&brand=huining-melon"])
def test_the_qr_code_is_the_links(link):
    drawn = qr_svg(link)
    wide = segno.make_qr(link, error="m").symbol_size(scale=4, border=4)[0]
    assert f'width="{wide}" height="{wide}"' in drawn
    assert drawn.startswith("<svg ")
    assert "<script" not in drawn
    assert modules(drawn) == [[bool(module) for module in row] for row in segno.make_qr(link, error="m").matrix]
    assert qr_svg(link) == drawn
    assert qr_svg(link + "&lang=en") != drawn


def test_a_link_that_is_too_long_has_no_code():
    assert qr_svg("http://x/" + "q" * 1200) is None


def test_an_address_of_this_machine_only_is_known():
    own = ["http://127.0.0.1:8501/", "http://[::1]/data", "http://localhost:8501/?lang=zh"]
    others = ["http://10.1.2.3:8501/", "https://map.example.gov.cn/", "http://localhost.example/", ""]
    assert [link for link in own + others if is_loopback(link)] == own
