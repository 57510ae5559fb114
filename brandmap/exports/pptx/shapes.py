"""Pieces of a slide: texts with named Chinese and Latin fonts, boxes, and the map as native freeform shapes.

Lengths are inches on a 16:9 slide of 13.333 × 7.5, sizes are points. Colours of themes are the presentation's accent
colours, so that a new colour scheme recolours map and slides together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import ink_on, safe_colour
from brandmap.markup import clean
from brandmap.records import Brand, Lang
from brandmap.text.languages import html_lang
from brandmap.text.width import wrapped

CHINESE_FONT, LATIN_FONT = "Microsoft YaHei", "Arial"
WIDE, HIGH = 13.333, 7.5
INK, QUIET, RULE, LAND, SOFT = "1d2733", "55606c", "98a3af", "f1efe8", "f2f5f8"
#: Lines as multiples of a font's own, and how tall a font's line is: Chinese fonts are taller.
SPACING, TALL = {"zh": 1.05, "en": 1.05}, {"zh": 1.38, "en": 1.17}
ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6,
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """Left, top, width and height in inches."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Line:
    """A paragraph and how it looks. ``size`` None: the box decides."""

    text: str
    size: float | None = None
    bold: bool = False
    colour: str = INK
    before: float = 0.0  # points of space above
    after: float = 0.0  # and below


def brand_colour(target: Any, brand: Brand, collection: Collection) -> None:
    """Give a fill's or line's ``color`` (or fore_color) the colour of the brand's theme."""
    order = list(collection.dataset.themes)
    place = order.index(brand.theme)
    if place < len(ACCENTS):
        target.theme_color = ACCENTS[place]
    else:
        target.rgb = RGBColor.from_string(theme_hex(brand, collection))


def theme_hex(brand: Brand, collection: Collection) -> str:
    """The colour of the brand's theme as rrggbb."""
    return safe_colour(collection.dataset.themes[brand.theme].colour).lstrip("#")


def write(frame: Any, lines: Sequence[Line], lang: Lang, size: float, align: Any = None) -> None:
    """Paragraphs into a text frame, each run with its language and fonts."""
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.line_spacing = SPACING[lang]
        paragraph.space_before, paragraph.space_after = Pt(line.before), Pt(line.after)
        for part, words in enumerate(clean(line.text).split("\n")):
            if part:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = words.replace("\t", " ")
            style(run, lang, line.size or size, bold=line.bold, colour=line.colour)


def style(run: Any, lang: Lang, size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Size (points), fonts and language of a run; ``colour`` is rrggbb."""
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN_FONT
    run.font.color.rgb = RGBColor.from_string(colour)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", html_lang(lang))
    properties.set("altLang", html_lang("en" if lang == "zh" else "zh"))
    latin = properties.find(qn("a:latin"))
    east = etree.Element(qn("a:ea"))
    east.set("typeface", CHINESE_FONT)
    latin.addnext(east)


def text_box(
    slide: Any, box: Box, lines: Sequence[Line], lang: Lang, sizes: Sequence[float], *, middle: bool = False
) -> Any:
    """A text box whose text has the largest of ``sizes`` that fits."""
    shape = slide.shapes.add_textbox(*_emu(box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    # Shrinks further where a program has only a wider font, or when the trainer writes more.
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    write(frame, lines, lang, fitting_size(lines, box, sizes, lang))
    return shape


def fitting_size(lines: Sequence[Line], box: Box, sizes: Sequence[float], lang: Lang) -> float:
    """The largest size at which the lines, wrapped, are not higher than the box; the smallest if none is."""
    for size in sizes:
        if text_height(lines, box.w, size, lang) <= box.h:
            return size
    return sizes[-1]


def text_height(lines: Sequence[Line], width: float, size: float, lang: Lang) -> float:
    """Inches the lines take, wrapped in a column of ``width`` inches, a little more rather than less."""
    points = 0.0
    for line in lines:
        own = line.size or size
        rows = sum(max(1, len(wrapped(part, width * 72 / own))) for part in line.text.split("\n"))
        points += rows * own * SPACING[lang] * TALL[lang] + line.before + line.after
    return points / 72


def plate(slide: Any, box: Box, *, fill: str = SOFT, rounded: bool = True) -> Any:
    """A filled rectangle without outline."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(kind, *_emu(box))
    if rounded:
        shape.adjustments[0] = min(0.5, 0.08 / min(box.w, box.h))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    shape.line.fill.background()
    plain(shape)
    return shape


def badge(slide: Any, box: Box, brand: Brand, collection: Collection, size: float) -> Any:
    """The number of a brand on a plate in its theme's colour."""
    shape = plate(slide, box)
    brand_colour(shape.fill.fore_color, brand, collection)
    write_number(shape, brand, collection, size)
    return shape


def plain(shape: Any) -> None:
    """Without the template's style, which brings a shadow that not every program lets go of."""
    style_ = shape._element.find(qn("p:style"))
    if style_ is not None:
        shape._element.remove(style_)


def write_number(shape: Any, brand: Brand, collection: Collection, size: float) -> None:
    """The brand's number (points) in the middle of a shape filled with its colour."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    ink = ink_on(f"#{theme_hex(brand, collection)}").lstrip("#")
    write(frame, [Line(str(brand.number), bold=True, colour=ink)], "en", size, PP_ALIGN.CENTER)
    frame.paragraphs[0].line_spacing = 1.0


def _emu(box: Box) -> tuple[int, int, int, int]:
    return Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h)
