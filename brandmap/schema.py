"""Every table and column of the data folder, declared once.

Validation, labels, table headings, the upload template and docs/data-dictionary.md all loop over
``TABLES``; nothing else lists columns. A text column that exists in both languages is declared once
per language (``problem_zh``, ``problem_en``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id",  # lower-case latin letters, digits, hyphen or underscore
    "ids",  # ids separated by ";"
    "text",  # one line
    "prose",  # may hold line breaks
    "list",  # several texts separated by "；" or ";"
    "integer",
    "number",
    "adcode",  # 6-digit administrative division code
    "months",  # 1-12 separated by ";", or a range 6-8
    "hours",  # HH:MM-HH:MM, may pass midnight
    "colour",  # #rrggbb
    "date",  # YYYY-MM-DD
    "url",  # http(s) only
]

SEASONS: tuple[str, ...] = ("spring", "summer", "autumn", "winter", "all_year")
SEASON_BASES: tuple[str, ...] = ("stated", "inferred")
EVIDENCE_STAGES: tuple[str, ...] = ("press_report", "internal_review", "independent_evaluation")
PLACE_ROLES: tuple[str, ...] = ("home", "pictured")
TERM_FACETS: tuple[str, ...] = ("setting", "problem", "served", "partner", "measure", "scope")
#: Length in minutes of the lesson plans, by the kind of their rows.
PLAN_KINDS: dict[str, int] = {"plan_45": 45, "plan_90": 90}
#: Kinds of teaching rows that are common to all models; every other kind belongs to one.
COMMON_KINDS: tuple[str, ...] = ("feedback", "closing")
TEACHING_KINDS: tuple[str, ...] = (
    "objective",
    *PLAN_KINDS,
    "task",
    "question",
    "answer",
    "transfer",
    "notes",
    *COMMON_KINDS,
)
THEME_ICONS: tuple[str, ...] = ("leaf", "chip", "mountain", "wheat", "house", "moon")


@dataclass(frozen=True)
class Column:
    """One column: its rule (``kind``, ``required``, ``allowed``, ``refers_to``, ``max_length`` in characters)
    and its words (labels and one-line help in both languages)."""

    name: str
    kind: Kind
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    required: bool = True
    allowed: tuple[str, ...] = ()
    refers_to: str = ""  # name of the table whose ids it must hold
    max_length: int = 200
    example: str = ""

    def label(self, lang: str) -> str:
        return self.label_zh if lang == "zh" else self.label_en

    def help(self, lang: str) -> str:
        return self.help_zh if lang == "zh" else self.help_en


@dataclass(frozen=True)
class Table:
    """One CSV file of the data folder. ``key`` names the columns that together identify a row."""

    name: str
    title_zh: str
    title_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def filename(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")

    def title(self, lang: str) -> str:
        return self.title_zh if lang == "zh" else self.title_en


def _pair(
    stem: str,
    kind: Kind,
    zh: str,
    en: str,
    help_zh: str,
    help_en: str,
    *,
    required: bool = True,
    max_zh: int = 400,
    max_en: int = 1200,
) -> tuple[Column, Column]:
    """The same text in Chinese and in English."""
    return (
        Column(f"{stem}_zh", kind, f"{zh}（中文）", f"{en} (Chinese)", help_zh, help_en, required, max_length=max_zh),
        Column(f"{stem}_en", kind, f"{zh}（英文）", f"{en} (English)", help_zh, help_en, required, max_length=max_en),
    )


BRANDS = Table(
    "brands",
    "警务模式",
    "Policing models",
    ("id",),
    (
        Column(
            "id",
            "id",
            "编号名",
            "Id",
            "网址中使用的固定英文短名",
            "Fixed short name used in links",
            example="huining-melon",
            max_length=40,
        ),
        Column(
            "number", "integer", "序号", "No.", "列表和地图上的序号", "Number in the list and on the map", example="6"
        ),
        *_pair("name", "text", "名称", "Name", "模式名称", "Name of the model", max_zh=30, max_en=60),
        *_pair(
            "summary",
            "text",
            "摘要",
            "Summary",
            "卡片摘要：不超过120字",
            "Card summary: at most 60 words",
            max_zh=120,
            max_en=480,
        ),
        Column("theme", "id", "主题", "Theme", "主要主题", "Primary theme", refers_to="themes", example="agriculture"),
        Column(
            "also_themes",
            "ids",
            "其他主题",
            "Further themes",
            "其他主题，用分号隔开",
            "Further themes, separated by ;",
            required=False,
            refers_to="themes",
            example="community",
        ),
        Column(
            "adcode",
            "adcode",
            "行政区划代码",
            "Adcode",
            "县级代码；覆盖整个市州时填市州代码；与“所在地”至少填一项",
            "County code, or prefecture code when it covers the whole prefecture; give this or the place",
            required=False,
            example="620422",
        ),
        Column(
            "place",
            "text",
            "所在地",
            "Place",
            "县（区、市、州）名称，中文或拼音均可，须与代码一致",
            "County or prefecture name in Chinese or pinyin; must agree with the adcode",
            required=False,
            max_length=60,
            example="会宁县",
        ),
        *_pair("unit", "text", "单位", "Unit", "实施单位", "Police unit that runs it", max_zh=80, max_en=200),
        *_pair("problem", "prose", "问题", "Problem", "扫描：要解决的问题", "Scanning: the problem to solve"),
        *_pair(
            "setting", "prose", "环境", "Setting", "分析：在什么环境、为何在此", "Analysis: the setting and why there"
        ),
        *_pair("mechanism", "prose", "机制", "Mechanism", "响应：核心做法", "Response: how it works"),
        *_pair(
            "partners",
            "list",
            "协作力量",
            "Partners",
            "协作力量，用分号隔开；未公布则留空",
            "Partners, separated by ;; empty if not published",
            required=False,
        ),
        *_pair("serves", "list", "服务对象", "Who is served", "服务对象，用分号隔开", "Who is served, separated by ;"),
        *_pair(
            "result",
            "prose",
            "报道成效",
            "Result as reported",
            "评估：报道所述成效",
            "Assessment: the result as reported",
        ),
        Column(
            "evidence",
            "id",
            "证据阶段",
            "Evidence stage",
            "成效有何依据",
            "What the result rests on",
            allowed=EVIDENCE_STAGES,
            example="press_report",
        ),
        *_pair(
            "transfer",
            "prose",
            "推广条件",
            "Conditions for transfer",
            "编辑所写：在别处推行需要的条件",
            "Editorial: what another place would need",
            required=False,
        ),
        Column(
            "season",
            "ids",
            "季节",
            "Season",
            "运行季节，用分号隔开；全年填 all_year",
            "Seasons it runs in, separated by ;; all_year for the whole year",
            allowed=SEASONS,
            example="summer",
        ),
        Column(
            "season_basis",
            "id",
            "季节依据",
            "Season basis",
            "stated 原文写明；inferred 编辑推断",
            "stated: the source says so; inferred: read by the editors",
            allowed=SEASON_BASES,
            example="stated",
        ),
        Column(
            "months",
            "months",
            "月份",
            "Months",
            "原文写明的月份，如 7；留空则按季节推算",
            "Months stated by the source, such as 7; empty: taken from the season",
            required=False,
            example="7",
        ),
        Column(
            "hours",
            "hours",
            "时段",
            "Hours",
            "每日时段，如 21:00-23:00；未公布则留空",
            "Hours of the day such as 21:00-23:00; empty if not published",
            required=False,
            example="21:00-23:00",
        ),
        *_pair("when", "text", "运行时间", "When it runs", "一句话说明何时运行", "One sentence on when it runs"),
        Column(
            "award_edition",
            "integer",
            "评选年度",
            "Award edition",
            "入选年度",
            "Year of the selection",
            required=False,
            example="2024",
        ),
        *_pair(
            "award_issuer", "text", "评选单位", "Award issuer", "由谁评选", "Who chose it", required=False, max_zh=60
        ),
        Column(
            "terms",
            "ids",
            "标签",
            "Terms",
            "用于查找和比较的标签，用分号隔开",
            "Terms for finding and comparing, separated by ;",
            required=False,
            refers_to="terms",
            max_length=600,
        ),
        Column("source", "id", "来源", "Source", "来源编号", "Source id", refers_to="sources", example="gsfzb-2024"),
        *_pair("note", "prose", "编者注", "Editors' note", "编者说明", "A remark by the editors", required=False),
    ),
)

MEASURES = Table(
    "measures",
    "措施",
    "Measures",
    ("brand", "order"),
    (
        Column("brand", "id", "模式", "Model", "所属模式", "Model it belongs to", refers_to="brands"),
        Column("order", "integer", "顺序", "Order", "从1开始", "Starting at 1", example="1"),
        *_pair("measure", "text", "措施", "Measure", "一项措施", "One measure", max_zh=200, max_en=500),
    ),
)

FIGURES = Table(
    "figures",
    "数字",
    "Figures",
    ("brand", "order"),
    (
        Column("brand", "id", "模式", "Model", "所属模式", "Model it belongs to", refers_to="brands"),
        Column("order", "integer", "顺序", "Order", "从1开始", "Starting at 1", example="1"),
        *_pair("label", "text", "含义", "Label", "数字说明什么", "What is counted", max_zh=60, max_en=120),
        Column("value", "number", "数值", "Value", "数值", "The number", example="123"),
        *_pair("unit", "text", "单位", "Unit", "计量单位", "Unit of measure", max_zh=20, max_en=40),
        Column(
            "as_printed",
            "text",
            "原文写法",
            "As printed",
            "来源中的写法，便于核对",
            "The figure as the source prints it",
            max_length=20,
            example="123个",
        ),
        Column("source", "id", "来源", "Source", "来源编号", "Source id", refers_to="sources"),
    ),
)

PLACES = Table(
    "places",
    "地点",
    "Places",
    ("brand", "role", "adcode"),
    (
        Column("brand", "id", "模式", "Model", "所属模式", "Model it belongs to", refers_to="brands"),
        Column(
            "role",
            "id",
            "类别",
            "Role",
            "home 所在地；pictured 报道配图地点",
            "home, or pictured: shown in a photograph of the source",
            allowed=PLACE_ROLES,
            example="pictured",
        ),
        Column(
            "adcode",
            "adcode",
            "行政区划代码",
            "Adcode",
            "县级或市州代码",
            "County or prefecture code",
            example="621226",
        ),
        *_pair(
            "locality", "text", "具体地点", "Locality", "乡镇、村或景区", "Township, villages or site", required=False
        ),
        *_pair("what", "text", "说明", "What", "那里有什么", "What happens there", required=False),
    ),
)

THEMES = Table(
    "themes",
    "主题",
    "Themes",
    ("id",),
    (
        Column(
            "id", "id", "编号名", "Id", "网址中使用的固定英文短名", "Fixed short name used in links", example="ecology"
        ),
        *_pair("name", "text", "名称", "Name", "主题名称", "Name of the theme", max_zh=12, max_en=40),
        Column(
            "colour",
            "colour",
            "颜色",
            "Colour",
            "地图和图例用色",
            "Colour on the map and in the legend",
            example="#2e7d4f",
        ),
        Column("icon", "id", "图标", "Icon", "图标名", "Icon name", allowed=THEME_ICONS, example="leaf"),
        *_pair("meaning", "text", "含义", "Meaning", "一句话含义", "Its meaning in one line"),
        *_pair(
            "common",
            "prose",
            "共同点",
            "In common",
            "编辑所写：该主题各模式的共同点",
            "Editorial: what its models share",
        ),
    ),
)

TERMS = Table(
    "terms",
    "标签",
    "Terms",
    ("id",),
    (
        Column("id", "id", "编号名", "Id", "固定英文短名", "Fixed short name", example="mediation"),
        Column("facet", "id", "类别", "Facet", "标签类别", "Kind of term", allowed=TERM_FACETS, example="measure"),
        *_pair("name", "text", "名称", "Name", "标签名称", "Name of the term", max_zh=30, max_en=60),
    ),
)

SOURCES = Table(
    "sources",
    "来源",
    "Sources",
    ("id",),
    (
        Column("id", "id", "编号名", "Id", "固定英文短名", "Fixed short name", example="gsfzb-2024"),
        *_pair("title", "text", "标题", "Title", "文章标题", "Title of the article"),
        *_pair("publisher", "text", "发布者", "Publisher", "发布单位", "Who published it", max_zh=40, max_en=80),
        Column("published", "date", "发布日期", "Published", "发布日期", "Date of publication", example="2024-12-30"),
        *_pair("byline", "text", "署名", "Byline", "记者、编辑", "Reporter and editor", required=False, max_zh=80),
        Column(
            "url", "url", "网址", "Address", "未公布则留空", "Empty if not published", required=False, max_length=400
        ),
        *_pair(
            "notice", "prose", "版权说明", "Notice", "来源的版权说明（我们的转述）", "The source's notice in our words"
        ),
    ),
)

#: Written by the editors for training; nothing in it is the source's.
TEACHING = Table(
    "teaching",
    "教学材料（编辑所写）",
    "Teaching kit (editorial)",
    ("brand", "kind", "order"),
    (
        Column(
            "brand",
            "id",
            "模式",
            "Model",
            "所属模式；反馈表和收尾比较题各模式共用，留空",
            "Model it belongs to; empty for feedback and closing, which are common to all",
            required=False,
            refers_to="brands",
            example="huining-melon",
        ),
        Column(
            "kind",
            "id",
            "类别",
            "Kind",
            "objective 目标；plan_45、plan_90 教案环节；task 小组任务；question 讨论题；answer 参考回答；"
            "transfer 推广问题；notes 教员备注；feedback 反馈表；closing 收尾比较题",
            "objective; plan_45 and plan_90: a phase of the plan; task for groups; question; its possible answer; "
            "transfer question; presenter's notes; feedback item; closing question",
            allowed=TEACHING_KINDS,
            example="question",
        ),
        Column(
            "order",
            "integer",
            "顺序",
            "Order",
            "同一类别从1开始；参考回答与它的讨论题序号相同",
            "Starting at 1 within its kind; an answer has the order of its question",
            example="1",
        ),
        Column(
            "minutes",
            "integer",
            "分钟",
            "Minutes",
            "只有教案环节填写；相加须为45或90",
            "Phases of a plan only; they must add up to 45 or 90",
            required=False,
            example="12",
        ),
        *_pair("text", "prose", "内容", "Text", "编辑所写的教学内容", "Editorial: what is taught, asked or said"),
    ),
)

#: Order matters: a table comes after those it refers to.
TABLES: dict[str, Table] = {t.name: t for t in (SOURCES, THEMES, TERMS, BRANDS, MEASURES, FIGURES, PLACES, TEACHING)}
