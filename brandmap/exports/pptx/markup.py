"""Write paragraphs, placeholders and shapes of a slide as XML (ECMA-376, PresentationML and DrawingML).

Lengths are inches on a slide of 13.333 × 7.5, sizes are points. Fonts and colours are those of the presentation's
theme, so that another design restyles everything. Every text passes ``escaped``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import INK, PAPER, QUIET, safe_colour
from brandmap.drawing.maps import COUNTY_LINE, LAND, LINE, OUTSIDE
from brandmap.markup import clean
from brandmap.records import Lang
from brandmap.text.width import wrap_lines

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
WIDE, HIGH = 13.333, 7.5
EMU = 914400  # per inch
SPACING = 1.05  # lines as a multiple of the font's own
TALL: dict[Lang, float] = {"zh": 1.38, "en": 1.17}  # how tall a font's line is: Chinese fonts are taller
INDENT = 0.4  # inches, of a numbered paragraph
SIZES = (40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10.5, 10, 9.5, 9, 8.5, 8)
ACCENTS = 6  # colours of themes that a presentation has room for
#: What stands for the colours of our maps, so that another design restyles them.
SCHEME = {
    LAND: "bg2", OUTSIDE: "tx2+85", LINE: "tx2+45", COUNTY_LINE: "tx2+70", INK: "tx1", QUIET: "tx2", PAPER: "bg1",
}  # fmt: skip
Colour = str  # a colour of the theme such as tx1, one of its tints such as tx2+60 (percent lighter), or rrggbb
Align = Literal["l", "ctr", "r"]
ALIGNED: dict[Align, str] = {"l": "", "ctr": ' algn="ctr"', "r": ' algn="r"'}
FIT = "<a:normAutofit/>"  # shrinks a text further where a program has only a wider font, or when the trainer adds to it
NO_MARGIN = ' lIns="0" tIns="0" rIns="0" bIns="0"'


@dataclass(frozen=True)
class Box:
    """Left, top, width and height in inches."""

    x: float
    y: float
    w: float
    h: float

    def inside(self, edge: float) -> Box:
        """Return the box without its edge."""
        return Box(self.x + edge, self.y + edge, self.w - 2 * edge, self.h - 2 * edge)


@dataclass(frozen=True)
class Line:
    """Describe one paragraph. ``size`` None and ``colour`` empty: as the placeholder has them."""

    text: str
    size: float | None = None
    bold: bool = False
    colour: Colour = ""
    before: float = 0.0  # points of space above
    numbered: bool = False


def emu(inches: float) -> int:
    """Return a length as the format counts it."""
    return round(inches * EMU)


def escaped(text: str) -> str:
    """Return ``text`` for an element or an attribute in double quotes."""
    return escape(clean(text).replace("\t", " "), {'"': "&quot;"})


def language(lang: Lang) -> str:
    """Return the attributes that name the language of a text."""
    return 'lang="zh-CN" altLang="en-GB"' if lang == "zh" else 'lang="en-GB" altLang="zh-CN"'


def paint(colour: Colour) -> str:
    """Return a fill in one colour, none for no colour."""
    if not colour:
        return "<a:noFill/>"
    name, _, lighter = colour.partition("+")
    if len(colour) == 6 and colour.isalnum():
        return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    tint = f'<a:lumMod val="{100 - int(lighter)}000"/><a:lumOff val="{lighter}000"/>' if lighter else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{tint}</a:schemeClr></a:solidFill>'


def scheme_colour(colour: str, collection: Collection) -> Colour:
    """Return the presentation's colour for one of ours (#rrggbb): an accent for a theme's while there are enough."""
    themes = [safe_colour(theme.colour) for theme in collection.dataset.themes.values()][:ACCENTS]
    return f"accent{themes.index(colour) + 1}" if colour in themes else SCHEME.get(colour, colour.lstrip("#"))


def paragraphs(lines: Iterable[Line], lang: Lang, align: Align = "l") -> str:
    """Return the paragraphs of a text; a line break in a line is one within its paragraph."""
    return "".join(_paragraph(line, lang, align) for line in lines) or "<a:p/>"


def _paragraph(line: Line, lang: Lang, align: Align) -> str:
    margin = f' marL="{emu(INDENT)}" indent="-{emu(INDENT)}"' if line.numbered else ""
    above = f'<a:spcBef><a:spcPts val="{round(line.before * 100)}"/></a:spcBef>' if line.before else ""
    number = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>' if line.numbered else ""
    size = f' sz="{round(line.size * 100)}"' if line.size else ""
    bold = ' b="1"' if line.bold else ""
    look = f"<a:rPr {language(lang)}{size}{bold}>{paint(line.colour) if line.colour else ''}</a:rPr>"
    runs = f"<a:br>{look}</a:br>".join(
        f"<a:r>{look}<a:t>{escaped(part)}</a:t></a:r>" for part in clean(line.text).split("\n")
    )
    return f"<a:p><a:pPr{margin}{ALIGNED[align]}>{above}{number}</a:pPr>{runs}</a:p>"


def fitting_size(lines: Sequence[Line], box: Box, most: float, lang: Lang, least: float = 8.0) -> float:
    """Return the largest size up to ``most`` at which the lines, wrapped, are not higher than the box."""
    sizes = [size for size in SIZES if least <= size <= most]
    return next((size for size in sizes if text_height(lines, box.w, size, lang) <= box.h), sizes[-1])


def text_height(lines: Sequence[Line], width: float, size: float, lang: Lang) -> float:
    """Return the inches the lines take, wrapped in a column of ``width`` inches: a little more rather than less."""
    points = 0.0
    for line in lines:
        own, room = line.size or size, width - (INDENT if line.numbered else 0)
        rows = sum(max(1, len(wrap_lines(part, room * 72 / own))) for part in line.text.split("\n"))
        points += rows * own * SPACING * TALL[lang] + line.before
    return points / 72


def placed(box: Box) -> str:
    """Return where a shape stands."""
    return f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'


def named(number: int, name: str, description: str = "") -> str:
    """Return the number of a shape on its slide, its name, and what it shows for who cannot see it."""
    described = f" descr={quoteattr(clean(description))}" if description else ""
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{described}/>'


def line_style(colour: Colour, points: float, *, dashed: bool = False) -> str:
    """Return an outline; none for no colour."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    width = f' w="{round(points * 12700)}"' if points else ""
    return f"<a:ln{width}>{paint(colour)}{dash}</a:ln>"


