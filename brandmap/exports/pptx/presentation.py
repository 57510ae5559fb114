"""Write the models as slides to edit and present: texts in placeholders, native maps and tables, notes, sections.

python-pptx opens our design and packs the parts; the slides are written as XML, which for maps of many shapes is much
faster than its objects.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance
from brandmap.drawing.colours import safe_colour
from brandmap.exports.pptx.design import DESIGN, LAYOUTS
from brandmap.exports.pptx.markup import ACCENTS, NAMESPACES, escaped
from brandmap.exports.pptx.slide import Slide
from brandmap.exports.pptx.slides import LessonSlides
from brandmap.text.languages import ExportLang, html_lang, in_words, languages

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier time
FIRST_SLIDE = 256  # the number the format asks for
POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # names the extension that holds the sections


def pptx_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the slides of what ``filters`` keep; with both languages the Chinese slides, then the English ones."""
    facts, brands = provenance(collection, filters, today), filters.keep(collection)
    slides = [slide for one in languages(lang) for slide in LessonSlides(collection, one, facts, brands).write()]
    deck = Presentation(str(DESIGN))
    _set_accents(deck, collection)
    _add_slides(deck, slides)
    _add_sections(deck, slides)
    _set_properties(deck, facts, lang, len(slides))
    buffer = io.BytesIO()
    deck.save(buffer)
    return same_bytes(buffer.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """Return the zip file with the clock taken out, so that the same slides are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EARLIEST), old.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _set_accents(deck: Any, collection: Collection) -> None:
    """Make the colours of the collection's themes the accents of the presentation."""
    colours = [safe_colour(theme.colour).lstrip("#").upper() for theme in collection.dataset.themes.values()]
    for master in (deck.slide_master, deck.notes_master):
        part = master.part.part_related_by(RT.THEME)
        theme = etree.fromstring(part.blob)
        for number, colour in enumerate(colours[:ACCENTS], 1):
            next(theme.iter(qn(f"a:accent{number}")))[0].set("val", colour)
        part.blob = etree.tostring(theme, encoding="UTF-8", standalone=True)


def _add_slides(deck: Any, slides: Sequence[Slide]) -> None:
    """Add the slides, each with its notes page."""
    layouts = dict(zip(LAYOUTS, deck.slide_layouts, strict=True))
    listed = deck.part._element.get_or_add_sldIdLst()
    for number, slide in enumerate(slides, 1):
        part = _part(deck, f"/ppt/slides/slide{number}.xml", CT.PML_SLIDE, slide.xml())
        part.relate_to(layouts[slide.layout].part, RT.SLIDE_LAYOUT)
        notes = _part(deck, f"/ppt/notesSlides/notesSlide{number}.xml", CT.PML_NOTES_SLIDE, slide.notes_xml())
        notes.relate_to(deck.notes_master.part, RT.NOTES_MASTER)
        notes.relate_to(part, RT.SLIDE)
        part.relate_to(notes, RT.NOTES_SLIDE)
        listed.add_sldId(deck.part.relate_to(part, RT.SLIDE))


def _part(deck: Any, name: str, kind: str, xml: str) -> Part:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return Part(PackURI(name), kind, deck.part.package, f"{head}{xml}".encode())


def _add_sections(deck: Any, slides: Sequence[Slide]) -> None:
    """Add a section for each part of the lesson."""
    sections = ""
    for (lang, name), members in groupby(enumerate(slides, FIRST_SLIDE), key=lambda one: (one[1].lang, one[1].section)):
        inside = "".join(f'<p14:sldId id="{number}"/>' for number, _ in members)
        number = str(uuid5(NAMESPACE_URL, f"{lang} {name}")).upper()
        sections += (
            f'<p14:section name="{escaped(name)}" id="{{{number}}}"><p14:sldIdLst>{inside}</p14:sldIdLst></p14:section>'
        )
    listed = f'<p14:sectionLst xmlns:p14="{POWERPOINT_2010}">{sections}</p14:sectionLst>'
    deck.part._element.append(parse_xml(f'<p:extLst {NAMESPACES}><p:ext uri="{SECTIONS}">{listed}</p:ext></p:extLst>'))


def _set_properties(deck: Any, facts: Provenance, lang: ExportLang, slides: int) -> None:
    """Say in the properties of the document what is in it, who made it and when."""
    properties = deck.core_properties
    properties.title = properties.author = in_words(facts.title, lang, " / ")
    properties.comments = in_words(facts.count_sentence, lang, " / ")
    properties.language = html_lang("en" if lang == "en" else "zh")
    properties.created = properties.modified = datetime.combine(facts.generated, time())
    counts = deck.part.package.part_related_by(RT.EXTENDED_PROPERTIES)
    counts.blob = counts.blob.replace(b">0", f">{slides}".encode())
