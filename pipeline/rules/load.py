"""Reads one stored version for the rules: typed rows, a fixed number of queries whatever its length."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Annotated

from sqlalchemy import Connection

from pipeline.rules.changed import changes_between
from pipeline.rules.records import (
    BlockRow,
    BoxItemRow,
    BoxRow,
    FigureRow,
    HeadingRow,
    Held,
    IndicatorRow,
    Piece,
    ProjectRow,
    TableRow,
)
from pipeline.store.typed_rows import read, read_from


@read_from("version v JOIN plan p ON p.plan_id = v.plan_id")
@dataclass(frozen=True, slots=True)
class _VersionRow:
    """A version and the plan that it is of."""

    id: Annotated[int, "v.version_id"]
    plan_id: Annotated[int, "v.plan_id"]
    plan: Annotated[str, "p.key"]
    number: Annotated[int, "v.number"]
    title: Annotated[str, "v.title"]
    region: Annotated[str | None, "v.region"]
    period_start: Annotated[int | None, "v.period_start"]
    period_end: Annotated[int | None, "v.period_end"]

    @property
    def period(self) -> tuple[int, int] | None:
        """First and last year, None where the plan does not say both."""
        if self.period_start is None or self.period_end is None:
            return None
        return self.period_start, self.period_end


@read_from(
    "project_body b JOIN record r ON r.record_id = b.project_id",
    "r.version_id = :version AND b.role = 'builder'",
)
@dataclass(frozen=True, slots=True)
class _BuilderRow:
    """A body that builds a project."""

    project: Annotated[int, "b.project_id"]
    name: Annotated[str, "b.name"]


def load(connection: Connection, version_id: int) -> Held:
    """The records of a version, and of the one before it what is asked of that (`Held.previous`).

    Raises:
        LookupError: there is no such version.
    """
    version = _version(connection, "v.version_id = :wanted", wanted=version_id)
    if version is None:
        raise LookupError(f"version {version_id} is not held")
    before = _version(
        connection, "v.plan_id = :plan AND v.number < :number", plan=version.plan_id, number=version.number
    )
    held = _whole(connection, _rows_of_tables(connection, version))
    if before is None:
        return held
    return replace(
        held,
        previous=_quotable(connection, _rows_of_tables(connection, before)),
        changes=changes_between(connection, before.id, version.id),
    )


def _version(connection: Connection, condition: str, **values: object) -> _VersionRow | None:
    """The last version that fulfils the condition."""
    found = read(connection, _VersionRow, condition=condition, order="v.number DESC LIMIT 1", **values)
    return found[0] if found else None


def _rows_of_tables(connection: Connection, version: _VersionRow) -> Held:
    """A version with what its tables and boxes say, and nothing else."""
    tables = read(connection, TableRow, order="ordinal", version=version.id)
    return Held(
        version=version.id,
        plan=version.plan,
        number=version.number,
        title=version.title,
        region=version.region,
        period=version.period,
        blocks={},
        headings=(),
        tables={table.id: table for table in tables},
        indicators=read(connection, IndicatorRow, order="r.ordinal", version=version.id),
        projects=read(connection, ProjectRow, order="r.ordinal", version=version.id),
        builders=_builders(connection, version.id),
        boxes=read(connection, BoxRow, order="r.ordinal", version=version.id),
        items=read(connection, BoxItemRow, order="r.ordinal", version=version.id),
        figures=(),
        pieces={},
    )


def _quotable(connection: Connection, held: Held) -> Held:
    """The version with its paragraphs and the evidence of its rows: what a finding may quote."""
    blocks = read(connection, BlockRow, order="ordinal", version=held.version)
    pieces = read(connection, Piece, order="e.record_id, e.position", version=held.version)
    return replace(held, blocks={block.id: block for block in blocks}, pieces=_by_record(pieces))


def _whole(connection: Connection, held: Held) -> Held:
    """The version with its text, figures and evidence too."""
    return replace(
        _quotable(connection, held),
        headings=read(connection, HeadingRow, order="r.ordinal", version=held.version),
        figures=read(connection, FigureRow, order="r.ordinal", version=held.version),
    )


def _builders(connection: Connection, version_id: int) -> dict[int, tuple[str, ...]]:
    """Names of the bodies that build each project, in their order."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in read(connection, _BuilderRow, order="b.project_id, b.position", version=version_id):
        found[row.project].append(row.name)
    return {project: tuple(names) for project, names in found.items()}


def _by_record(pieces: tuple[Piece, ...]) -> dict[int, tuple[Piece, ...]]:
    found: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[piece.record].append(piece)
    return {record: tuple(held) for record, held in found.items()}
