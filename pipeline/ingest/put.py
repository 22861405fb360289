"""The one way into the database: a version with all that follows from it, for a first ingest, a revision and
a rebuild alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from pipeline.clock import utc_now
from pipeline.ingest.identity import PlanChoice
from pipeline.rules.kept import Kept, check_and_store, put_findings
from pipeline.rules.reviews import Decisions
from pipeline.store.backends import plain
from pipeline.store.kept_results import NewResults
from pipeline.store.numbers import Numbers
from pipeline.store.parcel import Label, Opened
from pipeline.store.parcel_rows import Moved, is_checked, moved_by, results_of, write_parcel
from pipeline.store.reader import keep_reader
from pipeline.store.version import Place, Written, keep_source
from pipeline.versions.lineage import Linked, link_version, neighbours
from pipeline.versions.plans import next_number, number_by_date
from pipeline.versions.remove import set_current


@dataclass(frozen=True, slots=True)
class Carried:
    """What a rebuild brings from the old file besides row numbers: lineages by uid, numbers of findings."""

    lineages: Mapping[str, str]
    findings: Kept


@dataclass(frozen=True, slots=True)
class Stored:
    """A version in the database. `linked` tells of the version before it in its plan and what changed since;
    None for a first version."""

    version_id: int
    plan: str
    number: int
    written: Written
    linked: Linked | None


def put_version(
    connection: Connection,
    parcel: Opened,
    place: Place,
    plan: str,
    numbers: Numbers,
    decisions: Decisions | None = None,
    carried: Carried | None = None,
    results: list[NewResults] | None = None,
) -> Stored:
    """Writes and links a version, and what the rules find in it.

    Rows are numbered by `numbers`. The caller's transaction holds the write lock and commits. With `results`
    what the stages found goes there, for the caller to keep at the end.
    """
    lineages, findings = (carried.lineages, carried.findings) if carried else (None, None)
    moved = moved_by(parcel.rows, place, numbers)
    stored = _linked(connection, parcel, place, plan, moved, lineages)
    if results is not None:
        results.append(results_of(parcel))
    keep_reader(connection, place.version_id, parcel.label.reader)
    before, after = neighbours(connection, place.version_id)
    if before is None and is_checked(parcel):
        put_findings(connection, parcel.rows, place, plan, moved, decisions, findings)
    else:  # rules hold it against the version before
        check_and_store(connection, place.version_id, decisions, findings)
    if after is not None:  # it went between others
        check_and_store(connection, after, decisions)
    return stored


def write_linked(
    connection: Connection,
    parcel: Opened,
    place: Place,
    plan: str,
    numbers: Numbers,
    lineages: Mapping[str, str] | None = None,
) -> Stored:
    """Writes a version, makes the plan's highest the current one, and links it with its neighbours."""
    moved = moved_by(parcel.rows, place, numbers)
    return _linked(connection, parcel, place, plan, moved, lineages)


def _linked(
    connection: Connection,
    parcel: Opened,
    place: Place,
    plan: str,
    moved: Moved,
    lineages: Mapping[str, str] | None,
) -> Stored:
    written = write_parcel(connection, parcel, place, moved)
    set_current(connection, place.plan_id)
    linked = link_version(connection, place.version_id, lineages)
    return Stored(place.version_id, plan, place.number, written, linked)


def next_place(
    connection: Connection,
    label: Label,
    content: bytes,
    plan: PlanChoice,
    numbers: Numbers,
    clock: Callable[[], str] = utc_now,
    dated: str | None = None,
) -> Place:
    """Where a document goes: the next version of its plan. A new plan is made; the bytes are kept as handed
    in.

    With `dated` (2021, 2021-08 or 2021-08-31) it goes before the versions of a later date, which move up by
    one.
    """
    plan_id = plan.plan_id if plan.plan_id is not None else _new_plan(connection, plan, numbers)
    return Place(
        version_id=numbers.take("version"),
        plan_id=plan_id,
        number=number_by_date(connection, plan_id, dated) if dated else next_number(connection, plan_id),
        source_id=keep_source(connection, label.source, content, numbers),
        is_current=False,
        file_name=label.file_name,
        ingested_at=clock(),
        dated=dated,
    )


def _new_plan(connection: Connection, plan: PlanChoice, numbers: Numbers) -> int:
    plan_id = numbers.take("plan")
    sql = "INSERT INTO plan (plan_id, key, identity) VALUES (?, ?, ?)"
    plain(connection).execute(sql, (plan_id, plan.key, plan.identity))
    return plan_id
