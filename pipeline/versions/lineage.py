"""Identity over versions in the database: a version is linked with its neighbours, its records take their
lineage, changes are stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from models import schema
from pipeline.store.backends import backend_of, plain
from pipeline.versions.change import Change, Span

if TYPE_CHECKING:
    from pipeline.versions.compare import Comparison

_PORTION: Final = 5_000
_version = schema.version.c
_record = schema.record.c
_lineage = func.coalesce(_record.lineage, _record.uid)
_NEIGHBOURS = (
    "SELECT (SELECT o.version_id FROM version o WHERE o.plan_id = v.plan_id AND o.number < v.number"
    " ORDER BY o.number DESC LIMIT 1), (SELECT o.version_id FROM version o WHERE o.plan_id = v.plan_id"
    " AND o.number > v.number ORDER BY o.number LIMIT 1) FROM version v WHERE v.version_id = ?"
)
_change = schema.change.c


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking a version with the one before it found: its number, and the numbers of changes by (record
    kind, change)."""

    before: int
    changes: Mapping[tuple[str, str], int]


def link_version(
    connection: Connection, version_id: int, kept: Mapping[str, str] | None = None
) -> Linked | None:
    """Links a stored version with the versions before and after it in its plan; None when there is none
    before.

    `kept` holds lineages by uid from before a rebuild: a record without a forebear keeps its own, unless an
    earlier version has it.
    """
    before, after = neighbours(connection, version_id)
    found = None
    linked: set[int] = set()
    if before is not None:
        comparison = compared(connection, before, version_id)
        linked = _carry(connection, comparison)
        keep_changes(connection, comparison)
        found = Linked(
            comparison.old.number,
            Counter((one.record_kind, one.change) for one in comparison.changes if not one.spot),
        )
    _keep_lineages(connection, version_id, kept or {}, linked)
    if after is not None:
        if before is not None:
            forget_changes(connection, before, after)
        comparison = compared(connection, version_id, after)
        _join(connection, comparison, linked)
        keep_changes(connection, comparison)
    return found


def compared(connection: Connection, older: int, newer: int) -> "Comparison":
    """What differs between two versions: loaded where there are two, since most plans have one."""
    from pipeline.versions.compare import compare

    return compare(connection, older, newer)


def neighbours(connection: Connection, version_id: int) -> tuple[int | None, int | None]:
    """The versions of the same plan with the next lower and the next higher number."""
    before, after = plain(connection).execute(_NEIGHBOURS, (version_id,)).fetchone()
    return before, after


def relink_plan(connection: Connection, plan_id: int) -> None:
    """Starts the lineages of a plan anew, from its first version on; for when a version went to another
    plan."""
    versions = (
        connection.execute(
            select(_version.version_id).where(_version.plan_id == plan_id).order_by(_version.number)
        )
        .scalars()
        .all()
    )
    connection.execute(update(schema.record).where(_record.version_id.in_(versions)).values(lineage=None))
    connection.execute(
        delete(schema.change).where(
            or_(_change.from_version_id.in_(versions), _change.to_version_id.in_(versions))
        )
    )
    for before, after in pairwise(versions):
        comparison = compared(connection, before, after)
        _carry(connection, comparison)
        keep_changes(connection, comparison)


def _carry(connection: Connection, found: "Comparison") -> set[int]:
    """The newer records take the lineages of those they go on from; gives the newer records' ids."""
    pairs = [
        (found.old.by_id[link.old].lineage, link.new)
        for links in found.links.records.values()
        for link in links
    ]
    _set_lineages(connection, pairs)
    return {record for _, record in pairs}


def _set_lineages(connection: Connection, pairs: Iterable[tuple[str, int]]) -> None:
    rows = list(pairs)
    if rows:
        backend_of(connection).update_rows(connection, schema.record, "record_id", ("lineage",), rows)
        own = update(schema.record).where(_record.lineage == _record.uid).values(lineage=None)
        for start in range(0, len(rows), _PORTION):
            numbers = [number for _, number in rows[start : start + _PORTION]]
            connection.execute(own.where(_record.record_id.in_(numbers)))


