"""Exported files: exactly what is filtered, readable, safe to open in a spreadsheet, with their provenance."""

import csv
import dataclasses
import io
import json
from datetime import date, datetime

import openpyxl
import pytest
from shapely.geometry import shape

from brandmap import __version__
from brandmap.collection.filters import Collection, Filters
from brandmap.collection.provenance import provenance, review_notice
from brandmap.exports.geojson_file import geojson_bytes
from brandmap.exports.registry import FORMATS
from brandmap.exports.sheets.csv_file import csv_bytes, csv_of
from brandmap.exports.sheets.xlsx_file import row_height, xlsx_bytes
from brandmap.intake.dataset import DATA, folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from brandmap.records import Text
from brandmap.settings import Settings
from brandmap.tables.brand_columns import COLUMN_BY_ID, COLUMNS, DEFAULT_COLUMNS
from brandmap.tables.columns import data_frame, language_columns
from brandmap.tables.formulas import escape_formula, starts_formula
from brandmap.tables.sheets import SHEETS
from brandmap.text.languages import EXPORT_LANGS

TODAY = date(2025, 1, 2)
EVERYTHING = Filters()
AGRICULTURE = Filters(theme=("agriculture",))
#: OWASP's list for CSV injection, and the ways around a filter that only looks at the first character.
PAYLOADS = (
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '  =HYPERLINK("http://example.org","x")',
    "＝1＋1",
)


@pytest.fixture(scope="module")
def collection():
    gazetteer = load_gazetteer()
    return Collection.of(load(folder_files(DATA), gazetteer).dataset, gazetteer)


def poisoned(collection, payload):
    """The collection with ``payload`` as every text of every record."""
    bad = Text(payload, payload)

    def record(one, **more):
        texts = {f.name: bad for f in dataclasses.fields(one) if isinstance(getattr(one, f.name), Text)}
        return dataclasses.replace(one, **texts, **more)

    dataset = collection.dataset
    brands = tuple(
        record(
            brand,
            home=record(brand.home),
            pictured=tuple(record(place) for place in brand.pictured),
            measures=(bad,),
            partners=(bad,),
            serves=(bad,),
            figures=tuple(record(figure, as_printed=payload) for figure in brand.figures),
        )
        for brand in dataset.brands
    )
    changed = dataclasses.replace(
        dataset,
        brands=brands,
        themes={id_: record(theme) for id_, theme in dataset.themes.items()},
        terms={id_: record(term) for id_, term in dataset.terms.items()},
        sources={id_: record(source) for id_, source in dataset.sources.items()},
    )
    return dataclasses.replace(collection, dataset=changed)


def csv_rows(data):
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert text.count("\r\n") == len(rows), "every row ends in CRLF"
    return rows


def brand_table(brands, collection, lang, columns):
    return data_frame([COLUMN_BY_ID[id_] for id_ in columns], brands, collection, lang)


# -- the table -------------------------------------------------------------------------------------------------------


def test_default_columns_read_as_words(collection):
    table = brand_table(AGRICULTURE.keep(collection), collection, "zh", DEFAULT_COLUMNS)
    assert list(table.columns) == ["序号", "名称", "主题", "所在地", "市州", "单位", "季节"]
    assert table.to_numpy().tolist() == [
        [6, "瓜田警务", "农业", "会宁县", "白银市", "会宁县公安局郭城派出所", "夏季"],
        [7, "花椒警务", "农业", "康县", "陇南市", "康县公安局平洛派出所", "夏季"],
        [8, "果园警务", "农业", "甘谷县", "天水市", "甘谷县公安局", "秋季"],
    ]


def test_figures_months_and_hours_in_words(collection):
    brands = [collection.dataset.by_id[id_] for id_ in ("kang-pepper", "gangu-orchard", "linxia-night")]
    table = brand_table(brands, collection, "en", ["months", "hours", "figures", "place"])
    assert list(table.columns) == ["Months", "Hours", "Figures", "Place"]
    assert table.iloc[0].tolist()[:2] == ["7", "not published"]
    assert table.iloc[1, 2] == "Area of Huaniu apples in the county: 360,000 mu (= 24,000 ha)"
    assert table.iloc[2, 1] == "21:00–23:00"
    assert table.iloc[2, 3] == "Linxia Hui Autonomous Prefecture"
    zh = brand_table(brands, collection, "zh", ["figures"])
    assert zh.iloc[2, 0].startswith("县市城区（圈）：8个；派出所（格）：123个；")


