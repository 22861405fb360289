"""Opening and creating the database file: one SQLite file, guarded by its application id and schema version.

The rollback journal is kept (no WAL), so that the file is one file whenever no transaction is open. A writer
takes the write lock at its start and waits for others; a killed writer's half transaction is rolled back by
whoever opens the file next.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, exc, insert
from sqlalchemy.schema import CreateIndex, CreateTable

from models import schema
from models.errors import DatabaseFault
from models.fingerprint import fingerprint
from models.language import later, say, system_reason
from models.triggers import TRIGGERS
from models.views import VIEWS
from pipeline.clock import tool_version
from pipeline.store import search_index
from pipeline.store.dictionary import write_dictionary

# a signal that comes while a connection is closed is told by whoever ends, not by the library as well
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
WAIT_SECONDS: Final = 300.0  # as long as a rebuild of many plans may take
_CREATE_HINT: Final = later("`plantrace ingest PATH --db FILE` makes one")
_EMPTY: Final = (False, 0)
_GONE: Final = later(
    "is gone: it was deleted or moved while it was in use; put it back, or ingest the files again"
)
# primary SQLite result codes (sqlite.org/rescode.html), what they mean here and what to do
_FAULTS: Final = {
    sqlite3.SQLITE_NOTADB: later("is not a SQLite database: name another file with --db"),
    sqlite3.SQLITE_CORRUPT: later("is damaged: put back a copy, or look at it with `plantrace doctor`"),
    sqlite3.SQLITE_FORMAT: later("is damaged: put back a copy, or look at it with `plantrace doctor`"),
    sqlite3.SQLITE_BUSY: later("is locked by another program: close it there and try again"),
    sqlite3.SQLITE_LOCKED: later("is locked by another program: close it there and try again"),
    sqlite3.SQLITE_READONLY: (
        later("cannot be written: make the file and its folder writable, or name another with --db")
    ),
    sqlite3.SQLITE_CANTOPEN: (
        later(
            "cannot be opened: see that its folder exists and may be read and written, or name"
            " another file with --db"
        )
    ),
    sqlite3.SQLITE_PERM: (
        later(
            "cannot be opened: see that its folder exists and may be read and written, or name"
            " another file with --db"
        )
    ),
    sqlite3.SQLITE_FULL: later("cannot grow: the disk is full; nothing of the last file was stored"),
    sqlite3.SQLITE_IOERR: later("cannot be read or written: the disk reports an error"),
    sqlite3.SQLITE_NOLFS: later("cannot grow: the file system allows no larger file"),
}


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. Connections are opened for each transaction and closed after it, so that the file is
    never held."""

    path: Path
    engine: Engine
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state of the database.

        Raises:
            DatabaseFault: it is damaged, locked or gone.
        """
        with naming_faults(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start; committed at the end, rolled back on any
        exception.

        Raises:
            DatabaseFault: it is damaged, locked for very long, read-only, or the disk is full.
        """
        with naming_faults(self.path), self._locked() as connection:
            yield connection
            connection.commit()

    @contextmanager
    def _locked(self) -> Iterator[Connection]:
        """`rebuild` may replace the file while we wait for its lock: then the lock is on a file that is
        gone, and we start again."""
        while True:
            before = _identity(self.path)
            with self.engine.connect() as plain:
                connection = plain.execution_options(plantrace_write=True)
                connection.begin()
                if _identity(self.path) == before:
                    yield connection
                    return

    def close(self) -> None:
        """Lets go of the engine; connections are closed already."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes."""
        self.close()


