"""Tag the parts of a PDF: what is heading, text, list or picture, in which order, and in which language.

A reader program speaks the pages by these tags. ReportLab writes none, so the marks are put around what it draws and
the tree of elements is added to its document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from brandmap.records import Lang
from brandmap.text.languages import html_lang

LIST = ("item", "asked", "timed")  # styles of paragraphs that are items of a list


@dataclass
class Part:
    """Hold one marked part of a page."""

    kind: str
    page: int
    mark: int
    alt: str = ""


@dataclass
class Section:
    """Hold the parts of one model, or of the pages about several, in reading order."""

    title: str
    lang: Lang
    parts: list[Part] = field(default_factory=list)


class Tags:
    """Collect the parts of the document that ``canvas`` writes."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.sections: list[Section] = []
        self.pages: list[Any] = []  # references to the pages, in order
        self.marks = 0  # on the page being written

    def section(self, title: str, lang: Lang) -> None:
        """Begin a section."""
        self.sections.append(Section(title, lang))

    def begin(self, kind: str, alt: str = "") -> int:
        """Open a part; return where its marks begin, to take it back if nothing is drawn."""
        start = len(self.canvas._code)
        self.canvas._code.append(f"/{kind} <</MCID {self.marks}>> BDC")
        self.sections[-1].parts.append(Part(kind, len(self.pages), self.marks, alt))
        self.marks += 1
        return start

    def end(self) -> None:
        self.canvas._code.append("EMC")

    def take_back(self, start: int) -> None:
        """Remove the part opened last, of which nothing could be drawn."""
        del self.canvas._code[start:]
        self.sections[-1].parts.pop()
        self.marks -= 1

    @contextmanager
    def figure(self, alt: str) -> Iterator[None]:
        """Mark a picture, described in words."""
        self.begin("Figure", alt)
        yield
        self.end()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is not part of the text, such as the foot of a page."""
        self.canvas._code.append("/Artifact BMC")
        yield
        self.canvas._code.append("EMC")

    def end_page(self) -> None:
        """Note which page the parts are on. Call before the page is shown."""
        self.pages.append(self.canvas._doc.thisPageRef())
        self.marks = 0

    def save(self, lang: str) -> None:
        """Add the tree to the document. Call before it is saved."""
        document = self.canvas._doc
        for number, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        whole = self._element("Document", document.Reference(root))
        owners: dict[tuple[int, int], Any] = {}
        whole.dict["K"] = PDFArray([self._section(section, whole, owners) for section in self.sections])
        root.dict["K"] = document.Reference(whole)
        listed: list[Any] = []
        for number in range(len(self.pages)):
            marks = sorted(mark for page, mark in owners if page == number)
            listed += [number, document.Reference(PDFArray([owners[number, mark] for mark in marks]))]
        root.dict["ParentTree"] = PDFDictionary({"Nums": PDFArray(listed)})
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        document.Catalog.Lang = PDFString(lang)

    def _element(self, kind: str, parent: Any, **more: Any) -> PDFDictionary:
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(kind), "P": parent, **more})
        self.canvas._doc.Reference(element)
        return element

    def _section(self, section: Section, whole: PDFDictionary, owners: dict[tuple[int, int], Any]) -> Any:
        reference = self.canvas._doc.Reference
        titled = {"T": PDFString(section.title), "Lang": PDFString(html_lang(section.lang))}
        element = self._element("Sect", reference(whole), **titled)
        children: list[Any] = []
        for is_list, parts in groupby(section.parts, key=lambda part: part.kind == "LBody"):
            if is_list:
                holder = self._element("L", reference(element))
                holder.dict["K"] = PDFArray([self._item(part, holder, owners) for part in parts])
                children.append(reference(holder))
            else:
                children += [self._leaf(part, element, owners) for part in parts]
        element.dict["K"] = PDFArray(children)
        return reference(element)

    def _item(self, part: Part, holder: PDFDictionary, owners: dict[tuple[int, int], Any]) -> Any:
        item = self._element("LI", self.canvas._doc.Reference(holder))
        item.dict["K"] = self._leaf(part, item, owners)
        return self.canvas._doc.Reference(item)

    def _leaf(self, part: Part, parent: PDFDictionary, owners: dict[tuple[int, int], Any]) -> Any:
        reference = self.canvas._doc.Reference
        alt = {"Alt": PDFString(part.alt)} if part.alt else {}
        element = self._element(part.kind, reference(parent), Pg=self.pages[part.page], K=part.mark, **alt)
        owners[part.page, part.mark] = reference(element)
        return owners[part.page, part.mark]


def kind_of(style_name: str) -> str:
    """Return the tag of a paragraph in one of our styles."""
    if style_name.startswith("heading"):
        return "H" + style_name.removeprefix("heading")
    return "LBody" if style_name in LIST else "P"


def metadata_xml(title: str, author: str, description: str, day: str) -> str:
    """Return the properties of the document as XMP."""
    title, author, description = (escape(text) for text in (title, author, description))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>'
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
