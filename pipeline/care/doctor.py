"""What may be wrong with a database file: damage SQLite sees, references and anchors that lead nowhere,
derived parts that are not as made.

Facts rest on the kept originals, so that two kinds of trouble are told apart: what is derived (views,
triggers, indexes, the search index, the data dictionary) can be made again in place; what holds facts is
read again from the originals (`pipeline.care.salvage`).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Final

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.care.contents import (
    indexed_words,
    kept_originals,
    quotes,
    schema_objects,
    told_columns,
    versions,
)
from pipeline.care.leftovers import leftovers
from pipeline.care.trouble import Trouble
from pipeline.store.backends.sqlite_file import WAIT_SECONDS, naming_faults

Progress = Callable[[str], None]
_MOST: Final = 20
_HOPELESS: Final = ("truncated", "damaged_pages")  # what is looked at after them would only say the same
_HEADER_BYTES: Final = 100  # https://sqlite.org/fileformat.html: page size at 16, number of pages at 28
_LARGEST_PAGE: Final = 65_536  # written as 1
_OF_INDEX: Final = (
    "missing from index",
    "wrong # of entries in index",
    "non-unique entry in index",
    "malformed inverted index",
    "unable to validate",
)


def examine(path: Path, progress: Progress | None = None) -> tuple[Trouble, ...]:
    """Everything that is wrong with a database file, worst first; () when it is sound. The file is not
    changed.

    `progress` is told what is looked at.

    Raises:
        DatabaseFault: there is no such file, it cannot be opened, or it is of another program or schema
            version.
    """
    with naming_faults(path), closing(open_raw(path)) as connection:
        found = []
        for what, look in _LOOKS:
            if progress:
                progress(what)
            found += _looked(look, connection)
            if any(trouble.code in _HOPELESS for trouble in found):
                break
        return (*found, *_leftovers(path))


def open_raw(path: Path) -> sqlite3.Connection:
    """The file as it is, with none of the checks that would refuse a damaged one.

    Raises:
        DatabaseFault: there is no such file, or it is not one of ours or of another schema version.
    """
    if not path.is_file():
        raise DatabaseFault(
            say("{path}: there is no database: `plantrace ingest PATH --db FILE` makes one", path=path)
        )
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS, isolation_level=None
    )
    connection.execute("PRAGMA writable_schema = ON")  # reads a file whose end is missing; nothing is written
    try:
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    except BaseException:
        connection.close()
        raise
    if application == schema.APPLICATION_ID and version == schema.SCHEMA_VERSION:
        return connection
    connection.close()
    if application != schema.APPLICATION_ID:
        raise DatabaseFault(
            say("{path}: is not a database of plantrace: name another file with --db", path=path)
        )
    raise DatabaseFault(
        say(
            "{path}: was made by another plantrace (schema {version}, this one has"
            " {schema_version}): run `plantrace rebuild`",
            path=path,
            version=version,
            schema_version=schema.SCHEMA_VERSION,
        )
    )


def _looked(
    look: Callable[[sqlite3.Connection], Iterator[Trouble]], connection: sqlite3.Connection
) -> list[Trouble]:
    try:
        return list(look(connection))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            return []  # a table or view is not there: the look at the schema tells it
        return [Trouble("damaged_pages", say("SQLite cannot read it ({error})", error=error), "facts")]


def _size(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """SQLite reads nothing of a file shorter than its header says, unless it is told that the schema may be
    damaged."""
    connection.execute("PRAGMA writable_schema = OFF")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        yield from _missing_end(Path(connection.execute("PRAGMA database_list").fetchone()[2]))
    finally:
        connection.execute("PRAGMA writable_schema = ON")


def _missing_end(path: Path) -> Iterator[Trouble]:
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    size, page = path.stat().st_size, int.from_bytes(header[16:18], "big")
    wanted = int.from_bytes(header[28:32], "big") * (page if page > 1 else _LARGEST_PAGE)
    if size < wanted:
        told = say(
            "its end is missing ({size} of {wanted} bytes are there)", size=f"{size:,}", wanted=f"{wanted:,}"
        )
        yield Trouble("truncated", say("{told}: copy it again from where it came", told=told), "facts")


def _pages(connection: sqlite3.Connection) -> Iterator[Trouble]:
    for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            of_index = any(words in message for words in _OF_INDEX)
            yield Trouble(
                "damaged_index" if of_index else "damaged_pages",
                " ".join(str(message).split()),
                "derived" if of_index else "facts",
            )


def _references(connection: sqlite3.Connection) -> Iterator[Trouble]:
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    for (table, parent), rows in groupby(
        sorted(found, key=lambda row: (row[0], row[2])), key=lambda row: (row[0], row[2])
    ):
        yield Trouble(
            "dangling_reference",
            say(
                "{rows} rows of {table} refer to rows of {parent} that are not there",
                rows=len(list(rows)),
                table=table,
                parent=parent,
            ),
            "facts",
        )


def _leftovers(path: Path) -> Iterator[Trouble]:
    for left in leftovers(path):
        yield Trouble(
            "leftover", say("{name} was left by a command that was killed", name=left.name), "derived"
        )


_LOOKS: Final[tuple[tuple[str, Callable[[sqlite3.Connection], Iterator[Trouble]]], ...]] = (
    ("size", _size),
    ("pages", _pages),
    ("schema", schema_objects),
    ("references", _references),
    ("versions", versions),
    ("evidence", quotes),
    ("originals", kept_originals),
    ("search index", indexed_words),
    ("data dictionary", told_columns),
)
