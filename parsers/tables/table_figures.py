"""Figures of tables that are neither indicator nor project tables: a label column, a header row, cells that
are quantities."""

from dataclasses import dataclass

from models.facts import Figure
from models.names import FigureKind
from parsers.notation.quantity import is_missing, read_quantity
from parsers.tables.columns import meanings
from parsers.tables.figure_evidence import figure_of
from parsers.tables.grid import Grid
from parsers.tables.header import Column, Header, find_header, make_header
from parsers.tables.layout import Layout, body_rows
from parsers.tables.passage import Passage, fold, joined
from parsers.tables.row_labels import read_serial
from parsers.tables.table_periods import Stated, header_period, stated_in
from parsers.tables.table_units import column_unit, split_unit
from parsers.tables.table_values import CellValue, read_value

_SEARCHED_ROWS = 4
_NOT_FIGURES = frozenset({"serial", "ignored", "remarks", "unit"})


@dataclass(frozen=True, slots=True, eq=False)
class _Labels:
    """The column that names the rows, None where there is none, and the unit column if the table has one."""

    chosen: Column | None
    units: Column | None


def other_figures(grid: Grid, note: Passage | None, plan: Stated | None) -> tuple[Figure, ...]:
    """The figures of a table; nothing where it has no header row of words or no column of labels.

    The metric is the row's label, with the column's name where that is more than a year; units come from the
    cell, the header, a unit column, brackets behind the label, or the note.
    """
    header = find_header(grid) or _plain_header(grid)
    if header is None or header.end >= grid.n_rows:
        return ()
    rows = body_rows(grid, header, header.end)
    layout = Layout(grid, header, True, (), (), rows)
    labels, numeric = _columns(layout)
    if labels.chosen is None:
        return ()
    found = (_figure(layout, labels, column, row, note, plan) for row in rows for column in numeric)
    return tuple(figure for figure in found if figure is not None)


def _plain_header(grid: Grid) -> Header | None:
    """The first row of several cells, when all of them are words or years."""
    row = next((row for row in range(min(_SEARCHED_ROWS, grid.n_rows)) if len(grid.filled(row)) > 1), None)
    if row is None or any(
        _is_number(grid.passage(cell)) and header_period((grid.passage(cell),)) is None
        for cell in grid.filled(row)
    ):
        return None
    return make_header(grid, row)


def _is_number(cell: Passage) -> bool:
    return read_quantity(cell.text) is not None and not _is_year(cell)


def _columns(layout: Layout) -> tuple[_Labels, tuple[Column, ...]]:
    """Label columns left of the first column of numbers, and the columns of numbers."""
    labels: list[Column] = []
    numeric: list[Column] = []
    units: Column | None = None
    for column in layout.header.columns:
        field = next(
            (
                found[0].field
                for kind in ("indicator", "project")
                for name in column.names
                if (found := meanings(name, kind))
            ),
            "",
        )
        texts = [
            text
            for row in layout.rows
            if (text := layout.value(row, column, own=True)) and not is_missing(text.text)
        ]
        if field == "unit":
            units = column
        if not texts or field in _NOT_FIGURES:
            continue
        if 2 * sum(_is_number(text) for text in texts) > len(texts):
            if column.parts and not _counts_up(texts):
                numeric.append(column)
        elif not numeric:
            labels.append(column)
    return _Labels(_naming(layout, labels), units), tuple(numeric)


def _naming(layout: Layout, labels: list[Column]) -> Column | None:
    """The rightmost column whose texts all differ, since a group or a type repeats; else the first."""
    for column in reversed(labels):
        texts = [text.text for row in layout.rows if (text := layout.value(row, column))]
        if len(set(texts)) == len(texts) == len(layout.rows):
            return column
    return labels[0] if labels else None


def _counts_up(texts: list[Passage]) -> bool:
    """A column 1, 2, 3, … is a serial without a name."""
    return len(texts) > 1 and [fold(text.text) for text in texts] == [
        str(number) for number in range(1, len(texts) + 1)
    ]


def _figure(
    layout: Layout, labels: _Labels, column: Column, row: int, note: Passage | None, plan: Stated | None
) -> Figure | None:
    cell = layout.value(row, column, own=True)
    label = layout.value(row, labels.chosen) if labels.chosen else None
    if not cell or not label or read_serial(label).rank is not None:
        return None
    name, bracketed = split_unit(label)
    unit = column_unit(column) or _unit_cell(layout, labels, row) or bracketed or note
    value = read_value(cell, unit.text if unit else None)
    period = value.year or header_period(column.parts) or stated_in(label)
    return figure_of(
        value,
        origin="other_table",
        metric=_metric(name, column),
        kind=_kind(value, period, plan),
        unit=unit,
        period=period,
        labels=column.parts,
    )


def _unit_cell(layout: Layout, labels: _Labels, row: int) -> Passage | None:
    return (layout.value(row, labels.units) or None) if labels.units else None


def _metric(label: Passage, column: Column) -> Passage:
    """Label and column name in one, years left out: 公路里程 under 2020年 is 公路里程, under 新增
    公路里程新增."""
    parts = [label, *(split_unit(part)[0] for part in column.parts)]
    return joined(tuple(part for part in parts if part and not _is_year(part)) or (label,))


def _is_year(part: Passage) -> bool:
    stated = stated_in(part)
    return stated is not None and fold(stated.place.text) == fold(part.text)


def _kind(value: CellValue, period: Stated | None, plan: Stated | None) -> FigureKind:
    if value.quantity and value.quantity.direction:
        return "change"
    ahead = plan and plan.start and period and period.end and period.end >= plan.start
    return "plan" if ahead else "status"
