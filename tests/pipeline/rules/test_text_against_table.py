"""What the text says of an indicator's nature and growth, against its row in the table."""

import pytest

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of

LEAD = b.paragraph("甲市发展“十四五”规划", align="center", bold=True, size=22)
SPAN = b.paragraph("规划期限为2021—2025年。")
HEADER = ("序号", "指标名称", "2020年", "2025年", "属性")
ROWS = (
    ("1", "上云企业数（家）", "1000", "2000", "预期性"),
    ("2", "森林覆盖率（%）", "40", "42", "约束性"),
    ("3", "千兆宽带用户（万户）", "20", "80", "预期性"),
    ("4", "单位产品能耗（千克标准煤）", "100", "86.5", "约束性"),
    ("5", "地区生产总值（亿元）", "1000", "1500", "预期性"),
)
RULES = {"nature_in_text", "nature_count", "growth_in_text"}


def found(*paragraphs: str) -> list[tuple[str, str | None, str | None, str]]:
    """Rule, expectation, what is there, and the main quote."""
    document = b.docx(LEAD, SPAN, *map(b.paragraph, paragraphs), b.table([HEADER, *ROWS]))
    findings = (finding for finding, _ in checked_of(document, "plan.docx").findings if finding.rule in RULES)
    return [(one.rule, one.expected, one.actual, one.sides[0].quote) for one in findings]


@pytest.mark.parametrize(
    "text",
    [
        "森林覆盖率为约束性指标，上云企业数为预期性指标。",
        "约束性指标包括森林覆盖率和单位产品能耗，预期性指标包括上云企业数、千兆宽带用户等。",
        "主要指标5项，其中约束性指标2项、预期性指标3项。",
        "共设置五个主要指标，包括3个预期性指标、2个约束性指标。",
        "节能减排等9项约束性指标全部完成。",
        "“十三五”时期，上云企业数为约束性指标。",
        "城镇上云企业数增量为约束性指标。",
        "到2020年，约束性指标8项、预期性指标10项全部完成。",
        "约束性指标，是必须实现的目标。",
    ],
)
def test_natures_that_fit_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上云企业数是本规划的约束性指标。", [("nature_in_text", "预期性", "约束性", "约束性")]),
        ("上云企业数为约束性指标。", [("nature_in_text", "预期性", "约束性", "约束性")]),
        (
            "森林覆盖率和上云企业数均列为约束性指标，必须完成。",
            [("nature_in_text", "预期性", "约束性", "约束性")],
        ),
        ("预期性指标包括：上云企业数、单位产品能耗。", [("nature_in_text", "约束性", "预期性", "预期性")]),
        (
            "包括森林覆盖率（预期性）、上云企业数（预期性）。",
            [("nature_in_text", "约束性", "预期性", "预期性")],
        ),
        (
            "5项主要指标中，约束性指标3项、预期性2项。",
            [("nature_count", "2", "3", "约束性指标3项"), ("nature_count", "3", "2", "预期性2项")],
        ),
        ("共设置五个主要指标，其中四个约束性指标。", [("nature_count", "2", "4", "四个约束性指标")]),
    ],
)
def test_natures_that_contradict_the_table_are_found(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，上云企业数年均增长15%。",
        "到2025年，上云企业数达到2000家，比2020年增长100%，年均增长14.9%。",
        "到2025年，上云企业数比2020年翻一番，千兆宽带用户比2020年翻两番。",
        "到2025年，森林覆盖率比2020年提高2个百分点。",
        "到2025年，单位产品能耗比2020年下降13.5%。",
        "到2025年，上云企业数比2020年增加1000家。",
        "到2025年，上云企业数年均增长10%以上。",
        "“十三五”期间，上云企业数年均增长30%。",
        "到2025年，地区生产总值年均增长6%。",
        "到2025年，上云企业数比2018年增长300%。",
        "到2023年，上云企业数比2020年增长30%。",
        "到2025年，全省上云企业数占比年均增长30%。",
    ],
)
def test_growth_that_fits_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "quote"),
    [
        ("到2025年，上云企业数年均增长8%。", "14.9%", "8%"),
        ("“十四五”期间，上云企业数年均增速达到20%以上。", "14.9%", "20%以上"),
        ("到2025年，上云企业数比2020年增长60%。", "100%", "60%"),
        ("到2025年，千兆宽带用户比2020年翻一番。", "×4", "翻一番"),
        ("到2025年，森林覆盖率比2020年提高5个百分点。", "2个百分点", "5个百分点"),
        ("到2025年，单位产品能耗比2020年下降18%。", "13.5%", "18%"),
        ("到2025年，单位产品能耗比2020年提高13.5%。", "13.5%", "13.5%"),
        ("到2025年，上云企业数比2020年增加1500家。", "1000家", "1500家"),
    ],
)
def test_growth_that_contradicts_the_table_is_found(text: str, expected: str, quote: str) -> None:
    assert [(rule, stated, place) for rule, stated, _, place in found(text)] == [
        ("growth_in_text", expected, quote)
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("“十三五”规划提出，到2020年森林覆盖率达到38%，实际达到40%。", []),
        ("原定2020年森林覆盖率达到38%，实际为40%。", []),
        ("“十三五”规划提出，到2020年森林覆盖率达到40%，实际达到38%。", ["same_metric"]),
        ("2020年，森林覆盖率达到38%。", ["same_metric"]),
    ],
)
def test_what_an_earlier_plan_set_out_to_reach_is_no_result(text: str, rules: list[str]) -> None:
    document = b.docx(LEAD, SPAN, b.paragraph(text), b.table([HEADER, *ROWS]))
    told = [one.rule for one, _ in checked_of(document, "plan.docx").findings if one.severity != "info"]
    assert told == rules
