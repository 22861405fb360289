"""Items of feature boxes: where each begins and what its head is."""

import pytest

from models.facts import Box
from tests import builders as b
from tests.parsers.reading import BODY, structured


def box(*lines: str, cells: bool = False) -> Box:
    """A box drawn as a table of one column, its lines in one cell or each in a row of its own."""
    title = [b.cell("专栏1 重点工程")]
    rows = [[b.cell(line)] for line in lines] if cells else [[b.cell([b.paragraph(line) for line in lines])]]
    (found,) = structured(b.paragraph("一、任务"), b.table([title, *rows])).boxes
    return found


@pytest.mark.parametrize("cells", [True, False])
@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        pytest.param(
            ["重大项目：①海洋装备；②精密仪器。", "重大工程：①智能电网；②健康保障。"],
            ["重大项目", "重大工程"],
            id="colon",
        ),
        pytest.param(
            ["1. 水源保护：划定保护区，建设隔离带。", "2. 应急措施。设置泵站，配备电源。"],
            ["水源保护", "应急措施"],
            id="colon-and-stop",
        ),
        pytest.param(
            ["01 高端材料\n加快特种钢突破。", "02 基础软件\n聚焦操作系统。建成基地3个。"],
            ["高端材料", "基础软件"],
            id="soft-break",
        ),
        pytest.param(
            [
                "01　安居工程",
                "改造危房800户。改善职工居住条件。",
                "02　供电工程",
                "更换线路。建成绿色村20个。",
            ],
            ["安居工程", "供电工程"],
            id="short-sentences",
        ),
        pytest.param(
            ["● 安居工程", "改造危房800户。改善条件。", "● 供电工程", "更换线路。"],
            ["安居工程", "供电工程"],
            id="bullets",
        ),
        pytest.param(["安居工程。" + BODY, "供电工程。" + BODY], ["安居工程", "供电工程"], id="run-in"),
        pytest.param(["安居工程", BODY, "供电工程", BODY], ["安居工程", "供电工程"], id="lines"),
    ],
)
def test_heads_of_items(lines: list[str], titles: list[str], *, cells: bool) -> None:
    found = box(*lines, cells=cells)
    assert [item.title for item in found.items] == titles
    assert "".join(item.text.replace("\n", "") for item in found.items) == "".join(lines).replace("\n", "")


def test_a_colon_behind_a_clause_ends_no_head() -> None:
    (item,) = box("到2025年，建成下列工程：泵站、水厂、管网，覆盖全市。").items
    assert item.title == ""


def test_lines_without_heads_in_one_paragraph_are_one_item() -> None:
    (item,) = box(BODY + "\n" + BODY).items
    assert item.text == BODY + "\n" + BODY
    assert [piece.derivation for piece in item.evidence] == ["verbatim"]
