"""Records, their evidence and paragraphs, read from the public views."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Final

from sqlalchemy import Connection

from models.kind import Kind
from models.kinds import shown_first
from models.names import ROLES
from models.views import VIEWS
from pipeline.ask.trace_values import Piece, Place, Reference, Span, TracedRecord
from pipeline.store.cells import integer
from pipeline.store.held import HeldVersion, Row, held_versions, rows, rows_by_id, select
from pipeline.store.typed_rows import read_by_id, read_from

KINDS: dict[str, Kind] = {kind.name: kind for kind in shown_first()}
"""In the order in which hits are shown."""
_COLUMNS = {view.name: tuple(column.name for column in view.columns) for view in VIEWS}
_NAMELESS = 24
# a view that joins cannot be joined to the outside of another without being read as a whole
_CAPTION: Final = "COALESCE((SELECT t.caption FROM v_tables t WHERE t.table_id = b.table_id), '')"
_SAID_OF_PLACES: Final = tuple(field.name for field in fields(Place) if field.name != "version")


@read_from("v_blocks b")
@dataclass(frozen=True, slots=True)
class _PlaceRow:
    """A paragraph and where it stands."""

    plan: Annotated[str, "b.plan"]
    version: Annotated[int, "b.version"]
    block_id: Annotated[int, "b.block_id"]
    ordinal: Annotated[int, "b.ordinal"]
    kind: Annotated[str, "b.kind"]
    use: Annotated[str, "b.use"]
    reason: Annotated[str, "b.reason"]
    heading_path: Annotated[str, "b.heading_path"]
    part: Annotated[str, "b.part"]
    xml_path: Annotated[str, "b.xml_path"]
    table_id: Annotated[int | None, "b.table_id"]
    table_caption: Annotated[str, _CAPTION]
    row_index: Annotated[int | None, "b.row_index"]
    col_index: Annotated[int | None, "b.col_index"]
    text: Annotated[str, "b.text"]


@read_from("v_trace")
@dataclass(frozen=True, slots=True)
class _PieceRow:
    """One piece of evidence."""

    record_kind: str
    record_id: int
    field: str
    value: str | None
    role: str
    derivation: str
    block_id: int
    char_start: int
    char_end: int


@read_from("v_trace")
@dataclass(frozen=True, slots=True)
class _Claim:
    """Characters that a record rests on."""

    record_id: int
    block_id: int
    char_start: int
    char_end: int


def places(connection: Connection, ids: Iterable[int]) -> dict[int, Place]:
    """The paragraphs with these block ids."""
    found = read_by_id(connection, _PlaceRow, "b.block_id", ids)
    versions = _versions(connection, (row.plan for row in found))
    return {row.block_id: _place(row, versions[row.plan, row.version]) for row in found}


def _versions(connection: Connection, plans: Iterable[str]) -> dict[tuple[str, int], HeldVersion]:
    """The versions of the plans."""
    return {(version.plan, version.version): version for version in held_versions(connection, set(plans))}


def _place(row: _PlaceRow, version: HeldVersion) -> Place:
    said = {name: getattr(row, name) for name in _SAID_OF_PLACES}
    return Place(version=version, **said)


def record_name(kind: str, row: Row) -> str:
    """What a person would call the record: its name columns, else the beginning of its text."""
    name = "".join(
        _spaced(str(row[column])) if column in {"label", "metric"} else str(row[column])
        for column in KINDS[kind].names
        if row[column]
    )
    return name.strip() or str(row.get("text") or "").strip()[:_NAMELESS]


def _spaced(text: str) -> str:
    return f"{text} " if text and text[-1] not in "、）)．.　 " else text


def read_records(connection: Connection, references: Sequence[Reference]) -> tuple[TracedRecord, ...]:
    """The records with their evidence, in the order given; what is not held is left out."""
    found: dict[Reference, Row] = {}
    for kind, ids in _by_kind(references).items():
        sql = select("*", KINDS[kind].view, f"{KINDS[kind].key} IN")
        found |= {
            Reference(kind, integer(row[KINDS[kind].key])): row for row in rows_by_id(connection, sql, ids)
        }
    evidence = _evidence(connection, found)
    versions = _versions(connection, (str(row["plan"]) for row in found.values()))
    return tuple(
        TracedRecord(
            reference,
            record_name(reference.kind, row),
            str(row["uid"]),
            versions[str(row["plan"]), integer(row["version"])],
            tuple(row.items()),
            evidence[reference],
        )
        for reference in references
        if (row := found.get(reference)) is not None
    )


def _by_kind(references: Iterable[Reference]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = defaultdict(list)
    for reference in references:
        grouped[reference.kind].append(reference.id)
    return grouped


def _evidence(connection: Connection, records: Iterable[Reference]) -> dict[Reference, tuple[Piece, ...]]:
    wanted = list(records)
    found = read_by_id(connection, _PieceRow, "record_id", (reference.id for reference in wanted))
    held = places(connection, (row.block_id for row in found))
    pieces: dict[Reference, list[Piece]] = {reference: [] for reference in wanted}
    for row in found:
        span = Span(held[row.block_id], row.char_start, row.char_end)
        piece = Piece(row.field, row.value, row.role, row.derivation, span)
        pieces[Reference(row.record_kind, row.record_id)].append(piece)
    return {
        reference: tuple(sorted(of_one, key=lambda piece: _order(reference.kind, piece)))
        for reference, of_one in pieces.items()
    }


def rests_on(connection: Connection, references: Iterable[Reference]) -> dict[int, list[tuple[int, int]]]:
    """The half-open offsets that any of the records rests on, by block."""
    claimed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in read_by_id(connection, _Claim, "record_id", (reference.id for reference in references)):
        claimed[row.block_id].append((row.char_start, row.char_end))
    return claimed


def _order(kind: str, piece: Piece) -> tuple[int, int, int, int]:
    columns = _COLUMNS[KINDS[kind].view]
    field = columns.index(piece.field) if piece.field in columns else len(columns)
    return field, ROLES.index(piece.role), piece.span.place.block_id, piece.span.start


def records_of(connection: Connection, block_id: int) -> tuple[tuple[Reference, str], ...]:
    """The records that rest on a paragraph, with their names, in the order of KINDS."""
    found = rows(
        connection,
        "SELECT DISTINCT record_kind, record_id FROM v_trace WHERE block_id = :block",
        block=block_id,
    )
    return named(connection, [Reference(str(row["record_kind"]), integer(row["record_id"])) for row in found])


def named(connection: Connection, references: Iterable[Reference]) -> tuple[tuple[Reference, str], ...]:
    """The references with the names of their records, in the order of KINDS."""
    found: dict[Reference, str] = {}
    for kind, ids in _by_kind(references).items():
        sql = select("*", KINDS[kind].view, f"{KINDS[kind].key} IN")
        found |= {
            Reference(kind, integer(row[KINDS[kind].key])): record_name(kind, row)
            for row in rows_by_id(connection, sql, ids)
        }
    order = list(KINDS)
    return tuple(sorted(found.items(), key=lambda item: (order.index(item[0].kind), item[0].id)))
