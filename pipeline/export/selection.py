"""What is exported: which views, which versions of which plans; and their rows, in portions, so that memory
does not grow with them."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from sqlalchemy import Connection, text

from models.errors import NotHeld, WrongUse
from models.language import say
from models.views import VIEWS, View
from pipeline.export.keys import order_of
from pipeline.store.backends import backend_of
from pipeline.store.held import HeldVersion, find_plan, find_version, held_versions

PORTION: Final = 2_000
_NO_VERSION: Final = ("v_log", "v_metrics")
_OF_PLAN: Final = {"v_metrics": "metric_key IN (SELECT metric_key FROM v_figures WHERE plan = :plan)"}
_OF_VERSION: Final = {
    "v_metrics": "metric_key IN (SELECT metric_key FROM v_figures WHERE plan = :plan AND version = :version)"
}
_VERSION_COLUMN: Final = {"v_changes": "to_version"}

Values = Sequence[int | float | str | None]
Portion = Sequence[Values]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """The versions to export, in order of plan and number, and the views; `plan` is None when it is of all
    plans."""

    versions: tuple[HeldVersion, ...]
    views: tuple[View, ...]
    plan: str | None = None


def choose(
    connection: Connection,
    plan: str | None,
    number: int | None,
    all_versions: bool,
    names: Sequence[str] = (),
) -> Selection:
    """The selection that the options ask for: the current version of each plan when nothing is said, all
    views when none is named.

    Raises:
        NotHeld: no such plan or version, or the database holds none.
        WrongUse: several plans match; a version without a plan; no such view.
    """
    views = views_named(names)
    held = held_versions(connection)
    if not held:
        raise NotHeld(say("the database holds no plan; `plantrace ingest PATH` reads one"))
    keys = {version.plan for version in held}
    if number is not None and plan is None and len(keys) > 1:
        raise WrongUse(say("version {number} of which plan? name it with --plan", number=number))
    key = next(iter(keys)) if plan is None and number is not None else plan and find_plan(held, plan)
    if key is not None and number is not None:
        return Selection((find_version(held, key, number),), views, key)
    wanted = [
        version for version in held if key in (None, version.plan) and (all_versions or version.is_current)
    ]
    return Selection(tuple(wanted), views, key)


def views_named(names: Sequence[str]) -> tuple[View, ...]:
    """The public views of these names, with or without `v_`, in their own order; all when there are no names.

    Raises:
        WrongUse: there is no such view.
    """
    known = {view.name: view for view in VIEWS}
    wanted = {name if name.startswith("v_") else f"v_{name}" for name in names}
    for name in sorted(wanted - set(known)):
        near = get_close_matches(name, known, 1)
        raise WrongUse(
            say("{name}: no such view; did you mean {near}?", name=name, near=near[0])
            if near
            else say("{name}: no such view; there are {views}", name=name, views=", ".join(known))
        )
    return tuple(view for view in VIEWS if not wanted or view.name in wanted)


def parts(view: View, selection: Selection) -> tuple[HeldVersion | None, ...]:
    """The versions by which a view is read; None stands for all at once, where a view is not of versions."""
    return (None,) if view.name in _NO_VERSION else selection.versions


def steps(selection: Selection) -> int:
    """How many times `progress` is called at most."""
    return sum(len(parts(view, selection)) for view in selection.views)


def portions(
    connection: Connection, view: View, selection: Selection, done: Callable[[], None] = lambda: None
) -> Generator[Portion, None, None]:
    """The rows of a view, each a sequence of the values of its columns; `done` is called after each of
    `parts`.

    Whoever may stop before the end closes it: a cursor left open would outlive its connection.
    """
    for version in parts(view, selection):
        condition, values = _condition(view, version, selection.plan)
        yield from asked(connection, _query(view, condition), values)
        done()


def asked(connection: Connection, sql: str, values: dict[str, object]) -> Generator[Portion, None, None]:
    """The rows of a query as they come from the database, some thousand at a time; to be closed as
    `portions` are."""
    with connection.execute(text(sql), values) as result:
        yield from result.partitions(PORTION)


def _query(view: View, condition: str) -> str:
    listed = ", ".join(f'"{column.name}"' for column in view.columns)
    return f"SELECT {listed} FROM {view.name} WHERE {condition} ORDER BY {order_of(view)}"  # noqa: S608 - names of ours


def _condition(view: View, version: HeldVersion | None, plan: str | None) -> tuple[str, dict[str, object]]:
    if version is None:
        return ("TRUE", {}) if plan is None else (_OF_PLAN.get(view.name, "plan = :plan"), {"plan": plan})
    return condition_of(view), {"plan": version.plan, "version": version.version}


def condition_of(view: View) -> str:
    """The condition that takes the rows of one version; it has places for `plan` and `version`."""
    if view.name in _OF_VERSION:
        return _OF_VERSION[view.name]
    return f"plan = :plan AND {_VERSION_COLUMN.get(view.name, 'version')} = :version"


def sort_on_disk(connection: Connection) -> None:
    """Let the database sort in files, not in memory, on this connection."""
    backend_of(connection).sort_on_disk(connection)
