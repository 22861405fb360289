"""One version taken into a database of its own: every row that belongs to it with the numbers it has, and
nothing of any other plan.

Without the original's bytes unless asked for: `source_file.content` is then empty, its SHA-256 and size
stay, so that `plantrace verify --source` proves the extract against a copy of the file.
"""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, text, update

from models import schema
from models.kinds import KINDS
from pipeline.store.backends.sqlite import SQLITE
from pipeline.store.backends.sqlite_file import check_integrity, make_engine
from pipeline.store.database import create_schema
from pipeline.store.held import HeldVersion
from pipeline.store.reader import keep_reader, readers
from pipeline.store.search_index import index_blocks

_PORTION: Final = 2_000
_OF_VERSION: Final = "version_id = :version"
_OF_RECORDS: Final = "{0} IN (SELECT record_id FROM record WHERE version_id = :version)"
_OF_BLOCKS: Final = "block_id IN (SELECT block_id FROM block WHERE version_id = :version)"
_OF_TABLES: Final = "table_id IN (SELECT table_id FROM document_table WHERE version_id = :version)"
_OF_FINDINGS: Final = "finding_id IN (SELECT finding_id FROM finding WHERE version_id = :version)"
_OF_FIGURES: Final = (
    "metric_key IN (SELECT f.metric_key FROM figure f JOIN record r ON r.record_id = f.record_id"
    " WHERE r.version_id = :version)"
)
_OF_EVIDENCE: Final = (
    "support_id IN (SELECT e.support_id FROM evidence e JOIN record r ON r.record_id = e.record_id"
    " WHERE r.version_id = :version)"
)
_OF_PLAN: Final = "plan_id = (SELECT plan_id FROM version WHERE version_id = :version)"
_OF_LOG: Final = (
    "plan_id = (SELECT plan_id FROM version WHERE version_id = :version)"
    " AND (version IS NULL OR version = (SELECT number FROM version WHERE version_id = :version))"
)
# what evidence rests on before it, as the triggers ask; changes lead to a second version, as do the last
# sides of findings between versions; tags are a cache
_TAKEN: Final[tuple[tuple[Table, str], ...]] = (
    (schema.plan, _OF_PLAN),
    (schema.version, _OF_VERSION),
    (schema.record, _OF_VERSION),
    (schema.document_table, _OF_VERSION),
    (schema.table_cell, _OF_TABLES),
    (schema.block, _OF_VERSION),
    (schema.entity, _OF_VERSION),
    *((kind.table, _OF_RECORDS.format("record_id")) for kind in KINDS),
    *((kind.bodies.table, _OF_RECORDS.format(kind.bodies.owner)) for kind in KINDS if kind.bodies),
    (schema.support, _OF_EVIDENCE),
    (schema.evidence, _OF_RECORDS.format("record_id")),
    (schema.number_claim, _OF_BLOCKS),
    (schema.notice, _OF_VERSION),
    (schema.finding, _OF_VERSION),
    (schema.finding_evidence, f"{_OF_FINDINGS} AND {_OF_BLOCKS}"),
    (schema.rule_run, _OF_VERSION),
    (schema.rule_check, _OF_VERSION),
    (schema.metric, _OF_FIGURES),
    (schema.action_log, _OF_LOG),
    (schema.number_used, "TRUE"),
)
_SOURCE: Final = (
    "SELECT s.source_id, s.sha256, s.size FROM source_file s JOIN version v ON v.source_id = s.source_id"
    " WHERE v.version_id = :version"
)
_CONTENT: Final = "SELECT content FROM source_file WHERE source_id = :source"
LEFT_OUT: Final = "left out"


def extract(connection: Connection, version: HeldVersion, path: Path, *, with_original: bool = False) -> None:
    """Writes a new database at `path` that holds this version alone, as the plan's current one. The same
    version gives the same bytes.

    Raises:
        DatabaseFault: the database it is taken from is damaged.
    """
    draft = path.with_name(f"{path.name}.draft")
    engine = make_engine(draft, "rwc")
    try:
        with engine.connect() as plain:
            target = plain.execution_options(plantrace_write=True)
            create_schema(target)
            SQLITE.defer_references(target)
            with _indexes_last(target):
                _fill(connection, target, _number_of(connection, version), with_original)
            target.commit()
            check_integrity(target, path)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(draft)) as finished:
        finished.execute("VACUUM INTO ?", (str(path),))  # equal content gives equal bytes
    draft.unlink()


@contextmanager
def _indexes_last(target: Connection) -> Iterator[None]:
    """Indexes are made when the rows are there, in the order of their names: SQLAlchemy makes them in
    another order each time."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    indexes = [(row.name, row.sql) for row in target.execute(text(sql))]
    for name, _ in indexes:
        target.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _, create in indexes:
        target.exec_driver_sql(create)


def _number_of(connection: Connection, version: HeldVersion) -> int:
    sql = "SELECT version_id FROM v_versions WHERE plan = :plan AND version = :version"
    return int(connection.execute(text(sql), {"plan": version.plan, "version": version.version}).scalar_one())


def _fill(connection: Connection, target: Connection, version_id: int, with_original: bool) -> None:
    _copy_meta(connection, target, version_id, with_original)
    _copy_source(connection, target, version_id, with_original)
    for table, condition in _TAKEN:
        with closing(_rows(connection, table, condition, version_id)) as rows:
            for portion in rows:
                target.execute(insert(table), portion)
                if table is schema.block:
                    index_blocks(target, [(row["block_id"], row["text"]) for row in portion])
    target.execute(update(schema.version).values(is_current=1))


def _rows(
    connection: Connection, table: Table, condition: str, version_id: int
) -> Generator[list[dict[str, Any]], None, None]:
    listed = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    sql = f"SELECT {listed} FROM {table.name} WHERE {condition} ORDER BY {keys}"  # noqa: S608 - names of ours
    with connection.execute(text(sql), {"version": version_id}) as result:
        for portion in result.mappings().partitions(_PORTION):
            yield [{**row} for row in portion]


def _copy_meta(connection: Connection, target: Connection, version_id: int, with_original: bool) -> None:
    """What the database says about itself."""
    sql = "SELECT name, value FROM meta WHERE name <> 'originals' AND name NOT LIKE 'reader.%' ORDER BY name"
    kept = [{"name": row.name, "value": row.value} for row in connection.execute(text(sql))]
    target.execute(delete(schema.meta))
    target.execute(
        insert(schema.meta), kept + ([] if with_original else [{"name": "originals", "value": LEFT_OUT}])
    )
    if reader := readers(connection).get(version_id):
        keep_reader(target, version_id, reader)


def _copy_source(connection: Connection, target: Connection, version_id: int, with_original: bool) -> None:
    source = connection.execute(text(_SOURCE), {"version": version_id}).one()
    content = original_of(connection, version_id) if with_original else b""
    target.execute(
        insert(schema.source_file).values(
            source_id=source.source_id, sha256=source.sha256, size=source.size, content=content
        )
    )


def original_of(connection: Connection, version_id: int) -> bytes:
    """The kept bytes of a version's original; none where they were left out of this database."""
    source = connection.execute(text(_SOURCE), {"version": version_id}).one()
    content: bytes = connection.execute(text(_CONTENT), {"source": source.source_id}).scalar_one()
    return content
