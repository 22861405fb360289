"""The figures of a project row: one for each amount, and for each number of what is built."""

from collections.abc import Iterator

from models.facts import Figure
from parsers.tables.figure_evidence import figure_of
from parsers.tables.passage import Passage
from parsers.tables.project_fields import Sum
from parsers.tables.project_record import ProjectFields
from parsers.tables.project_scale import Measure
from parsers.tables.table_periods import Stated


def project_figures(
    fields: ProjectFields, name: Passage, plan: Stated | None, position: int
) -> tuple[Figure, ...]:
    """Every amount as a figure in 元, every number of what is built in its unit, owned by the project at
    `position`; `plan` is the plan's period."""
    years = fields.years.stated()
    found = (
        *(_amount(amount, name, years, plan, position) for amount in fields.sums),
        *_measures(fields.measures, name, position),
    )
    return tuple(figure for figure in found if figure is not None)


def _amount(
    amount: Sum, name: Passage, years: Stated | None, plan: Stated | None, position: int
) -> Figure | None:
    return figure_of(
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


def _measures(measures: tuple[Measure, ...], name: Passage, position: int) -> Iterator[Figure | None]:
    for measure in measures:
        yield figure_of(
            measure.cell,
            origin="project_table",
            metric=measure.metric,
            kind="plan",
            unit=measure.unit,
            labels=measure.scale.field.column.parts,
            subject=name,
            owner=("project", position),
            role="count" if measure.scale.field.name == "item_count" else "scale",
        )


def _period(amount: Sum, years: Stated | None, plan: Stated | None) -> Stated | None:
    """The years the column states; for a total those of the project, for 规划期内投资 those of the plan."""
    stated = amount.column.period
    if stated or amount.role not in ("total_investment", "period_investment"):
        return stated
    return years if amount.role == "total_investment" else plan
