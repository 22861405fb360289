"""What is only kept to be quick lies beside a SQLite file, in one of its own that may be deleted at any time.

Whatever is wrong with it costs time and nothing else: where it is absent, damaged or locked, all is found
anew.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, exc
from sqlalchemy.schema import CreateTable

from models import schema
from models.errors import DatabaseFault
from models.language import say, system_reason

SUFFIX: Final = ".cache"
_WAIT_SECONDS: Final = 5.0
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_LOG: Final = logging.getLogger("plantrace.store")


def cache_of(path: Path) -> Path:
    """The cache of a database file: plans.db.cache for plans.db."""
    return path.with_name(path.name + SUFFIX)


@contextmanager
def opened(path: Path, *, write: bool) -> Iterator[Connection | None]:
    """The cache of a database; None where there is none that can be used. With `write` it is a transaction,
    the cache is made where it is absent, and what goes wrong in it is noted and forgotten.

    Who only reads has no transaction, since a document is read for seconds: who stores would wait for the end
    of it (a rollback journal: https://sqlite.org/lockingv3.html#writing), and all workers for who stores.
    """
    cache = cache_of(path)
    connection = _connected(cache, write) if write or cache.exists() else None
    if connection is None:
        yield None
        return
    try:
        with connection:
            yield connection
            connection.commit()
    except (exc.DBAPIError, sqlite3.Error) as error:
        if not write:
            raise
        _note(cache, error)


def _connected(cache: Path, write: bool) -> Connection | None:
    try:
        connection = _engine(cache, write).connect()
    except (exc.DBAPIError, sqlite3.Error) as error:
        _note(cache, error)
        return None
    try:
        if _is_ours(connection):
            return connection
        if write:
            _fill(connection)
            return connection
    except exc.DBAPIError as error:
        _note(cache, error)
    connection.close()
    return None


@lru_cache(maxsize=8)
def _engine(cache: Path, write: bool) -> Engine:
    """Kept for the next transaction: it holds no connection, and making one costs more than its use."""
    address = f"{cache.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    if write:
        # not when it is connected: SQLAlchemy rolls back what an engine's first connection began
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _is_ours(connection: Connection) -> bool:
    found = [
        connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("application_id", "user_version")
    ]
    return found == [schema.APPLICATION_ID, schema.SCHEMA_VERSION]


def _fill(connection: Connection) -> None:
    """Of another schema version all goes."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {schema.kept_result.name}")
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    connection.execute(CreateTable(schema.kept_result))


def _note(cache: Path, error: exc.DBAPIError | sqlite3.Error) -> None:
    """A damaged one goes, the next run makes another."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    _LOG.debug("%s: %s", cache, cause)
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
        _remove(cache)


def _remove(cache: Path) -> None:
    try:
        cache.unlink(missing_ok=True)
    except OSError as error:
        _LOG.debug("%s: %s", cache, error)


def overwrite(path: Path) -> None:
    """Overwrites the cache of a database, which tells of what was in it, and takes it away.

    Raises:
        DatabaseFault: it cannot be written.
    """
    cache = cache_of(path)
    try:
        for file in (cache, cache.with_name(f"{cache.name}-journal")):
            if file.exists():
                with file.open("r+b") as bytes_of:
                    bytes_of.write(bytes(file.stat().st_size))
                    bytes_of.flush()
                    os.fsync(bytes_of.fileno())
                file.unlink()
    except OSError as error:
        raise DatabaseFault(
            say("{path}: cannot be written ({reason})", path=cache, reason=system_reason(error))
        ) from error
