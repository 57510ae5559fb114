"""The map as a picture, and the QR code."""

import io
from datetime import date
from xml.etree import ElementTree

import pytest
import segno
from PIL import Image
from takeaway_hostile import hostile

from brandmap.exports import picture
from brandmap.exports.picture import PNG_WIDTH, png_bytes, svg_bytes
from brandmap.exports.qr import qr_svg
from brandmap.filters import Filters

TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"
FARMS = Filters(theme=("agriculture",))


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_svg_shows_what_is_filtered(collection):
    said = texts(svg_bytes(collection, FARMS, "zh", TODAY))
    assert said[-3:] == ["6", "7", "8"] or {"瓜田警务 · 会宁县", "花椒警务 · 康县", "果园警务 · 甘谷县"} <= set(said)
    assert "生态警务 · 玛曲县" not in said
    assert any(line.startswith("10 个中的 3 个：主题为农业；主题由编辑归类") for line in said)
    assert "制图日期：2026-11-24" in said


def test_both_languages_are_two_maps_in_one_file(collection):
    root = ElementTree.fromstring(svg_bytes(collection, FARMS, "both", TODAY))
    assert root.get("height") == "2260"
    assert [inner.get("y") for inner in root.findall(f"{SVG}svg")] == ["0", "1130"]
    titles = [text for text in (element.text for element in root.iter(f"{SVG}text")) if text]
    assert "甘肃警务模式地图" in titles
    assert "Gansu policing models map" in titles


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


@pytest.mark.parametrize("link", ["http://10.1.2.3:8501/?lang=zh&theme=agriculture&brand=huining-melon"])
def test_the_qr_code_is_the_links(link):
    drawn = qr_svg(link)
    wide = segno.make_qr(link, error="m").symbol_size(scale=4, border=4)[0]
    assert f'width="{wide}" height="{wide}"' in drawn
    assert drawn.startswith("<svg ")
    assert "<script" not in drawn
    assert qr_svg(link) == drawn
    assert qr_svg(link + "&lang=en") != drawn


def test_a_link_that_is_too_long_has_no_code():
    assert qr_svg("http://x/" + "q" * 1200) is None
