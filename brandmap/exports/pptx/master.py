"""Write the slide master, its layouts, the notes master and the theme of a presentation.

All is ours: nothing of another product's template is in the file. Names are Chinese, as an editor of slides in China
sees them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandmap.exports.pptx.markup import (
    FIT,
    NAMESPACES,
    NO_MARGIN,
    RECTANGLE,
    WIDE,
    Align,
    Box,
    Colour,
    emu,
    level,
    line_style,
    paint,
    placed,
    placeholder,
    text_body,
    tree,
)

CHINESE_FONT, LATIN_FONT = "Microsoft YaHei", "Arial"
DESIGN = "甘肃警务模式"  # name of the theme
INK, QUIET, SOFT = "1D2733", "4F5B67", "F2F5F8"
TABLE_STYLE = "{6B1F3C52-8E0D-4C57-9C0A-62A0D3A7E110}"
EDGE = 0.6  # inches
HEAD_COLOURS = {"dk1": INK, "lt1": "FFFFFF", "dk2": QUIET, "lt2": SOFT, "hlink": "1D5FA8", "folHlink": "6B4F8A"}
SPARE = ("3F6B8C", "8C6B3F", "5C7A4A", "8A4B5E", "5E4B8A", "4B8A84")  # accents where there are fewer than six themes
LEVELS = (24, 20, 18, 16, 16)  # points of the levels of body text


@dataclass(frozen=True)
class Holder:
    """Describe a placeholder. ``plate``: on a soft ground with room around the text."""

    name: str
    number: int  # by which a slide's placeholder finds the layout's; 0 is the title
    box: Box
    size: float
    least: float = 12.0  # points, below which a text is not made smaller to fit
    quiet: bool = False
    plate: bool = False

    @property
    def room(self) -> Box:
        """Return where its text may stand."""
        return self.box.inside(0.2) if self.plate else self.box


_TITLE = Holder("标题", 0, Box(EDGE, 0.42, WIDE - 2 * EDGE, 0.7), 30, 20)
_UNDER = Holder("副标题", 13, Box(EDGE, 1.12, WIDE - 2 * EDGE, 0.42), 16, 10, quiet=True)
_CAPTION = Box(EDGE, 6.18, 5.2, 0.72)
#: Layout → its name and its placeholders, by what they hold.
LAYOUTS: dict[str, tuple[str, dict[str, Holder]]] = {
    "opening": ("封面与地图", {
        "title": Holder("标题", 0, Box(EDGE, 0.55, 5.0, 1.1), 34, 24),
        "under": Holder("副标题", 13, Box(EDGE, 1.75, 5.0, 0.95), 16, 12, quiet=True),
        "body": Holder("模式列表", 14, Box(EDGE, 2.8, 5.0, 3.3), 18, 11),
        "caption": Holder("地图说明", 15, Box(EDGE, 6.18, 5.0, 0.72), 11, 8, quiet=True),
    }),
    "map": ("地图与正文", {
        "title": _TITLE, "under": _UNDER,
        "body": Holder("正文", 14, Box(6.15, 1.75, WIDE - 6.15 - EDGE, 5.05), 28),
        "caption": Holder("地图说明", 15, _CAPTION, 11, 8, quiet=True),
    }),
    "side": ("正文与侧栏", {
        "title": _TITLE, "under": _UNDER,
        "body": Holder("正文", 14, Box(EDGE, 1.7, 7.8, 5.15), 28),
        "side": Holder("侧栏", 15, Box(8.55, 1.7, WIDE - 8.55 - EDGE, 5.15), 22, plate=True),
    }),
    "text": ("正文", {
        "title": _TITLE, "under": _UNDER,
        "body": Holder("正文", 14, Box(EDGE, 1.75, WIDE - 2 * EDGE, 5.05), 32, 11),
    }),
    "table": ("表格", {"title": _TITLE, "under": _UNDER}),
}  # fmt: skip
#: Date, footer and slide number, on every slide: kind → name, number, place, alignment.
FOOT: dict[str, tuple[str, int, Box, Align]] = {
    "dt": ("日期", 10, Box(WIDE - 3.3, 6.98, 1.6, 0.32), "r"),
    "ftr": ("页脚", 11, Box(EDGE, 6.98, 9.2, 0.32), "l"),
    "sldNum": ("幻灯片编号", 12, Box(WIDE - EDGE - 1.0, 6.98, 1.0, 0.32), "r"),
}
NUMBER_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
)
_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
_COLOUR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_FONTS = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/><a:cs typeface="+m{0}-cs"/>'


def theme_xml(colours: Sequence[str]) -> str:
    """Return the theme: our fonts, our greys, the colours of the collection's themes (rrggbb) as accents."""
    accents = {f"accent{n}": colour for n, colour in enumerate([*colours, *SPARE][:6], 1)}
    scheme = {**HEAD_COLOURS, **accents}
    order = ("dk1", "lt1", "dk2", "lt2", *accents, "hlink", "folHlink")
    palette = "".join(f'<a:{name}><a:srgbClr val="{scheme[name].upper()}"/></a:{name}>' for name in order)
    face = (
        f'<a:latin typeface="{LATIN_FONT}"/><a:ea typeface="{CHINESE_FONT}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{CHINESE_FONT}"/>'
    )
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{plain}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme {NAMESPACES} name="{DESIGN}"><a:themeElements><a:clrScheme name="{DESIGN}">{palette}</a:clrScheme>'
        f'<a:fontScheme name="{DESIGN}"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="{DESIGN}"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def master_xml(layouts: Sequence[tuple[int, str]]) -> str:
    """Return the slide master with its ``layouts``, each as (number, relationship)."""
    title, body = LAYOUTS["text"][1]["title"], LAYOUTS["text"][1]["body"]
    levels = "".join(
        f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="zh-CN"/><a:t>{words}</a:t></a:r></a:p>'
        for n, words in enumerate(("正文", "第二级", "第三级", "第四级", "第五级"))
    )
    content = (
        holder_xml(2, title, "title", _prompt("标题"))
        + holder_xml(3, body, "body", levels)
        + "".join(foot_xml(number, kind, place=True) for number, kind in enumerate(FOOT, 4))
    )
    listed = "".join(f'<p:sldLayoutId id="{number}" r:id="{relationship}"/>' for number, relationship in layouts)
    look = _look(30, "tx1", "j", bold=True)
    titles = f'<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>{look}</a:lvl1pPr>'
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_BACKGROUND}{tree(content)}</p:cSld><p:clrMap {_COLOUR_MAP}/>"
        f'<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:hf hdr="0"/>'
        f"<p:txStyles><p:titleStyle>{titles}</p:titleStyle><p:bodyStyle>{_levels(LEVELS)}</p:bodyStyle>"
        f"<p:otherStyle>{other_style()}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(key: str) -> str:
    """Return one layout."""
    name, holders = LAYOUTS[key]
    content = "".join(
        holder_xml(number, holder, "title" if not holder.number else "body", _prompt(holder.name), own=True)
        for number, holder in enumerate(holders.values(), 2)
    )
    content += "".join(foot_xml(number, kind) for number, kind in enumerate(FOOT, 2 + len(holders)))
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{name}">{tree(content)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def notes_master_xml(picture: Box, text: Box) -> str:
    """Return the notes master: the picture of the slide above its notes."""
    place = f"{placed(picture)}{RECTANGLE}<a:noFill/>{line_style('tx2+60', 0.75)}"
    content = placeholder(2, "幻灯片图像", 'type="sldImg" idx="2"', "", place, ' noRot="1" noChangeAspect="1"')
    content += holder_xml(3, Holder("备注", 3, text, 12), "body", _prompt("备注"))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_BACKGROUND}{tree(content)}</p:cSld><p:clrMap {_COLOUR_MAP}/>"
        f"<p:notesStyle>{_levels((12, 12, 12, 12, 12))}</p:notesStyle></p:notesMaster>"
    )


