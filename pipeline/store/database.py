"""Opening and creating a database: guarded by its schema version and the mark that it is ours.

A writer takes the write lock at its start and waits for others; what a killed writer left half done is rolled
back.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, insert

from models import schema
from models.errors import DatabaseFault
from models.fingerprint import fingerprint
from models.language import say
from pipeline.clock import tool_version
from pipeline.store.address import Address, Where
from pipeline.store.backends import backend_at, backend_of
from pipeline.store.backends.backend import State
from pipeline.store.backends.sqlite_file import CREATE_HINT
from pipeline.store.closing import Closing
from pipeline.store.dictionary import write_dictionary

# a signal that comes while a connection is closed is told by whoever ends, not by the library as well
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
_LOG: Final = logging.getLogger("plantrace.store")


@dataclass(frozen=True, slots=True)
class Database(Closing):
    """An open database. Connections are opened for each transaction and closed after it, so that the file is
    never held."""

    path: Where
    engine: Engine
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state of the database.

        Raises:
            DatabaseFault: it is damaged, locked or gone.
        """
        with backend_at(self.path).naming_faults(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, parts: Sequence[str] | None = None) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start; committed at the end, rolled back on any
        exception. With `parts` only new rows of what these name are written (`Backend.writing`).

        Raises:
            DatabaseFault: it is damaged, locked for very long, read-only, or the disk is full.
        """
        backend = backend_at(self.path)
        with backend.naming_faults(self.path), backend.writing(self.engine, self.path, parts) as connection:
            yield connection
            connection.commit()

    def close(self) -> None:
        """Lets go of the engine; connections are closed already."""
        self.engine.dispose()


def open_database(
    place: str | os.PathLike[str] | Address, *, create: bool = False, read_only: bool = False
) -> Database:
    """Opens the database at a place, making it (and the folder of a file) first when it is absent or empty
    and `create` is set.

    Raises:
        DatabaseFault: there is none, or it is not one of ours, of another schema version, damaged or not to
            be opened.
    """
    where = place if isinstance(place, Address) else Path(place)
    backend = backend_at(where)
    backend.prepare(where, create=create)
    database = Database(where, backend.engine(where, read_only=read_only), read_only)
    try:
        with backend.naming_faults(where):
            state = _state(database)
            if not state.filled:
                state = _fill(database, create)
            _check(where, state)
            _LOG.debug("%s: opened%s", where, " to read" if read_only else "")
    except BaseException:
        database.close()
        raise
    return database


def _state(database: Database) -> State:
    with database.engine.connect() as connection:
        return backend_of(connection).state(connection)


def _fill(database: Database, create: bool) -> State:
    """What it is then: another process may have filled it while we waited for the lock."""
    if not create:
        raise DatabaseFault(say("{path}: is empty: {hint}", path=database.path, hint=say(CREATE_HINT)))
    with database.writing() as connection:
        if not backend_of(connection).state(connection).filled:
            create_schema(connection)
            _LOG.info(say("{path}: made", path=database.path))
        return backend_of(connection).state(connection)


def _check(where: Where, state: State) -> None:
    if not state.ours:
        raise DatabaseFault(backend_at(where).foreign(where))
    if state.version < schema.SCHEMA_VERSION:
        text = say(
            "was made by an older plantrace (schema {version}, needed {schema_version}): run"
            ' `plantrace rebuild --db "{path}"`',
            version=state.version,
            schema_version=schema.SCHEMA_VERSION,
            path=where,
        )
        raise DatabaseFault(say("{path}: {text}", path=where, text=text))
    if state.version > schema.SCHEMA_VERSION:
        text = say(
            "was made by a newer plantrace (schema {version}, this one knows"
            " {schema_version}): upgrade plantrace",
            version=state.version,
            schema_version=schema.SCHEMA_VERSION,
        )
        raise DatabaseFault(say("{path}: {text}", path=where, text=text))


def create_schema(connection: Connection) -> None:
    """Tables, triggers, views, the search index and what the database says about itself, in the transaction
    that is open."""
    backend_of(connection).create(connection)
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
