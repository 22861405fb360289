"""The figures of an indicator row: one for each value cell that holds a number."""

from collections.abc import Iterator

from models.facts import Figure
from models.names import FigureKind
from parsers.tables.figure_evidence import figure_of
from parsers.tables.indicator_rows import IndicatorRow, RowValue
from parsers.tables.passage import Passage
from parsers.tables.table_values import CellValue

_KINDS: dict[str, FigureKind] = {
    "baseline": "status",
    "actual": "status",
    "target": "target",
    "old_target": "target",
    "completion": "status",
    "comparison": "comparison",
}


def indicator_figures(row: IndicatorRow, position: int) -> tuple[Figure, ...]:
    """Baseline, target and every further value as figures in base units, owned by the indicator at
    `position`."""
    found = (figure for value in row.values for figure in _figures(row, value, position))
    return tuple(figure for figure in found if figure is not None)


def _figures(row: IndicatorRow, value: RowValue, position: int) -> Iterator[Figure | None]:
    yield _figure(row, value, value.cell, position)
    for part in value.parts:
        yield _figure(row, value, part.cell, position, part.subject)


def _figure(
    row: IndicatorRow, value: RowValue, cell: CellValue, position: int, subject: Passage | None = None
) -> Figure | None:
    return figure_of(
        cell,
        origin="indicator_table",
        metric=row.name,
        kind=_kind(value),
        unit=value.unit,
        period=value.period,
        base=value.column.base,
        labels=value.column.field.column.parts,
        subject=subject,
        owner=("indicator", position),
        role=_role(value),
    )


def _role(value: RowValue) -> str:
    quantity = value.cell.quantity
    summed = value.column.role == "growth" and quantity is not None and quantity.cumulative
    return "cumulative" if summed else value.column.role


def _kind(value: RowValue) -> FigureKind:
    """Results and levels up to the baseline's year are achieved, later ones aimed at; a change is aimed at
    unless its column says what was reached or its years are past."""
    column = value.column
    if column.role in _KINDS:
        return _KINDS[column.role]
    if column.side is not None and column.role != "interim":
        return "status" if column.side == "actual" else "target"
    if column.role == "interim" and column.field.name == "target":
        return "target"  # 2024年计划 beside 2024年完成
    if _is_past(value):
        return "change" if column.role == "growth" else "status"
    return "target"


def _is_past(value: RowValue) -> bool:
    """Whether a value's years end no later than those of which the table tells results."""
    year = value.period.end if value.period else None
    known = value.column.known_until
    return year is not None and known is not None and year <= known
