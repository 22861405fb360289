"""The search index of a SQLite file: FTS5 over segmented text, of which nothing but the index is kept."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection

from pipeline.store.backends.backend import Asked

TABLE: Final = "block_search"
CREATE: Final = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, content='', columnsize=0, tokenize=\"unicode61"
    " remove_diacritics 0 tokenchars '_.%'\")"
)
SOURCE: Final = f"{TABLE} JOIN block b ON b.block_id = {TABLE}.rowid"
BLOCK: Final = f"{TABLE}.rowid"


def match(name: str) -> str:
    """The condition that a row of the index matches the query given as `:name`."""
    return f"{TABLE} MATCH :{name}"


def value(asked: Asked) -> str:
    """The FTS5 query that finds what holds all words, each in one of its spellings."""
    return " AND ".join(_any_of(phrases) for phrases in asked)


def _any_of(phrases: Sequence[str]) -> str:
    alternatives = " OR ".join(map(_phrase, dict.fromkeys(phrases)))
    return alternatives if len(phrases) == 1 else f"({alternatives})"


def _phrase(tokens: str) -> str:
    return f'"{tokens[:-1]}" *' if tokens.endswith("*") else f'"{tokens}"'


def put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Adds blocks by their number and segmented text."""
    connection.exec_driver_sql(f"INSERT INTO {TABLE} (rowid, words) VALUES (?, ?)", list(rows))  # noqa: S608


def forget(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Takes blocks out again; a contentless index must be told the very text that was put in."""
    told = [("delete", block_id, words) for block_id, words in rows]
    connection.exec_driver_sql(f"INSERT INTO {TABLE} ({TABLE}, rowid, words) VALUES (?, ?, ?)", told)  # noqa: S608
