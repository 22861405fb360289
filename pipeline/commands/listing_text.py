"""How lists of figures, tasks and entities look."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from rich.console import RenderableType
from rich.text import Text

from models.language import many, say
from pipeline.ask.listed_rows import Duty, ListedEntity, ListedFigure, ListedTask, OfVersion, Work
from pipeline.commands import terminal
from pipeline.commands.codes import code_name
from pipeline.rules.values import shown
from pipeline.store.cells import decimal_or_none
from pipeline.store.value_words import stated, value_words

Listed = TypeVar("Listed", bound=OfVersion)
_LONGEST = 40
_WIDE = 100  # cells from which on a list has room for what a value is held against
_YI = Decimal(10**8)


def tables_by_plan(
    found: Sequence[Listed],
    limit: int | None,
    columns: tuple[str, ...],
    cells: Callable[[Listed], tuple[object, ...]],
    *,
    right: slice = slice(0),
    optional: tuple[str, ...] = (),
) -> Iterator[RenderableType]:
    """A table a plan; `cells` gives those of a row, `right` which columns are numbers, `optional` which are
    left out where they hold nothing."""
    for title, rows in by_version(found[:limit]):
        yield Text(title, style="bold")
        filled = [cells(row) for row in rows]
        kept = [
            number
            for number, name in enumerate(columns)
            if name not in optional or any(row[number] not in (None, "") for row in filled)
        ]
        names = [columns[number] for number in kept]
        shown = ([row[number] for number in kept] for row in filled)
        yield terminal.table(names, shown, right=columns[right])


def figures_text(found: Sequence[ListedFigure], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    columns = (
        say("figure"),
        say("metric"),
        say("of"),
        say("value"),
        say("as printed"),
        say("period"),
        say("kind"),
    )
    yield from tables_by_plan(found, limit, columns, _figure_row, optional=(say("of"),))
    yield from rest(found, limit, say("no figures match"))


def _figure_row(row: ListedFigure) -> tuple[object, ...]:
    one = stated(asdict(row))
    return (
        row.figure_id,
        terminal.shortened(row.metric, _LONGEST),
        terminal.shortened(row.subject or "", _LONGEST),
        value_words(one, with_base=terminal.screen().width >= _WIDE),
        row.raw,
        row.period,
        code_name("kind", row.kind),
    )


def tasks_text(found: Sequence[ListedTask], limit: int | None) -> Iterator[RenderableType]:
    """A table a plan."""
    columns = (say("task"), say("no."), say("what"), say("who"), say("by when"), say("state"))
    yield from tables_by_plan(found, limit, columns, _task_row)
    yield from rest(found, limit, say("no tasks match"))


def _task_row(row: ListedTask) -> tuple[object, ...]:
    who = [names for names in (row.lead, row.responsible, row.cooperating) if names]
    return (
        row.task_id,
        row.serial_no,
        terminal.shortened(row.name, _LONGEST),
        terminal.shortened("；".join(who), _LONGEST),
        terminal.shortened(row.deadline_raw or "", _LONGEST // 2),
        terminal.shortened(row.status_raw or "", _LONGEST // 2),
    )


def rows_json(name: str, found: Sequence[OfVersion], limit: int | None) -> Mapping[str, object]:
    """The rows for programs, as the view has them."""
    return {f"n_{name}": len(found), name: [asdict(row) for row in found[:limit]]}


def money(yuan: Decimal | None) -> str:
    """An amount as plans print it: 154.44亿元."""
    return "" if yuan is None else f"{shown(yuan / _YI)}亿元"


def entities_text(
    found: Sequence[ListedEntity], work: Sequence[Work], duties: Sequence[Duty], limit: int | None
) -> Iterator[RenderableType]:
    """A table a plan, or with `work` or `duties` the projects and tasks below each body."""
    if work or duties:
        for title, rows in by_version(found[:limit]):
            yield Text(title, style="bold")
            yield from _with_work(rows, work, duties)
    else:
        columns = (
            say("entity"),
            say("label"),
            say("name"),
            say("also"),
            say("mentions"),
            say("projects"),
            say("tasks"),
        )
        yield from tables_by_plan(found, limit, columns, _entity_row, right=slice(4, 7))
    yield from rest(found, limit, say("no entities match"))


def _entity_row(row: ListedEntity) -> tuple[object, ...]:
    also = terminal.shortened(row.aliases or "", _LONGEST)
    counts = (row.n_mentions, row.n_projects, row.n_tasks)
    return row.entity_id, code_name("label", row.label), row.canonical, also, *counts


def _with_work(
    rows: Sequence[ListedEntity], work: Sequence[Work], duties: Sequence[Duty]
) -> Iterator[RenderableType]:
    for row in rows:
        projects, tasks = row.n_projects, row.n_tasks
        counts = [many(projects, "{n} project", "{n} projects")] if projects else []
        counts += [many(tasks, "{n} task", "{n} tasks")] if tasks else []
        told = say(", ").join(counts)
        yield terminal.hanging("  ", f"{row.canonical}  {told}", style="cyan")
        for project in work:
            if project.entity_id == row.entity_id:
                yield terminal.hanging(f"    project:{project.project_id}  ", _project_line(project))

        for task in duties:
            if task.entity_id == row.entity_id:
                yield terminal.hanging(f"    task:{task.task_id}  ", _task_line(task))


def _task_line(task: Duty) -> str:
    facts = [code_name("role", task.role), task.deadline_raw or ""]
    return _with_facts(terminal.shortened(task.task, _LONGEST), facts)


def _project_line(project: Work) -> str:
    amount = money(decimal_or_none(project.total_investment_text))
    facts = [code_name("role", project.role), amount, project.period_raw or ""]
    return _with_facts(project.project, facts)


def _with_facts(name: str, facts: Sequence[str]) -> str:
    return say("{name} ({facts})", name=name, facts=say(", ").join(fact for fact in facts if fact))


def by_version(found: Sequence[Listed]) -> Iterator[tuple[str, list[Listed]]]:
    """The rows of each version under its name."""
    for (plan, version), rows in groupby(found, key=lambda row: (row.plan, row.version)):
        yield say("{plan}, version {version}", plan=plan, version=version), list(rows)


def rest(found: Sequence[object], limit: int | None, nothing: str) -> Iterator[RenderableType]:
    """That nothing was found, or how much more there is."""
    if not found:
        yield nothing
    elif limit is not None and len(found) > limit:
        yield say("… and {n} more (--limit)", n=f"{len(found) - limit:,}")


def entities_json(
    found: Sequence[ListedEntity], work: Sequence[Work], duties: Sequence[Duty], limit: int | None
) -> Mapping[str, object]:
    """The entities for programs, with the projects and tasks of each where they were asked for."""
    projects, tasks = _by_entity(work), _by_entity(duties)
    return {
        "n_entities": len(found),
        "entities": [
            {
                **asdict(row),
                "projects": projects.get(row.entity_id, []),
                "tasks": tasks.get(row.entity_id, []),
            }
            for row in found[:limit]
        ],
    }


def _by_entity(found: Sequence[Work | Duty]) -> Mapping[int | None, list[dict[str, object]]]:
    by_entity: dict[int | None, list[dict[str, object]]] = {}
    for row in found:
        by_entity.setdefault(row.entity_id, []).append(asdict(row))
    return by_entity