def test_both_languages_side_by_side(collection):
    table = brand_table(collection.dataset.brands[:1], collection, "both", ["number", "name", "adcode"])
    assert list(table.columns) == ["序号 No.", "名称（中文）", "Name (English)", "行政区划代码 Adcode"]
    assert table.iloc[0].tolist() == [1, "生态警务", "Ecological policing", "623025"]


def test_the_basis_of_every_statement_can_be_read_from_csv_and_geojson(collection):
    """What the source states, what the editors inferred and, in the provenance, what they wrote."""
    table = list(csv.DictReader(io.StringIO(csv_bytes(collection, EVERYTHING, "en", TODAY).decode("utf-8-sig"))))
    row = next(row for row in table if row["Id"] == "linze-tourism")
    assert row["Stated by the source"] == "Setting; How it works; Result"
    assert row["Inferred by the editors"] == "Problem; Who is served"
    document = json.loads(geojson_bytes(collection, EVERYTHING, "en", TODAY))
    seat = next(f["properties"] for f in document["features"] if f["id"] == "linze-tourism/seat")
    assert (seat["stated"], seat["inferred"]) == (row["Stated by the source"], row["Inferred by the editors"])
    assert document["provenance"]["editorial"].startswith("Conditions for transfer")


@pytest.mark.parametrize("lang", EXPORT_LANGS)
def test_headings_are_unique_and_never_raw_names(lang):
    raw = {column.id for column in COLUMNS}
    for sheet in SHEETS:
        headings = [title for _, _, title in language_columns(sheet.columns, lang)]
        assert len(set(headings)) == len(headings)
        assert not raw & set(headings)


# -- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", EXPORT_LANGS)
def test_csv_reads_back_as_the_table(collection, lang):
    rows = csv_rows(csv_bytes(collection, Filters(), lang, TODAY))
    table = brand_table(collection.dataset.brands, collection, lang, [c.id for c in COLUMNS if c.id != "source"])
    width = len(table.columns)
    assert rows[0][:width] == list(table.columns)
    assert [row[:width] for row in rows[1:]] == table.astype(str).to_numpy().tolist()


def test_csv_ends_in_its_provenance(collection):
    rows = csv_rows(csv_bytes(collection, AGRICULTURE, "en", TODAY))
    assert rows[0][-7:] == ["Source", "Filter", "Exported", "Attribution", "Map review", "Notes", "File"]
    assert len(rows) == 4
    for row in rows[1:]:
        source, said, exported, attribution, review, notes, title = row[-7:]
        assert "Gansu Legal Daily, 2024-12-30" in source
        assert said == "3 of 10: theme is agriculture"
        assert exported == "2025-01-02"
        assert attribution.startswith("Boundaries: Tianditu")
        assert review.startswith("This map carries no review number")
        assert notes.startswith("The award is a newspaper's selection, not an evaluation")
        assert title == f"Export of the Gansu policing models map, version {__version__}"


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, "\n=1+1", "|calc", "%1", "\u3000＋1", "\ufeff=1", "\u200b@x", "﹦1", "－1", "−1"]
)
def test_formulas_are_neutralised(payload):
    assert starts_formula(payload)
    assert escape_formula(payload) == "'" + payload


@pytest.mark.parametrize("text", ["-12", "-3.5", "", "瓜田警务", "1-2", "a=b", "“=”", "21:00–23:00"])
def test_harmless_text_is_unchanged(text):
    assert escape_formula(text) == text


