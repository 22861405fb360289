"""Project tables: every data row becomes a project or group row with its figures, or a notice."""

from dataclasses import dataclass

from models.document import Notice
from models.facts import Evidence, Figure, Project
from models.names import RowKind
from parsers.tables.bodies import NamedBody
from parsers.tables.layout import Layout
from parsers.tables.passage import Passage, evidence
from parsers.tables.project_fields import (
    MoneyColumn,
    Sum,
    Text,
    Years,
    bodies_of,
    money_columns,
    stage_notice,
    sums_of,
    text_of,
    years_of,
)
from parsers.tables.project_figures import project_figures
from parsers.tables.project_groups import Groups, group_ranks, outermost_rank
from parsers.tables.project_rows import ProjectRow, project_rows
from parsers.tables.table_periods import Stated
from parsers.tables.table_rows import notice_row

_NOTHING = Text(())


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """What a table gave; `groups` are those still open at its end, for a 续表."""

    projects: tuple[Project, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]
    groups: Groups


@dataclass(frozen=True, slots=True, eq=False)
class _Fields:
    """The fields of one record; `rows` are the table rows it covers."""

    content: Text
    stage: Text
    years: Years
    sums: tuple[Sum, ...]
    bodies: tuple[NamedBody, ...]
    location: Text
    remarks: Text
    category: Text

    def sum(self, role: str) -> Sum | None:
        """The amount of a role that occurs once a row."""
        return next((each for each in self.sums if each.role == role), None)


def read_project_table(
    layout: Layout, note: Passage | None, plan: Stated | None, first: int, groups: Groups | None = None
) -> ProjectTable:
    """Every data row as a record or a notice, in order.

    `note` is the unit of the table's note, `plan` the plan's period, `first` the position the first record
    will have in the document, `groups` those open at the end of the table this one continues. A category
    column (merged downwards) makes no rows of its own: its cell is `context` of the project's name. A
    subtotal is a row of its group's kind with the group as parent.
    """
    rows, columns = project_rows(layout), money_columns(layout, note)
    ranks = group_ranks(rows)
    ours = outermost_rank(ranks)
    state = groups or Groups()
    state = Groups(
        state.open, min((rank for rank in (state.outermost, ours) if rank is not None), default=None)
    )
    projects: list[Project] = []
    figures: list[Figure] = []
    notices: list[Notice] = []
    for index, row in enumerate(rows):
        if row.form in ("unread", "more"):
            notices += () if row.form == "more" and projects else (notice_row(layout, row.row),)
            continue
        position = first + len(projects)
        state, kind, parent = _placed(
            state, row, ranks, position, has_category=bool(layout.named("category"))
        )
        covered = (row.row, *_following(rows, index))
        fields, problems = _fields(layout, row, covered, columns)
        notices += problems
        projects.append(_project(layout, row, fields, kind, parent))
        figures += project_figures(fields.sums, row.name, fields.years.stated(), plan, position)
    return ProjectTable(tuple(projects), tuple(figures), tuple(notices), state)


def _following(rows: tuple[ProjectRow, ...], index: int) -> tuple[int, ...]:
    """The rows right below that go on with the record."""
    found: list[int] = []
    for row in rows[index + 1 :]:
        if row.form != "more":
            break
        found.append(row.row)
    return tuple(found)


def _placed(
    groups: Groups, row: ProjectRow, ranks: dict[int, int], position: int, *, has_category: bool
) -> tuple[Groups, RowKind, int | None]:
    inner = groups.innermost()
    if row.form == "group":
        return groups.opened(ranks[row.row], position)
    if row.form == "total":
        return groups, "total", None
    if row.form == "subtotal":
        kind: RowKind = inner.kind if inner else "category" if has_category else "total"
        return groups.closed(), kind, inner.position if inner else None
    return groups.with_project(), "project", inner.position if inner else None


