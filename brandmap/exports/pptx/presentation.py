"""The models as slides to edit and present: native text boxes, a native map, native tables, notes for the trainer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import provenance, sources_of
from brandmap.drawing.colours import safe_colour
from brandmap.exports.pptx.shapes import CHINESE_FONT, HIGH, LATIN_FONT, WIDE
from brandmap.exports.pptx.slides import SlideMaker
from brandmap.exports.pptx.table import draw_comparison
from brandmap.text.languages import ExportLang, in_words, languages

TITLE_ONLY = 5  # layout of python-pptx's own template
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier time


def pptx_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """The slides of what ``filters`` keep; with both languages the Chinese slides, then the English ones."""
    said = provenance(collection, filters, today)
    deck = Presentation()
    _shape_template(deck, [safe_colour(theme.colour) for theme in collection.dataset.themes.values()])
    brands = filters.keep(collection)
    cited = sources_of(brands, collection.dataset)
    for one in languages(lang):
        maker = SlideMaker(deck, deck.slide_layouts[TITLE_ONLY], collection, one, said, cited)
        maker.opening(brands)
        for brand in brands:
            maker.problem(brand)
            maker.response(brand)
            maker.result(brand)
        if len(brands) > 1:
            draw_comparison(maker, brands)
        maker.sources()
    _number_pages(deck)
    properties = deck.core_properties
    properties.title, properties.comments = (
        in_words(said.title, lang, " / "),
        in_words(said.filter_sentence, lang, " / "),
    )
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(today.year, today.month, today.day)
    buffer = io.BytesIO()
    deck.save(buffer)
    return same_bytes(buffer.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """The zip file with the clock taken out, so that the same slides are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EARLIEST), old.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _shape_template(deck: Any, colours: Sequence[str]) -> None:
    """python-pptx's template is 4:3 in Calibri: make it 16:9 with our fonts and the themes' colours as accents."""
    stretch = Inches(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * stretch), round(shape.width * stretch)
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for font in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        font.find(qn("a:latin")).set("typeface", LATIN_FONT)
        font.find(qn("a:ea")).set("typeface", CHINESE_FONT)
        for script in font.findall(qn("a:font")):
            if script.get("script") == "Hans":
                script.set("typeface", CHINESE_FONT)
    for number, colour in enumerate(colours[:6], 1):
        accent = next(theme.iter(qn(f"a:accent{number}")))
        accent[0].getparent().replace(accent[0], etree.Element(qn("a:srgbClr"), val=colour.lstrip("#").upper()))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _number_pages(deck: Any) -> None:
    """“3 / 34” in the corner of every slide, now that their number is known."""
    total = len(deck.slides)
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            if shape.name == SlideMaker.PAGE:
                shape.text_frame.paragraphs[0].runs[0].text = f"{number} / {total}"
