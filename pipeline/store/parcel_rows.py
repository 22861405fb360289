"""The rows of a parcel put into a database: every number in them is moved to where it is free there.

A parcel counts blocks, tables, records … from 1. Where the database gives them the numbers that follow,
adding is enough; a rebuild, where things keep the numbers they had, looks each up.
"""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Connection, Table

from models import schema
from models.kinds import KINDS
from models.schema.columns import led_to
from pipeline.store.backends import backend_of, plain
from pipeline.store.backends.backend import Copy
from pipeline.store.evidence_rows import keep_supports, supports_of
from pipeline.store.kept_results import NewResults
from pipeline.store.metric_rows import METRIC_COLUMNS, keep_metric_rows
from pipeline.store.numbers import BLOCK_PLACE, NOTICE_PLACE, Numbered, Numbers
from pipeline.store.parcel import NAME, Opened
from pipeline.store.version import Place, Written

_OWN: Final[Mapping[str, str]] = {
    "notice": "notice_id",
    "finding": "finding_id",
    "rule_check": "check_id",
    "document_table": "table_id",
    "block": "block_id",
    "record": "record_id",
    "entity": "entity_id",
    "version": "version_id",
}
"""The column that numbers the rows of a table."""
_KINDS: Final = frozenset(kind.table.name for kind in KINDS)
_CAPTIONS: Final = ("caption_block_id", "caption", "unit_note_block_id", "unit_note")
_STATED_NOTICE: Final = "code <> 'rule_failed'"  # those are of the run of the rules
# what is counted, how many there are, and what each went by before a rebuild (`ingest.rebuild`)
_COUNTED: Final[Mapping[Numbered, tuple[str, str]]] = {
    "block": ("block", f"SELECT {BLOCK_PLACE}, text FROM parcel.block b ORDER BY block_id"),  # noqa: S608
    "table": ("document_table", "SELECT part, xml_path FROM parcel.document_table ORDER BY table_id"),
    "record": ("record", "SELECT kind, uid FROM parcel.record ORDER BY record_id"),
    "entity": ("entity", "SELECT label, canonical FROM parcel.entity ORDER BY entity_id"),
    "notice": (
        "notice",
        f"SELECT code, message, {NOTICE_PLACE} FROM parcel.notice LEFT JOIN parcel.block b USING (block_id)"  # noqa: S608
        f" WHERE {_STATED_NOTICE} ORDER BY notice_id",
    ),
}
_IGNORED: Final = ("reason", "block", "reason <> ''")
_NOTICES: Final = ("code", "notice", _STATED_NOTICE)
_DOCUMENT: Final = (schema.record, schema.document_table, schema.table_cell, schema.block, schema.entity)
_STATED: Final = tuple(
    table for kind in KINDS for table in (kind.table, *(() if kind.bodies is None else (kind.bodies.table,)))
)
_AFTER: Final = (schema.evidence, schema.number_claim, schema.notice)
_FOUND: Final = (schema.finding, schema.finding_evidence, schema.rule_run, schema.rule_check)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the numbers of a parcel go, by the table that they number: what is added to each, or None where
    each is looked up in a table of the parcel."""

    by: Mapping[str, int | None]

    def said(self, column: Column[Any]) -> str:
        """The SQL for what a column holds in the database."""
        target = _target(column)
        if target not in self.by:
            return f'"{column.name}"'
        by = self.by[target]
        if by is None:
            return f'(SELECT new FROM {NAME}.moved_{target} WHERE old = "{column.name}")'  # noqa: S608
        return f'"{column.name}" + {by}'


@cache
def _target(column: Column[Any]) -> str:
    """The table whose rows a column numbers, '' for none. Rows of kinds of records have the number of their
    record; supports are shared by all that is held, and no reference leads to them."""
    if _OWN.get(column.table.name) == column.name:
        return str(column.table.name)
    if column.name == schema.support.c.support_id.name:
        return schema.support.name
    for reference in column.foreign_keys:
        table = reference.column.table
        return "record" if table.name in _KINDS else table.name
    return led_to(column)


def moved_by(rows: sqlite3.Connection, place: Place, numbers: Numbers) -> Moved:
    """Takes a number for everything in a parcel."""
    by: dict[str, int | None] = {"version": place.version_id - 1}
    for what, (table, keys) in _COUNTED.items():
        if numbers.kept:
            found = [numbers.take(what, key) for key in _keys(rows, keys)]
            by[table] = looked_up(rows, table, found)
        else:
            number = rows.execute(f"SELECT count(*) FROM ({keys})").fetchone()[0]  # noqa: S608
            by[table] = numbers.take_many(what, number) - 1
    return Moved(by)


def _keys(rows: sqlite3.Connection, sql: str) -> list[tuple[Hashable, ...]]:
    return rows.execute(sql).fetchall()


def looked_up(rows: sqlite3.Connection, table: str, numbers: Sequence[int]) -> int | None:
    """What is added to the numbers of a table of the parcel to make them these; None where that is no one
    number: then the parcel is told them."""
    first = numbers[0] if numbers else 1
    if list(numbers) == list(range(first, first + len(numbers))):
        return first - 1
    rows.execute(f"CREATE TABLE {NAME}.moved_{table} (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    rows.executemany(f"INSERT INTO {NAME}.moved_{table} VALUES (?, ?)", list(enumerate(numbers, start=1)))  # noqa: S608
    return None


def write_parcel(connection: Connection, parcel: Opened, place: Place, moved: Moved) -> Written:
    """All rows of one version but findings. References that look forward are checked when the transaction
    ends."""
    backend, rows = backend_of(connection), parcel.rows
    backend.defer_references(connection)
    row = _version_row(rows, place)
    places = ", ".join("?" * len(row))
    plain(connection).execute(f"INSERT INTO version ({', '.join(row)}) VALUES ({places})", [*row.values()])  # noqa: S608
    moved = _with_supports(connection, rows, moved)
    copies = [_copy(table, moved) for table in (*_DOCUMENT, *_STATED, *_AFTER)]
    words = f"SELECT {moved.said(schema.block.c.block_id)}, words FROM {NAME}.block_search"  # noqa: S608
    counts = backend.copy_rows(connection, rows, copies)
    backend.copy_words(connection, rows, words)
    _set_captions(connection, rows, moved)
    metrics = f"SELECT {', '.join(METRIC_COLUMNS)} FROM {NAME}.metric"  # noqa: S608
    keep_metric_rows(connection, rows.execute(metrics).fetchall())
    return Written(parcel.label.title, counts, _tally(rows, *_IGNORED), _tally(rows, *_NOTICES))


def _with_supports(connection: Connection, rows: sqlite3.Connection, moved: Moved) -> Moved:
    """And where the numbers of supports go: each has one in the database, whatever it had in the parcel."""
    sql = f"SELECT * FROM {NAME}.support ORDER BY support_id, position"  # noqa: S608
    wanted = supports_of(rows.execute(sql).fetchall())
    return Moved({**moved.by, "support": looked_up(rows, "support", keep_supports(connection, wanted))})


def _copy(table: Table, moved: Moved) -> Copy:
    """The rows as they are to be, for one table."""
    names = [column.name for column in table.columns if column.name not in _CAPTIONS]
    said = ", ".join(moved.said(table.c[name]) for name in names)
    where = f" WHERE {_STATED_NOTICE}" if table is schema.notice else ""
    return Copy(table, tuple(names), f"SELECT {said} FROM {NAME}.{table.name}{where}")  # noqa: S608


def _tally(rows: sqlite3.Connection, column: str, table: str, which: str) -> dict[str, int]:
    sql = f"SELECT {column}, count(*) FROM {NAME}.{table} WHERE {which} GROUP BY {column} ORDER BY {column}"  # noqa: S608
    return dict(rows.execute(sql))


def _all(rows: sqlite3.Connection, table: Table, which: str = "TRUE") -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    found = rows.execute(f"SELECT {listed} FROM {NAME}.{table.name} WHERE {which}")  # noqa: S608
    return [dict(zip(names, row, strict=True)) for row in found]


def _version_row(rows: sqlite3.Connection, place: Place) -> dict[str, Any]:
    """What the reader knew, and what it did not: where the version goes."""
    (read,) = _all(rows, schema.version)
    return read | {
        "version_id": place.version_id,
        "plan_id": place.plan_id,
        "number": place.number,
        "is_current": int(place.is_current),
        "source_id": place.source_id,
        "file_name": place.file_name,
        "dated": place.dated,
        "ingested_at": place.ingested_at,
    }


def _set_captions(connection: Connection, rows: sqlite3.Connection, moved: Moved) -> None:
    """After the blocks that they refer to are there."""
    table = schema.document_table
    said = ", ".join(moved.said(table.c[name]) for name in (*_CAPTIONS, "table_id"))
    captioned = f"SELECT {said} FROM {NAME}.document_table WHERE caption IS NOT NULL OR unit_note IS NOT NULL"  # noqa: S608
    if found := rows.execute(captioned).fetchall():
        backend_of(connection).update_rows(connection, table, "table_id", _CAPTIONS, found)


def write_findings(
    connection: Connection,
    rows: sqlite3.Connection,
    place: Place,
    moved: Moved,
    findings: Sequence[int],
    first_check: int,
) -> list[dict[str, Any]]:
    """What the rules found when the parcel was made, the findings under these numbers, the checks from
    `first_check` on. Gives the notices of rules that broke, which the caller numbers."""
    by = {
        **moved.by,
        "finding": looked_up(rows, "finding", findings),
        "rule_check": first_check - 1,
    }
    backend_of(connection).copy_rows(connection, rows, [_copy(table, Moved(by)) for table in _FOUND])
    failed = _all(rows, schema.notice, f"NOT ({_STATED_NOTICE})")
    return [row | {"version_id": place.version_id} for row in failed]


def is_checked(parcel: Opened) -> bool:
    """Whether the rules ran when it was made."""
    return bool(parcel.rows.execute(f"SELECT EXISTS (SELECT 1 FROM {NAME}.rule_run)").fetchone()[0])  # noqa: S608


def results_of(parcel: Opened) -> NewResults:
    """What the stages found in paragraphs, in memory."""
    listed = ", ".join(column.name for column in schema.kept_result.columns)
    found = parcel.rows.execute(f"SELECT {listed} FROM {NAME}.kept_result").fetchall()  # noqa: S608
    return NewResults(parcel.label.stages, tuple(found))