def _fields(
    layout: Layout, row: ProjectRow, covered: tuple[int, ...], columns: tuple[MoneyColumn, ...]
) -> tuple[_Fields, tuple[Notice, ...]]:
    sums, sum_notices = sums_of(layout, row.row, columns)
    alone = row.form != "project"
    years, year_notices = (Years(_NOTHING), ()) if alone else years_of(layout, row.row)
    stage = _NOTHING if alone else text_of(layout, covered, "stage")
    fields = _Fields(
        text_of(layout, covered, "content"),
        stage,
        years,
        sums,
        () if alone else bodies_of(layout, covered),
        _NOTHING if alone else text_of(layout, covered, "location"),
        text_of(layout, covered, "remarks"),
        _NOTHING if alone else text_of(layout, covered[:1], "category"),
    )
    return fields, (*sum_notices, *year_notices, *stage_notice(stage))


def _project(layout: Layout, row: ProjectRow, fields: _Fields, kind: RowKind, parent: int | None) -> Project:
    total, period, years = fields.sum("total_investment"), fields.sum("period_investment"), fields.years
    return Project(
        layout.grid.table.ordinal,
        row.row,
        kind,
        row.name.text,
        _evidence(row, fields, kind),
        parent=parent,
        serial_no=row.serial.text if row.serial else "",
        content=fields.content.text,
        stage=fields.stage.text,
        start_year=years.start.start_year if years.start else None,
        end_year=years.end.end_year if years.end else None,
        start_month=years.start.start_month if years.start else None,
        end_month=years.end.end_month if years.end else None,
        period_raw=years.raw.text,
        total_investment_raw=total.cell.raw.text if total else None,
        period_investment_raw=period.cell.raw.text if period else None,
        total_investment=total.yuan if total else None,
        period_investment=period.yuan if period else None,
        location=fields.location.text,
        remarks=fields.remarks.text,
        item_count=row.count.number if row.count and kind != "project" else None,
        bodies=tuple(body.body() for body in fields.bodies),
    )


def _evidence(row: ProjectRow, fields: _Fields, kind: RowKind) -> tuple[Evidence, ...]:
    count = row.count if kind != "project" else None
    return (
        *evidence("name", row.name.text, row.name),
        *(
            piece
            for place in fields.category.places
            for piece in evidence("name", None, place, role="context")
        ),
        *(row.serial.evidence() if row.serial else ()),
        *(evidence("item_count", count.number, count.place) if count else ()),
        *fields.content.evidence("content"),
        *fields.stage.evidence("stage"),
        *_years_evidence(fields.years),
        *(_sum_evidence("total_investment", fields.sum("total_investment"))),
        *(_sum_evidence("period_investment", fields.sum("period_investment"))),
        *_body_evidence("builders", tuple(body for body in fields.bodies if body.role == "builder")),
        *_body_evidence("responsible", tuple(body for body in fields.bodies if body.role != "builder")),
        *fields.location.evidence("location"),
        *fields.remarks.evidence("remarks"),
    )


def _years_evidence(years: Years) -> tuple[Evidence, ...]:
    start, end = years.start, years.end
    sides = (
        ("start_year", start.start_year if start else None, years.start_place),
        ("start_month", start.start_month if start else None, years.start_place),
        ("end_year", end.end_year if end else None, years.end_place),
        ("end_month", end.end_month if end else None, years.end_place),
    )
    read = (
        piece
        for field, value, place in sides
        if value is not None and place
        for piece in evidence(field, value, place)
    )
    return (*years.raw.evidence("period_raw"), *read)


def _sum_evidence(field: str, amount: Sum | None) -> tuple[Evidence, ...]:
    if amount is None:
        return ()
    labels = (piece for part in amount.labels for piece in evidence(f"{field}_raw", None, part, role="label"))
    raw = (*evidence(f"{field}_raw", amount.cell.raw.text, amount.cell.raw), *labels)
    if amount.yuan is None:
        return raw
    unit = amount.cell.unit or amount.unit
    beside = (
        evidence(field, None, unit, role="unit", derivation="inherited")
        if unit and not amount.cell.unit
        else ()
    )
    return (*raw, *evidence(field, amount.yuan, amount.cell.place, derivation="normalised"), *beside)


def _body_evidence(field: str, bodies: tuple[NamedBody, ...]) -> tuple[Evidence, ...]:
    joined = "；".join(body.name.text for body in bodies)
    return tuple(piece for body in bodies for piece in evidence(field, joined, body.name))