def _keep_lineages(
    connection: Connection, version_id: int, kept: Mapping[str, str], linked: set[int]
) -> None:
    if not any(uid != lineage for uid, lineage in kept.items()):
        return
    plan_id, number = connection.execute(
        select(_version.plan_id, _version.number).where(_version.version_id == version_id)
    ).one()
    earlier = select(_version.version_id).where(_version.plan_id == plan_id, _version.number < number)
    taken = set(connection.execute(select(_lineage).where(_record.version_id.in_(earlier))).scalars())
    mine = connection.execute(
        select(_record.record_id, _record.uid).where(_record.version_id == version_id)
    ).all()
    _set_lineages(
        connection,
        [
            (kept[uid], record)
            for record, uid in mine
            if record not in linked and kept.get(uid, uid) not in taken | {uid}
        ],
    )


def _join(connection: Connection, found: "Comparison", linked: set[int]) -> None:
    """The version went between others: what only the later ones know gives it its lineage; what it shares
    with the earlier ones, it gives on."""
    query = select(_record.record_id, _lineage).where(_record.version_id == found.old.version_id)
    mine: dict[int, str] = dict(map(tuple, connection.execute(query)))
    taken, given = set(mine.values()), {record.lineage for record in found.new.by_id.values()}
    adopted, renamed = [], []
    for links in found.links.records.values():
        for link in links:
            here, there = mine[link.old], found.new.by_id[link.new].lineage
            if here != there and link.old not in linked and there not in taken:
                adopted.append((there, link.old))
            elif here != there and link.old in linked and here not in given:
                renamed.append((here, there))
    _set_lineages(connection, adopted)
    _rename_later(connection, found.new.version_id, renamed)


def _rename_later(connection: Connection, version_id: int, pairs: list[tuple[str, str]]) -> None:
    plan_id, number = connection.execute(
        select(_version.plan_id, _version.number).where(_version.version_id == version_id)
    ).one()
    later = select(_version.version_id).where(_version.plan_id == plan_id, _version.number >= number)
    for here, there in pairs:
        connection.execute(
            update(schema.record)
            .where(_record.version_id.in_(later), _lineage == there)
            .values(lineage=func.nullif(here, _record.uid))
        )


def keep_changes(connection: Connection, found: "Comparison") -> None:
    """Stores the changes from the older to the newer version in the place of what was stored before."""
    ends = found.old.version_id, found.new.version_id
    forget_changes(connection, *ends)
    first = connection.execute(select(func.coalesce(func.max(_change.change_id), 0) + 1)).scalar_one()
    rows = [_row(change, first, place, ends) for place, change in enumerate(found.changes)]
    for start in range(0, len(rows), _PORTION):
        connection.execute(insert(schema.change), rows[start : start + _PORTION])


def forget_changes(connection: Connection, before: int, after: int) -> None:
    """Drops the stored changes between two versions."""
    connection.execute(
        delete(schema.change).where(and_(_change.from_version_id == before, _change.to_version_id == after))
    )


def _row(change: Change, first: int, place: int, ends: tuple[int, int]) -> dict[str, object]:
    """A row of the table; `first` is the number of the first change, `place` counts from there."""
    names = (
        "record_kind",
        "change",
        "field",
        "old_value",
        "new_value",
        "delta",
        "percent",
        "old_id",
        "new_id",
        "matched_by",
        "score",
    )
    row: dict[str, object] = {
        "change_id": first + place,
        "from_version_id": ends[0],
        "to_version_id": ends[1],
    }
    row |= {
        "class": change.of_class,
        "part_of": None if change.part_of is None else first + change.part_of,
    }
    row |= {name: getattr(change, name) for name in names}
    for side, end in (("old", change.old), ("new", change.new)):
        span = end if isinstance(end, Span) else None
        row |= {
            f"{side}_block_id": span and span.block,
            f"{side}_char_start": span and span.start,
            f"{side}_char_end": span and span.end,
            f"{side}_quote": span and span.quote,
        }
    return row
