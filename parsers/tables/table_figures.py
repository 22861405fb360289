"""Figures of tables that are neither indicator nor project tables: a label column, a header row, cells that
are quantities."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.facts import Figure
from models.names import Direction, FigureKind
from parsers.tables.caption_measures import measure_of
from parsers.tables.columns import meanings
from parsers.tables.figure_evidence import figure_of
from parsers.tables.grid import Grid
from parsers.tables.header import Column, Header, find_header, fitted, make_header
from parsers.tables.indicator_labels import without_of_which
from parsers.tables.layout import Layout, body_rows
from parsers.tables.number_columns import NumberColumn, NumberTable, is_number, is_year, number_table
from parsers.tables.passage import Passage, joined
from parsers.tables.row_labels import read_serial, row_word
from parsers.tables.row_texts import bare_label
from parsers.tables.row_tree import RowLabel, lineage, parents_of
from parsers.tables.table_periods import Stated, header_period, stated_in, year_before
from parsers.tables.table_units import PrintedUnit, is_rate, printed, split_unit
from parsers.tables.table_values import CellValue, read_value

_SEARCHED_ROWS = 4
_ROSE = ("增", "涨")


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """What a table without years of its own inherits: `named` from its caption or title rows, `document` from
    a document about one year; `plan` the years the document plans for; `caption` may say that all rates are
    changes over the year before (价格比上年涨跌幅度)."""

    named: Stated | None = None
    document: Stated | None = None
    plan: Stated | None = None
    caption: Passage | None = None

    @property
    def inherited(self) -> Stated | None:
        """The years of the values, unless their column or row says others."""
        return self.named or self.document


def numbers_of(grid: Grid, before: Header | None = None) -> NumberTable | None:
    """A table as rows and columns of numbers; None where no row names its columns. `before` is the header of
    the table this one continues."""
    header = find_header(grid) or (fitted(before, grid) if before else None) or plain_header(grid)
    if header is None or header.end >= grid.n_rows:
        return None
    rows = body_rows(grid, header, header.end)
    return number_table(Layout(grid, header, True, (), (), rows))


def other_figures(
    grid: Grid, note: Passage | None, times: Times, before: Header | None = None
) -> tuple[Figure, ...]:
    """The figures of a table; nothing where it has no header row of words or no column of labels.

    The metric is the row's label under those of the rows it is a part of, with the column's name where that
    is more than a year or 绝对数; units come from the cell, the header, a unit column, brackets behind the
    label, or the note.
    """
    table = numbers_of(grid, before)
    if table is None or table.labels is None:
        return ()
    labels = {label.row: label for label in _labels(table)}
    parents = parents_of(tuple(labels.values()))
    found = (
        _figure(table, label, column, lineage(label, parents), note, times)
        for label in labels.values()
        for column in table.numbers
    )
    return tuple(figure for figure in found if figure is not None)


def plain_header(grid: Grid) -> Header | None:
    """The first row of several cells, when all of them are words or years; what stands above is a title."""
    row = next((row for row in range(min(_SEARCHED_ROWS, grid.n_rows)) if len(grid.filled(row)) > 1), None)
    if row is None or any(
        is_number(grid.passage(cell)) and header_period((grid.passage(cell),)) is None
        for cell in grid.filled(row)
    ):
        return None
    return make_header(grid, row)


def _labels(table: NumberTable) -> Iterator[RowLabel]:
    """The label of each row that has numbers; the row after a lone 其中： is a part of one above it."""
    after_of_which = False
    for row in table.layout.rows:
        said = table.layout.value(row, table.labels) if table.labels else None
        if not said or read_serial(said).rank is not None:
            continue
        if row_word(said.text) == "of_which":
            after_of_which = True
            continue
        name, is_part = without_of_which(bare_label(said))
        alone = not any(table.layout.value(row, column.column, own=True) for column in table.numbers)
        yield RowLabel(row, name, _indent(table, row), is_part or after_of_which, alone)
        after_of_which = False


def _indent(table: NumberTable, row: int) -> int:
    cell = table.layout.cell(row, table.labels) if table.labels else None
    blocks = table.layout.grid.document.blocks
    texts = (blocks[block].text for block in cell.blocks) if cell else ()
    text = next((text for text in texts if text.strip()), "")
    return len(text) - len(text.lstrip())


def _figure(
    table: NumberTable,
    label: RowLabel,
    column: NumberColumn,
    over: tuple[RowLabel, ...],
    note: Passage | None,
    times: Times,
) -> Figure | None:
    cell = table.layout.value(label.row, column.column, own=True)
    if not cell:
        return None
    name, bracketed = split_unit(label.name)
    unit = column.unit or (None if column.is_rate else _row_unit(table, label.row, bracketed, note))
    read = read_value(cell, unit.text if unit else None)
    summed = times.plan if column.measure == "cumulative" else None
    period = read.year or column.period or stated_in(label.name) or summed or times.inherited
    yearly = _yearly(column, unit, times.caption, period)
    told = times.caption.text if yearly and times.caption else column.column.title
    value = _directed(read, told) if yearly or column.measure == "growth" else read
    counted = _counted(column, times) if _are_places(table.labels) else None
    return figure_of(
        value,
        origin="other_table",
        metric=counted or _metric(name, column, over),
        subject=name if counted else None,
        kind="change" if yearly else _kind(value, column, period, times.plan),
        unit=unit.place if unit else None,
        period=period,
        base=yearly or column.base(period),
        labels=column.column.parts,
    )


def _counted(column: NumberColumn, times: Times) -> Passage | None:
    """What is counted of places: the column's name, else the measure that the caption names; a column of
    shares or changes without a name says too little."""
    if column.names:
        return joined(column.names)
    return measure_of(times.caption) if column.measure == "level" else None


def _are_places(labels: Column | None) -> bool:
    """Whether the rows are places (县（市、区） | 排水管网): then the columns name what is counted."""
    names = labels.names if labels else ()
    return any(found[0].field == "location" for name in names if (found := meanings(name, "project")))


def _yearly(
    column: NumberColumn, unit: PrintedUnit | None, caption: Passage | None, period: Stated | None
) -> Stated | None:
    """The year before, where the caption says that the rates of a table are changes over it."""
    told = caption is not None and column.measure == "level" and unit is not None and is_rate(unit.text)
    return year_before((caption,), period) if caption is not None and told else None


def _row_unit(
    table: NumberTable, row: int, bracketed: Passage | None, note: Passage | None
) -> PrintedUnit | None:
    said = table.layout.value(row, table.units) if table.units else None
    if said:
        return printed(said) if any(char.isalnum() or char in "%‰％℃" for char in said.text) else None
    return printed(bracketed or note)


def _directed(value: CellValue, told: str) -> CellValue:
    """A growth below nothing is a fall, one above it a rise where the column, or the caption of a table of
    changes (居民消费价格涨跌幅度), counts rises."""
    quantity = value.quantity
    if (
        quantity is None
        or not quantity.value
        or quantity.direction
        or not any(word in told for word in _ROSE)
    ):
        return value
    direction: Direction = "up" if quantity.value > 0 else "down"
    return replace(value, quantity=replace(quantity, direction=direction))


def _metric(label: Passage, column: NumberColumn, over: tuple[RowLabel, ...]) -> Passage:
    """Label and column name in one, under the labels above: 公路里程 under 2020年 is 公路里程, under 新增
    公路里程新增."""
    parts = [*(split_unit(parent.name)[0] for parent in over), label, *column.names]
    return joined(tuple(part for part in parts if part and not is_year(part)) or (label,))


def _kind(value: CellValue, column: NumberColumn, period: Stated | None, plan: Stated | None) -> FigureKind:
    if _is_ahead(column, period, plan):
        return "target" if _names_target(column) else "plan"
    if column.measure == "comparison":
        return "comparison"
    return (
        "change" if column.measure == "growth" or (value.quantity and value.quantity.direction) else "status"
    )


def _names_target(column: NumberColumn) -> bool:
    found = (meanings(name, "indicator") for name in column.column.names)
    return any(meaning.field == "target" for each in found for meaning in each[:1])


def _is_ahead(column: NumberColumn, period: Stated | None, plan: Stated | None) -> bool:
    """Whether the years lie in those that the document plans for: of a plan for one year the column must say
    so."""
    if plan is None or plan.start is None or period is None or period.end is None:
        return _names_target(column)
    if plan.start == plan.end:
        return period.end > plan.start or (period.end == plan.start and _names_target(column))
    return period.end >= plan.start
