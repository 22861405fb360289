"""Baseline, target and growth of an indicator: whether the three fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from models.vocabularies import words
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, figure_side, sides
from pipeline.rules.values import Printed, printed, shown
from pipeline.rules.wording import say

_SLACK: Final = Decimal("0.6")  # percentage points: 8.7 is printed as 9
_LAX: Final = Decimal("1.5")  # 左右, 以上
_PER_MILLE: Final = Decimal(10)
_UP_TO: Final = ("up_to", "near")
_AT_LEAST: Final = ("at_least", "over")
_ENDS: Final = ("baseline", "target")
_LEVELS: Final = ("baseline", "actual", "target", "interim", "value")


@dataclass(frozen=True, slots=True)
class _Level:
    """A value of an indicator at a year."""

    year: int
    value: Printed
    figure: FigureRow


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
    levels = _levels(held)
    for row in held.indicators:
        for figure in by_owner.get(row.id, ()):
            result = _check(held, row, figure, levels.get(row.id, []))
            if result is not None:
                yield result


def _levels(held: Held) -> dict[int, list[_Level]]:
    """The dated levels that an indicator owns (baseline, results, targets), by year; the growth of a row may
    be that of its results."""
    found: dict[int, list[_Level]] = {}
    for figure in held.figures:
        if figure.origin != "indicator_table" or figure.owner is None or figure.period_end is None:
            continue
        value = printed(figure.raw, figure.value)
        if figure.role in _LEVELS and value is not None and value.value > 0:
            found.setdefault(figure.owner, []).append(_Level(figure.period_end, value, figure))
    return {owner: sorted(levels, key=lambda level: level.year) for owner, levels in found.items()}


def _check(held: Held, row: IndicatorRow, figure: FigureRow, levels: list[_Level]) -> Result | None:
    """The growth against every two levels of the row; told of baseline and target, or of first and last."""
    known = [level for level in levels if level.figure.role in _ENDS]
    ends = known if len(known) == len(_ENDS) else levels
    deflated = any(word in row.name for word in words("constant_prices"))
    if len(ends) < len(_ENDS) or ends[0].year >= ends[-1].year or row.cumulative or deflated:
        return None
    base, target = ends[0], ends[-1]
    years = target.year - base.year
    fitting = _fitting(base.value, target.value, years)
    others = [
        reach
        for one, other in combinations(levels, 2)
        for span in {other.year - one.year, years}
        if span > 0
        for reach in _fitting(one.value, other.value, span)
    ]
    if any(_meets(figure, row, low, high) for low, high in (*fitting, *others)):
        return Agreed(True)
    rate = shown(fitting[0][0].quantize(Decimal("0.1")))
    said = {"baseline": base.figure.raw, "target": target.figure.raw, "years": years}
    message = say("growth_fit", name=row.name, rate=rate, stated=figure.raw, **said)
    places = sides(*(figure_side(held, one) for one in (figure, target.figure, base.figure)))
    return Finding(message, places, f"{rate}%", figure.raw)


def _meets(figure: FigureRow, row: IndicatorRow, low: Decimal, high: Decimal) -> bool:
    """Whether the growth printed lies in a reach of per cent; a bound (<8‰) has no other end."""
    scale = _PER_MILLE if figure.unit == "‰" else Decimal(1)
    stated = abs(figure.value or Decimal(0)) / scale
    bounded = figure.qualifier in _UP_TO or figure.qualifier in _AT_LEAST
    slack = (_LAX if figure.qualifier != "exact" or row.qualifier not in (None, "exact") else _SLACK) / scale
    if not bounded:
        return low - slack <= stated <= high + slack
    return low <= stated + slack if figure.qualifier in _UP_TO else stated - slack <= high


def _fitting(base: Printed, target: Printed, years: int) -> list[tuple[Decimal, Decimal]]:
    """The growths that fit, each from least to most: a year, in all, and as differences (a year, in all)."""
    low, high = (
        (target.value - target.half) / (base.value + base.half),
        (target.value + target.half) / max(base.value - base.half, base.value / 2),
    )
    difference = abs(target.value - base.value)
    root = Decimal(1) / years
    yearly = sorted(abs(max(ratio, Decimal(0)) ** root - 1) * 100 for ratio in (low, high))
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
