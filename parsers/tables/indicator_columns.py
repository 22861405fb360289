"""Which value column of an indicator table is the baseline, which the target, and what the others are."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from models.vocabularies import any_of
from parsers.tables.columns import CHANGE_FIELDS, LEVEL_FIELDS, meanings
from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import fold
from parsers.tables.table_periods import (
    Stated,
    compared_year,
    header_period,
    is_yearly,
    span_between,
    year_before,
)
from parsers.tables.table_units import PrintedUnit, header_unit

ValueRole = Literal[
    "baseline",
    "target",
    "old_target",
    "actual",
    "interim",
    "growth",
    "cumulative",
    "completion",
    "comparison",
    "share",
]
# 年均增速, 降幅
_RATE = re.compile("[增降减升速幅]")
# 完成情况, 实现值: how it came out, not a target
_ACCOUNT = re.compile(any_of("table_words", "result_header"))
# 近期目标, 远期目标
_NEAR, _FAR = re.compile(any_of("table_words", "near_goal")), re.compile(any_of("table_words", "far_goal"))
# 比2020年, 为2020年
_LONG_TERM = 9  # years from the first column after which a later one is an outlook (2020, 2025, 2035)


@dataclass(frozen=True, slots=True, eq=False)
class Horizon:
    """What is known about time where a table stands: `plan` the years its caption or the document plans for,
    `now` the first year that lies ahead of the document."""

    plan: Stated | None = None
    now: int | None = None

    @property
    def span(self) -> Stated | None:
        """The plan's years where they are several."""
        plan = self.plan
        return plan if plan and plan.start and plan.end and plan.start < plan.end else None

    @property
    def last(self) -> int | None:
        """The last year of the plan."""
        return self.plan.end if self.plan else None

    def is_past(self, year: int | None) -> bool:
        """Whether a year lies before the document's own time."""
        return year is not None and self.now is not None and year < self.now


@dataclass(frozen=True, slots=True, eq=False)
class ValueColumn:
    """A column of values: `period` what its header states or, inherited, what the table's or the plan's title
    does; `unit` from its header; `side` what the header says of a change: whether it was aimed at (`target`)
    or reached (`actual`); `base` the year it is reckoned from."""

    field: Field
    role: ValueRole
    period: Stated | None
    unit: PrintedUnit | None
    side: Literal["target", "actual"] | None = None
    base: Stated | None = None
    known_until: int | None = None

    @property
    def year(self) -> int | None:
        """The last year of the period."""
        return self.period.end or self.period.start if self.period else None

    @property
    def is_rate(self) -> bool:
        """True for a column whose values are not in the unit of their row: growth, completion, shares."""
        return self.role in ("growth", "completion", "comparison", "share")


def value_columns(layout: Layout, horizon: Horizon) -> tuple[ValueColumn, ...]:
    """The value columns from left to right; at most one baseline, one target and one result among them."""
    found = [_column(field) for field in layout.named(*LEVEL_FIELDS, *CHANGE_FIELDS)]
    levels = [column for column in found if column.role == "interim"]
    target = _target(levels, horizon)
    completed = any(column.role == "completion" for column in found)
    actual = _actual([each for each in levels if each is not target], target, horizon, completed=completed)
    left = [column for column in levels if column is not target and column not in actual]
    baseline = _baseline(left, target or (actual[-1] if actual else None), horizon)
    roles: dict[int, ValueRole] = {id(each): "actual" for each in actual}
    roles |= {id(baseline): "baseline", id(target): "target"}
    settled = [_settled(column, roles.get(id(column), column.role), horizon) for column in found]
    known = _known_until(settled, horizon)
    return tuple(replace(_with_span(column, settled, horizon), known_until=known) for column in settled)


def _known_until(columns: list[ValueColumn], horizon: Horizon) -> int | None:
    """The last year of results: that before the document's own time, or of a baseline or result."""
    years = [column.year for column in columns if column.role in ("baseline", "actual") and column.year]
    return max([*years, *([horizon.now - 1] if horizon.now else [])], default=None)


def _column(field: Field) -> ValueColumn:
    role: ValueRole = "interim" if field.name in LEVEL_FIELDS else _change_role(field.name)
    base = compared_year(field.column.parts) if field.name in ("growth", "comparison") else None
    period = header_period(field.column.parts)
    period = None if base and period and period.end == base.end else period
    return ValueColumn(field, role, period, header_unit(field.column), _side(field), base)


def _change_role(name: str) -> ValueRole:
    roles: dict[str, ValueRole] = {
        "growth": "growth",
        "cumulative": "cumulative",
        "completion": "completion",
        "comparison": "comparison",
    }
    return roles.get(name, "share")


