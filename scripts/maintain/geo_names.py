"""English names, pinyin, short names and kinds of the units of Gansu, and names of its neighbours.

pypinyin reads most names correctly; ``READINGS`` holds the place-name readings it misses, ``ENGLISH`` the names that
are not plain pinyin plus a type word (autonomous units, Mongolian and Kazakh spellings, special units).
"""

from __future__ import annotations

from typing import NamedTuple

from pypinyin import lazy_pinyin

#: Short name -> syllables, where pypinyin 0.55.0 picks another reading of a character.
READINGS = {
    "宕昌": ("tan", "chang"),
    "崆峒": ("kong", "tong"),
    "民乐": ("min", "le"),
    "武都": ("wu", "du"),
}

#: Official English names that pinyin plus a type word does not give: (full, short).
ENGLISH = {
    "620525": ("Zhangjiachuan Hui Autonomous County", "Zhangjiachuan"),
    "620623": ("Tianzhu Tibetan Autonomous County", "Tianzhu"),
    "620721": ("Sunan Yugur Autonomous County", "Sunan"),
    "620923": ("Subei Mongol Autonomous County", "Subei"),
    "620924": ("Aksay Kazakh Autonomous County", "Aksay"),
    "622900": ("Linxia Hui Autonomous Prefecture", "Linxia Prefecture"),
    "622926": ("Dongxiang Autonomous County", "Dongxiang"),
    "622927": ("Jishishan Bonan-Dongxiang-Salar Autonomous County", "Jishishan"),
    "623000": ("Gannan Tibetan Autonomous Prefecture", "Gannan Prefecture"),
    "629700": ("Shandan Horse Farm", "Shandan Horse Farm"),
    "629800": ("Lianhuashan Scenic Forest Nature Reserve", "Lianhuashan Reserve"),
    "629900": ("Taizishan Natural Forest Reserve", "Taizishan Reserve"),
}

#: Chinese short names that stripping the type word does not give.
SHORT = {
    "620525": "张家川",
    "620623": "天祝",
    "620721": "肃南",
    "620923": "肃北",
    "620924": "阿克塞",
    "622900": "临夏州",
    "622901": "临夏市",  # 临夏市 and 临夏县 lie side by side: both labels keep their type word
    "622921": "临夏县",
    "622926": "东乡",
    "622927": "积石山",
    "623000": "甘南州",
    "629700": "山丹马场",
    "629800": "莲花山",
    "629900": "太子山",
}

#: Tianditu draws these three as units of their own; they are not counties. Code -> county most of it lies in.
SPECIAL_HOST = {"629700": "620725", "629800": "623021", "629900": "622925"}

#: adcode -> (official zh, official en, short zh, short en). Only provinces inside the backdrop's box.
PROVINCES = {
    "140000": ("山西省", "Shanxi Province", "山西", "Shanxi"),
    "150000": ("内蒙古自治区", "Inner Mongolia Autonomous Region", "内蒙古", "Inner Mongolia"),
    "410000": ("河南省", "Henan Province", "河南", "Henan"),
    "420000": ("湖北省", "Hubei Province", "湖北", "Hubei"),
    "430000": ("湖南省", "Hunan Province", "湖南", "Hunan"),
    "500000": ("重庆市", "Chongqing Municipality", "重庆", "Chongqing"),
    "510000": ("四川省", "Sichuan Province", "四川", "Sichuan"),
    "540000": ("西藏自治区", "Xizang Autonomous Region", "西藏", "Xizang"),
    "610000": ("陕西省", "Shaanxi Province", "陕西", "Shaanxi"),
    "630000": ("青海省", "Qinghai Province", "青海", "Qinghai"),
    "640000": ("宁夏回族自治区", "Ningxia Hui Autonomous Region", "宁夏", "Ningxia"),
    "650000": ("新疆维吾尔自治区", "Xinjiang Uygur Autonomous Region", "新疆", "Xinjiang"),
}

#: Ending of a Chinese name -> kind; the longer endings come first.
KINDS = {
    "自治州": "autonomous_prefecture",
    "自治县": "autonomous_county",
    "省": "province",
    "区": "district",
    "县": "county",
}
TYPE_WORDS = {"区": "District", "县": "County", "市": "City", "省": "Province"}


class Names(NamedTuple):
    """``pinyin`` is that of the name without its type word (kept where one character would remain)."""

    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    pinyin: str
    kind: str


def _stem(name: str) -> str:
    """Return the name without its type word, unless only one character would remain."""
    return name[:-1] if len(name) > 2 and name[-1] in TYPE_WORDS else name


def kind_of(adcode: str, name: str) -> str:
    """Tell the kind of a unit from its code and name."""
    if adcode in SPECIAL_HOST:
        return "special"
    if adcode == "620200":
        return "city_without_counties"
    if name.endswith("市"):
        return "prefecture_city" if adcode.endswith("00") else "county_city"
    return next(kind for ending, kind in KINDS.items() if name.endswith(ending))


def names_of(adcode: str, name: str) -> Names:
    """All names of one unit. KeyError if the name ends in no known type word and has no entry in the tables."""
    short = SHORT.get(adcode) or _stem(name)
    stem = short.removesuffix("州") if name.endswith("自治州") else _stem(short)
    syllables = READINGS.get(stem) or tuple(lazy_pinyin(stem))
    english, short_english = ENGLISH.get(adcode, ("", ""))
    if not english:
        word = TYPE_WORDS[name[-1]]
        spelt = _spelt(syllables if stem[-1] not in TYPE_WORDS or len(stem) > 2 else syllables[:-1])
        english = f"{spelt} {word}"
        keeps_type = (len(short) == 2 and short == name) or short in ("临夏市", "临夏县")
        short_english = english if keeps_type else spelt
    return Names(name, english, short, short_english, " ".join(syllables), kind_of(adcode, name))


def _spelt(syllables: tuple[str, ...]) -> str:
    """Syllables as one capitalised word, with the apostrophe pinyin wants before a, e, o (Qin'an)."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if syllable[0] in "aeo" else "") + syllable
    return word.capitalize()
