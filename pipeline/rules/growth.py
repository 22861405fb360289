"""Baseline, target and growth of an indicator: whether the three fit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.vocabularies import words
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, field_side, figure_side, sides
from pipeline.rules.values import Printed, printed, shown
from pipeline.rules.wording import say

_SLACK: Final = Decimal("0.6")  # percentage points: 8.7 is printed as 9
_LAX: Final = Decimal("1.5")  # 左右, 以上


def growth_fit(held: Held) -> Iterator[Result]:
    """Each growth column of an indicator table against baseline and target: compounded, in total, or as a
    difference."""
    by_owner: dict[int, list[FigureRow]] = {}
    for figure in held.figures:
        if (
            figure.origin == "indicator_table"
            and figure.role == "growth"
            and figure.owner is not None
            and figure.value is not None
        ):
            by_owner.setdefault(figure.owner, []).append(figure)
    for row in held.indicators:
        for figure in by_owner.get(row.id, ()):
            result = _check(held, row, figure)
            if result is not None:
                yield result


def _check(held: Held, row: IndicatorRow, figure: FigureRow) -> Result | None:
    base, target = printed(row.baseline_raw, row.baseline), printed(row.target_raw, row.target)
    years = (row.target_year or 0) - row.baseline_year if row.baseline_year else 0
    if base is None or target is None or base.value <= 0 or target.value <= 0 or row.cumulative or years <= 0:
        return None
    if any(word in row.name for word in words("constant_prices")):
        return None
    fitting = _fitting(base, target, years)
    stated = figure.value or Decimal(0)
    slack = _LAX if figure.qualifier != "exact" or row.qualifier not in (None, "exact") else _SLACK
    if any(low - slack <= abs(stated) <= high + slack for low, high in fitting):
        return Agreed(True)
    rate = shown(fitting[0][0].quantize(Decimal("0.1")))
    ends = {"baseline": row.baseline_raw, "target": row.target_raw, "years": years}
    message = say("growth_fit", name=row.name, rate=rate, stated=figure.raw, **ends)
    places = sides(
        figure_side(held, figure),
        field_side(held, row.id, "target_raw"),
        field_side(held, row.id, "baseline_raw"),
    )
    return Finding(message, places, f"{rate}%", figure.raw)


def _fitting(base: Printed, target: Printed, years: int) -> list[tuple[Decimal, Decimal]]:
    """The growths that fit, each from least to most: a year, in all, and as differences (a year, in all)."""
    low, high = (
        (target.value - target.half) / (base.value + base.half),
        (target.value + target.half) / max(base.value - base.half, base.value / 2),
    )
    difference = abs(target.value - base.value)
    root = Decimal(1) / years
    yearly = sorted(abs(ratio**root - 1) * 100 for ratio in (low, high))
    overall = sorted(abs(ratio - 1) * 100 for ratio in (low, high))
    return [
        (yearly[0], yearly[1]),
        (overall[0], overall[1]),
        (difference, difference),
        (difference / years, difference / years),
    ]


RULES = (
    Rule(
        "growth_fit",
        "warning",
        growth_fit,
        "The growth printed beside an indicator fits neither as growth a year, nor in all, nor as a"
        " difference of target and baseline.",
        "2020年 100, 2025年 200, 年均增长 5% (it is 14.9%)",
        "Reckon again; see which of the three was changed.",
        "Growth at constant prices; metrics named in the vocabulary constant_prices are left out.",
    ),
)
