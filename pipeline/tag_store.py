"""The tagger's findings kept in the database by paragraph text, read again when a revised version comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from models import schema
from models.errors import DatabaseFault
from pipeline.database import open_database
from pipeline.tagging.found import Found, as_json, from_json

_TAGS = schema.tag_cache
_PORTION: Final = 900  # below SQLite's least limit of parameters


@dataclass(frozen=True, slots=True)
class NewTags:
    """What a run of the tagger found that was not kept yet: (hash of the text, JSON) pairs."""

    tagger_version: str = ""
    entries: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class StoredTags:
    """A `TagCache` over an open connection (None: nothing is held); what is put is remembered until `keep_tags` stores it.

    With `carry`, what was held and asked for is remembered too: for a database that takes the place of this one.
    """

    connection: Connection | None = None
    carry: bool = False
    version: str = ""
    fresh: dict[str, str] = field(default_factory=dict)

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, tuple[Found, ...]]:
        """What is held for these keys."""
        if self.connection is None:
            return {}
        asked = {_hash(key): key for key in keys}
        held = _held(self.connection, version, list(asked))
        if self.carry:
            self.version = version
            self.fresh.update(held)
        return {asked[number]: from_json(found) for number, found in held.items()}

    def put(self, version: str, entries: Mapping[str, tuple[Found, ...]]) -> None:
        """Remembers what was found."""
        self.version = version
        self.fresh.update({_hash(key): as_json(found) for key, found in entries.items()})

    @property
    def new(self) -> NewTags:
        """All that was put."""
        return NewTags(self.version, tuple(sorted(self.fresh.items())))


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _held(connection: Connection, version: str, hashes: Sequence[str]) -> dict[str, str]:
    """The JSON kept by hash; a query for some hundreds of them."""
    found: dict[str, str] = {}
    for start in range(0, len(hashes), _PORTION):
        portion = hashes[start : start + _PORTION]
        sql = f"SELECT text_sha256, found FROM tag_cache WHERE tagger_version = ? AND text_sha256 IN ({', '.join('?' * len(portion))})"  # noqa: S608
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(sql, (version, *portion)))
    return found


@contextmanager
def stored_tags(path: Path | None, *, carry: bool = False) -> Iterator[StoredTags]:
    """The tags kept in the database at `path`; none where it is absent or of another schema."""
    try:
        database = open_database(path, read_only=True) if path is not None else None
    except DatabaseFault:
        database = None
    with database or nullcontext(), database.reading() if database is not None else nullcontext() as connection:
        yield StoredTags(connection, carry)


def keep_tags(connection: Connection, tags: NewTags) -> None:
    """Stores what is new; tags of other versions of the tagger are of no more use and go."""
    if not tags.entries:
        return
    connection.execute(delete(_TAGS).where(_TAGS.c.tagger_version != tags.tagger_version))
    rows = [{"tagger_version": tags.tagger_version, "text_sha256": key, "found": found} for key, found in tags.entries]
    connection.execute(insert(_TAGS).on_conflict_do_nothing(), rows)
