"""The tagger's findings kept in the database by paragraph text, read again when a revised version comes."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from models import schema
from models.errors import DatabaseFault
from pipeline.database import open_database
from pipeline.tagging.found import Found

_TAGS = schema.tag_cache


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

    def get(self, version: str, text: str) -> tuple[Found, ...] | None:
        """What is held for this text."""
        if self.connection is None:
            return None
        wanted = select(_TAGS.c.found).where(_TAGS.c.tagger_version == version, _TAGS.c.text_sha256 == _key(text))
        held = self.connection.execute(wanted).scalar()
        if held is None:
            return None
        if self.carry:
            self.version, self.fresh[_key(text)] = version, held
        return tuple(Found(*item) for item in json.loads(held))

    def put(self, version: str, entries: Iterable[tuple[str, tuple[Found, ...]]]) -> None:
        """Remembers texts with their candidates."""
        self.version = version
        self.fresh.update({_key(text): _as_json(found) for text, found in entries})

    @property
    def new(self) -> NewTags:
        """All that was put."""
        return NewTags(self.version, tuple(sorted(self.fresh.items())))


def _key(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _as_json(found: Iterable[Found]) -> str:
    items = [[one.start, one.end, one.label, one.source, round(one.score, 2), one.normalised] for one in found]
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))


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
