"""Growth said in the text (年均增长6%, 比2020年增长30%, 翻一番) against baseline and target of the indicator
table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from models.vocabularies import words
from pipeline.rules.directions import is_level
from pipeline.rules.metrics import split
from pipeline.rules.records import FigureRow, Held, IndicatorRow
from pipeline.rules.results import Agreed, Finding, Result, Rule, field_side, figure_side, sides
from pipeline.rules.same_metric import is_goal
from pipeline.rules.values import printed, shown
from pipeline.rules.wording import say
from pipeline.rules.words import any_of

_SLACK: Final = Decimal("0.6")  # percentage points: 8.7 is printed as 9
_LAX: Final = Decimal("1.5")  # 左右, 约
_DOUBLED: Final = (Decimal("0.9"), Decimal("1.5"))  # 翻一番 is said of 1.8 to 3 times as much
_HUNDRED: Final = Decimal(100)
_LEAST_HEAD: Final = 3  # 糖, 机车 name several things
_ENDLESS: Final = Decimal("Infinity")
_POINTS: Final = ("个百分点", "百分点")
_UP: Final = ("at_least", "over")
_DOWN: Final = ("up_to", "near")

Reach = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Levels:
    """An indicator with its baseline and target in base units."""

    row: IndicatorRow
    baseline: FigureRow
    target: FigureRow


@dataclass(frozen=True, slots=True)
class _Growth:
    """A change told in the text: what it is of, and whether it is counted by the year."""

    figure: FigureRow
    name: str
    yearly: bool


def growth_in_text(held: Held) -> Iterator[Result]:
    """Each growth of the text whose metric, target year and base are those of one indicator with baseline
    and target."""
    region = held.region or ""
    levels: dict[tuple[str, tuple[str, ...]], list[_Levels]] = {}
    for found in _levels(held):
        levels.setdefault(split(found.row.name, region)[:2], []).append(found)
    for growth in _growths(held) if levels else ():
        same = levels.get(split(growth.name, region)[:2], [])
        if (
            len(split(growth.name, region)[0]) >= _LEAST_HEAD
            and len(same) == 1
            and _is_of_the_plan(held, growth, same[0])
        ):
            result = _check(held, growth, same[0])
            if result is not None:
                yield result


def _levels(held: Held) -> Iterator[_Levels]:
    """Indicators that name levels, at current prices, with a baseline before their target."""
    owned: dict[tuple[int | None, str | None], FigureRow] = {}
    for figure in held.figures:
        if figure.origin == "indicator_table":
            owned.setdefault((figure.owner, figure.role), figure)
    for row in held.indicators:
        baseline, target = owned.get((row.id, "baseline")), owned.get((row.id, "target"))
        if (
            baseline is None
            or target is None
            or not _positive(baseline)
            or not _positive(target)
            or baseline.unit != target.unit
        ):
            continue
        dated = (
            row.baseline_year is not None
            and row.target_year is not None
            and row.baseline_year < row.target_year
        )
        changes = (
            _growth_word().search(row.name) is not None
            or target.kind == "change"
            or target.direction is not None
        )
        if (
            dated
            and is_level(row)
            and not row.cumulative
            and not changes
            and not any(word in row.name for word in words("constant_prices"))
        ):
            yield _Levels(row, baseline, target)


def _positive(figure: FigureRow) -> bool:
    return figure.value is not None and figure.value > 0


def _growths(held: Held) -> Iterator[_Growth]:
    for figure in held.figures:
        if figure.origin not in ("narrative", "box") or figure.value is None or figure.subject is not None:
            continue
        if figure.unit == "番":
            yield _Growth(figure, figure.metric, yearly=False)
        elif match := _growth_word().search(figure.metric):
            yield _Growth(figure, figure.metric[: match.start()], match["yearly"] is not None)


@cache
def _growth_word() -> re.Pattern[str]:
    said = "|".join(sorted(words("growth_words"), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<yearly>{any_of('yearly')})?(?:{any_of('in_all_told')})?(?:{said})$")


def _is_of_the_plan(held: Held, growth: _Growth, levels: _Levels) -> bool:
    """Whether it leads to the target year, from the baseline year on where it is not counted by the year."""
    figure, row = growth.figure, levels.row
    if figure.period is None:
        aimed = is_goal(held, figure)
    else:
        starts = (None, row.target_year, row.baseline_year, (row.baseline_year or 0) + 1)
        aimed = (
            figure.period_end == row.target_year and figure.period_start in starts and figure.kind != "status"
        )
    if growth.yearly:
        return aimed and figure.base_period in (None, str(row.baseline_year))
    return aimed and (
        figure.base_period == str(row.baseline_year) or (figure.unit == "番" and figure.base_period is None)
    )


def _check(held: Held, growth: _Growth, levels: _Levels) -> Result | None:
    row, figure = levels.row, growth.figure
    stated = _stated(figure)
    fitting = list(_fitting(held, growth, levels))
    if stated is None or not fitting:
        return None
    if any(low <= stated[1] and stated[0] <= high for _, low, high in fitting):
        return Agreed(True)
    amount = shown(abs(fitting[0][0]).quantize(Decimal("0.1")))
    expected = f"×{amount}" if figure.unit == "番" else f"{amount}{figure.unit}"
    ends = {"baseline": row.baseline_raw, "target": row.target_raw}
    years = {"first": row.baseline_year, "last": row.target_year}
    message = say("growth_in_text", name=row.name, stated=figure.raw, **ends, **years)
    places = sides(
        figure_side(held, figure),
        field_side(held, row.id, "target_raw"),
        field_side(held, row.id, "baseline_raw"),
    )
    return Finding(message, places, expected, figure.raw)


def _stated(figure: FigureRow) -> Reach | None:
    """What the text may mean: percent, points or the amount, below 0 for a fall; for 翻番 the ratio."""
    if figure.value is None:
        return None
    if figure.unit == "番":
        times = Decimal(2) ** figure.value
        return times * _DOUBLED[0], _ENDLESS if figure.qualifier in _UP else times * _DOUBLED[1]
    number = printed(figure.raw, figure.value)
    half = number.half if number else Decimal(0)
    relative = figure.unit == "%" or figure.unit in _POINTS
    slack = (_SLACK if figure.qualifier == "exact" else _LAX) if relative else Decimal(0)
    low, high = (
        abs(figure.value) - half - slack,
        max(abs(figure.value), abs(figure.value_max or figure.value)) + half + slack,
    )
    low, high = (
        (low, _ENDLESS)
        if figure.qualifier in _UP
        else (Decimal(0) - slack, high)
        if figure.qualifier in _DOWN
        else (low, high)
    )
    return (-high, -low) if figure.direction == "down" else (low, high)


def _fitting(held: Held, growth: _Growth, levels: _Levels) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """What baseline and target give in the unit of the text, with its reach: over the years between them,
    and over those of the plan."""
    base, target = _level(levels.baseline), _level(levels.target)
    first, last = levels.row.baseline_year or 0, levels.row.target_year or 0
    of_plan = [held.period[1] - held.period[0] + 1] if held.period and held.period[1] == last else []
    for years in dict.fromkeys([last - first, *of_plan]) if growth.yearly else [1]:
        ends = ((levels.baseline.value, levels.target.value), (base[1], target[0]), (base[0], target[1]))
        found = [
            _grown(growth.figure.unit, levels.target.unit, one, other, years)
            for one, other in ends
            if one is not None and other is not None
        ]
        amounts = [amount for amount in found if amount is not None]
        if len(amounts) == len(ends):
            yield amounts[0], amounts[1], amounts[2]


def _grown(unit: str | None, of: str | None, base: Decimal, target: Decimal, years: int) -> Decimal | None:
    """The change from base to target: times, per cent (compounded), points or the amount a year; None where
    the unit tells of something else."""
    if unit == "番":
        return target / base
    if unit == "%" and of != "%":
        return ((target / base) ** (Decimal(1) / years) - 1) * _HUNDRED if target.is_finite() else target
    same = unit == of and unit != "%"
    return (target - base) / years if same or (unit in _POINTS and of == "%") else None


def _level(figure: FigureRow) -> Reach:
    """Between which values a level lies; a bound has no other end."""
    number = printed(figure.raw, figure.value)
    value, half = (number.value, number.half) if number else (figure.value or Decimal(1), Decimal(0))
    low, high = max(value - half, value / 2), max(value, figure.value_max or value) + half
    if figure.qualifier in ("approx", "about"):
        return low * Decimal("0.95"), high * Decimal("1.05")
    return (
        (low, _ENDLESS)
        if figure.qualifier in _UP
        else (value / _HUNDRED, high)
        if figure.qualifier in _DOWN
        else (low, high)
    )


RULES = (
    Rule(
        "growth_in_text",
        "warning",
        growth_in_text,
        "The text says how much an indicator grows by its target year; its baseline and target in the table"
        " give another growth.",
        "“上云企业数年均增长8%” or “比2020年翻一番”; the table has 1000 (2020) and 3000 (2025)",
        "Reckon again; see which of the three was changed.",
        "Growth at constant prices (metrics named in the vocabulary constant_prices are left out); growth"
        " that counts from another year.",
    ),
)
