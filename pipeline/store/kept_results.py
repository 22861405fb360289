"""What was found in a document's paragraphs, kept by all it depends on and used again when a revised version
comes: for a file beside it, for PostgreSQL in the database.

Two stages keep something: the tagger its candidates and mentions, the reader of figures its figures. Each
names the version of its code and data, so that neither gets what another version found.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from zlib import crc32

from sqlalchemy import Connection, delete, exc, func, select

from models import schema
from models.errors import DatabaseFault
from pipeline.store.address import Where
from pipeline.store.backends import backend_at, backend_of
from pipeline.store.database import open_database

_KEPT = schema.kept_result
_LOG: Final = logging.getLogger("plantrace.store")
_PORTION: Final = 900  # below SQLite's least limit of parameters
_SEAL: Final = 8  # characters of a checksum before each result


@dataclass(frozen=True, slots=True)
class NewResults:
    """What a run found that was not kept yet: (version, hash of the key, sealed JSON). `versions` are those
    of all stages that asked."""

    versions: tuple[str, ...] = ()
    entries: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class StoredResults:
    """JSON by version and key over an open connection (None: nothing is held); what is put is remembered
    until `keep_results` stores it.

    With `carry`, what was held and asked for is remembered too: for a database that takes the place of this
    one.
    """

    connection: Connection | None = None
    carry: bool = False
    fresh: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: int = 0
    found: int = 0

    def get(self, version: str, keys: Iterable[str]) -> Mapping[str, str]:
        """What is held for these keys."""
        fresh = self.fresh.setdefault(version, {})
        if self.connection is None:
            return {}
        asked = {_hash(key): key for key in keys}
        self.asked += len(asked)
        try:
            held = _held(self.connection, version, list(asked))
        except exc.DatabaseError as error:  # damaged: all is found anew
            _LOG.debug("%s", error.orig)
            return {}
        self.found += len(held)
        if self.carry:
            fresh.update(held)
        return {asked[number]: found[_SEAL:] for number, found in held.items()}

    def put(self, version: str, entries: Mapping[str, str]) -> None:
        """Remembers what was found."""
        sealed = {_hash(key): _seal(found) + found for key, found in entries.items()}
        self.fresh.setdefault(version, {}).update(sealed)

    @property
    def is_mostly_held(self) -> bool:
        """Whether more than three quarters of what was asked for were held: so it is where a version of it
        is. Plans of one template share less, and their rules are not to wait for who stores."""
        return 4 * self.found > 3 * self.asked

    @property
    def new(self) -> NewResults:
        """All that was put."""
        versions = tuple(sorted(self.fresh))
        return NewResults(
            versions,
            tuple(
                (version, key, found)
                for version in versions
                for key, found in sorted(self.fresh[version].items())
            ),
        )


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _seal(found: str) -> str:
    """What shows that a result is the one that was put."""
    return f"{crc32(found.encode('utf-8', 'surrogatepass')):0{_SEAL}x}"


def _is_whole(kept: object) -> bool:
    """Whether a result is as it was put: SQLite takes the end of a file cut short for zeros, and gives
    damaged text as it stands."""
    return isinstance(kept, str) and kept[:_SEAL] == _seal(kept[_SEAL:])


def _held(connection: Connection, version: str, hashes: Sequence[str]) -> dict[str, str]:
    """The JSON kept by hash, with its seal; a query for some hundreds of them. What is damaged is not
    held."""
    found: dict[str, str] = {}
    for start in range(0, len(hashes), _PORTION):
        portion = hashes[start : start + _PORTION]
        places = ", ".join("?" * len(portion))
        sql = (
            f"SELECT key_sha256, found FROM kept_result WHERE stage_version = ? AND key_sha256 IN ({places})"  # noqa: S608
        )
        rows = connection.exec_driver_sql(sql, (version, *portion))
        found.update((row[0], row[1]) for row in rows if _is_whole(row[1]))
    return found


@contextmanager
def stored_results(path: Where | None, *, carry: bool = False) -> Iterator[StoredResults]:
    """What is kept for the database at `path`; nothing where that is absent or of another schema."""
    beside = nullcontext() if path is None else backend_at(path).results_beside(path)
    with _results_within(path) if beside is None else beside as held:
        yield StoredResults(held, carry)


@contextmanager
def _results_within(path: Where | None) -> Iterator[Connection | None]:
    try:
        database = open_database(path, read_only=True) if path is not None else None
    except DatabaseFault:
        database = None
    if database is None or path is None:
        yield None
        return
    with (
        database,
        database.reading() as connection,
        backend_of(connection).results(connection, path) as held,
    ):
        yield held


def _stage_versions(connection: Connection) -> Iterator[str]:
    """Each version that is held, found by a step through the key for each: DISTINCT would read all rows."""
    least = select(func.min(_KEPT.c.stage_version))
    version = connection.execute(least).scalar()
    while version is not None:
        yield version
        version = connection.execute(least.where(_KEPT.c.stage_version > version)).scalar()


def result_rows(results: NewResults) -> list[tuple[str, ...]]:
    """Rows of the table, in the order of its columns."""
    return [tuple(entry) for entry in results.entries]


def keep_results(connection: Connection, place: Where, found: Sequence[NewResults]) -> None:
    """Keeps what several runs found, in the order of the keys: so two writers that keep the same never wait
    for each other round about. The connection is one to the database at `place`."""
    entries = sorted({entry[:2]: entry for one in found for entry in one.entries}.values())
    if not entries:
        return
    backend = backend_of(connection)
    with backend.results(connection, place, write=True) as held:
        if held is not None:
            _forget_others(held, {version for one in found for version in one.versions})
            backend.insert_missing(held, _KEPT, entries)


def _forget_others(connection: Connection, versions: Iterable[str]) -> None:
    """What other versions of the stages found is of no more use and goes."""
    for version in _stage_versions(connection):
        if version not in versions:
            connection.execute(delete(_KEPT).where(_KEPT.c.stage_version == version))
