"""Every kept original read again by this version of the tool, into a fresh file that then takes the old
one's place.

Plans, versions, file names and times stay; so do the numbers of records, blocks and tables whose evidence is
the same, and of notices that say the same of the same place.
The schema is rebuilt, never migrated: all that is asked of the old file are a few columns that every schema
version has.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.ingest.old_database import (
    OldVersion,
    copy_log,
    copy_plans,
    findings_kept,
    numbers_after,
    old_numbers,
    old_versions,
    original_of,
)
from pipeline.ingest.parcels import insist
from pipeline.ingest.put import Carried, put_version
from pipeline.ingest.refusals import Refusal, lost
from pipeline.ingest.understand import Tagging
from pipeline.ingest.workers import Waiting, Workers
from pipeline.rules.reviews import Decisions, read_decisions
from pipeline.store.address import Where
from pipeline.store.backends import backend_at
from pipeline.store.backends.backend import Rows
from pipeline.store.backends.sqlite_file import check_integrity, make_engine
from pipeline.store.database import create_schema
from pipeline.store.kept_results import NewResults, keep_results
from pipeline.store.numbers import Numbers
from pipeline.store.parcel import unpacked

_AHEAD: Final = 2  # originals read ahead for each worker
_SOURCES: Final = "SELECT source_id, sha256, size FROM source_file ORDER BY source_id"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: versions read again, records that kept their number, records that have a new one,
    records that are gone."""

    versions: int
    kept: int
    new: int
    gone: int


_Read = bytes | Refusal


@dataclass(frozen=True, slots=True)
class Given:
    """What reading again goes by besides the old file.

    `original` gives the bytes of a source; with `keeps` they go into the new file, and lineages of the old
    one with them. `versions` are the numbers (version_id) of those to read, None for all. With `jobs` above 1
    so many processes read; what is stored is the same.
    """

    tagging: Tagging
    decisions: Decisions
    original: Callable[[int], bytes]
    keeps: bool = True
    versions: frozenset[int] | None = None
    jobs: int = 1


def rebuild(
    db: Where,
    progress: Callable[[int, int], None] | None = None,
    model: str | None = None,
    jobs: int = 1,
) -> Rebuilt:
    """Rebuilds the database at `db`, of this or an older schema version; a crash or refusal leaves it as it
    was.

    `progress` is called with versions done and versions in all; `model` names an installed spaCy pipeline
    that finds the names instead of ours; `jobs` processes read at the same time. Other writers wait.

    Raises:
        DatabaseFault: it is absent, not ours, of a newer schema or damaged; or this version refuses one of
            the kept originals, which is named: nothing is lost, the file stays as it was.
    """
    with backend_at(db).replacing(db) as (old, connection):
        tagging = Tagging(model, db, carry=True)
        given = Given(tagging, read_decisions(db), lambda source: original_of(old, source, db), jobs=jobs)
        return _read_into(old, connection, db, progress or (lambda done, total: None), given)


def build_again(
    old: Rows, fresh: Path, shown: Where, progress: Callable[[int, int], None], given: Given
) -> Rebuilt:
    """Reads the versions of an old file again into a new one at `fresh`, under the numbers they have.

    Raises:
        DatabaseFault: the old file (`shown`) is damaged, or this version of the tool refuses an original.
    """
    engine = make_engine(fresh, "rwc")
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(plantrace_write=True)
            result = _read_into(old, connection, shown, progress, given)
            connection.commit()
            check_integrity(connection, fresh)
    finally:
        engine.dispose()
    return result


def _read_into(
    old: Rows, connection: Connection, shown: Where, progress: Callable[[int, int], None], given: Given
) -> Rebuilt:
    create_schema(connection)
    copy_plans(old, connection)
    _copy_sources(old, connection, given)
    copy_log(old, connection)
    return _read_again(old, connection, shown, progress, given)


def _copy_sources(old: Rows, connection: Connection, given: Given) -> None:
    for source_id, sha256, size in old.execute(_SOURCES).fetchall():
        content = given.original(source_id) if given.keeps else b""
        connection.execute(
            insert(schema.source_file).values(source_id=source_id, sha256=sha256, size=size, content=content)
        )


def _read_again(
    old: Rows,
    connection: Connection,
    shown: Where,
    progress: Callable[[int, int], None],
    given: Given,
) -> Rebuilt:
    versions = [
        version
        for version in old_versions(old, shown)
        if given.versions is None or version.place.version_id in given.versions
    ]
    numbers = numbers_after(old)
    kept = new = gone = 0
    processes = min(given.jobs, len(versions))
    with Workers(partial(insist, tagging=given.tagging), lost, processes if processes > 1 else 0) as workers:
        for done, (version, reading) in enumerate(_begun(versions, workers, given)):
            progress(done, len(versions))
            before = old_numbers(old, version.place.version_id)
            held = sum(len(ids) for (what, _), ids in before.items() if what == "record")
            first_new = numbers.following["record"]
            numbers.kept = before
            total = _store_version(old, connection, version, reading, numbers, shown, given)
            made = numbers.following["record"] - first_new
            kept, new, gone = kept + total - made, new + made, gone + held - (total - made)
    progress(len(versions), len(versions))
    return Rebuilt(len(versions), kept, new, gone)


def _begun(
    versions: Sequence[OldVersion], workers: Workers[_Read], given: Given
) -> Iterator[tuple[OldVersion, Waiting[_Read]]]:
    """Each version in order with a way to wait for what is read from it; some are begun ahead, so that the
    workers have work while we store."""
    begun: deque[tuple[OldVersion, Waiting[_Read]]] = deque()
    ahead = given.jobs * _AHEAD if given.jobs > 1 else 0
    for version in versions:
        place = version.place
        begun.append((version, workers.submit(given.original(place.source_id), place.file_name)))
        if len(begun) > ahead:
            yield begun.popleft()
    yield from begun


def _store_version(
    old: Rows,
    connection: Connection,
    version: OldVersion,
    reading: Waiting[_Read],
    numbers: Numbers,
    shown: Where,
    given: Given,
) -> int:
    place = version.place
    read = reading.wait()
    if isinstance(read, Refusal):
        text = say(
            "version {number} of {plan_key} ({file_name}) is refused by this version of plantrace: {text}",
            number=place.number,
            plan_key=version.plan_key,
            file_name=place.file_name,
            text=read.text,
        )
        raise DatabaseFault(say("{shown}: {text}; nothing was changed", shown=shown, text=text))
    findings = findings_kept(old, place.version_id, numbers)
    carried = Carried(version.lineages if given.keeps else {}, findings)
    with unpacked(read).opened() as parcel:
        results: list[NewResults] = []
        stored = put_version(
            connection, parcel, place, version.plan_key, numbers, given.decisions, carried, results
        )
    if given.keeps:
        keep_results(connection, shown, results)
    return stored.written.counts["record"]
