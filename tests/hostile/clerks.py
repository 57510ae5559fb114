"""Files as clerks make them with WPS, Numbers, Google Sheets and by hand: understood where there is one meaning, and
otherwise answered by name."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

from brandmap.schema import TABLES
from tests.hostile.corpus import (
    ACCEPTED,
    MODEL,
    ROW,
    Case,
    Files,
    cell,
    csv_of,
    figure,
    file,
    left_out,
    named,
    refused,
    rows_of,
)
from tests.hostile.places import without_home

G = "clerk"


def _delimited(mark: str, quoting: int = 0, ending: str = "\r\n"):
    def change(text: str) -> str:
        heading, rows = rows_of(text.encode())
        return csv_of(heading, rows, delimiter=mark, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]

    return change


def _headed(names: dict[str, str]):
    """The heading with other words for some columns."""

    def change(text: str) -> str:
        heading, rows = rows_of(text.encode())
        body = csv_of(heading, rows).split("\r\n", 1)[1]
        return ",".join(f'"{names.get(name, name)}"' for name in heading) + "\r\n" + body

    return change


def _padded(columns: int, rows: int):
    """Empty columns at the right and empty rows below, as spreadsheets leave them."""

    def change(text: str) -> str:
        lines = text.splitlines()
        width = lines[0].count(",") + columns
        return "\n".join(line + "," * columns for line in lines) + ("\n" + "," * width) * rows + "\n"

    return change


def _labels(text: str) -> str:
    return _headed({column.name: column.label_zh for column in TABLES["brands"].columns})(text)


def _place(value: str, *rules: str, **shown: object) -> Case:
    outcome = {"outcome": left_out(*rules)} if rules else {}
    return without_home(cell(G, f"place {value!r}", {"adcode": "", "place": value}, **outcome, **shown))  # type: ignore[arg-type]


def _above(*lines: str):
    return lambda text: "\n".join(lines) + "\n" + text


def _repeated_in_capitals(text: str) -> str:
    line = text.splitlines()[ROW - 1]
    return text.rstrip("\n") + "\n" + line.replace(MODEL, MODEL.upper(), 1) + "\n"


def _measures(files: Files) -> Files:
    """The measures named by their model's name, in capitals or with blanks instead of its id."""
    heading, rows = rows_of(files["measures"])
    given = iter(("瓜田警务", "HUINING-MELON", " huining-melon ", "Melon-field policing"))
    for row in rows:
        if row["brand"] == MODEL:
            row["brand"] = next(given, MODEL)
    return {**files, "measures": csv_of(heading, rows).encode()}


