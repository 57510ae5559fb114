"""Declare the tables beside the models: what repeats, and the vocabularies they refer to."""

from __future__ import annotations

from brandmap.schema.columns import (
    FINDER_QUESTIONS,
    PLACE_ROLES,
    TEACHING_KINDS,
    TERM_FACETS,
    THEME_ICONS,
    Column,
    Table,
    pair,
)

_BRAND = Column("brand", "id", "模式", "Model", "所属模式", "Model it belongs to", refers_to="brands")
_ORDER = Column("order", "integer", "顺序", "Order", "从1开始", "Starting at 1", example="1")

MEASURES = Table(
    "measures",
    "措施",
    "Measures",
    ("brand", "order"),
    (
        _BRAND,
        _ORDER,
        *pair("measure", "text", "措施", "Measure", "一项措施", "One measure", max_zh=200, max_en=500),
    ),
)

FIGURES = Table(
    "figures",
    "数字",
    "Figures",
    ("brand", "order"),
    (
        _BRAND,
        _ORDER,
        *pair("label", "text", "含义", "Label", "数字说明什么", "What is counted", max_zh=60, max_en=120),
        Column("value", "number", "数值", "Value", "数值", "The number", example="123"),
        *pair("unit", "text", "单位", "Unit", "计量单位", "Unit of measure", max_zh=20, max_en=40),
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
        Column("source", "id", "来源", "Source", "来源标识", "Source id", refers_to="sources"),
    ),
)

PLACES = Table(
    "places",
    "地点",
    "Places",
    ("brand", "role", "adcode"),
    (
        _BRAND,
        Column(
            "role",
            "id",
            "类别",
            "Role",
            "home 所在地；pictured 报道配图地点",
            "home, or pictured: named in the caption of a photograph",
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
        *pair(
            "locality", "text", "具体地点", "Locality", "乡镇、村或景区", "Township, villages or site", required=False
        ),
        *pair("what", "text", "说明", "What", "那里有什么", "What happens there", required=False),
    ),
)

THEMES = Table(
    "themes",
    "主题",
    "Themes",
    ("id",),
    (
        Column(
            "id", "id", "标识", "Id", "网址中使用的固定英文短名", "Fixed short name used in links", example="ecology"
        ),
        *pair("name", "text", "名称", "Name", "主题名称", "Name of the theme", max_zh=12, max_en=40),
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
        *pair("meaning", "text", "含义", "Meaning", "一句话含义", "Its meaning in one line"),
        *pair(
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
    "Tags",
    ("id",),
    (
        Column("id", "id", "标识", "Id", "固定英文短名", "Fixed short name", example="mediation"),
        Column("facet", "id", "类别", "Facet", "标签类别", "Kind of tag", allowed=TERM_FACETS, example="measure"),
        *pair("name", "text", "名称", "Name", "标签名称", "Name of the tag", max_zh=30, max_en=60),
        *pair(
            "also",
            "text",
            "搜索词",
            "Also found by",
            "搜索时也能找到它的词，不显示；中文用“；”分隔",
            "Further words to find it by; not shown; the Chinese ones separated by “；”",
            required=False,
            max_zh=60,
            max_en=120,
        ),
    ),
)

FINDER = Table(
    "finder",
    "查找规则",
    "Finder rules",
    ("option",),
    (
        Column(
            "question",
            "id",
            "问题",
            "Question",
            "所属问题",
            "Question it answers",
            allowed=FINDER_QUESTIONS,
            example="season",
        ),
        Column(
            "option",
            "id",
            "选项",
            "Option",
            "网址中使用的固定英文短名",
            "Fixed short name used in links",
            example="autumn",
        ),
        *pair("text", "text", "写法", "Text", "页面上的写法", "As shown on the page", max_zh=40, max_en=80),
        Column(
            "looks_at",
            "id",
            "查看",
            "Looks at",
            "查看哪一类记录：season 或标签类别；同一问题的选项须相同",
            "Kind of record it looks at: season or a facet of terms; the same for all options of a question",
            allowed=("season", *TERM_FACETS),
            example="season",
        ),
        Column(
            "matches",
            "ids",
            "匹配",
            "Matches",
            "匹配的季节，或该类别的标签，用分号隔开；留空则不匹配任何模式",
            "Seasons or terms of that facet it matches, separated by semicolons; empty matches no model",
            required=False,
            example="autumn;all_year",
        ),
    ),
)

SOURCES = Table(
    "sources",
    "来源",
    "Sources",
    ("id",),
    (
        Column("id", "id", "标识", "Id", "固定英文短名", "Fixed short name", example="gsfzb-2024"),
        *pair("title", "text", "标题", "Title", "文章标题", "Title of the article"),
        *pair("publisher", "text", "发布者", "Publisher", "发布单位", "Who published it", max_zh=40, max_en=80),
        Column("published", "date", "发布日期", "Published", "发布日期", "Date of publication", example="2024-12-30"),
        *pair("byline", "text", "署名", "Byline", "记者、编辑", "Reporter and editor", required=False, max_zh=80),
        Column(
            "url", "url", "网址", "Address", "未公布则留空", "Empty if not published", required=False, max_length=400
        ),
        *pair(
            "notice", "prose", "版权说明", "Notice", "来源的版权说明（我们的转述）", "The source's notice in our words"
        ),
    ),
)

EDITIONS = Table(
    "editions",
    "届次",
    "Editions",
    ("id",),
    (
        Column(
            "id",
            "id",
            "标识",
            "Id",
            "网址中的固定短名，如年份",
            "Short name in links, such as the year",
            example="2024",
        ),
        Column("year", "integer", "年份", "Year", "评选的年度", "Year of the selection", example="2024"),
        *pair("name", "text", "评选名称", "Selection", "这次评选的名称", "What the selection is called", max_zh=60),
        *pair("issuer", "text", "评选单位", "Issuer", "由谁评选", "Who chose", max_zh=60),
        Column("source", "id", "来源", "Source", "来源标识", "Source id", refers_to="sources", example="gsfzb-2024"),
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
            "objective 目标；setup 准备；plan_45、plan_90 教案环节；task 小组任务；question 讨论题；answer 参考回答；"
            "transfer 用到本地；exit 出门题，与目标同序号；law 由授课单位补充法律依据的问题；notes 教员备注；"
            "feedback 反馈表；closing 收尾比较题",
            "objective; setup: groups, room, materials; plan_45 and plan_90: a phase of the plan; task for groups; "
            "question; its possible answer; transfer: question for one's own county; exit question, in the order of "
            "the objectives; law: legal question for the school to answer; trainer's notes; feedback item; closing "
            "question",
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
        *pair("text", "prose", "内容", "Text", "编辑所写的教学内容", "Editorial: what is taught, asked or said"),
    ),
)
