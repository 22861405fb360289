"""Which plantrace read a version: a hash of the code and words that reading depends on, kept with it.

Only the same reader may be asked for the same rows again; another one may rightly read more, or otherwise.
"""

from functools import cache
from typing import Final

from sqlalchemy import Connection, delete, select

from models import schema
from models.fingerprint import fingerprint
from pipeline.clock import tool_version
from pipeline.store.backends import plain

_ROOMS: Final = ("figures", "ingest", "names", "rules", "store", "tagging", "versions")
_SOURCES: Final = ("models", "parsers", *(f"pipeline/{room}" for room in _ROOMS))
_NAME: Final = "reader."
_DIGITS: Final = 16


@cache
def reader_of(model: str | None = None) -> str:
    """What this plantrace is as a reader, with our model of names or an installed spaCy pipeline."""
    return fingerprint(_SOURCES, tool_version(), model or "")[:_DIGITS]


def keep_reader(connection: Connection, version_id: int, reader: str) -> None:
    """Notes who read a version."""
    named = f"{_NAME}{version_id}"
    plain(connection).execute("INSERT INTO meta (name, value) VALUES (?, ?)", (named, reader))


def forget_reader(connection: Connection, version_id: int) -> None:
    """For a version that is removed."""
    connection.execute(delete(schema.meta).where(schema.meta.c.name == f"{_NAME}{version_id}"))


def readers(connection: Connection) -> dict[int, str]:
    """Who read each version, by its number."""
    held = select(schema.meta.c.name, schema.meta.c.value).where(schema.meta.c.name.startswith(_NAME))
    found = {row.name.removeprefix(_NAME): row.value for row in connection.execute(held)}
    return {int(number): reader for number, reader in found.items() if number.isdecimal()}
