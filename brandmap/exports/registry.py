"""List every format of export once: the command line, the pages and the tests read this table.

A new format is one row of ``FORMATS`` and the module that builds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from brandmap.records import Text
from brandmap.text.languages import ExportLang

if TYPE_CHECKING:  # slow to import, and not needed for --help
    from brandmap.collection.filters import Collection, Filters

Purpose = Literal["lesson", "map", "data"]
PURPOSES: tuple[Purpose, ...] = ("lesson", "map", "data")


@dataclass(frozen=True)
class ExportFormat:
    """Describe one format. ``builder`` names a function as module:function under ``brandmap.exports``; it is imported
    when it is first called, because the libraries of slides and PDF are slow to import."""

    name: str
    suffix: str
    mime: str
    purpose: Purpose
    builder: str
    label: Text
    help: Text
    in_folder: str = ""  # the file to write when a folder is given; empty: a folder is refused

    def build(self, collection: Collection, filters: Filters, lang: ExportLang, today: date) -> bytes:
        """Return the file of the models that ``filters`` keep."""
        module, name = self.builder.split(":")
        function: Callable[[Collection, Filters, ExportLang, date], bytes] = getattr(
            import_module(f"brandmap.exports.{module}"), name
        )
        return function(collection.with_editions(filters.edition), filters, lang, today)

    def filename(self, collection: Collection, filters: Filters, lang: ExportLang) -> str:
        """Return a name in plain ASCII that says how much is inside: gansu-policing-models_4-of-10_zh.pptx; where there
        are several editions also of which: gansu-policing-models_2025_4-of-30_zh.pptx."""
        collection = collection.with_editions(filters.edition)
        language = "zh-en" if lang == "both" else lang
        kept, total = len(filters.keep(collection)), len(collection.brands)
        years = (
            ""
            if len(collection.dataset.editions) < 2
            else "_" + "-".join(map(collection.year, collection.editions_shown))
        )
        variant = "" if self.name == self.suffix else f"_{self.name.removeprefix(f'{self.suffix}_')}"
        return f"gansu-policing-models{years}_{kept}-of-{total}_{language}{variant}.{self.suffix}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
# fmt: off
FORMATS: dict[str, ExportFormat] = {one.name: one for one in (
    ExportFormat("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", "lesson", "pptx.presentation:pptx_bytes",
        Text("演示文稿", "Slides"), Text(
        "PowerPoint、WPS 和 LibreOffice 可编辑；地图是矢量图形，备注页有教员备注和来源。",
        "Editable in PowerPoint, WPS and LibreOffice; vector map, trainer's notes and sources on the notes pages.")),
    ExportFormat("pdf", "pdf", "application/pdf", "lesson", "pdf.handout:pdf_bytes", Text(
        "讲义", "Handout"), Text(
        "A4，每个模式从新的一页开始：地图、要点和讨论题，不含参考回答。中文字体已嵌入。",
        "A4, each model on a page of its own: map, card and questions without answers. Fonts are embedded.")),
    ExportFormat("pdf_answers", "pdf", "application/pdf", "lesson", "pdf.handout:pdf_answers_bytes", Text(
        "讲义（含参考回答）", "Handout with answers"), Text(
        "与讲义相同，另附讨论题的参考回答，供教员使用。",
        "The same with possible answers, for the trainer.")),
    ExportFormat("pdf_problems", "pdf", "application/pdf", "lesson", "pdf.handout:pdf_problems_bytes", Text(
        "问题单", "Problem sheets"), Text(
        "每个模式一页：问题、环境、小组任务和书写行，不写模式名称，讲做法之前发。",
        "A page per model with problem, setting, group task and lines, not its name: to hand out first.")),
    ExportFormat("pdf_cards", "pdf", "application/pdf", "lesson", "pdf.cards:pdf_cards_bytes", Text(
        "卡片", "Cards"), Text(
        "每个模式一张 A5 卡片：地图、图标、问题和措施，可张贴或传阅；PDF 矢量图。",
        "An A5 card per model with map, pictures, problem and measures, to hang up or hand round; vector PDF.")),
    ExportFormat("html", "html", "text/html", "map", "html.one_file:html_bytes", Text(
        "离线网页", "Offline page"), Text(
        "单个文件，可存入 U 盘，双击打开；地图、筛选、列表和全文都能用，不需要服务器和网络。",
        "One file for a USB stick; a double click opens map, filters, list and full texts, with no server or network."),
        in_folder="index.html"),
    ExportFormat("pdf_poster_a3", "pdf", "application/pdf", "map", "pdf.poster:poster_a3_bytes", Text(
        "海报 A3", "Poster A3"), Text(
        "全部模式的地图，旁边列出名称和所在地；PDF 矢量图。",
        "The map of all models with their names and places; vector PDF.")),
    ExportFormat("pdf_poster_a1", "pdf", "application/pdf", "map", "pdf.poster:poster_a1_bytes", Text(
        "海报 A1", "Poster A1"), Text(
        "与 A3 海报相同，供大幅打印。",
        "The same for a large printer.")),
    ExportFormat("png", "png", "image/png", "map", "picture:png_bytes", Text(
        "地图图片", "Map as picture"), Text(
        "PNG，宽 3200 像素，适合放入文稿。",
        "PNG, 3200 pixels wide, for documents.")),
    ExportFormat("svg", "svg", "image/svg+xml", "map", "picture:svg_bytes", Text(
        "地图矢量图", "Map as vectors"), Text(
        "SVG，可任意放大，可在绘图软件中修改。",
        "SVG, sharp at any size, editable in drawing programs.")),
    ExportFormat("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", "data", "sheets.xlsx_file:xlsx_bytes", Text(
        "Excel 工作簿", "Excel workbook"), Text(
        "模式、措施、数字、地点、主题、来源各一张表，另有说明。",
        "One sheet each for models, measures, figures, places, themes and sources, and one of notes.")),
    ExportFormat("csv", "csv", "text/csv", "data", "sheets.csv_file:csv_bytes", Text(
        "CSV 表格", "CSV table"), Text(
        "每个模式一行，UTF-8 编码，可直接用表格软件打开。可能被当作公式的内容，前面加了一个单引号。",
        "One row per model, UTF-8, for any spreadsheet. Text that looks like a formula begins with an apostrophe.")),
    ExportFormat("geojson", "geojson", "application/geo+json", "data", "geojson_file:geojson_bytes", Text(
        "GeoJSON 地图数据", "GeoJSON map data"), Text(
        "县域边界和政府驻地点位，坐标为 CGCS2000（与 WGS84 一致），供地理信息软件使用。",
        "County boundaries and seats for GIS software; coordinates in CGCS2000, equal to WGS84 here.")),
)}
# fmt: on
