"""Lists over the public views, filtered: the figures and tasks of plans, and the bodies, places and documents
they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from pipeline.ask.bodies_asked import bodies_meant
from pipeline.ask.trace_values import Scope
from pipeline.store.held import Row, containing, pattern, rows, select

FIGURE_COLUMNS = (
    "figure_id, plan, version, metric, subject, raw, value, value_max, value_text, unit, qualifier, period,"
    " period_basis, kind, direction, origin, role, heading_path, block_id, char_start, char_end, quote"
)
ENTITY_COLUMNS = "entity_id, plan, version, label, canonical, aliases, n_mentions, n_projects, n_tasks"
TASK_COLUMNS = (
    "task_id, plan, version, origin, serial_no, group_name, name, content, lead, responsible, cooperating,"
    " deadline_raw, deadline, status_raw, table_id, row_index, block_id"
)
DUTY_COLUMNS = "b.entity_id, b.role, b.name, k.task_id, k.plan, k.version, k.name AS task, k.deadline_raw"
WORK_COLUMNS = (
    "b.entity_id, b.role, b.name, p.project_id, p.plan, p.version, p.name AS project, p.total_investment,"
    " p.total_investment_text, p.period_raw"
)


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


def list_figures(connection: Connection, scope: Scope, wanted: FigureFilter) -> tuple[Row, ...]:
    """Rows of v_figures, in the order of plans and of the text."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        conditions.append(
            f"({' OR '.join(containing(column, 'words') for column in ('metric', 'subject', 'quote'))})"
        )
        values["words"] = pattern(wanted.words)
    for column in ("kind", "origin", "unit"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(f"{column} = :{column}")
            values[column] = value
    if wanted.year is not None:
        conditions.append(":year BETWEEN period_start AND COALESCE(period_end, period_start)")
        values["year"] = wanted.year
    return rows(
        connection,
        select(FIGURE_COLUMNS, "v_figures", " AND ".join(conditions), "plan, version, block_id, char_start"),
        **values,
    )


def list_entities(connection: Connection, scope: Scope, wanted: EntityFilter) -> tuple[Row, ...]:
    """Rows of v_entity_list, most often named first."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.label is not None:
        conditions.append("label = :label")
        values["label"] = wanted.label
    if wanted.with_projects:
        conditions.append("n_projects + n_tasks > 0")
    order = "plan, version, n_mentions + n_projects + n_tasks DESC, canonical"
    found = rows(
        connection, select(ENTITY_COLUMNS, "v_entity_list", " AND ".join(conditions), order), **values
    )
    if not wanted.words:
        return found
    meant = bodies_meant(wanted.words, (name for row in found for name in _names(row)))
    return tuple(row for row in found if not meant.isdisjoint(_names(row)))


def _names(entity: Row) -> tuple[str, ...]:
    return str(entity["canonical"]), *str(entity["aliases"] or "").split(",")


def list_tasks(connection: Connection, scope: Scope, wanted: TaskFilter) -> tuple[Row, ...]:
    """Rows of v_tasks, in the order of plans and of the text."""
    conditions, values = [scope.condition], dict(scope.values)
    if wanted.words:
        columns = ("name", "content", "group_name")
        conditions.append(f"({' OR '.join(containing(column, 'words') for column in columns)})")
        values["words"] = pattern(wanted.words)
    if wanted.origin is not None:
        conditions.append("origin = :origin")
        values["origin"] = wanted.origin
    if wanted.due:
        conditions.append("deadline LIKE :due")
        values["due"] = f"{wanted.due}%"
    found = rows(
        connection,
        select(TASK_COLUMNS, "v_tasks", " AND ".join(conditions), "plan, version, block_id, task_id"),
        **values,
    )
    return of_body(found, wanted.body, ("lead", "responsible", "cooperating"))


def of_body(found: tuple[Row, ...], asked: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """Those of the rows in which a body that is meant stands in one of the columns (`；` between names)."""
    if not asked:
        return found
    meant = bodies_meant(asked, (name for row in found for name in bodies_of(row, columns)))
    return tuple(row for row in found if not meant.isdisjoint(bodies_of(row, columns)))


def bodies_of(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    """The bodies that stand in these columns of a row."""
    return tuple(name for column in columns for name in str(row[column] or "").split("；"))


def list_duties(connection: Connection, entities: Sequence[Row]) -> tuple[Row, ...]:
    """What the bodies among these entities have to do: a row a task and role, in the order of the
    entities."""
    found: list[Row] = []
    view = "v_task_bodies b JOIN v_tasks k ON k.task_id = b.task_id"
    for entity in entities:
        found += rows(
            connection,
            select(DUTY_COLUMNS, view, "b.entity_id = :entity", "k.task_id"),
            entity=entity["entity_id"],
        )
    return tuple(found)


def list_work(connection: Connection, entities: Sequence[Row]) -> tuple[Row, ...]:
    """What the bodies among these entities build and answer for: a row a project and role, in the order of
    the entities."""
    found: list[Row] = []
    view = "v_project_bodies b JOIN v_projects p ON p.project_id = b.project_id"
    for entity in entities:
        found += rows(
            connection,
            select(WORK_COLUMNS, view, "b.entity_id = :entity", "p.project_id"),
            entity=entity["entity_id"],
        )
    return tuple(found)
