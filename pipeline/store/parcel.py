"""A parcel: all rows that one document becomes, under numbers of its own, in one value that survives any way.

A worker makes it of a file's bytes and knows nothing of the database; whoever holds that decides on plan and
version and puts the rows in (`store.parcel_rows`). It is a small SQLite file with the tables of the schema in
it, behind a line of JSON that says what it is. Nothing in it is trusted: the hash, the tables and, when they
are put in, every anchor are looked at.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.schema import CreateTable

from models import schema
from pipeline.clock import tool_version

FORMAT: Final = 1
NAME: Final = "parcel"
"""What the tables stand under on a connection that the parcel was opened on."""
_MAGIC: Final = b"plantrace parcel "
_LEVEL: Final = 1  # a quarter of the size in a hundredth of a second
_LONGEST_LABEL: Final = 1_000_000
_WORDS: Final = "CREATE TABLE block_search (block_id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT"
_LEFT_OUT: Final = frozenset({"meta", "data_dictionary", "action_log", "number_used", "change"})


class BadParcel(Exception):
    """What should be a parcel is damaged, none, or of another plantrace; the text says which."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a parcel says of itself: the hash and name of the file it was read from, the title, who read it
    (`store.reader`), and which versions of the stages (`store.kept_results`)."""

    source: str
    file_name: str
    title: str
    reader: str
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A parcel that is read: its label, and a connection to its rows, whose tables stand under `NAME`."""

    label: Label
    rows: sqlite3.Connection


@dataclass(frozen=True, slots=True)
class Parcel:
    """A label and the bytes of the small SQLite file."""

    label: Label
    rows: bytes

    @contextmanager
    def opened(self) -> Iterator[Opened]:
        """The rows, looked at.

        Raises:
            BadParcel: they are not those that this plantrace writes.
        """
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            try:
                attach(connection, self.rows)
                found = _tables_of(connection, NAME)
            except sqlite3.Error as error:
                raise BadParcel(f"its rows cannot be read ({error})") from error
            if found != _tables():
                raise BadParcel("it holds other tables than this plantrace writes")
            yield Opened(self.label, connection)


def attach(connection: sqlite3.Connection, rows: bytes) -> None:
    """Lets a connection see the rows of a parcel under `NAME`, in the place of those of the last one."""
    if all(name != NAME for _, name, _ in connection.execute("PRAGMA database_list")):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute(f"ATTACH ':memory:' AS {NAME}")
    connection.deserialize(rows, name=NAME)


@contextmanager
def filled(source: bytes | None = None) -> Iterator[tuple[Connection, sqlite3.Connection]]:
    """An empty small database to write rows into, once for SQLAlchemy and once for the driver."""
    with _in_memory().connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.deserialize(source or _empty())
        yield connection, raw


@cache
def _in_memory() -> Engine:
    """Each of its connections is a database of its own. One engine for all parcels: it knows the statements
    that it compiled for the first."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


@cache
def _empty() -> bytes:
    """No keys to other tables are held in it and nothing is indexed: it is written once and read whole."""
    with closing(sqlite3.connect(":memory:")) as raw:
        engine = create_engine("sqlite://")
        for table in schema.metadata.tables.values():
            if table.name not in _LEFT_OUT:
                raw.execute(str(CreateTable(table).compile(engine)))
        raw.execute(_WORDS)
        raw.commit()
        return raw.serialize()


@cache
def _tables() -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(_empty())
        return _tables_of(raw, "main")


def _tables_of(connection: sqlite3.Connection, name: str) -> list[Any]:
    return connection.execute(f"SELECT type, name, sql FROM {name}.sqlite_schema ORDER BY rowid").fetchall()  # noqa: S608


def packed(parcel: Parcel, *, small: bool = False) -> bytes:
    """The parcel as one value; `small` where it has a way to go."""
    rows = zlib.compress(parcel.rows, _LEVEL) if small else parcel.rows
    label = {
        "format": FORMAT,
        "schema": schema.SCHEMA_VERSION,
        "tool": tool_version(),
        "sha256": sha256(rows).hexdigest(),
        "small": small,
        **asdict(parcel.label),
    }
    return _MAGIC + json.dumps(label, ensure_ascii=True).encode("ascii") + b"\n" + rows


def unpacked(data: bytes) -> Parcel:
    """The parcel that `packed` made.

    Raises:
        BadParcel: it is damaged, or of another version of plantrace.
    """
    end = _end_of_label(data)
    rows = memoryview(data)[end + 1 :]
    try:
        said = json.loads(data[len(_MAGIC) : end])
        if (said["format"], said["schema"]) != (FORMAT, schema.SCHEMA_VERSION):
            raise BadParcel(f"it was made by plantrace {said['tool']}, which writes other ones")
        if said["sha256"] != sha256(rows).hexdigest():
            raise BadParcel("it is damaged")
        return Parcel(_label(said), zlib.decompress(rows) if said["small"] else bytes(rows))
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise BadParcel(f"it is damaged ({error})") from error


def label_of(data: bytes) -> Label | None:
    """What a parcel says of itself, before it is looked at; None where it says nothing that is understood."""
    try:
        return _label(json.loads(data[len(_MAGIC) : _end_of_label(data)]))
    except (BadParcel, ValueError, KeyError, TypeError):
        return None


def _end_of_label(data: bytes) -> int:
    end = data.find(b"\n", 0, _LONGEST_LABEL)
    if not data.startswith(_MAGIC) or end < 0:
        raise BadParcel("it is no parcel")
    return end


def _label(said: dict[str, Any]) -> Label:
    source, name, title, reader = (str(said[one]) for one in ("source", "file_name", "title", "reader"))
    return Label(source, name, title, reader, tuple(said["stages"]))
