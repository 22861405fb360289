"""Parquet in partitions of year and region, in a folder or an object store, to which an export adds what is
not there yet.

A file is of one version in one view. It is made here and put there in one step; what it replaces goes first:
a row that is missing for a moment is better than one that counts twice.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection

from models.errors import PlanError, WrongUse
from models.language import say
from models.views import VIEWS, View
from pipeline.export.parquet import need_pyarrow, write_view
from pipeline.export.partitions import SUFFIX, Part, State, parts, path_of, plan_hash, states, without_keys
from pipeline.export.selection import Progress, Selection, portions, sort_on_disk
from pipeline.store import storage
from pipeline.store.held import held_versions

_NOT_OF_VERSIONS: Final = ("v_log", "v_metrics")


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A file that was written: its path below the folder, its view, its size in bytes and its rows."""

    path: str
    view: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Partitions:
    """What was written, how many files were there already, how many were replaced or taken away, and the
    plans (beginnings of their keys) that lie there and that the database does not hold."""

    written: tuple[WrittenPart, ...]
    kept: int
    removed: int
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done for one plan in one view."""

    view: View
    missing: tuple[tuple[State, str], ...]
    kept: int
    stale: tuple[str, ...]


def export_partitioned(
    connection: Connection, selection: Selection, target: str, progress: Progress | None = None
) -> Partitions:
    """Adds to the partitions at `target` what is not there yet of a selection.

    Of the plans selected, versions that lie there already are kept as the database now tells them: one that
    is no longer current is written again so, one that is no longer held is taken away.

    Args:
        connection: an open database.
        selection: what to export, from `selection.choose`.
        target: a folder, made when new, or an address (s3://…).
        progress: called with files done and files in all.

    Raises:
        WrongUse: pyarrow is not installed, the protocol is not allowed, or a view is named that is not of
            versions.
        PlanError: a library is missing; what lies there cannot be read, or nothing written.
    """
    need_pyarrow()
    views = _views(selection)
    address = storage.address_of(target).rstrip("/")
    try:
        there = parts(storage.below(address, SUFFIX))
        held = states(connection, {version.plan for version in selection.versions})
        tasks = _tasks(selection, views, held, there)
        sort_on_disk(connection)
        written = _done(connection, tasks, address, progress or (lambda done, total: None))
    except storage.StorageFault as fault:
        text = storage.fault_text(fault.reason, fault.detail)
        raise PlanError(say("{place}: {fault}", place=target, fault=text)) from fault
    kept, stale = sum(task.kept for task in tasks), sum(len(task.stale) for task in tasks)
    return Partitions(written, kept, stale, _strange(connection, there))


def _views(selection: Selection) -> tuple[View, ...]:
    """Those of versions; where some views are named, the others are refused rather than left out."""
    others = [view.name for view in selection.views if view.name in _NOT_OF_VERSIONS]
    if others and len(selection.views) < len(VIEWS):
        raise WrongUse(
            say(
                "{views}: not of versions, so there is no year and region to put them under: export them"
                " without --partitioned",
                views=", ".join(others),
            )
        )
    return tuple(without_keys(view) for view in selection.views if view.name not in others)


def _tasks(
    selection: Selection,
    views: Sequence[View],
    held: Mapping[str, Sequence[State]],
    there: Sequence[Part],
) -> tuple[_Task, ...]:
    chosen = {(version.plan, version.version) for version in selection.versions}
    lying: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in there:
        lying[part.view, part.plan].append(part)
    return tuple(
        _task(view, found, chosen, lying[view.name, plan_hash(plan)])
        for plan, found in held.items()
        for view in views
    )


def _task(view: View, found: Sequence[State], chosen: set[tuple[str, int]], lying: Sequence[Part]) -> _Task:
    numbers = {part.number for part in lying}
    wanted = {
        path_of(view, state): state
        for state in found
        if (state.version.plan, state.version.version) in chosen or state.version.version in numbers
    }
    paths = {part.path for part in lying}
    missing = tuple((state, path) for path, state in wanted.items() if path not in paths)
    return _Task(view, missing, len(wanted) - len(missing), tuple(sorted(paths - wanted.keys())))


def _done(
    connection: Connection, tasks: Sequence[_Task], address: str, progress: Progress
) -> tuple[WrittenPart, ...]:
    """Does what is to be done, and gives what was written."""
    total = sum(len(task.missing) for task in tasks)
    written: list[WrittenPart] = []
    with TemporaryDirectory(prefix="plantrace-") as work:
        for task in tasks:
            made = [
                _made(connection, task.view, state, Path(work, str(number)))
                for number, (state, _) in enumerate(task.missing)
            ]
            for path in task.stale:
                storage.remove(f"{address}/{path}")
            for (draft, count), (_, path) in zip(made, task.missing, strict=True):
                storage.send(draft, f"{address}/{path}")
                written.append(WrittenPart(path, task.view.name, draft.stat().st_size, count))
                draft.unlink()
                progress(len(written), total)
    return tuple(written)


def _made(connection: Connection, view: View, state: State, draft: Path) -> tuple[Path, int]:
    """One version's rows of a view in a file of this machine; none are a file too, which tells so."""
    one = Selection((state.version,), (view,), state.version.plan)
    with closing(portions(connection, view, one)) as found:
        return draft, write_view(view, found, draft)


def _strange(connection: Connection, there: Sequence[Part]) -> tuple[str, ...]:
    known = {plan_hash(version.plan) for version in held_versions(connection)}
    return tuple(sorted({part.words for part in there if part.plan not in known}))
