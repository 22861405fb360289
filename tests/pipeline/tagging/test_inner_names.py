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
