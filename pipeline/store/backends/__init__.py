"""The kinds of database that hold plans, each with what it alone does its own way (`backend.Backend`)."""

from pathlib import Path

from sqlalchemy import Connection

from models.errors import DatabaseFault
from models.language import say
from pipeline.store.address import Where
from pipeline.store.backends.backend import Backend, Rows
from pipeline.store.backends.sqlite import SQLITE


def backend_at(where: Where) -> Backend:
    """The kind of database that is, or is to be, at a place.

    Raises:
        DatabaseFault: it takes a library that is not installed.
    """
    return SQLITE if isinstance(where, Path) else _postgres()


def backend_of(connection: Connection) -> Backend:
    """The kind of database that a connection leads to."""
    return SQLITE if connection.dialect.name == SQLITE.name else _postgres()


def plain(connection: Connection) -> Rows:
    """The same transaction, asked in plain SQL with `?` places: what is asked of every plan that is stored
    need not be composed first. The transaction is open already, or the question is a single one."""
    return backend_of(connection).rows(connection)


def _postgres() -> Backend:
    try:
        from pipeline.store.backends.postgres import POSTGRES
    except ImportError as error:
        raise DatabaseFault(
            say('PostgreSQL takes psycopg, which is not installed: run pip install "psycopg[binary]>=3.2,<4"')
        ) from error
    return POSTGRES