def test_negative_and_missing_numbers():
    assert csv_of([["n", "m"], [-5, -0.5], [None, float("nan")], ["-7", ""]]) == (
        b'\xef\xbb\xbf"n","m"\r\n"-5","-0.5"\r\n"",""\r\n"-7",""\r\n'
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_csv_cell_is_a_formula(collection, payload):
    rows = csv_rows(csv_bytes(poisoned(collection, payload), Filters(), "both", TODAY))
    assert not [cell for row in rows for cell in row if starts_formula(cell)]
    assert ["'" + payload] * 2 == rows[1][2:4], "the name is kept, after an apostrophe"


# -- XLSX ------------------------------------------------------------------------------------------------------------


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["警务模式", "措施", "数字", "地点", "主题", "届次", "来源", "说明"]),
        ("en", ["Policing models", "Measures", "Figures", "Places", "Themes", "Editions", "Sources", "Notes"]),
        (
            "both",
            [
                "警务模式 Policing models",
                "措施 Measures",
                "数字 Figures",
                "地点 Places",
                "主题 Themes",
                "届次 Editions",
                "来源 Sources",
                "说明 Notes",
            ],
        ),
    ],
)
def test_xlsx_sheets(collection, lang, names):
    book = workbook(xlsx_bytes(collection, AGRICULTURE, lang, TODAY))
    assert book.sheetnames == names
    models = book.worksheets[0]
    assert [models.max_row, models.freeze_panes] == [4, "D2"]
    # Only rows that belong to the filtered models: 360,000 mu; three homes and one
    # pictured place; agriculture and community.
    assert [cell.value for cell in book.worksheets[2]["A"]][1:] == ["gangu-orchard"]
    assert book.worksheets[3].max_row == 5
    assert [cell.value for cell in book.worksheets[4]["A"]][1:] == ["agriculture", "community"]


def test_a_printed_sheet_can_be_read(collection):
    """Narrow tables on the width of an A4 page; the models on A3, as many pages wide as they need, names on each."""
    book = workbook(xlsx_bytes(collection, Filters(), "both", TODAY))
    models, measures = book.worksheets[0], book.worksheets[1]
    assert [models.page_setup.paperSize, models.page_setup.scale] == [8, 80]
    assert models.print_title_cols == "$A:$C"
    assert [measures.page_setup.paperSize, measures.page_setup.fitToHeight] == [9, 0]
    assert measures.sheet_properties.pageSetUpPr.fitToPage
    for sheet in (models, measures):
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        for cell in sheet[2]:
            assert cell.alignment.wrap_text is True
            assert sheet.column_dimensions[cell.column_letter].width < 60


