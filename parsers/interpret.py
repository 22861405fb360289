"""The stage interpret: from tables to indicators, projects and figures."""

from dataclasses import dataclass, field, replace

from models.facts import Facts, Figure, Indicator, PlanTable, Project, Structure, Task
from models.notices import Notice, notice
from parsers.tables.grid import Grid, make_grid
from parsers.tables.halves import side_by_side
from parsers.tables.header import Column, Header, find_header, is_transposed
from parsers.tables.indicator_columns import Horizon, value_columns
from parsers.tables.indicators import OpenGroups, read_indicator_table
from parsers.tables.layout import Layout, lay_out
from parsers.tables.note_marks import note_marks
from parsers.tables.passage import Passage, of_blocks, of_span
from parsers.tables.project_groups import Groups
from parsers.tables.projects import read_project_table
from parsers.tables.table_figures import Times, other_figures, plain_header
from parsers.tables.table_periods import Stated, plan_stated, stated_in
from parsers.tables.table_rows import block_of
from parsers.tables.table_units import note_unit
from parsers.tasks.passages import text_tasks
from parsers.tasks.tables import read_task_table


@dataclass(frozen=True, slots=True)
class _State:
    """What a table leaves to one that continues it."""

    header: Header
    note: Passage | None
    open_groups: OpenGroups | None = None
    named: Stated | None = None
    groups: Groups | None = None
    group: Passage | None = None


@dataclass(slots=True)
class _Reading:
    """What has been read so far, in document order."""

    indicators: list[Indicator] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    states: dict[int, _State] = field(default_factory=dict)


def interpret(structure: Structure) -> Facts:
    """Every indicator, project, task and figure the tables of a document state, and every task of its text,
    each with its evidence, and what was not understood."""
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
        tasks=tuple(sorted((*reading.tasks, *text_tasks(structure, plan)), key=lambda task: task.block)),
    )


def _read(structure: Structure, plan_table: PlanTable, plan: Stated | None, reading: _Reading) -> None:
    grid = make_grid(structure.document, structure.document.tables[plan_table.table])
    for part in side_by_side(grid):
        _read_grid(structure, plan_table, part, plan, reading)


def _read_grid(
    structure: Structure, plan_table: PlanTable, grid: Grid, plan: Stated | None, reading: _Reading
) -> None:
    before = reading.states.get(plan_table.continues) if plan_table.continues is not None else None
    laid_out = plan_table.kind in ("indicator", "project", "task")
    layout = lay_out(grid, plan_table.kind, before.header if before else None) if laid_out else None
    header = layout.header if layout and layout.own_header else find_header(grid)
    titled = header or (None if before else plain_header(grid))
    named = _named_period(structure, plan_table, grid, titled) or (before.named if before else None)
    note = note_unit(structure.document, plan_table, grid, titled) or (before.note if before else None)
    if layout is None:
        own = header or (before.header if before else None)
        _read_other(grid, plan_table, note, _times(structure, plan_table, plan, named), own, reading)
        if own is not None:
            reading.states[plan_table.table] = _State(own, note, named=named)
        return
    reading.notices += _unknown(layout)
    own = layout.header if layout.own_header or before is None else before.header
    state = replace(before or _State(own, note), header=own, note=note, named=named)
    if plan_table.kind == "indicator":
        horizon = _horizon(structure, plan, named)
        reading.states[plan_table.table] = _read_indicators(layout, note, horizon, state, reading)
    elif plan_table.kind == "task":
        reading.states[plan_table.table] = _read_tasks(layout, plan_table, named or plan, state, reading)
        reading.figures += other_figures(grid, note, _times(structure, plan_table, plan, named))
    else:
        reading.states[plan_table.table] = _read_projects(layout, note, plan or named, state, reading)


def _times(structure: Structure, plan_table: PlanTable, plan: Stated | None, named: Stated | None) -> Times:
    """A document about one year hands it on to its tables; a plan's years are those of no table that does not
    say so."""
    about = plan if structure.kind == "bulletin" and plan and plan.start == plan.end else None
    blocks, piece = structure.document.blocks, plan_table.caption
    caption = of_blocks(blocks, (piece.block,)) if piece is not None else None
    return Times(named, about, None if about else plan, caption)


def _horizon(structure: Structure, plan: Stated | None, named: Stated | None) -> Horizon:
    """A table's caption that names several years (“十二五”规划主要指标) tells what its targets were for; the
    year a bulletin reports on is past."""
    ahead = 1 if structure.kind == "bulletin" else 0
    own = named if named and named.start and named.end and named.start < named.end else None
    return Horizon(own or plan or named, plan.start + ahead if plan and plan.start else None)


def _read_indicators(
    layout: Layout, note: Passage | None, horizon: Horizon, before: _State, reading: _Reading
) -> _State:
    document, table = layout.grid.document, layout.grid.table
    columns = value_columns(layout, horizon)
    marks = note_marks(document, table, layout.grid)
    found = read_indicator_table(layout, columns, note, len(reading.indicators), before.open_groups, marks)
    reading.indicators += found.indicators
    reading.figures += found.figures
    reading.notices += found.notices
    return replace(before, open_groups=found.groups)


def _read_projects(
    layout: Layout, note: Passage | None, plan: Stated | None, before: _State, reading: _Reading
) -> _State:
    found = read_project_table(layout, note, plan, len(reading.projects), before.groups)
    reading.projects += found.projects
    reading.figures += found.figures
    reading.notices += found.notices
    return replace(before, groups=found.groups)


def _read_tasks(
    layout: Layout, plan_table: PlanTable, plan: Stated | None, before: _State, reading: _Reading
) -> _State:
    found = read_task_table(layout, plan_table, plan, before.group)
    reading.tasks += found.tasks
    reading.notices += found.notices
    return replace(before, group=found.group)


def _read_other(
    grid: Grid,
    plan_table: PlanTable,
    note: Passage | None,
    times: Times,
    header: Header | None,
    reading: _Reading,
) -> None:
    if plan_table.kind in ("indicator", "project"):
        first = next((grid.passage(cell) for row in range(grid.n_rows) for cell in grid.filled(row)), None)
        reading.notices.append(notice("no_header", block_of(first) if first else None))
    elif is_transposed(grid):
        reading.notices.append(notice("transposed_table", grid.table.first_block))
    reading.figures += other_figures(grid, note, times, header)


def _named_period(
    structure: Structure, plan_table: PlanTable, grid: Grid, header: Header | None
) -> Stated | None:
    """The years that a table's caption names, else those of the title rows above its header."""
    source = structure.document.blocks
    piece = plan_table.caption
    places = [grid.passage(cell) for row in range(header.first if header else 0) for cell in grid.filled(row)]
    if piece is not None:
        places.insert(0, of_span(source, piece))
    found = next((stated for place in places if (stated := stated_in(place))), None)
    return Stated(found.start, found.end, found.place, inherited=True) if found else None


def _unknown(layout: Layout) -> tuple[Notice, ...]:
    return tuple(_unknown_column(layout, column) for column in layout.unknown)


def _unknown_column(layout: Layout, column: Column) -> Notice:
    table = layout.grid.table.ordinal + 1
    block = block_of(column.parts[-1]) if column.parts else None
    if column.parts:
        return notice("unknown_column.named", block, name=column.title, table=table)
    return notice("unknown_column.unnamed", block, column=column.start + 1, table=table)
