"""Project tables: every data row becomes a project or group row with its figures, or a notice."""

from dataclasses import dataclass, field, replace

from models.facts import Figure, Project
from models.names import RowKind
from models.notices import Notice
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, fold
from parsers.tables.project_domains import find_domains
from parsers.tables.project_fields import money_columns
from parsers.tables.project_figures import project_figures
from parsers.tables.project_groups import Groups, group_ranks, outermost_rank
from parsers.tables.project_record import Columns, ProjectFields, make_project, read_fields
from parsers.tables.project_row import ProjectRow
from parsers.tables.project_rows import project_rows
from parsers.tables.project_scale import counts, scales
from parsers.tables.table_periods import Stated
from parsers.tables.table_rows import notice_row


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """What a table gave; `groups` are those still open at its end, for a 续表."""

    projects: tuple[Project, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]
    groups: Groups


@dataclass(slots=True)
class _Reading:
    """What has been read of a table, in order; `first` is the position of its first record."""

    layout: Layout
    plan: Stated | None
    first: int
    groups: Groups
    projects: list[Project] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def position(self) -> int:
        """Where the next record will stand among the document's projects."""
        return self.first + len(self.projects)


def read_project_table(
    layout: Layout, note: Passage | None, plan: Stated | None, first: int, groups: Groups | None = None
) -> ProjectTable:
    """Every data row as a record or a notice, in order.

    `note` is the unit of the table's note, `plan` the plan's period, `first` the position the first record
    will have in the document, `groups` those open at the end of the table this one continues. A domain in a
    merged cell is a group row of its own before its first project; what a category column says of each row
    alone is `context` of the project's name. A subtotal has its group as parent, a part its project.
    """
    rows = project_rows(layout)
    domains = find_domains(layout, rows)
    columns = Columns(money_columns(layout, note, plan), scales(layout), counts(layout), domains)
    ranks = group_ranks(rows)
    reading = _Reading(layout, plan, first, _begun(groups, outermost_rank(ranks), domains.outermost))
    for index, row in enumerate(rows):
        if row.form in ("unread", "more"):
            is_read = row.form == "more" and reading.projects
            reading.notices += () if is_read else (notice_row(layout, row.row),)
            continue
        _read_domains(reading, columns, row)
        _read_row(reading, columns, row, ranks.get(row.row), _following(rows, index))
    return ProjectTable(
        tuple(reading.projects), tuple(reading.figures), tuple(reading.notices), reading.groups
    )


def _begun(groups: Groups | None, *outermost: int | None) -> Groups:
    state = groups or Groups()
    ranks = [rank for rank in (state.outermost, *outermost) if rank is not None]
    return replace(state, outermost=min(ranks, default=None))


def _following(rows: tuple[ProjectRow, ...], index: int) -> tuple[int, ...]:
    """The rows right below that go on with the record."""
    found: list[int] = []
    for row in rows[index + 1 :]:
        if row.form != "more":
            break
        found.append(row.row)
    return tuple(found)


def _read_domains(reading: _Reading, columns: Columns, row: ProjectRow) -> None:
    for rank, domain in columns.domains.begun(row):
        name = fold(domain.name.text)
        if not reading.groups.is_open(rank, name):
            reading.groups, kind, parent = reading.groups.opened(rank, reading.position, name)
            reading.projects.append(make_project(reading.layout, domain, ProjectFields(), kind, parent))


def _read_row(
    reading: _Reading, columns: Columns, row: ProjectRow, rank: int | None, following: tuple[int, ...]
) -> None:
    position = reading.position
    reading.groups, kind, parent = _placed(reading.groups, row, rank, position)
    fields, notices = read_fields(reading.layout, row, (row.row, *following), columns)
    reading.notices += notices
    reading.projects.append(make_project(reading.layout, row, fields, kind, parent))
    reading.figures += project_figures(fields, row.name, reading.plan, position)


def _placed(
    groups: Groups, row: ProjectRow, rank: int | None, position: int
) -> tuple[Groups, RowKind, int | None]:
    """The groups after a row, its kind and the position of its parent."""
    inner = groups.innermost()
    above = inner.position if inner else None
    if row.form == "group" and rank is not None:
        return groups.opened(rank, position, fold(row.name.text))
    if row.form == "total":
        return groups, "total", None
    if row.form == "subtotal":
        return groups.closed(), "subtotal", above
    if row.form == "part":
        return groups, "part", above if groups.project is None else groups.project
    return groups.with_project(position), "project", above
