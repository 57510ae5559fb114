"""What stands on a handout page, as ReportLab flowables. Every text is escaped; none is a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph

from brandmap.card import place_line
from brandmap.exports.fonts import FAMILY, PLAIN_QUOTES, font_face, has_glyph
from brandmap.exports.provenance import Provenance, said_lines
from brandmap.filters import Collection
from brandmap.markup import clean
from brandmap.records import Brand, Lang, Lesson, Text
from brandmap.seasons import months
from brandmap.strips import hours_text, months_basis, months_text
from brandmap.svgmap import colour_of
from brandmap.text import phrase

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
            spaceAfter=self.size * 0.25, splitLongWords=1, bulletFontName=FAMILY, bulletFontSize=self.size,
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
        return text[self.lang] or self.say("text.not_published")

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


def brand_head(brand: Brand, collection: Collection, style: Style) -> list[Flowable]:
    """Number and name, place, unit, summary and when it runs."""
    colour = colour_of(brand, collection)
    theme = collection.dataset.themes[brand.theme].name[style.lang]
    runs = phrase(
        "card.months_label", style.lang,
        months=months_text(months(brand), style.lang), basis=months_basis(brand, style.lang),
    )  # fmt: skip
    when = [brand.when[style.lang], runs, hours_text(brand.hours, style.lang) if brand.hours else ""]
    return [
        style.paragraph(f"{brand.number}  {style.text(brand.name)}", style.heading(colour, 20)),
        style.paragraph(f"{theme} · {place_line(brand.home, collection, style.lang)}"),
        style.paragraph(style.text(brand.unit), style.quiet),
        style.paragraph(style.text(brand.summary)),
        style.paragraph(phrase("text.semicolon", style.lang).join(part for part in when if part), style.quiet),
    ]


def brand_story(brand: Brand, collection: Collection, style: Style, *, answers: bool) -> list[Flowable]:
    """The card in SARA order, then conditions for transfer and the questions."""
    colour = colour_of(brand, collection)
    heading = style.heading(colour)

    def part(key: str, content: Sequence[Flowable]) -> list[Flowable]:
        return [style.paragraph(style.say(key), heading), *content]

    measures = style.listed(brand.measures) or [style.paragraph(style.say("text.not_published"))]
    return [
        *part("card.scanning", [style.paragraph(style.text(brand.problem))]),
        *part("card.analysis", [style.paragraph(style.text(brand.setting))]),
        *part("card.response", [style.paragraph(style.text(brand.mechanism)), *measures, *_people(brand, style)]),
        *part("card.assessment", _assessment(brand, style)),
        *part("handout.transfer", [_editorial(style), style.paragraph(style.text(brand.transfer))]),
        *_questions(collection.dataset.lessons.get(brand.id, Lesson()), style, heading, answers=answers),
        *(part("card.note", [_editorial(style), style.paragraph(style.text(brand.note))]) if brand.note else []),
    ]


def closing_story(collection: Collection, said: Provenance, style: Style) -> list[Flowable]:
    """Questions over several models, the feedback sheet and the provenance."""
    data, story = collection.dataset, list[Flowable]()
    heading = style.heading("#1d2733", 15)
    for key, texts in (("teaching.closing", data.closing), ("teaching.feedback", data.feedback)):
        if texts:
            story += [style.paragraph(style.say(key), heading), _editorial(style), *style.listed(texts)]
    story.append(style.paragraph(style.say("deck.source"), heading))
    return [*story, *(style.paragraph(line) for line in said_lines(said, style.lang))]


def _people(brand: Brand, style: Style) -> list[Flowable]:
    comma = style.say("text.comma")
    rows = []
    for key, texts in (("card.partners", brand.partners), ("card.serves", brand.serves)):
        named = comma.join(text[style.lang] for text in texts if text[style.lang])
        rows.append(style.paragraph(f"{style.say(key)} · {named or style.say('text.not_published')}", style.quiet))
    return rows


def _assessment(brand: Brand, style: Style) -> list[Flowable]:
    rows: list[Flowable] = [style.paragraph(f"{style.say('text.as_reported')} · {style.text(brand.result)}")]
    for figure in brand.figures:
        words = {"label": figure.label[style.lang], "number": figure.number, "unit": figure.unit[style.lang]}
        rows.append(style.paragraph(style.say("export.figure", **words), style.item, "•"))
    award = style.say("text.not_published")
    if brand.award_edition is not None:
        key = "award_words" if brand.award_issuer[style.lang] else "award_no_issuer"
        award = style.say(f"card.{key}", edition=brand.award_edition, issuer=brand.award_issuer[style.lang])
    evidence = style.say("deck.verdict", evidence=style.say(f"evidence.{brand.evidence}"))
    return [
        *rows,
        style.paragraph(evidence, style.quiet),
        style.paragraph(style.say("deck.award", award=award), style.quiet),
    ]


def _questions(lesson: Lesson, style: Style, heading: ParagraphStyle, *, answers: bool) -> list[Flowable]:
    if not lesson.questions and not lesson.transfer:
        return []
    story: list[Flowable] = [style.paragraph(style.say("handout.questions"), heading), _editorial(style)]
    for number, one in enumerate(lesson.questions, 1):
        story.append(style.paragraph(style.text(one.question), style.item, f"{number}."))
        if answers and one.answer[style.lang]:
            story.append(style.paragraph(style.say("handout.answer") + one.answer[style.lang], style.answer))
    if lesson.transfer:
        story.append(style.paragraph(style.say("site.transfer_questions"), style.remark))
        story += style.listed(lesson.transfer, numbered=False)
    return story


def _editorial(style: Style) -> Flowable:
    return style.paragraph(style.say("text.editorial"), style.remark)
