"""Rules on tiny documents built in code."""

import pytest

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of

LEAD = b.paragraph("甲市发展“十四五”规划", align="center", bold=True, size=22)
SPAN = "规划期限为2021—2025年。"


def rules_of(*parts: str) -> list[tuple[str, str | None]]:
    """Codes and expectations of the findings that are no notation."""
    findings = checked_of(b.docx(LEAD, b.paragraph(SPAN), *parts), "plan.docx").findings
    return [(found.rule, found.expected) for found, _ in findings if found.severity != "info"]


def indicators(
    *rows: tuple[str, ...],
    header: tuple[str, ...] = ("序号", "指标名称", "2020年", "2025年", "年均增长（%）", "属性"),
) -> str:
    return b.table([header, *rows])


@pytest.mark.parametrize(("growth", "found"), [("14.9", False), ("15", False), ("100", False), ("8", True)])
def test_growth_fits_a_year_or_in_all(growth: str, found: bool) -> None:
    table = indicators(
        ("1", "上云企业数（家）", "1000", "2000", growth, "预期性"),
        ("2", "开放数据集（个）", "300", "400", "5.9", "预期性"),
    )
    assert ("growth_fit" in [rule for rule, _ in rules_of(table)]) == found


def test_growth_at_constant_prices_is_left_alone() -> None:
    assert rules_of(indicators(("1", "地区生产总值（亿元）", "1000", "2000", "8", "预期性"))) == []


def test_a_nature_that_differs_between_two_tables() -> None:
    header = ("序号", "指标名称", "2020年", "2025年", "属性")
    tables = [
        indicators(("1", "森林覆盖率（%）", "40", "42", nature), header=header)
        for nature in ("约束性", "预期性")
    ]
    assert ("nature_conflict", "约束性") in rules_of(tables[0], b.paragraph("另见下表。"), tables[1])


def test_a_baseline_after_the_target() -> None:
    header = ("序号", "指标名称", "2020年", "2015年目标", "属性")
    found = rules_of(indicators(("1", "森林覆盖率（%）", "40", "42", "预期性"), header=header))
    assert "indicator_years" in [rule for rule, _ in found]


def test_an_annex_that_is_not_there() -> None:
    findings = checked_of(b.docx(LEAD, b.paragraph("重点项目清单详见附件。")), "plan.docx").findings
    assert [(found.rule, found.severity) for found, _ in findings] == [("missing_annex", "info")]
    assert (
        rules_of(b.paragraph("重点项目清单详见附件。"), b.paragraph("附件"), b.paragraph("重点项目清单"))
        == []
    )


def test_a_rank_that_rises_is_no_contradiction() -> None:
    assert (
        rules_of(b.paragraph("全市综合排名由第12位上升到第8位，网上可办率从80%提高到92%，提高12个百分点。"))
        == []
    )


def test_titles_that_differ_in_number_or_place_are_two_documents() -> None:
    text = (
        "落实《关于加快推进省级数字政府建设的意见》《关于加快推进市级数字政府建设的意见》"
        "《三年行动计划实施方案一》《三年行动计划实施方案二》。"
    )
    assert rules_of(b.paragraph(text)) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("占比达到80%、85%、90%，增长0.5％。", "0.5％"),
        ("占比达到80%、85%、90%，合格率99．5％。", "99．5％"),
        ("占比达到80%、85%、90%，达到1,200.5％。", "1,200.5％"),
        ("占比达到80％、85％、90％，分别为5，10%。", "10%"),
        ("新增机架20架、30架、40架，长１．５公里。", "１．５"),
    ],
)
def test_a_mixture_of_widths_quotes_the_whole_number(text: str, quote: str) -> None:
    findings = [
        found
        for found, _ in checked_of(b.docx(LEAD, b.paragraph(text)), "plan.docx").findings
        if found.rule == "width_mixture"
    ]
    assert [found.sides[0].quote for found in findings] == [quote]
