"""Hold the filled row the template comes with. Its id is ``upload.EXAMPLE``, and rows of that id are never shown.

Nothing in it describes a real unit; the place has to be a real one, since places are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandmap.intake.csv_file import EXAMPLE
from brandmap.intake.defaults import OWN_SOURCE

#: Table → its example row by column; columns not named are empty.
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "brands": {
        "id": EXAMPLE,
        "number": "999",
        "name_zh": "示例：果园警务",
        "name_en": "Example: orchard policing",
        "summary_zh": "这是示例行，请改写或删除。收购旺季客商集中，派出所把警务室设到交易市场，当场调解，夜间巡逻。",
        "summary_en": "An example row: overwrite or delete it. In the buying season the station opens an office at the "
        "fruit market, mediates on the spot and patrols at night.",
        "theme": "agriculture",
        "also_themes": "community",
        "adcode": "",
        "place": "静宁县",
        "unit_zh": "某县公安局某派出所",
        "unit_en": "A police station of a county public security bureau",
        "problem_zh": "收购旺季人多车多，买卖纠纷和盗窃增多。",
        "problem_en": "The buying season brings crowds and lorries, and with them trade disputes and theft.",
        "setting_zh": "果园集中，交易集中在秋季，市场离派出所远。",
        "setting_en": "Orchards lie close together, trade is concentrated in autumn, and the market is far from the "
        "station.",
        "mechanism_zh": "旺季在市场设临时警务室，白天调解登记，夜间与志愿者一起巡逻。",
        "mechanism_en": "A temporary office at the market mediates and registers by day and patrols with volunteers "
        "at night.",
        "partners_zh": "村委会；市场管理方",
        "partners_en": "village committee; market management",
        "serves_zh": "果农；客商",
        "serves_en": "fruit growers; buyers",
        "result_zh": "填写已有依据的成效；没有数字就写定性描述。",
        "result_en": "Write a result that something supports; without figures, describe it.",
        "evidence": "internal_review",
        "transfer_zh": "市场位置固定，旺季能抽出警力。",
        "transfer_en": "A fixed market place, and officers who can be spared in the season.",
        "season": "autumn",
        "season_basis": "stated",
        "stated": "problem;setting;mechanism;partners;result",
        "inferred": "serves",
        "months": "9-10",
        "hours": "20:00-23:00",
        "when_zh": "秋季收购旺季，夜间巡逻",
        "when_en": "The autumn buying season, with patrols at night",
        "terms": "orchard;disputes;farmers;mediation",
        "source": OWN_SOURCE,
        "note_zh": "示例行不会显示在地图上。",
        "note_en": "The example row is never shown on the map.",
    },
    "measures": {
        "brand": EXAMPLE,
        "order": "1",
        "measure_zh": "示例：在市场设临时警务室",
        "measure_en": "Example: a temporary office at the market",
    },
    "figures": {
        "brand": EXAMPLE,
        "order": "1",
        "label_zh": "示例：临时警务室",
        "label_en": "Example: temporary offices",
        "value": "2",
        "unit_zh": "个",
        "unit_en": "offices",
        "as_printed": "2个",
        "source": OWN_SOURCE,
    },
    "places": {
        "brand": EXAMPLE,
        "role": "pictured",
        "adcode": "620826",
        "locality_zh": "示例：果品市场",
        "locality_en": "Example: fruit market",
        "what_zh": "临时警务室所在地",
        "what_en": "Where the temporary office stands",
    },
    "editions": {
        "id": EXAMPLE,
        "year": "2025",
        "name_zh": "示例：县级亮点模式",
        "name_en": "Example: highlighted models of a county",
        "issuer_zh": "评选单位",
        "issuer_en": "Who chose them",
        "source": OWN_SOURCE,
    },
    "sources": {
        "id": "example-source",
        "title_zh": "示例：材料或报道的标题",
        "title_en": "Example: title of the document or article",
        "publisher_zh": "发布单位",
        "publisher_en": "Its publisher",
        "published": "2025-12-31",
        "notice_zh": "写明材料能否公开、如何使用。",
        "notice_en": "Say whether it may be published and how it may be used.",
    },
}
