"""The figures of a project row: one for each amount."""

import re

from models.facts import Figure
from parsers.notation.period import read_period
from parsers.tables.figure_evidence import figure_of
from parsers.tables.passage import Passage, joined
from parsers.tables.project_fields import Sum
from parsers.tables.table_periods import Stated, header_period
from parsers.tables.table_units import split_unit

_SAYS_MONEY = re.compile("投资|资金|投入|金额|造价|预算|概算|估算")


def project_figures(sums: tuple[Sum, ...], name: Passage, years: Stated | None, plan: Stated | None, position: int) -> tuple[Figure, ...]:
    """Every amount as a figure in 元 owned by the project at `position`; `years` are the project's, `plan` the plan's."""
    found = (
        figure_of(
            amount.cell,
            origin="project_table",
            metric=metric_of(amount.field.column.parts),
            kind="status" if amount.field.name == "invested" else "plan",
            unit=amount.unit,
            period=_period(amount, years, plan),
            labels=amount.field.column.parts,
            subject=name,
            owner=("project", position),
            role=amount.field.name,
        )
        for amount in sums
    )
    return tuple(figure for figure in found if figure is not None)


def _period(amount: Sum, years: Stated | None, plan: Stated | None) -> Stated | None:
    """The years the column states; for a total those of the project, for 规划期内投资 those of the plan."""
    stated = header_period(amount.field.column.parts)
    if stated or amount.field.name not in ("total_investment", "period_investment"):
        return stated
    return years if amount.field.name == "total_investment" else plan


def metric_of(parts: tuple[Passage, ...]) -> Passage:
    """A column's printed name without unit and bare years: its lowest part when that speaks of money, else all parts as one."""
    named = [bare for part in parts if (bare := split_unit(part)[0]) and read_period(bare.text) is None] or list(parts)
    if _SAYS_MONEY.search(named[-1].text):
        return named[-1]
    return joined(tuple(named))
