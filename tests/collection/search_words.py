"""What readers may type, and the numbers of the models they should find."""

ALL = list(range(1, 11))
FOUND = {  # words: numbers of the models
    # names and places
    "警务": ALL, "玛曲": [1], "白银": [2, 6], "七里河": [3], "兰州": [3], "临泽": [4], "张掖": [1, 4], "安定": [5],
    "定西": [5, 9], "会宁": [6], "康县": [7], "陇南": [7], "甘谷": [8], "天水": [8], "临洮": [9], "临夏": [10],
    "临夏州": [10], "东乡": [10], "甘南": [1], "甘肃": ALL, "Gansu": ALL, "Kang County": [7], "Li County": [7],
    "Huining County": [6], "Linxia": [10], "Zhangye": [1, 4], "Dingxi": [5, 9], "郭城": [6], "黑虎岔": [6],
    "Tuoying": [6], "平洛": [7], "Pingluo": [7], "漫洼": [9], "元古堆": [9], "Yuangudui": [9], "江口": [7],
    "Jiangkou": [7], "高台": [1], "广河": [10], "渭源": [9], "七彩丹霞": [4], "Rainbow": [4], "5A": [4],
    # units and partners
    "玛曲县公安局": [1], "森警": [1], "forest police": [1], "派出所": [1, 5, 6, 7, 8, 9, 10], "网格员": [9],
    "grid workers": [9], "义警": [1], "志愿者": [1, 7], "eco-wardens": [1], "volunteers": [1, 7], "特警": [3, 10],
    "SWAT": [3, 10], "武警": [10], "armed police": [10], "交警": [2, 7, 10], "traffic police": [2, 7, 10],
    "村干部": [7], "辅警": [4, 5, 7, 8, 9, 10], "群防群治": [10],
    # measures and mechanism
    "无人机": [3], "drone": [3], "Drones": [3], "搜救": [3], "search and rescue": [3], "小喇叭": [7],
    "loudspeaker": [3, 7], "警车": [6], "patrol car": [6], "调解": [5, 6, 7, 8, 9], "mediate": [5, 6, 7, 8, 9],
    "连心站": [7], "联系牌": [4], "contact details": [4], "柔性执法": [4], "双警合一": [2], "ctrl+a": [2],
    "ctrl + a": [2], "CTRL": [2], "情指行": [2], "一村一辅警": [9], "枫桥经验": [5, 9], "Fengqiao": [5, 9],
    "grid": [9, 10], "网格": [9, 10], "反诈": [3, 6, 8, 9], "诈骗": [3, 6, 8, 9], "anti-fraud": [3, 6, 8, 9],
    "两抢一盗": [2], "burglary": [2], "罐罐茶": [5],
    # crops, times, figures
    "花椒": [7], "pepper": [7], "西瓜": [6], "watermelons": [6], "melon": [6], "苹果": [8], "apples": [8],
    "花牛": [8], "亥时": [10], "21:00": [10], "21时": [10], "夜市": [10], "night-market": [10], "night markets": [10],
    "夏季": [6, 7], "冬天": [5], "autumn": [8], "7月": [7], "七月": [7], "July": [7], "123": [10], "84": [10],
    "36万亩": [8], "360000": [8], "360,000": [8],
    # pinyin and initials
    "huajiao": [7], "hua jiao": [7], "huajia": [7], "wurenji": [3], "wanggeyuan": [9], "haishi": [10],
    "guocheng": [6], "lvyou": [1, 3, 4], "lüyou": [1, 3, 4], "jingche": [6], "tiaojie": [5, 6, 7, 8, 9],
    "hj": [7], "lx": [7, 10], "kx": [7], "mqx": [1], "mqxgaj": [1], "byfj": [2], "gcpcs": [6], "gcp cs": [6],
    "qlh": [3], "kt": [5], "gt": [1, 6], "ty": [9], "wgy": [9], "sjhy": [2], "plpcs": [7], "stjw": [1],
    # other ways of writing
    "會寧縣": [6], "臨夏": [10], "蘭州": [3], "無人機": [3], "蘋果": [8], "警務": ALL, "調解": [5, 6, 7, 8, 9],
    "ＧＲＩＤ": [9, 10], "Ｋａｎｇ　Ｃｏｕｎｔｙ": [7], "“花椒”": [7], "花椒，派出所": [7], "花椒 陇南": [7],
    "huajiao longnan": [7], "pepper 派出所": [7], "kang-pepper": [7],
    # nothing
    "渔业": [], "fishery": [], "xyzzy": [], "花椒 无人机": [], "!!!": [], "12": [], "1": [],
}  # fmt: skip
