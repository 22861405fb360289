"""What a PostgreSQL database does its own way (extra `postgres`, psycopg 3).

All lies in one schema, the first of the connection's search path. A writer takes advisory locks at its start,
so that what it decides by what it read still holds when it is committed: one that adds versions those of
their plans and files, any other one for the whole database.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import errors
from psycopg.adapt import Dumper
from psycopg.conninfo import make_conninfo
from sqlalchemy import Column, Connection, Engine, NullPool, Table, create_engine, delete, event

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.store.address import Address, Where
from pipeline.store.backends import tsearch
from pipeline.store.backends.backend import Asked, Copy, State, Values
from pipeline.store.backends.postgres_faults import naming_faults, reason_of
from pipeline.store.backends.postgres_replace import LOCK, replacing
from pipeline.store.backends.postgres_sql import sequence_of, statements, understand_sqlite

_MARK: Final = "plantrace, schema "
_LOCK: Final = f"SELECT pg_advisory_xact_lock{LOCK}"
_LOCK_SHARED: Final = f"SELECT pg_advisory_xact_lock_shared{LOCK}"
# in the order of their numbers: two writers that want the same two never wait for each other
_LOCK_PARTS: Final = """SELECT pg_advisory_xact_lock(number) FROM (
    SELECT DISTINCT hashtextextended(current_schema() || ' ' || part, 0) AS number
    FROM unnest(CAST(%s AS text[])) given(part) ORDER BY number) listed"""
_SHARED: Final = "plantrace_shared"
_WAIT: Final = "SET LOCAL lock_timeout = '300s'"  # as long as a rebuild of many plans may take
_PORTION: Final = 1_000
_CONNECT_SECONDS: Final = "15"
_STATE: Final = """SELECT current_schema(), current_setting('server_encoding'),
    (SELECT count(*) FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema()))
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')),
    obj_description(to_regclass(quote_ident(current_schema()) || '.meta'), 'pg_class')"""


class _Truth(Dumper):
    """True and False are 1 and 0, as in SQLite."""

    def dump(self, obj: bool) -> bytes:
        """As a number."""
        return b"1" if obj else b"0"

    def quote(self, obj: bool) -> bytes:
        """As a number."""
        return self.dump(obj)


@dataclass(frozen=True, slots=True)
class RawRows:
    """Rows of a connection of the driver, in its transaction."""

    connection: psycopg.Connection[Any]

    def execute(self, sql: str, values: Values = ()) -> Any:
        """A cursor over the rows."""
        return self.connection.execute(sql.replace("?", "%s"), tuple(values))

    def asked(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows, none where there is no such table or column; the transaction goes on."""
        try:
            with self.connection.transaction():
                found: list[Any] = self.execute(sql, values).fetchall()
        except (errors.UndefinedTable, errors.UndefinedColumn):
            return []
        return found


