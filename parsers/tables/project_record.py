"""The record of a project row: its fields with their evidence."""

from dataclasses import dataclass

from models.facts import Evidence, Project
from models.names import GROUP_ROW_KINDS, RowKind
from models.notices import Notice
from parsers.notation.quantity import is_missing
from parsers.tables.bodies import NamedBody
from parsers.tables.layout import Layout
from parsers.tables.passage import evidence
from parsers.tables.project_domains import Domains
from parsers.tables.project_fields import (
    MoneyColumn,
    Sum,
    Text,
    Years,
    bodies_of,
    stage_notices,
    sums_of,
    text_of,
    years_of,
)
from parsers.tables.project_row import ProjectRow
from parsers.tables.project_scale import Measure, Scale, content_of, measures_of

_NOTHING = Text(())
_NO_YEARS = Years(_NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class ProjectFields:
    """The fields of one record."""

    content: Text = _NOTHING
    build_type: Text = _NOTHING
    stage: Text = _NOTHING
    years: Years = _NO_YEARS
    sums: tuple[Sum, ...] = ()
    measures: tuple[Measure, ...] = ()
    bodies: tuple[NamedBody, ...] = ()
    location: Text = _NOTHING
    remarks: Text = _NOTHING
    category: Text = _NOTHING

    def sum(self, role: str) -> Sum | None:
        """The amount of a role that occurs once a row."""
        return next((each for each in self.sums if each.role == role), None)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What the columns of a table are: those of amounts, of numbers of what is built, of numbers of projects,
    and the domains."""

    money: tuple[MoneyColumn, ...]
    scales: tuple[Scale, ...]
    counts: tuple[Scale, ...]
    domains: Domains


def read_fields(
    layout: Layout, row: ProjectRow, covered: tuple[int, ...], columns: Columns
) -> tuple[ProjectFields, tuple[Notice, ...]]:
    """The fields of a row and of the rows that go on with it, and what was not understood; a group row has
    only content, amounts and remarks."""
    sums, sum_notices = sums_of(layout, row.row, columns.money)
    content, remarks = content_of(layout, covered, columns.scales), text_of(layout, covered, "remarks")
    content = Text((row.content, *content.places)) if row.content else content
    if row.form not in ("project", "part"):
        counts = measures_of(layout, row.row, columns.counts)
        return ProjectFields(content, sums=sums, measures=counts, remarks=remarks), sum_notices
    years, year_notices = years_of(layout, row.row)
    build_type, stage = text_of(layout, covered, "build_type"), text_of(layout, covered, "stage")
    fields = ProjectFields(
        content,
        build_type,
        stage,
        years,
        sums,
        measures_of(layout, row.row, columns.scales),
        bodies_of(layout, covered),
        text_of(layout, covered, "location"),
        remarks,
        _category(layout, covered[0], columns.domains),
    )
    return fields, (*sum_notices, *year_notices, *stage_notices(build_type, stage))


def _category(layout: Layout, row: int, domains: Domains) -> Text:
    """What category columns say that make no group rows."""
    fields = (field for field in layout.named("category") if field not in domains.columns)
    cells = (layout.value(row, field.column) for field in fields)
    return Text(tuple(cell for cell in cells if cell and not is_missing(cell.text)))


def make_project(
    layout: Layout, row: ProjectRow, fields: ProjectFields, kind: RowKind, parent: int | None
) -> Project:
    """The record of a row; `parent` is the position of the row above it in the document's projects."""
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
        build_type=fields.build_type.text,
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
        item_count=row.count.number if row.count and kind in GROUP_ROW_KINDS else None,
        bodies=tuple(body.body() for body in fields.bodies),
    )


def _evidence(row: ProjectRow, fields: ProjectFields, kind: RowKind) -> tuple[Evidence, ...]:
    count = row.count if kind in GROUP_ROW_KINDS else None
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
        *fields.build_type.evidence("build_type"),
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