def table_styles_xml() -> str:
    """Return the style of tables: a dark head, every second row on a soft ground."""

    def part(name: str, bold: str, ink: str, ground: str) -> str:
        fill = f"<a:fill>{paint(ground)}</a:fill>" if ground else "<a:fill><a:noFill/></a:fill>"
        return (
            f'<a:{name}><a:tcTxStyle{bold}><a:fontRef idx="minor"/><a:schemeClr val="{ink}"/></a:tcTxStyle>'
            f"<a:tcStyle><a:tcBdr/>{fill}</a:tcStyle></a:{name}>"
        )

    parts = (
        part("wholeTbl", "", "dk1", "")
        + part("band1H", "", "dk1", "lt2")
        + '<a:firstCol><a:tcTxStyle b="on"/></a:firstCol>'
        + part("firstRow", ' b="on"', "lt1", "dk2")
    )
    return (
        f'<a:tblStyleLst {NAMESPACES} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="{DESIGN}">'
        f"{parts}</a:tblStyle></a:tblStyleLst>"
    )


def other_style() -> str:
    """Return how texts look that stand in no placeholder."""
    return f'<a:lvl1pPr algn="l">{_look(18, "tx1", "n")}</a:lvl1pPr>'


def holder_xml(number: int, holder: Holder, kind: str, text: str, *, own: bool = False) -> str:
    """Return a placeholder of the master, or with ``own`` look one of a layout."""
    index = f' idx="{holder.number}"' if kind != "title" else ""
    inset = emu(0.2)
    margins = f' lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"' if holder.plate else NO_MARGIN
    middle = ' anchor="ctr"' if kind == "title" and holder.box.h < 1 else ""
    style = level(holder.size, "tx2" if holder.quiet else "") if own else ""
    place = f"{placed(holder.box)}{RECTANGLE}{paint('bg2') if holder.plate else ''}"
    return placeholder(
        number, holder.name, f'type="{kind}"{index}', text_body(text, style, margins + middle, FIT), place
    )