def open_database(path: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> Database:
    """Opens the database file, making it (and its folder) first when it is absent or empty and `create` is
    set.

    Raises:
        DatabaseFault: there is none, or it is no SQLite file, not one of ours, of another schema version,
            damaged or not to be opened.
    """
    place = Path(path)
    _look_at_path(place, create)
    # the file is there by now; should it be deleted meanwhile, no empty one is to take its place
    database = Database(place, make_engine(place, "rw", query_only=read_only), read_only)
    try:
        with naming_faults(place):
            kind = _kind(database)
            if kind[:2] == _EMPTY:
                _fill(database, create)
                kind = _kind(database)
            _check(place, kind)
    except BaseException:
        database.close()
        raise
    return database


def make_engine(path: Path, mode: str, *, query_only: bool = False) -> Engine:
    """An engine on the file; `mode` is SQLite's: `rw` or `rwc` (create). No check of what the file is."""
    address = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # transactions are begun by the event below, since this driver would begin them late and only for
        # some statements
        connection = sqlite3.connect(
            address, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in (
            "foreign_keys = ON",
            f"query_only = {'ON' if query_only else 'OFF'}",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("plantrace_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at the path (device and inode); None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _look_at_path(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise DatabaseFault(say("{path}: is a folder: name a file with --db", path=path))
        if not path.exists():
            if not create:
                raise DatabaseFault(
                    say("{path}: there is no database: {hint}", path=path, hint=say(_CREATE_HINT))
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise DatabaseFault(
            say(
                "{path}: cannot be opened ({reason}): name a file in a writable folder with --db",
                path=path,
                reason=reason,
            )
        ) from error


@contextmanager
def naming_faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says about the file itself into one line with a remedy; a broken constraint passes,
    it is a fault of ours."""
    try:
        yield
    except exc.DBAPIError as error:
        fault = _fault(path, error.orig)
        if fault is None:
            raise
        raise fault from error
    except sqlite3.Error as error:
        fault = _fault(path, error)
        if fault is None:
            raise
        raise fault from error


def _fault(path: Path, error: BaseException | None) -> DatabaseFault | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    gone = code == sqlite3.SQLITE_READONLY_DBMOVED or (
        code & 0xFF == sqlite3.SQLITE_CANTOPEN and not path.exists()
    )
    text = _GONE if gone else _FAULTS.get(code & 0xFF)
    return DatabaseFault(say("{path}: {text}", path=path, text=say(text))) if text else None


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _tables(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one())


def _kind(database: Database) -> tuple[bool, int, int]:
    """Whether the file holds anything, its application id and its schema version; by one connection, since
    each reads the whole schema."""
    with database.engine.connect() as connection:
        return (
            _tables(connection) > 0,
            _pragma(connection, "application_id"),
            _pragma(connection, "user_version"),
        )


def _fill(database: Database, create: bool) -> None:
    if not create:
        raise DatabaseFault(say("{path}: is empty: {hint}", path=database.path, hint=say(_CREATE_HINT)))
    with database.writing() as connection:
        if not _tables(connection):  # another process may have filled it while we waited for the lock
            create_schema(connection)


def _check(path: Path, kind: tuple[bool, int, int]) -> None:
    _, application, version = kind
    if application != schema.APPLICATION_ID:
        raise DatabaseFault(
            say("{path}: is a SQLite database of another program: name another file with --db", path=path)
        )
    if version < schema.SCHEMA_VERSION:
        text = say(
            "was made by an older plantrace (schema {version}, needed {schema_version}): run"
            ' `plantrace rebuild --db "{path}"`',
            version=version,
            schema_version=schema.SCHEMA_VERSION,
            path=path,
        )
        raise DatabaseFault(say("{path}: {text}", path=path, text=text))
    if version > schema.SCHEMA_VERSION:
        text = say(
            "was made by a newer plantrace (schema {version}, this one knows"
            " {schema_version}): upgrade plantrace",
            version=version,
            schema_version=schema.SCHEMA_VERSION,
        )
        raise DatabaseFault(say("{path}: {text}", path=path, text=text))


def create_schema(connection: Connection) -> None:
    """Tables, triggers, views, the search index and what the database says about itself, in the transaction
    that is open."""
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    for table in schema.metadata.tables.values():
        connection.execute(CreateTable(table))
        for index in sorted(
            table.indexes, key=lambda index: str(index.name)
        ):  # a set: its own order changes with the process
            connection.execute(CreateIndex(index))
    for statement in (*TRIGGERS, *(view.sql for view in VIEWS), search_index.CREATE):
        connection.exec_driver_sql(statement)
    connection.execute(
        insert(schema.meta), [{"name": name, "value": value} for name, value in _about().items()]
    )
    write_dictionary(connection)


def _about() -> dict[str, str]:
    return {
        "schema_version": str(schema.SCHEMA_VERSION),
        "text_profile": schema.TEXT_PROFILE,
        "tool_version": tool_version(),
        "vocabulary_sha256": vocabulary_sha256(),
    }


def vocabulary_sha256() -> str:
    """SHA-256 over the vocabularies: two databases made with the same tool and words have the same."""
    return fingerprint(("models/vocabulary",))


def check_integrity(connection: Connection, path: Path) -> None:
    """Raises DatabaseFault when SQLite finds damage or a reference that leads nowhere."""
    damage = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if damage != "ok" or dangling is not None:
        raise DatabaseFault(
            say(
                "{path}: is damaged ({split}): put back a copy",
                path=path,
                split=" ".join(str(damage if damage != "ok" else dangling).split()),
            )
        )
