"""The report's overview: a strip of numbers, then charts where people would rather look."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from pipeline.report.chart_amounts import single
from pipeline.report.chart_data import PlanFacts, read_facts
from pipeline.report.chart_findings import SEVERITIES, counted
from pipeline.report.chart_shapes import Item, total
from pipeline.report.chart_words import Words, exact, joined, money, rounded, years
from pipeline.report.charts import charts_css, draw

_NAMES = {
    "ORG": Words("机构", "organisations"),
    "LOC": Words("地点", "places"),
    "POLICY": Words("文件", "documents"),
}
_UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class Overview:
    """HTML (escaped; links to `#<kind>-<record_id>`) and the style it needs."""

    html: str
    css: str


def overview(connection: Connection, plan: str, version: int) -> Overview:
    """The overview of a held version of the plan with this key: ten queries whatever its size."""
    facts = read_facts(connection, plan, version)
    return Overview(draw(facts, tuple(_strip(facts))), charts_css())


def _strip(facts: PlanFacts) -> Iterator[Item]:
    """What the plan holds; nothing that it has none of, but for findings, where none is news."""
    period = years(*facts.period)
    if period or facts.region:
        yield Item(Words("规划期", "period"), _same(period or "—"), facts.region or None)
    yield Item(Words("标题", "headings"), _number(facts.counts["headings"]))
    if facts.indicators:
        yield Item(Words("指标", "indicators"), _number(len(facts.indicators)), _natures(facts))
    yield from _projects(facts)
    yield Item(Words("数据", "figures"), _number(facts.counts["figures"]))
    yield from _names(facts)
    yield _findings(facts)
    yield from _coverage(facts)


def _same(text: str) -> Words:
    return Words(text, text)


def _number(number: int) -> Words:
    return _same(exact(number))


def _natures(facts: PlanFacts) -> Words | None:
    known = (("约束性", "binding"), ("预期性", "expected"))
    numbers = [(zh, en, sum(one.nature == zh for one in facts.indicators)) for zh, en in known]
    return joined([Words(f"{zh} {number}", f"{number} {en}") for zh, en, number in numbers if number])


def _projects(facts: PlanFacts) -> Iterator[Item]:
    """The sum over the projects; what a 总计 row prints stands beside it where it differs."""
    projects = single(facts)
    if not projects:
        return
    yield Item(Words("项目", "projects"), _number(len(projects)))
    amount = total([project.total for project in projects])
    if amount is None:
        return
    without = sum(project.total is None for project in projects)
    told = [Words("各项目之和", "sum of the projects")]
    told += [Words(f"{without} 个无金额", f"{without} without an amount")] if without else []
    told += [
        Words(f"总计行 {money(one).zh}", f"printed total {money(one).en}")
        for one in _printed_totals(facts)
        if one != amount
    ]
    yield Item(Words("总投资", "total investment"), money(amount), joined(told))


def _printed_totals(facts: PlanFacts) -> list[Decimal]:
    return [row.total for row in facts.projects if row.kind == "total" and row.total is not None]


def _names(facts: PlanFacts) -> Iterator[Item]:
    numbers = [(words, facts.mentions.get(label, 0)) for label, words in _NAMES.items()]
    found = sum(number for _, number in numbers)
    if found:
        more = joined(
            [Words(f"{words.zh} {number:,}", f"{number:,} {words.en}") for words, number in numbers if number]
        )
        yield Item(Words("名称出现", "names mentioned"), _number(found), more)


def _findings(facts: PlanFacts) -> Item:
    numbers = {
        severity: sum(one.number for one in facts.rules if one.severity == severity)
        for severity in SEVERITIES
    }
    more = joined([counted(name, number) for name, number in numbers.items() if number])
    return Item(
        Words("疑点", "findings"),
        _number(sum(numbers.values())),
        more if more.zh else None,
        "warn" if numbers["error"] else "",
    )


def _coverage(facts: PlanFacts) -> Iterator[Item]:
    """Numbers of the text that became a figure or have a coded reason why not."""
    numbers = sum(facts.numbers.values())
    if numbers:
        unclaimed = facts.numbers.get(_UNCLAIMED, 0)
        share = f"{rounded(Decimal(numbers - unclaimed) / numbers * 100, 1)}%"
        more = Words(f"{numbers:,} 个中 {unclaimed:,} 个未解释", f"{unclaimed:,} of {numbers:,} unexplained")
        yield Item(Words("数字解释率", "numbers accounted for"), _same(share), more)