def foot_xml(number: int, kind: str, text: str = "", *, place: bool = False) -> str:
    """Return a placeholder of the foot, with its place on the master."""
    name, index, box, align = FOOT[kind]
    content = f"<a:p>{NUMBER_FIELD}</a:p>" if kind == "sldNum" else text or "<a:p/>"
    look = (level(11, "tx2", align), f'{NO_MARGIN} anchor="ctr"') if place else ()
    where = f"{placed(box)}{RECTANGLE}" if place else ""
    return placeholder(number, name, f'type="{kind}" sz="quarter" idx="{index}"', text_body(content, *look), where)


def _prompt(words: str) -> str:
    return f'<a:p><a:r><a:rPr lang="zh-CN"/><a:t>单击此处编辑{words}</a:t></a:r></a:p>'


def _levels(sizes: Sequence[int]) -> str:
    """Return the five levels of body text, the first without a bullet."""
    parts = []
    for n, size in enumerate(sizes):
        bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if n else "<a:buNone/>"
        indent = f'marL="{n * 342900}" indent="{-285750 if n else 0}"'
        parts.append(
            f'<a:lvl{n + 1}pPr {indent} algn="l"><a:lnSpc><a:spcPct val="105000"/></a:lnSpc>{bullet}'
            f"{_look(size, 'tx1', 'n')}</a:lvl{n + 1}pPr>"
        )
    return "".join(parts)


def _look(size: int, colour: Colour, font: str, *, bold: bool = False) -> str:
    strong = ' b="1"' if bold else ""
    return f'<a:defRPr sz="{size * 100}"{strong} kern="1200">{paint(colour)}{_FONTS.format(font)}</a:defRPr>'
