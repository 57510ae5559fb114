"""Draw the map of all models on a slide: the province with its prefectures and counties, the homes filled, pins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from brandmap.collection.filters import Collection
from brandmap.collection.homes import home_codes
from brandmap.drawing.locator import locator_title
from brandmap.exports.pptx.map_shapes import COUNTY_LINE, DPI, LAND, RULE, MapShapes
from brandmap.exports.pptx.markup import Box, group
from brandmap.places.projection import MAX_TOLERANCE, PROVINCE, province_frame, shapes
from brandmap.records import Brand, Lang
from brandmap.text import phrase


def draw_map(brands: Sequence[Brand], collection: Collection, lang: Lang, box: Box, numbers: count[int]) -> str:
    """Return the province as one group that says what it shows; each county is a shape of its own."""
    frame = province_frame(box.w * DPI, box.h * DPI, (16.0, 16.0, 16.0, 16.0))
    whole, draw = next(numbers), MapShapes(collection, lang, box, frame, numbers)
    for codes, fill, line, points in (
        ((PROVINCE,), LAND, RULE, 1.5),
        ("counties", "", COUNTY_LINE, 0.4),
        ("prefectures", "", RULE, 0.75),
    ):
        for unit in shapes(codes, frame, MAX_TOLERANCE):
            draw.unit(unit, fill=fill, line=line, points=points)
    for brand in brands:
        draw.home(brand, shapes(home_codes(brand, collection), frame, MAX_TOLERANCE), 0.75)
        draw.pictured(brand, shapes([place.adcode for place in brand.pictured], frame, MAX_TOLERANCE), 1.25)
    draw.pins(brands)
    name = phrase("deck.map_shape", lang, name=collection.gazetteer.unit(PROVINCE).name[lang])
    return group(whole, name, box, "".join(draw.parts), locator_title(brands, collection, lang))
