"""Tables of a PostgreSQL schema that take the place of others in one step.

They are made in a schema of their own beside it, `NAME_rebuild`, and moved in one transaction. Who had rights
on a table or view has them on the new one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine

from models import schema
from models.errors import DatabaseFault
from models.language import say
from models.triggers import ANCHORS
from models.views import VIEWS
from pipeline.store.address import Address
from pipeline.store.backends import tsearch
from pipeline.store.backends.backend import State
from pipeline.store.backends.postgres_faults import naming_faults
from pipeline.store.backends.postgres_sql import NUMBERED, sequence_of

LOCK: Final = f"({schema.APPLICATION_ID}, hashtext(current_schema()))"
_VIEWS: Final = tuple(view.name for view in VIEWS)
_TABLES: Final = (*schema.metadata.tables, tsearch.TABLE)
_TRIGGERS: Final = (
    *(f"{one.table.name}_anchor" for one in ANCHORS),
    *(f"{one.table.name}_kept" for one in ANCHORS if one.kept),
    "finding_evidence_anchor",
)
_OF_TABLES: Final = ("block_text", "block_version", "record_version", "block_gone", "record_gone")
_FUNCTIONS: Final = (
    *(f"{name}()" for name in (*_TRIGGERS, *_OF_TABLES)),
    "holds_words(text, jsonb)",
    "free_numbers(text, bigint, bigint)",
)
_SEQUENCES: Final = tuple(map(sequence_of, NUMBERED))
_RIGHTS: Final = """SELECT c.relname, a.privilege_type,
    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, a.is_grantable
FROM pg_class c, aclexplode(c.relacl) a
WHERE c.relnamespace = to_regnamespace(quote_ident(%s)) AND a.grantee <> c.relowner"""

_PRESENT: Final = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(%s))"


@contextmanager
def replacing(
    where: Address, engine: Engine, held: State
) -> Iterator[tuple[psycopg.Connection[Any], Connection]]:
    """A connection to what is held and one to an empty schema, which takes its place at the end.

    Raises:
        DatabaseFault: what is held is not ours or of a newer schema version, or the user may not do it.
    """
    _check(where, held)
    with naming_faults(where), engine.connect() as guard:
        # the lock of a session outlives its transactions
        guard.exec_driver_sql(f"SELECT pg_advisory_lock{LOCK}")
        name = str(guard.exec_driver_sql("SELECT current_schema()").scalar_one())
        fresh = f"{name}_rebuild"
        # what an earlier rebuild left when it was killed goes (we hold the lock, so none is at work)
        _run(guard, f'DROP SCHEMA IF EXISTS "{fresh}" CASCADE', f'CREATE SCHEMA "{fresh}"')
        try:
            with engine.connect() as old, engine.connect() as plain:
                connection = plain.execution_options(isolation_level="READ COMMITTED")
                connection.exec_driver_sql(f'SET search_path TO "{fresh}"')
                yield _driver(old), connection
                connection.commit()
            _run(guard, *_moves(guard, name, fresh))
        except BaseException:
            with suppress(Exception):
                guard.rollback()
                _run(guard, f'DROP SCHEMA IF EXISTS "{fresh}" CASCADE')
            raise


def _check(where: Address, held: State) -> None:
    if held.ours and held.version <= schema.SCHEMA_VERSION:
        return
    if not held.filled:
        raise DatabaseFault(say("{shown}: there is no database to rebuild", shown=where))
    what = (
        say("was made by a newer plantrace: upgrade plantrace")
        if held.ours
        else say("is not a database of plantrace")
    )
    raise DatabaseFault(say("{shown}: {what}; nothing was rebuilt", shown=where, what=what))


def _moves(guard: Connection, name: str, fresh: str) -> Iterator[str]:
    """The statements that put the new objects in the place of the old ones. What others made to rest on these
    is not dropped with them: the statement fails then."""
    rights = guard.exec_driver_sql(_RIGHTS, (name,)).all()
    present = set(guard.exec_driver_sql(_PRESENT, (name,)).scalars())
    yield f"DROP VIEW {_listed(name, [view for view in _VIEWS if view in present])}"
    yield f"DROP TABLE {_listed(name, [table for table in _TABLES if table in present])}"
    for function in _FUNCTIONS:
        yield f'DROP FUNCTION IF EXISTS "{name}".{function}'
        yield f'ALTER FUNCTION "{fresh}".{function} SET SCHEMA "{name}"'
    yield from (f'DROP SEQUENCE IF EXISTS "{name}"."{one}"' for one in _SEQUENCES)
    for kind, names in (("TABLE", _TABLES), ("VIEW", _VIEWS), ("SEQUENCE", _SEQUENCES)):
        yield from (f'ALTER {kind} "{fresh}"."{one}" SET SCHEMA "{name}"' for one in names)
    yield f'DROP SCHEMA "{fresh}"'
    for table, right, grantee, grantable in rights:
        if table in (*_TABLES, *_VIEWS):
            option = " WITH GRANT OPTION" if grantable else ""
            yield f'GRANT {right} ON "{name}"."{table}" TO {grantee}{option}'


def _listed(name: str, objects: list[str]) -> str:
    return ", ".join(f'"{name}"."{one}"' for one in objects)


def _run(guard: Connection, *statements: str) -> None:
    for statement in statements:
        guard.exec_driver_sql(statement)
    guard.commit()


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw
