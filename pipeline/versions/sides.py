"""One version as the comparison sees it: its lines of text in order, and its records with their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from models import schema
from models.kind import Bodies, Kind
from models.kinds import KINDS
from models.schema.columns import shown

_NO_TEXT: Final = ("toc", "header", "footer", "empty")
_LINES: Final = (
    "SELECT block_id, text, kind, list_label, heading_id, table_id, row_index, col_index FROM block"
    " WHERE version_id = ? AND kind NOT IN (?, ?, ?, ?) ORDER BY ordinal"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A block with text; `table`, `row`, `col` where it is a cell. `place` is its position in
    `Side.lines`."""

    place: int
    id: int
    text: str
    kind: str
    label: str
    heading: int | None
    table: int | None
    row: int | None
    col: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record with the columns of its table; `bodies` are (role, name) in order."""

    id: int
    kind: str
    ordinal: int
    uid: str
    lineage: str
    values: Mapping[str, Any]
    bodies: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """A column as text, '' for NULL."""
        value = self.values[name]
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Side:
    """A version: `tables` gives the kind of each table by its id. Blocks without text, contents, headers and
    footers are left out. Lines and records are there by id too, cells by (table, row)."""

    version_id: int
    number: int
    lines: tuple[Line, ...]
    records: Mapping[str, tuple[Record, ...]]
    tables: Mapping[int, str]
    line_of: Mapping[int, Line]
    by_id: Mapping[int, Record]
    rows: Mapping[tuple[int | None, int | None], Sequence[Line]]

    def cells(self, record: Record) -> Sequence[Line]:
        """The cells of the row of a table that a record is, none where it is no row."""
        values = record.values
        return self.rows.get((values.get("table_id"), values.get("row_index")), ())

    def path(self, heading: int | None) -> str:
        """Titles of the headings above, '' for none."""
        return "" if heading is None else self.by_id[heading].text("path")


def make_side(
    version_id: int,
    number: int,
    lines: tuple[Line, ...],
    records: Mapping[str, tuple[Record, ...]],
    tables: Mapping[int, str],
) -> Side:
    """The version of these lines, records and kinds of tables."""
    rows: dict[tuple[int | None, int | None], list[Line]] = {}
    for line in lines:
        if line.table is not None and line.row is not None:
            rows.setdefault((line.table, line.row), []).append(line)
    return Side(
        version_id,
        number,
        lines,
        MappingProxyType(records),
        tables,
        {line.id: line for line in lines},
        {record.id: record for of_kind in records.values() for record in of_kind},
        rows,
    )


def read_side(connection: Connection, version_id: int) -> Side:
    """Reads a version from the tables; a handful of queries whatever its size."""
    number = connection.execute(
        select(schema.version.c.number).where(schema.version.c.version_id == version_id)
    ).scalar_one()
    tables = connection.execute(
        select(schema.document_table.c.table_id, schema.document_table.c.kind).where(
            _of(schema.document_table, version_id)
        )
    )
    records: dict[str, tuple[Record, ...]] = {
        kind.name: _records(connection, kind, version_id) for kind in KINDS if kind.name != "mention"
    }
    return make_side(
        version_id,
        int(number),
        _lines(connection, version_id),
        records,
        {row.table_id: row.kind for row in tables},
    )


def _of(table: Table, version_id: int) -> Any:
    return table.c.version_id == version_id


def _lines(connection: Connection, version_id: int) -> tuple[Line, ...]:
    found = connection.exec_driver_sql(_LINES, (version_id, *_NO_TEXT)).all()
    return tuple(Line(place, *row) for place, row in enumerate(row for row in found if row[1].strip()))


_LINEAGE: Final = shown(schema.record.c.lineage, "r")


def _records(connection: Connection, kind: Kind, version_id: int) -> tuple[Record, ...]:
    bodies = _bodies(connection, kind.bodies, version_id) if kind.bodies else {}
    names = [column.name for column in kind.table.columns if column.name != "record_id"]
    columns = ", ".join(f"x.{name}" for name in names)
    sql = (
        f"SELECT r.record_id, r.ordinal, r.uid, {_LINEAGE}, {columns} FROM record r"  # noqa: S608
        f" JOIN {kind.table.name} x ON x.record_id = r.record_id"
        " WHERE r.version_id = ? AND r.kind = ? ORDER BY r.ordinal"
    )
    found = connection.exec_driver_sql(sql, (version_id, kind.name)).all()
    return tuple(
        Record(
            number,
            kind.name,
            ordinal,
            uid,
            lineage,
            dict(zip(names, values, strict=True)),
            tuple(bodies.get(number, ())),
        )
        for number, ordinal, uid, lineage, *values in found
    )


def _bodies(connection: Connection, named: Bodies, version_id: int) -> dict[int, list[tuple[str, str]]]:
    body = named.table.c
    owner = body[named.owner]
    query = select(owner, body.role, body.name).join(schema.record, schema.record.c.record_id == owner)
    found: dict[int, list[tuple[str, str]]] = {}
    for number, role, name in connection.execute(
        query.where(schema.record.c.version_id == version_id).order_by(owner, body.position)
    ).all():
        found.setdefault(number, []).append((role, name))
    return found
