"""Everything a report shows of one version, read with a fixed number of queries whatever the length of the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.kind import Kind
from models.kinds import KINDS, with_history
from models.views import VIEWS
from pipeline.report.rows import (
    BlockRow,
    BodyRow,
    CellRow,
    ChangeRow,
    EarlierRow,
    EntityRow,
    EvidenceRow,
    FindingRow,
    GridRow,
    NumberRow,
    SideRow,
    TaskBodyRow,
    UnreadRow,
)
from pipeline.store.held import HeldVersion, Row, rows, select
from pipeline.store.typed_rows import Typed, read

_OF_VERSION: Final = "plan = :plan AND version = :version"
_OF_CHANGES: Final = (
    "from_version, record_kind, old_id NULLS FIRST, new_id NULLS FIRST, field NULLS FIRST, change_id"
)
_OF_OTHERS: Final = "plan = :plan AND version <> :version"

_PLACED: Final = frozenset(
    [
        "plan",
        "version",
        "is_current",
        "part",
        "xml_path",
        "block_id",
        "char_start",
        "char_end",
        "quote",
        "table_id",
        "row_index",
        "heading_id",
    ]
)


def _columns(kind: Kind) -> tuple[str, ...]:
    """Its key, then the columns of its view that say something of a record; numbers as exact decimals."""
    names = [column.name for view in VIEWS if view.name == kind.view for column in view.columns]
    left_out = _PLACED.union(kind.unlisted, (name for name in names if f"{name}_text" in names))
    return (kind.key, *(name for name in names if name not in {*left_out, kind.key}))


def _row_place(kind: Kind) -> str:
    row_kind = "row_kind" if "row_kind" in kind.table.c else "'' AS row_kind"
    return f"{kind.key} AS id, table_id, row_index, {row_kind}"


RECORD_COLUMNS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    kind.name: (kind.view, _columns(kind)) for kind in sorted(KINDS, key=lambda kind: kind.ranks.listed)
}
"""By kind of record its view and the columns that the page shows, its key first."""
HISTORY_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {kind.name: kind.compared for kind in with_history()}
"""What is shown of the same record in another version."""


@dataclass(frozen=True, slots=True)
class Material:
    """Rows of the public views, of one version (`others`: of the plan's other versions, `changes`: from and
    to this one); by kind, with the columns of the kind, where a mapping."""

    version: HeldVersion
    facts: Row
    versions: tuple[Row, ...]
    blocks: tuple[BlockRow, ...]
    tables: tuple[GridRow, ...]
    cells: tuple[CellRow, ...]
    records: Mapping[str, tuple[Row, ...]]
    row_places: Mapping[str, tuple[Row, ...]]
    evidence: tuple[EvidenceRow, ...]
    entities: tuple[EntityRow, ...]
    bodies: tuple[BodyRow, ...]
    task_bodies: tuple[TaskBodyRow, ...]
    numbers: tuple[NumberRow, ...]
    findings: tuple[FindingRow, ...]
    unread: tuple[UnreadRow, ...]
    finding_sides: tuple[SideRow, ...]
    earlier_sides: tuple[EarlierRow, ...]
    others: Mapping[str, tuple[Row, ...]]
    changes: tuple[ChangeRow, ...]


def read_material(connection: Connection, version: HeldVersion) -> Material:
    """All rows that a report of this version needs."""

    def ask(columns: str, view: str, order: str = "", condition: str = _OF_VERSION) -> tuple[Row, ...]:
        return rows(
            connection, select(columns, view, condition, order), plan=version.plan, version=version.version
        )

    def typed(row: type[Typed], order: str) -> tuple[Typed, ...]:
        return read(connection, row, order=order, plan=version.plan, version=version.version)

    versions = rows(connection, select("*", "v_versions", "plan = :plan", "version"), plan=version.plan)
    return Material(
        version=version,
        facts=next(row for row in versions if row["version"] == version.version),
        versions=versions,
        blocks=typed(BlockRow, "ordinal"),
        tables=typed(GridRow, "t.table_id"),
        cells=typed(CellRow, "c.table_id, c.row_index, c.col_index"),
        records={
            kind: ask(", ".join(columns), view, columns[0])
            for kind, (view, columns) in RECORD_COLUMNS.items()
        },
        row_places={kind.name: ask(_row_place(kind), kind.view, kind.key) for kind in KINDS if kind.is_row},
        evidence=typed(EvidenceRow, "record_kind, record_id, block_id, char_start, char_end, field, role"),
        entities=typed(EntityRow, "entity_id"),
        bodies=typed(BodyRow, "project_id, block_id, char_start, role"),
        task_bodies=typed(TaskBodyRow, "task_id, role, name"),
        numbers=typed(NumberRow, "block_id, char_start"),
        findings=typed(FindingRow, "finding_id"),
        unread=typed(UnreadRow, "notice_id"),
        finding_sides=typed(SideRow, "finding_id, side"),
        earlier_sides=typed(EarlierRow, "finding_id, side"),
        others={
            kind: ask(
                f"version, lineage, {', '.join(columns)}",
                RECORD_COLUMNS[kind][0],
                "version, lineage",
                _OF_OTHERS,
            )
            for kind, columns in HISTORY_COLUMNS.items()
        },
        changes=typed(ChangeRow, _OF_CHANGES),
    )
