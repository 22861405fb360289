"""Rules on tiny documents built in code."""

import pytest

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of, tallies_of

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


def test_a_serial_that_is_left_out_in_a_table_of_indicators() -> None:
    rows = [
        (number, name, "40", "42", "", "预期性")
        for number, name in (("1", "森林覆盖率（%）"), ("3", "湿地保护率（%）"), ("4", "供水普及率（%）"))
    ]
    assert rules_of(indicators(*rows)) == [("serial_gap", "2")]


def test_serials_that_start_again_within_a_table_are_told_once() -> None:
    names = ("森林覆盖率", "湿地保护率", "供水普及率", "燃气普及率", "污水处理率", "绿地率")
    rows = [(str(at % 3 + 1), f"{name}（%）", "40", "42", "", "预期性") for at, name in enumerate(names)]
    assert rules_of(indicators(*rows)) == [("serial_repeat", "4")]


@pytest.mark.parametrize(
    ("between", "found"), [("，对照", False), ("、", False), ("。对照", True), ("；对照", True)]
)
def test_a_title_spelt_otherwise_elsewhere(between: str, found: bool) -> None:
    text = f"落实《关于加快推进数字政府建设的意见》{between}《关于加快推进数字政俯建设的意见》。"
    assert [rule for rule, _ in rules_of(b.paragraph(text))] == ["title_spelling"] * found


PROJECTS = ("序号", "项目名称", "建设内容", "总投资（万元）", "建设年限")
WORKS = b.table(
    [
        PROJECTS,
        ("1", "污水厂扩建", "新建", "3000", "2021-2023"),
        ("2", "管网改造", "改造", "2000", "2021-2023"),
        ("合计", "", "", "5000", ""),
    ]
)


@pytest.mark.parametrize(
    ("said", "agreed", "rounded", "contradicted"),
    [("2个", 2, 0, 0), ("3个", 1, 0, 1), ("3个左右", 1, 1, 0)],
)
def test_what_the_text_says_of_the_table_is_counted(
    said: str, agreed: int, rounded: int, contradicted: int
) -> None:
    text = f"共安排重点项目{said}，总投资5000万元。"
    body = b.docx(LEAD, b.paragraph(SPAN), b.paragraph(text), b.paragraph("表1 重点项目"), WORKS)
    tally = tallies_of(body, "plan.docx")["narrative_total"]
    assert (tally.agreed, tally.rounded, tally.contradicted) == (agreed, rounded, contradicted)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("规划实施重点项目4个，总投资7000万元，详见附表。", ["2", "5000万元"]),
        ("规划实施重点项目4个，总投资7000万元。", []),
        ("2016—2020年实施重点项目4个，总投资7000万元，清单见附表。", []),
        ("申报省级奖补项目86个，总投资7000万元，见附表。", []),
        ("其中新开工项目1个，总投资700万元，详见附表。", []),
    ],
)
def test_a_sentence_that_refers_to_the_only_table_tells_of_it(text: str, told: list[str]) -> None:
    found = rules_of(b.paragraph(text), b.paragraph("附表 重点项目"), WORKS)
    assert [quote for code, quote in found if code == "narrative_total"] == told


@pytest.mark.parametrize(("times", "found"), [(1, 1), (2, 2), (3, 0)])
def test_a_place_named_again_and_again_is_what_the_text_is_about(times: int, found: int) -> None:
    text = b.paragraph("到2025年，江渚市基本建成节水型社会。")
    assert [code for code, _ in rules_of(*[text] * times)].count("foreign_place") == found


def test_the_total_in_the_text_is_that_of_the_only_table_with_a_total() -> None:
    reserve = b.table(
        [
            PROJECTS,
            ("1", "水库加固", "新建", "700", "2021-2023"),
            ("2", "河道整治", "改造", "200", "2021-2023"),
        ]
    )
    body = (b.paragraph("表1 重点项目"), WORKS, b.paragraph("表2 储备项目"), reserve)
    assert rules_of(b.paragraph("共安排重点项目2个，总投资6000万元。"), *body) == [
        ("narrative_total", "5000万元")
    ]
    assert rules_of(b.paragraph("共安排重点项目2个，总投资5000万元。"), *body) == []
