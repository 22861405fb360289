"""Tables of tasks: every data row becomes a task, goes on with the one above, heads a group, or is a
notice."""

from dataclasses import dataclass, field, replace

from models.document import Cell
from models.facts import Evidence, PlanTable, Task
from models.notices import Notice
from parsers.notation.quantity import is_missing
from parsers.tables.fields import Field
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, joined
from parsers.tables.project_fields import bodies_of, text_of
from parsers.tables.row_labels import row_word, split_count, split_label
from parsers.tables.table_periods import Stated
from parsers.tables.table_rows import Serial, notice_row, split_serial
from parsers.tasks.body_notes import find_notes
from parsers.tasks.passages import without_notes
from parsers.tasks.record import Told, make_task

_NUMBER_AND_TEXT = 2
_ANSWERING = ("lead", "responsible", "cooperating", "deadline")


@dataclass(frozen=True, slots=True)
class TaskTable:
    """What a table gave; `group` is the group still open at its end, for a 续表."""

    tasks: tuple[Task, ...]
    notices: tuple[Notice, ...]
    group: Passage | None


@dataclass(slots=True)
class _Reading:
    """What has been read of a table: rows of tasks with the group each stands in."""

    layout: Layout
    group: Passage | None
    rows: list[tuple[list[int], Passage | None]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_task_table(
    layout: Layout, plan_table: PlanTable, plan: Stated | None, group: Passage | None = None
) -> TaskTable:
    """Every data row of a table of tasks; `group` is the group open at the end of the table it continues.

    A row whose task stands in a cell merged from above, and that names no bodies of its own, goes on with the
    task above.
    """
    layout = settle_names(layout)
    reading = _Reading(layout, group)
    for row in layout.rows:
        _read_row(reading, row)
    tasks = tuple(_task(layout, plan_table, plan, rows, within) for rows, within in reading.rows)
    return TaskTable(tasks, tuple(reading.notices), reading.group)


def settle_names(layout: Layout) -> Layout:
    """The layout with the column that names each row: where one task in a merged cell stands beside several
    measures with bodies of their own, the measures are the tasks and the merged cell their group."""
    names, contents = layout.named("name"), layout.named("content")
    if not names and contents:
        return _renamed(layout, {contents[0]: "name"})
    if not names and (groups := layout.named("category")):
        return _renamed(layout, {groups[-1]: "name"})
    if names and contents and _divided_below(layout, names[-1]):
        return _renamed(layout, {names[-1]: "category", contents[0]: "name"})
    return layout


def _renamed(layout: Layout, names: dict[Field, str]) -> Layout:
    fields = tuple(each.named(names[each]) if each in names else each for each in layout.fields)
    return replace(layout, fields=fields)


def _divided_below(layout: Layout, name: Field) -> bool:
    for row in layout.rows:
        cell = layout.cell(row, name.column)
        below = cell is not None and cell.row < row and layout.grid.passage(cell)
        if below and any(layout.value(row, each.column, own=True) for each in layout.named(*_ANSWERING)):
            return True
    return False


def _read_row(reading: _Reading, row: int) -> None:
    layout = reading.layout
    last = layout.first(reading.rows[-1][0][0], "name") if reading.rows else None
    head = _group_head(layout, row, _rank(last) if last else None)
    if head is not None:
        word = row_word(split_count(head)[0].text)
        if word is None:
            reading.group = _bare_group(head)
        elif word == "note":
            reading.notices.append(notice_row(layout, row))
        return
    if layout.first(row, "name", own=True):
        reading.rows.append(([row], _group(reading, row)))
    elif reading.rows:
        reading.rows[-1][0].append(row)
    else:
        reading.notices.append(notice_row(layout, row))


def _group_head(layout: Layout, row: int, rank: int | None) -> Passage | None:
    """The only text of a row, where it reaches over the columns or stands at or left of the name; one with
    its bodies behind it, or numbered as the tasks are (`rank`), is a task."""
    filled = _behind_its_number(layout, row)
    if len(filled) != 1 or len(layout.grid.row(row)) != len(
        [c for c in layout.grid.row(row) if c.row == row]
    ):
        return None
    name = layout.named("name")[-1].column.start
    cell, head = filled[0], layout.grid.passage(filled[0])
    reaches = cell.col + cell.col_span > name + 1
    is_task = bool(find_notes(head)) or (not reaches and _rank(head) is not None and _rank(head) == rank)
    return head if cell.col <= name and not is_task else None


def _behind_its_number(layout: Layout, row: int) -> tuple[Cell, ...]:
    """The cells of a row that say something; of a number and one text over all other columns only that
    text, where the next row counts otherwise (一 优化环境, 1 …)."""
    filled = layout.grid.filled(row)
    after = next((other for other in layout.rows if other > row), None)
    if len(filled) != _NUMBER_AND_TEXT or after is None or not layout.first(row, "serial", own=True):
        return filled
    reaches = filled[1].col + filled[1].col_span == layout.grid.table.n_cols
    ranks = [split_serial(layout, each, layout.first(each, "name"))[0] for each in (row, after)]
    here, there = (each.rank if each else None for each in ranks)
    return filled[1:] if reaches and filled[1].col_span > 1 and there not in (None, here) else filled


def _rank(text: Passage) -> int | None:
    return split_label(text).rank


def _bare_group(head: Passage) -> Passage:
    bare = split_count(head)[0]
    label = split_label(bare)
    return label.rest if label.rank is not None and label.rest else bare


def _group(reading: _Reading, row: int) -> Passage | None:
    """The group of a row: what the category columns say, else the group row above."""
    cells = (reading.layout.value(row, each.column) for each in reading.layout.named("category"))
    said = [_bare_group(cell) for cell in cells if cell and not is_missing(cell.text)]
    return said[-1] if said else reading.group


def _task(
    layout: Layout, plan_table: PlanTable, plan: Stated | None, rows: list[int], group: Passage | None
) -> Task:
    serial, name = split_serial(layout, rows[0], layout.first(rows[0], "name", own=True))
    label = split_label(name)
    name = label.rest if label.rank is not None and label.rest else name
    notes = find_notes(name)
    bare = without_notes(name, notes) or name
    content, deadline, status = (_one(layout, rows, each) for each in ("content", "deadline", "status"))
    return make_task(
        "table",
        Told(bare, *_numbered(serial), content),
        (*bodies_of(layout, rows), *(body for note in notes for body in note.bodies)),
        deadline or next((note.deadline for note in notes), None),
        status,
        plan,
        table=layout.grid.table.ordinal,
        row=rows[0],
        heading=plan_table.heading,
        group=group,
    )


def _numbered(serial: Serial | None) -> tuple[str, tuple[Evidence, ...]]:
    return (serial.text, serial.evidence()) if serial else ("", ())


def _one(layout: Layout, rows: list[int], name: str) -> Passage | None:
    """What the rows say in the columns of a field, as one."""
    places = text_of(layout, rows, name).places
    return joined(places) if places else None
