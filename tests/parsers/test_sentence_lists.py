"""Rows of labelled sentences are no headings; a long heading in a row of headings stays one."""

import pytest

from tests import builders as b
from tests.parsers.reading import BODY, outline, structured

LONG = "将甲局、乙局、丙局、丁局以及分散在各区县的规划管理机构的职责整合，组建规划管理局，作为政府部门"
TITLE = "北川市机构调整办法"


def titles(*lines: str) -> list[str]:
    return [title for _, _, title in outline(structured(*map(b.paragraph, (TITLE, BODY, *lines))))]


@pytest.mark.parametrize(
    "lines",
    [
        (f"（一）{LONG}。", "（二）将戊局改名为己局。", "（三）不再保留庚局。"),
        (
            "（一）大型商场，是指营业面积3万平方米以上的商场。",
            "（二）小型商场，是指营业面积不足500平方米的商场。",
        ),
        (f"（一）大型商场，是指营业面积3万平方米以上的商场。{BODY}",),
    ],
)
def test_rows_of_sentences_are_no_headings(lines: tuple[str, ...]) -> None:
    assert titles("一、总体要求", BODY, "二、有关事项", *lines, "三、组织实施", BODY) == [
        "总体要求",
        "有关事项",
        "组织实施",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (f"（一）{LONG}。", BODY, "（二）改革管理体制。", BODY),
        (f"（一）{LONG}。{BODY}", f"（二）改革管理体制。{BODY}"),
        ("（一）改革管理体制。", "（二）优化营商环境。"),
    ],
)
def test_headings_with_text_below_and_short_ones_stay(lines: tuple[str, ...]) -> None:
    found = titles("一、总体要求", BODY, "二、有关事项", *lines, "三、组织实施", BODY)
    assert len(found) == 5
