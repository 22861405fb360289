"""Years of the plan in title, text and running head; far years."""

import pytest

from tests import builders as b
from tests.pipeline.rules.seeding import checked_of


def _found(title: str, *texts: str) -> list[tuple[str, str]]:
    parts = [b.paragraph(title, align="center", bold=True, size=22), b.paragraph("一、总则", bold=True)]
    findings = checked_of(b.docx(*parts, *(b.paragraph(text) for text in texts)), "plan.docx").findings
    return [(found.rule, found.sides[0].quote) for found, _ in findings if found.severity != "info"]


@pytest.mark.parametrize(
    ("title", "text", "rule", "quote"),
    [
        ("丙市“十四五”教育规划", "规划期为2020—2025年。", "stated_period", "2020—2025年"),
        ("丙市教育规划（2021—2025年）", "本规划期限为2021—2026年。", "stated_period", "2021—2026年"),
        ("丙县旅游发展规划（2022-2030年）", "规划年限：2022-2035年。", "stated_period", "2022-2035年"),
        ("丙市“十五五”环境规划", "规划期限为“十四五”时期。", "stated_period", "“十四五”时期"),
        ("丙市三年行动计划（2023—2025年）", "实施期限为2023—2024年。", "stated_period", "2023—2024年"),
        (
            "丙市国民经济和社会发展第十四个五年规划纲要",
            "实施期限为2022—2026年。",
            "stated_period",
            "2022—2026年",
        ),
        (
            "丙县旅游发展规划（2022-2030年）",
            "规划期限：近期2022—2025年，远期2026—2035年。",
            "stated_period",
            "2022—2025年，远期2026—2035年",
        ),
        ("丙市“十四五”教育规划", "力争2013年底前建成实验学校。", "odd_year", "2013年"),
        ("丙市“十四五”教育规划", "规划期限为2021—2025年，基准年为2024年。", "base_year", "2024年"),
        ("丙市“十四五”教育规划", "本规划以2022年为基准年。", "base_year", "2022年"),
        ("丙市教育规划（2021—2025年）", "规划基期为2023年，目标年为2025年。", "base_year", "2023年"),
        ("丙县旅游发展规划（2022-2030年）", "规划基准年：2026年。", "base_year", "2026年"),
        ("丙市“十五五”环境规划", "以2027年为基期测算。", "base_year", "2027年"),
        ("丙市“十四五”教育规划", "到2037年，全面普及学前教育。", "odd_year", "2037年"),
    ],
)
def test_years_that_are_not_those_of_the_plan(title: str, text: str, rule: str, quote: str) -> None:
    assert _found(title, text) == [(rule, quote)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("丙市“十四五”教育规划", "规划期限为2021—2025年，基准年为2020年，展望到2035年。"),
        ("丙市教育规划（2021—2025年）", "规划期为“十四五”时期。"),
        ("丙市“十四五”教育规划", "“十三五”时期（2016—2020年），教育事业稳步发展。"),
        ("丙市国民经济和社会发展第十四个五年规划纲要", "实施期限为2021—2025年，展望到2035年。"),
        ("丙县旅游发展规划（2022-2030年）", "规划期限：近期2022—2025年，远期2026—2030年。"),
        ("丙县旅游发展规划（2022-2030年）", "规划期限：近期2022—2025年，远期展望至2035年。"),
        ("丙市“十四五”教育规划", "“十三五”规划原定力争2018年底前建成的学校，2019年投用。"),
        ("丙市“十四五”教育规划", "到2050年，全面建成教育强市。"),
        ("丙市“十四五”教育规划", "到2049年，实现教育现代化。"),
    ],
)
def test_years_that_fit(title: str, text: str) -> None:
    assert _found(title, text) == []


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("一、发展目标", "到2012年，学前教育普及率达到95%。", ["odd_year"]),
        ("一、发展基础", "到2012年，学前教育普及率达到95%。", []),
        ("一、发展目标", "2012年普及率为60%，到2025年达到95%。", []),
    ],
)
def test_a_goal_for_a_year_before_the_plan(heading: str, text: str, told: list[str]) -> None:
    title = b.paragraph("丙市教育规划（2021—2025年）", align="center", bold=True, size=22)
    lines = (title, b.paragraph(heading, bold=True), b.paragraph(text))
    assert [found.rule for found, _ in checked_of(b.docx(*lines), "plan.docx").findings] == told


@pytest.mark.parametrize(
    ("title", "number"), [("丙市教育规划（2021—2025年）", 1), ("2024年丙市政府工作报告", 0)]
)
def test_a_lone_target_after_the_end_is_told_of_plans_only(title: str, number: int) -> None:
    title_line = b.paragraph(title, align="center", bold=True, size=22)
    told = checked_of(
        b.docx(
            title_line, b.paragraph("一、目标", bold=True), b.paragraph("到2028年，学前教育普及率达到95%。")
        ),
        "plan.docx",
    ).findings
    assert [found.rule for found, _ in told] == ["odd_year"] * number
