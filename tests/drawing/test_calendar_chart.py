"""The calendar and the hours: real tables whose cells say what their colours say."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from brandmap.collection.filters import Collection
from brandmap.drawing.calendar_chart import night_hours_html, season_calendar_html
from brandmap.records import Text


class Rows(HTMLParser):
    """The text of every cell, row by row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def test_calendar_has_a_row_per_brand_and_says_each_month(collection: Collection) -> None:
    rows = Rows(season_calendar_html(collection.dataset.brands, collection, "en")).rows
    assert len(rows) == 11
    assert rows[0][:3] == ["Model", "JJanuary", "FFebruary"]
    by_name = {row[0]: row[1:] for row in rows[1:]}
    winter = by_name["5Heated-bed (kang) policing"]
    assert winter == ["runs", "runs", *["does not run"] * 9, "runs"]
    assert by_name["7Sichuan-pepper policing"].index("runs") == 6
    assert by_name["8Orchard policing"][8:11] == ["runs (inferred)"] * 3
    assert by_name["10Night policing"] == ["runs (inferred)"] * 12


def test_all_year_rows_are_thin_and_inferred_ones_hatched(collection: Collection) -> None:
    def row(brand_id: str) -> str:
        html = season_calendar_html([collection.dataset.by_id[brand_id]], collection, "zh")
        return html.split("<tbody>")[1].split("</tbody>")[0]

    assert row("linxia-night").count('class="bm-thin"') == 12
    assert "bm-thin" not in row("gangu-orchard")
    assert row("gangu-orchard").count("repeating-linear-gradient") == 3
    assert "repeating-linear-gradient" not in row("huining-melon")


def test_hours_show_the_two_models_that_have_them(collection: Collection) -> None:
    html = night_hours_html(collection.dataset.brands, collection, "zh")
    rows = Rows(html).rows
    assert [row[0] for row in rows[1:]] == ["4旅游警务全天24小时", "10夜间警务21:00–23:00"]
    assert rows[1][1:] == ["运行"] * 24
    assert [hour for hour, said in enumerate(rows[2][1:]) if said == "运行"] == [21, 22]
    assert "有 8 个模式的时段暂无公开资料" in html


def test_hours_past_midnight_and_parts_of_an_hour(collection: Collection) -> None:
    brand = replace(collection.dataset.by_id["linxia-night"], hours=("22:30", "01:00"))
    html = night_hours_html([brand], collection, "en")
    cells = Rows(html).rows[1][1:]
    assert [hour for hour, said in enumerate(cells) if said == "runs"] == [0, 22, 23]
    assert re.findall(r"margin-left:(\d+)%;width:(\d+)%", html) == [("0", "100"), ("50", "50"), ("0", "100")]


def test_without_any_hours_there_is_no_table(collection: Collection) -> None:
    html = night_hours_html([collection.dataset.by_id["maqu-ecology"]], collection, "en")
    assert "<table" not in html
    assert "For 1 of the models no hours are published." in html


def test_names_are_harmless(collection: Collection) -> None:
    payload = "<b onclick=x>{{7*7}}`${x}"
    brand = replace(collection.dataset.by_id["linxia-night"], name=Text(payload, payload))
    for html in (season_calendar_html([brand], collection, "en"), night_hours_html([brand], collection, "en")):
        assert "<b " not in html
        assert not set("{}`$") & set(html)
