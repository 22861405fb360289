"""What a kind of database does its own way. All else is SQL that every kind of them reads."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Column, Connection, Engine, Table

from pipeline.store.address import Where

Values = Sequence[Any]
Asked = Sequence[Sequence[str]]
"""Words searched for: all of them must occur, each in one of its spellings; a spelling is its tokens with
blanks between (`search_index.segment`), and `*` behind the last where it may go on."""


@dataclass(frozen=True, slots=True)
class State:
    """What a database is: whether anything lies in it, whether that is ours, and of which schema version."""

    filled: bool
    ours: bool
    version: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Rows of a parcel on their way: the SELECT that gives the columns `names` of a table as they are to
    be."""

    table: Table
    names: tuple[str, ...]
    select: str


class Rows(Protocol):
    """A database that is read by plain SQL with `?` places; of an older schema some tables may be missing."""

    def execute(self, sql: str, values: Values = ()) -> Any:
        """A cursor: it is iterated, or gives fetchone() and fetchall()."""

    def asked(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows, none where there is no such table or column."""


class Backend(Protocol):
    """One kind of database.

    Statements are written as SQLite reads them, with `?` or `:name` places; the engine of another kind sees
    to it that they are understood there.
    """

    @property
    def name(self) -> str:
        """How SQLAlchemy calls it."""

    @property
    def tables(self) -> Sequence[Table]:
        """Those of the schema that lie in it."""

    # the database

    def prepare(self, where: Where, *, create: bool) -> None:
        """Before it is opened: makes an empty one where there is none and `create` is set.

        Raises:
            DatabaseFault: there is none, or it cannot be made.
        """

    def engine(self, where: Where, *, read_only: bool) -> Engine:
        """An engine whose transactions see one state of the database."""

    def writing(
        self, engine: Engine, where: Where, parts: Sequence[str] | None = None
    ) -> AbstractContextManager[Connection]:
        """A transaction that keeps other writers out from its start; the caller commits.

        With `parts` it writes only new rows of what these name; where the database can, writers of other
        parts go on at the same time.
        """

    def naming_faults(self, where: Where) -> AbstractContextManager[None]:
        """Turns what the database says of itself into a DatabaseFault of one line; a fault of ours passes."""

    def state(self, connection: Connection) -> State:
        """What lies there."""

    def foreign(self, where: Where) -> str:
        """The line for a database that holds something else."""

    def create(self, connection: Connection) -> None:
        """Tables, triggers, views and the search index, in the transaction that is open."""

    def replacing(self, where: Where) -> AbstractContextManager[tuple[Rows, Connection]]:
        """What is held, of this or an older schema version, and an empty database that takes its place at the
        end, in one step; whatever fails leaves the old one as it was. Writers wait until then.

        Raises:
            DatabaseFault: there is none, or it is not ours, of a newer schema or damaged.
        """

    # writing

    def is_shared(self, connection: Connection) -> bool:
        """Whether others may write at the same time (`writing` with parts)."""

    def free_numbers(self, connection: Connection, column: Column[int], number: int) -> int:
        """The first of so many numbers that follow each other and stand for no row yet, now or once."""

    def apart(self, connection: Connection, table: Table) -> AbstractContextManager[Connection]:
        """For rows of a table that all writers share and none is to wait for: a transaction of its own where
        others write at the same time, else the one that is open."""

    def defer_references(self, connection: Connection) -> None:
        """References are checked when the transaction ends."""

    def overwrite_removed(self, connection: Connection) -> None:
        """What is removed is overwritten, not only let go, where the database can."""

    def insert_rows(
        self, connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
    ) -> None:
        """Many rows, each with the values of the columns `names`."""

    def update_rows(
        self,
        connection: Connection,
        table: Table,
        key: str,
        names: Sequence[str],
        rows: list[tuple[Any, ...]],
    ) -> None:
        """New values of the columns `names` in many rows; the last value of each is that of the column
        `key`."""

    def insert_missing(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Those of the rows, in the order of the columns, whose key is not there yet."""

    def copy_rows(
        self, connection: Connection, rows: sqlite3.Connection, copies: Iterable[Copy]
    ) -> dict[str, int]:
        """The rows that an opened parcel gives (`store.parcel`), table by table; how many of each."""

    def copy_words(self, connection: Connection, rows: sqlite3.Connection, select: str) -> None:
        """The same for the search index: `select` gives numbers of blocks and their segmented text."""

    def results(
        self, connection: Connection, where: Where, *, write: bool = False
    ) -> AbstractContextManager[Connection | None]:
        """Where `kept_result` lies, in a transaction; None where it cannot be read or written."""

    def results_beside(self, where: Where) -> AbstractContextManager[Connection | None] | None:
        """The same to read, where it lies beside the database, which need not be opened for it; else None."""

    def forget_results(self, connection: Connection) -> None:
        """Nothing of `kept_result` is left, or a DatabaseFault."""

    # reading

    def sort_on_disk(self, connection: Connection) -> None:
        """Large results are sorted in files, not in memory, on this connection."""

    def place(self, connection: Connection) -> Where:
        """Where it is."""

    def rows(self, connection: Connection) -> Rows:
        """The same transaction for plain SQL."""

    # the search index

    @property
    def search_source(self) -> str:
        """What stands behind FROM: the index, and `b`, the block of each of its rows."""

    @property
    def search_block(self) -> str:
        """The column of the index that holds the number of the block."""

    def search_match(self, name: str) -> str:
        """The condition that a row of the index matches what `search_value` made, given as `:name`."""

    def search_value(self, asked: Asked) -> str:
        """What is searched for, as a value; no input can be read as syntax."""

    def index_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """Adds blocks by their number and segmented text."""

    def forget_words(self, connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """Takes blocks out again, given as they were put in."""
