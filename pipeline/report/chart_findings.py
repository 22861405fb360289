"""The chart of findings by rule."""

from decimal import Decimal
from typing import Final

from models.vocabularies import read_rows
from pipeline.report.chart_data import PlanFacts, RuleCount
from pipeline.report.chart_shapes import Bar, Cell, Chart, Legend, Part, number_cell, percent
from pipeline.report.chart_words import Words

SEVERITIES: Final = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "info"),
}


def counted(severity: str, number: int) -> Words:
    """错误 1, 1 error; 错误 2, 2 errors."""
    words = SEVERITIES[severity]
    english = words.en if number == 1 or severity == "info" else f"{words.en}s"
    return Words(f"{words.zh} {number:,}", f"{number:,} {english}")


def rule_title(rule: str) -> Words:
    """The rule's title in either language; its code where the rules of this version do not know it."""
    row = next((row for row in read_rows("rule_titles") if row["code"] == rule), None)
    return Words(rule, rule) if row is None else Words(row["zh"], row["en"])


def by_rule(facts: PlanFacts) -> Chart | None:
    """Findings that nobody dismissed; a click leads to the rule's first."""
    shown = [one for one in facts.rules if one.number]
    if not shown:
        return None
    most = Decimal(max(one.number for one in shown))
    return Chart(
        "findings",
        Words("疑点（按规则）", "Findings by rule"),
        Words("不含已排除的疑点。", "Without the findings that were dismissed."),
        (
            Words("规则", "rule"),
            Words("级别", "severity"),
            Words("疑点", "findings"),
            Words("已排除", "dismissed"),
        ),
        tuple(_row(one) for one in facts.rules),
        tuple(
            Legend(name, words)
            for name, words in SEVERITIES.items()
            if any(one.severity == name for one in shown)
        ),
        tuple(_bar(one, most) for one in shown),
    )


def _row(one: RuleCount) -> tuple[Cell, ...]:
    href = "" if one.first is None else f"#finding-{one.first}"
    return (
        Cell(words=rule_title(one.rule), href=href),
        Cell(words=SEVERITIES[one.severity]),
        number_cell(one.number),
        number_cell(one.dismissed),
    )


def _bar(one: RuleCount, most: Decimal) -> Bar:
    value = counted(one.severity, one.number)
    name = rule_title(one.rule)
    title = Words(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}")
    return Bar(
        name,
        value,
        title,
        (Part(0, percent(Decimal(one.number), most), one.severity),),
        f"#finding-{one.first}",
    )
