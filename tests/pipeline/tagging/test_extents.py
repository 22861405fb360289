"""Where names begin and end: what the statistical component proposes, made to fit by the grammar of names."""

import pytest

from models.names import EntityLabel
from pipeline.tagging.candidates import find_inside, find_names
from pipeline.tagging.found import Found
from pipeline.tagging.repair import repair
from pipeline.tagging.resolver import resolve

LABELS: dict[str, EntityLabel] = {"O": "ORG", "L": "LOC"}


def outlined(text: str, *proposed: str) -> list[str]:
    """The mentions of a text, indented by their depth; `proposed` are the component's names: "O 某公司"."""
    model = [
        Found(at, at + len(name), LABELS[label], "names", 0.95)
        for label, name in (item.split() for item in proposed)
        if (at := text.index(name)) >= 0
    ]
    found = list(repair(text, [*find_names(text), *model]))
    decided = resolve([*found, *find_inside(text, found)], read_by_model=True)
    return [f"{'  ' * depth}{one.label[0]} {text[one.start : one.end]}" for one, depth in decided]


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        (
            "建成石沱高速兰州段。",
            ["L 石沱高速", "L 兰州段"],
            ["L 石沱高速兰州段", "  L 石沱高速", "    L 石沱", "  L 兰州"],
        ),
        ("开工兰州至天水段。", ["L 兰州", "L 天水段"], ["L 兰州", "L 天水"]),
        (
            "开工峪石铁路兰州至天水段。",
            ["L 峪石铁路兰州至天水段"],
            ["L 峪石铁路", "  L 峪石", "L 兰州", "L 天水"],
        ),
        ("改造石沱高速共线段。", ["L 石沱高速"], ["L 石沱高速", "  L 石沱"]),
    ],
)
def test_sections_of_roads(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("保护兰州莲峰山。", ["L 兰州莲峰山"], ["L 兰州", "L 莲峰山"]),
        ("新修天水芦口水库。", ["L 天水芦口水库"], ["L 天水", "L 芦口水库", "  L 芦口"]),
        ("新修兰州黄河大桥。", ["L 兰州黄河大桥"], ["L 兰州黄河大桥", "  L 兰州", "  L 黄河"]),
    ],
)
def test_an_address_is_split_and_the_name_of_a_bridge_is_not(
    text: str, proposed: list[str], expected: list[str]
) -> None:
    assert outlined(text, *proposed) == expected


@pytest.mark.parametrize(
    ("text", "proposed", "expected"),
    [
        ("扩建峪石坪水电站。", ["L 峪石坪水电站"], ["L 峪石坪水电站", "  L 峪石坪"]),
        ("开通峪石沱高铁。", ["L 峪石沱高铁"], ["L 峪石沱高铁", "  L 峪石沱"]),
        ("扩建胜利机场。", ["L 胜利机场"], ["L 胜利机场"]),
        ("修疏港铁路。", ["L 疏港铁路"], ["L 疏港铁路"]),
    ],
)
def test_what_a_facility_is_called_after(text: str, proposed: list[str], expected: list[str]) -> None:
    assert outlined(text, *proposed) == expected


def test_the_level_before_a_body_is_no_place() -> None:
    assert outlined("自治区党委和自治区人民政府决定。") == ["O 自治区党委", "O 自治区人民政府"]
