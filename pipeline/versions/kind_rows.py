"""The rows of one kind in a version, as pipeline/versions/rows.py holds them against those of another."""

from collections.abc import Iterator

from models.kind import Kind, RowForm
from models.names import GROUP_ROW_KINDS
from pipeline.versions.keys import masked, plain
from pipeline.versions.rows import Row
from pipeline.versions.sides import Record, Side


def rows_of_kind(side: Side, kind: Kind) -> list[Row]:
    """The rows of a kind, in document order."""
    if kind.form is not None:
        return [_row(record, kind, kind.form) for record in side.records[kind.name]]
    names: dict[int, str] = {}
    return [_project_row(record, names) for record in side.records[kind.name]]


def _project_row(record: Record, names: dict[int, str]) -> Row:
    is_group = record.text("row_kind") in GROUP_ROW_KINDS
    name, parent = plain(record.text("name")), record.values["parent_id"]
    group = names.get(parent, "") if parent is not None else ""
    names[record.id] = f"{group}\n{name}"
    if is_group:
        return Row(record.id, record.text("row_kind"), group, masked(name), "", "", "", parent)
    bodies = "；".join(_named(record))
    rest = [
        record.text(field)
        for field in (
            "content",
            "build_type",
            "stage",
            "period_raw",
            "total_investment_raw",
            "period_investment_raw",
            "location",
            "remarks",
        )
    ]
    said = "\n".join(map(plain, rest))
    return Row(
        record.id,
        "project",
        group,
        name,
        masked(plain(record.text("content"))),
        bodies,
        f"{said}\n{bodies}" if said.strip() else "",
        parent,
    )


def _row(record: Record, kind: Kind, form: RowForm) -> Row:
    words = "\n".join([*(plain(record.text(field)) for field in form.words), *_named(record)])
    numbers = "\n".join(plain(record.text(field)) for field in form.numbers)
    return Row(
        record.id,
        kind.name,
        plain(record.text(form.group)) if form.group else "",
        plain(record.text(kind.title)),
        masked(plain(record.text(form.content))) if form.content else "",
        words,
        f"{words}\n{numbers}",
    )


def _named(record: Record) -> Iterator[str]:
    return (f"{role}:{plain(body)}" for role, body in record.bodies)
