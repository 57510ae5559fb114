"""Draw the pictures of a model's measures in a row, each with its name, as vectors."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.measure_icons import GRID, ICON_PATHS, MAX_ICONS, measures_with_icons
from brandmap.drawing.outlines import strokes
from brandmap.exports.pdf.style import LEAST_SIZE, Style
from brandmap.records import Brand

PLATE, GAP = 26.0, 3.0  # points


class Pictures(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Hold the row; nothing high when the model has no picture."""

    def __init__(self, brand: Brand, collection: Collection, style: Style) -> None:
        super().__init__()
        self.colour, terms = colour_of(brand, collection), measures_with_icons(brand, collection)
        narrow = Style(style.lang, LEAST_SIZE, style.width / MAX_ICONS - 4)
        centred = ParagraphStyle("name", parent=narrow.quiet, alignment=1, leading=LEAST_SIZE * 1.2)
        self.items = [(ICON_PATHS[term.id], narrow.paragraph(term.name[style.lang], centred)) for term in terms]

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # ReportLab's signature
        self.width = width
        names = [name.wrap(width / MAX_ICONS - 4, height)[1] for _, name in self.items]
        self.height = PLATE + GAP + max(names) + 2 * GAP if names else 0
        return self.width, self.height

    def draw(self) -> None:
        canvas, across = self.canv, self.width / MAX_ICONS
        for place, (path, name) in enumerate(self.items):
            left, base = place * across, self.height - PLATE
            canvas.setFillColor(HexColor(self.colour))
            canvas.roundRect(left + (across - PLATE) / 2, base, PLATE, PLATE, PLATE / 6, stroke=0, fill=1)
            name.drawOn(canvas, left + 2, base - GAP - name.height)
            self._draw_lines(path, left + (across - PLATE) / 2 + PLATE / 8)

    def _draw_lines(self, path: str, left: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.translate(left, self.height - PLATE / 8)
        canvas.scale(PLATE * 0.75 / GRID, -PLATE * 0.75 / GRID)
        canvas.setStrokeColor(HexColor(ink_on(self.colour)))
        canvas.setLineWidth(1.7)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        drawn = canvas.beginPath()
        steps = {"M": drawn.moveTo, "L": drawn.lineTo, "C": drawn.curveTo, "Z": drawn.close}
        for kind, points in strokes(path):
            steps[kind](*(number for point in points for number in point))
        canvas.drawPath(drawn, stroke=1, fill=0)
        canvas.restoreState()
