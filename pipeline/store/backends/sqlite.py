"""What a SQLite file does its own way."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, Table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from models import schema
from models.language import say
from models.triggers import TRIGGERS
from models.views import VIEWS
from pipeline.store.address import Where
from pipeline.store.backends import fts5, sqlite_cache, sqlite_file, sqlite_replace
from pipeline.store.backends.backend import Asked, Copy, State, Values
from pipeline.store.parcel import NAME, attach


@dataclass(frozen=True, slots=True)
class RawRows:
    """Rows of a connection of Python's own driver."""

    connection: sqlite3.Connection

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """A cursor over the rows."""
        return self.connection.execute(sql, values)

    def asked(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows, none when the old schema has no such table or column."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                return []
            raise


@cache
def _made_tables() -> tuple[str, ...]:
    """The statements that make the tables and their indexes, compiled once for all files."""
    made: list[CreateTable | CreateIndex] = []
    for table in Sqlite.tables:
        # the indexes are a set: its own order changes with the process
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [CreateTable(table), *map(CreateIndex, indexes)]
    return tuple(str(one.compile(dialect=dialect())) for one in made)


class Sqlite:
    """SQLite: see `Backend` for what each of these gives."""

    name: Final = "sqlite"
    tables: Final = tuple(one for one in schema.metadata.tables.values() if one is not schema.kept_result)
    search_source: Final = fts5.SOURCE
    search_block: Final = fts5.BLOCK

    def prepare(self, where: Where, *, create: bool) -> None:
        """The file is there afterwards; should it be deleted meanwhile, no empty one is to take its place."""
        sqlite_file.look_at_path(_path(where), create)

    def engine(self, where: Where, *, read_only: bool) -> Engine:
        """An engine on a file that is there; no check of what it is."""
        return sqlite_file.make_engine(_path(where), "rw", query_only=read_only)

    @contextmanager
    def writing(
        self, engine: Engine, where: Where, parts: Sequence[str] | None = None
    ) -> Iterator[Connection]:
        """A file has one writer, whatever the parts. `rebuild` may replace it while we wait for its lock:
        then the lock is on a file that is gone, and we start again."""
        path = _path(where)
        while True:
            before = sqlite_file.identity(path)
            with engine.connect() as plain:
                connection = plain.execution_options(plantrace_write=True)
                connection.begin()
                if sqlite_file.identity(path) == before:
                    yield connection
                    return

    def naming_faults(self, where: Where) -> AbstractContextManager[None]:
        """By the code of the error."""
        return sqlite_file.naming_faults(_path(where))

    def state(self, connection: Connection) -> State:
        """By one connection, since each reads the whole schema."""
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
        application, version = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("application_id", "user_version")
        )
        return State(bool(tables) or application != 0, application == schema.APPLICATION_ID, version)

    def foreign(self, where: Where) -> str:
        """It has another application id."""
        return say("{path}: is a SQLite database of another program: name another file with --db", path=where)

    def create(self, connection: Connection) -> None:
        """All in an order that does not change from process to process."""
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        execute = self.rows(connection).connection.execute  # the transaction is open: by the driver alone
        for statement in (*_made_tables(), *TRIGGERS, *(view.sql for view in VIEWS), fts5.CREATE):
            execute(statement)

    def is_shared(self, connection: Connection) -> bool:
        """Never."""
        return False

    def free_numbers(self, connection: Connection, column: Column[int], number: int) -> int:
        """Those after the highest."""
        sql = f"SELECT max({column.name}) FROM {column.table.name}"  # noqa: S608 - names of ours
        return int(connection.exec_driver_sql(sql).scalar() or 0) + 1

    def apart(self, connection: Connection, table: Table) -> AbstractContextManager[Connection]:
        """The one that is open."""
        return nullcontext(connection)

    def defer_references(self, connection: Connection) -> None:
        """For the transaction that is open."""
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def overwrite_removed(self, connection: Connection) -> None:
        """The bytes are overwritten, not only unlinked."""
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def insert_rows(
        self, connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
    ) -> None:
        """They go to the driver as they are, which is twice as fast."""
        sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        connection.exec_driver_sql(sql, rows)

    def update_rows(
        self,
        connection: Connection,
        table: Table,
        key: str,
        names: Sequence[str],
        rows: list[tuple[Any, ...]],
    ) -> None:
        """One statement for each row, prepared once."""
        changed = ", ".join(f"{name} = ?" for name in names)
        sql = f"UPDATE {table.name} SET {changed} WHERE {key} = ?"  # noqa: S608 - names of ours
        connection.exec_driver_sql(sql, rows)

    def insert_missing(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """INSERT … ON CONFLICT DO NOTHING, to the driver as they are."""
        sql = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608
        self.rows(connection).connection.executemany(f"{sql} ON CONFLICT DO NOTHING", rows)

    def copy_rows(
        self, connection: Connection, rows: sqlite3.Connection, copies: Iterable[Copy]
    ) -> dict[str, int]:
        """The parcel is attached, and SQLite takes from it what it needs: no row passes through Python, no
        statement through SQLAlchemy."""
        self._attach(connection, rows)
        execute = self.rows(connection).connection.execute
        return {copy.table.name: execute(_taken(copy)).rowcount for copy in copies}

    def copy_words(self, connection: Connection, rows: sqlite3.Connection, select: str) -> None:
        """As it is attached."""
        self._attach(connection, rows)
        connection.exec_driver_sql(f"INSERT INTO {fts5.TABLE} (rowid, words) {select}")

    def _attach(self, connection: Connection, rows: sqlite3.Connection) -> None:
        """Once for what an opened parcel holds at this time."""
        held = rows, rows.total_changes
        if connection.info.get(NAME) != held:
            attach(self.rows(connection).connection, rows.serialize(name=NAME))
            connection.info[NAME] = held

    def results(
        self, connection: Connection, where: Where, *, write: bool = False
    ) -> AbstractContextManager[Connection | None]:
        """In a file of their own beside it."""
        return sqlite_cache.opened(_path(where), write=write)

    def results_beside(self, where: Where) -> AbstractContextManager[Connection | None] | None:
        """In that file."""
        return sqlite_cache.opened(_path(where), write=False)

    def forget_results(self, connection: Connection) -> None:
        """Their file is overwritten and goes."""
        sqlite_cache.overwrite(self.place(connection))

    def sort_on_disk(self, connection: Connection) -> None:
        """For this connection."""
        connection.exec_driver_sql("PRAGMA temp_store = FILE")

    @contextmanager
    def replacing(self, where: Where) -> Iterator[tuple[RawRows, Connection]]:
        """A new file beside the old one."""
        with sqlite_replace.replacing(_path(where)) as (old, fresh):
            yield RawRows(old), fresh

    def place(self, connection: Connection) -> Path:
        """The file, as the driver names it."""
        return Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])

    def rows(self, connection: Connection) -> RawRows:
        """Of the driver's own connection."""
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return RawRows(raw)

    def search_match(self, name: str) -> str:
        """MATCH of FTS5."""
        return fts5.match(name)

    def search_value(self, asked: Asked) -> str:
        """A query of FTS5."""
        return fts5.value(asked)

    def index_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """Only the index keeps them."""
        fts5.put(connection, rows)

    def forget_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """The index is told what it holds of them."""
        fts5.forget(connection, rows)


SQLITE: Final = Sqlite()


def _taken(copy: Copy) -> str:
    names = ", ".join(f'"{name}"' for name in copy.names)
    return f"INSERT INTO main.{copy.table.name} ({names}) {copy.select}"  # noqa: S608 - names of ours


def _path(where: Where) -> Path:
    assert isinstance(where, Path), "a SQLite database is a file"
    return where
