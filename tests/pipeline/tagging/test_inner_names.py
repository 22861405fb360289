import pytest

from tests.pipeline.tagging.test_extents import outlined


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "建设石沱（东台）康养基地。",
            ["L 石沱（东台）康养基地"],
            ["L 石沱（东台）康养基地", "  L 东台"],
        ),
        (
            "创建大峨眉旅游融合示范区。",
            ["L 大峨眉旅游融合示范区"],
            ["L 大峨眉旅游融合示范区", "  L 大峨眉"],
        ),
        ("推进轨道交通崇明线。", ["L 轨道交通崇明线"], ["L 轨道交通崇明线", "  L 崇明"]),
        ("石阳高速北延线开工。", ["L 石阳高速北延线"], ["L 石阳高速北延线", "  L 石阳"]),
        (
            "推进石泸（天水段）等高速公路。",
            ["L 石泸（天水段）"],
            ["L 石泸（天水段）", "  L 石泸", "  L 天水"],
        ),
        (
            "岱大附院南院区开工。",
            ["O 岱大附院南院区"],
            ["O 岱大附院南院区", "  O 岱大附院"],
        ),
        (
            "岱大美院嘉善校区开工。",
            ["O 岱大美院嘉善校区"],
            ["O 岱大美院嘉善校区", "  O 岱大美院", "  L 嘉善"],
        ),
        (
            "岱沱嘉食品产业园投产。",
            ["L 岱沱嘉食品产业园"],
            ["L 岱沱嘉食品产业园", "  O 岱沱嘉"],
        ),
        (
            "建设石沱新区数字产业基地。",
            ["L 石沱新区数字产业基地"],
            ["L 石沱新区数字产业基地", "  L 石沱新区", "    L 石沱"],
        ),
        ("锰系新材料产业园投产。", ["L 锰系新材料产业园"], ["L 锰系新材料产业园"]),
        ("建成新城东路、东城大道。", ["L 新城东路", "L 东城大道"], ["L 新城东路", "L 东城大道"]),
        ("河南村开展整治。", ["L 河南村"], ["L 河南村"]),
    ],
)
def test_names_inside_names(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "中荷设计创新天水中心揭牌。",
            ["O 中荷设计创新天水中心"],
            ["O 中荷设计创新天水中心", "  L 中荷", "  L 天水"],
        ),
        (
            "兰州中德国际技术转移中心揭牌。",
            ["O 兰州中德国际技术转移中心"],
            ["O 兰州中德国际技术转移中心", "  L 兰州", "  L 中德"],
        ),
        ("中以创新园开园。", ["L 中以创新园"], ["L 中以创新园", "  L 中以"]),
        ("推动穗甬智造合作区建设。", ["L 穗甬智造合作区"], ["L 穗甬智造合作区", "  L 穗甬"]),
    ],
)
def test_two_countries_or_cities_by_one_character_each(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "建成兰州港石沱港区码头。",
            ["L 兰州港石沱港区码头"],
            ["L 兰州港石沱港区码头", "  L 兰州港石沱港区", "    L 兰州港", "      L 兰州", "    L 石沱"],
        ),
        (
            "扩建天水港岱山锚地。",
            ["L 天水港岱山锚地"],
            ["L 天水港岱山锚地", "  L 天水港", "    L 天水", "  L 岱山"],
        ),
        ("厦门湾口岸启用。", ["L 厦门湾口岸"], ["L 厦门湾口岸", "  L 厦门湾"]),
        ("厦门口岸启用。", ["L 厦门口岸"], ["L 厦门口岸", "  L 厦门"]),
        (
            "建设兰州空港保税物流中心。",
            ["L 兰州空港保税物流中心"],
            ["L 兰州空港保税物流中心", "  L 兰州"],
        ),
        (
            "建成石沱国际机场高速。",
            ["L 石沱国际机场高速"],
            ["L 石沱国际机场高速", "  L 石沱国际机场", "    L 石沱"],
        ),
        ("建设杨梅塘货运中心。", ["L 杨梅塘货运中心"], ["L 杨梅塘货运中心", "  L 杨梅塘"]),
    ],
)
def test_ports_bays_and_airports_inside_names(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("上峪电站并网。", ["L 上峪电站"], ["L 上峪电站", "  L 上峪"]),
        ("胜利电站并网。", ["L 胜利电站"], ["L 胜利电站"]),
        ("直沽古镇申遗。", ["L 直沽古镇"], ["L 直沽古镇", "  L 直沽"]),
        ("石沱井水利枢纽开工。", ["L 石沱井水利枢纽"], ["L 石沱井水利枢纽", "  L 石沱井"]),
        ("如意坊隧道开工。", ["L 如意坊隧道"], ["L 如意坊隧道", "  L 如意坊"]),
        (
            "建设石沱快速通道、岱沱疏港铁路。",
            ["L 石沱快速通道", "L 岱沱疏港铁路"],
            ["L 石沱快速通道", "  L 石沱", "L 岱沱疏港铁路", "  L 岱沱"],
        ),
    ],
)
def test_rare_words_are_what_works_are_called_after(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


def test_the_head_of_an_older_firm_is_no_firm_of_its_own() -> None:
    assert outlined("组建中国石油天然气总公司。", "O 中国石油天然气总公司") == [
        "O 中国石油天然气总公司",
        "  L 中国",
    ]
    assert "  O 中国石油" in outlined("中国石油天水分公司投产。", "O 中国石油天水分公司")
