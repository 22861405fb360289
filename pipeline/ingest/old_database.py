"""What a rebuild asks of the old database: its versions, their originals, the numbers that things have there.
An older schema may lack a table or a column."""

import json
from collections import deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, insert

from models import schema
from models.errors import DatabaseFault
from models.language import say
from pipeline.rules.kept import Kept as KeptFindings
from pipeline.store.address import Where
from pipeline.store.backends.backend import Rows
from pipeline.store.numbers import BLOCK_PLACE, NOTICE_PLACE, Kept, Numbered, Numbers
from pipeline.store.version import Place

_PLANS: Final = 'SELECT plan_id, "key", identity FROM plan ORDER BY plan_id'
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
_LINEAGES: Final = "SELECT uid, COALESCE(lineage, uid) FROM record WHERE version_id = ?"
# by hand, and kept as it is; an older schema may lack it
_COPIED: Final = (schema.action_log, schema.number_used)
# what had which number: an older schema may lack a table, then its numbers start anew
_KEPT: Final[tuple[tuple[Numbered, str], ...]] = (
    ("block", f"SELECT block_id, {BLOCK_PLACE}, text FROM block b WHERE version_id = ? ORDER BY ordinal"),  # noqa: S608
    ("table", "SELECT table_id, part, xml_path FROM document_table WHERE version_id = ? ORDER BY ordinal"),
    ("entity", "SELECT entity_id, label, canonical FROM entity WHERE version_id = ? ORDER BY entity_id"),
    ("record", "SELECT record_id, kind, uid FROM record WHERE version_id = ? ORDER BY record_id"),
    (
        "notice",
        (
            f"SELECT notice_id, code, message, {NOTICE_PLACE} FROM notice LEFT JOIN block b USING (block_id)"  # noqa: S608
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
class OldVersion:
    """A version as it stands in the old database; `lineages` by uid."""

    place: Place
    plan_key: str
    lineages: Mapping[str, str]


def original_of(old: Rows, source: int, shown: Where) -> bytes:
    """The bytes of a source; a DatabaseFault where they are gone."""
    found = old.execute(_CONTENT, (source,)).fetchone()
    if found is None:
        raise torn(shown, say("the original of source_id {source}", source=source))
    return bytes(found[0])


def copy_plans(old: Rows, connection: Connection) -> None:
    """Plans under their numbers and keys."""
    rows = [
        {"plan_id": plan_id, "key": key, "identity": identity}
        for plan_id, key, identity in old.execute(_PLANS)
    ]
    if rows:
        connection.execute(insert(schema.plan), rows)


def copy_log(old: Rows, connection: Connection) -> None:
    """What was done by hand, and the numbers that were given away, where the old schema had them."""
    for table in _COPIED:
        names = [column.name for column in table.columns]
        rows = [
            dict(zip(names, row, strict=True))
            for row in old.asked(f"SELECT {', '.join(names)} FROM {table.name}")  # noqa: S608
        ]
        if rows:
            connection.execute(insert(table), rows)


def torn(shown: Where, what: str) -> DatabaseFault:
    """That the old file lacks what it must hold."""
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


def old_versions(old: Rows, shown: Where) -> list[OldVersion]:
    """All versions in the order of their numbers."""
    keys = {plan_id: key for plan_id, key, _ in old.execute(_PLANS)}
    for version_id, plan_id, *_ in old.execute(_VERSIONS):
        if plan_id not in keys:
            raise torn(shown, say("the plan of version_id {version}", version=version_id))
    dates = dict(old.asked(_DATES))
    return [
        OldVersion(
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


def old_numbers(old: Rows, version_id: int) -> Kept:
    """The numbers that the things of a version have, by what each is told by."""
    found: Kept = {}
    for what, sql in _KEPT:
        for number, *key in old.asked(sql, (version_id,)):
            named: Hashable = tuple(key)
            found.setdefault((what, named), deque()).append(number)
    return found


def highest(old: Rows, sql: str) -> int:
    """The highest number that a query gives, 0 where there is none."""
    return next((int(row[0] or 0) for row in old.asked(sql)), 0)


def numbers_after(old: Rows) -> Numbers:
    """Numbers that go on behind the highest of the old database, and behind those it gave away."""
    used = dict(old.asked(_USED))
    return Numbers({what: max(highest(old, sql), used.get(what, 0)) + 1 for what, sql in _HIGHEST.items()})


def findings_kept(old: Rows, version_id: int, numbers: Numbers) -> KeptFindings:
    """The numbers of a version's findings, new ones behind the highest of the old database."""
    return KeptFindings(_finding_numbers(old, version_id), highest(old, _FINDINGS), numbers)
