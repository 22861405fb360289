"""Which value column of an indicator table is the baseline, which the target, and what the others are."""

import re
from dataclasses import dataclass
from typing import Literal

from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage
from parsers.tables.table_periods import Stated, header_period
from parsers.tables.table_units import column_unit

ValueRole = Literal["baseline", "target", "interim", "growth", "cumulative"]
_RATE = re.compile("[增降减升速幅]")
_LONG_TERM = 9  # years from the first column after which a later one is an outlook (2020, 2025, 2035)


@dataclass(frozen=True, slots=True, eq=False)
class ValueColumn:
    """A column of values: `period` what its header states or, inherited, what the plan's title does; `unit`
    from its header."""

    field: Field
    role: ValueRole
    period: Stated | None
    unit: Passage | None

    @property
    def year(self) -> int | None:
        """The last year of the period."""
        return self.period.end or self.period.start if self.period else None

    @property
    def is_rate(self) -> bool:
        """True for a column of growth, whose values are not in the unit of their row."""
        return self.role == "growth" and _RATE.search(self.field.column.title) is not None


def value_columns(layout: Layout, plan: Stated | None) -> tuple[ValueColumn, ...]:
    """The value columns from left to right; at most one baseline and one target among them."""
    found = [
        _column(field, plan) for field in layout.named("baseline", "target", "value", "growth", "cumulative")
    ]
    levels = [column for column in found if column.role == "interim"]
    target = _target(levels, plan)
    baseline = _baseline([column for column in levels if column is not target], target, plan)
    roles: dict[int, ValueRole] = {id(baseline): "baseline", id(target): "target"}
    return tuple(_settled(column, roles.get(id(column), column.role), plan) for column in found)


def _column(field: Field, plan: Stated | None) -> ValueColumn:
    period = header_period(field.column.parts)
    if field.name in ("growth", "cumulative"):
        return ValueColumn(
            field,
            "growth" if field.name == "growth" else "cumulative",
            period or plan,
            column_unit(field.column),
        )
    return ValueColumn(field, "interim", period, column_unit(field.column))


def _settled(column: ValueColumn, role: ValueRole, plan: Stated | None) -> ValueColumn:
    """The column in its role; where its header names no year, the plan's last year or the year before its
    first."""
    period = column.period
    if period is None and plan and plan.start and plan.end:
        year = plan.end if role == "target" else plan.start - 1 if role == "baseline" else None
        period = Stated(year, year, plan.place, inherited=True) if year else None
    return ValueColumn(column.field, role, period, column.unit)


def _target(levels: list[ValueColumn], plan: Stated | None) -> ValueColumn | None:
    ends = [
        column for column in levels if plan and column.year == plan.end and column.field.name != "baseline"
    ]
    named = [column for column in levels if column.field.name == "target"]
    if ends:
        return next((column for column in ends if column in named), ends[0])
    if named:
        return _nearest(named, levels, plan)
    dated = [column for column in levels if column.field.name == "value" and column.year]
    return (
        _nearest(dated, levels, plan)
        if len(dated) > 1 or any(column.field.name == "baseline" for column in levels)
        else None
    )


def _nearest(
    columns: list[ValueColumn], levels: list[ValueColumn], plan: Stated | None
) -> ValueColumn | None:
    """The last column that is not an outlook: inside the plan's years or, unknown these, not far from the
    first column."""
    years = [column.year for column in levels if column.year]
    if not years or not any(column.year for column in columns):
        return columns[0] if columns else None
    limit = plan.end if plan and plan.end else min(years) + _LONG_TERM
    near = [column for column in columns if column.year and column.year <= limit]
    later = sorted(
        (column for column in columns if column.year and column.year > limit),
        key=lambda column: column.year or 0,
    )
    return max(near, key=lambda column: column.year or 0) if near else later[0]


def _baseline(
    levels: list[ValueColumn], target: ValueColumn | None, plan: Stated | None
) -> ValueColumn | None:
    before = [
        column
        for column in levels
        if not (target and target.year and column.year and column.year >= target.year)
    ]
    named = [column for column in before if column.field.name == "baseline"]
    dated = sorted(
        (column for column in before if column.year and column.field.name != "target"),
        key=lambda column: column.year or 0,
    )
    if named:
        return max(named, key=lambda column: (_before_plan(column, plan), column.year or 0))
    if not dated:
        return None
    if plan and plan.start:
        return next((column for column in reversed(dated) if _before_plan(column, plan)), dated[0])
    round_years = [column for column in dated if target and _is_round(target.year) and _is_round(column.year)]
    return round_years[-1] if round_years else dated[0]


def _before_plan(column: ValueColumn, plan: Stated | None) -> bool:
    return not (plan and plan.start and column.year) or column.year < plan.start


def _is_round(year: int | None) -> bool:
    """Five-year plans end in years that 5 divides."""
    return year is not None and year % 5 == 0
