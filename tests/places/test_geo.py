"""The gazetteer: what it knows about a place and how it finds one by name."""

from __future__ import annotations

import pytest

from brandmap.places.gazetteer import AmbiguousPlace, bounds, geojson, load_gazetteer
from brandmap.records import Point

GAZETTEER = load_gazetteer()
#: Prefecture -> number of its counties; Jiayuguan has none and stands for itself.
PREFECTURES = {
    "620100": 8, "620200": 1, "620300": 2, "620400": 5, "620500": 7, "620600": 4, "620700": 6, "620800": 7,
    "620900": 7, "621000": 8, "621100": 7, "621200": 9, "622900": 8, "623000": 8,
}  # fmt: skip
# The ten homes of the collection, then the four counties that are only pictured.
NAMED = {
    "623025": ("玛曲县", "Maqu County", "ma qu", "623000"),
    "620402": ("白银区", "Baiyin District", "bai yin", "620400"),
    "620103": ("七里河区", "Qilihe District", "qi li he", "620100"),
    "620723": ("临泽县", "Linze County", "lin ze", "620700"),
    "621102": ("安定区", "Anding District", "an ding", "621100"),
    "620422": ("会宁县", "Huining County", "hui ning", "620400"),
    "621224": ("康县", "Kang County", "kang xian", "621200"),
    "620523": ("甘谷县", "Gangu County", "gan gu", "620500"),
    "621124": ("临洮县", "Lintao County", "lin tao", "621100"),
    "622900": ("临夏回族自治州", "Linxia Hui Autonomous Prefecture", "lin xia", "622900"),
    "620724": ("高台县", "Gaotai County", "gao tai", "620700"),
    "621226": ("礼县", "Li County", "li xian", "621200"),
    "621123": ("渭源县", "Weiyuan County", "wei yuan", "621100"),
    "622924": ("广河县", "Guanghe County", "guang he", "622900"),
}


@pytest.mark.parametrize(("adcode", "expected"), NAMED.items())
def test_places_of_the_collection(adcode: str, expected: tuple[str, str, str, str]) -> None:
    unit = GAZETTEER.unit(adcode)
    assert (unit.name.zh, unit.name.en, unit.pinyin, unit.prefecture_adcode) == expected
    assert GAZETTEER.prefecture(adcode).adcode == expected[3]
    assert GAZETTEER.is_place(adcode)


def test_seat_of_maqu_is_the_converted_one() -> None:
    # Published as 33.997712, 102.072698 in GCJ-02: unconverted the marker would stand 243 m off.
    seat = GAZETTEER.unit("623025").seat
    assert seat == Point(33.99918, 102.07075)


def test_counties_of_a_prefecture() -> None:
    assert {p.adcode: len(GAZETTEER.counties(p.adcode)) for p in GAZETTEER.prefectures()} == PREFECTURES
    assert [unit.short_zh for unit in GAZETTEER.counties("622900")] == [
        "临夏市", "临夏县", "康乐", "永靖", "广河", "和政", "东乡", "积石山",
    ]  # fmt: skip
    assert [unit.adcode for unit in GAZETTEER.counties("621224")] == ["621224"]
    assert [unit.name.zh for unit in GAZETTEER.counties("620200")] == ["嘉峪关市"]
    assert len(GAZETTEER.counties("620000")) == 87


def test_unknown_and_unfit_codes() -> None:
    assert "620422" in GAZETTEER
    assert "110101" not in GAZETTEER
    with pytest.raises(KeyError, match="no unit of Gansu has the code '110101'"):
        GAZETTEER.unit("110101")
    with pytest.raises(KeyError, match="甘肃省 620000 lies in no prefecture"):
        GAZETTEER.prefecture("620000")
    assert [GAZETTEER.is_place(code) for code in ("620000", "629900", "110101", "620200")] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "adcode"),
    [
        ("620422", "620422"),
        ("６２０４２２", "620422"),
        ("会宁县", "620422"),
        (" 会宁 ", "620422"),
        ("hui ning", "620422"),
        ("Huìníng", "620422"),
        ("HUINING COUNTY", "620422"),
        ("huiningxian", "620422"),
        ("康县", "621224"),
        ("Kang County", "621224"),
        ("kangxian", "621224"),
        ("Kang", "621224"),
        ("宕昌", "621223"),
        ("tan chang", "621223"),
        ("Qin'an County", "620522"),
        ("qinan", "620522"),
        ("Minle", "620722"),
        ("wudu qu", "621202"),
        ("Kongtong District", "620802"),
        ("临夏州", "622900"),
        ("Linxia Prefecture", "622900"),
        ("临夏市", "622901"),
        ("Linxia County", "622921"),
        ("积石山", "622927"),
        ("东乡县", "622926"),
        ("白银区", "620402"),
        ("Baiyin City", "620400"),
        ("嘉峪关", "620200"),
        ("甘南", "623000"),
        ("甘肃", "620000"),
    ],
)
def test_find(text: str, adcode: str) -> None:
    assert GAZETTEER.find(text) == GAZETTEER.unit(adcode)


@pytest.mark.parametrize("text", ["", "西湖区", "Atlantis", "太子山", "629900", "620999"])
def test_find_knows_no_such_place(text: str) -> None:
    assert GAZETTEER.find(text) is None


def test_find_every_unit_by_its_official_names() -> None:
    for unit in GAZETTEER:
        if unit.kind != "special":
            assert GAZETTEER.find(unit.name.zh) == GAZETTEER.find(unit.name.en) == GAZETTEER.find(unit.adcode) == unit


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("临夏", ["622900", "622901", "622921"]),
        ("linxia", ["622900", "622901", "622921"]),
        ("Baiyin", ["620400", "620402"]),
    ],
)
def test_find_refuses_to_choose(text: str, candidates: list[str]) -> None:
    with pytest.raises(AmbiguousPlace, match=f"'{text}' may mean") as caught:
        GAZETTEER.find(text)
    assert [unit.adcode for unit in caught.value.candidates] == candidates


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("会宁现", ["会宁县"]),
        ("临兆县", ["临泽县", "临洮县", "临夏县"]),
        ("Huinning", ["会宁县", "静宁县", "安宁区"]),
    ],
)
def test_similar_units(text: str, alike: list[str]) -> None:
    assert [unit.name.zh for unit in GAZETTEER.similar_units(text)] == alike


@pytest.mark.parametrize("text", ["", "Atlantis", "620432"])
def test_no_unit_is_similar(text: str) -> None:
    assert GAZETTEER.similar_units(text) == ()


def test_bounds() -> None:
    assert bounds(["620000"]) == (Point(32.59397, 92.33806), Point(42.79342, 108.70763))
    # The south and west of Maqu, the north and east of Huining.
    assert bounds(["623025", "620422"]) == (Point(33.11048, 100.76643), Point(36.43478, 105.52601))
    with pytest.raises(ValueError, match="at least one adcode"):
        bounds([])
    with pytest.raises(KeyError):
        bounds(["110101"])


def test_unknown_layer() -> None:
    with pytest.raises(ValueError, match="unknown layer 'roads': one of counties, prefectures"):
        geojson("roads")
