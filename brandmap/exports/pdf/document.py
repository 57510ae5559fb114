"""Write a PDF page by page: flowables in frames, outline and tags, a foot that says where it is from, properties.

The font is embedded (its used characters only), so that Chinese is right on any machine and text can be copied out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame

from brandmap.collection.filters import Collection
from brandmap.collection.provenance import Provenance, source_name, sources_of
from brandmap.exports.fonts import FAMILY, font_face
from brandmap.exports.pdf.style import LEAST_SIZE, Style
from brandmap.exports.pdf.tags import Tags, kind_of, metadata_xml
from brandmap.exports.pdf.teaching import Ruled
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, html_lang, in_words, languages

MIN_AFTER_HEADING = 30.0  # points of text that a heading needs under it


class Document:
    """Hold a document being written on pages of one ``size``, with what its foot says. Lengths are points."""

    def __init__(
        self,
        collection: Collection,
        facts: Provenance,
        brands: Sequence[Brand],
        size: tuple[float, float],
        edge: float = 15 * mm,
        foot: float = 20 * mm,
    ) -> None:
        font_face()
        self.collection, self.facts, self.brands, self.edge, self.foot = collection, facts, brands, edge, foot
        (self.wide, self.high), self.buffer = size, io.BytesIO()
        # Invariant: no clock and no random number in the file; the day is set at the end.
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1, initialFontName=FAMILY)
        self.tags = Tags(self.canvas)

    @property
    def width(self) -> float:
        """Return the width between the edges."""
        return self.wide - 2 * self.edge

    def begin(self, title: str, key: str, lang: Lang, level: int = 0) -> None:
        """Begin a part of the document: an entry of its outline, a section of its tags."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level)
        self.tags.section(title, lang)

    def fill(
        self, story: Sequence[Flowable], left: float, top: float, width: float, height: float
    ) -> tuple[list[Flowable], float]:
        """Draw what fits below ``top``, tagged; return what is left, and the height used."""
        return filled(self.canvas, story, left, top, width, height, self.tags)

    def end_page(self, lang: Lang) -> None:
        """Write source, filter, day, boundaries and review under a line, and go on to the next page."""
        canvas = self.canvas
        cited = [source_name(source, lang) for source in sources_of(self.brands, self.collection.dataset)]
        filtered, made = self.facts.filter_sentence[lang], self.facts.generated.isoformat()
        page = phrase("handout.page", lang, page=canvas.getPageNumber())
        always = (made, self.facts.attribution[lang], self.facts.review_notice[lang], page)
        style = Style(lang, LEAST_SIZE, self.width)
        with self.tags.artifact():
            canvas.setStrokeColorRGB(0.79, 0.82, 0.84)
            canvas.setLineWidth(0.5)
            canvas.line(self.edge, self.foot - 3 * mm, self.wide - self.edge, self.foot - 3 * mm)
            # Where not all finds room, the last page says it.
            for more in ((*cited, filtered), (*cited[:1], filtered), cited[:1], ()):
                words = phrase("text.semicolon", lang).join(text.rstrip("。.") for text in (*more, *always))
                foot = [style.paragraph(words, style.foot)]
                if foot[0].wrap(style.width, self.high)[1] <= self.foot - 8 * mm:
                    break
            filled(canvas, foot, self.edge, self.foot - 4 * mm, self.width, self.foot - 4 * mm)
        self.show_page()

    def show_page(self) -> None:
        """Go on to the next page."""
        self.tags.end_page()
        self.canvas.showPage()

    def content(self, lang: ExportLang) -> bytes:
        """Return the whole file, with its tags and properties."""
        self.tags.save(html_lang("en" if lang == "en" else "zh"))
        _set_properties(self.canvas, self.facts, lang)
        self.canvas.save()
        return self.buffer.getvalue()


def fitting(
    stories: Callable[[float], list[Flowable]], sizes: Sequence[float], width: float, height: float
) -> list[Flowable]:
    """Return the story in the first of the letter ``sizes``, from large to small, at which it fits one column; in the
    last if in none."""
    story: list[Flowable] = []
    for size in sizes:
        story = stories(size)
        if not left_over(story, width, height, columns=1):
            break
    return story


def _set_properties(canvas: Canvas, facts: Provenance, lang: ExportLang) -> None:
    """Write who made the file, what is in it and when, as properties and as XMP."""
    title, about = in_words(facts.title, lang, " / "), in_words(facts.filter_sentence, lang, " / ")
    author = " / ".join(phrase("frame.title", one) for one in languages(lang))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(author)
    canvas.setSubject(about)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    document, day = canvas._doc, facts.generated
    document._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    about_file = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    xmp = metadata_xml(title, author, about, day.isoformat())
    document.Catalog.Metadata = PDFStream(dictionary=about_file, content=xmp.encode(), filters=[])


def filled(
    canvas: Canvas,
    story: Sequence[Flowable],
    left: float,
    top: float,
    width: float,
    height: float,
    tags: Tags | None = None,
) -> tuple[list[Flowable], float]:
    """Draw as much of ``story`` as fits below ``top``; return what is left, and the height used (points)."""
    frame = Frame(left, top - height, width, height, 0, 0, 0, 0)
    rest = list(story)

    def add(one: Flowable) -> bool:
        if tags is None:
            return bool(frame.add(one, canvas))
        if isinstance(one, Ruled):
            with tags.artifact():
                return bool(frame.add(one, canvas))
        start = tags.begin(kind_of(one.style.name if hasattr(one, "style") else ""))
        if not frame.add(one, canvas):
            tags.take_back(start)
            return False
        tags.end()
        return True

    while rest:
        if not frame._atTop and _lonely(rest, width, frame._y - frame._y1p, canvas):
            break
        if add(rest[0]):
            del rest[0]
            continue
        parts = frame.split(rest[0], canvas)
        if parts and add(parts[0]):
            rest[:1] = parts[1:]
        elif frame._atTop:  # higher than a column and in one piece: drawn, lest pages are turned for ever
            rest[0].drawOn(canvas, left, top - height)
            del rest[0]
        else:
            break
    return rest, height - (frame._y - frame._y1p)


def _lonely(story: Sequence[Flowable], width: float, room: float, canvas: Canvas) -> bool:
    """Tell whether the first flowables are headings whose text would begin in the next column."""
    needed = 0.0
    for one in story:
        high = one.wrapOn(canvas, width, room)[1]
        if not one.getKeepWithNext():
            whole = not one.split(width, MIN_AFTER_HEADING)
            return needed > 0 and needed + (high if whole else min(high, MIN_AFTER_HEADING)) > room
        needed += one.getSpaceBefore() + high + one.getSpaceAfter()
    return False


def left_over(story: Sequence[Flowable], width: float, height: float, columns: int = 2) -> list[Flowable]:
    """Return what does not fit in columns of this height; tried on paper that is thrown away."""
    scratch, rest = Canvas(io.BytesIO(), pagesize=A4), list(story)
    for number in range(columns):
        rest, _ = filled(scratch, rest, number * width, height, width, height)
    return rest
