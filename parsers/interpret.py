"""The stage interpret: from tables to indicators, projects and figures."""

from dataclasses import dataclass, field

from models.document import Notice
from models.facts import Facts, Figure, Indicator, PlanTable, Project, Structure
from parsers.tables.grid import Grid, make_grid
from parsers.tables.header import Column, is_transposed
from parsers.tables.indicator_columns import value_columns
from parsers.tables.indicator_rows import Category
from parsers.tables.indicators import read_indicator_table
from parsers.tables.layout import Layout, lay_out
from parsers.tables.passage import Passage
from parsers.tables.project_groups import Groups
from parsers.tables.projects import read_project_table
from parsers.tables.table_figures import other_figures
from parsers.tables.table_periods import Stated, plan_stated, stated_in
from parsers.tables.table_rows import block_of
from parsers.tables.table_units import note_unit


@dataclass(frozen=True, slots=True)
class _State:
    """What a table leaves to one that continues it."""

    layout: Layout
    note: Passage | None
    category: Category | None = None
    groups: Groups | None = None


@dataclass(slots=True)
class _Reading:
    """What has been read so far, in document order."""

    indicators: list[Indicator] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    states: dict[int, _State] = field(default_factory=dict)


def interpret(structure: Structure) -> Facts:
    """Every indicator, project and figure the tables of a document state, each with its evidence, and what
    was not understood."""
    reading = _Reading()
    plan = plan_stated(structure)
    for plan_table in structure.tables:
        if plan_table.kind != "box":
            _read(structure, plan_table, plan, reading)
    notices = (*structure.document.notices, *structure.notices, *reading.notices)
    return Facts(
        structure,
        tuple(reading.indicators),
        tuple(reading.projects),
        tuple(reading.figures),
        tuple(dict.fromkeys(notices)),
    )


def _read(structure: Structure, plan_table: PlanTable, plan: Stated | None, reading: _Reading) -> None:
    grid = make_grid(structure.document, structure.document.tables[plan_table.table])
    before = reading.states.get(plan_table.continues) if plan_table.continues is not None else None
    layout = (
        lay_out(grid, plan_table.kind, before.layout if before else None)
        if plan_table.kind != "other"
        else None
    )
    period = plan or _caption_period(structure, plan_table)
    note = note_unit(
        structure.document, plan_table, grid, layout.header if layout and layout.own_header else None
    ) or (before.note if before else None)
    if layout is None:
        _read_other(grid, plan_table, note, period, reading)
        return
    reading.notices += _unknown(layout)
    state = before or _State(layout, note)
    read = _read_indicators if plan_table.kind == "indicator" else _read_projects
    reading.states[plan_table.table] = read(layout, note, period, state, reading)


def _read_indicators(
    layout: Layout, note: Passage | None, plan: Stated | None, before: _State, reading: _Reading
) -> _State:
    found = read_indicator_table(
        layout, value_columns(layout, plan), note, len(reading.indicators), before.category
    )
    reading.indicators += found.indicators
    reading.figures += found.figures
    reading.notices += found.notices
    return _State(layout, note, category=found.category)


def _read_projects(
    layout: Layout, note: Passage | None, plan: Stated | None, before: _State, reading: _Reading
) -> _State:
    found = read_project_table(layout, note, plan, len(reading.projects), before.groups)
    reading.projects += found.projects
    reading.figures += found.figures
    reading.notices += found.notices
    return _State(layout, note, groups=found.groups)


def _read_other(
    grid: Grid, plan_table: PlanTable, note: Passage | None, plan: Stated | None, reading: _Reading
) -> None:
    if plan_table.kind != "other":
        first = next((grid.passage(cell) for row in range(grid.n_rows) for cell in grid.filled(row)), None)
        reading.notices.append(
            Notice(
                "no_header", "table without a header that is understood", block_of(first) if first else None
            )
        )
    elif is_transposed(grid):
        reading.notices.append(
            Notice(
                "transposed_table",
                "a table with its header in the first column is not understood",
                grid.table.first_block,
            )
        )
    reading.figures += other_figures(grid, note, plan)


def _caption_period(structure: Structure, plan_table: PlanTable) -> Stated | None:
    """Where the title names no years, those of the table's caption."""
    piece = plan_table.caption
    if piece is None:
        return None
    source = structure.document.blocks
    text = source[piece.block].text[piece.start : piece.end]
    found = stated_in(
        Passage(source, text, tuple((piece.block, offset) for offset in range(piece.start, piece.end)))
    )
    return Stated(found.start, found.end, found.place, inherited=True) if found else None


def _unknown(layout: Layout) -> tuple[Notice, ...]:
    return tuple(_unknown_column(layout, column) for column in layout.unknown)


def _unknown_column(layout: Layout, column: Column) -> Notice:
    table = layout.grid.table.ordinal + 1
    block = block_of(column.parts[-1]) if column.parts else None
    name = f"column {column.title}" if column.parts else f"column {column.start + 1} without a name"
    return Notice("unknown_column", f"{name} of table {table} is not known", block)