def shape(
    number: int, name: str, box: Box, *, form: str = "rect", fill: Colour = "", line: str = "", text: str = ""
) -> str:
    """Return a shape of a preset form, with paragraphs in its middle if there are any."""
    body = text_body(text, attributes=f'{NO_MARGIN} wrap="none" anchor="ctr"') if text else ""
    return (
        f"<p:sp><p:nvSpPr>{named(number, name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{placed(box)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
        f"{paint(fill)}{line or line_style('', 0)}</p:spPr>{body}</p:sp>"
    )


def group(number: int, name: str, box: Box, content: str, description: str = "") -> str:
    """Return shapes as one, measured like the slide."""
    inner = placed(box).removesuffix("</a:xfrm>")
    inner += inner.removeprefix("<a:xfrm>").replace("a:off", "a:chOff").replace("a:ext", "a:chExt") + "</a:xfrm>"
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named(number, name, description)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{inner}</p:grpSpPr>{content}</p:grpSp>"
    )


def placeholder(number: int, name: str, holds: str, content: str, locks: str = "") -> str:
    """Return a placeholder; ``holds`` are the attributes that say which. Its place is that of the layout."""
    return (
        f'<p:sp><p:nvSpPr>{named(number, name)}<p:cNvSpPr><a:spLocks noGrp="1"{locks}/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {holds}/></p:nvPr></p:nvSpPr><p:spPr/>{content}</p:sp>"
    )


def text_body(text: str, style: str = "", attributes: str = "", fit: str = "") -> str:
    """Return the text of a shape: paragraphs, the look of its levels, attributes of its frame."""
    return f"<p:txBody><a:bodyPr{attributes}>{fit}</a:bodyPr><a:lstStyle>{style}</a:lstStyle>{text}</p:txBody>"


def level(size: float) -> str:
    """Return the size in points of the first level of a text."""
    return f'<a:lvl1pPr><a:defRPr sz="{round(size * 100)}"/></a:lvl1pPr>'


def tree(content: str) -> str:
    """Return all shapes of a slide, a layout or a master."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{content}</p:spTree>"
    )
