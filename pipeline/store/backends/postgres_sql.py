"""Our SQL in the words of PostgreSQL: the schema, and what SQLite's statements say otherwise.

Texts are compared by their bytes and numbers are doubles, as in SQLite (`models.schema.columns`).
"""

import re
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Column, Engine, Index, Table, event
from sqlalchemy.schema import CreateIndex, CreateTable

from models import schema
from models.triggers import ANCHORS, Anchor, slice_of
from models.views import VIEWS
from pipeline.store.backends import tsearch

_LIKE: Final = re.compile(r"\bLIKE\b")
_IS: Final = re.compile(r"\bIS (?=%\()")
_KEPT: Final = (("block", "a block keeps its version"), ("record", "a record keeps its version"))
_HELD: Final = {"block": "block_id", "record": "record_id"}

NUMBERED: Final = tuple(
    table.c[name]
    for table, name in (
        (schema.plan, "plan_id"),
        (schema.source_file, "source_id"),
        (schema.version, "version_id"),
        (schema.block, "block_id"),
        (schema.document_table, "table_id"),
        (schema.record, "record_id"),
        (schema.entity, "entity_id"),
        (schema.notice, "notice_id"),
        (schema.finding, "finding_id"),
        (schema.rule_check, "check_id"),
    )
)
"""What is numbered by sequences where several write at once."""
# a sequence gives one number at a time: the lock is for the moment in which it gives many
_FREE_NUMBERS: Final = """CREATE FUNCTION free_numbers(sequence text, highest bigint, number bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE before bigint;
BEGIN
  PERFORM pg_advisory_lock(hashtextextended(current_schema() || ' ' || sequence, 0));
  before := greatest(highest, nextval(sequence::regclass) - 1);
  PERFORM setval(sequence::regclass, before + number);
  PERFORM pg_advisory_unlock(hashtextextended(current_schema() || ' ' || sequence, 0));
  RETURN before + 1;
END $$"""


def sequence_of(column: Column[int]) -> str:
    """The name of the sequence that numbers the rows of a table."""
    return f"{column.name}_given"


def understand_sqlite(engine: Engine) -> None:
    """Lets an engine read statements as they are written for SQLite: LIKE knows no case of ASCII letters, IS
    compares, `?` is a place."""

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _said(
        _connection: object, _cursor: object, sql: str, values: object, context: object, _many: bool
    ) -> tuple[str, object]:
        if getattr(context, "compiled", None) is None:
            sql = sql.replace("?", "%s")
        return _IS.sub("IS NOT DISTINCT FROM ", _LIKE.sub("ILIKE", sql)), values


def statements(engine: Engine) -> Iterator[str]:
    """All that makes an empty database ours, in order."""
    dialect = engine.dialect
    tables = schema.metadata.tables.values()
    for table in tables:
        yield str(CreateTable(table, include_foreign_key_constraints=[]).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(_partial(index)).compile(dialect=dialect))
    for table in tables:
        yield from _references(table)
    for anchor in ANCHORS:
        yield from _of_anchor(anchor)
    yield from (f"CREATE SEQUENCE {sequence_of(column)}" for column in NUMBERED)
    yield _FREE_NUMBERS
    yield from _of_findings()
    yield from _of_held()
    yield from _of_blocks()
    yield from (view.postgres for view in VIEWS)
    yield from tsearch.CREATE


def _partial(index: Index) -> Index:
    """The index over the rows that it has in SQLite; the schema does not name PostgreSQL, or SQLAlchemy would
    load what speaks to it for every file."""
    index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    return index