def test_xlsx_numbers_are_numbers(collection):
    sheet = workbook(xlsx_bytes(collection, Filters(), "en", TODAY))["Figures"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Value")
    values = [row[column - 1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == [360000, 8, 123, 165, 135, 84]


@pytest.mark.parametrize(
    ("cells", "widths", "height"),
    [
        ((), (), 15),
        (("short", 7), (10, 10), 15),
        (("生态警务",), (10,), 15),
        (("生态警务模式",), (10,), 30),
        (("one\ntwo\n\nfour",), (10,), 60),
        (("x" * 90, "x" * 18), (10, 10), 150),
        (("x" * 9000,), (10,), 409),
    ],
)
def test_xlsx_rows_are_as_high_as_their_wrapped_text(cells, widths, height):
    """A program that does not measure rows itself shows one line of each otherwise."""
    assert row_height(cells, widths) == height


def test_xlsx_notes_in_both_languages(collection):
    rows = list(workbook(xlsx_bytes(collection, AGRICULTURE, "both", TODAY))["说明 Notes"].values)
    assert rows[0] == ("项目 Item", "内容", "Content")
    by_item = {row[0]: row[1:] for row in rows[1:]}
    assert by_item["筛选 Filter"] == ("共 10 个，符合 3 个：主题为农业", "3 of 10: theme is agriculture")
    assert by_item["导出日期 Exported"] == ("2025-01-02", "2025-01-02")
    assert by_item["审图 Map review"][0].startswith("本图没有审图号")
    assert by_item["边界数据 Attribution"][0] == "边界数据：天地图（国家地理信息公共服务平台）"
    assert len(rows) == 10


def test_xlsx_is_the_same_every_time(collection):
    first = xlsx_bytes(collection, AGRICULTURE, "both", TODAY)
    assert xlsx_bytes(collection, AGRICULTURE, "both", TODAY) == first
    assert workbook(first).properties.created == datetime(2025, 1, 2)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_xlsx_cell_is_a_formula_or_a_link(collection, payload):
    book = workbook(xlsx_bytes(poisoned(collection, payload), Filters(q=payload.strip()), "both", TODAY))
    full = workbook(xlsx_bytes(poisoned(collection, payload), Filters(), "both", TODAY))
    cells = [cell for b in (book, full) for sheet in b for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    name = full.worksheets[0]["C2"]
    # Reading XML turns a lone carriage return into a line feed; the sign that it is text stays with the cell.
    assert name.value.replace("\n", "\r").replace("_x000D_", "\r") == payload.replace("\n", "\r")
    assert name.quotePrefix


# -- GeoJSON ---------------------------------------------------------------------------------------------------------


def exported(collection, filters=EVERYTHING, lang="zh"):
    return json.loads(geojson_bytes(collection, filters, lang, TODAY))


def test_geojson_geometry_is_valid_and_wound_right(collection):
    features = exported(collection)["features"]
    areas = [shape(f["geometry"]) for f in features if f["properties"]["role"] == "home-area"]
    assert len(areas) == 9 + 8, "nine counties and the eight of Linxia"
    for area in areas:
        assert area.is_valid
        for polygon in getattr(area, "geoms", [area]):
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)
    assert len({feature["id"] for feature in features}) == len(features)


def test_geojson_roles_and_places(collection):
    features = exported(collection, Filters(q="花椒"), "en")["features"]
    assert [(f["id"], f["geometry"]["type"]) for f in features] == [
        ("kang-pepper/home-area/621224", "Polygon"),
        ("kang-pepper/seat", "Point"),
        ("kang-pepper/pictured/621226", "Point"),
    ]
    area, seat, pictured = features
    assert area["properties"]["county"] == "Kang County"
    assert seat["properties"]["name"] == "Sichuan-pepper policing"
    assert pictured["properties"]["place"] == "Li County"
    for home, point in (("621224", seat), ("621226", pictured)):
        unit = collection.gazetteer.unit(home)
        assert point["geometry"]["coordinates"] == [unit.seat.lon, unit.seat.lat]
    assert shape(area["geometry"]).contains(shape(seat["geometry"]))


def test_geojson_bbox_holds_every_feature(collection):
    document = exported(collection, AGRICULTURE)
    boxes = [shape(feature["geometry"]).bounds for feature in document["features"]]
    assert document["bbox"] == [
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    ]


def test_empty_geojson_has_no_bbox(collection):
    document = exported(collection, Filters(q="没有这样的词"))
    assert document["features"] == []
    assert "bbox" not in document


def test_geojson_provenance(collection):
    said = exported(collection, AGRICULTURE, "both")["provenance"]
    assert said["filter"] == {"zh": "共 10 个，符合 3 个：主题为农业", "en": "3 of 10: theme is agriculture"}
    assert said["exported"] == "2025-01-02"
    assert said["version"] == __version__
    assert len(said["source"]) == len(said["notice"]) == 1
    assert set(exported(collection, AGRICULTURE, "en")["provenance"]) == set(said)


def test_geojson_properties_in_both_languages(collection):
    properties = exported(collection, AGRICULTURE, "both")["features"][0]["properties"]
    assert (properties["name_zh"], properties["name_en"]) == ("瓜田警务", "Melon-field policing")
    assert "name" not in properties
    assert properties["number"] == 6


# -- names and notices -----------------------------------------------------------------------------------------------


def test_filename(collection):
    def named(kind, lang, filters):
        return FORMATS[kind].filename(collection, filters, lang)

    assert named("csv", "zh", AGRICULTURE) == "gansu-policing-models_3-of-10_zh.csv"
    assert named("xlsx", "both", Filters()) == "gansu-policing-models_10-of-10_zh-en.xlsx"
    assert named("geojson", "en", Filters(q="../=1")) == "gansu-policing-models_0-of-10_en.geojson"


def test_review_number_replaces_the_notice(monkeypatch):
    assert review_notice("en").startswith("This map carries no review number")
    configured = Settings.from_environment({"BRANDMAP_REVIEW_NUMBER": " 甘S(2025)001号 "})
    monkeypatch.setattr("brandmap.collection.provenance.settings", lambda: configured)
    assert review_notice("zh") == "审图号：甘S(2025)001号"
    with pytest.raises(ValueError, match="at most 40 characters"):
        Settings.from_environment({"BRANDMAP_REVIEW_NUMBER": "x" * 41})


def test_provenance_without_results_still_names_the_source(collection):
    said = provenance(collection, Filters(q="没有这样的词"), TODAY)
    assert [line.zh[:5] for line in said.sources] == ["《警务围着"]
