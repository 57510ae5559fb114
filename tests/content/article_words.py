"""What the article says of each model and a reader may look for: names, partners, measures, places, set phrases."""

# Words separated by blanks.
_SAID = {
    "maqu-ecology": (
        "玛曲 甘南 青藏高原 黄河之肾 中华水塔 水源涵养 森林警察大队 黄河首曲、生态警务 主防 生态义警 部门 "
        "群众 源头 打击 水更清 湿地更广 草原更茂盛 湿地公园"
    ),
    "baiyin-smart": (
        "白银分局 两抢一盗 情指行 ctrl+a ctrl+v ctrl+tab 双警合一 初步 分层级设防 点、线、面 大幅下降 破案快"
    ),
    "qilihe-aerial": (
        "七里河分局 警航作战单元 飞控中心 专业+机制+大数据 景点 大型活动 街面 实时 喊话 反诈 防溺水 "
        "文明出行 刑侦 治安 禁毒 特警 空地协同 救援 培训"
    ),
    "linze-tourism": "七彩丹霞 5A级 县域经济 随着客流 全天候 周边道路 主要通道 联系牌 咨询 柔性执法 包容审慎执法 目标",
    "anding-kang": "安定分局 枫桥经验 热炕 罐罐茶 农闲 返乡 走进家门 信息 政策 纠纷 便民 第一时间",
    "huining-melon": (
        "郭城派出所 郭城驿镇 驮营 黑虎岔 腰井 叶滩 扎子塬 砂田 盛夏 移动警务室 警灯 现场 涉农 反电信诈骗 防火 防盗 禁烧"
    ),
    "kang-pepper": (
        "平洛派出所 平洛镇 陇南 主产区 7月 连心站 调解站 暖心站 村组干部 包村干部 义务巡逻队 交警中队 "
        "小喇叭 警灯 合法权益 江口派出所"
    ),
    "gangu-orchard": (
        "甘谷县公安局 花牛苹果 20世纪70年代 36万亩 果园 地头 法律咨询 反电信诈骗 道路交通安全 纠纷 运输 营商环境 增收"
    ),
    "lintao-courtyard": (
        "漫洼派出所 一村一辅警 木板凳 枫桥经验 网格员 最后一公里 反电信诈骗 防火 防盗 交通安全 安全感 "
        "满意度 田家河派出所 元古堆警务室"
    ),
    "linxia-night": (
        "亥时 21时至23时 用电 用火 亥时守护 网格布警 整体联动 巡警 特警 武警 派出所 交警 群防群治 8个 "
        "123个 165条 135个 84个 抗震前线110 备勤 商业街"
    ),
}
SAID = {brand: tuple(words.split()) for brand, words in _SAID.items()}
