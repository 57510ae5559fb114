"""The small map of a handout, drawn as vectors on a ReportLab canvas. Lengths in points, y upwards from the page."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from brandmap.exports.fonts import FAMILY
from brandmap.filters import Collection
from brandmap.projection import MAX_TOLERANCE, PROVINCE, MapFrame, layer_codes, province_frame, shapes
from brandmap.records import Brand
from brandmap.svg import ink_on
from brandmap.svgmap import colour_of, home_codes, home_point

PIN = 6.5  # radius


def draw_map(
    canvas: Canvas, brand: Brand, collection: Collection, left: float, bottom: float, wide: float, high: float
) -> None:
    """The province with its prefectures, the home counties filled, pictured counties dashed, and the numbered pin."""
    frame = province_frame(wide, high, (PIN + 1,) * 4)
    colour = HexColor(colour_of(brand, collection))
    canvas.saveState()
    canvas.translate(left, bottom + high)
    canvas.scale(1, -1)
    canvas.setLineJoin(1)
    _unit(canvas, PROVINCE, frame, fill=HexColor("#f1efe8"), line=HexColor("#7b8794"), width=0.9)
    for code in home_codes(brand, collection):
        _unit(canvas, code, frame, fill=Color(colour.red, colour.green, colour.blue, 0.55), line=colour, width=0.5)
    for code in layer_codes("prefectures"):
        _unit(canvas, code, frame, fill=None, line=HexColor("#98a3af"), width=0.4)
    canvas.setDash(3, 2)
    for place in brand.pictured:
        _unit(canvas, place.adcode, frame, fill=None, line=colour, width=0.8)
    canvas.setDash()
    x, y = frame.xy(home_point(brand, collection))
    canvas.setFillColor(colour)
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setLineWidth(0.8)
    canvas.circle(x, y, PIN, stroke=1, fill=1)
    canvas.scale(1, -1)
    canvas.setFillColor(HexColor(ink_on(colour_of(brand, collection))))
    canvas.setFont(FAMILY, 8)
    canvas.drawCentredString(x, -y - 2.8, str(brand.number))
    canvas.restoreState()


def _unit(canvas: Canvas, code: str, frame: MapFrame, *, fill: Any, line: Any, width: float) -> None:
    (shape,) = shapes((code,), frame, MAX_TOLERANCE)
    path = canvas.beginPath()
    for ring in shape.rings:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.close()
    canvas.setStrokeColor(line)
    canvas.setLineWidth(width)
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=1, fill=int(fill is not None), fillMode=0)  # even-odd
