"""Write the pictures of a model's measures on a slide, as native shapes in the theme's colours, each with its name."""

from __future__ import annotations

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.measure_icons import GRID, ICON_PATHS, MAX_ICONS, measures_with_icons
from brandmap.drawing.outlines import strokes
from brandmap.exports.pptx.markup import (
    NO_MARGIN,
    Box,
    Line,
    fitting_size,
    group,
    line_style,
    named,
    paint,
    paragraphs,
    placed,
    scheme_colour,
    shape,
    text_body,
)
from brandmap.exports.pptx.slide import Slide
from brandmap.records import Brand
from brandmap.text.width import text_width

ROW = Box(8.55, 1.7, 4.183, 1.25)  # inches: above the side panel of the layout
LARGEST = 12.0  # points of the names
PLATE, GRAIN = 0.5, 100  # inches; units of a freeform per unit of the grid
ELEMENTS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}


def add_icons(slide: Slide, brand: Brand, collection: Collection) -> None:
    """Add a group per picture: a plate in the colour of the theme, the lines, the name below."""
    colour = colour_of(brand, collection)
    ground, ink = (scheme_colour(one, collection) for one in (colour, ink_on(colour)))
    wide = ROW.w / MAX_ICONS
    names = {term.id: term.name[slide.lang] for term in measures_with_icons(brand, collection)}
    below = Box(0, ROW.y + PLATE + 0.04, wide - 0.08, ROW.h - PLATE - 0.04)
    size = min((_size(name, below, slide) for name in names.values()), default=LARGEST)
    for place, (id_, name) in enumerate(names.items()):
        left = ROW.x + place * wide
        plate = Box(left + (wide - PLATE) / 2, ROW.y, PLATE, PLATE)
        number = next(slide.numbers)
        words = text_body(paragraphs([Line(name, size)], slide.lang, "ctr"), attributes=f'{NO_MARGIN} anchor="t"')
        content = (
            shape(next(slide.numbers), f"{name} 1", plate, form="roundRect", fill=ground)
            + _lines(next(slide.numbers), f"{name} 2", plate.inside(PLATE / 8), ICON_PATHS[id_], ink)
            + shape(next(slide.numbers), f"{name} 3", Box(left + 0.04, below.y, below.w, below.h)).replace(
                "</p:sp>", f"{words}</p:sp>"
            )
        )
        slide.parts.append(group(number, name, Box(left, ROW.y, wide, ROW.h), content, name))


def _size(name: str, room: Box, slide: Slide) -> float:
    """Return the size at which a name fits, none of its words broken."""
    longest = max(text_width(word) for word in name.split()) if slide.lang == "en" else 1
    most = min(LARGEST, room.w * 72 / longest)
    return fitting_size([Line(name)], Box(0, 0, room.w * 0.92, room.h), most, slide.lang)


def _lines(number: int, name: str, box: Box, path: str, colour: str) -> str:
    drawn = "".join(
        f"<a:{ELEMENTS[kind]}>"
        + "".join(f'<a:pt x="{round(x * GRAIN)}" y="{round(y * GRAIN)}"/>' for x, y in points)
        + f"</a:{ELEMENTS[kind]}>"
        for kind, points in strokes(path)
    )
    return (
        f"<p:sp><p:nvSpPr>{named(number, name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{placed(box)}"
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{GRID * GRAIN}" h="{GRID * GRAIN}" fill="none">{drawn}</a:path></a:pathLst></a:custGeom>'
        f"{paint('')}{line_style(colour, 1.75)}</p:spPr></p:sp>"
    )
