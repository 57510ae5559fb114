"""Per brand, the words that name the answer a group should find by itself: not said before the reveal."""

GIVE_AWAY = {
    "maqu-ecology": (
        "森林警察", "森警", "义警", "志愿", "源头治理", "联动", "forest police", "warden", "volunteer", "at its source",
    ),
    "baiyin-smart": ("ctrl", "快捷", "双警合一", "情指行", "keyboard", "shortcut", "merge", "intelligence"),
    "qilihe-aerial": (
        "无人机", "飞控", "空中", "警航", "drone", "aerial", "control centre", "pilot", "from above", "from the air",
    ),
    "linze-tourism": (
        "联系牌", "固定岗", "服务岗", "柔性", "审慎", "全天候",
        "contact card", "fixed post", "gentle", "round the clock",
    ),
    "anding-kang": ("炕", "罐罐茶", "kang", "brewed"),
    "huining-melon": ("警车", "警灯", "移动警务室", "patrol car", "mobile", "lights"),
    "kang-pepper": (
        "三个站", "连心站", "调解站", "暖心站", "村干部", "小喇叭", "three stations", "cadre", "loudspeaker",
    ),
    "gangu-orchard": ("前移", "法律咨询", "反电", "反诈", "moved forward", "legal advice", "fraud"),
    "lintao-courtyard": ("网格员", "一村一辅警", "木板凳", "grid worker", "one village", "bench"),
    "linxia-night": ("圈为", "格为", "网格", "123", "165", "135", "84", "执勤岗", "巡警", "circles", "grid", "posts"),
}  # fmt: skip
