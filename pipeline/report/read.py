"""Everything a report shows of one version, read with a fixed number of queries whatever the length of the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.kinds import KINDS, Kind, with_history
from models.views import VIEWS
from pipeline.store.held import HeldVersion, Row, rows, select

_OF_VERSION: Final = "plan = :plan AND version = :version"
# what stands in the document and no reader here reads has a placeholder at its place
_UNREAD: Final = (
    f"{_OF_VERSION} AND block_id IS NOT NULL AND (code GLOB '*_not_read' OR code = 'formula_flattened')"
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
BLOCK_COLUMNS: Final = (
    "block_id, ordinal, part, xml_path, kind, list_label, text, heading_id, table_id, row_index, col_index,"
    " use, reason"
)
_TABLES: Final = """SELECT t.table_id, t.kind, t.part, t.xml_path, t.n_rows, t.n_cols, t.caption,
    d.caption_block_id
FROM v_tables t JOIN document_table d ON d.table_id = t.table_id WHERE t.plan = :plan AND t.version = :version
    ORDER BY t.table_id"""
_CELLS: Final = """SELECT c.table_id, c.row_index, c.col_index, c.row_span, c.col_span
FROM table_cell c JOIN v_tables t ON t.table_id = c.table_id WHERE t.plan = :plan AND t.version = :version
ORDER BY c.table_id, c.row_index, c.col_index"""
_EVIDENCE: Final = "record_kind, record_id, block_id, char_start, char_end, field, role, derivation"
_CHANGED: Final = (
    "plan = :plan AND record_kind <> 'block' AND (from_version = :version OR to_version = :version)"
)
_CHANGES: Final = (
    "from_version, to_version, record_kind, change, field, old_value, new_value, delta, percent, old_id,"
    " new_id"
)
_ORDER_OF_EVIDENCE: Final = "record_kind, record_id, block_id, char_start, char_end, field, role"


@dataclass(frozen=True, slots=True)
class Material:
    """Rows of the public views, of one version (`others`: of the plan's other versions, `changes`: from and
    to this one); by kind where a mapping."""

    version: HeldVersion
    facts: Row
    versions: tuple[Row, ...]
    blocks: tuple[Row, ...]
    tables: tuple[Row, ...]
    cells: tuple[Row, ...]
    records: Mapping[str, tuple[Row, ...]]
    row_places: Mapping[str, tuple[Row, ...]]
    evidence: tuple[Row, ...]
    entities: tuple[Row, ...]
    bodies: tuple[Row, ...]
    findings: tuple[Row, ...]
    unread: tuple[Row, ...]
    finding_sides: tuple[Row, ...]
    others: Mapping[str, tuple[Row, ...]]
    changes: tuple[Row, ...]


def read_material(connection: Connection, version: HeldVersion) -> Material:
    """All rows that a report of this version needs."""

    def ask(columns: str, view: str, order: str = "", condition: str = _OF_VERSION) -> tuple[Row, ...]:
        return rows(
            connection, select(columns, view, condition, order), plan=version.plan, version=version.version
        )

    def grid(sql: str) -> tuple[Row, ...]:
        return rows(connection, sql, plan=version.plan, version=version.version)

    versions = rows(connection, select("*", "v_versions", "plan = :plan", "version"), plan=version.plan)
    return Material(
        version=version,
        facts=next(row for row in versions if row["version"] == version.version),
        versions=versions,
        blocks=ask(BLOCK_COLUMNS, "v_blocks", "ordinal"),
        tables=grid(_TABLES),
        cells=grid(_CELLS),
        records={
            kind: ask(", ".join(columns), view, columns[0])
            for kind, (view, columns) in RECORD_COLUMNS.items()
        },
        row_places={kind.name: ask(_row_place(kind), kind.view, kind.key) for kind in KINDS if kind.is_row},
        evidence=ask(_EVIDENCE, "v_trace", _ORDER_OF_EVIDENCE),
        entities=ask("entity_id, label, canonical", "v_entity_list", "entity_id"),
        bodies=ask(
            "project_id, role, name, entity_id", "v_project_bodies", "project_id, block_id, char_start, role"
        ),
        findings=ask(
            "finding_id, rule, severity, message, expected, actual, status, note", "v_findings", "finding_id"
        ),
        unread=ask("text_zh, text_en, block_id", "v_notices", "notice_id", _UNREAD),
        finding_sides=ask(
            "finding_id, side, record_kind, record_id, block_id, char_start, char_end",
            "v_finding_evidence",
            "finding_id, side",
        ),
        others={
            kind: ask(
                f"version, lineage, {', '.join(columns)}",
                RECORD_COLUMNS[kind][0],
                "version, lineage",
                _OF_OTHERS,
            )
            for kind, columns in HISTORY_COLUMNS.items()
        },
        changes=ask(_CHANGES, "v_changes", "from_version, record_kind, old_id, new_id, field", _CHANGED),
    )
