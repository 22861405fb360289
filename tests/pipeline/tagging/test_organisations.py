import pytest

from pipeline.tagging.resolver import resolve
from tests.pipeline.tagging.rule_names import find_names


def outermost(text: str, label: str) -> list[str]:
    return [
        text[one.start : one.end]
        for one, depth in resolve(find_names(text))
        if depth == 0 and one.label == label
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("党中央、国务院部署", ["党中央", "国务院"]),
        ("省委省政府要求", ["省委", "省政府"]),
        ("责任单位：省财政厅、省工业和信息化厅", ["省财政厅", "省工业和信息化厅"]),
        ("由兰州市发展和改革委员会牵头", ["兰州市发展和改革委员会"]),
        ("兰州市人民政府办公室", ["兰州市人民政府办公室"]),
        ("公安部、教育部", ["公安部", "教育部"]),
        ("兰州联通和中国移动", ["兰州联通", "中国移动"]),
        ("向市人大常委会报告", ["市人大常委会"]),
        ("西北师范大学与兰州大学", ["西北师范大学", "兰州大学"]),
        ("国家统计局、联合国", ["国家统计局", "联合国"]),
    ],
)
def test_organisations(text: str, names: list[str]) -> None:
    assert outermost(text, "ORG") == names


@pytest.mark.parametrize(
    "text",
    [
        "各市财政部门配合",
        "委托第三方",
        "城市委员",
        "移动通信基站",
        "兰州移动通信基站",
        "有关部门",
        "各区人民政府",
    ],
)
def test_no_organisations(text: str) -> None:
    assert outermost(text, "ORG") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建设兰州高新区", ["兰州高新区"]),
        ("开通兰州新区机场", ["兰州新区机场"]),
        ("七里河区雁滩工业园区", ["七里河区", "雁滩工业园区"]),
        ("打通G312和国道109", ["G312", "国道109"]),
        ("兰州市中心城区", ["兰州市"]),
    ],
)
def test_facilities(text: str, names: list[str]) -> None:
    assert outermost(text, "LOC") == names
