"""Write the models as slides to edit and present: texts in placeholders, native maps and tables, notes, sections.

python-pptx packs the parts; what stands in them is written here, so that no template of another product is in the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import Provenance, provenance
from brandmap.drawing.colours import safe_colour
from brandmap.exports.pptx.markup import HIGH, NAMESPACES, WIDE, emu, escaped
from brandmap.exports.pptx.master import (
    LAYOUTS,
    layout_xml,
    master_xml,
    notes_master_xml,
    other_style,
    table_styles_xml,
    theme_xml,
)
from brandmap.exports.pptx.slide import NOTES, PICTURE, Slide
from brandmap.exports.pptx.slides import LessonSlides
from brandmap.text import phrase
from brandmap.text.languages import ExportLang, in_words, languages

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier time
FIRST_SLIDE, FIRST_LAYOUT, MASTER = 256, 2147483649, 2147483648  # numbers the format asks for
POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # names the extension that holds the sections


def pptx_bytes(collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
    """Return the slides of what ``filters`` keep; with both languages the Chinese slides, then the English ones."""
    facts, brands = provenance(collection, filters, today), filters.keep(collection)
    slides = [slide for one in languages(lang) for slide in LessonSlides(collection, one, facts, brands).write()]
    colours = [safe_colour(theme.colour).lstrip("#") for theme in collection.dataset.themes.values()]
    package = Package(io.BytesIO())
    main = _part(package, "/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN, "")
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    themes = [_part(package, f"/ppt/theme/theme{n}.xml", CT.OFC_THEME, theme_xml(colours)) for n in (1, 2)]
    master, layouts = _add_master(package, themes[0])
    notes = _part(package, "/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER, notes_master_xml(PICTURE, NOTES))
    notes.relate_to(themes[1], RT.THEME)
    relations = [main.relate_to(part, kind) for part, kind in ((master, RT.SLIDE_MASTER), (notes, RT.NOTES_MASTER))]
    relations += _add_slides(package, main, slides, layouts, notes)
    for name, kind, relation, content in (
        ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, f"<p:presentationPr {NAMESPACES}/>"),
        ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, f"<p:viewPr {NAMESPACES}/>"),
        ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, table_styles_xml()),
    ):
        main.relate_to(_part(package, f"/ppt/{name}.xml", kind, content), relation)
    main.relate_to(themes[0], RT.THEME)
    main.blob = _document(_presentation_xml(relations, slides))
    _add_properties(package, facts, lang, len(slides))
    buffer = io.BytesIO()
    package.save(buffer)
    return same_bytes(buffer.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """Return the zip file with the clock taken out, so that the same slides are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EARLIEST), old.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _document(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _part(package: Package, name: str, kind: str, xml: str) -> Part:
    return Part(PackURI(name), kind, package, _document(xml))


def _add_master(package: Package, theme: Part) -> tuple[Part, dict[str, Part]]:
    """Add the slide master with its layouts; return both."""
    master = _part(package, "/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER, "")
    layouts, listed = {}, []
    for number, key in enumerate(LAYOUTS):
        name = f"/ppt/slideLayouts/slideLayout{number + 1}.xml"
        layouts[key] = _part(package, name, CT.PML_SLIDE_LAYOUT, layout_xml(key))
        layouts[key].relate_to(master, RT.SLIDE_MASTER)
        listed.append((FIRST_LAYOUT + number, master.relate_to(layouts[key], RT.SLIDE_LAYOUT)))
    master.relate_to(theme, RT.THEME)
    master.blob = _document(master_xml(listed))
    return master, layouts


def _add_slides(
    package: Package, main: Part, slides: Sequence[Slide], layouts: dict[str, Part], notes_master: Part
) -> list[str]:
    """Add the slides, each with its notes page; return how the presentation names them."""
    names = []
    for number, slide in enumerate(slides, 1):
        part = _part(package, f"/ppt/slides/slide{number}.xml", CT.PML_SLIDE, slide.xml())
        part.relate_to(layouts[slide.layout], RT.SLIDE_LAYOUT)
        notes = _part(package, f"/ppt/notesSlides/notesSlide{number}.xml", CT.PML_NOTES_SLIDE, slide.notes_xml())
        notes.relate_to(notes_master, RT.NOTES_MASTER)
        notes.relate_to(part, RT.SLIDE)
        part.relate_to(notes, RT.NOTES_SLIDE)
        names.append(main.relate_to(part, RT.SLIDE))
    return names


def _presentation_xml(relations: Sequence[str], slides: Sequence[Slide]) -> str:
    """Return the presentation: its master, notes master and slides (``relations`` in this order), and its sections."""
    master, notes, *shown = relations
    numbered = list(enumerate(slides, FIRST_SLIDE))
    listed = "".join(
        f'<p:sldId id="{number}" r:id="{name}"/>' for (number, _), name in zip(numbered, shown, strict=True)
    )
    sections = ""
    for (lang, name), members in groupby(numbered, key=lambda one: (one[1].lang, one[1].section)):
        inside = "".join(f'<p14:sldId id="{number}"/>' for number, _ in members)
        number = str(uuid5(NAMESPACE_URL, f"{lang} {name}")).upper()
        sections += (
            f'<p14:section name="{escaped(name)}" id="{{{number}}}"><p14:sldIdLst>{inside}</p14:sldIdLst></p14:section>'
        )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="{MASTER}" r:id="{master}"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst><p:sldIdLst>{listed}</p:sldIdLst>'
        f'<p:sldSz cx="{emu(WIDE)}" cy="{emu(HIGH)}"/><p:notesSz cx="{emu(7.5)}" cy="{emu(10)}"/>'
        f"<p:defaultTextStyle>{other_style()}</p:defaultTextStyle><p:extLst><p:ext "
        f'uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{POWERPOINT_2010}">{sections}</p14:sectionLst></p:ext></p:extLst>'
        "</p:presentation>"
    )


def _add_properties(package: Package, facts: Provenance, lang: ExportLang, slides: int) -> None:
    """Add the properties of the document: title, what is in it, who made it and when."""
    author = in_words(facts.title, lang, " / ")
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(author)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        f"<dc:description>{escaped(in_words(facts.filter_sentence, lang, ' / '))}</dc:description>"
        f"<dc:language>{'en-GB' if lang == 'en' else 'zh-CN'}</dc:language>"
        + "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{facts.generated.isoformat()}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
        + "</cp:coreProperties>"
    )
    product = escaped(phrase("frame.title", "zh"))
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{product}</Application><PresentationFormat>16:9</PresentationFormat><Slides>{slides}</Slides>"
        f"<Notes>{slides}</Notes></Properties>"
    )
    for name, kind, relation, content in (
        ("core", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core),
        ("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, app),
    ):
        package.relate_to(_part(package, f"/docProps/{name}.xml", kind, content), relation)
