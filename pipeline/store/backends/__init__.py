"""The kinds of database that hold plans, each with what it alone does its own way (`backend.Backend`)."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from pipeline.store.address import Where
from pipeline.store.backends.backend import Backend
from pipeline.store.backends.sqlite import SQLITE

_OF_DIALECT: Final[dict[str, Backend]] = {SQLITE.name: SQLITE}


def backend_at(where: Where) -> Backend:
    """The kind of database that is, or is to be, at a place."""
    assert isinstance(where, Path), "SQLite alone is known"
    return SQLITE


def backend_of(connection: Connection) -> Backend:
    """The kind of database that a connection leads to."""
    return _OF_DIALECT[connection.dialect.name]