def _side(field: Field) -> Literal["target", "actual"] | None:
    """What any header cell above a column says about its side; the lowest that says something counts."""
    for part in reversed(field.column.parts):
        named = {meaning.field for meaning in meanings(part.text, "indicator")}
        if "actual" in named:
            return "actual"
        if named & {"target", "old_target"}:
            return "target"
    return None


def _settled(column: ValueColumn, role: ValueRole, horizon: Horizon) -> ValueColumn:
    """The column in its role; where its header names no year, the plan's last year or the year before its
    first."""
    role = "old_target" if column.field.name == "old_target" and role == "interim" else role
    period = column.period
    span = horizon.span
    if period is None and span and span.start and span.end:
        year = span.end if role in ("target", "old_target", "actual") else None
        year = span.start - 1 if role == "baseline" else year
        period = Stated(year, year, span.place, inherited=True) if year else None
    return replace(column, role=role, period=period)


def _with_span(column: ValueColumn, columns: list[ValueColumn], horizon: Horizon) -> ValueColumn:
    """A column of changes without years of its own has those from the baseline to the target or result."""
    if column.role not in ("growth", "cumulative", "completion", "comparison", "share"):
        return column
    if column.period is None and (beside := _beside(column, columns)) is not None:
        over_years = "均" in column.field.column.title and beside.role == "baseline"
        return replace(column, period=None if over_years else beside.period)
    first = next((each for each in columns if each.role == "baseline" and each.period), None)
    last = _last_of(column, columns)
    if last and column.year == last.year and _is_over_years(column):
        column = replace(column, period=None)
    if column.period or column.role in ("comparison", "share"):
        return replace(column, period=column.period or (last.period if last else horizon.plan))
    if column.role == "completion":
        return replace(column, period=horizon.span or (last.period if last else horizon.plan))
    if is_yearly(column.field.column.parts):
        return _yearly(column, (last.period if last else None) or horizon.plan)
    if first and last and first.period and last.period and (first.year or 0) + 1 < (last.year or 0):
        return replace(column, period=span_between(first.period, last.period), base=first.period)
    return replace(column, period=horizon.span or horizon.plan or (last.period if last else None))


def _beside(column: ValueColumn, columns: list[ValueColumn]) -> ValueColumn | None:
    """The level right before a growth, where another of the same name stands behind another level: 2023年预计
    | 增长 | 2024年计划 | 增长."""
    same = [each for each in columns if each.role == "growth" and _name_of(each) == _name_of(column)]
    if column.role != "growth" or len(same) < 2:
        return None
    before = [None, *columns[: columns.index(column)]][-1]
    is_level = before is not None and before.role not in ("growth", "cumulative") and not before.is_rate
    return before if is_level and before is not None and before.period else None


def _name_of(column: ValueColumn) -> str:
    return fold(column.field.column.title)


def _is_over_years(column: ValueColumn) -> bool:
    """Whether a column of a yearly average or a sum only stands under the year it leads to (2025年目标 over
    目标值 | 年均增速)."""
    parts = column.field.column.parts
    said = column.role == "cumulative" or (column.role == "growth" and "均" in parts[-1].text)
    return said and len(parts) > 1 and header_period(parts[-1:]) is None


def _yearly(column: ValueColumn, period: Stated | None) -> ValueColumn:
    """A growth over the year before (比上年增长) is one of the period of the value beside it."""
    return replace(column, period=period, base=year_before(column.field.column.parts, period))


def _last_of(column: ValueColumn, columns: list[ValueColumn]) -> ValueColumn | None:
    """The target or result that a column of changes leads to: that of its own side, else the target."""
    wanted = ("actual",) if column.side == "actual" else ("target", "actual")
    ends = [each for role in wanted for each in columns if each.role == role and each.period]
    return ends[0] if ends else None


def _target(levels: list[ValueColumn], horizon: Horizon) -> ValueColumn | None:
    named = [column for column in levels if column.field.name == "target"]
    last = horizon.last if horizon.span else None
    ends = [
        column
        for column in levels
        if (column in named or (column.field.name == "value" and not horizon.is_past(column.year)))
        and last is not None
        and (column.year or (last if column in named else None)) == last
    ]
    if ends:
        aimed = [column for column in ends if column in named]
        return next(iter(_in_reach(aimed, horizon) or aimed or ends))
    if named:
        return _nearest(named, levels, horizon)
    dated = [
        column
        for column in levels
        if column.field.name == "value" and column.year and not horizon.is_past(column.year)
    ]
    beside = any(column.field.name in ("baseline", "actual") or column.year for column in levels[:-1])
    return _nearest(dated, levels, horizon) if len(levels) > 1 and beside else None


