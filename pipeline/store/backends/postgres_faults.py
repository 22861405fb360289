"""What is wrong with a PostgreSQL database, in one line and without a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy import exc

from models.errors import DatabaseFault
from models.language import later, say
from pipeline.store.address import Address

# SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html) or its class, what it means here, what to do
_FAULTS: Final = {
    "25006": later("may only be read: the server, or this user, writes nothing"),
    "28": later("does not let this user in: see to the user, the password and the server's pg_hba.conf"),
    "3D000": later("there is no such database: make it with createdb, or name another with --db"),
    "42501": later("does not give this user the rights that it takes: let the owner GRANT them"),
    "2BP01": later("holds views or tables of others that rest on ours: drop them, and make them again after"),
    "40": later("was changed by another program at the same time: try again"),
    "53100": later("cannot grow: the disk is full; nothing of the last file was stored"),
    "53": later("has no room for another connection, or no memory: try again later"),
    "55P03": later("is locked by another program: wait until it has ended and try again"),
    "57": later("was shut down meanwhile: start the server and try again"),
    "58": later("cannot be read or written: the disk reports an error"),
    "XX001": later("is damaged: put back a copy"),
    "XX002": later("is damaged: put back a copy"),
}
_AWAY: Final = later(
    "cannot be reached ({reason}): see that the server runs, and look at host, port, name and user"
)
_HIDDEN: Final = "***"


@contextmanager
def naming_faults(where: Address) -> Iterator[None]:
    """Turns what the server says about the database or the connection into one line with a remedy; a broken
    constraint passes, it is a fault of ours."""
    try:
        yield
    except exc.DBAPIError as error:
        if isinstance(error.orig, psycopg.Error) and (fault := _fault(where, error.orig)):
            raise fault from None
        raise
    except psycopg.Error as error:
        if fault := _fault(where, error):
            raise fault from None
        raise


def _fault(where: Address, error: psycopg.Error) -> DatabaseFault | None:
    code = error.sqlstate or ""
    text = _FAULTS.get(code) or _FAULTS.get(code[:2])
    if text is not None:
        return DatabaseFault(say("{path}: {text}", path=where, text=say(text)))
    if isinstance(error, psycopg.OperationalError) and (not code or code[:2] == "08"):
        told = say(_AWAY, reason=reason_of(where, error))
        return DatabaseFault(say("{path}: {text}", path=where, text=told))
    return None


def reason_of(where: Address, error: psycopg.Error) -> str:
    """What the library says, without the password should it be in it."""
    said = " ".join(str(error).split())
    for secret in where.secrets():
        said = said.replace(secret, _HIDDEN)
    return said
