"""Divisions no list has, told by their level word: 岱沱市 of 岱沱市水务局."""

import pytest

from pipeline.tagging.divisions import goes_on_to_level
from tests.pipeline.tagging.test_extents import outlined


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("岱沱市水务局负责。", ["O 岱沱市水务局"], ["O 岱沱市水务局", "  L 岱沱市"]),
        ("由岱沱省教育厅牵头。", ["O 岱沱省教育厅"], ["O 岱沱省教育厅", "  L 岱沱省"]),
        ("中共岱沱市委员会决定。", ["O 中共岱沱市委员会"], ["O 中共岱沱市委员会", "  L 岱沱市"]),
        ("岱沱市图书馆开馆。", ["O 岱沱市图书馆"], ["O 岱沱市图书馆", "  L 岱沱市"]),
        (
            "岱沱县峪口镇卫生院改造。",
            ["O 岱沱县峪口镇卫生院"],
            ["O 岱沱县峪口镇卫生院", "  L 岱沱县", "  L 峪口镇"],
        ),
        (
            "甘肃省岱沱县人民政府印发。",
            ["O 甘肃省岱沱县人民政府"],
            ["O 甘肃省岱沱县人民政府", "  L 甘肃省", "  L 岱沱县"],
        ),
        ("岱州市民政局负责。", ["O 岱州市民政局"], ["O 岱州市民政局", "  L 岱州市"]),
        ("石海市财政局拨款。", ["O 石海市财政局"], ["O 石海市财政局", "  L 石海市"]),
        ("由岱沱省人民政府批准。", [], ["O 岱沱省人民政府", "  L 岱沱省"]),
        ("扩建岱沱镇污水处理厂。", ["L 岱沱镇污水处理厂"], ["L 岱沱镇污水处理厂", "  L 岱沱镇"]),
    ],
)
def test_a_division_at_the_head_of_a_name(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("自治区党委部署。", "O 自治区党委"),
        ("由省、自治区、直辖市人民政府规定。", "L 省"),
        ("建设岱沱都市圈。", "L 岱沱都市圈"),
        ("沿海城市人民政府负责。", "O 沿海城市人民政府"),
        ("岱沱区域医疗中心揭牌。", "O 岱沱区域医疗中心"),
        ("建设岱沱区块链产业园。", "L 岱沱区块链产业园"),
        ("岱沱农村产权交易中心挂牌。", "O 岱沱农村产权交易中心"),
        ("岱北跨省合作区获批。", "L 岱北跨省合作区"),
    ],
)
def test_a_level_word_inside_another_word_makes_no_division(text: str, name: str) -> None:
    assert not [
        one for one in outlined(text, name) if one != name and one.strip().endswith(("区", "市", "村", "省"))
    ]


def test_a_stem_before_its_level_word() -> None:
    assert goes_on_to_level("岱沱市开展", 0, 2)
    assert not goes_on_to_level("岱沱市场开放", 0, 2)


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("岱沱师范学院扩建。", ["O 岱沱师范学院"], ["O 岱沱师范学院", "  L 岱沱"]),
        ("岱沱南站启用。", ["L 岱沱南站"], ["L 岱沱南站", "  L 岱沱"]),
        (
            "岱沱至峪口铁路通车。",
            ["L 岱沱至峪口铁路"],
            ["L 岱沱至峪口铁路", "  L 岱沱", "  L 峪口"],
        ),
        (
            "岱沱—峪口—鸣滩高速公路开工。",
            ["L 岱沱—峪口—鸣滩高速公路"],
            ["L 岱沱—峪口—鸣滩高速公路", "  L 岱沱", "  L 峪口", "  L 鸣滩"],
        ),
        ("岱沱集团有限公司中标。", ["O 岱沱集团有限公司"], ["O 岱沱集团有限公司"]),
        (
            "扩建兰州石沱国际机场。",
            ["L 兰州", "L 石沱国际机场"],
            ["L 兰州石沱国际机场", "  L 兰州", "  L 石沱"],
        ),
        ("岱沱地铁3号线开通。", ["L 岱沱地铁3号线"], ["L 岱沱地铁3号线", "  L 岱沱"]),
        ("岱沱—峪口产业走廊。", ["L 岱沱—峪口产业走廊"], ["L 岱沱—峪口产业走廊", "  L 岱沱", "  L 峪口"]),
        ("岱沱临空经济区扩区。", ["L 岱沱临空经济区"], ["L 岱沱临空经济区", "  L 岱沱"]),
        ("岱沱社区改造。", ["L 岱沱社区"], ["L 岱沱社区"]),
        ("南黄海发生地震。", ["L 黄海"], ["L 南黄海"]),
        ("新建300所县医院。", ["O 县医院"], []),
    ],
)
def test_what_is_called_after_a_place_no_list_has(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected
