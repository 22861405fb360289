"""Whether a SQLite database holds what it must: the objects of the schema, words of the index, originals,
quotes, versions."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from models.language import say
from models.triggers import inside
from models.views.trace import TRACE
from pipeline.care.proved import bare
from pipeline.care.trouble import Remedy, Trouble
from pipeline.store import search_index
from pipeline.store.backends import fts5
from pipeline.store.backends.sqlite import SQLITE
from pipeline.store.backends.sqlite_file import make_engine
from pipeline.store.database import create_schema
from pipeline.store.dictionary import entries_of

_OBJECTS: Final = (
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE"
    " '\\'"
)
_OUTSIDE: Final = f"""SELECT count(*) FROM evidence e LEFT JOIN block b ON b.block_id = e.block_id
WHERE b.block_id IS NULL OR NOT ({inside("e")})
OR NOT EXISTS (SELECT 1 FROM support s WHERE s.support_id = e.support_id)"""  # noqa: S608
_STATED: Final = f"""SELECT t.quote, t.value FROM ({TRACE.select}) t
WHERE t.derivation = 'verbatim' AND t.role = 'value' AND t.value IS NOT NULL"""  # noqa: S608
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


def schema_objects(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """Tables, views, indexes and triggers against those of a fresh database."""
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


def told_columns(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """The data dictionary against that of this program."""
    wanted = {(entry.name, entry.column_name, entry.comment) for entry in entries_of(SQLITE)}
    if set(connection.execute("SELECT name, column_name, comment FROM data_dictionary")) != wanted:
        yield Trouble("data_dictionary", say("the data dictionary is not that of this plantrace"), "derived")


def indexed_words(connection: sqlite3.Connection) -> Iterator[Trouble]:
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


def kept_originals(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """Every kept file against the SHA-256 of what was ingested."""
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


def quotes(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """Every span against its block, what is stated word for word against its quote, and every record for its
    evidence."""
    wrong = connection.execute(_OUTSIDE).fetchone()[0]
    wrong += sum(bare(quote) != bare(value) for quote, value in connection.execute(_STATED))
    if wrong:
        yield Trouble("quote", say("{wrong} quotes are not the text at their place", wrong=wrong), "facts")
    unsourced = connection.execute(f"SELECT count(*) FROM ({_UNSOURCED})").fetchone()[0]  # noqa: S608
    if unsourced:
        yield Trouble(
            "no_evidence", say("{unsourced} records have no evidence", unsourced=unsourced), "facts"
        )


def versions(connection: sqlite3.Connection) -> Iterator[Trouble]:
    """One current version a plan, the newest; none without text."""
    for (plan,) in connection.execute(_CURRENT):
        yield Trouble(
            "current_version",
            say("{plan}: not exactly its newest version is the current one", plan=plan),
            "derived",
        )
    for (version,) in connection.execute(_EMPTY):
        yield Trouble("empty_version", say("version_id {version} has no paragraph", version=version), "facts")
