"""Name what gives an answer away before the reveal: its words, and its shape (how many parts, which together)."""

#: Per brand, the words of the answer a group should find by itself.

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
        "contact details", "fixed post", "gentle", "round the clock",
    ),
    "anding-kang": ("炕", "罐罐茶", "kang", "brewed"),
    "huining-melon": ("警车", "警灯", "移动警务室", "patrol car", "mobile", "lights"),
    "kang-pepper": (
        "三个站", "连心站", "调解站", "暖心站", "村干部", "小喇叭", "three stations", "service point", "cadre",
        "loudspeaker",
    ),
    "gangu-orchard": ("前移", "法律咨询", "反电", "反诈", "moved forward", "legal advice", "fraud"),
    "lintao-courtyard": ("网格员", "一村一辅警", "木板凳", "grid worker", "one village", "bench"),
    "linxia-night": ("圈为", "格为", "网格", "123", "165", "135", "84", "执勤岗", "巡警", "circles", "grid", "posts"),
}  # fmt: skip

#: Per brand, patterns that say no word of the answer and yet what it is made of.
SHAPE = {
    "maqu-ecology": (r"谁牵头.*谁", r"[三3]方", r"请谁", r"who leads.*who", r"three part", r"whom would you ask"),
    "baiyin-smart": (r"谁和谁", r"[三3]项", r"成为一支", r"each (branch )?handles its own", r"three", r"become one"),
    "qilihe-aerial": (
        r"除了看",
        r"[五5]项",
        r"看(不|得)?(到|见)",
        r"besides watching",
        r"five",
        r"\bsee[ns]?\b",
        r"信息|消息|能知道|实时",
        r"information|\blive\b|\bword of it|lets you know|finds? it out",
    ),
    "linze-tourism": (
        r"随客流.*固定",
        r"[四4]项",
        r"follow.*fixed",
        r"firm.*(warm|humane)",
        r"既有力度",
        r"哪里看到民警",
        r"see an officer",
        r"走散.*乱停",
        r"lost.*parked",
    ),
    "anding-kang": (
        r"坐在哪里|在哪里坐",
        r"[五5]项",
        r"走访|一户人家",
        r"where (do you|to) sit",
        r"five",
        r"\bvisits?\b",
        r"找谁",
        r"whom to reach",
    ),
    "huining-melon": (
        r"人和车",
        r"[四4]项",
        r"抵达|赶到",
        r"officers and cars",
        r"where the car",
        r"\barriv(e|ing)\b.*\?",
    ),
    "kang-pepper": (
        r"[三3]个?站",
        r"(每|各)类?人?.{0,4}(去处|站点|求助)",
        r"each group (can )?turn",
        r"place to turn",
        r"你找谁",
        r"whom would you turn",
        r"求助",
        r"asking for help|asks for help",
    ),
    "gangu-orchard": (r"[四4]项", r"前四", r"(不会)?到派出所来", r"去哪里", r"four", r"come to the police station"),
    "lintao-courtyard": (
        r"谁同谁",
        r"懂法",
        r"坐在哪里",
        r"who goes with whom",
        r"know the law",
        r"two visitors",
        r"院子|上门",
        r"谁(已经)?知道",
        r"courtyard",
        r"at the door",
        r"who knows",
        r"人手最少的村",
        r"village with the fewest",
    ),
    "linxia-night": (
        r"谁为主|谁支撑",
        r"守着.*来回",
        r"[四4]层",
        r"who leads and who supports",
        r"stay.*keep moving",
        r"请来哪些力量",
        r"whom you could ask",
        r"空白.{0,4}图|摆(人|对|在)|棋子|撤哪里|部署",
        r"blank .{0,5}map|place people|right place|counters|withdraw|deployment",
    ),
}
