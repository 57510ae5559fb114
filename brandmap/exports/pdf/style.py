"""Paragraphs of the handout: styles, Chinese line breaking, characters our font lacks. Every text is escaped; none is a
link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph

from brandmap.exports.fonts import FAMILY, PLAIN_QUOTES, font_face, has_glyph
from brandmap.markup import clean
from brandmap.records import Lang, Text
from brandmap.text import phrase, stated

INK, QUIET = HexColor("#1d2733"), HexColor("#4f5b67")
RARE = "STSong-Light"  # a font the reader's program brings, for characters ours has not


#: A word, or one Chinese character, with the marks that must not leave it.
_PIECES = re.compile(
    r"[“‘《（〈【「『(\[]*(?:[^\s\u2e80-\uffff“”‘’…—·]+|.)[，。、；：！？）》〉】」』”’…—·%),.;:!?\]]*\s*", re.DOTALL
)


class Style:
    """Paragraph styles of one language, body size and column width (points)."""

    def __init__(self, lang: Lang, size: float, width: float) -> None:
        self.lang, self.size, self.width = lang, size, width

    @cached_property
    def body(self) -> ParagraphStyle:
        leading = self.size * (1.45 if self.lang == "zh" else 1.35)
        return ParagraphStyle(
            "body", fontName=FAMILY, fontSize=self.size, leading=leading, textColor=INK,
            spaceAfter=self.size * 0.25, splitLongWords=1, allowOrphans=0, allowWidows=0,
            bulletFontName=FAMILY, bulletFontSize=self.size,
        )  # fmt: skip

    @cached_property
    def quiet(self) -> ParagraphStyle:
        small = self.size * 0.9
        return ParagraphStyle("quiet", parent=self.body, fontSize=small, leading=small * 1.4, textColor=QUIET)

    @cached_property
    def remark(self) -> ParagraphStyle:
        """Quiet, and kept with what it is about."""
        return ParagraphStyle("remark", parent=self.quiet, keepWithNext=1)

    @cached_property
    def item(self) -> ParagraphStyle:
        return ParagraphStyle("item", parent=self.body, leftIndent=self.size * 1.5, bulletIndent=0)

    @cached_property
    def timed(self) -> ParagraphStyle:
        """A phase of a lesson plan, its minutes in front."""
        return ParagraphStyle("timed", parent=self.body, leftIndent=self.size * 5.5, bulletIndent=0)

    @cached_property
    def asked(self) -> ParagraphStyle:
        """An item of the feedback sheet, kept with the room for its answer."""
        return ParagraphStyle("asked", parent=self.item, spaceBefore=self.size * 0.4, keepWithNext=1)

    @cached_property
    def answer(self) -> ParagraphStyle:
        return ParagraphStyle("answer", parent=self.quiet, leftIndent=self.size * 1.5)

    def heading(self, colour: str, size: float | None = None) -> ParagraphStyle:
        size = size or self.size * 1.12
        return ParagraphStyle(
            "heading", parent=self.body, fontSize=size, leading=size * 1.4, textColor=HexColor(colour),
            spaceBefore=self.size * 0.6, spaceAfter=self.size * 0.15,
            keepWithNext=1,  # never alone at the foot of a column
        )  # fmt: skip

    def say(self, key: str, **values: object) -> str:
        return phrase(key, self.lang, **values)

    def text(self, text: Text) -> str:
        return stated(text[self.lang], self.lang)

    def paragraph(self, text: str, style: ParagraphStyle | None = None, bullet: str | None = None) -> Paragraph:
        style = style or self.body
        if self.lang == "en":
            words = marked(text.translate(PLAIN_QUOTES))
        else:
            # ReportLab's own breaking of Chinese lets lines begin with a comma.
            words = "<br/>".join(map(marked, broken(text, self.width - style.leftIndent - 1, style.fontSize)))
        return Paragraph(words, style, bulletText=bullet, encoding="utf-8")

    def listed(self, texts: Iterable[Text], numbered: bool = True) -> list[Flowable]:
        return [
            self.paragraph(self.text(text), self.item, f"{n}." if numbered else "•") for n, text in enumerate(texts, 1)
        ]


def broken(text: str, width: float, size: float) -> list[str]:
    """Chinese ``text`` in lines of at most ``width`` points; none begins with a closing mark or ends with an opening
    one."""
    font_face()
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph):
            if line and pdfmetrics.stringWidth(line + piece.rstrip(), FAMILY, size) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return lines


def marked(text: str) -> str:
    """``text`` as paragraph markup: escaped, line breaks kept, characters our font lacks in the reader's font."""
    parts: list[str] = []
    for character in clean(text):
        if character == "\n":
            parts.append("<br/>")
        elif character.isspace() or has_glyph(character):
            parts.append(escape(character))
        elif ord(character) < 0x10000:
            if RARE not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(UnicodeCIDFont(RARE))
            parts.append(f'<font name="{RARE}">{escape(character)}</font>')
        else:
            parts.append("□")  # beyond what a CID font of that kind can name
    return "".join(parts)


def editorial(style: Style) -> Flowable:
    """The mark on what is ours."""
    return style.paragraph(style.say("text.editorial"), style.remark)
