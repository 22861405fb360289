"""Lists over the public views, filtered: the figures of plans, and the bodies, places and documents they
name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from pipeline.ask.trace_values import Scope
from pipeline.store.held import Row, containing, pattern, rows, select

FIGURE_COLUMNS = (
    "figure_id, plan, version, metric, subject, raw, value, value_max, value_text, unit, qualifier, period,"
    " period_basis, kind, direction, origin, role, heading_path, block_id, char_start, char_end, quote"
)
ENTITY_COLUMNS = "entity_id, plan, version, label, canonical, aliases, n_mentions, n_projects"
WORK_COLUMNS = (
    "b.entity_id, b.role, b.name, p.project_id, p.plan, p.version, p.name AS project, p.total_investment,"
    " p.period_raw"
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
class EntityFilter:
    """Which entities: words in the name or another of its names; the label; with projects only."""

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
    if wanted.words:
        conditions.append(f"({containing('canonical', 'words')} OR {containing('aliases', 'words')})")
        values["words"] = pattern(wanted.words)
    if wanted.label is not None:
        conditions.append("label = :label")
        values["label"] = wanted.label
    if wanted.with_projects:
        conditions.append("n_projects > 0")
    order = "plan, version, n_mentions + n_projects DESC, canonical"
    return rows(
        connection, select(ENTITY_COLUMNS, "v_entity_list", " AND ".join(conditions), order), **values
    )


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
