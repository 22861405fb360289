"""The figures of a project row: one for each amount."""

from models.facts import Figure
from parsers.tables.figure_evidence import figure_of
from parsers.tables.passage import Passage
from parsers.tables.project_fields import Sum
from parsers.tables.table_periods import Stated


def project_figures(
    sums: tuple[Sum, ...], name: Passage, years: Stated | None, plan: Stated | None, position: int
) -> tuple[Figure, ...]:
    """Every amount as a figure in 元 owned by the project at `position`; `years` are the project's, `plan`
    the plan's."""
    found = (
        figure_of(
            amount.cell,
            origin="project_table",
            metric=amount.column.metric,
            kind="status" if amount.role == "invested" else "plan",
            unit=amount.unit,
            period=_period(amount, years, plan),
            labels=amount.labels,
            subject=name,
            owner=("project", position),
            role=amount.role,
        )
        for amount in sums
    )
    return tuple(figure for figure in found if figure is not None)


def _period(amount: Sum, years: Stated | None, plan: Stated | None) -> Stated | None:
    """The years the column states; for a total those of the project, for 规划期内投资 those of the plan."""
    stated = amount.column.period
    if stated or amount.role not in ("total_investment", "period_investment"):
        return stated
    return years if amount.role == "total_investment" else plan
