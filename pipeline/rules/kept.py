"""What a run of the rules leaves in the database: findings with their evidence, the rules that ran, the
checks they made."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Column, Connection, delete, insert, select, update

from models import schema
from models.schema.results import AGREES
from pipeline.rules.check import Checked, Found, Made, check_version
from pipeline.rules.reviews import Decisions
from pipeline.store.backends import backend_of
from pipeline.store.numbers import Numbers, note_highest, numbers_after
from pipeline.store.parcel_rows import Moved, write_findings
from pipeline.store.version import Place

RUN_TABLES: Final = (schema.finding, schema.rule_run, schema.rule_check)
"""What a run over a version leaves, besides the evidence of findings and notices."""
_TOLD: Final = (
    *("finding_id", "rule", "content_key", "severity", "message", "message_zh", "expected", "actual"),
    *("status", "note"),
)
_CHECKED: Final = (
    *("rule", "outcome", "expected", "actual", "block_id", "char_start", "char_end"),
    *("other_block_id", "other_char_start", "other_char_end"),
)
_NOWHERE: Final = (None, None, None)


@dataclass(frozen=True, slots=True)
class Kept:
    """The numbers findings had in another file, by key, and the highest number there; `row_numbers` are for
    notices."""

    numbers: Mapping[str, int]
    highest: int
    row_numbers: Numbers | None = None


def put_findings(
    connection: Connection,
    rows: sqlite3.Connection,
    place: Place,
    plan: str,
    moved: Moved,
    decisions: Decisions | None = None,
    kept: Kept | None = None,
) -> None:
    """What the rules found when a parcel was made, for a version that has none before it: the same rows as
    `check_and_store` would write."""
    keys = [row[0] for row in rows.execute("SELECT content_key FROM parcel.finding ORDER BY finding_id")]
    numbers = _given(connection, keys, {} if kept is None else kept.numbers, kept)
    first = _first_check(connection, rows.execute("SELECT count(*) FROM parcel.rule_check").fetchone()[0])
    failed = write_findings(connection, rows, place, moved, numbers, first)
    for row in failed:
        given = (kept and kept.row_numbers) or numbers_after(connection)
        number = given.take("notice", (row["code"], row["message"], None, None))
        connection.execute(insert(schema.notice).values(row | {"notice_id": number}))
    for key, number in zip(keys, numbers, strict=True):
        if decisions is not None and (decision := decisions.of(plan, key)):
            decided = {"status": decision.status, "note": decision.note or None}
            ours = schema.finding.c.finding_id == number
            connection.execute(update(schema.finding).where(ours).values(decided))


def _given(
    connection: Connection, keys: Sequence[str], before: Mapping[str, int], kept: Kept | None
) -> list[int]:
    """The numbers of findings: those that they had, else those after the highest."""
    new = sum(key not in before for key in keys)
    following = backend_of(connection).free_numbers(connection, schema.finding.c.finding_id, new)
    following = max(following, 1 if kept is None else kept.highest + 1)
    numbers = []
    for key in keys:
        number = before.get(key)
        if number is None:
            number, following = following, following + 1
        numbers.append(number)
    return numbers


def _first_check(connection: Connection, number: int) -> int:
    return backend_of(connection).free_numbers(connection, schema.rule_check.c.check_id, number)


def store_findings(connection: Connection, checked: Checked, kept: Kept | None = None) -> Checked:
    """Puts the findings of a version in the place of those stored before; a finding of the same content
    keeps its number.

    `kept` brings numbers from another file (`rebuild`). A rule that broke leaves the notice `rule_failed`.
    With them go the rules that ran and the checks they made. The caller's transaction commits.
    """
    before = _numbers(connection, checked.version_id) if kept is None else kept.numbers
    numbers = _given(connection, [found.key for found in checked.findings], before, kept)
    numbered = [replace(found, id=number) for found, number in zip(checked.findings, numbers, strict=True)]
    _delete(connection, checked.version_id)
    if numbered:
        connection.execute(insert(schema.finding), [_row(checked.version_id, found) for found in numbered])
        connection.execute(
            insert(schema.finding_evidence), [row for found in numbered for row in _evidence(found)]
        )
    _keep_checks(connection, checked)
    _note_failures(connection, checked, None if kept is None else kept.row_numbers)
    return replace(checked, findings=tuple(numbered))


def _note_failures(connection: Connection, checked: Checked, numbers: Numbers | None) -> None:
    """The notices of this run in the place of those of the last; one of the same words keeps its number."""
    ours = (schema.notice.c.version_id == checked.version_id) & (schema.notice.c.code == "rule_failed")
    before = {
        row.message: int(row.notice_id) for row in connection.execute(select(schema.notice).where(ours))
    }
    if before:
        note_highest(connection)
        connection.execute(delete(schema.notice).where(ours))
    for notice in checked.failed.values():
        numbers = numbers or numbers_after(connection)
        number = before.get(notice.text) or numbers.take("notice", (notice.code, notice.text, None, None))
        row = {
            "notice_id": number,
            "version_id": checked.version_id,
            "code": notice.code,
            "message": notice.text,
            "message_zh": notice.text_zh,
            "block_id": None,
        }
        connection.execute(insert(schema.notice).values(row))


def check_and_store(
    connection: Connection, version_id: int, decisions: Decisions | None = None, kept: Kept | None = None
) -> Checked:
    """All rules over a version just stored, in the transaction that stored it."""
    return store_findings(connection, check_version(connection, version_id, None, decisions), kept)


def check_plan(
    connection: Connection, plan: str, decisions: Decisions | None = None, *, after: int | None = None
) -> None:
    """All rules anew over the versions of a plan whose neighbours are others now; `after`: over the one
    behind this number alone. Nothing where there is none."""
    v = schema.version.c
    query = select(v.version_id).join(schema.plan, schema.plan.c.plan_id == v.plan_id)
    query = query.where(schema.plan.c.key == plan, v.number > (after or 0)).order_by(v.number)
    wanted = connection.execute(query if after is None else query.limit(1)).scalars().all()
    for version_id in wanted:
        check_and_store(connection, int(version_id), decisions)


def with_numbers(connection: Connection, checked: Checked) -> Checked:
    """The findings with the numbers under which they are stored, where they are."""
    before = _numbers(connection, checked.version_id)
    return replace(
        checked, findings=tuple(replace(found, id=before.get(found.key)) for found in checked.findings)
    )


def is_stored(connection: Connection, checked: Checked) -> bool:
    """Whether the database holds these very findings and checks already, as the same rules gave them."""
    wanted = [_row(checked.version_id, one) for one in with_numbers(connection, checked).findings]
    if any(row["finding_id"] is None for row in wanted):
        return False
    made = [_check_values(one) for one in checked.checks]
    f, k = schema.finding.c, schema.rule_check.c
    return (
        _rules_run(connection, checked.version_id) == _rules_of(checked)
        and _stored(connection, checked, _TOLD, f.finding_id) == sorted(_values(row, _TOLD) for row in wanted)
        and _stored(connection, checked, _CHECKED, k.check_id) == made
    )


def _stored(
    connection: Connection, checked: Checked, names: Sequence[str], key: Column[int]
) -> list[tuple[object, ...]]:
    columns = key.table.c
    query = select(*(columns[name] for name in names)).where(columns.version_id == checked.version_id)
    return [tuple(row) for row in connection.execute(query.order_by(key))]


def _values(row: Mapping[str, object], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _rules_run(connection: Connection, version_id: int) -> dict[str, str | None]:
    run = schema.rule_run
    return {
        row.rule: row.fault for row in connection.execute(select(run).where(run.c.version_id == version_id))
    }


def _rules_of(checked: Checked) -> dict[str, str | None]:
    return {
        **dict.fromkeys(checked.rules),
        **{rule: notice.text for rule, notice in checked.failed.items()},
    }


def _numbers(connection: Connection, version_id: int) -> dict[str, int]:
    found = schema.finding.c
    rows = connection.execute(
        select(found.content_key, found.finding_id).where(found.version_id == version_id)
    )
    return {row.content_key: int(row.finding_id) for row in rows}


def _delete(connection: Connection, version_id: int) -> None:
    ours = select(schema.finding.c.finding_id).where(schema.finding.c.version_id == version_id)
    connection.execute(delete(schema.finding_evidence).where(schema.finding_evidence.c.finding_id.in_(ours)))
    for table in RUN_TABLES:
        connection.execute(delete(table).where(table.c.version_id == version_id))


def _keep_checks(connection: Connection, checked: Checked) -> None:
    run = [
        {"version_id": checked.version_id, "rule": rule, "fault": fault}
        for rule, fault in _rules_of(checked).items()
    ]
    if run:
        connection.execute(insert(schema.rule_run), run)
    first = _first_check(connection, len(checked.checks))
    rows = [
        (first + place, checked.version_id, *_check_values(made)) for place, made in enumerate(checked.checks)
    ]
    if rows:  # hundreds of a plan
        names = ("check_id", "version_id", *_CHECKED)
        backend_of(connection).insert_rows(connection, schema.rule_check, names, rows)


def _check_values(made: Made) -> tuple[Any, ...]:
    """In the order of `_CHECKED`."""
    outcome = None if made.outcome == AGREES else made.outcome
    places = [(side.block, side.start, side.end) for side in made.sides[:2]] + [_NOWHERE] * 2
    return made.rule, outcome, made.expected, made.actual, *places[0], *places[1]


def _row(version_id: int, found: Found) -> dict[str, object]:
    return {
        "finding_id": found.id,
        "version_id": version_id,
        "rule": found.rule,
        "content_key": found.key,
        "severity": found.severity,
        "message": found.message,
        "message_zh": found.message_zh,
        "expected": found.expected,
        "actual": found.actual,
        "status": found.status,
        "note": found.note,
    }


def _evidence(found: Found) -> list[dict[str, object]]:
    return [
        {
            "finding_id": found.id,
            "side": number,
            "record_id": side.record,
            "block_id": side.block,
            "char_start": side.start,
            "char_end": side.end,
            "quote": side.quote,
        }
        for number, side in enumerate(found.sides)
    ]
