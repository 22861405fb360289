"""What may be wrong with a database file: damage SQLite sees, references and anchors that lead nowhere,
derived parts that are not as made.

Facts rest on the kept originals, so that two kinds of trouble are told apart: what is derived (views,
triggers, indexes, the search index, the data dictionary) can be made again in place; what holds facts is
read again from the originals (`pipeline.care.salvage`).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.care.leftovers import leftovers
from pipeline.store import search_index
from pipeline.store.backends import fts5
from pipeline.store.backends.sqlite_file import WAIT_SECONDS, make_engine, naming_faults
from pipeline.store.database import create_schema
from pipeline.store.dictionary import entries

Remedy = Literal["derived", "facts", "none"]
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
_OBJECTS: Final = (
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE"
    " '\\'"
)
_SLICE: Final = """SELECT e.record_id, e.field FROM evidence e LEFT JOIN block b ON b.block_id = e.block_id
WHERE b.block_id IS NULL OR substr(b.text, e.char_start + 1, e.char_end - e.char_start) <> e.quote"""
_UNSOURCED: Final = (
    "SELECT record_id, kind FROM record r WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.record_id ="
    " r.record_id)"
)
_CURRENT: Final = (
    'SELECT p."key" FROM plan p JOIN version v ON v.plan_id = p.plan_id GROUP BY p.plan_id HAVING'
    " sum(v.is_current * v.number) <> max(v.number)"
)
_LEFT_OUT: Final = "SELECT 1 FROM meta WHERE name = 'originals' AND value = 'left out'"
_EMPTY: Final = (
    "SELECT version_id FROM version v WHERE NOT EXISTS (SELECT 1 FROM block b WHERE b.version_id ="
    " v.version_id)"
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong: a code, a sentence, and whether it can be made again in place, from the originals, or
    not at all."""

    code: str
    message: str
    remedy: Remedy


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


def _objects(connection: sqlite3.Connection) -> Iterator[Trouble]:
    held, wanted = objects(connection), expected_objects()
    for key, sql in wanted.items():
        if held.get(key) != sql:
            state = say("is missing") if key not in held else say("is not as this plantrace makes it")
            remedy: Remedy = "facts" if key[0] == "table" and key[1] != fts5.TABLE else "derived"
            yield Trouble("schema_object", f"{key[0]} {key[1]} {state}", remedy)


def objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """What the schema holds, by type and name, with its SQL (not what SQLite makes by itself)."""
    return {(kind, name): sql for kind, name, sql in connection.execute(_OBJECTS)}


def expected_objects() -> dict[tuple[str, str], str]:
    """What a fresh database holds."""
    engine = make_engine(Path(":memory:"), "memory")
    try:
        with engine.connect() as connection:
            create_schema(connection)
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            return {key: sql for key, sql in objects(raw).items() if not key[1].startswith(f"{fts5.TABLE}_")}
    finally:
        engine.dispose()


def _dictionary(connection: sqlite3.Connection) -> Iterator[Trouble]:
    wanted = {(entry.name, entry.column_name, entry.comment) for entry in entries()}
    if set(connection.execute("SELECT name, column_name, comment FROM data_dictionary")) != wanted:
        yield Trouble("data_dictionary", say("the data dictionary is not that of this plantrace"), "derived")


def _search(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """Every token of the search index against the text it was made from."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_tokens USING fts5vocab(main, block_search, instance)"
    )
    try:
        tokens = connection.execute("SELECT doc, term FROM search_tokens ORDER BY doc, offset")
        held = {
            doc: " ".join(term for _, term in rows) for doc, rows in groupby(tokens, key=lambda row: row[0])
        }
    finally:
        connection.execute("DROP TABLE temp.search_tokens")
    wanted = {
        block: words
        for block, text in connection.execute("SELECT block_id, text FROM block")
        if (words := search_index.segment(text))
    }
    wrong = sum(held.get(block) != words for block, words in wanted.items()) + len(
        held.keys() - wanted.keys()
    )
    if wrong:
        yield Trouble(
            "search_index", say("the search index is wrong about {wrong} paragraphs", wrong=wrong), "derived"
        )


def _originals(connection: sqlite3.Connection) -> Iterator[Trouble]:
    names = dict(connection.execute("SELECT source_id, file_name FROM version"))
    left_out = connection.execute(_LEFT_OUT).fetchone() is not None
    for source, digest in connection.execute("SELECT source_id, sha256 FROM source_file").fetchall():
        content = connection.execute(
            "SELECT content FROM source_file WHERE source_id = ?", (source,)
        ).fetchone()[0]
        if (content or not left_out) and sha256(content).hexdigest() != digest:
            yield Trouble(
                "damaged_original",
                say(
                    "the kept original {source} is not what was ingested (SHA-256 {digest}…)",
                    source=names.get(source, source),
                    digest=digest[:12],
                ),
                "none",
            )


def _anchors(connection: sqlite3.Connection) -> Iterator[Trouble]:
    wrong = connection.execute(f"SELECT count(*) FROM ({_SLICE})").fetchone()[0]  # noqa: S608
    if wrong:
        yield Trouble("quote", say("{wrong} quotes are not the text at their place", wrong=wrong), "facts")
    unsourced = connection.execute(f"SELECT count(*) FROM ({_UNSOURCED})").fetchone()[0]  # noqa: S608
    if unsourced:
        yield Trouble(
            "no_evidence", say("{unsourced} records have no evidence", unsourced=unsourced), "facts"
        )


def _versions(connection: sqlite3.Connection) -> Iterator[Trouble]:
    for (plan,) in connection.execute(_CURRENT):
        yield Trouble(
            "current_version",
            say("{plan}: not exactly its newest version is the current one", plan=plan),
            "derived",
        )
    for (version,) in connection.execute(_EMPTY):
        yield Trouble("empty_version", say("version_id {version} has no paragraph", version=version), "facts")


def _leftovers(path: Path) -> Iterator[Trouble]:
    for left in leftovers(path):
        yield Trouble(
            "leftover", say("{name} was left by a command that was killed", name=left.name), "derived"
        )


_LOOKS: Final[tuple[tuple[str, Callable[[sqlite3.Connection], Iterator[Trouble]]], ...]] = (
    ("size", _size),
    ("pages", _pages),
    ("schema", _objects),
    ("references", _references),
    ("versions", _versions),
    ("evidence", _anchors),
    ("originals", _originals),
    ("search index", _search),
    ("data dictionary", _dictionary),
)
