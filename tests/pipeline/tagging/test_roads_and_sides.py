"""Roads, stems, sides, firms at the head of names: what grammar adds to names and takes from them."""

import pytest

from tests.pipeline.tagging.test_extents import outlined


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "大修峪沱高速石沱至峪石段。",
            ["L 峪沱高速"],
            ["L 峪沱高速", "  L 峪沱", "L 石沱", "L 峪石"],
        ),
        ("地铁3号线延伸至石沱段。", [], []),
        ("治理黄河兰州段。", [], ["L 黄河兰州段", "  L 黄河", "  L 兰州"]),
        (
            "扩建石沱高速（兰州段）。",
            ["L 石沱高速（兰州段）"],
            ["L 石沱高速（兰州段）", "  L 石沱", "  L 兰州"],
        ),
        ("新建兰州—天水高铁。", ["L 兰州", "L 天水高铁"], ["L 兰州—天水高铁", "  L 兰州", "  L 天水"]),
        ("建成峪门路峪沱隧道。", ["L 峪门路峪沱隧道"], ["L 峪门路", "L 峪沱隧道", "  L 峪沱"]),
        ("建成峪门路黄河大桥。", ["L 峪门路黄河大桥"], ["L 峪门路黄河大桥", "  L 黄河"]),
        ("开通轨道交通石沱线。", [], ["L 轨道交通石沱线", "  L 石沱"]),
        ("建成110千伏石沱输变电工程。", [], ["L 石沱"]),
        ("建设110千伏等输变电工程。", [], []),
    ],
)
def test_roads_and_lines(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("建设兰州石沱新区。", ["L 兰州石沱新区"], ["L 兰州石沱新区", "  L 兰州", "  L 石沱"]),
        ("建设兰州东部新城。", ["L 兰州东部新城"], ["L 兰州东部新城", "  L 兰州"]),
        ("拓宽惠沱大道。", ["L 惠沱大道"], ["L 惠沱大道"]),
        ("保护龙舟山。", ["L 龙舟山"], ["L 龙舟山"]),
        ("石沱高铁开通运营。", ["L 石沱高铁"], ["L 石沱高铁", "  L 石沱"]),
        ("建设兰州智造小镇。", ["L 兰州智造小镇"], ["L 兰州智造小镇", "  L 兰州"]),
        ("建成兰州新机场航站区。", ["L 兰州新机场航站区"], ["L 兰州新机场", "  L 兰州"]),
    ],
)
def test_stems_behind_a_division_and_what_is_none(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("按照“北联、东拓”布局。", ["L 北联", "L 东拓"]),
        ("改造东部乡镇供水。", ["L 东部乡镇"]),
        ("服务陇内重点企业。", ["L 陇内"]),
        ("打通丁字路5条。", ["L 丁字路"]),
    ],
)
def test_directions_and_kinds_of_things_are_no_names(text: str, proposed: list[str]) -> None:
    assert outlined(text, *proposed) == []


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("我市石沱集团增长较快。", ["O 市石沱集团"], ["O 石沱集团"]),
        ("位于甘肃兰州铝业厂。", ["O 甘肃兰州铝业厂"], ["L 甘肃", "O 兰州铝业厂", "  L 兰州"]),
        ("与挪威奥沱市结好。", ["L 挪威", "L 沱市"], ["L 挪威", "L 奥沱市"]),
        ("华电石沱电厂投产。", ["L 华电石沱电厂"], ["L 华电石沱电厂", "  O 华电", "  L 石沱"]),
        ("中国银行业协会年会。", ["O 中国银行业协会"], ["O 中国银行业协会", "  L 中国"]),
    ],
)
def test_firms_and_places_side_by_side(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("改建S912峪石路二期。", ["L 峪石路"], ["L S912峪石路"]),
        (
            "改建S912石沱至峪门公路。",
            ["L S912", "L 石沱至峪门公路"],
            ["L S912", "L 石沱至峪门公路", "  L 石沱", "  L 峪门"],
        ),
        ("治理沱、峪、渭等河流。", ["L 沱、峪", "L 渭"], ["L 沱", "L 峪", "L 渭"]),
        ("新建石沱二级水电站。", ["L 石沱二级水电站"], ["L 石沱二级水电站", "  L 石沱"]),
        ("新建石沱混合式抽蓄电站。", ["L 石沱混合式抽蓄电站"], ["L 石沱混合式抽蓄电站", "  L 石沱"]),
        ("建设甘肃省蓄滞洪区。", ["L 甘肃省"], ["L 甘肃省"]),
        ("加固石沱节制闸。", ["L 石沱"], ["L 石沱节制闸", "  L 石沱"]),
        ("新建石沱特大桥。", ["L 石沱特大桥"], ["L 石沱特大桥", "  L 石沱"]),
        ("请会同国家发改委办理。", ["O 会同国家发改委"], ["O 国家发改委"]),
        ("由会同县教育局办理。", ["O 会同县教育局"], ["O 会同县教育局", "  L 会同县"]),
        ("争创“中国石雕之都”。", ["L 中国石雕之都"], ["L 中国"]),
        ("争创中国石雕名城。", ["L 中国石雕名城"], ["L 中国"]),
        (
            "新建石沱高速兰州联络线。",
            ["L 石沱高速兰州联络线"],
            ["L 石沱高速兰州联络线", "  L 石沱", "  L 兰州"],
        ),
        ("建设兰州合作产业园。", ["L 兰州合作产业园"], ["L 兰州合作产业园", "  L 兰州"]),
        ("建成中国石雕博物馆。", ["O 中国石雕博物馆"], ["O 中国石雕博物馆", "  L 中国"]),
    ],
)
def test_numbered_roads_rows_of_rivers_verbs_and_titles(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("健全培养体系。（德育处、信息处）", ["O 德育处", "O 信息处"]),
        ("健全培养体系。（信息中心、各区县）", ["O 信息中心"]),
        ("用房分两类（办事处、值班处）。", []),
    ],
)
def test_offices_in_a_bracket_behind_a_sentence(text: str, expected: list[str]) -> None:
    assert outlined(text) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("扩建凤庆四中。", ["O 凤庆四中"], ["O 凤庆四中", "  L 凤庆"]),
        ("扩建市中医院。", ["O 市中医院"], ["O 市中医院"]),
        ("扩建和平二中。", ["O 和平二中"], ["O 和平二中"]),
        ("扩建大峪岭水库。", ["L 大峪岭水库"], ["L 大峪岭水库", "  L 大峪岭"]),
    ],
)
def test_schools_called_after_a_county(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "新建兰州至凤庆高速公路。",
            ["L 兰州至凤庆高速公路"],
            ["L 兰州至凤庆高速公路", "  L 兰州", "  L 凤庆"],
        ),
        (
            "新建兰州经凤庆至天水（甘肃境）高速公路。",
            ["L 兰州经凤庆至天水（甘肃境）高速公路"],
            ["L 兰州经凤庆至天水（甘肃境）高速公路", "  L 兰州", "  L 凤庆", "  L 天水", "  L 甘肃"],
        ),
        (
            "启用兰州大学凤庆校区。",
            ["O 兰州大学凤庆校区"],
            ["O 兰州大学凤庆校区", "  O 兰州大学", "    L 兰州", "  L 凤庆"],
        ),
        ("启用市二院凤庆院区。", ["O 市二院凤庆院区"], ["O 市二院凤庆院区", "  O 市二院", "  L 凤庆"]),
        ("报国务院办公厅。", ["O 国务院办公厅"], ["O 国务院办公厅", "  O 国务院"]),
        ("启用兰州大学主校区。", ["O 兰州大学主校区"], ["O 兰州大学主校区", "  O 兰州大学", "    L 兰州"]),
        (
            "扩建渭源县第二人民医院。",
            ["L 渭源县", "O 第二人民医院"],
            ["O 渭源县第二人民医院", "  L 渭源县"],
        ),
        (
            "扩建兰州西站至天水南站联络线。",
            ["L 兰州西站至天水南站联络线"],
            ["L 兰州西站", "  L 兰州", "L 天水南站", "  L 天水"],
        ),
        ("建设兰州人力资源产业园。", ["L 兰州人力资源产业园"], ["L 兰州人力资源产业园", "  L 兰州"]),
    ],
)
def test_ends_of_roads_and_the_place_of_a_campus(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("建设“沱湖”创新区。", ["L “沱湖”创新区"], ["L “沱湖”创新区"]),
        ("称为“沱湖数谷”。", ["L “沱湖数谷”"], ["L 沱湖数谷", "  L 沱湖"]),
        (
            "申报石沱保税物流中心（B型）。",
            ["L 石沱保税物流中心（B型）"],
            ["L 石沱保税物流中心（B型）", "  L 石沱"],
        ),
        ("加快石沱新城建设。", ["L 石沱新城"], ["L 石沱新城", "  L 石沱"]),
        ("推动石沱产业高速发展。", ["L 石沱产业高速"], []),
        (
            "筹建甘肃兰州数据职业学院。",
            ["O 甘肃兰州数据职业学院"],
            ["O 甘肃兰州数据职业学院", "  L 甘肃", "  L 兰州"],
        ),
    ],
)
def test_what_the_network_is_sure_of_stays(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


def test_no_place_in_the_title_of_a_film() -> None:
    assert outlined("话剧《兰州往事》在天水首演。") == ["L 天水"]
