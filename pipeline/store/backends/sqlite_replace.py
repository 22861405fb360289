"""A SQLite file that takes the place of another in one step."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.store.backends.sqlite_file import check_integrity, make_engine, naming_faults


@contextmanager
def replacing(place: Path) -> Iterator[tuple[sqlite3.Connection, Connection]]:
    """The old file, of this or an older schema version, and an empty new one beside it. What is written to
    the latter takes the former's place at the end; writers wait until then.

    Raises:
        DatabaseFault: the old file is absent, not ours, of a newer schema or damaged.
    """
    path = place.resolve()
    with naming_faults(place), closing(_open_old(path, place)) as old:
        old.execute("BEGIN IMMEDIATE")
        with _fresh_file(path) as fresh:
            engine = make_engine(fresh, "rwc")
            try:
                with engine.connect() as plain:
                    connection = plain.execution_options(plantrace_write=True)
                    yield old, connection
                    connection.commit()
                    check_integrity(connection, fresh)
            finally:
                engine.dispose()
            _take_place(fresh, path, old)


def _open_old(path: Path, shown: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DatabaseFault(say("{shown}: there is no database to rebuild", shown=shown))
    connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=300, isolation_level=None)
    try:
        (application,), (version,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
    except BaseException:
        connection.close()
        raise
    if application == schema.APPLICATION_ID and version <= schema.SCHEMA_VERSION:
        return connection
    connection.close()
    what = (
        say("was made by a newer plantrace: upgrade plantrace")
        if application == schema.APPLICATION_ID
        else say("is not a database of plantrace")
    )
    raise DatabaseFault(say("{shown}: {what}; nothing was rebuilt", shown=shown, what=what))


@contextmanager
def _fresh_file(path: Path) -> Iterator[Path]:
    """A new name beside the old file; what an earlier rebuild left when it was killed goes (we hold the
    lock, so none is at work)."""
    pattern = f".{path.name}.rebuild-"
    for left in path.parent.iterdir():
        if left.name.startswith(pattern):
            left.unlink(missing_ok=True)
    fresh = path.with_name(f"{pattern}{os.getpid()}")
    try:
        yield fresh
    finally:
        for name in (fresh, fresh.with_name(f"{fresh.name}-journal")):
            name.unlink(missing_ok=True)


def _take_place(fresh: Path, path: Path, old: sqlite3.Connection) -> None:
    """The new file becomes the old one in one step, while the lock keeps writers out of the latter."""
    shutil.copymode(path, fresh)
    if os.name == "nt":
        old.close()  # Windows replaces no open file
    os.replace(fresh, path)
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
