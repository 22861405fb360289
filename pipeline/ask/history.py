"""One record over all versions of its plan: what each version says of it, and what changed from one to the
next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from models.kind import Kind
from models.kinds import with_history
from models.language import say
from pipeline.ask.trace_lookup import find
from pipeline.ask.trace_values import Scope
from pipeline.store.cells import integer
from pipeline.store.held import Row, rows, select

_HELD: Final[dict[str, Kind]] = {kind.name: kind for kind in with_history()}
_WORDS: Final = [
    kind.en for kind in sorted(with_history(), key=lambda kind: (kind.is_text, kind.ranks.linked))
]


@dataclass(frozen=True, slots=True)
class Step:
    """What one version says: the row of its public view (None: not in this version), and the changes since
    the version before."""

    version: int
    row: Row | None
    changes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A record by its lineage: its kind, last name, plan, and a step for each version of the plan."""

    kind: str
    name: str
    plan: str
    lineage: str
    steps: tuple[Step, ...]


def histories(
    connection: Connection, what: str, plan: str | None = None, limit: int | None = None
) -> tuple[History, ...]:
    """The histories of what a word, number or record name finds in any version: indicators, projects and
    figures before others.

    Raises:
        NotHeld: nothing is found that has a history.
        WrongUse: nothing to look for is given.
    """
    if not what.strip():
        raise WrongUse(say("history needs a record, a number or words"))
    found = find(connection, what, Scope(plan, True))
    wanted = [reference for reference in found.references if reference.kind in _HELD]
    seen: dict[tuple[str, str, str], None] = {}
    for reference in wanted:
        kind = _HELD[reference.kind]
        for row in rows(connection, select("plan, lineage", kind.view, f"{kind.key} = :id"), id=reference.id):
            seen.setdefault((reference.kind, str(row["plan"]), str(row["lineage"])))
    if not seen:
        raise NotHeld(
            say("{what}: no record with a history is found; `plantrace search` looks in the text", what=what)
        )
    chosen = sorted(seen, key=lambda one: _HELD[one[0]].is_text)[:limit]
    return tuple(_history(connection, *one) for one in chosen)


def _history(connection: Connection, kind: str, plan: str, lineage: str) -> History:
    asked = _HELD[kind]
    versions = rows(
        connection, "SELECT version FROM v_versions WHERE plan = :plan ORDER BY version", plan=plan
    )
    held = rows(
        connection,
        select("*", asked.view, "plan = :plan AND lineage = :lineage", "version"),
        plan=plan,
        lineage=lineage,
    )
    by_version = {row["version"]: row for row in held}
    ids = [integer(row[asked.key]) for row in held]
    steps = [
        Step(
            integer(row["version"]),
            by_version.get(row["version"]),
            _changes(connection, kind, plan, row["version"], ids),
        )
        for row in versions
    ]
    return History(kind, str(held[-1][asked.title]), plan, lineage, tuple(steps))


def _changes(
    connection: Connection, kind: str, plan: str, version: object, ids: Sequence[int]
) -> tuple[Row, ...]:
    listed = ", ".join(map(str, ids))
    sql = f"""SELECT * FROM v_changes WHERE plan = :plan AND to_version = :version AND record_kind = :kind
        AND (old_id IN ({listed}) OR new_id IN ({listed}))"""  # noqa: S608 - numbers
    return rows(connection, sql, plan=plan, version=version, kind=kind)
