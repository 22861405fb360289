"""Every kept original read again by this version of the tool, into a fresh file that then takes the old
one's place.

Plans, versions, file names and times stay; so do the numbers of records, blocks and tables whose evidence is
the same, and of notices that say the same of the same place.
The schema is rebuilt, never migrated: all that is asked of the old file are a few columns that every schema
version has.
"""

import json
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.ingest.parcels import insist
from pipeline.ingest.put import Carried, put_version
from pipeline.ingest.refusals import Refusal, lost
from pipeline.ingest.understand import Tagging
from pipeline.ingest.workers import Waiting, Workers
from pipeline.rules.kept import Kept as KeptFindings
from pipeline.rules.reviews import Decisions, read_decisions
from pipeline.store.address import Where
from pipeline.store.backends import backend_at
from pipeline.store.backends.backend import Rows
from pipeline.store.backends.sqlite_file import check_integrity, make_engine
from pipeline.store.database import create_schema
from pipeline.store.numbers import Kept, Numbered, Numbers
from pipeline.store.parcel import unpacked
from pipeline.store.version import Place

_AHEAD: Final = 2  # originals read ahead for each worker
_PLANS: Final = 'SELECT plan_id, "key", identity FROM plan ORDER BY plan_id'
_SOURCES: Final = "SELECT source_id, sha256, size FROM source_file ORDER BY source_id"
_CONTENT: Final = "SELECT content FROM source_file WHERE source_id = ?"
_VERSIONS: Final = (
    "SELECT version_id, plan_id, number, source_id, is_current, file_name, ingested_at FROM version ORDER BY"
    " version_id"
)
_USED: Final = "SELECT what, highest FROM number_used"
_DATES: Final = "SELECT version_id, dated FROM version"
_KEYS: Final = "SELECT content_key, finding_id FROM finding WHERE version_id = ?"
_RUN: Final = "SELECT value FROM meta WHERE name = ?"  # where schema 1 kept the numbers of findings
_FINDINGS: Final = "SELECT max(finding_id) FROM finding"
_LINEAGES: Final = "SELECT uid, lineage FROM record WHERE version_id = ?"
# by hand, and kept as it is; an older schema may lack it
_COPIED: Final = (schema.action_log, schema.number_used)
# what had which number: an older schema may lack a table, then its numbers start anew
_KEPT: Final[tuple[tuple[Numbered, str], ...]] = (
    ("block", "SELECT block_id, part, xml_path, text FROM block WHERE version_id = ? ORDER BY ordinal"),
    ("table", "SELECT table_id, part, xml_path FROM document_table WHERE version_id = ? ORDER BY ordinal"),
    ("entity", "SELECT entity_id, label, canonical FROM entity WHERE version_id = ? ORDER BY entity_id"),
    ("record", "SELECT record_id, kind, uid FROM record WHERE version_id = ? ORDER BY record_id"),
    (
        "notice",
        (
            "SELECT notice_id, code, message, part, xml_path FROM notice LEFT JOIN block USING (block_id)"
            " WHERE notice.version_id = ? ORDER BY notice_id"
        ),
    ),
)
_HIGHEST: Final[dict[Numbered, str]] = {
    "plan": "SELECT max(plan_id) FROM plan",
    "source": "SELECT max(source_id) FROM source_file",
    "version": "SELECT max(version_id) FROM version",
    "block": "SELECT max(block_id) FROM block",
    "table": "SELECT max(table_id) FROM document_table",
    "record": "SELECT max(record_id) FROM record",
    "entity": "SELECT max(entity_id) FROM entity",
    "notice": "SELECT max(notice_id) FROM notice",
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: versions read again, records that kept their number, records that have a new one,
    records that are gone."""

    versions: int
    kept: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class _OldVersion:
    place: Place
    plan_key: str
    lineages: Mapping[str, str]


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
        given = Given(tagging, read_decisions(db), lambda source: _content(old, source, db), jobs=jobs)
        return _read_into(old, connection, db, progress or (lambda done, total: None), given)


def _content(old: Rows, source: int, shown: Where) -> bytes:
    found = old.execute(_CONTENT, (source,)).fetchone()
    if found is None:
        raise _torn(shown, say("the original of source_id {source}", source=source))
    return bytes(found[0])


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
    _copy_plans(old, connection)
    _copy_sources(old, connection, given)
    _copy_log(old, connection)
    return _read_again(old, connection, shown, progress, given)


def _copy_plans(old: Rows, connection: Connection) -> None:
    rows = [
        {"plan_id": plan_id, "key": key, "identity": identity}
        for plan_id, key, identity in old.execute(_PLANS)
    ]
    if rows:
        connection.execute(insert(schema.plan), rows)


def _copy_sources(old: Rows, connection: Connection, given: Given) -> None:
    for source_id, sha256, size in old.execute(_SOURCES).fetchall():
        content = given.original(source_id) if given.keeps else b""
        connection.execute(
            insert(schema.source_file).values(source_id=source_id, sha256=sha256, size=size, content=content)
        )


def _copy_log(old: Rows, connection: Connection) -> None:
    for table in _COPIED:
        names = [column.name for column in table.columns]
        rows = [
            dict(zip(names, row, strict=True))
            for row in old.asked(f"SELECT {', '.join(names)} FROM {table.name}")  # noqa: S608
        ]
        if rows:
            connection.execute(insert(table), rows)


def _read_again(
    old: Rows,
    connection: Connection,
    shown: Where,
    progress: Callable[[int, int], None],
    given: Given,
) -> Rebuilt:
    versions = [
        version
        for version in _old_versions(old, shown)
        if given.versions is None or version.place.version_id in given.versions
    ]
    used = dict(old.asked(_USED))
    numbers = Numbers(
        {what: max(_highest(old, sql), used.get(what, 0)) + 1 for what, sql in _HIGHEST.items()}
    )
    kept = new = gone = 0
    processes = min(given.jobs, len(versions))
    with Workers(partial(insist, tagging=given.tagging), lost, processes if processes > 1 else 0) as workers:
        for done, (version, reading) in enumerate(_begun(versions, workers, given)):
            progress(done, len(versions))
            before = _kept(old, version.place.version_id)
            held = sum(len(ids) for (what, _), ids in before.items() if what == "record")
            first_new = numbers.following["record"]
            numbers.kept = before
            total = _store_version(old, connection, version, reading, numbers, shown, given)
            made = numbers.following["record"] - first_new
            kept, new, gone = kept + total - made, new + made, gone + held - (total - made)
    progress(len(versions), len(versions))
    return Rebuilt(len(versions), kept, new, gone)


def _begun(
    versions: Sequence[_OldVersion], workers: Workers[_Read], given: Given
) -> Iterator[tuple[_OldVersion, Waiting[_Read]]]:
    """Each version in order with a way to wait for what is read from it; some are begun ahead, so that the
    workers have work while we store."""
    begun: deque[tuple[_OldVersion, Waiting[_Read]]] = deque()
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
    version: _OldVersion,
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
    findings = KeptFindings(_finding_numbers(old, place.version_id), _highest(old, _FINDINGS), numbers)
    carried = Carried(version.lineages if given.keeps else {}, findings)
    with unpacked(read).opened() as parcel:
        stored = put_version(connection, parcel, place, version.plan_key, numbers, given.decisions, carried)
    return stored.written.counts["record"]


def _torn(shown: Where, what: str) -> DatabaseFault:
    return DatabaseFault(
        say(
            "{file}: is damaged, {what} is not in it: `plantrace doctor --repair` saves what can be saved",
            file=shown,
            what=what,
        )
    )


def _finding_numbers(old: Rows, version_id: int) -> dict[str, int]:
    """The number of each finding by its content."""
    runs = [json.loads(row[0]) for row in old.asked(_RUN, (f"check.{version_id}",))]
    found = {key: number for run in runs for key, number in run["findings"].items()}
    return found | dict(old.asked(_KEYS, (version_id,)))


def _old_versions(old: Rows, shown: Where) -> list[_OldVersion]:
    keys = {plan_id: key for plan_id, key, _ in old.execute(_PLANS)}
    for version_id, plan_id, *_ in old.execute(_VERSIONS):
        if plan_id not in keys:
            raise _torn(shown, say("the plan of version_id {version}", version=version_id))
    dates = dict(old.asked(_DATES))
    return [
        _OldVersion(
            Place(
                version_id,
                plan_id,
                number,
                source_id,
                bool(is_current),
                file_name,
                ingested_at,
                dates.get(version_id),
            ),
            keys[plan_id],
            dict(old.asked(_LINEAGES, (version_id,))),
        )
        for version_id, plan_id, number, source_id, is_current, file_name, ingested_at in old.execute(
            _VERSIONS
        ).fetchall()
    ]


def _kept(old: Rows, version_id: int) -> Kept:
    found: Kept = {}
    for what, sql in _KEPT:
        for number, *key in old.asked(sql, (version_id,)):
            named: Hashable = tuple(key)
            found.setdefault((what, named), deque()).append(number)
    return found


def _highest(old: Rows, sql: str) -> int:
    return next((int(row[0] or 0) for row in old.asked(sql)), 0)
