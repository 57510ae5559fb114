"""Collect what stands on one slide: texts in the placeholders of its layout, shapes beside them, notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from brandmap.exports.pptx.design import layouts
from brandmap.exports.pptx.markup import (
    FIT,
    NAMESPACES,
    WIDE,
    Box,
    Line,
    emu,
    fitting_size,
    level,
    named,
    paragraphs,
    placed,
    placeholder,
    shape,
    text_body,
    tree,
)
from brandmap.records import Lang

TABLE_STYLE = "{6B1F3C52-8E0D-4C57-9C0A-62A0D3A7E110}"  # that of the design
NUMBER_FIELD = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld></a:p>'
)
SAME_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)


class Slide:
    """Hold one slide in ``lang``; ``section`` is the part of the presentation it belongs to."""

    def __init__(self, layout: str, lang: Lang, section: str) -> None:
        self.layout, self.lang, self.section = layout, lang, section
        self.numbers = count(2)
        self.parts: list[str] = []
        self.notes: list[Line] = []
        self.timing = ""

    def fill(self, holder: str, lines: Sequence[Line]) -> int:
        """Put lines into a placeholder, in the largest size that fits; return the number of the shape."""
        spec, number = layouts()[self.layout][holder], next(self.numbers)
        size = fitting_size(lines, spec.room, spec.size, self.lang)
        # Only a text that needs it has a size of its own; the others follow the layout.
        style = level(size) if size != spec.size else ""
        holds = f'type="body" idx="{spec.number}"' if spec.number else 'type="title"'
        text = text_body(paragraphs(lines, self.lang), style, "", FIT)
        self.parts.append(placeholder(number, spec.name, holds, text))
        return number

    def foot(self, words: str, day: str) -> None:
        """Put the source into the footer, the day into the date; the number is a field."""
        for kind, text in (("dt", day), ("ftr", words), ("sldNum", "")):
            spec = layouts()["master"][kind]
            # Small enough for one line: the footer is as wide as it is.
            size = fitting_size([Line(text)], spec.room, spec.size, self.lang)
            content = paragraphs([Line(text, size if size != spec.size else None)], self.lang) if text else NUMBER_FIELD
            holds = f'type="{kind}" sz="quarter" idx="{spec.number}"'
            self.parts.append(placeholder(next(self.numbers), spec.name, holds, text_body(content)))

    def bar(self, colour: str, name: str) -> None:
        """Add a bar in the colour of a theme before the title. It says nothing, so it is marked as decoration."""
        drawn = shape(next(self.numbers), name, Box(0, 0.42, 0.22, 0.7), fill=colour)
        self.parts.append(drawn.replace("/>", f"><a:extLst>{DECORATIVE}</a:extLst></p:cNvPr>", 1))

    def table(
        self,
        name: str,
        description: str,
        widths: Sequence[float],
        heights: Sequence[float],
        rows: Sequence[Sequence[str]],
        size: float,
        top: float,
    ) -> None:
        """Add a native table; its first row is the heading. Lengths in inches, ``size`` in points."""
        grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
        drawn = "".join(
            f'<a:tr h="{emu(height)}">'
            + "".join(
                f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs([Line(cell, size)], self.lang)}</a:txBody>"
                '<a:tcPr marL="91440" marR="91440" marT="45720" marB="45720"/></a:tc>'
                for cell in cells
            )
            + "</a:tr>"
            for height, cells in zip(heights, rows, strict=True)
        )
        box = Box((WIDE - sum(widths)) / 2, top, sum(widths), sum(heights))
        place = placed(box).replace("a:xfrm", "p:xfrm")
        self.parts.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{named(next(self.numbers), name, description)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f"{place}"
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
            f'<a:tblPr firstRow="1" firstCol="1" bandRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{grid}</a:tblGrid>{drawn}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def build(self, number: int, paragraphs_: Sequence[int]) -> None:
        """Let paragraphs of a shape appear one by one, each at a click."""
        ids = count(3)
        steps = "".join(_appearing(number, paragraph, ids) for paragraph in paragraphs_)
        turn = '<p:cond evt="on{0}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
        self.timing = (
            '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
            '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
            f"{steps}</p:childTnLst></p:cTn><p:prevCondLst>{turn.format('Prev')}</p:prevCondLst>"
            f"<p:nextCondLst>{turn.format('Next')}</p:nextCondLst></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
            f'<p:bldLst><p:bldP spid="{number}" grpId="0" build="p"/></p:bldLst></p:timing>'
        )

    def xml(self) -> str:
        """Return the slide."""
        return f"<p:sld {NAMESPACES}><p:cSld>{tree(''.join(self.parts))}</p:cSld>{SAME_COLOURS}{self.timing}</p:sld>"

    def notes_xml(self) -> str:
        """Return its notes page. Printed, the notes keep to the page: the text has the largest size that fits."""
        spec = layouts()["notes"]["notes"]
        size = fitting_size(self.notes, spec.room, spec.size, self.lang)
        text = text_body(paragraphs(self.notes, self.lang), level(size) if size != spec.size else "")
        content = placeholder(2, "幻灯片图像", 'type="sldImg"', "", ' noRot="1" noChangeAspect="1"')
        content += placeholder(3, "备注", 'type="body" idx="3"', text)
        return f"<p:notes {NAMESPACES}><p:cSld>{tree(content)}</p:cSld>{SAME_COLOURS}</p:notes>"


def _appearing(number: int, paragraph: int, ids: count[int]) -> str:
    """Return the click at which one paragraph appears."""
    now = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
    click, together, effect, change = (next(ids) for _ in range(4))
    return (
        f'<p:par><p:cTn id="{click}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{together}" fill="hold">{now}<p:childTnLst>'
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" '
        f'nodeType="clickEffect">{now}<p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{change}" dur="1" fill="hold">{now}</p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{number}"><p:txEl><p:pRg st="{paragraph}" end="{paragraph}"/></p:txEl></p:spTgt>'
        "</p:tgtEl>"
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )
