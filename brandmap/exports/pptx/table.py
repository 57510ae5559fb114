"""Write the closing comparison: native tables of even size, as many slides as the rows need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from brandmap.collection.filters import Collection
from brandmap.collection.wording import CLOSING_COLUMNS, closing_row
from brandmap.exports.pptx.markup import WIDE, Line, text_height
from brandmap.exports.pptx.slide import Slide
from brandmap.records import Brand, Lang
from brandmap.text import phrase

TOP, ROOM, WHOLE = 1.75, 5.05, WIDE - 1.2  # inches: top, height and width of a table
WIDTHS = tuple(WHOLE * share for share in CLOSING_COLUMNS.values())
SIZES = (16.0, 15.0, 14.0)  # points
HEAD, PAD = 0.45, 0.14  # inches of the heading, and of a row that are not text


@dataclass(frozen=True)
class TablePage:
    """Hold the rows of one slide, the heading first."""

    rows: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    size: float

    @property
    def fits(self) -> bool:
        return sum(self.heights) <= ROOM

    def draw(self, slide: Slide, name: str) -> None:
        """Add the table to its slide. Its description names the models in it."""
        models = phrase("text.comma", slide.lang).join(row[0].replace("\n", " ") for row in self.rows[1:])
        slide.table(name, f"{name} · {models}", WIDTHS, self.heights, self.rows, self.size, TOP)


def comparison_pages(brands: Sequence[Brand], collection: Collection, lang: Lang) -> list[TablePage]:
    """Return the tables: as few as hold all rows, their lengths differing by one row at most."""
    head = tuple(phrase(f"present.column_{name}", lang) for name in CLOSING_COLUMNS)
    rows = [_cells(brand, collection, lang) for brand in brands]
    heights = {size: [_height(cells, size, lang) for cells in rows] for size in SIZES}
    pages: list[TablePage] = []
    for number, size in product(range(1, len(rows) + 1), SIZES):
        ends = [round(len(rows) * page / number) for page in range(number + 1)]
        spans = [slice(*ends[page : page + 2]) for page in range(number)]
        pages = [TablePage((head, *rows[span]), (HEAD, *heights[size][span]), size) for span in spans]
        if all(page.fits for page in pages):
            break
    return pages


def _cells(brand: Brand, collection: Collection, lang: Lang) -> tuple[str, ...]:
    """Return the words of the closing slide on the page, so that both show the same."""
    place = collection.gazetteer.unit(brand.adcode).name[lang]
    return (f"{collection.number(brand)} {brand.name[lang]}\n{place}", *closing_row(brand, collection, lang))


def _height(cells: Sequence[str], size: float, lang: Lang) -> float:
    columns = zip(cells, WIDTHS, strict=True)
    return max(text_height([Line(text)], wide - 0.2, size, lang) for text, wide in columns) + PAD
