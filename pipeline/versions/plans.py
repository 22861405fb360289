"""The plans that are held: listed, given another key, and versions put under another plan."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from models import schema
from models.errors import NotHeld, WrongUse
from models.language import say
from pipeline.clock import utc_now
from pipeline.store.backends import plain
from pipeline.store.held import Row, rows
from pipeline.store.numbers import note_highest, numbers_after
from pipeline.versions.lineage import relink_plan
from pipeline.versions.plan_names import identity_of
from pipeline.versions.remove import set_current, write_log

_plan = schema.plan.c
_version = schema.version.c


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan with its versions, rows of v_versions in order."""

    key: str
    versions: tuple[Row, ...]


def held_plans(connection: Connection) -> tuple[HeldPlan, ...]:
    """All plans by key."""
    found: dict[str, list[Row]] = {}
    for row in rows(connection, "SELECT * FROM v_versions ORDER BY plan, version"):
        found.setdefault(str(row["plan"]), []).append(row)
    return tuple(HeldPlan(key, tuple(versions)) for key, versions in found.items())


def rename_plan(connection: Connection, key: str, name: str, clock: Callable[[], str] = utc_now) -> None:
    """Gives a plan another key; nothing else changes.

    Raises:
        NotHeld: there is no such plan.
        WrongUse: the new key is taken, or empty.
    """
    plan_id = _plan_id(connection, key)
    if not name.strip() or connection.execute(select(_plan.plan_id).where(_plan.key == name)).first():
        raise WrongUse(
            say(
                "{name}: cannot be the key of {key}; choose one that no plan has",
                name=name or say("an empty name"),
                key=key,
            )
        )
    connection.execute(update(schema.plan).where(_plan.plan_id == plan_id).values(key=name))
    write_log(connection, "renamed", plan_id, key, clock(), detail=f"to {name}")


def attach_version(
    connection: Connection, key: str, number: int, target: str, clock: Callable[[], str] = utc_now
) -> int:
    """Makes a version of one plan the newest version of another (a new plan when none has that key); gives
    its number there.

    Both plans are linked anew. Ids of records stay.

    Raises:
        NotHeld: there is no such plan or version.
        WrongUse: it is of that plan already.
    """
    if key == target:
        raise WrongUse(say("{key}: version {number} is a version of it already", key=key, number=number))
    source = _plan_id(connection, key)
    found = connection.execute(
        select(_version.version_id, _version.title).where(
            _version.plan_id == source, _version.number == number
        )
    ).first()
    if found is None:
        raise NotHeld(say("{key}: there is no version {number}", key=key, number=number))
    note_highest(connection)
    plan_id = _find_or_make(connection, target, found.title)
    place = next_number(connection, plan_id)
    connection.execute(
        update(schema.version)
        .where(_version.version_id == found.version_id)
        .values(plan_id=plan_id, number=place, is_current=0)
    )
    write_log(
        connection,
        "attached",
        source,
        key,
        clock(),
        version=number,
        title=found.title,
        detail=f"as version {place} of {target}",
    )
    set_current(connection, plan_id)
    set_current(connection, source)
    relink_plan(connection, source)
    relink_plan(connection, plan_id)
    return place


def _plan_id(connection: Connection, key: str) -> int:
    found = connection.execute(select(_plan.plan_id).where(_plan.key == key)).scalar()
    if found is None:
        raise NotHeld(say("{key}: no such plan; `plantrace plans` lists those held", key=key))
    return int(found)


def _find_or_make(connection: Connection, key: str, title: str) -> int:
    found = connection.execute(select(_plan.plan_id).where(_plan.key == key)).scalar()
    if found is not None:
        return int(found)
    plan_id = numbers_after(connection).take("plan")
    connection.execute(insert(schema.plan).values(plan_id=plan_id, key=key, identity=identity_of(title)))
    return plan_id


def next_number(connection: Connection, plan_id: int) -> int:
    """The number after the highest that a version of the plan has or had."""
    asked = plain(connection)
    (held,) = asked.execute("SELECT max(number) FROM version WHERE plan_id = ?", (plan_id,)).fetchone()
    (had,) = asked.execute("SELECT max(version) FROM action_log WHERE plan_id = ?", (plan_id,)).fetchone()
    return max(held or 0, had or 0) + 1


def number_by_date(connection: Connection, plan_id: int, date: str) -> int:
    """The number of a version of that date: what is later (by its own date, else by when it was read) moves
    up by one to make room."""
    query = select(_version.version_id, _version.number, _version.dated, _version.ingested_at)
    found = connection.execute(query.where(_version.plan_id == plan_id).order_by(_version.number)).all()
    first = next(
        (place for place, row in enumerate(found) if (row.dated or row.ingested_at)[: len(date)] > date), None
    )
    if first is None:
        return next_number(connection, plan_id)
    number = int(found[first].number)
    for row in reversed(found[first:]):
        connection.execute(
            update(schema.version).where(_version.version_id == row.version_id).values(number=row.number + 1)
        )
    return number
