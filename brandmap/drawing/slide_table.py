"""Draw the closing comparison of the deck: a few words per model on its problem, response, partners and time."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.wording import CLOSING_COLUMNS, closing_row
from brandmap.drawing.pieces import number_plate
from brandmap.drawing.slide_style import Part, lines_height
from brandmap.markup import tag
from brandmap.records import Brand, Lang
from brandmap.text import phrase

_LINE_RATIO = 1.35 / 1.45  # line height of the table, by that of other text


def table_part(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Part:
    """Draw the table of these models."""
    heads = (
        tag("th", phrase(f"present.column_{name}", lang), scope="col", style=f"width:{share:.0%}")
        for name, share in CLOSING_COLUMNS.items()
    )
    rows, texts = [], []
    for brand in brands:
        place = collection.gazetteer.unit(brand.adcode).name[lang]
        words = closing_row(brand, collection, lang)
        name = tag("th", number_plate(brand, collection), " ", brand.name[lang], tag("small", place), scope="row")
        rows.append(tag("tr", name, *(tag("td", cell) for cell in words)))
        texts.append((f"00 {brand.name[lang]}", *words))

    def height(width: float) -> float:
        total = 2.0
        for cells in texts:
            heights = [
                lines_height(cell, width * share - 0.5)
                for cell, share in zip(cells, CLOSING_COLUMNS.values(), strict=True)
            ]
            total += max(heights[0] + 1.1, *heights[1:]) * _LINE_RATIO + 0.65
        return total

    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="bmd-table")
    return Part(table, height)