CASES = [
    file(G, "WPS: tabs, UTF-16", lambda text: _delimited("\t")(text).encode("utf-16")),
    file(G, "WPS: GB18030 with tabs", lambda text: _delimited("\t")(text).encode("gb18030")),
    file(G, "Excel of a European system: semicolons, all quoted", lambda text: "\ufeff" + _delimited(";", 1)(text)),
    file(G, "Google Sheets: no BOM, CRLF", _delimited(",")),
    file(G, "an old Mac: carriage returns alone", _delimited(",", 0, "\r")),
    file(G, "Numbers: the name of the table above", _above("表格 1"), named(("brands", 1, "lines_above"))),
    file(G, "a form: title, unit, blank line above", _above("警务模式登记表,,,", "填报单位：某局,,填报日期：2024年12月30日", ",,,"), named(("brands", 1, "lines_above"))),
    file(G, "a title of two lines in quotation marks", _above('"警务模式\n登记表"'), named(("brands", 1, "lines_above"))),
    file(G, "nine lines above", _above(*(f"说明{n}" for n in range(9))), named(("brands", 1, "lines_above"))),
    file(G, "eleven lines above", _above(*(f"说明{n}" for n in range(11))), refused("missing_column", 1)),
    file(G, "headings by their Chinese labels", _labels),
    file(G, "headings with blanks, line breaks and full-width letters", _headed({"id": " ｉｄ ", "number": "序\u3000号", "theme": "主题\n", "note_zh": "Ｎｏｔｅ_zh"})),
    file(G, "the same column by name and by label", _headed({"also_themes": "主题"}), named(*(("brands", row, "columns_disagree") for row in (3, 4, 7, 8, 9))), changed=frozenset({"baiyin-smart", "qilihe-aerial", MODEL, "kang-pepper", "gangu-orchard"})),
    file(G, "30 empty columns", _padded(30, 0)),
    file(G, "1,000 empty rows and 20 empty columns", _padded(20, 1000)),
    file(G, "a sum at the end", lambda text: text + "合计,10\n", left_out("not_a_record", row=12)),
    file(G, "a duplicate row in capitals", _repeated_in_capitals, left_out("duplicate_key", row=12)),
    Case(G, "measures of a model by its name", _measures, ACCEPTED, {}, frozenset()),
    cell(G, "id with a capital, as spreadsheets begin a cell", {"id": "Huining-melon"}, id=MODEL),
    cell(G, "id in full-width capitals", {"id": "ＨＵＩＮＩＮＧ－ＭＥＬＯＮ"}, id=MODEL),
    cell(G, "number as text with a blank", {"number": " 11 "}, number=11),
    cell(G, "number with a non-breaking blank", {"number": "11\u00a0"}, number=11),
    cell(G, "number in Chinese brackets", {"number": "（11）"}, number=11),
    cell(G, "number as percent", {"number": "11%"}, left_out("bad_integer")),
    cell(G, "number with a unit", {"number": "11号"}, left_out("bad_integer")),
    cell(G, "number in scientific notation", {"number": "1.1E+01"}, left_out("bad_integer")),
    cell(G, "code as Excel shows it in a narrow column", {"adcode": "6.2E+05"}, left_out("bad_adcode")),
    cell(G, "code with blanks inside", {"adcode": "620 422"}, left_out("bad_adcode")),
    cell(G, "code and name in one cell", {"adcode": "620422会宁县"}, left_out("bad_adcode")),
    figure(G, "1,234", 1234.0),
    figure(G, "１，２３４", 1234.0),
    figure(G, "'5", 5.0),
    figure(G, " 5 ", 5.0),
    figure(G, "5个", None),
    figure(G, "50%", None),
    figure(G, "1.2E+03", None),
    figure(G, "五", None),
    figure(G, "约5", None),
    figure(G, "5-8", None),
    _place("會寧縣", adcode="620422"),
    _place("会宁县公安局", "unknown_place_like"),
    _place("白银市 会宁县", adcode="620422"),
    _place("白银/会宁", adcode="620422"),
    _place("甘肃省 白银市 会宁县", adcode="620422"),
    _place("会宁　县", adcode="620422"),
    _place("会宁\n县", "line_break"),
    _place("Huining Xian", adcode="620422"),
    _place("HUI NING", adcode="620422"),
    _place("huì níng", adcode="620422"),
    _place("積石山", adcode="622927"),
    _place("肃北", adcode="620923"),
    _place("東鄉縣", adcode="622926"),
    _place("皋兰", adcode="620122"),
    _place("臨夏縣", adcode="622921"),
    _place("天祝县", adcode="620623"),
    _place("张家川", adcode="620525"),
    _place("嘉峪关市", adcode="620200"),
    _place("华亭县", adcode="620881"),
    _place("华亭", adcode="620881"),
    _place("陇西县/通渭县", "unknown_place_like"),
    _place("全省", "unknown_place"),
    cell(G, "theme by name", {"theme": "旅游"}, theme="tourism"),
    cell(G, "theme in traditional characters", {"theme": "農業"}, theme="agriculture"),
    cell(G, "two themes in one cell", {"theme": "农业、社区"}, left_out("unknown_choice")),
    cell(G, "themes by line break", {"also_themes": "社区\n科技"}, also_themes=("community", "technology")),
    cell(G, "seasons by name", {"season": "夏季、秋季"}, season=("summer", "autumn")),
    cell(G, "a season range", {"season": "6-8月"}, left_out("not_allowed")),
    cell(G, "the whole year by name", {"season": "全年"}, season=("all_year",)),
    cell(G, "the whole year and a season by name", {"season": "全年、夏季"}, left_out("all_year_alone")),
    cell(G, "evidence by label", {"evidence": "独立评估"}, evidence="independent_evaluation"),
    cell(G, "evidence in other words", {"evidence": "效果显著"}, left_out("not_allowed")),
    cell(G, "months by comma and 月", {"months": "6月，7月,8月"}, stated_months=(6, 7, 8)),
    cell(G, "months by dunhao", {"months": "6、7"}, stated_months=(6, 7)),
    cell(G, "hours with a wave dash", {"hours": "21：00～23：00"}, hours=("21:00", "23:00")),
    cell(G, "hours in words", {"hours": "晚9点至11点"}, named(("brands", ROW, "bad_hours"))),
    cell(G, "a dash where nothing is known", {"hours": "-"}, hours=None),
    cell(G, "无 where nothing is known", {"months": "无"}, stated_months=()),
    cell(G, "N/A where nothing is known", {"award_edition": "N/A"}, award_edition=None),
    cell(G, "not published where nothing is known", {"hours": "暂无公开资料"}, hours=None),
    cell(G, "a list by line breaks", {"serves_zh": "瓜农\n商贩", "serves_en": "growers\ntraders"}, serves__1__zh="商贩"),
    cell(G, "an edition as a date", {"award_edition": "2024年"}, award_edition=2024),
    cell(G, "an edition as full-width digits", {"award_edition": "２０２４"}, award_edition=2024),
    cell(G, "a text of full-width digits stays", {"name_zh": "１１０警务"}, name__zh="１１０警务"),
    cell(G, "blanks around every cell", {"theme": " agriculture ", "id": f" {MODEL} ", "evidence": "\u3000press_report"}, theme="agriculture"),
]  # fmt: skip
