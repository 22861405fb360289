"""The database as Datasette sees it: opened to read only, guarded, its views with keys and relations,
everything else not there.

`mode=ro` and not `immutable`: an ingest may write the file meanwhile, and a reader that takes no locks would
see half of it.
"""

import sqlite3
import threading
from asyncio import get_running_loop
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

from datasette.database import Database, QueryInterrupted, Results  # type: ignore[import-untyped]

from models.language import say
from models.view_keys import NUMBERS
from models.views import VIEWS
from pipeline.serving import functions
from pipeline.serving.authorizer import MOST_BYTES, Authorizer, guard
from pipeline.serving.deadline import Deadline
from pipeline.serving.printing import Printer
from pipeline.serving.relations import LABELS, PUBLIC_TABLES, RELATIONS, reading_order
from pipeline.store.database import open_database

MOST_RESULT_CHARACTERS: Final = 20_000_000
_WAIT_SECONDS: Final = 10.0
_STEPS_BETWEEN_LOOKS: Final = 200
Given = TypeVar("Given")
Parameters = Mapping[str, object] | Sequence[object] | None


class Reader:
    """One guarded connection, and the file it is on: `rebuild` puts another in its place."""

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        """Opens the file; `prepare` is what Datasette does to each connection."""
        self.identity = identity(path)
        self.connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=_WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        prepare(self.connection)
        self.deadline = Deadline()
        self._printer = Printer(MOST_BYTES)
        functions.register(self.connection, self.deadline, self._printer)
        self.authorizer: Authorizer = guard(self.connection, self.deadline)

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()
        self._printer.close()


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at the path (device and inode); None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class PlanDatabase(Database):  # type: ignore[misc]
    """What Datasette asks about a database, answered for the public views."""

    def __init__(self, datasette: Any, file: Path) -> None:
        """`file` is opened when it is first asked; only its name is shown to anybody."""
        super().__init__(datasette, path=file.name, is_mutable=True)
        self.file = file
        self._local = threading.local()
        self._readers: list[Reader] = []

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A guarded connection. There is none that writes."""
        if write:
            raise sqlite3.OperationalError(say("this database is only read here"))
        return self._open().connection

    def close(self) -> None:
        """Closes every connection."""
        for reader in self._readers:
            reader.close()

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.file.stat().st_size

    @property
    def mtime_ns(self) -> int:
        """When it was written last."""
        return self.file.stat().st_mtime_ns

    def _open(self) -> Reader:
        reader = Reader(self.file, lambda connection: self.ds._prepare_connection(connection, self.name))
        self._readers.append(reader)
        return reader

    def _reader(self) -> Reader:
        held: Reader | None = getattr(self._local, "reader", None)
        if held is not None and held.identity == identity(self.file):
            return held
        if held is not None:
            self._local.reader = None  # the file may be gone for a moment: then there is none to open
            self._readers.remove(held)
            held.close()
        self._local.reader = self._open()
        return self._local.reader  # type: ignore[no-any-return]

    async def _in_thread(self, ask: Callable[[Reader], Given]) -> Given:
        return await get_running_loop().run_in_executor(
            self.ds.executor, lambda: ask_twice(self.file, self._reader, ask)
        )

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Given]) -> Given:
        """What a function gives for a guarded connection."""
        return await self._in_thread(lambda reader: fn(reader.connection))

    async def execute(
        self,
        sql: str,
        params: Parameters = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Any:
        """The rows of a query, within limits of time, rows and characters.

        Raises:
            QueryInterrupted: it ran for too long.
            sqlite3.OperationalError: anything else that is wrong with it, in one line.
        """
        milliseconds = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        most = (
            self.ds.max_returned_rows + ((page_size or self.ds.page_size) == self.ds.max_returned_rows)
            if truncate
            else None
        )
        return await self._in_thread(lambda reader: _results(reader, sql, params, milliseconds / 1000, most))

    async def table_names(self) -> list[str]:
        """The tables that are shown; the views say everything else."""
        return list(PUBLIC_TABLES)

    async def view_names(self) -> list[str]:
        """The public views, in the order of the contract."""
        return [view.name for view in VIEWS]

    async def table_exists(self, table: str) -> bool:
        """Whether it is a table that is shown."""
        return table in PUBLIC_TABLES

    async def get_view_definition(self, view: str) -> str | None:
        """The SQL of a view, None when it is none."""
        return next((f"{found.sql};" for found in VIEWS if found.name == view), None)

    async def hidden_table_names(self) -> list[str]:
        """None: what is not to be seen is not there."""
        return []

    async def attached_databases(self) -> list[object]:
        """None, ever."""
        return []

    async def primary_keys(self, table: str) -> list[str]:
        """The key of a view or table."""
        return [NUMBERS[table]] if table in NUMBERS else list(await super().primary_keys(table))

    async def table_columns(self, table: str) -> list[str]:
        """Its columns, in reading order."""
        return reading_order(table, list(await super().table_columns(table)))

    async def label_column_for_table(self, table: str) -> str | None:
        """The column its numbers read as."""
        return LABELS.get(table)

    async def fts_table(self, table: str) -> None:
        """None: where a view can be searched, its metadata say so."""

    async def foreign_keys_for_table(self, table: str) -> list[dict[str, str]]:
        """The columns whose numbers read as names of rows of another view."""
        return [
            {"column": relation.column, "other_table": relation.other, "other_column": relation.other_column}
            for relation in RELATIONS
            if relation.view == table and relation.labelled
        ]

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        """What each view points to, and what points to it."""
        found: dict[str, dict[str, list[dict[str, str]]]] = {
            name: {"incoming": [], "outgoing": []}
            for name in (*(view.name for view in VIEWS), *PUBLIC_TABLES)
        }
        for relation in RELATIONS:
            key = relation.other_column
            found[relation.other]["incoming"].append(
                {"other_table": relation.view, "column": key, "other_column": relation.column}
            )
            found[relation.view]["outgoing"].append(
                {"other_table": relation.other, "column": relation.column, "other_column": key}
            )
        return found


def ask_twice(file: Path, reader: Callable[[], Reader], ask: Callable[[Reader], Given]) -> Given:
    """Asks; where a killed writer left half a transaction, which a reader may not roll back, that is done
    first."""
    try:
        return ask(reader())
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) not in (
            sqlite3.SQLITE_READONLY_ROLLBACK,
            sqlite3.SQLITE_CANTOPEN,
        ):
            raise
    open_database(file, read_only=True).close()
    return ask(reader())


def _results(reader: Reader, sql: str, params: Parameters, seconds: float, most: int | None) -> Any:
    reader.deadline.start(seconds)
    reader.authorizer.renew()
    reader.connection.set_progress_handler(reader.deadline.is_over, _STEPS_BETWEEN_LOOKS)
    try:
        with closing(reader.connection.execute(sql, params if params is not None else {})) as cursor:
            rows = _fetched(cursor, reader.deadline, most)
            return Results(rows[:most], most is not None and len(rows) > most, cursor.description)
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            raise QueryInterrupted(error, sql, params) from error
        raise
    except MemoryError as error:
        raise _told(say("the query needs too much memory")) from error
    except (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, ValueError) as error:
        if reader.deadline.is_over():
            raise QueryInterrupted(error, sql, params) from error
        raise _told(str(error)) from error
    finally:
        reader.connection.set_progress_handler(None, 0)
        reader.deadline.clear()


def _told(message: str) -> sqlite3.OperationalError:
    """Datasette tells this kind of error as the query's, any other as a fault of the server."""
    return sqlite3.OperationalError(message)


def _fetched(cursor: sqlite3.Cursor, deadline: Deadline, most: int | None) -> list[sqlite3.Row]:
    """One row after another, since a single one may hold many megabytes."""
    rows: list[sqlite3.Row] = []
    characters = 0
    for row in cursor:
        rows.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str | bytes))
        if characters > MOST_RESULT_CHARACTERS:
            raise _told(say("the result is too large; ask for fewer or shorter columns"))
        if deadline.is_over():
            raise _told("interrupted")
        if most is not None and len(rows) > most:
            break
    return rows
