"""Lists over the public views, filtered: the figures and tasks of plans, and the bodies, places and documents
they name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection

from pipeline.ask.bodies_asked import bodies_meant
from pipeline.ask.listed_rows import Duty, ListedEntity, ListedFigure, ListedTask, Work
from pipeline.ask.trace_values import Scope
from pipeline.store.held import containing, pattern
from pipeline.store.typed_rows import read

Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which figures: words in metric, subject or quote; kind, origin, base unit; a year within the period."""

    words: str = ""
    kind: str | None = None
    origin: str | None = None
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks: words in name, content or group; one of its bodies; the year or month it is due; where it
    stands."""

    words: str = ""
    body: str = ""
    due: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities: words in the name or another of its names; the label; only those with projects
    or tasks."""

    words: str = ""
    label: str | None = None
    with_projects: bool = False


def list_figures(connection: Connection, scope: Scope, wanted: FigureFilter) -> tuple[ListedFigure, ...]:
    """Figures in the order of plans and of the text."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(any_holds("metric", "subject", "quote"))
        values["words"] = pattern(wanted.words)
    for column in ("kind", "origin", "unit"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(f"{column} = :{column}")
            values[column] = value
    if wanted.year is not None:
        conditions.append(":year BETWEEN period_start AND COALESCE(period_end, period_start)")
        values["year"] = wanted.year
    order = "plan, version, block_id, char_start"
    return read(connection, ListedFigure, condition=" AND ".join(conditions), order=order, **values)


def list_entities(connection: Connection, scope: Scope, wanted: EntityFilter) -> tuple[ListedEntity, ...]:
    """Entities, most often named first."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.label is not None:
        conditions.append("label = :label")
        values["label"] = wanted.label
    if wanted.with_projects:
        conditions.append("n_projects + n_tasks > 0")
    order = "plan, version, n_mentions + n_projects + n_tasks DESC, canonical"
    found = read(connection, ListedEntity, condition=" AND ".join(conditions), order=order, **values)
    return naming(found, wanted.words, lambda entity: entity.names)


def list_tasks(connection: Connection, scope: Scope, wanted: TaskFilter) -> tuple[ListedTask, ...]:
    """Tasks in the order of plans and of the text."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(any_holds("name", "content", "group_name"))
        values["words"] = pattern(wanted.words)
    if wanted.origin is not None:
        conditions.append("origin = :origin")
        values["origin"] = wanted.origin
    if wanted.due:
        conditions.append("deadline LIKE :due")
        values["due"] = f"{wanted.due}%"
    order = "plan, version, block_id, task_id"
    found = read(connection, ListedTask, condition=" AND ".join(conditions), order=order, **values)
    return naming(found, wanted.body, lambda task: task.bodies)


def naming(
    found: tuple[Listed, ...], asked: str, names: Callable[[Listed], tuple[str, ...]]
) -> tuple[Listed, ...]:
    """Those of the rows one of whose `names` is meant by what somebody asked for; all where nothing is
    asked."""
    if not asked:
        return found
    meant = bodies_meant(asked, (name for row in found for name in names(row)))
    return tuple(row for row in found if not meant.isdisjoint(names(row)))


def any_holds(*columns: str) -> str:
    """An SQL condition: one of the columns holds `:words`."""
    return f"({' OR '.join(containing(column, 'words') for column in columns)})"


def list_duties(connection: Connection, entities: Iterable[ListedEntity]) -> tuple[Duty, ...]:
    """What the bodies among these entities have to do, in the order of the entities."""
    return _of_entities(connection, Duty, entities, "k.task_id")


def list_work(connection: Connection, entities: Iterable[ListedEntity]) -> tuple[Work, ...]:
    """What the bodies among these entities build and answer for, in the order of the entities."""
    return _of_entities(connection, Work, entities, "p.project_id")


def _of_entities(
    connection: Connection, row: type[Listed], entities: Iterable[ListedEntity], order: str
) -> tuple[Listed, ...]:
    condition = "b.entity_id = :entity"
    return tuple(
        found
        for entity in entities
        for found in read(connection, row, condition=condition, order=order, entity=entity.entity_id)
    )
