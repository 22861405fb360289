"""What a project costs within the plan period against what it costs in all."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.rules.groups import amount_of
from pipeline.rules.records import Held, ProjectRow
from pipeline.rules.results import Finding, Result, Rule, Side, agreed, field_side, sides
from pipeline.rules.values import compare, money
from pipeline.rules.wording import say


def period_over_total(held: Held) -> Iterator[Result]:
    """Investment within the plan period against total investment, row by row."""
    for row in held.projects:
        whole, part = amount_of(row, "total"), amount_of(row, "period")
        if whole is None or part is None:
            continue
        if part.value - part.half <= whole.value + whole.half:
            yield agreed(*_amounts(held, row), rounded=part.value > whole.value)
            continue
        places = sides(
            field_side(held, row.id, "period_investment_raw"),
            field_side(held, row.id, "total_investment_raw"),
            field_side(held, row.id, "name"),
        )
        yield Finding(
            say("period_over_total", name=row.name, part=money(part.value), whole=money(whole.value)),
            places,
            f"≤{money(whole.value)}",
            money(part.value),
        )


def period_below_total(held: Held) -> Iterator[Result]:
    """A project that is built wholly within the plan period should spend all of its investment there."""
    if held.period is None:
        return
    compared = [
        row
        for row in held.projects
        if row.kind == "project" and row.total is not None and row.period_investment is not None
    ]
    inside = [row for row in compared if _inside(row, held.period)]
    differing = [row for row in inside if _less(row)]
    if len(differing) * 4 > len(inside):  # the column means something else here
        return
    for row in inside:
        if row not in differing:
            yield agreed(*_amounts(held, row))
            continue
        places = sides(
            field_side(held, row.id, "period_investment_raw"),
            field_side(held, row.id, "total_investment_raw"),
            field_side(held, row.id, "period_raw"),
        )
        message = say("period_below_total", name=row.name, first=row.start_year, last=row.end_year)
        yield Finding(
            message, places, money(row.total or Decimal(0)), money(row.period_investment or Decimal(0))
        )


def _amounts(held: Held, row: ProjectRow) -> tuple[Side | None, ...]:
    names = ("period_investment_raw", "total_investment_raw")
    return tuple(field_side(held, row.id, name) for name in names)


def _inside(row: ProjectRow, period: tuple[int, int]) -> bool:
    return (
        row.start_year is not None
        and row.end_year is not None
        and period[0] <= row.start_year <= row.end_year <= period[1]
    )


def _less(row: ProjectRow) -> bool:
    whole, part = amount_of(row, "total"), amount_of(row, "period")
    return (
        whole is not None
        and part is not None
        and part.value < whole.value
        and compare(whole, part) == "contradicts"
    )


RULES = (
    Rule(
        "period_over_total",
        "error",
        period_over_total,
        "The investment within the plan period is larger than the total investment of the same row.",
        "总投资 5.00, “十四五”期间投资 7.50",
        "See whether the two columns were swapped or a decimal point slipped.",
        "A total that counts only one source of money.",
    ),
    Rule(
        "period_below_total",
        "info",
        period_below_total,
        "A project is built wholly within the plan period, but its investment in the period is smaller than"
        " its total.",
        "2021-2023, 总投资 5.00, “十四五”期间投资 4.00 (plan 2021—2025)",
        "Check the years and both amounts.",
        "Money spent before building begins. Not reported where more than a quarter of such rows do so.",
    ),
)
