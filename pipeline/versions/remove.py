"""Taking a version out of the database for good: everything read from it, its original bytes, its place in
the search index."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, delete, func, insert, or_, select

from models import schema
from models.errors import NotHeld
from models.kinds import KINDS
from models.language import say
from pipeline.clock import tool_version, utc_now
from pipeline.store.backends import backend_of, plain
from pipeline.store.numbers import note_highest
from pipeline.store.reader import forget_reader
from pipeline.store.search_index import forget_blocks
from pipeline.versions.lineage import compared, keep_changes, neighbours

# what refers to others goes first
_OF_RECORDS: Final = (
    (schema.evidence, "record_id"),
    *((kind.bodies.table, kind.bodies.owner) for kind in KINDS if kind.bodies is not None),
    *((kind.table, "record_id") for kind in reversed(KINDS)),
)
_OF_VERSIONS: Final = (schema.entity, schema.block, schema.document_table, schema.record, schema.version)
_version = schema.version.c


@dataclass(frozen=True, slots=True)
class Removed:
    """A version that was taken out; `original_kept` when another version was read from the same bytes."""

    plan: str
    version: int
    title: str
    file_name: str
    sha256: str
    original_kept: bool


def remove_versions(
    connection: Connection, plan: str, number: int | None, clock: Callable[[], str] = utc_now
) -> tuple[Removed, ...]:
    """Takes one version out, or all (None) with the plan itself; the others keep their numbers, ids and
    lineages.

    The highest version that is left becomes the current one; what changed between the neighbours of the gap
    is stored. Removed numbers are not given again. Each version leaves a row in v_log. The caller commits.

    Raises:
        NotHeld: no such plan or version.
    """
    backend = backend_of(connection)
    backend.defer_references(connection)
    backend.overwrite_removed(connection)
    note_highest(connection)
    return tuple(_remove(connection, row, clock()) for row in _wanted(connection, plan, number))


def _wanted(connection: Connection, plan: str, number: int | None) -> list[Any]:
    columns = (
        _version.version_id,
        _version.plan_id,
        _version.number,
        _version.title,
        _version.file_name,
        _version.source_id,
    )
    query = (
        select(*columns, schema.source_file.c.sha256, schema.plan.c.key)
        .join(schema.source_file, schema.source_file.c.source_id == _version.source_id)
        .join(schema.plan, schema.plan.c.plan_id == _version.plan_id)
        .where(schema.plan.c.key == plan)
    )
    if number is not None:
        query = query.where(_version.number == number)
    found = list(connection.execute(query.order_by(_version.number.desc())))
    if not found:
        raise NotHeld(
            say("{plan}: there is no such version", plan=plan)
            if number is None
            else say("{plan}: there is no version {number}", plan=plan, number=number)
        )
    return found


def _remove(connection: Connection, row: Any, at: str) -> Removed:
    before, after = neighbours(connection, row.version_id)
    _delete_rows(connection, row.version_id)
    others = connection.execute(
        select(func.count()).select_from(schema.version).where(_version.source_id == row.source_id)
    ).scalar_one()
    if not others:
        connection.execute(delete(schema.source_file).where(schema.source_file.c.source_id == row.source_id))
    if before is not None and after is not None:
        keep_changes(connection, compared(connection, before, after))
    set_current(connection, row.plan_id)
    backend_of(connection).forget_results(connection)  # tell values of paragraphs that are gone
    write_log(
        connection,
        "removed",
        row.plan_id,
        row.key,
        at,
        version=row.number,
        title=row.title,
        file_name=row.file_name,
        sha256=row.sha256,
    )
    return Removed(row.key, row.number, row.title, row.file_name, row.sha256, bool(others))


def _delete_rows(connection: Connection, version_id: int) -> None:
    records = select(schema.record.c.record_id).where(schema.record.c.version_id == version_id)
    blocks = select(schema.block.c.block_id).where(schema.block.c.version_id == version_id)
    tables = select(schema.document_table.c.table_id).where(schema.document_table.c.version_id == version_id)
    findings = select(schema.finding.c.finding_id).where(schema.finding.c.version_id == version_id)
    texts = connection.execute(
        select(schema.block.c.block_id, schema.block.c.text).where(schema.block.c.version_id == version_id)
    )
    forget_blocks(connection, [(row.block_id, row.text) for row in texts])
    change = schema.change.c
    connection.execute(
        delete(schema.change).where(
            or_(change.from_version_id == version_id, change.to_version_id == version_id)
        )
    )
    _delete(connection, schema.finding_evidence, "finding_id", findings)
    _delete(connection, schema.finding_evidence, "block_id", blocks)  # what the next version's findings quote
    for table in (schema.finding, schema.rule_check, schema.rule_run, schema.notice):
        connection.execute(delete(table).where(table.c.version_id == version_id))
    _delete(connection, schema.number_claim, "block_id", blocks)
    for table, column in _OF_RECORDS:
        _delete(connection, table, column, records)
    _delete(connection, schema.table_cell, "table_id", tables)
    for table in _OF_VERSIONS:
        connection.execute(delete(table).where(table.c.version_id == version_id))
    forget_reader(connection, version_id)


def _delete(connection: Connection, table: Table, column: str, ids: Select[Any]) -> None:
    connection.execute(delete(table).where(table.c[column].in_(ids)))


def set_current(connection: Connection, plan_id: int) -> None:
    """Makes the highest version of a plan the current one; a plan without versions goes."""
    rows = plain(connection)
    (highest,) = rows.execute("SELECT max(number) FROM version WHERE plan_id = ?", (plan_id,)).fetchone()
    if highest is None:
        rows.execute("DELETE FROM plan WHERE plan_id = ?", (plan_id,))
        return
    rows.execute("UPDATE version SET is_current = 0 WHERE plan_id = ? AND number <> ?", (plan_id, highest))
    rows.execute("UPDATE version SET is_current = 1 WHERE plan_id = ? AND number = ?", (plan_id, highest))


def write_log(connection: Connection, action: str, plan_id: int, plan: str, at: str, **more: object) -> None:
    """A row of v_log; `more` are its other columns."""
    log = schema.action_log
    number = connection.execute(select(func.coalesce(func.max(log.c.log_id), 0) + 1)).scalar_one()
    row = {
        "log_id": number,
        "at": at,
        "tool_version": tool_version(),
        "action": action,
        "plan_id": plan_id,
        "plan": plan,
    }
    connection.execute(insert(log).values(**row, **more))
