"""A SQLite file: how it is opened and locked, and what is wrong with it, in one line.

The rollback journal is kept (no WAL), so that the file is one file whenever no transaction is open. A writer
takes the write lock at its start and waits for others; a killed writer's half transaction is rolled back by
whoever opens the file next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, exc

from models.errors import DatabaseFault
from models.language import later, say, system_reason

PAGE_BYTES: Final = (
    1024  # of a new file: a hundred tables and indexes leave half a page empty each (500 plans: 2 % more)
)
WAIT_SECONDS: Final = 300.0  # as long as a rebuild of many plans may take
CREATE_HINT: Final = later("`plantrace ingest PATH --db FILE` makes one")
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
            f"page_size = {PAGE_BYTES}",
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


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at the path (device and inode); None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def look_at_path(path: Path, create: bool) -> None:
    """Makes an empty file, and its folder, where there is none and `create` is set.

    Raises:
        DatabaseFault: there is none, or it cannot be made.
    """
    try:
        if path.is_dir():
            raise DatabaseFault(say("{path}: is a folder: name a file with --db", path=path))
        if not path.exists():
            if not create:
                raise DatabaseFault(
                    say("{path}: there is no database: {hint}", path=path, hint=say(CREATE_HINT))
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
