"""One record over all versions of its plan: what each version says of it, and what changed from one to the
next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.errors import NotHeld, WrongUse
from pipeline.ask.trace_lookup import find
from pipeline.ask.trace_values import Scope
from pipeline.store.held import Row, rows

KEYS: Final = {
    "figure": ("v_figures", "figure_id", "metric"),
    "indicator": ("v_indicators", "indicator_id", "name"),
    "project": ("v_projects", "project_id", "name"),
    "heading": ("v_headings", "heading_id", "title"),
    "box_item": ("v_box_items", "box_item_id", "title"),
}


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
        raise WrongUse("history needs a record, a number or words")
    found = find(connection, what, Scope(plan, True))
    order = list(KEYS)
    wanted = [reference for reference in found.references if reference.kind in KEYS]
    seen: dict[tuple[str, str, str], None] = {}
    for reference in wanted:
        view, key, _ = KEYS[reference.kind]
        for row in rows(connection, f"SELECT plan, lineage FROM {view} WHERE {key} = :id", id=reference.id):  # noqa: S608 - names of ours
            seen.setdefault((reference.kind, str(row["plan"]), str(row["lineage"])))
    if not seen:
        raise NotHeld(
            f"{what}: no figure, indicator, project, heading or box item is found; `plantrace search` looks"
            " in the text"
        )
    chosen = sorted(
        seen, key=lambda one: (one[0] in ("heading", "box_item"), list(seen).index(one), order.index(one[0]))
    )[:limit]
    return tuple(_history(connection, *one) for one in chosen)


def _history(connection: Connection, kind: str, plan: str, lineage: str) -> History:
    view, key, name = KEYS[kind]
    versions = rows(
        connection, "SELECT version FROM v_versions WHERE plan = :plan ORDER BY version", plan=plan
    )
    held = rows(
        connection,
        f"SELECT * FROM {view} WHERE plan = :plan AND lineage = :lineage ORDER BY version",  # noqa: S608
        plan=plan,
        lineage=lineage,
    )
    by_version = {row["version"]: row for row in held}
    ids = [int(str(row[key])) for row in held]
    steps = [
        Step(
            int(str(row["version"])),
            by_version.get(row["version"]),
            _changes(connection, kind, plan, row["version"], ids),
        )
        for row in versions
    ]
    return History(kind, str(held[-1][name]), plan, lineage, tuple(steps))


def _changes(
    connection: Connection, kind: str, plan: str, version: object, ids: Sequence[int]
) -> tuple[Row, ...]:
    listed = ", ".join(map(str, ids))
    sql = f"""SELECT * FROM v_changes WHERE plan = :plan AND to_version = :version AND record_kind = :kind
        AND (old_id IN ({listed}) OR new_id IN ({listed}))"""  # noqa: S608 - numbers
    return rows(connection, sql, plan=plan, version=version, kind=kind)
