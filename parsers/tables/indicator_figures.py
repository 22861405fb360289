"""The figures of an indicator row: one for each value cell that holds a number."""

from models.facts import Figure
from models.names import FigureKind
from parsers.tables.figure_evidence import figure_of
from parsers.tables.indicator_rows import IndicatorRow, RowValue


def indicator_figures(row: IndicatorRow, position: int) -> tuple[Figure, ...]:
    """Baseline, target and every further value as figures in base units, owned by the indicator at
    `position`."""
    found = (_figure(row, value, position) for value in row.values)
    return tuple(figure for figure in found if figure is not None)


def _figure(row: IndicatorRow, value: RowValue, position: int) -> Figure | None:
    labels = value.column.field.column.parts
    return figure_of(
        value.cell,
        origin="indicator_table",
        metric=row.name,
        kind=_kind(row, value),
        unit=value.unit,
        period=value.period,
        labels=labels,
        owner=("indicator", position),
        role="cumulative"
        if value.column.role == "growth" and value.cell.quantity and value.cell.quantity.cumulative
        else value.column.role,
    )


def _kind(row: IndicatorRow, value: RowValue) -> FigureKind:
    """Levels up to the baseline's year are achieved, later ones aimed at; growth over the plan's years is
    aimed at, earlier growth a change."""
    baseline = row.value("baseline")
    year = value.period.end if value.period else None
    past = (
        baseline is not None
        and baseline.period is not None
        and year is not None
        and year <= (baseline.period.end or 0)
    )
    if value.column.role == "baseline":
        return "status"
    if value.column.role == "growth":
        return "change" if past else "target"
    return "status" if past else "target"
