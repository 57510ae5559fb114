"""List what the sources say of each model: what a new model needs here, beside its words in give_away.py.

A model of ``data/`` that is missing here fails one test; the tests of exact values look only at the models listed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """``time`` is (season, basis, months, hours). ``numbers`` are all that may stand in the facts of the model.
    ``pictured`` is the code of a further place that the source shows; ``inferred`` what the editors inferred."""

    number: str
    adcode: str
    place: str
    themes: tuple[str, ...]
    time: tuple[str, str, str, str]
    measures: int
    figures: tuple[int, ...] = ()
    numbers: frozenset[str] = frozenset()
    partners: bool = True
    pictured: str = ""
    source: str = "gsfzb-2024"
    award: tuple[str, str, str] = ("2024", "全省公安基层警务十大亮点品牌", "甘肃法治报")
    inferred: str = "serves"


ALL_YEAR = ("all_year", "inferred", "", "")
FACTS = {
    "maqu-ecology": Facts("1", "623025", "玛曲县", ("ecology",), ALL_YEAR, measures=3, pictured="620724"),
    "baiyin-smart": Facts(
        "2", "620402", "白银区", ("technology", "public_order"), ALL_YEAR, measures=3, numbers=frozenset({"2024"})
    ),
    "qilihe-aerial": Facts(
        "3", "620103", "七里河区", ("technology", "public_order"), ALL_YEAR, measures=5, inferred="problem;serves"
    ),
    "linze-tourism": Facts(
        "4",
        "620723",
        "临泽县",
        ("tourism",),
        ("all_year", "inferred", "", "00:00-24:00"),
        measures=4,
        numbers=frozenset({"5", "00", "24"}),
        partners=False,
        inferred="problem;serves",
    ),
    "anding-kang": Facts(
        "5",
        "621102",
        "安定区",
        ("community",),
        ("winter", "stated", "", ""),
        measures=5,
        partners=False,
        inferred="problem;serves",
    ),
    "huining-melon": Facts(
        "6",
        "620422",
        "会宁县",
        ("agriculture", "community"),
        ("spring;summer", "stated", "", ""),
        measures=4,
        numbers=frozenset({"5"}),
        partners=False,
        inferred="serves;spring",
    ),
    "kang-pepper": Facts(
        "7",
        "621224",
        "康县",
        ("agriculture", "community"),
        ("summer", "stated", "7", ""),
        measures=5,
        numbers=frozenset({"7"}),
        pictured="621226",
    ),
    "gangu-orchard": Facts(
        "8",
        "620523",
        "甘谷县",
        ("agriculture", "community"),
        ("autumn", "inferred", "", ""),
        measures=4,
        figures=(360000,),
        numbers=frozenset({"20", "70", "1970", "36", "360", "000", "360000", "15", "1", "24"}),
        partners=False,
        inferred="problem;serves",
    ),
    "lintao-courtyard": Facts("9", "621124", "临洮县", ("community",), ALL_YEAR, measures=4, pictured="621123"),
    "linxia-night": Facts(
        "10",
        "622900",
        "临夏回族自治州",
        ("public_order",),
        ("all_year", "inferred", "", "21:00-23:00"),
        measures=4,
        figures=(8, 123, 165, 135, 84),
        numbers=frozenset({"21", "23", "00", "8", "123", "165", "135", "84", "110"}),
        pictured="622924",
    ),
}