def _nearest(columns: list[ValueColumn], levels: list[ValueColumn], horizon: Horizon) -> ValueColumn | None:
    """The last column that is not an outlook: inside the plan's years or, unknown these, not far from the
    first column."""
    years = [column.year for column in levels if column.year]
    if not years or not any(column.year for column in columns):
        return next(iter(_in_reach(columns, horizon) or columns), None)
    limit = (horizon.last if horizon.span else None) or min(years) + _LONG_TERM
    near = [column for column in columns if column.year and column.year <= limit]
    later = sorted(
        (column for column in columns if column.year and column.year > limit),
        key=lambda column: column.year or 0,
    )
    return max(near, key=lambda column: column.year or 0) if near else later[0]


def _in_reach(columns: list[ValueColumn], horizon: Horizon) -> list[ValueColumn]:
    """Of columns without years (规划近期目标年 | 规划目标年) those that the plan leads to: one over many
    years leads past 近期, one over five does not reach 远期."""
    span = horizon.span
    is_long = span is not None and (span.end or 0) - (span.start or 0) >= _LONG_TERM
    apart = _NEAR if is_long else _FAR
    return [column for column in columns if not apart.search(column.field.column.title)]


def _actual(
    levels: list[ValueColumn], target: ValueColumn | None, horizon: Horizon, *, completed: bool
) -> list[ValueColumn]:
    """The columns of results beside a target, or the last year of a table that looks back only."""
    if target is None:
        dated = [column for column in levels if column.year and horizon.is_past(column.year)]
        is_past = len(dated) > 1 and len(dated) == sum(column.year is not None for column in levels)
        return [max(dated, key=lambda column: column.year or 0)] if is_past else []
    aimed = target.year or horizon.last
    looks_back = completed or horizon.is_past(aimed)
    start = horizon.span.start if horizon.span else None
    starts = start is not None and any(column.year and column.year < start for column in levels)
    return [
        column
        for column in levels
        if _is_result(column, aimed, looks_back=looks_back) or (starts and _is_on_the_way(column, horizon))
    ]


def _is_on_the_way(column: ValueColumn, horizon: Horizon) -> bool:
    """Whether a result is one of a year within a plan over several: 2022年实际 beside 2020年 and
    2025年目标."""
    start = horizon.span.start if horizon.span else None
    within = start is not None and column.year is not None and column.year >= start
    return within and column.field.name == "actual"


def _is_result(column: ValueColumn, aimed: int | None, *, looks_back: bool) -> bool:
    said = column.field.name
    if column.year is None or aimed is None:
        return said == "actual" and (looks_back or _ACCOUNT.search(column.field.column.title) is not None)
    return said in ("actual", "value") and column.year >= aimed and (said == "actual" or looks_back)


def _baseline(levels: list[ValueColumn], target: ValueColumn | None, horizon: Horizon) -> ValueColumn | None:
    before = [
        column
        for column in levels
        if column.field.name != "old_target"
        and not (target and target.year and column.year and column.year >= target.year)
    ]
    named = [column for column in before if column.field.name in ("baseline", "actual")]
    starts = [column for column in before if column.year and _starts_plan(column, horizon)]
    if starts and not any(column.field.name == "baseline" for column in named):
        return starts[-1]
    dated = sorted(
        (column for column in before if column.year and column.field.name != "target"),
        key=lambda column: column.year or 0,
    )
    if named:
        return max(named, key=lambda column: (_before_plan(column, horizon), column.year or 0))
    if not dated:
        return None
    if horizon.is_past(target.year if target else None) and not horizon.span:
        return dated[0]
    if horizon.span or (horizon.plan and horizon.plan.start):
        return next((column for column in reversed(dated) if _before_plan(column, horizon)), dated[0])
    round_years = [column for column in dated if target and _is_round(target.year) and _is_round(column.year)]
    return round_years[-1] if round_years else dated[0]


def _starts_plan(column: ValueColumn, horizon: Horizon) -> bool:
    """Whether a level is that of the year right before a plan over several years."""
    span = horizon.span
    return span is not None and span.start is not None and column.year == span.start - 1


def _before_plan(column: ValueColumn, horizon: Horizon) -> bool:
    start = horizon.plan.start if horizon.plan else None
    return not (start and column.year) or column.year < start


def _is_round(year: int | None) -> bool:
    """Five-year plans end in years that 5 divides."""
    return year is not None and year % 5 == 0
