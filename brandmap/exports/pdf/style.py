"""Set the paragraphs of a handout: styles, Chinese line breaking. Every text is escaped; none is a link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, Paragraph

from brandmap.drawing import colours
from brandmap.exports.fonts import FAMILY, PLAIN_QUOTES, drawable, font_face
from brandmap.markup import clean
from brandmap.records import Lang, Text
from brandmap.text import or_not_published, phrase

DARK, QUIET = HexColor(colours.INK), HexColor(colours.QUIET)
LEAST_SIZE = 8.0  # points
LEAST_END = 3  # characters on the last line of a Chinese paragraph
WHOLE_LINES = 6  # a paragraph of no more lines is not parted between columns
BOLD = 0.03  # of the size: width of the line around the letters of a heading; the font has one weight


#: A word, or one Chinese character, with the marks that must not leave it.
_PIECES = re.compile(
    r"[“‘《（〈【「『(\[]*(?:[^\s\u2e80-\uffff“”‘’…—·]+|.)[，。、；：！？）》〉】」』”’…—·%),.;:!?\]]*\s*", re.DOTALL
)


class Words(Paragraph):  # type: ignore[misc] # ReportLab has no types
    """Draw a paragraph: a heading is bold, and a short one stays in one column."""

    def draw(self) -> None:
        bold = self.style.name.startswith("heading")
        if bold:
            self.canv.saveState()
            self.canv.setStrokeColor(self.style.textColor)
            self.canv.setLineWidth(self.style.fontSize * BOLD)
            self.canv._code.append("2 Tr")  # letters are filled and outlined
        super().draw()
        if bold:
            self.canv.restoreState()

    def split(self, width: float, height: float) -> list[Flowable]:  # ReportLab's signature
        if self.height <= (WHOLE_LINES + 0.5) * self.style.leading:
            return []
        return super().split(width, height)  # type: ignore[no-any-return]


class Style:
    """Hold the paragraph styles of one language, body size and column width (points)."""

    def __init__(self, lang: Lang, size: float, width: float) -> None:
        self.lang, self.size, self.width = lang, size, width

    @cached_property
    def body(self) -> ParagraphStyle:
        leading = self.size * (1.45 if self.lang == "zh" else 1.35)
        return ParagraphStyle(
            "body", fontName=FAMILY, fontSize=self.size, leading=leading, textColor=DARK,
            spaceAfter=self.size * 0.25, splitLongWords=1, allowOrphans=0, allowWidows=0,
            bulletFontName=FAMILY, bulletFontSize=self.size,
        )  # fmt: skip

    @cached_property
    def quiet(self) -> ParagraphStyle:
        small = max(LEAST_SIZE, self.size * 0.9)
        return ParagraphStyle("quiet", parent=self.body, fontSize=small, leading=small * 1.4, textColor=QUIET)

    @cached_property
    def foot(self) -> ParagraphStyle:
        return ParagraphStyle("foot", parent=self.body, leading=self.size * 1.3, textColor=QUIET, spaceAfter=0)

    @cached_property
    def remark(self) -> ParagraphStyle:
        """Return quiet text kept with what it is about."""
        return ParagraphStyle("remark", parent=self.quiet, keepWithNext=1)

    @cached_property
    def item(self) -> ParagraphStyle:
        return ParagraphStyle("item", parent=self.body, leftIndent=self.size * 1.5, bulletIndent=0)

    @cached_property
    def kept(self) -> ParagraphStyle:
        """Return body text kept with what follows it."""
        return ParagraphStyle("kept", parent=self.body, keepWithNext=1)

    @cached_property
    def kept_item(self) -> ParagraphStyle:
        return ParagraphStyle("item", parent=self.item, keepWithNext=1)

    @cached_property
    def timed(self) -> ParagraphStyle:
        """Return the style of a phase of a lesson plan, its minutes in front."""
        return ParagraphStyle("timed", parent=self.body, leftIndent=self.size * 5.5, bulletIndent=0)

    @cached_property
    def asked(self) -> ParagraphStyle:
        """Return the style of an item of the feedback sheet, kept with the room for its answer."""
        return ParagraphStyle("asked", parent=self.item, spaceBefore=self.size * 0.4, keepWithNext=1)

    @cached_property
    def answer(self) -> ParagraphStyle:
        return ParagraphStyle("answer", parent=self.quiet, leftIndent=self.size * 1.5)

    def heading(self, colour: str, size: float | None = None) -> ParagraphStyle:
        """Return the style of a heading: of a part, or with a ``size`` that of a page."""
        level = 1 if size else 2
        size = size or self.size * 1.12
        return ParagraphStyle(
            f"heading{level}", parent=self.body, fontSize=size, leading=size * 1.4, textColor=HexColor(colour),
            spaceBefore=self.size * 0.6, spaceAfter=self.size * 0.15,
            keepWithNext=1,  # never alone at the foot of a column
        )  # fmt: skip

    def say(self, key: str, **values: object) -> str:
        return phrase(key, self.lang, **values)

    def text(self, text: Text) -> str:
        return or_not_published(text[self.lang], self.lang)

    def paragraph(self, text: str, style: ParagraphStyle | None = None, bullet: str | None = None) -> Paragraph:
        style, text = style or self.body, drawable(clean(text), self.lang)
        if self.lang == "en":
            words = marked(text.translate(PLAIN_QUOTES))
        else:
            # ReportLab's own breaking of Chinese lets lines begin with a comma.
            words = "<br/>".join(map(marked, broken(text, self.width - style.leftIndent - 1, style.fontSize)))
        return Words(words, style, bulletText=bullet, encoding="utf-8")

    def listed(self, texts: Iterable[Text], numbered: bool = True) -> list[Flowable]:
        return [
            self.paragraph(self.text(text), self.item, f"{n}." if numbered else "•") for n, text in enumerate(texts, 1)
        ]


def broken(text: str, width: float, size: float) -> list[str]:
    """Break Chinese ``text`` into lines of at most ``width`` points; none begins with a closing mark or ends with an
    opening one."""
    font_face()
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        pieces: list[list[str]] = [[]]
        for piece in _PIECES.findall(paragraph):
            if pieces[-1] and pdfmetrics.stringWidth("".join(pieces[-1]) + piece.rstrip(), FAMILY, size) > width:
                pieces.append([])
            pieces[-1].append(piece)
        lines += ["".join(line).rstrip() for line in _with_longer_end(pieces)]
    return lines


def _with_longer_end(pieces: list[list[str]]) -> list[list[str]]:
    """Move pieces from the line before to the last line, so that no single character stands there alone."""
    while len(pieces) > 1 and len(pieces[-2]) > 1 and len("".join(pieces[-1]).rstrip()) < LEAST_END:
        pieces[-1].insert(0, pieces[-2].pop())
    return pieces


def marked(text: str) -> str:
    """Return ``text`` as paragraph markup: escaped, line breaks kept."""
    return escape(clean(text)).replace("\n", "<br/>")


def editorial(style: Style) -> Flowable:
    """Return the mark on what the editors wrote."""
    return style.paragraph(style.say("text.editorial"), style.remark)
