"""One cell to one value, as people and programs write it."""

from datetime import date

import pytest

from brandmap.intake import choices
from brandmap.intake.cells import CellError, parse_cell
from brandmap.intake.problems import Problem
from brandmap.records import Text
from brandmap.schema import TABLES

PUBLISHED = TABLES["sources"].column("published")


@pytest.mark.parametrize(
    "written",
    [
        "2024-12-30", "20241230", "20241230.0", "２０２４１２３０", "'20241230", "2024/12/30", "2024.12.30",
        "2024. 12. 30.", "2024年12月30日", "2024 年 12 月 30 日", "2024年12月30号", "2024-12-30 00:00:00",
        "2024/12/30 0:00", "45656",
    ],
)  # fmt: skip
def test_a_date_in_any_usual_form(written):
    assert parse_cell(PUBLISHED, written) == date(2024, 12, 30)


@pytest.mark.parametrize(
    "written", ["20241332", "20240230", "2024123", "30122024", "12302024", "00001230", "2024-12/30", "20241230 08:00"]
)
def test_what_is_no_date_or_not_surely_one(written):
    with pytest.raises(CellError) as caught:
        parse_cell(PUBLISHED, written)
    assert caught.value.rule == "bad_date"


SEASONS_ZH = "spring（春季）、summer（夏季）、autumn（秋季）、winter（冬季）、all_year（全年）"
THEMES_EN = (
    "ecology (Ecology), technology (Technology), tourism (Tourism), agriculture (Agriculture), community (Community), "
    "public_order (Public order)"
)


@pytest.fixture
def vocabulary(collection):
    data = collection.dataset
    return choices.vocabulary(data.themes, data.terms, data.sources)


@pytest.mark.parametrize(
    ("table", "name", "written", "value"),
    [
        ("brands", "season", "夏季", ("summer",)),
        ("brands", "season", "夏、秋", ("summer", "autumn")),
        ("brands", "season", "夏天；秋天", ("summer", "autumn")),
        ("brands", "season", "summer, Autumn", ("summer", "autumn")),
        ("brands", "season", "春\n冬", ("spring", "winter")),
        ("brands", "season", "All year", ("all_year",)),
        ("brands", "season", "ＳＵＭＭＥＲ", ("summer",)),
        ("brands", "season_basis", "原文写明", "stated"),
        ("brands", "season_basis", "inferred by the editors", "inferred"),
        ("brands", "evidence", "新闻报道，未见公开评估", "press_report"),
        ("brands", "evidence", "Press report; no evaluation published", "press_report"),
        ("brands", "theme", "农业", "agriculture"),
        ("brands", "theme", "農業", "agriculture"),
        ("brands", "theme", "Public Order", "public_order"),
        ("brands", "also_themes", "社区/科技", ("community", "technology")),
        ("brands", "terms", "河流、湿地与草原；田间地头", ("river_wetland", "farm_fields")),
        ("brands", "terms", "River, wetland and grassland; Disputes", ("river_wetland", "disputes")),
        ("brands", "source", "GSFZB-2024", "gsfzb-2024"),
        ("places", "role", "报道配图地点", "pictured"),
        ("terms", "facet", "措施", "measure"),
        ("teaching", "kind", "讨论题", "question"),
        ("brands", "months", "7月", (7,)),
        ("brands", "months", "7、8", (7, 8)),
        ("brands", "months", "11月至2月", (11, 12, 1, 2)),
        ("brands", "hours", "21:00–23:00", ("21:00", "23:00")),
        ("brands", "hours", "9:00～11:30", ("09:00", "11:30")),
        ("brands", "hours", "20:00-次日2:00", ("20:00", "02:00")),
        ("brands", "hours", "20时至23时", ("20:00", "23:00")),
        ("brands", "hours", "8点30分到12点", ("08:30", "12:00")),
        ("brands", "hours", "全天", ("00:00", "24:00")),
        ("brands", "hours", "24小时", ("00:00", "24:00")),
        ("brands", "months", "六月至八月", (6, 7, 8)),
        ("brands", "months", "十一月、十二月", (11, 12)),
        ("brands", "months", "全年", tuple(range(1, 13))),
        ("brands", "award_edition", "2024年度", 2024),
        ("brands", "hours", "暂无公开资料", None),
        ("brands", "months", "Not published", ()),
    ],
)
def test_a_choice_is_given_by_id_or_by_name(vocabulary, table, name, written, value):
    assert parse_cell(TABLES[table].column(name), written, vocabulary) == value


@pytest.mark.parametrize(
    ("table", "name", "written", "lang", "said"),
    [
        ("brands", "theme", "农机", "en", f"Use one of these, by id or by name: {THEMES_EN}; or add it to the table "
         "“themes” first."),
        ("brands", "theme", "space", "zh", "可填（标识或名称都可以）：ecology（生态）、technology（科技）、"
         "tourism（旅游）、agriculture（农业）、community（社区）、public_order（治安）；或先在“themes”表里添加。"),
        ("brands", "terms", "田间", "zh", "相近的有：farm_fields（田间地头）；全部见模板的“列表 lists”表。"),
        ("brands", "terms", "nonsense", "en", "All that may be used are on the sheet “列表 lists” of the template; "
         "or add it to the table “terms” first."),
    ],
)  # fmt: skip
def test_a_wrong_reference_is_answered_with_what_may_be_used(vocabulary, table, name, written, lang, said):
    with pytest.raises(CellError) as caught:
        parse_cell(TABLES[table].column(name), written, vocabulary)
    problem = Problem(table, caught.value.rule, 2, name, written, values=caught.value.values)
    assert problem.remedy(lang) == said


LIMITED = [(table.name, column.name) for table in TABLES.values() for column in table.columns if column.allowed]


@pytest.mark.parametrize(("table", "name"), LIMITED)
def test_every_limited_column_lists_its_values_with_their_labels(table, name):
    column = TABLES[table].column(name)
    with pytest.raises(CellError) as caught:
        parse_cell(column, "别的什么")
    problem = Problem(table, caught.value.rule, 2, name, "别的什么", values=caught.value.values)
    labels = choices.allowed_values(column).labels
    assert list(labels) == list(column.allowed)
    for lang in ("zh", "en"):
        for id_, label in labels.items():
            assert id_ in problem.message(lang)
            assert label[lang][:23] in problem.message(lang)
            assert parse_cell(column, label[lang]) in (id_, (id_,))


def test_the_seasons_are_listed_in_chinese():
    with pytest.raises(CellError) as caught:
        parse_cell(TABLES["brands"].column("season"), "夏；雨季")
    assert caught.value.item == "雨季"
    problem = Problem("brands", "not_allowed", values=caught.value.values)
    assert problem.message("zh") == f"只能填：{SEASONS_ZH}。"


def test_a_name_that_two_entries_share_means_neither():
    both = choices.Choices({"a": Text("同名", "One"), "b": Text("同名", "Other")})
    assert both.find("同名") is None
    assert both.find("other") == "b"
