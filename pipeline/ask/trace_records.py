"""Records, their evidence and paragraphs, read from the public views."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from models.kinds import Kind, shown_first
from models.names import ROLES
from models.views import VIEWS
from pipeline.ask.trace_values import Piece, Place, Reference, Span, TracedRecord
from pipeline.store.cells import integer, integer_or_none
from pipeline.store.held import HeldVersion, Row, held_versions, rows, rows_by_id, select

KINDS: dict[str, Kind] = {kind.name: kind for kind in shown_first()}
"""In the order in which hits are shown."""
_COLUMNS = {view.name: tuple(column.name for column in view.columns) for view in VIEWS}
_NAMELESS = 24
_PLACE = """SELECT b.plan, b.version, b.block_id, b.ordinal, b.kind, b.use, b.reason, b.heading_path, b.part,
    b.xml_path, b.table_id, t.caption,
b.row_index, b.col_index, b.text FROM v_blocks b LEFT JOIN v_tables t ON t.table_id = b.table_id
    WHERE b.block_id IN"""


def places(connection: Connection, ids: Iterable[int]) -> dict[int, Place]:
    """The paragraphs with these block ids."""
    found = rows_by_id(connection, _PLACE, ids)
    versions = _versions(connection, found)
    return {
        integer(row["block_id"]): _place(row, versions[str(row["plan"]), integer(row["version"])])
        for row in found
    }


def _versions(connection: Connection, found: Iterable[Row]) -> dict[tuple[str, int], HeldVersion]:
    """The versions that the rows belong to, and others of their plans."""
    plans = {str(row["plan"]) for row in found}
    return {(version.plan, version.version): version for version in held_versions(connection, plans)}


def _place(row: Row, version: HeldVersion) -> Place:
    return Place(
        version=version,
        block_id=integer(row["block_id"]),
        ordinal=integer(row["ordinal"]),
        kind=str(row["kind"]),
        use=str(row["use"]),
        reason=str(row["reason"]),
        heading_path=str(row["heading_path"]),
        part=str(row["part"]),
        xml_path=str(row["xml_path"]),
        table_id=integer_or_none(row["table_id"]),
        table_caption=str(row["caption"] or ""),
        row_index=integer_or_none(row["row_index"]),
        col_index=integer_or_none(row["col_index"]),
        text=str(row["text"]),
    )


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
    versions = _versions(connection, found.values())
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
    sql = (
        "SELECT record_kind, record_id, field, value, role, derivation, block_id, char_start, char_end FROM"
        " v_trace WHERE record_id IN"
    )
    found = rows_by_id(connection, sql, (reference.id for reference in wanted))
    held = places(connection, (integer(row["block_id"]) for row in found))
    pieces: dict[Reference, list[Piece]] = {reference: [] for reference in wanted}
    for row in found:
        pieces[Reference(str(row["record_kind"]), integer(row["record_id"]))].append(
            _piece(row, held[integer(row["block_id"])])
        )
    return {
        reference: tuple(sorted(of_one, key=lambda piece: _order(reference.kind, piece)))
        for reference, of_one in pieces.items()
    }


def rests_on(connection: Connection, references: Iterable[Reference]) -> dict[int, list[tuple[int, int]]]:
    """The half-open offsets that any of the records rests on, by block."""
    sql = "SELECT block_id, char_start, char_end FROM v_trace WHERE record_id IN"
    claimed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows_by_id(connection, sql, (reference.id for reference in references)):
        claimed[integer(row["block_id"])].append((integer(row["char_start"]), integer(row["char_end"])))
    return claimed


def _piece(row: Row, place: Place) -> Piece:
    value = None if row["value"] is None else str(row["value"])
    return Piece(
        str(row["field"]),
        value,
        str(row["role"]),
        str(row["derivation"]),
        Span(place, integer(row["char_start"]), integer(row["char_end"])),
    )


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
