"""Write brandmap/exports/fonts: Noto Sans CJK SC cut down to GB 2312, for PDF and PNG on servers without Chinese fonts.

    pip download --no-deps --require-hashes -r scripts/maintain/requirements-font.txt -d DIR
    pip install fonttools==4.68.0
    python scripts/maintain/build_font.py DIR

The font comes out of the wheel of ``mpl-font``, which is read, never installed, and refused if its sha256 is not the
pinned one. fonttools keeps the characters of GB 2312, Latin letters with accents (pinyin) and common signs, and turns
the PostScript outlines into TrueType ones, because ReportLab embeds no others. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

WHEEL = "mpl_font-1.1.0-py2.py3-none-any.whl"
SHA256 = "b40852bfec10e3edbff00d06be3aae858a00d48843485153ee2e139581469013"
MEMBER = "mpl_font/fonts/noto/NotoSansCJKsc-Regular.otf"
TARGET = Path(__file__).resolve().parents[2] / "brandmap" / "exports" / "fonts" / "NotoSansSC-GB2312.ttf"
FAMILY = "Noto Sans CJK SC"
#: Largest distance between the old and the new outline, in units of 1/1000 of the font size.
TOLERANCE = 1.0
SIGNS = "—–‘’“”…·•°±×÷′″€™①②③④⑤⑥⑦⑧⑨⑩→←↑↓↔↗■□▲△●○★☆✓✗〇㎡㎞≤≥≈≠□☐☑"


def characters() -> set[int]:
    """Code points to keep: all of GB 2312, printable Latin letters, pinyin vowels, signs, punctuation, full width."""
    kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x1CD, 0x1DD)) | set(range(0x2010, 0x2027))
    kept |= set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {ord(sign) for sign in SIGNS}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                kept.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return kept


def with_truetype_outlines(font: TTFont) -> None:
    """Replace the CFF table by glyf, loca and hmtx of quadratic curves."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    for name in order:
        glyf[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyf[name], "xMin", 0))
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field, value in {
        "maxZones": 1, "maxTwilightPoints": 0, "maxStorage": 0, "maxFunctionDefs": 0, "maxInstructionDefs": 0,
        "maxStackElements": 0, "maxSizeOfInstructions": 0,
        "maxComponentElements": 0,
    }.items():  # fmt: skip
        setattr(profile, field, value)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def main(folder: Path) -> None:
    """Cut the font of the wheel in ``folder`` down and write it."""
    wheel = (folder / WHEEL).read_bytes()
    if hashlib.sha256(wheel).hexdigest() != SHA256:
        raise SystemExit(f"{WHEEL}: sha256 is not the pinned one")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        font = TTFont(io.BytesIO(archive.read(MEMBER)), recalcTimestamp=False)
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.name_IDs, options.glyph_names, options.drop_tables = [0, 1, 2, 3, 4, 5, 6, 13, 14], False, ["DSIG", "BASE"]
    cut = Subsetter(options)
    cut.populate(unicodes=characters())
    cut.subset(font)
    with_truetype_outlines(font)
    # A family named without its weight, as programs ask for it.
    font["name"].setName(FAMILY, 1, 3, 1, 0x409)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    font.save(TARGET)
    print(f"{TARGET.name}: {len(font.getGlyphOrder())} glyphs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
