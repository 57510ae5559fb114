"""The tags of every PDF, read by a second program (pypdf) that knows nothing of how they were written.

What PDF/UA-1 asks and a program can tell: all that is drawn is tagged or an artifact, each mark has one element and is
on its page, headings and lists are whole, pictures have words, fonts are embedded and can be copied from.
"""

import io
import itertools
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from brandmap.collection.filters import Filters
from brandmap.exports.registry import FORMATS
from tests.drawing.test_palette import contrast

PAPER = (1.0, 1.0, 1.0)
TODAY = date(2026, 11, 24)
PDFS = [name for name in FORMATS if name.startswith("pdf")]
SHOWN = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"BI"}


@pytest.fixture(scope="module", params=[(name, lang) for name in PDFS for lang in ("zh", "en")], ids="-".join)
def pdf(request, collection):
    name, lang = request.param
    content = FORMATS[name].build(collection, Filters(theme=("agriculture",)), lang, TODAY)
    return PdfReader(io.BytesIO(content), strict=True), lang


def elements(node, above=()):
    """Every element of the tree in reading order, with the kinds of those above it."""
    node = node.get_object()
    if "/S" not in node:
        return
    yield node, above
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child, int):
            yield from elements(child, (*above, node["/S"]))


def tree(reader):
    return list(elements(reader.root_object["/StructTreeRoot"]["/K"]))


def marks_of(page, reader):
    """The numbers of the marks on a page in the order drawn, and what is drawn outside any mark."""
    marks, bare, open_ = [], [], []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            open_.append(operands[0])
            if operator == b"BDC":
                marks.append((operands[0], operands[1]["/MCID"]))
        elif operator == b"EMC":
            open_.pop()
        elif operator in SHOWN and not open_:
            bare.append(operator)
    assert open_ == []
    return marks, bare


def test_the_document_says_what_it_is(pdf):
    reader, lang = pdf
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title
    assert reader.xmp_metadata.dc_title["x-default"] == reader.metadata.title
    assert [page["/Tabs"] for page in reader.pages] == ["/S"] * len(reader.pages)


def test_all_that_is_drawn_is_tagged_once_or_an_artifact(pdf):
    """Each mark leads through the number tree to an element of its kind that leads back to it."""
    reader, _ = pdf
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], (listed.get_object() for listed in numbers[1::2]), strict=True))
    told = [(node, node["/Pg"].get_object()) for node, _ in tree(reader) if isinstance(node.get("/K"), int)]
    found = 0
    for page in reader.pages:
        marks, bare = marks_of(page, reader)
        assert bare == []
        assert [mark for _, mark in marks] == list(range(len(marks)))
        elements_ = [one.get_object() for one in owners[page["/StructParents"]]]
        assert [(one["/S"], one["/K"]) for one in elements_] == marks
        assert [node for node, on in told if on == page.get_object()] == sorted(elements_, key=lambda one: one["/K"])
        found += len(marks)
    assert found == len(told) > 0


def test_headings_lists_and_pictures_are_whole(pdf):
    reader, _ = pdf
    kinds = [(node["/S"], above) for node, above in tree(reader)]
    assert kinds[0] == ("/Document", ())
    levels = [int(kind[2:]) for kind, _ in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[:1] in ([], [1])
    assert [after for before, after in itertools.pairwise(levels) if after > before + 1] == []
    assert {above[-1] for kind, above in kinds if kind == "/LI"} <= {"/L"}
    assert {above[-1] for kind, above in kinds if kind == "/LBody"} <= {"/LI"}
    pictures = [node for node, _ in tree(reader) if node["/S"] == "/Figure"]
    assert pictures
    assert [node for node in pictures if not node.get("/Alt")] == []


def test_every_font_is_embedded_and_its_letters_can_be_copied(pdf):
    reader, _ = pdf
    fonts = {key: font.get_object() for page in reader.pages for key, font in page["/Resources"]["/Font"].items()}
    assert fonts
    for font in fonts.values():
        inside = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inside["/FontDescriptor"])
        assert "/ToUnicode" in font


def test_every_letter_stands_out_from_what_it_stands_on(pdf):
    """On white 4.5 : 1, as WCAG asks; on a filled plate or county, the fill last drawn, as on white or in ink."""
    reader, _ = pdf
    letters = set()
    for page in reader.pages:
        fill, kept = (0.0, 0.0, 0.0), []
        plate = PAPER
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"q":
                kept.append(fill)
            elif operator == b"Q":
                fill = kept.pop()
            elif operator in (b"rg", b"g"):
                fill = tuple(float(one) for one in (operands if operator == b"rg" else operands * 3))
            elif operator in (b"f", b"f*", b"B", b"B*", b"b", b"b*"):
                plate = fill
            elif operator in (b"Tj", b"TJ"):
                ground = plate if contrast(fill, PAPER) < 1.5 else PAPER
                letters.add((fill, ground))
    assert len(letters) > 1
    assert [(ink, ground) for ink, ground in letters if contrast(ink, ground) < 4.5] == []