class Postgres:
    """PostgreSQL: see `Backend` for what each of these gives."""

    name: Final = "postgresql"
    tables: Final = tuple(schema.metadata.tables.values())
    search_source: Final = tsearch.SOURCE
    search_block: Final = tsearch.BLOCK

    def prepare(self, where: Where, *, create: bool) -> None:
        """Databases are made by who keeps the server; here the options of the address are looked at."""
        place = _address(where)
        try:
            make_conninfo(**{name: str(value) for name, value in place.url.query.items()})
        except psycopg.ProgrammingError as error:
            raise DatabaseFault(
                say(
                    "{path}: has an option that is none of PostgreSQL's ({reason}): correct the address",
                    path=place,
                    reason=reason_of(place, error),
                )
            ) from None

    def engine(self, where: Where, *, read_only: bool) -> Engine:
        """What is read is one state, that of the beginning. Values are put into the statement by the client,
        so that their types are found as those of written ones."""
        given = {"cursor_factory": psycopg.ClientCursor, "client_encoding": "utf8"}
        if "connect_timeout" not in _address(where).url.query:
            given["connect_timeout"] = _CONNECT_SECONDS
        engine = create_engine(
            _address(where).url,
            poolclass=NullPool,
            isolation_level="REPEATABLE READ",
            connect_args=given,
            execution_options={"postgresql_readonly": read_only},
        )
        event.listen(engine, "connect", lambda raw, _: raw.adapters.register_dumper(bool, _Truth))
        event.listen(engine, "do_executemany", _insert_many)
        understand_sqlite(engine)
        return engine

    @contextmanager
    def writing(
        self, engine: Engine, where: Where, parts: Sequence[str] | None = None
    ) -> Iterator[Connection]:
        """What is read is what was committed before each statement: all that writers before us stored."""
        with engine.connect() as plain:
            given = {"isolation_level": "READ COMMITTED", _SHARED: parts is not None}
            connection = plain.execution_options(**given)
            connection.exec_driver_sql(_WAIT)
            if parts is None:
                connection.exec_driver_sql(_LOCK)
            else:
                connection.exec_driver_sql(_LOCK_SHARED)
                connection.exec_driver_sql(_LOCK_PARTS, (list(parts),))
            yield connection

    def naming_faults(self, where: Where) -> AbstractContextManager[None]:
        """By the code of the error."""
        return naming_faults(_address(where))

    def state(self, connection: Connection) -> State:
        """The comment on the table `meta` tells whose it is.

        Raises:
            DatabaseFault: no schema is there to hold tables, or texts are not kept in UTF-8.
        """
        named, encoding, tables, mark = connection.exec_driver_sql(_STATE).one()
        place = self.place(connection)
        if named is None:
            raise DatabaseFault(
                say(
                    "{path}: there is no schema for the tables: make one, or see to the user's search_path",
                    path=place,
                )
            )
        if encoding != "UTF8":
            raise DatabaseFault(
                say(
                    "{path}: is kept in {encoding}: make a database with the encoding UTF8",
                    path=place,
                    encoding=encoding,
                )
            )
        ours = str(mark or "").startswith(_MARK)
        return State(tables > 0, ours, int(mark.removeprefix(_MARK)) if ours else 0)

    def foreign(self, where: Where) -> str:
        """Its schema holds other tables."""
        return say(
            "{path}: holds tables of another program: name an empty database, or a schema of its own",
            path=where,
        )

    def create(self, connection: Connection) -> None:
        """All of it, or nothing: statements that make tables are part of the transaction as well."""
        for statement in statements(connection.engine):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"COMMENT ON TABLE meta IS '{_MARK}{schema.SCHEMA_VERSION}'")

    def is_shared(self, connection: Connection) -> bool:
        """With parts."""
        return bool(connection.get_execution_options().get(_SHARED))

    def free_numbers(self, connection: Connection, column: Column[int], number: int) -> int:
        """Those after the highest; where others give numbers too, by a sequence that all of them see at
        once, and which keeps what it gave to a transaction that was rolled back."""
        table, name = column.table.name, column.name
        highest = f'SELECT max("{name}") FROM "{table}"'  # noqa: S608 - names of ours
        if number and self.is_shared(connection):
            used = f"SELECT highest FROM number_used WHERE what = '{name.removesuffix('_id')}'"  # noqa: S608
            sql = f"SELECT free_numbers('{sequence_of(column)}', greatest(({highest}), ({used})), {number})"
            return int(connection.exec_driver_sql(sql).scalar_one())
        return int(connection.exec_driver_sql(highest).scalar() or 0) + 1

    @contextmanager
    def apart(self, connection: Connection, table: Table) -> Iterator[Connection]:
        """By a connection of its own, which is the only one to change the table."""
        if not self.is_shared(connection):
            yield connection
            return
        with connection.engine.connect() as plain:
            other = plain.execution_options(isolation_level="READ COMMITTED")
            self.defer_references(other)
            other.exec_driver_sql(f'LOCK TABLE "{table.name}" IN SHARE ROW EXCLUSIVE MODE')
            yield other
            other.commit()

    def defer_references(self, connection: Connection) -> None:
        """For the transaction that is open."""
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")

    def overwrite_removed(self, connection: Connection) -> None:
        """The server overwrites what is removed when it is vacuumed, and keeps what its log and copies hold
        (docs/postgresql.md)."""

    def insert_rows(
        self, connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
    ) -> None:
        """COPY."""
        _copy(connection, table.name, names, rows)

    def update_rows(
        self,
        connection: Connection,
        table: Table,
        key: str,
        names: Sequence[str],
        rows: list[tuple[Any, ...]],
    ) -> None:
        """Many rows with each statement."""
        changed = ", ".join(
            f'"{name}" = CAST(given."{name}" AS {_kind(connection, table, name)})' for name in names
        )
        listed = ", ".join(f'"{name}"' for name in (*names, key))
        for written in _written(connection, rows):
            _run(
                connection,
                f'UPDATE "{table.name}" SET {changed} FROM (VALUES {written}) given ({listed})'  # noqa: S608
                f' WHERE "{table.name}"."{key}" = given."{key}"',
            )

    def insert_missing(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """INSERT … ON CONFLICT DO NOTHING, all rows as one JSON, which is quicker than a value at a time."""
        names = [column.name for column in table.columns]
        listed = ", ".join(f'"{name}"' for name in names)
        taken = ", ".join(
            f"CAST(value ->> {place} AS {_kind(connection, table, name)})" for place, name in enumerate(names)
        )
        with psycopg.ClientCursor(_raw(connection)) as cursor:
            cursor.execute(
                (
                    f'INSERT INTO "{table.name}" ({listed}) SELECT {taken}'  # noqa: S608 - names of ours
                    " FROM json_array_elements(CAST(%s AS json)) ON CONFLICT DO NOTHING"
                ).encode(),
                (json.dumps(rows, ensure_ascii=False),),
            )

    def copy_rows(
        self, connection: Connection, rows: sqlite3.Connection, copies: Iterable[Copy]
    ) -> dict[str, int]:
        """COPY, row by row as the parcel gives them."""
        counts = {}
        for copy in copies:
            found = rows.execute(copy.select).fetchall()
            counts[copy.table.name] = len(found)
            if found:
                _copy(connection, copy.table.name, copy.names, found)
        return counts

    def copy_words(self, connection: Connection, rows: sqlite3.Connection, select: str) -> None:
        """COPY."""
        self.index_words(connection, rows.execute(select))

    def results(
        self, connection: Connection, where: Where, *, write: bool = False
    ) -> AbstractContextManager[Connection | None]:
        """In the same transaction."""
        return nullcontext(connection)

    def results_beside(self, where: Where) -> None:
        """They lie in it."""

    def forget_results(self, connection: Connection) -> None:
        """All rows go."""
        connection.execute(delete(schema.kept_result))

    def sort_on_disk(self, connection: Connection) -> None:
        """The server sorts as it is set up to."""

    @contextmanager
    def replacing(self, where: Where) -> Iterator[tuple[RawRows, Connection]]:
        """New tables in a schema beside the old one."""
        engine = self.engine(where, read_only=False)
        with self.naming_faults(where), engine.connect() as connection:
            held = self.state(connection)
        with replacing(_address(where), engine, held) as (old, fresh):
            yield RawRows(old), fresh

    def place(self, connection: Connection) -> Address:
        """The address that the engine was made for."""
        return Address(connection.engine.url)

    def rows(self, connection: Connection) -> RawRows:
        """Of the driver's own connection."""
        return RawRows(_raw(connection))

    def search_match(self, name: str) -> str:
        """A tsquery, or a look through what lies beyond a tsvector."""
        return tsearch.match(name)

    def search_value(self, asked: Asked) -> str:
        """Both in one."""
        return tsearch.value(asked)

    def index_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """COPY."""
        _copy(connection, tsearch.TABLE, tsearch.NAMES, tsearch.rows_of(rows))

    def forget_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """By the numbers of the blocks."""
        tsearch.forget(connection, [block_id for block_id, _ in rows])


POSTGRES: Final = Postgres()


def _address(where: Where) -> Address:
    assert isinstance(where, Address), "a PostgreSQL database has an address"
    return where


def _raw(connection: Connection) -> psycopg.Connection[Any]:
    connection.get_transaction() or connection.begin()
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _kind(connection: Connection, table: Table, name: str) -> str:
    """The type of a column, for CAST."""
    return str(table.c[name].type.compile(connection.dialect)).partition(" COLLATE")[0]


def _written(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """The rows as they stand behind VALUES, some at a time."""
    with psycopg.ClientCursor(_raw(connection)) as cursor:
        for start in range(0, len(rows), _PORTION):
            portion = rows[start : start + _PORTION]
            place = f"({', '.join(['%s'] * len(portion[0]))})"
            yield ", ".join(cursor.mogrify(place, row) for row in portion)


def _run(connection: Connection, sql: str) -> None:
    """A statement that holds its values: nothing in it stands for others."""
    with psycopg.ClientCursor(_raw(connection)) as cursor:
        cursor.execute(sql.encode())


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    with (
        psycopg.Cursor(_raw(connection)) as cursor,
        cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN'.encode()) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _insert_many(cursor: Any, sql: str, rows: Sequence[Any], _context: object) -> bool:
    """Many rows with each INSERT, where SQLAlchemy gives one."""
    before, values, row = sql.partition(" VALUES ")
    if not sql.startswith("INSERT") or not values:
        return False
    for start in range(0, len(rows), _PORTION):
        written = ", ".join(cursor.mogrify(row, one) for one in rows[start : start + _PORTION])
        cursor.execute(f"{before}{values}{written}".encode())
    return True