def _references(table: Table) -> Iterator[str]:
    """Tables refer to each other round about, and rows to rows that come later in the transaction.

    A key is looked up for each row. That of an anchor is left to the trigger that holds it against its block
    and record, many at once; `_of_held` keeps these there.
    """
    checked = {name for anchor in ANCHORS if anchor.table is table for name in (anchor.owner, "block_id")}
    for column in table.columns:
        for reference in () if column.name in checked else column.foreign_keys:
            target = reference.column
            yield (
                f'ALTER TABLE "{table.name}" ADD FOREIGN KEY ("{column.name}")'
                f' REFERENCES "{target.table.name}" ("{target.name}") DEFERRABLE INITIALLY IMMEDIATE'
            )


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n{body}\nEND $$"


def _refusal(message: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{message}';"


def _checked(table: str, joins: str, holds: str, message: str) -> Iterator[str]:
    """A set of new rows is held against its blocks at once: a function for each row would take longer than
    the rows."""
    name = f"{table}_anchor"
    broken = f"SELECT FROM fresh n LEFT JOIN block b ON b.block_id = n.block_id{joins}"  # noqa: S608
    body = f"IF EXISTS ({broken} WHERE ({holds}) IS NOT TRUE) THEN {_refusal(message)} END IF; RETURN NULL;"
    yield _function(name, body)
    for happening in ("INSERT", "UPDATE"):
        yield (
            f"CREATE TRIGGER {name}_{happening.lower()} AFTER {happening} ON {table}"
            f" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _of_anchor(anchor: Anchor) -> Iterator[str]:
    joins, name = f" LEFT JOIN record r ON r.record_id = n.{anchor.owner}", anchor.table.name
    yield from _checked(name, joins, anchor.holds("n"), anchor.message)
    if anchor.kept:
        yield _function(f"{name}_kept", _refusal(anchor.refusal))
        yield f"CREATE TRIGGER {name}_kept BEFORE UPDATE ON {name} EXECUTE FUNCTION {name}_kept()"


def _of_findings() -> Iterator[str]:
    message = "finding_evidence: the quote is not the text at this place"
    yield from _checked("finding_evidence", "", slice_of("n"), message)


def _of_held() -> Iterator[str]:
    """No block or record goes on which an anchor rests."""
    for table, key in _HELD.items():
        broken = " OR ".join(
            f"EXISTS (SELECT FROM gone g JOIN {name} a ON a.{column} = g.{key})"  # noqa: S608
            for name, column in (
                (anchor.table.name, key if key == "block_id" else anchor.owner) for anchor in ANCHORS
            )
        )
        refused = _refusal(f"{table}: evidence rests on it")
        yield _function(f"{table}_gone", f"IF {broken} THEN {refused} END IF; RETURN NULL;")
        yield (
            f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_gone()"
        )


def _of_blocks() -> Iterator[str]:
    """What an anchor rests on stays: text may change only where no anchor notices, block and record keep
    their version."""
    moved = (
        "substr(NEW.text, a.char_start + 1, a.char_end - a.char_start)"
        " <> substr(OLD.text, a.char_start + 1, a.char_end - a.char_start)"
    )
    names = [anchor.table.name for anchor in ANCHORS] + ["finding_evidence"]
    broken = " OR ".join(
        f"EXISTS (SELECT FROM {name} a WHERE a.block_id = OLD.block_id AND {moved})"  # noqa: S608
        for name in names
    )
    refused = _refusal("block: evidence rests on this text")
    yield _function("block_text", f"IF {broken} THEN {refused} END IF; RETURN NEW;")
    yield (
        "CREATE TRIGGER block_text_update BEFORE UPDATE OF text ON block FOR EACH ROW"
        " WHEN (NEW.text <> OLD.text) EXECUTE FUNCTION block_text()"
    )
    for table, message in _KEPT:
        key = _HELD[table]
        yield _function(f"{table}_version", _refusal(f"{table}: {message}"))
        yield (
            f"CREATE TRIGGER {table}_version_update BEFORE UPDATE OF version_id, {key} ON {table}"
            f" FOR EACH ROW WHEN ((NEW.version_id, NEW.{key}) <> (OLD.version_id, OLD.{key}))"
            f" EXECUTE FUNCTION {table}_version()"
        )
